"""One question on one page, as lines: a pure function of the session and of what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.cells import cell_len
from textual.content import Content

from msp_select.model.answer_kinds import QuestionKind
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.scalars import STATED, Evidence
from msp_select.phrases.en.answers import must_be, must_be_why, what_follows
from msp_select.phrases.en.labels import ASK_THEM, NOT_ASKED, STATES
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.words import capital
from msp_select.ui.literal_text import ELLIPSIS, fitted, literal, on_one_line, padded, wrapped
from msp_select.ui.number_input import number_lines
from msp_select.ui.widgets.selectable_lines import Line

# What gives way first where room is short: blank lines, prose, then the ends of long answers (F1 has all).
ROOM = (
    *((True, 3, 9), (True, 2, 9), (False, 3, 9), (False, 2, 9)),
    *((False, 1, 9), (False, 0, 9), (False, 0, 2), (False, 0, 1)),
)


GRADE_KEYS: Mapping[Evidence, str] = {
    "said": "S", "written": "W", "contract": "C", "seen": "E", "confirmed": "F"
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What a page shows: the question, whose it is, the answer so far, and what is being typed."""

    question: Question
    candidate: Candidate
    headings: Sequence[str]  # the longest first; the one there is room for is shown
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
    silence: float  # the most that no answer counts
    to_ask: bool
    must_have: MustHave | None
    because: str  # what switched the must-have on, if an answer about the business did
    wanted: Wanted


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
    lines = [_between(page.headings, page.progress, width), Line(literal(f" {_bar(page, width - 2)}"))]
    lines += [
        Line(literal(f" {line}", "bold"))
        for line in wrapped(question.text_to(page.candidate.kind), width - 2)
    ]
    why = f"You judge this yourself. {question.why}" if question.asked_of == "owner" else question.why
    if prose >= 3 and why:
        lines += [*gap, *_prose("", why, width)]
    lines += [*gap, *ANSWERS[question.kind](page, width, most)]
    lines += [*gap, *_states(page, width), *_reason(page, width), *gap]
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


def _between(lefts: Sequence[str], right: str, width: int) -> Line:
    room = width - cell_len(right) - 3
    left = next((left for left in lefts if cell_len(left) <= room), lefts[-1])
    return Line(literal(f" {padded(left, room)} {right}"))


def _bar(page: Page, width: int) -> str:
    full = round(width * page.done / page.of) if page.of else 0
    return "━" * full + "─" * (width - full)


def _prose(label: str, text: str, width: int) -> list[Line]:
    start = cell_len(label)
    lines = wrapped(on_one_line(text), width - start - 2)
    return [
        Line(literal(f" {label if at == 0 else ' ' * start}{line}", "dim")) for at, line in enumerate(lines)
    ]


def _figure(page: Page, width: int, _most: int) -> list[Line]:
    question, held = page.question, page.figure
    if page.answer is not None and isinstance(page.answer.value, Decimal):
        held = page.answer.value
    lines = number_lines(page.wanted, page.typed, page.fault, held, width)
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


ANSWERS: Mapping[QuestionKind, Callable[[Page, int, int], list[Line]]] = {
    "choice": _levels,
    "number": _figure,
    "money": _figure,
}


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


def _states(page: Page, width: int) -> list[Line]:
    """What can be said in place of an answer, on as many lines as that takes."""
    state = page.answer.state if page.answer is not None else ""
    parts = [(name, one == state) for one, name in STATES.items()] + [(ASK_THEM, page.to_ask)]
    lines: list[list[Content]] = [[]]
    for name, here in parts:
        part = literal(f" {'●' if here else ' '}{name.key} {capital(name.words)} ", "bold" if here else "")
        if sum(one.cell_length for one in lines[-1]) + part.cell_length > width - 2:
            lines.append([])
        lines[-1].append(part)
    nothing = page.answer is None and page.figure is None and not page.to_ask
    if nothing and sum(one.cell_length for one in lines[-1]) + len(NOT_ASKED) + 4 < width:
        lines[-1].append(literal(f" ({NOT_ASKED})", "dim"))
    return [Line(Content.assemble(" ", *one)) for one in lines]


def _reason(page: Page, width: int) -> list[Line]:
    """What follows from the state that was chosen, and why it was."""
    if page.answer is None or page.answer.state != "not_applicable":
        return [Line(literal(f"    {line}", "dim")) for line in wrapped(_follows(page), width - 6) if line]
    lines = [Line(literal(f"    because {fitted(page.answer.reason, width - 14)}"))]
    if page.answer.counts_as != page.answer.state and page.candidate.kind != "in_house":
        lines.append(
            Line(literal(f"    counts as not answered until you agree: {STATES['not_applicable'].key}"))
        )
    return lines


def _follows(page: Page) -> str:
    if page.to_ask:
        return ASK_THEM.hint.format(name=page.candidate.name)
    if page.answer is None:
        return ""
    return what_follows(page.question, page.answer.state, page.reliance, page.silence)


def _proof(page: Page) -> Line:
    parts: list[Content | str] = [literal(" How do we know? ")]
    for grade in STATED:
        here, word = grade == page.evidence, _with_its_key(grade)
        parts.append(literal(f"[{word}]" if here else f" {word} ", "reverse" if here else ""))
    return Line(Content.assemble(*parts))


def _with_its_key(grade: Evidence) -> str:
    """The grade with the capital letter that sets it, such as "sEen"."""
    key = GRADE_KEYS[grade]
    return grade.replace(key.lower(), key, 1)


def _counts(page: Page) -> Line:
    answer, question = page.answer, page.question
    if answer is None or answer.value is None or not (question.levels or question.value):
        text = "Its capital letter or e sets it: how far can it be relied on?"
    else:
        from msp_select.decision.answer_value import value_of  # numpy, once there is a page to fill
        from msp_select.decision.scoring.reliance import reliance_on

        value = value_of(question, answer)
        sure = reliance_on(question, value, page.evidence, page.reliance) * value
        text = f"Counts as {sure:.0f} for sure, at most {value:.0f}. Enter goes on."
    return Line(literal(f"   {text}", "dim"))


def _must_have(page: Page, rule: MustHave, width: int) -> list[Line]:
    said = (must_be(page.question, rule), must_be_why(page.because))
    first, *rest = [line for one in said if one for line in wrapped(on_one_line(one), width - 4)]
    return [Line(literal(f" ◆ {first}", "bold")), *(Line(literal(f"   {line}", "bold")) for line in rest)]
