"""The favourite: asked for once, before the first result shows, and noted or changed by name at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.model.favourite import is_to_be_asked, set_favourite
from msp_select.phrases.en.favourite import BESIDE, NOBODY, NONE_NOTED, NOTED, QUESTION
from msp_select.ui.widgets.dialogs import Choose

if TYPE_CHECKING:
    from msp_select.ui.app import SelectApp

DIALOG = "favourite"  # by which the question is known while it stands in front of a place


def asked_first(app: SelectApp) -> bool:
    """Whether the favourite is asked for now; the answer brings the place up to date. Once, unless undone."""
    work = app.work
    if work is None or work.read_only or not is_to_be_asked(work.session):
        return False
    if app.favourite_asked is work:  # it stands there, or was undone
        return any(one.id == DIALOG for one in app.screen_stack)
    app.favourite_asked = work
    _ask(app)
    return True


def note_favourite(app: SelectApp) -> None:
    """Ask for it at any time; names that are hidden stay so."""
    work = app.work
    if work is None or not work.session.candidates:
        app.say("There is no candidate yet. F4 adds one.")
    elif work.session.settings.blind:
        app.say("Names are hidden: a favourite can be noted once they are shown.")
    else:
        _ask(app)


def _ask(app: SelectApp) -> None:
    """Choose one of the candidates, or nobody; Esc leaves what is noted, or says nobody."""
    work = app.work
    assert work is not None
    now = work.session.favourite
    options = [("", NOBODY), *((one.id, one.name) for one in work.shown.candidates)]

    def noted(chosen: str | None) -> None:
        favourite = (now or "") if chosen is None else chosen
        if favourite != now:
            app.change(set_favourite(work.session, favourite), NOTED if favourite else NONE_NOTED)

    dialog = Choose(QUESTION, options, chosen=now or "", hint=BESIDE)
    dialog.id = DIALOG
    app.push_screen(dialog, noted)
