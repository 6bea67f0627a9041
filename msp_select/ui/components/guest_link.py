"""A link for one bidder or evaluator: made, shown once, taken back; and their form opened again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from msp_select.errors import MspSelectError, shown_path
from msp_select.model.slug import slug
from msp_select.phrases.en.bidders import (
    LINKS_OPEN_NOTHING,
    MAKE,
    NOT_SERVED,
    OPEN_AGAIN,
    TAKE_BACK,
    link_for,
    link_hint,
    link_made,
)
from msp_select.store.inbox import Guest, Inbox
from msp_select.store.invitations import DAYS, invitations, invite, served_last, withdraw_all
from msp_select.store.private_file import write_private
from msp_select.ui.clipboard import COPIED, may_reach_clipboard
from msp_select.ui.guests import guest_id, visits
from msp_select.ui.sheets import sheets_folder
from msp_select.ui.widgets.dialogs import Choose, Notice
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession
    from msp_select.ui.app import SelectApp


class GuestLink:
    """What can be done about the link of one guest; `made` is called for each, `told` with what was done."""

    def __init__(
        self,
        app: SelectApp,
        work: OpenSession,
        guest: tuple[Guest, str],
        name: str,
        made: Callable[[], None],
        told: Callable[[str], None],
    ) -> None:
        self._app, self._work, self._guest, self._name = app, work, guest, name
        self._made, self._told = made, told
        self._file = Path(work.stored.path)

    def begin(self) -> None:
        """Ask what is to be done; nothing where the session cannot be served, or links open nothing."""
        if self._work.read_only:
            self._app.say(NOT_SERVED)
            return
        try:
            serves = served_last(self._file).invited
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
            return
        if not serves:
            self._app.push_screen(Notice(*LINKS_OPEN_NOTHING))
            return
        visit = visits(self._work).get(self._guest)
        options = [("make", MAKE)]
        options += [("open", OPEN_AGAIN)] if visit is not None and visit.handed_in is not None else []
        options += [("back", TAKE_BACK)] if visit is not None else []
        hint = link_hint(visit.words if visit is not None else "", DAYS)
        self._app.push_screen(Choose(link_for(self._name), options, hint=hint), self._chosen)

    def _chosen(self, deed: str | None) -> None:
        role, who = self._guest
        try:
            if deed == "make":
                key = invite(self._file, role, who, self._work.now())[1]
                self._made()
                self._show(served_last(self._file).link(key))
            elif deed == "open":
                Inbox.of(self._file).reopen(role, who)
                self._told(f"{self._name}: the form is open again. The link works as before.")
            elif deed == "back":
                names = {one.who for one in invitations(self._file) if guest_id(self._work, one) == who}
                withdraw_all(self._file, role, names)
                self._told(f"{self._name}: the link opens nothing any more.")
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))

    def _show(self, link: str) -> None:
        role, who = self._guest
        called = slug(self._work.called(who)) if role == "bidder" else who
        place = sheets_folder(self._work) / f"link-{called}.txt"
        text = link_made(self._name, link, shown_path(self._work.reference))
        self._app.push_screen(Shown(link_for(self._name), text, link, place))


class Shown(Reading):
    """A link to be copied: it is kept nowhere, and not shown again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
        Binding("y", "copy", "Copy the link"),
    ]
    HINT = ""  # it stands right below the link, in view whatever the height of the window

    def __init__(self, title: str, paragraphs: tuple[str, ...], link: str, place: Path) -> None:
        super().__init__(title, (*paragraphs, "", "y copies the link, Esc closes this."))
        self._link, self._place = link, place

    def action_copy(self) -> None:
        """Copy the link; where the terminal passes nothing on, into a file that is its owner's alone."""
        if self.app.is_web or may_reach_clipboard(os.environ):
            self.app.copy_to_clipboard(self._link)
            self.notify(COPIED)
            return
        try:
            self._place.parent.mkdir(exist_ok=True)
            write_private(self._place, f"{self._link}\n".encode())
        except (MspSelectError, OSError) as error:
            self.notify(f"Not copied. {error}", severity="error")
        else:
            self.notify(f"This terminal passes nothing on. Written instead: {shown_path(self._place)}")
