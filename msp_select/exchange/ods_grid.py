"""An OpenDocument spreadsheet as rows of cells, read within caps once it was found safe to unpack.

The part that holds the cells is read here as it stands: it is plain, the caps hold while it is read, and a
row that is repeated a million times costs what one does. The libraries for the format leave that to whoever
uses them, and build the whole document first.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from msp_select.errors import FileError
from msp_select.exchange.cell_grid import MAX_COLUMNS, MAX_PAGES, MAX_ROWS, Book, Cell, Page, Row, reference
from msp_select.exchange.file_safety import MAX_TAGS, check_open_document, too_much
from msp_select.model.scalars import shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _TEXT = (f"{{{_OASIS}:{name}:1.0}}" for name in ("office", "table", "text"))
_META = f"{{{_OASIS}:meta:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_BLANKS = 1_000  # in a row: a number in the file says how many


def open_document_grid(data: bytes, name: str) -> Book:
    """The pages of an .ods file, up to 20 of 3,000 rows and 40 columns each (FileError)."""
    check_open_document(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = _parsed(archive.read("content.xml"))
            meta = _parsed(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
        tables = [one for one in content.iter(f"{_TABLE}table") if one.get(f"{_TABLE}name") is not None]
        room = MAX_TAGS
        found = []
        for table in tables[:MAX_PAGES]:
            found.append(_page(table, room))
            room -= sum(len(row.cells) for row in found[-1][0].rows)
        if not found:
            raise ValueError("no table")
    except _TooMuch:
        too_much(name)
    except Exception:  # whatever a reader of foreign files may raise, it is the file's fault
        raise FileError(
            f"{name}: the spreadsheet is damaged and cannot be read",
            "Open it in a spreadsheet program, save it as Excel workbook (.xlsx), and try again.",
        ) from None
    many = [
        f"page {shown(page.title)}: only the first {MAX_ROWS:,} rows were read"
        for page, whole in found
        if not whole
    ]
    return Book(tuple(page for page, _ in found), dict(_properties(meta)), notes=tuple(many))


class _TooMuch(Exception):
    """What is repeated comes to more cells than a form has."""


def _parsed(part: bytes) -> Element:
    root: Element = fromstring(part, forbid_dtd=True)
    return root


def _properties(meta: Element | None) -> Iterator[tuple[str, str]]:
    for entry in () if meta is None else meta.iter(f"{_META}user-defined"):
        yield entry.get(f"{_META}name", ""), "".join(entry.itertext())


def _page(table: Element, room: int) -> tuple[Page, bool]:
    """The page, of so many cells at most, and whether all its rows are there."""
    rows: list[Row] = []
    number, whole = 1, True
    for row in table.iter(f"{_TABLE}table-row"):
        times, cells = _times(row, "number-rows-repeated"), _cells(row)
        last = min(number + times - 1, MAX_ROWS)
        if cells:
            whole = whole and last == number + times - 1
            room -= len(cells) * max(last - number + 1, 0)
            if room < 0:
                raise _TooMuch
            for at in range(number, last + 1):
                rows.append(Row(at, tuple(replace(c, ref=reference(at, k)) for k, c in enumerate(cells))))
        number += times
    return Page(table.get(f"{_TABLE}name", ""), tuple(rows)), whole


def _cells(row: Element) -> list[Cell]:
    """The cells of a row, up to the last that is not empty; each repeated one is looked at once."""
    found: list[Cell] = []
    for cell in row:
        if cell.tag in _CELLS and len(found) < MAX_COLUMNS:
            times = _times(cell, "number-columns-repeated")
            found += [_cell(cell)] * min(times, MAX_COLUMNS - len(found))
    while found and found[-1].kind == "empty":
        found.pop()
    return found


def _times(element: Element, of: str) -> int:
    return max(int(element.get(f"{_TABLE}{of}", "1")), 1)


def _cell(cell: Element) -> Cell:
    """What the cell says; where it is, its row says."""
    kind, text = cell.get(f"{_OFFICE}value-type", ""), _words(cell)
    if formula := cell.get(f"{_TABLE}formula"):
        return Cell("", "formula", formula.partition(":")[2] or formula)
    if cell.get(f"{_CALC}value-type") == "error":
        return Cell("", "error", text)
    if kind in ("float", "percentage", "currency"):
        return _number(float(cell.get(f"{_OFFICE}value", "")), percent=kind == "percentage")
    if kind == "boolean":
        return Cell("", "truth", cell.get(f"{_OFFICE}boolean-value", "").upper())
    if kind in ("date", "time"):
        value = cell.get(f"{_OFFICE}{kind}-value", "")
        return Cell("", "date", value.removesuffix("T00:00:00"))
    return Cell("", "text", text) if text.strip() else Cell("")


def _number(value: float, *, percent: bool) -> Cell:
    if not isfinite(value):
        raise ValueError(value)
    exact = Decimal(repr(value))
    whole = exact == exact.to_integral_value()
    exact = Decimal(int(value)) if whole else exact
    return Cell("", "number", f"{exact:f}", exact, percent=percent)


def _words(cell: Element) -> str:
    """The paragraphs of a cell, a line each, without what is noted beside it."""
    written = cell.get(f"{_OFFICE}string-value")
    paragraphs = ["".join(_parts(one)) for one in cell if one.tag == f"{_TEXT}p"]
    return "\n".join(paragraphs) if paragraphs or written is None else written


_SIGNS: Mapping[str, str] = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def _parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for inside in element:
        if inside.tag == f"{_TEXT}s":
            yield " " * min(int(inside.get(f"{_TEXT}c", "1")), _MOST_BLANKS)
        elif inside.tag in _SIGNS:
            yield _SIGNS[inside.tag]
        elif inside.tag != f"{_OFFICE}annotation":
            yield from _parts(inside)
        yield inside.tail or ""
