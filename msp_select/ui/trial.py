"""Weights on trial once prices are open: drawn beside what was decided, kept only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.ui.components.weight_editor import IDLE, LOCKED, LOGGED, WeightEditor
from msp_select.ui.widgets.dialogs import AskText

if TYPE_CHECKING:
    from msp_select.ui.place_frame import Place

WORDS = "On trial, not kept: s keeps it and asks why, b goes back to what was decided"
NO_TRIAL = "No weights are on trial."


def weigh(screen: Place, event: WeightEditor.Weighed) -> None:
    """Take the weights wanted: into the session, or on trial."""
    work = screen.work
    if event.tried:
        work.try_weights(event.edit(work.weighed), event.what)
        screen.refresh_place()
    else:
        session = event.edit(work.session)
        screen.apply(session, event.what, joined=event.joined, pause=IDLE if event.bar else 0, why=event.why)


def keep_trial(screen: Place) -> None:
    """Keep the weights on trial, with a reason that goes into the log."""
    work = screen.work
    if work.trial is None:
        screen.select_app.say(NO_TRIAL)
        return

    def given(why: str | None) -> None:
        if why:
            screen.apply(work.weighed, work.trial_of, why=why)

    screen.app.push_screen(AskText(LOCKED, hint=LOGGED), given)


def drop_trial(screen: Place) -> None:
    """Go back to the weights as decided."""
    if screen.work.trial is None:
        screen.select_app.say(NO_TRIAL)
        return
    screen.work.try_weights(None)
    screen.refresh_place()
