"""The first line of every place: what is open on the left, whether it is saved on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from msp_select.ui.literal_text import fitted, padded


class TopLine(Widget):
    """Two texts on one line; the left one gives way."""

    def __init__(self) -> None:
        super().__init__(id="top-line")
        self._left = ""
        self._right = ""

    def show(self, left: str, right: str) -> None:
        """Show these texts, literally."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Content:
        width = self.size.width - 2
        right = fitted(self._right, width // 2)
        return Content(f" {padded(self._left, width - cell_len(right))}{right} ")
