"""Pages that are answered from the keyboard: digits choose a line, or are typed where a number is asked."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.ui.numbers import TYPED
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.line_list import LineList

NUMBER = "number"  # the key of the line a number is typed on
LONGEST = 20


class Sheet(LineList, inherit_bindings=False):
    """The lines of a page; left and right are the page's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("home", "end(-1)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]


class TypingPage(Place):
    """A sheet of lines, and what is being typed into it."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._fault = ""

    def body(self) -> ComposeResult:
        yield Sheet(id="sheet")

    @property
    def sheet(self) -> Sheet:
        """The lines."""
        return self.query_one(Sheet)

    def space(self) -> tuple[int, int]:
        """Width and height a page may fill."""
        inner, outer = self.sheet.size, self.app.size
        if inner.height:
            return max(inner.width, 40), max(inner.height, 10)
        return max(outer.width - 3, 40), max(outer.height - 2, 10)  # before the first layout

    @property
    @abstractmethod
    def asks_number(self) -> bool:
        """Whether digits are typed here."""

    @abstractmethod
    def choose(self, number: int) -> bool:
        """Choose the numbered line, counted from 1; False if there is none."""

    def on_key(self, event: events.Key) -> None:
        """Digits choose or are typed; Backspace and Esc take back what was typed."""
        character = event.character or ""
        if self.select_app.work is None:
            return
        if not self.asks_number:
            if character.isdecimal() and character.isascii() and self.choose(int(character)):
                event.stop()
        elif character and character in TYPED and len(self._typed) < LONGEST:
            event.stop()
            self.type(self._typed + character)
        elif event.key == "backspace" and self._typed:
            event.stop()
            self.type(self._typed[:-1])
        elif event.key == "escape" and self._typed:
            event.stop()
            self.type("")

    def on_paste(self, event: events.Paste) -> None:
        """A pasted number is typed."""
        if self.asks_number:
            event.stop()
            self.type("".join(c for c in event.text if c in TYPED)[:LONGEST])

    def on_resize(self) -> None:
        """The page is cut to the window."""
        if self._ready and self.select_app.work is not None:
            self.call_after_refresh(self.refresh_work)

    def type(self, text: str) -> None:
        """Show `text` as what is being typed."""
        self._typed, self._fault = text, ""
        self.refresh_work()
        self.sheet.move_to(NUMBER)

    def refuse(self, fault: str) -> None:
        """Say what is wrong with what was typed."""
        self._fault = fault
        self.refresh_work()

    def clear_typed(self) -> None:
        """Nothing is being typed any more."""
        self._typed = self._fault = ""
