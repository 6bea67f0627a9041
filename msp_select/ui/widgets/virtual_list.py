"""A list of thousands of lines, of which only those in view are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from textual.content import Content
from textual.geometry import Region

from msp_select.ui.widgets.selectable_lines import Line, LineList

Draw = Callable[[int], Content]  # the line of a row, counted from 0


class Drawn(Sequence[Line]):
    """Lines that are made when somebody looks at them."""

    def __init__(self, keys: Sequence[str], draw: Draw) -> None:
        self.keys = keys
        self._draw = draw

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, row: int) -> Line: ...
    @overload
    def __getitem__(self, row: slice) -> list[Line]: ...
    def __getitem__(self, row: int | slice) -> Line | list[Line]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        return Line(self._draw(row), self.keys[row])


class LongList(LineList):
    """Lines by their rows; the cursor follows its key, and each step costs the same however long the list."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._at = -1  # the row of the cursor among lines that are drawn

    def show_rows(self, keys: Sequence[str], draw: Draw) -> None:
        """Show one line for each key, made by `draw` when it comes into view."""
        before = len(self._lines)
        self._lines = Drawn(keys, draw)
        self._at = max(_place(self._key, keys), 0 if keys else -1)
        self._key = keys[self._at] if keys else ""
        if before != len(keys):
            self._resize(())
        self.refresh()

    def follow(self) -> None:
        """Bring the cursor into view."""
        self._follow()

    @property
    def row(self) -> int:
        """The row the cursor is on, counted from 0; -1 where there is none."""
        return self._row()

    def move_to(self, key: str) -> None:
        """Put the cursor on the line of that key."""
        if isinstance(self._lines, Drawn):
            self._go(_place(key, self._lines.keys))

    def action_step(self, by: int) -> None:
        """So many lines on, as far as there are any."""
        self._go(min(max(self._at + by, 0), len(self._lines) - 1))

    def _go(self, row: int) -> None:
        if not isinstance(self._lines, Drawn) or row in (-1, self._at):
            return
        old, self._at, self._key = self._at, row, self._lines.keys[row]
        self._repaint({old, row})
        self._follow()
        self.post_message(self.Highlighted(self, self._key))

    def _row(self) -> int:
        return self._at if isinstance(self._lines, Drawn) else super()._row()

    def _follow(self) -> None:
        row = self._row()
        if row >= 0:
            self.scroll_to_region(Region(0, row, 1, 1), animate=False)


def _place(key: str, keys: Sequence[str]) -> int:
    try:
        return keys.index(key)
    except ValueError:
        return -1
