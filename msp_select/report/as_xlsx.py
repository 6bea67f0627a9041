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
    Document,
    Listed,
    Paragraph,
    Picture,
    RangeCell,
    RangeColumn,
    Statement,
    Table,
    Terms,
)
from msp_select.report.rendering import Order
from msp_select.report.score_sheet import SCORE, write_score_sheet
from msp_select.report.table_cells import NONE
from msp_select.report.tables import COSTS, criteria
from msp_select.report.workbook_charts import CHARTS, write_charts
from msp_select.report.worksheet_style import (
    MARGIN,
    WIDEST,
    add_logo,
    print_across,
    styles_of,
    under_letterhead,
)

SUMMARY = "Summary"
LEAST_WIDTH = 9  # letters of a column that gives way to others
MOST_LETTERS = 32_000  # Excel drops a cell with more than 32,767
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
    styles = styles_of(book, order.look.accent)
    shown = order.evaluation.results[: order.options.top]
    live = document.kind == "report" and bool(shown)
    pages: dict[str, Any] = {}

    def page(name: str) -> Any:
        pages[name] = book.add_worksheet(_free(name, {one.name.lower() for one in pages.values()}))
        return pages[name]

    _write(page(SUMMARY), _summary(document), styles)
    if live:
        scores = write_score_sheet(page(SCORE), styles, order.evaluation, shown)
        page(CHARTS)
    drawn = {one.name for one in criteria(order.evaluation, shown)} if live else set()
    sheets = [sheet for sheet in _sheets(document) if sheet.name not in drawn]
    for sheet in sheets:
        _write(page(sheet.name), sheet, styles)
    if live:
        costs = next((sheet for sheet in sheets if sheet.name == COSTS), None)
        write_charts(book, pages[CHARTS], scores, costs, styles)
    for one in pages.values():
        under_letterhead(one, order.look)
    if order.options.logo:
        add_logo(pages[SUMMARY], order.options.logo, 0, 2)
    book.close()
    return out.getvalue()


def _sheets(document: Document) -> Iterable[Sheet]:
    long = {table.name for table in document.annex}
    tables = [block for block in document.blocks() if isinstance(block, Table) and block.name not in long]
    for table in (*tables, *document.annex):
        yield _of_numbers(table)
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


def _of_numbers(table: Table) -> Sheet:
    """The table with a column for each end of a range, and for its middle where no other column holds it."""
    columns: list[Column] = []
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for k, column in enumerate(table.columns):
        cells = [row[k] for row in table.rows]
        ends = [cell if isinstance(cell, RangeCell) else RangeCell("") for cell in cells]
        if not isinstance(column, RangeColumn):
            columns.append(column)
            parts = [[cell] for cell in cells]
        else:
            middle = any(cell.number is not None for cell in cells)
            kind = column.number_kind
            columns += [Column(column.title, kind)] if middle else []
            columns += [Column(end, kind) for end in column.ends]
            parts = [
                [*([Cell("", end.number)] if middle else []), Cell("", end.low), Cell("", end.high)]
                for end in ends
            ]
        for row, part in zip(rows, parts, strict=True):
            row += part
    return Sheet(table.name, table.caption, tuple(columns), tuple(map(tuple, rows)))


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
    widths = _widths(sheet)
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
                number = cell.number / 100 if column.kind == "percent" else cell.number
                whole = column.kind == "figure" and number == int(number)
                page.write_number(r, k, number, styles["money" if whole else column.kind])
            elif column.kind == "text":
                page.write_string(r, k, _fit(cell.text), styles["strong" if k == 0 else "text"])
            elif cell.text and cell != NONE:  # "at least" so much is no number
                page.write_string(r, k, _fit(cell.text), styles["right"])
    page.freeze_panes(2, 1)
    if sheet.name != SUMMARY:
        page.autofilter(1, 0, max(len(sheet.rows) + 1, 2), len(sheet.columns) - 1)
    print_across(page, heading=1)


def _widths(sheet: Sheet) -> list[float]:
    """In letters: as wide as the text, from 8 to 60; the widest give way until a printed page holds them."""
    if sheet.name == SUMMARY:
        return [28.0, 100.0]
    widths = [_width(sheet, k) for k in range(len(sheet.columns))]
    while sum(width + MARGIN for width in widths) > WIDEST and max(widths) > LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
    return widths


def _width(sheet: Sheet, k: int) -> float:
    longest = max((len(row[k].text) for row in sheet.rows), default=0)
    words = max((len(word) for word in sheet.columns[k].title.split()), default=0)
    return float(min(max(longest + 2, words + 3, 9), 60))


def _height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """In points: not every program works out by itself how high a row of wrapped text is."""
    lines = max(
        sum(ceil(len(line) / (width * 1.2)) or 1 for line in text.split("\n"))
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
