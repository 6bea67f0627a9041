"""A workbook as rows of cells, read within caps once it was found safe to unpack."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msp_select.errors import FileError
from msp_select.exchange.cell_grid import MAX_COLUMNS, MAX_PAGES, MAX_ROWS, Book, Cell, Page, Row, reference
from msp_select.exchange.file_safety import check_workbook
from msp_select.model.scalars import shown


def workbook_grid(data: bytes, name: str) -> Book:
    """The workbook's pages, up to 20 of 3,000 rows and 40 columns each (FileError)."""
    check_workbook(data, name)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # of colours and rules that do not matter here
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            pages = tuple(_page(sheet) for sheet in book.worksheets[:MAX_PAGES])
            properties = dict(_properties(book))
            book.close()
    except Exception:  # whatever a reader of foreign files may raise, it is the file's fault
        raise FileError(
            f"{name}: the workbook is damaged and cannot be read",
            "Open it in a spreadsheet program, save it as Excel workbook (.xlsx), and try again.",
        ) from None
    many = [
        f"page {shown(page.title)}: only the first {MAX_ROWS:,} rows were read"
        for page in pages
        if not all(map(_within, page.rows))
    ]
    kept = tuple(Page(page.title, tuple(filter(_within, page.rows))) for page in pages)
    return Book(kept, properties, notes=tuple(many))


def _within(row: Row) -> bool:
    return row.number <= MAX_ROWS


def _properties(book: Any) -> Iterator[tuple[str, str]]:
    for entry in book.custom_doc_props.props:
        yield str(entry.name), "" if entry.value is None else str(entry.value)


def _page(sheet: Any) -> Page:
    rows = sheet.iter_rows(min_row=1, max_row=MAX_ROWS + 1, min_col=1, max_col=MAX_COLUMNS)
    found = (
        Row(number, tuple(_cell(number, column, cell) for column, cell in enumerate(cells)))
        for number, cells in enumerate(rows, start=1)
        if any(cell.value is not None for cell in cells)
    )
    return Page(str(sheet.title), tuple(found))


def _cell(row: int, column: int, cell: Any) -> Cell:
    ref, value, kind = reference(row, column), cell.value, cell.data_type
    if value is None:
        return Cell(ref)
    if kind == "f":
        return Cell(ref, "formula", str(getattr(value, "text", value)))
    if kind == "e":
        return Cell(ref, "error", str(value))
    if isinstance(value, bool):
        return Cell(ref, "truth", "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return Cell(ref, "number", f"{number:f}", number, percent="%" in str(cell.number_format))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(ref, "date", _day(value))
    return Cell(ref, "text", str(value)) if str(value).strip() else Cell(ref)


def _day(value: dt.date | dt.time | dt.timedelta) -> str:
    midnight = isinstance(value, dt.datetime) and value.time() == dt.time()
    return str(value.date()) if midnight and isinstance(value, dt.datetime) else str(value)
