"""A returned file as rows of cells, whether it was a workbook or a CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["empty", "text", "number", "date", "truth", "formula", "error"]

MAX_FILE = 8 * 1024 * 1024  # bytes; a filled-in form has 0.1 MB
MAX_ROWS = 3_000
MAX_COLUMNS = 40
MAX_PAGES = 20


@dataclass(frozen=True)
class Cell:
    """One cell: where it is ("F14"), what kind it is, its text as a person would type it.

    `number` for a number; `percent` where the cell shows 0.05 as 5 %.
    """

    ref: str
    kind: Kind = "empty"
    text: str = ""
    number: Decimal | None = None
    percent: bool = False


@dataclass(frozen=True)
class Row:
    """One row; `number` is the one the spreadsheet shows."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """The cell of that column, counted from 0; an empty one where there is none."""
        if column is None:
            return Cell(f"row {self.number}")
        if column < len(self.cells):
            return self.cells[column]
        return Cell(reference(self.number, column))

    @property
    def width(self) -> int:
        """Up to which column something is written."""
        return max((at for at, cell in enumerate(self.cells, start=1) if cell.kind != "empty"), default=0)


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook; a CSV file has one without a title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Book:
    """A returned file; `decimal` is the mark that begins the decimals in its typed numbers, "" for any."""

    pages: tuple[Page, ...]
    properties: Mapping[str, str]
    notes: tuple[str, ...] = ()
    decimal: str = ""


def reference(row: int, column: int) -> str:
    """A cell's name in a spreadsheet; rows count from 1, columns from 0.

    >>> reference(14, 5), reference(1, 26)
    ('F14', 'AA1')
    """
    letters, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"
