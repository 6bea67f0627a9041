"""One question on one page, as lines: a pure function of the session and of what is being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rich.cells import cell_len
from textual.content import Content

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.scalars import EVIDENCE, Evidence
from msp_select.phrases.en.answers import wanted_in_words
from msp_select.phrases.en.labels import NOT_ASKED, STATES
from msp_select.ui.literal_text import ELLIPSIS, fitted, literal, on_one_line, padded, wrapped
from msp_select.ui.number_input import amount
from msp_select.ui.widgets.selectable_lines import Line

# What gives way first where room is short: blank lines, prose, then the ends of long answers (F1 has all).
ROOM = (
    *((True, 3, 9), (True, 2, 9), (False, 3, 9), (False, 2, 9)),
    *((False, 1, 9), (False, 0, 9), (False, 0, 2), (False, 0, 1)),
)


@dataclass(frozen=True)
class Page:
    """What a page shows: the question, whose it is, the answer so far, and what is being typed."""

    question: Question
    candidate: Candidate
    heading: str
    progress: str
    done: int
    of: int
    answer: Answer | None
    figure: Decimal | None  # what the bid holds, for a question that lives there
    evidence: Evidence
    note: str
    typed: str
    fault: str
    reliance: Mapping[Evidence, float]
    must_have: MustHave | None
    currency: str


def page_lines(page: Page, width: int, height: int) -> list[Line]:
    """The page in at most `height` lines if its prose can give way; what is chosen never does."""
    for spaced, prose, most in ROOM:
        lines = _lines(page, width, spaced, prose, most)
        if len(lines) <= height:
            break
    return lines


def _lines(page: Page, width: int, spaced: bool, prose: int, most: int) -> list[Line]:
    question = page.question
    gap = [Line(literal(""))] if spaced else []
    lines = [_between(page.heading, page.progress, width), Line(literal(f" {_bar(page, width - 2)}"))]
    lines += [
        Line(literal(f" {line}", "bold"))
        for line in wrapped(question.text_to(page.candidate.kind), width - 2)
    ]
    why = f"You judge this yourself. {question.why}" if question.asked_of == "owner" else question.why
    if prose >= 3 and why:
        lines += [*gap, *_prose("", why, width)]
    lines += [*gap, *_answers(page, width, most), *gap, _states(page), *_reason(page, width), *gap]
    if not question.bid_field:
        lines += [_proof(page), *([_counts(page)] if most > 2 else []), *gap]
    if prose >= 1 and question.evidence:
        lines += _prose("Ask for   ", question.evidence, width)
    if prose >= 2 and question.red_flag:
        lines += _prose("Watch for ", question.red_flag, width)
    if page.note:
        lines.append(Line(literal(f" Note      {fitted(page.note, width - 12)}")))
    if page.must_have is not None:
        lines += _must_have(page, page.must_have, width)
    return lines


def _between(left: str, right: str, width: int) -> Line:
    return Line(literal(f" {padded(left, width - cell_len(right) - 3)} {right}"))


def _bar(page: Page, width: int) -> str:
    full = round(width * page.done / page.of) if page.of else 0
    return "━" * full + "─" * (width - full)


def _prose(label: str, text: str, width: int) -> list[Line]:
    start = cell_len(label)
    lines = wrapped(on_one_line(text), width - start - 2)
    return [
        Line(literal(f" {label if at == 0 else ' ' * start}{line}", "dim")) for at, line in enumerate(lines)
    ]


def _answers(page: Page, width: int, most: int) -> list[Line]:
    if page.question.kind == "choice":
        return _levels(page, width, most)
    question, lines = page.question, []
    unit = question.unit if question.kind != "money" else f"{page.currency} {question.unit}"
    held = page.figure
    if page.answer is not None and isinstance(page.answer.value, Decimal):
        held = page.answer.value
    shown = f"{page.typed}_" if page.typed else amount(held) if held is not None else "type a number"
    mark = "●" if held is not None and not page.typed else " "
    lines.append(
        Line(literal(f" {mark} {shown} {unit}" if shown[0] != "t" else f"   {shown} of {unit}"), "number")
    )
    if page.fault:
        lines.append(Line(literal(f"   {page.fault}", "bold $text-error")))
    if question.none is not None:
        chosen = page.answer is not None and page.answer.value == "none"
        lines.append(_level(chosen, " ", question.none.label, question.none.value, width, "none")[0])
    return lines


def _levels(page: Page, width: int, most: int) -> list[Line]:
    value = page.answer.value if page.answer is not None else None
    return [
        line
        for number, level in enumerate(page.question.levels, 1)
        for line in _level(level.id == value, str(number), level.label, level.value, width, level.id, most)
    ]


def _level(
    chosen: bool, number: str, label: str, value: float, width: int, key: str, most: int = 9
) -> list[Line]:
    first, *rest = _at_most(wrapped(on_one_line(label), width - 13), most)
    mark = "●" if chosen else " "
    head = f" {mark}{number}  {padded(first, width - 12)}{value:>5.0f}"
    return [
        Line(literal(head, "bold" if chosen else ""), key),
        *(Line(literal(f"     {line}"), of=key) for line in rest),
    ]


def _at_most(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} {ELLIPSIS}"]


def _states(page: Page) -> Line:
    state = page.answer.state if page.answer is not None else ""
    parts: list[Content | str] = [" "]
    for one, name in STATES.items():
        mark, style = ("●", "bold") if one == state else (" ", "")
        parts += [literal(f" {mark}{name.key} {name.short} ", style), "  "]
    if page.answer is None and page.figure is None:
        parts.append(literal(f"({NOT_ASKED})", "dim"))
    return Line(Content.assemble(*parts))


def _reason(page: Page, width: int) -> list[Line]:
    if page.answer is None or page.answer.state != "not_applicable":
        return []
    lines = [Line(literal(f"    because {fitted(page.answer.reason, width - 14)}"))]
    if page.answer.counts_as != page.answer.state and page.candidate.kind != "in_house":
        lines.append(
            Line(literal(f"    counts as not answered until you agree: {STATES['not_applicable'].key}"))
        )
    return lines


def _proof(page: Page) -> Line:
    parts: list[Content | str] = [literal(" How do we know? ")]
    for grade in EVIDENCE:
        here = grade == page.evidence
        parts.append(literal(f"[{grade}]" if here else f" {grade} ", "reverse" if here else ""))
    return Line(Content.assemble(*parts))


def _counts(page: Page) -> Line:
    value = _value(page)
    if value is None:
        text = "e or E moves it: how far can the answer be relied on?"
    else:
        from msp_select.decision.scoring.reliance import reliance_on  # numpy, once there is a page to fill

        sure = reliance_on(page.question, value, page.evidence, page.reliance) * value
        text = f"e or E moves it. Counts as {sure:.0f} for sure, at most {value:.0f}"
    return Line(literal(f"   {text}", "dim"))


def _value(page: Page) -> float | None:
    """The value of the answer given, 0 to 100, on a choice or a straight line between two points."""
    answer, question = page.answer, page.question
    if answer is None or answer.value is None:
        return None
    if answer.value == "none" and question.none is not None:
        return question.none.value
    if isinstance(answer.value, str):
        level = question.level(answer.value)
        return level.value if level is not None else None
    points = [(float(x), y) for x, y in question.value]
    if not points:
        return None
    at = float(answer.value)
    if at <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return points[-1][1]


def _must_have(page: Page, rule: MustHave, width: int) -> list[Line]:
    text = f"◆ must-have: {wanted_in_words(page.question, rule)}"
    return [Line(literal(f" {line}", "bold")) for line in wrapped(on_one_line(text), width - 2)]
