"""Something drawn, with the words that belong to it, to read in front of a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from msp_select.ui.widgets.text_dialog import Reading


class Picture(Reading):
    """What `draw` draws in so much room, under a title."""

    WHOLE = "whole"

    def __init__(self, title: str, draw: Callable[[int], Sequence[Content]]) -> None:
        super().__init__(title, ())
        self._picture = draw

    def lines(self, room: int) -> list[Content]:
        """What is drawn in so much room."""
        return list(self._picture(room))
