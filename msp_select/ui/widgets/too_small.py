"""What covers a window too small to work in; it goes when the window grows."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

LEAST = (60, 18)


class TooSmall(Widget):
    """Says what size is needed and what it is now."""

    def __init__(self) -> None:
        super().__init__(id="too-small")

    def render(self) -> Content:
        now = self.app.size
        return Content(
            f"This window is too small.\nIt needs {LEAST[0]} x {LEAST[1]}, now {now.width} x {now.height}.\n"
            "Make it larger, or the letters smaller."
        )
