"""The document as an Excel workbook: numbers as numbers, and nothing that a person wrote as a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

import xlsxwriter

from msp_select.report.document import (
    Bullets,
    Cell,
    Column,
    ColumnKind,
    Document,
    Listed,
    Paragraph,
    Picture,
    Statement,
    Table,
    Terms,
)
from msp_select.report.rendering import Order

SUMMARY = "Summary"
MOST_LETTERS = 32_000  # Excel drops a cell with more than 32,767
FORMS: dict[ColumnKind, str] = {
    "text": "",
    "points": "0.0",
    "money": "#,##0",
    "percent": '0.0" %"',
    "count": "0",
}
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Sheet:
    """One worksheet: a table with frozen headings and filters, or a page of text without headings."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def xlsx(order: Order) -> bytes:
    """The document as a workbook, a worksheet a table; created on the session's day."""
    document = order.document
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **AS_TEXT})
    created = dt.datetime.combine(document.as_of, dt.time())
    book.set_properties({"title": document.title[:250], "created": created})
    styles: dict[str, Any] = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}),
        "head-number": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "align": "right"}
        ),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "strong": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        **{
            kind: book.add_format({"text_wrap": kind == "text", "valign": "top", "num_format": form or "@"})
            for kind, form in FORMS.items()
        },
    }
    taken: set[str] = set()
    for sheet in _sheets(document):
        name = _free(sheet.name, taken)
        taken.add(name.lower())
        _write(book.add_worksheet(name), sheet, styles)
    book.close()
    return out.getvalue()


def _sheets(document: Document) -> Iterable[Sheet]:
    yield _summary(document)
    long = {table.name for table in document.annex}
    tables = [block for block in document.blocks() if isinstance(block, Table) and block.name not in long]
    for table in (*tables, *document.annex):
        yield Sheet(table.name, table.caption, table.columns, table.rows)
    findings = tuple(_findings(document))
    if findings:
        columns = (
            Column("Section"),
            Column("Finding"),
            Column("Part"),
            Column("Text"),
            Column("Figure", "points"),
        )
        yield Sheet(
            "Findings", "Every finding with its sentence, and the parts it rests on", columns, findings
        )


def _summary(document: Document) -> Sheet:
    """What is no table and no finding, as a page to read."""
    rows = [(Cell(name), Cell(text)) for name, text in document.facts]
    for section in document.sections:
        heading = section.title
        for block in section.blocks:
            match block:
                case Paragraph():
                    rows.append((Cell(heading), Cell(block.text)))
                case Bullets():
                    rows += [(Cell(heading if k == 0 else ""), Cell(t)) for k, t in enumerate(block.items)]
                case Listed():
                    rows += [
                        (Cell(block.title if k == 0 else ""), Cell(t)) for k, t in enumerate(block.items)
                    ]
                case Terms():
                    rows += [(Cell(name), Cell(text)) for name, text in block.items]
                case Statement() if section.id == "contest":
                    rows.append((Cell(block.title), Cell(block.sentence)))
                case Statement() | Table() | Picture():
                    continue
            heading = ""
    return Sheet(SUMMARY, document.title, (Column(""), Column(document.subtitle)), tuple(rows))


def _findings(document: Document) -> Iterable[tuple[Cell, ...]]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Statement):
                head = (Cell(section.title), Cell(block.title))
                yield (*head, Cell(""), Cell(block.sentence), Cell(""))
                for row in block.rows:
                    figure = Cell("") if row.value is None else Cell("", row.value)
                    yield (*head, Cell(row.label), Cell(row.text), figure)


def _write(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    """Title in the first row, headings in the second; below them the rows, as high as their texts."""
    widths = [_width(sheet, k) for k in range(len(sheet.columns))]
    page.write_string(0, 0, _fit(sheet.heading), styles["title"])
    page.set_row(0, 24)
    for k, column in enumerate(sheet.columns):
        style = styles["head" if column.kind == "text" else "head-number"]
        page.write_string(1, k, _fit(column.title), style)
        page.set_column(k, k, widths[k])
    page.set_row(1, _height([column.title for column in sheet.columns], widths))
    for r, row in enumerate(sheet.rows, start=2):
        page.set_row(r, _height([cell.text for cell in row], widths))
        for k, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            if cell.number is not None:
                page.write_number(r, k, cell.number, styles[column.kind])
            elif column.kind == "text":
                page.write_string(r, k, _fit(cell.text), styles["strong" if k == 0 else "text"])
    page.freeze_panes(2, 1)
    if sheet.name != SUMMARY:
        page.autofilter(1, 0, max(len(sheet.rows) + 1, 2), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")


def _width(sheet: Sheet, k: int) -> float:
    """In letters: as wide as the text, from 8 to 60; a page to read is wider."""
    longest = max((len(row[k].text) for row in sheet.rows), default=0)
    words = max((len(word) for word in sheet.columns[k].title.split()), default=0)
    return float(min(max(longest + 2, words + 3, 8), 110 if sheet.name == SUMMARY and k else 60))


def _height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """In points: not every program works out by itself how high a row of wrapped text is."""
    lines = max(
        sum(ceil(len(line) / (width * 1.05)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(15.0 * lines, 400.0)


def _fit(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def _free(name: str, taken: set[str]) -> str:
    """A worksheet's name as Excel allows it: at most 31 letters, none of them special, no name twice."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31].strip() or "Sheet"
    free, n = plain, 2
    while free.lower() in taken:
        free = f"{plain[:27]} {n}"
        n += 1
    return free
