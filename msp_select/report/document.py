"""What a document is: sections of paragraphs, lists, findings, tables and charts, all as plain data.

It is built once; every format draws this, so that no two of them can say different things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from msp_select.phrases.finding import Row
from msp_select.report.chart_data import Chart

ColumnKind = Literal["text", "points", "money", "percent", "count", "figure"]
DocumentKind = Literal["report", "bidder", "sheet"]


@dataclass(frozen=True)
class Column:
    """A column's heading, and how its numbers are to be shown where the format knows numbers."""

    title: str
    kind: ColumnKind = "text"


@dataclass(frozen=True, kw_only=True)
class RangeColumn(Column):
    """A column of ranges in words; where numbers stand alone, `ends` head the two columns of their ends.

    `number_kind` is how those numbers are to be shown.
    """

    ends: tuple[str, str]
    number_kind: ColumnKind


@dataclass(frozen=True)
class Cell:
    """One cell as a person reads it; `number` unrounded where the cell is one (percent as 0..100)."""

    text: str
    number: float | None = None


@dataclass(frozen=True)
class RangeCell(Cell):
    """A range in words, and its ends; `number` is its middle where no other column holds it."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Paragraph:
    """Running text; a `lead` is what the eye should meet first."""

    text: str
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A list under a heading of its own."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """Names, each with a text."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table; every row has one cell a column, `heading` the one that heads the row; `name`: short.

    `heat`: its points are shaded from 0 to 100.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: int = 0
    heat: bool = False


@dataclass(frozen=True)
class Statement:
    """A finding: heading, sentence, the rows it rests on, and charts of the same figures."""

    kind: str
    title: str
    sentence: str
    rows: tuple[Row, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each row's label and text."""
        return tuple((row.label, row.text) for row in self.rows)


@dataclass(frozen=True)
class Picture:
    """A chart that stands by itself."""

    chart: Chart


Block = Paragraph | Bullets | Listed | Terms | Table | Statement | Picture


@dataclass(frozen=True)
class Section:
    """One part of the document; `id` is stable, for links and for programs; `new_page`: in print."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Document:
    """A whole document; `annex` holds long tables that only a workbook and JSON carry.

    `contents_after`: the section behind which a long document lists what follows; "" where it lists nothing.
    """

    kind: DocumentKind
    title: str
    subtitle: str
    as_of: date
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    annex: tuple[Table, ...] = ()
    contents_after: str = ""

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for section in self.sections:
            yield from section.blocks


def filled(sections: Iterator[Section] | tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that have something to say."""
    return tuple(section for section in sections if section.blocks)
