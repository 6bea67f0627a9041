"""Agreeing on a mark: everybody's own in sight, one of the question's answers, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.model.answer_checks import answer_fault
from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer
from msp_select.model.number_text import typed_number
from msp_select.ui.evaluators_page import originals
from msp_select.ui.widgets.dialogs import AskText, Choose

if TYPE_CHECKING:
    from msp_select.decision.panel.mean_marks import MarkedQuestion
    from msp_select.ui.place_frame import Place

NO_MARK = "-"  # no id of a level
NONE = "none"


def agree(screen: Place, marked: MarkedQuestion, name: str) -> None:
    """Ask which answer stands beside the originals; without one their mean counts."""
    question, now = marked.question, marked.agreed
    title = f"{name}: {question.text}"
    hint = originals(marked.marks)

    def take(value: object) -> None:
        answer = None if value is None else Answer.model_validate({"value": value})
        if answer is not None and now is not None and now.state == "answered":
            answer = now.model_copy(update={"value": answer.value})
        session = set_answer(screen.work.session, marked.candidate, question.id, answer)
        screen.apply(session, f'agreed on "{question.short}"')

    def chosen(key: str | None) -> None:
        if key is not None:
            take(None if key == NO_MARK else key)

    def typed(text: str | None) -> None:
        if text is not None:
            take(_value(text))

    def check(text: str) -> str:
        value = _value(text)
        if text and value is None:
            return "That is not a number."
        fault = answer_fault(question, Answer.model_validate({"value": value})) if value is not None else None
        return f"{fault}." if fault else ""

    if question.levels:
        options = [(level.id, f"{level.label} ({level.value:g})") for level in question.levels]
        if question.none is not None:
            options.append((NONE, f"{question.none.label} ({question.none.value:g})"))
        options.append((NO_MARK, "no agreed mark: the mean of the marks counts"))
        value = str(now.value) if now is not None and now.value is not None else NO_MARK
        screen.app.push_screen(Choose(title, options, chosen=value, hint=hint), chosen)
    else:
        also = f' "none": {question.none.label}.' if question.none is not None else ""
        unit = f"In {question.unit}. Empty: no agreed mark, their mean counts.{also}"
        value = f"{now.value}" if now is not None and now.value is not None else ""
        screen.app.push_screen(AskText(title, value, hint=f"{hint}\n{unit}", check=check, blank=True), typed)


def _value(text: str) -> object:
    """What is typed as a value: a number, "none", or nothing."""
    return NONE if text.strip().lower() == NONE else typed_number(text)
