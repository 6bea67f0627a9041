"""A reading on the screen: its finds in a list, one of them with its passage, and how far one is."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from msp_select.phrases.en.reading import NOTHING_FOUND
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.proposal_page import ProposalPage
from msp_select.ui.widgets.changing_text import ChangingText
from msp_select.ui.widgets.selectable_lines import Line, LineList, Page

LEAST_ROOM = 24


class ProposalView(Vertical):
    """The list beside the find, or in a narrow window one of the two."""

    @dataclass
    class Moved(Message):
        """Another find of the list is wanted, by its key."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[ProposalPage, int, int] | None = None

    def compose(self) -> ComposeResult:
        yield ChangingText(id="proposal-head")
        with Horizontal(id="proposal"):
            yield LineList(id="finds")
            yield Page(id="find")
        yield ChangingText(id="proposal-tally")

    def say(self, text: str) -> None:
        """Show nothing but that: no document is read yet."""
        self._shown = None
        self.query_one("#proposal-head", ChangingText).say(f" {text}")
        self.query_one("#finds", LineList).show(())
        self.query_one("#find", Page).show(())
        self.query_one("#proposal-tally", ChangingText).say("")

    def show(self, page: ProposalPage, at: int, place: int) -> None:
        """Show that find, at that of its places."""
        find = self.query_one("#find", Page)
        if self._shown is not None and self._shown[1] != at:
            find.scroll_home(animate=False)
        self._shown = (page, at, place)
        told = "".join(f"\n {line}" for line in page.told())
        head = f" {page.called}: {', '.join(page.names.documents.values())}{told}"
        self.query_one("#proposal-head", ChangingText).say(head)
        self.query_one("#proposal-tally", ChangingText).say(f" {page.bottom()}")
        if not page.sitting.asked:
            find.show(
                [Line(literal(f" {w}")) for w in wrapped(NOTHING_FOUND, max(find.room - 2, LEAST_ROOM))]
            )
            return
        finds, key = self.query_one("#finds", LineList), page.sitting.asked[at].key
        finds.show(page.list_lines(max(finds.room, LEAST_ROOM)), cursor=key)
        find.show(page.find_lines(at, place, max(find.room, LEAST_ROOM)))

    def other_side(self) -> None:
        """To the list of finds, and back to the find."""
        listing = not self.query_one("#finds", LineList).has_focus
        self.set_class(listing, "-listing")
        self.query_one("#finds" if listing else "#find", Page).focus()
        self.call_after_refresh(self._again)

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another line of the list."""
        event.stop()
        self.post_message(self.Moved(event.key))

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter in the list: to the find."""
        event.stop()
        self.other_side()

    def on_resize(self) -> None:
        """Lines are cut and wrapped for the room there is."""
        self.call_after_refresh(self._again)

    def _again(self) -> None:
        if self._shown is not None:
            self.show(*self._shown)
