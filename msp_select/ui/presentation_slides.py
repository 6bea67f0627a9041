"""The result as a row of slides for a client in the room: few words, large, nothing beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.words import listed, percent
from msp_select.phrases.finding import Finding, Row
from msp_select.ui.literal_text import fitted, wrapped

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation, Result
    from msp_select.phrases.explanation import Explanation

MARGIN = 6  # cells free on either side
WIDEST = 96  # cells a line may have to be read at a glance
FRAME = 6  # lines for heading, space and the place among the slides
TALL = 3  # lines of large digits
REASONS = {  # the findings shown after the ranking, each under a heading that can be read from a chair
    "first_sentence": "Why",
    "differences": "The difference",
    "does_badly": "Weak sides",
    "headline_and_total": "The money",
    "ask_next": "What to ask next",
    "negotiation": "What to settle",
}
SPOKEN = ("does_badly",)  # whose rows go into more detail than anybody can read from a chair
NAMED = 3
SOME = 1.0  # of 100 tries from which a candidate is named beside the verdict


@dataclass(frozen=True)
class Words:
    """A text, already broken into lines; `roomy` has an empty line between two."""

    lines: tuple[str, ...]
    roomy: bool = False


@dataclass(frozen=True)
class Figure:
    """Large digits, and beside them a name over what they mean."""

    digits: str
    name: str
    text: str


@dataclass(frozen=True)
class Standing:
    """One candidate in the ranking: name, a bar of `value` 0..100, large digits, and why it is not in."""

    name: str
    value: float
    digits: str
    remark: str


@dataclass(frozen=True)
class Part:
    """One part of a difference: `value` in points, `longest` the largest of all."""

    name: str
    value: float
    longest: float


Block = Words | Figure | Standing | Part


@dataclass(frozen=True)
class Slide:
    """What is shown at a time."""

    heading: str
    blocks: tuple[Block, ...]


def spaced(heading: str, width: int) -> str:
    """A heading in wide capitals where there is room, else as it is."""
    wide = "   ".join(" ".join(word) for word in heading.upper().split())
    return wide if len(wide) <= width else fitted(heading, width)


def slides(evaluation: Evaluation, explanation: Explanation | None, width: int, height: int) -> list[Slide]:
    """Verdict, ranking, why, what next, each cut to the room there is."""
    room, lines = min(max(width - 2 * MARGIN, 30), WIDEST), max(height - FRAME, 8)
    if explanation is None or evaluation.leader is None:
        return [Slide("The result", (Words(("There is nobody to choose from yet.",)),))]
    found = [_verdict(evaluation, explanation, room, lines), *_ranking(evaluation, lines)]
    for kind, heading in REASONS.items():
        finding = explanation.finding(kind)
        if finding is not None:
            found.append(_slide(heading, finding, room, lines))
    return found


def _verdict(evaluation: Evaluation, explanation: Explanation, room: int, lines: int) -> Slide:
    blocks: list[Block] = [_sentence(explanation.lines[0].sentence, room, lines)]
    left = lines - _height(blocks[0])
    first = explanation.finding("first_places")
    for row in first.rows[:NAMED] if first is not None else ():
        if (row.value or 0.0) >= SOME and left >= TALL + 1:
            blocks.append(Figure(f"{row.value:.0f}", row.label, f"first in {row.text}"))
            left -= TALL + 1
    return Slide(evaluation.session.title, tuple(blocks))


def _ranking(evaluation: Evaluation, lines: int) -> Iterator[Slide]:
    for group, name in GROUPS.items():
        members = [result for result in evaluation.results if result.group == group]
        most = max((lines + 1) // (TALL + 1), 1)
        for start in range(0, len(members), most):
            standings = tuple(_standing(evaluation, result) for result in members[start : start + most])
            yield Slide("The ranking" if group == "acceptable" else name.heading, standings)


def _standing(evaluation: Evaluation, result: Result) -> Standing:
    value = result.score
    failed = [f'"{evaluation.catalog.questions[gate.question].short}"' for gate in result.failed]
    little = f"{percent(100 * result.left_out, 0)} of what matters does not apply"
    remarks = [f"not met: {listed(failed, most=2)}"] * bool(failed) + [little] * result.rests_on_little
    remark = "; ".join(remarks)
    return Standing(f"{result.rank}   {result.name}", value, f"{value:.1f}", remark)


def _slide(heading: str, finding: Finding, room: int, lines: int) -> Slide:
    """A finding: its sentence, and as many of its rows as there is room for."""
    rows = () if finding.kind in SPOKEN else finding.rows
    sentence = _sentence(finding.sentence, room, lines - min(len(rows), NAMED) * 2)
    left = lines - _height(sentence) - 1
    if finding.kind == "differences":
        return Slide(heading, (sentence, *_parts(rows, left)))
    return Slide(heading, (sentence, *_facts(rows, room, left)))


def _parts(rows: Sequence[Row], left: int) -> Iterator[Part]:
    shown = [row for row in rows if row.value is not None][: max(left // 2, 1)]
    longest = max((abs(row.value or 0.0) for row in shown), default=0.0)
    for row in shown:
        yield Part(row.label, row.value or 0.0, longest)


def _facts(rows: Sequence[Row], room: int, left: int) -> Iterator[Words]:
    for row in rows[:NAMED]:
        lines = wrapped(f"{row.label}: {row.text}", room)
        if len(lines) + 1 > left:
            return
        left -= len(lines) + 1
        yield Words(tuple(lines))


def _sentence(text: str, room: int, lines: int) -> Words:
    broken = tuple(wrapped(text, room))
    return Words(broken, roomy=2 * len(broken) - 1 <= lines)


def _height(block: Block) -> int:
    if isinstance(block, Words):
        return 2 * len(block.lines) - 1 if block.roomy else len(block.lines)
    return TALL
