"""Leaving with something that is not saved, and what is found at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError, ReasonNeeded
from msp_select.ui.widgets.dialogs import Choose, Confirm, Notice, ask_why

LOGGED = "The log says so with the next change, or at once where the weights are locked."

if TYPE_CHECKING:
    from msp_select.store.recovery import Recovery
    from msp_select.ui.app import SelectApp


def ask_to_leave(app: SelectApp) -> None:
    """Leave where everything is saved, waiting for that; else say what is not, and ask."""
    app.flush(lambda: _leave_or_ask(app))


def _leave_or_ask(app: SelectApp) -> None:
    work = app.work
    if work is None or work.problem is None:
        app.end()
        return
    if isinstance(app.screen, Confirm):
        return  # it is being asked

    def answered(yes: bool | None) -> None:
        if yes:
            app.end()

    question = f"{work.problem.message}. {work.kept_words} Leave all the same?"
    app.push_screen(Confirm(question, "Leave", "Stay"), answered)


def tell_what_was_found(app: SelectApp) -> None:
    """Say what was changed outside of the session just opened, then offer what was not saved of it."""
    changes = app.work.changed_outside if app.work is not None else ()
    if not changes:
        offer_recovered(app)
        return
    sentences = "\n".join(change.sentence for change in changes)
    app.push_screen(Notice(sentences, LOGGED), lambda _: offer_recovered(app))


def offer_recovered(app: SelectApp) -> None:
    """Offer what an earlier run could not save of the session that was just opened."""
    work = app.work
    found = work.recovered() if work is not None else ()
    if work is None or not found:
        return
    recovery, answers = found[0]
    options = [
        ("take", "Take it into the session"),
        ("later", "Later"),
        ("remove", "Remove it: I don't need it"),
    ]

    def chosen(key: str | None) -> None:
        if key == "remove":
            recovery.discard()
            offer_recovered(app)
        elif key == "take":
            _take(app, recovery)

    app.push_screen(Choose(recovery.sentence(answers, app.now()), options), chosen)


def _take(app: SelectApp, recovery: Recovery, why: str = "") -> None:
    assert app.work is not None
    try:
        app.work.recover(recovery, save=False, why=why)
    except ReasonNeeded as needed:
        ask_why(app, needed, lambda given: _take(app, recovery, given) if given else None)
    except MspSelectError as error:
        app.push_screen(Notice(error.message, error.remedy))
    else:
        app.changed()
