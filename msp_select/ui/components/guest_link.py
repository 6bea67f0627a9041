"""A link for one bidder or evaluator: made, shown once, taken back; and their form opened again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from msp_select.errors import MspSelectError, shown_path
from msp_select.model.slug import slug
from msp_select.phrases.en.bidders import link_for, link_made
from msp_select.store.private_file import write_private
from msp_select.ui.clipboard import COPIED, may_reach_clipboard
from msp_select.ui.guests import Links
from msp_select.ui.sheets import free_paths, sheets_folder
from msp_select.ui.widgets.dialogs import Choose, Notice
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession
    from msp_select.store.inbox import Guest
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

    def begin(self) -> None:
        """Ask what is to be done; nothing where the session cannot be served, or links open nothing."""
        try:
            links = Links(self._work, self._guest, self._name)
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
            return

        def chosen(deed: str | None) -> None:
            if deed is not None:
                self._do(links, deed)

        self._app.push_screen(Choose(link_for(self._name), links.deeds, hint=links.hint), chosen)

    def _do(self, links: Links, deed: str) -> None:
        try:
            if deed == "make":
                link = links.make()
                self._made()
                self._show(link)
            else:
                self._told(links.do(deed))
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))

    def _show(self, link: str) -> None:
        role, who = self._guest
        called = slug(self._work.called(who)) if role == "bidder" else who
        [place] = free_paths(sheets_folder(self._work), f"link-{called}", (".txt",))
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
