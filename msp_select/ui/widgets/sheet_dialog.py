"""A sheet to read on the screen, in front of the place it is handed over from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from msp_select.ui.clipboard import COPIED_WIDTH, copy_page
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.text_dialog import Reading

if TYPE_CHECKING:
    from msp_select.phrases.sheet import Sheet, Table
    from msp_select.ui.app import SelectApp


class SheetDialog(Reading):
    """One sheet: its introduction, its tables row by row, its notes; y copies it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "Copy")]
    HINT = "Esc closes this, y copies it."
    WHOLE = "whole"

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.title, ())
        self._sheet = sheet

    def lines(self, room: int) -> list[Content]:
        """The sheet in so much room."""
        return list(sheet_page(self._sheet, room))

    def action_copy(self) -> None:
        app: SelectApp = self.app  # type: ignore[assignment]
        lines = [self._sheet.title, *(line.plain.rstrip() for line in self.lines(COPIED_WIDTH))]
        copy_page(app, self._sheet.name, "\n".join(lines))


def sheet_page(sheet: Sheet, room: int) -> Iterator[Content]:
    """The sheet without its title: each row under its first cell, the others beside their columns' names."""
    yield from wrapped(sheet.intro, room)
    for table in sheet.tables:
        yield Content("")
        yield from wrapped(table.title, room, style="bold underline")
        yield from _form(table, room) if table.is_form else _rows(table, room)
    for note in sheet.notes:
        yield Content("")
        yield from wrapped(note, room)


def _rows(table: Table, room: int) -> Iterator[Content]:
    label = max(len(column) for column in table.columns)
    for row in table.rows:
        yield Content("")
        (_, first), *rest = table.said(row)
        yield from wrapped(first, room, style="bold")
        for column, cell in rest:
            yield from wrapped(cell, room, first=f"  {column:<{label}}  ", indent=" " * (label + 4))


def _form(table: Table, room: int) -> Iterator[Content]:
    yield from wrapped(f"A column each, to be filled in: {', '.join(table.columns[1:])}.", room)
    for row in table.rows:
        yield from wrapped(row[0], room, first="  ", indent="    ")
