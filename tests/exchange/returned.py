"""Forms as bidders send them back: filled in, rearranged, spoilt."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from msp_select.exchange import bidder_csv, bidder_sheet, read_answers
from msp_select.exchange.form_labels import COLUMNS
from msp_select.exchange.receipt import Item, Received
from msp_select.model.candidate import Candidate
from msp_select.model.scalars import Size
from msp_select.model.session import Session
from tests.decision.sessions import candidate, catalog, session

AT = {key: column for column, key in enumerate(COLUMNS, start=1)}
CHOICE, NUMBER, PERCENT, MONEY = "pro_backup_test", "pro_patch_days", "pro_patch_coverage", "pri_onboarding"
NAME = "acme.xlsx"
_FORMS: dict[tuple[str, str | None, Size], bytes] = {}


def acme(answers: Mapping[str, Any] | None = None, **fields: Any) -> Candidate:
    """The bidder of these tests."""
    return candidate("acme", answers, name="Acme IT", **fields)


def one(answers: Mapping[str, Any] | None = None, bid: Mapping[str, Any] | None = None, **of: Any) -> Session:
    """A session with Acme, and Borough beside it."""
    fields = {"bid": dict(bid)} if bid else {}
    return session(acme(answers, **fields), candidate("borough"), **of)


def form(of: Session, candidate_id: str | None = "acme", size: Size = "full") -> bytes:
    """The form as it goes out, made once for each session."""
    key = of.model_dump_json(), candidate_id, size
    if key not in _FORMS:
        _FORMS[key] = bidder_sheet(of, catalog(), candidate_id, size)
    return _FORMS[key]


def form_csv(of: Session, candidate_id: str | None = "acme") -> list[list[str]]:
    """The rows of the form as CSV, headings first."""
    text = bidder_csv(of, catalog(), candidate_id, "full").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def csv_text(rows: list[list[str]], separator: str = ",") -> str:
    """Rows as a CSV text."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def filled(rows: list[list[str]], question: str, **cells: str) -> list[list[str]]:
    """The rows with some cells of one question filled in."""
    found = [list(row) for row in rows]
    row = next(row for row in found if row[0] == question)
    for key, text in cells.items():
        row[AT[key] - 1] = text
    return found


def edited(data: bytes, edit: Callable[[Workbook, Worksheet], object]) -> bytes:
    """The workbook after somebody worked on its questions."""
    book = load_workbook(io.BytesIO(data))
    page = book["Questions"]
    assert isinstance(page, Worksheet)
    edit(book, page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(page: Worksheet, question: str) -> int:
    """The row of a question."""
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == question)


def fill(data: bytes, question: str, **cells: Any) -> bytes:
    """The workbook with some cells of one question filled in."""

    def edit(_: Workbook, page: Worksheet) -> None:
        for key, value in cells.items():
            page.cell(row_of(page, question), AT[key]).value = value

    return edited(data, edit)


def repacked(data: bytes, **members: bytes) -> bytes:
    """The workbook with some of its parts replaced, by the end of their names (dots as underscores)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            name = info.filename.rpartition("/")[2].replace(".", "_")
            new.writestr(info.filename, members.pop(name, old.read(info)))
        for name, content in members.items():
            new.writestr(f"xl/{name}", content)
    return out.getvalue()


def lying(data: bytes, member: str, size: int) -> bytes:
    """The workbook whose headers say that one part unpacks to `size` bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = struct.pack("<I", archive.getinfo(member).file_size)
    return data.replace(true, struct.pack("<I", size))


def read(
    data: bytes, of: Session, candidate_id: str | None = None, name: str = NAME, **more: Any
) -> Received:
    """The form read back."""
    return read_answers(data, name, of, catalog(), candidate_id, **more)


def item(items: tuple[Item, ...], question: str) -> Item:
    """The row of the account for one question."""
    return next(item for item in items if item.question == question)


def answered_rows(found: Received) -> tuple[Item, ...]:
    """Every row of the account that holds an answer."""
    return (*found.good, *found.unchanged, *found.refused)
