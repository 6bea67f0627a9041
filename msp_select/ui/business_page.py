"""One question about the business on one page, with what its answer moves; a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len

from msp_select.decision.business.rounds import Round
from msp_select.model.answer_kinds import KINDS, BusinessKind
from msp_select.phrases.en.business_rounds import GO_ON, WORK_OUT, answer_more, hour_from_answers, round_ended
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.ui.literal_text import literal, on_one_line, padded, wrapped
from msp_select.ui.number_input import number_lines
from msp_select.ui.widgets.selectable_lines import Line

if TYPE_CHECKING:
    from msp_select.model.business import BusinessQuestion, Group
    from msp_select.model.session import BusinessValue

EFFECT = "effect:"
WORKED_OUT = "worked_out"  # the line that offers to work the number out
ON, MORE = "on", "more"  # the lines at the end of a round: to what matters, or to the next round


@dataclass(frozen=True)
class BusinessPage:
    """What a page shows; `pillars` are titles with their share of the whole, in percent.

    `steps`: what the answer moves, each in words, and whether it is taken back.
    """

    question: BusinessQuestion
    group: Group
    number: int
    done: int
    of: int
    value: BusinessValue | None
    typed: str
    fault: str
    steps: Sequence[tuple[str, bool]]
    notes: Sequence[str]
    standstill: Decimal | None
    pillars: Mapping[str, float]
    wanted: Wanted
    can_be_worked_out: bool


def business_lines(page: BusinessPage, width: int, height: int) -> list[Line]:
    """The page in at most `height` lines if its prose can give way."""
    for spaced, prose in ((True, True), (False, True), (False, False)):
        lines = _lines(page, width, spaced, prose)
        if len(lines) <= height:
            break
    return lines


def round_end(ended: Round, more: int, width: int) -> list[Line]:
    """The end of a round, of which `more` questions of the next are open."""
    lines = [
        *(Line(literal(f" {line}")) for line in wrapped(round_ended(ended, more), width - 2)),
        Line(literal("")),
        Line(literal(f"   {GO_ON}"), ON),
    ]
    return [*lines, Line(literal(f"   {answer_more(more)}"), MORE)] if more else lines


def _lines(page: BusinessPage, width: int, spaced: bool, prose: bool) -> list[Line]:
    question = page.question
    gap = [Line(literal(""))] if spaced else []
    progress = f"Question {page.number} of {page.of}"
    about, room = f"{page.group.title}: {page.group.summary}", width - len(progress) - 3
    left = padded(about if cell_len(about) <= room else page.group.title, room)
    full = round((width - 2) * page.done / page.of)
    lines = [
        Line(literal(f" {left} {progress}")),
        Line(literal(" " + "━" * full + "─" * (width - 2 - full))),
        *(Line(literal(f" {line}", "bold")) for line in wrapped(question.text, width - 2)),
    ]
    if prose:
        why = wrapped(on_one_line(question.why), width - 2)
        lines += [*gap, *(Line(literal(f" {line}", "dim")) for line in why)]
    lines += [*gap, *ANSWERS[question.kind](page, width)]
    if page.can_be_worked_out:
        lines.append(Line(literal(f"   w  {WORK_OUT}"), WORKED_OUT))
    lines += gap
    if page.standstill is not None and question.criterion == "standstill":
        words = hour_from_answers(page.standstill, page.wanted.currency)
        lines += [Line(literal(f" {line}")) for line in wrapped(words, width - 2)]
    return [*lines, *_moved(page, width), *gap, *_shares(page, width)]


def _options(page: BusinessPage, width: int) -> list[Line]:
    chosen = page.value if isinstance(page.value, tuple) else (page.value,)
    several = KINDS[page.question.kind].several
    lines = []
    for number, (option, label) in enumerate(page.question.listed.items(), 1):
        here = option in chosen
        mark = ("[x]" if here else "[ ]") if several else (" ● " if here else "   ")
        first, *rest = wrapped(on_one_line(label), width - 9)
        digit = str(number) if number < 10 else " "
        lines.append(Line(literal(f" {mark}{digit}  {first}", "bold" if here else ""), option))
        lines += [Line(literal(f"       {line}"), of=option) for line in rest]
    return lines


def _text(page: BusinessPage, width: int) -> list[Line]:
    words = wrapped(str(page.value), width - 5)[:3] if page.value else ["Enter writes it"]
    mark = "●" if page.value else " "
    return [Line(literal(f" {mark} {words[0]}"), "text"), *(Line(literal(f"   {w}")) for w in words[1:])]


def _figure(page: BusinessPage, width: int) -> list[Line]:
    held = page.value if isinstance(page.value, Decimal) else None
    return number_lines(page.wanted, page.typed, page.fault, held, width)


ANSWERS: Mapping[BusinessKind, Callable[[BusinessPage, int], list[Line]]] = {
    "choice": _options,
    "multiple": _options,
    "number": _figure,
    "money": _figure,
    "text": _text,
}


def _moved(page: BusinessPage, width: int) -> list[Line]:
    if page.value is None and not page.steps:
        return [Line(literal(" You can skip this.", "dim"))]
    if not page.steps and not page.notes:
        return [Line(literal(" Noted.", "dim"))]
    lines = [
        Line(literal(" What this moves   (Enter on a line takes it back, or lets it act again)", "bold"))
    ]
    for at, (words, undone) in enumerate(page.steps):
        first, *rest = wrapped(words, width - 5)
        style = "strike dim" if undone else ""
        lines.append(Line(literal(f"   {first}", style), f"{EFFECT}{at}"))
        lines += [Line(literal(f"     {line}", style), of=f"{EFFECT}{at}") for line in rest]
    for note in page.notes:
        lines += [
            Line(literal(f" {'!' if at == 0 else ' '} {w}")) for at, w in enumerate(wrapped(note, width - 4))
        ]
    return lines


def _shares(page: BusinessPage, width: int) -> list[Line]:
    words = ", ".join(f"{title.lower()} {share:.0f}" for title, share in page.pillars.items())
    return [
        Line(literal(f" {line}", "dim")) for line in wrapped(f"What matters now, of 100: {words}", width - 2)
    ]
