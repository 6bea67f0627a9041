"""The dialogs in front of an answer: why it does not apply, a note beside it, who gave it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from msp_select.phrases.en.labels import DO_YOU_AGREE
from msp_select.phrases.en.notes import note_in_words
from msp_select.ui.components.answer_editor import Asked
from msp_select.ui.widgets.dialogs import AskNote, AskText, Confirm

AGREE = f"{DO_YOU_AGREE} Until you do, it counts as not answered."


def ask_reason(app: App[Any], asked: Asked, then: Callable[[str, bool], None]) -> None:
    """Why the question does not apply, and whether the owner agrees to that."""

    def given(reason: str | None) -> None:
        if reason is None:
            return
        if asked.candidate.kind == "in_house":  # of one's own people the owner speaks
            then(reason, True)
            return
        app.push_screen(
            Confirm(AGREE, "I agree", "Not yet"),
            lambda agreed: None if agreed is None else then(reason, agreed),
        )

    reason = asked.answer.reason if asked.answer is not None else ""
    app.push_screen(AskText("Why does this not apply?", reason), given)


def ask_note(app: App[Any], asked: Asked, note: str, then: Callable[[str], None]) -> None:
    """The owner's note; what the bidder noted stands above it and stays."""
    answer = asked.answer
    beside = note_in_words(answer.model_copy(update={"note": ""})) if answer is not None else ""
    app.push_screen(
        AskNote("Note: clause, page, who said it", note, beside=beside),
        lambda written: None if written is None else then(written),
    )


def ask_who(app: App[Any], asked: Asked, then: Callable[[str], None]) -> None:
    """Who gave the answer."""
    by = asked.answer.by if asked.answer is not None else ""
    app.push_screen(
        AskText("Who gave this answer?", by, blank=True),
        lambda name: None if name is None else then(name),
    )
