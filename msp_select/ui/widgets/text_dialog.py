"""A text to read in front of a place, as long as it likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.widgets.selectable_lines import Line, Page

LEAST_ROOM = 40


class Reading(ModalScreen[bool | None]):
    """Paragraphs under a title, scrolled with the arrow keys; Esc closes them, which answers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "leave", "Close")]
    HINT = "Esc closes this."
    WHOLE = ""  # the class of what takes all the room there is

    def __init__(self, title: str, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, tuple(paragraphs)

    def compose(self) -> ComposeResult:
        with Vertical(classes=f"dialog reading {self.WHOLE}"):
            yield Static(literal(self._title, "bold"))
            yield Page()
            yield Static(literal(self.HINT), classes="hint")

    def lines(self, room: int) -> list[Content]:
        """What is read, in lines of at most `room` cells."""
        return [literal(line) for text in self._paragraphs for line in wrapped(text, room)]

    def on_mount(self) -> None:
        self.query_one(Page).focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Texts are broken for the room there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        page = self.query_one(Page)
        room = max(page.room, LEAST_ROOM)
        page.show([Line(line) for line in self.lines(room)])

    def action_leave(self) -> None:
        self.dismiss(None)
