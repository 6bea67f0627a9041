"""Leaving with something that is not saved, and what is found at the next start."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError, ReasonNeeded, shown_path
from msp_select.ui.place_frame import Place
from msp_select.ui.start_session import end_with_a_copy
from msp_select.ui.widgets.dialogs import Choose, Notice, ask_why

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
    if not isinstance(app.screen, Place):
        return  # it is being asked, or something else is

    def answered(what: str | None) -> None:
        if what == "copy":
            end_with_a_copy(app)
        elif what == "throw_away":
            work.give_up()
            app.end()
        elif what == "apart":
            app.end()

    options = [
        ("stay", "Stay"),
        ("copy", "Save it under another name and leave"),
        *([("apart", "Leave: it is kept apart, and offered at the next start")] if work.recovery else []),
        ("throw_away", "Throw away what is not saved, and leave"),
    ]
    app.push_screen(Choose(f"{work.problem.message}.", options, chosen="stay"), answered)


def last_words(app: SelectApp) -> str:
    """What is left on the terminal at the end: where the answers are, and how to go on."""
    work = app.work
    if work is None or work.read_only:
        return ""
    file = shown_path(app.saved_as or work.reference)
    go_on = f"Go on with: msp-select open {shlex.quote(file)}"
    if work.problem is None:
        return f"Saved in {file}. {go_on}"
    return f"Not everything is saved in {file}. {work.kept_words} {go_on}"


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
