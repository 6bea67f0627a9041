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
        self._rows: dict[str, int] = {}

    def show_rows(self, keys: Sequence[str], draw: Draw, *, cursor: str | None = None) -> None:
        """Show one line for each key, made by `draw` when it comes into view."""
        wanted = self._key if cursor is None else cursor
        before = len(self._lines)
        self._lines = Drawn(keys, draw)
        self._rows = {key: row for row, key in enumerate(keys)}
        self._key = wanted if wanted in self._rows else (keys[0] if keys else "")
        if before != len(keys):
            self._resize(())
        self.refresh()

    def show(self, lines: Sequence[Line], *, cursor: str | None = None) -> None:
        """Show these few lines, such as why there are no others."""
        self._rows = {line.key: row for row, line in enumerate(lines) if line.key}
        super().show(lines, cursor=cursor)

    def follow(self) -> None:
        """Bring the cursor into view."""
        self._follow()

    @property
    def row(self) -> int:
        """The row the cursor is on, counted from 0; -1 where there is none."""
        return self._row()

    def paint(self, key: str) -> None:
        """The line of that key looks different now."""
        self._repaint({self._rows.get(key, -1)})

    def move_to(self, key: str) -> None:
        """Put the cursor on the line of that key."""
        if key == self._key or key not in self._rows:
            return
        old, self._key = self._row(), key
        self._repaint({old, self._row()})
        self._follow()
        self.post_message(self.Highlighted(self, key))

    def action_step(self, by: int) -> None:
        """So many lines on, as far as there are any."""
        if self._key and isinstance(self._lines, Drawn):
            row = min(max(self._row() + by, 0), len(self._lines) - 1)
            self.move_to(self._lines.keys[row])

    def _row(self) -> int:
        return self._rows.get(self._key, -1)

    def _follow(self) -> None:
        row = self._row()
        if row >= 0:
            self.scroll_to_region(Region(0, row, 1, 1), animate=False)
