"""What a handout is in words: a page of tables and notes that an owner takes along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msp_select.phrases.names import Names


@dataclass(frozen=True)
class Table:
    """Rows of plain text under a title; every row has one cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_form(self) -> bool:
        """Whether it is to be filled in: nothing stands beside the first column."""
        return len(self.columns) > 1 and not any(any(row[1:]) for row in self.rows)

    def said(self, row: tuple[str, ...]) -> list[tuple[str, str]]:
        """The cells of a row that say something, each with its column."""
        return [(column, cell) for column, cell in zip(self.columns, row, strict=True) if cell]


@dataclass(frozen=True)
class Sheet:
    """One page: `name` as the command line knows it, an introduction, tables without rows left out, notes."""

    name: str
    title: str
    intro: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


SheetWording = Callable[[Any, Names], Sheet]
"""Words one kind of handout; the names are those of the session it is made from."""


def filled(*tables: Table) -> tuple[Table, ...]:
    """The tables that have something to say."""
    return tuple(table for table in tables if table.rows)


def said(*notes: str) -> tuple[str, ...]:
    """The notes that are not empty."""
    return tuple(note for note in notes if note)
