"""A CSV file as rows of cells: any usual encoding, comma, semicolon or tabulator."""

from __future__ import annotations

import csv
import io
from typing import Literal

from msp_select.errors import FileError
from msp_select.exchange.cell_grid import MAX_COLUMNS, MAX_ROWS, Book, Cell, Page, Row, reference
from msp_select.exchange.form_csv import bared

Separator = Literal[",", ";", "\t"]
_WORDS: dict[Separator, str] = {",": "commas", ";": "semicolons", "\t": "tabulators"}
_DECIMAL: dict[Separator, str] = {",": ".", ";": ",", "\t": ""}  # what else a mark in a number could not be
_SAVE_AS = "Save it again as CSV UTF-8, or as Excel workbook (.xlsx)."


def csv_grid(data: bytes, name: str) -> Book:
    """The file's rows; what had to be found out about it stands in the notes (FileError)."""
    text, notes = _text(data, name)
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    separator = next((s for s in _WORDS if s == named), None) or _separator(text)
    if separator != ",":
        notes = (*notes, f"The columns are separated by {_WORDS[separator]}.")
    rows = _rows(rest if named else text, separator, name)
    offset = 2 if named else 1
    found = (
        Row(number, tuple(_cell(number, column, field) for column, field in enumerate(fields)))
        for number, fields in enumerate(rows, start=offset)
        if any(field.strip() for field in fields)
    )
    return Book((Page("", tuple(found)),), {}, notes, decimal=_DECIMAL[separator])


def _cell(row: int, column: int, field: str) -> Cell:
    ref = reference(row, column)
    return Cell(ref, "text", bared(field)) if field.strip() else Cell(ref)


def _text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ("The text is in UTF-16.",)
        except UnicodeDecodeError:
            raise FileError(f"{name}: begins like UTF-16 text and is none", _SAVE_AS) from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        found = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{name}:{line}: is text neither in UTF-8 nor in Windows-1252 (Western European)", _SAVE_AS
        ) from None
    return found, ("The text is in Windows-1252 (Western European), not in UTF-8: check names with accents.",)


def _separator(text: str) -> Separator:
    """The separator that the first lines have most of; a comma where nothing says otherwise."""
    head = text[:4000].split("\n", 1)[0]
    counts: dict[Separator, int] = {separator: head.count(separator) for separator in _WORDS}
    best = max(counts, key=lambda separator: counts[separator])
    return best if counts[best] else ","


def _rows(text: str, separator: Separator, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if len(rows) >= MAX_ROWS:
                raise FileError(
                    f"{name}: has more than {MAX_ROWS:,} rows", "Check that it is the right file."
                )
            rows.append(row[: MAX_COLUMNS * 10])
    except csv.Error as error:
        what = (
            "a text that begins with a quote has no closing quote"
            if "unexpected end" in str(error)
            else "a quote stands inside a text, or a text is too long"
        )
        raise FileError(f"{name}: row {len(rows) + 1} (line {reader.line_num}): {what}", _SAVE_AS) from None
    return rows
