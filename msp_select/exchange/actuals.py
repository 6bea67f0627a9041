"""The months that come in: a list of figures, a filled-in scorecard, or an export of requests."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, get_args

from msp_select.errors import FileFaults
from msp_select.exchange.cell_grid import Book, Cell, Row
from msp_select.exchange.figure_cells import as_figure
from msp_select.exchange.requests import FIELDS, monthly_figures, read_requests
from msp_select.exchange.returned_file import book_of
from msp_select.model.answer_checks import actual_fault, unknown
from msp_select.model.catalog import Catalog
from msp_select.model.months import (
    BY_THE_PROVIDER,
    Actual,
    MeasuredBy,
    Month,
    last_day,
    month_name,
    to_month,
)
from msp_select.model.number_text import readings
from msp_select.model.refused_value import first_said
from msp_select.model.scalars import shown
from msp_select.model.signed import Signed
from msp_select.model.voices import PULSE_QUESTIONS, Pulse, PulseQuestion

Source = Literal["list", "scorecard", "requests"]
NOTHING_STORED = "Nothing was stored. Mend the lines named above and try again."
MONEY_ROWS = ("fee", "extras", "units")
ROW_IDS = ("received", *MONEY_ROWS)
LISTED = ("month", "measure", "value", "of", "measured_by", "received")


@dataclass(frozen=True)
class MonthsRead:
    """What a file holds: months to store, what kind of file it was, and what is to be told of it.

    `columns` of an export are those found, each by its heading.
    """

    source: Source
    months: tuple[Month, ...]
    notes: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Faults:
    """What is wrong, line by line."""

    name: str
    found: list[str] = field(default_factory=list)

    def add(self, row: int, what: str) -> None:
        self.found.append(f"{self.name}:{row}: {what}")

    def stop(self) -> None:
        if self.found:
            raise FileFaults(self.found, NOTHING_STORED)


@dataclass(frozen=True)
class Wanted:
    """What the file itself may leave open: who measured, when it came, which month, which column is which.

    `to_name_columns` says how a column that was not found can be named, where the file is read.
    """

    measured_by: MeasuredBy | None = None
    received: dt.date | None = None
    month: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    today: dt.date = dt.date.max
    to_name_columns: str = ""


@dataclass(frozen=True)
class RequestColumns:
    """The columns of an export of requests by their headings, and which of them is `found` to be which."""

    headings: tuple[str, ...]
    found: Mapping[str, str]


def read_months(data: bytes, name: str, signed: Signed, catalog: Catalog, wanted: Wanted) -> MonthsRead:
    """Every month of the file, or every fault by its line and nothing (FileFaults, FileError)."""
    book = book_of(data, name)
    rows = book.pages[0].rows if book.pages else ()
    faults = _Faults(name)
    if not rows:
        faults.add(1, "there is nothing in it; expected a heading and figures")
        faults.stop()
    head, kind = _heads(rows[0]), _kind(rows[0])
    if kind == "list":
        return MonthsRead("list", _listed(book, rows, head, signed, catalog, wanted, faults))
    if kind == "scorecard":
        return MonthsRead("scorecard", _scorecard(book, rows, signed, catalog, wanted, faults))
    return _requests(rows, signed, wanted, faults)


def _kind(row: Row) -> Source:
    """What kind of file has that heading; an export of requests where it is nothing else."""
    head = _heads(row)
    if "month" in head and "measure" in head:
        return "list"
    if head and head[0] == "id" and any(_is_month(cell) for cell in row.cells):
        return "scorecard"
    return "requests"


def request_columns(data: bytes, name: str, stated: Mapping[str, str]) -> RequestColumns | None:
    """Which column is which, were it an export of requests; None of another kind of file (FileError)."""
    book = book_of(data, name)
    rows = book.pages[0].rows if book.pages else ()
    if not rows or _kind(rows[0]) != "requests":
        return None
    texts = [cell.text.strip() for cell in rows[0].cells]
    columns, _ = _columns(rows[0], stated)
    return RequestColumns(tuple(filter(None, texts)), {key: texts[at] for key, at in columns.items()})


def _heads(row: Row) -> list[str]:
    return [" ".join(cell.text.casefold().split()) for cell in row.cells]


def _month_of(cell: Cell) -> str | None:
    """The month in a cell; a spreadsheet makes a day of it."""
    text = cell.text.strip()
    found = re.fullmatch(r"(\d{4}-\d{2})(-01)?", text)
    try:
        return to_month(found[1]) if found else None
    except ValueError:
        return None


def _is_month(cell: Cell) -> bool:
    return _month_of(cell) is not None


# ---- A list: one figure a row ----------------------------------------------------------------------


def _listed(
    book: Book,
    rows: Sequence[Row],
    head: list[str],
    signed: Signed,
    catalog: Catalog,
    wanted: Wanted,
    faults: _Faults,
) -> tuple[Month, ...]:
    at = {column: head.index(column) for column in LISTED if column in head}
    for missing in {"month", "measure", "value"} - at.keys():
        faults.add(rows[0].number, f'there is no column "{missing}"')
    faults.stop()
    found: dict[str, dict[str, Actual]] = {}
    received: dict[str, dt.date] = {}
    for row in rows[1:]:
        cells = {column: row.cell(place) for column, place in at.items()}
        try:
            month, actual = _one(cells, book, wanted)
            if what := actual_fault(signed, catalog, actual):
                raise ValueError(what)
            if actual.id in found.setdefault(month, {}):
                raise ValueError(f"{actual.id} of {month} is there twice")
            came = _day(cells.get("received")) or wanted.received
            if actual.measured_by in BY_THE_PROVIDER and came is None and actual.value is not None:
                raise ValueError("received is empty: the day on which the report came")
        except ValueError as error:
            faults.add(row.number, first_said(error))
            continue
        found[month][actual.id] = actual
        if came is not None and actual.measured_by in BY_THE_PROVIDER:
            received[month] = max(came, received.get(month, came))
    faults.stop()
    kept = {month: figures for month, figures in found.items() if wanted.month in (None, month)}
    return tuple(
        _month(month, tuple(figures.values()), received.get(month)) for month, figures in sorted(kept.items())
    )


def _one(cells: Mapping[str, Cell], book: Book, wanted: Wanted) -> tuple[str, Actual]:
    month = _month_of(cells["month"])
    if month is None:
        raise ValueError(f'{shown(cells["month"].text)} is not a month such as "2027-03"')
    by = cells["measured_by"].text.strip() if "measured_by" in cells else ""
    if by and by not in get_args(MeasuredBy):
        raise ValueError(unknown("way of measuring", by, get_args(MeasuredBy)))
    value = _number(cells["value"], book)
    of = _number(cells["of"], book) if "of" in cells else None
    actual = Actual.model_validate(
        {
            "id": cells["measure"].text.strip(),
            "value": value,
            "of": of,
            "measured_by": by or wanted.measured_by or "provider_report",
        }
    )
    return month, actual


def _number(cell: Cell, book: Book) -> Decimal | None:
    if cell.number is not None:
        return cell.number
    text = cell.text.strip()
    if not text:
        return None
    found = readings(text, decimal=book.decimal)
    if len(found) != 1:
        raise ValueError(
            f"{shown(text)} can be read in two ways" if found else f"{shown(text)} is not a number"
        )
    return found[0]


def _day(cell: Cell | None) -> dt.date | None:
    text = "" if cell is None else cell.text.strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is not a day such as 2027-04-09") from None


def _month(month: str, actuals: tuple[Actual, ...], received: dt.date | None, **fields: Any) -> Month:
    """A month as it is stored; one in which the provider gave nothing had no report."""
    report = {"received": received} if received is not None else {"report": "none"}
    return Month.model_validate({"month": month, "actuals": actuals, **report, **fields})


# ---- The scorecard: a row a measure, a column a month ----------------------------------------------


def _scorecard(
    book: Book,
    rows: Sequence[Row],
    signed: Signed,
    catalog: Catalog,
    wanted: Wanted,
    faults: _Faults,
) -> tuple[Month, ...]:
    columns = {at: month for at, cell in enumerate(rows[0].cells) if (month := _month_of(cell)) is not None}
    found: dict[str, dict[str, Actual]] = {month: {} for month in columns.values()}
    extra: dict[str, dict[str, Any]] = {month: {} for month in columns.values()}
    own = {
        m.id
        for m in catalog.whole.agreed.measures
        if m.felt and not m.only_from_record and m.kind == "amount"
    }
    for row in rows[1:]:
        measure = row.cell(0).text.strip()
        for at, month in columns.items():
            cell = row.cell(at)
            if not measure or not cell.text.strip():
                continue
            try:
                if measure in ROW_IDS:
                    extra[month][measure] = _day(cell) if measure == "received" else _number(cell, book)
                    continue
                by = "own_count" if measure in own else wanted.measured_by or "provider_report"
                value, of = as_figure(cell.text, book.decimal)
                actual = Actual.model_validate({"id": measure, "value": value, "of": of, "measured_by": by})
                if what := actual_fault(signed, catalog, actual):
                    raise ValueError(what)
            except ValueError as error:
                faults.add(row.number, f"{cell.ref}, {month}: {first_said(error)}")
            else:
                found[month][measure] = actual
    used = [month for month in columns.values() if found[month] or extra[month]]
    for month in used:
        given = [a for a in found[month].values() if a.measured_by in BY_THE_PROVIDER and a.value is not None]
        if given and not extra[month].get("received") and wanted.received is None:
            faults.add(
                rows[0].number, f"{month}: the row received is empty: the day on which the report came"
            )
    faults.stop()
    return tuple(
        _month(
            month,
            tuple(found[month].values()),
            extra[month].get("received") or (wanted.received if found[month] else None),
            **{key: extra[month][key] for key in MONEY_ROWS if extra[month].get(key) is not None},
        )
        for month in sorted(used)
        if wanted.month in (None, month)
    )


# ---- An export of requests -------------------------------------------------------------------------


def _requests(rows: Sequence[Row], signed: Signed, wanted: Wanted, faults: _Faults) -> MonthsRead:
    columns, unmapped = _columns(rows[0], wanted.columns)
    for name in unmapped:
        faults.add(rows[0].number, f"--map: there is no column {shown(name)}")
    if "opened" not in columns:
        kinds = "a list (month, measure, value), a scorecard (id, 2027-03, ...) or an export of requests"
        what = f"no column says when a request was opened; expected {kinds}. {wanted.to_name_columns}"
        faults.add(rows[0].number, what.rstrip())
    faults.stop()
    read = read_requests(rows[1:], columns, signed.notice.zone)
    figures = monthly_figures(read.requests)
    months = []
    for month, actuals in sorted(figures.items()):
        if wanted.month not in (None, month) or month == month_name(wanted.today):
            continue  # the month of today is not over
        given = [
            Actual(id=one, value=value, of=of, measured_by=wanted.measured_by or "provider_record")
            for one, (value, of) in actuals.items()
        ]
        came = wanted.received or last_day(month) + dt.timedelta(days=signed.report_due_days)
        months.append(_month(month, tuple(given), came))
    if not months:
        faults.add(rows[0].number, "there is no whole month of requests in it")
    faults.stop()
    headings = {name: rows[0].cell(at).text.strip() for name, at in columns.items()}
    return MonthsRead("requests", tuple(months), read.notes, headings)


def _columns(head: Row, stated: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    """Which column is which, by the names of the usual programs and by what was stated."""
    names = _heads(head)
    plain = [name.replace("_", " ") for name in names]
    found = {
        key: at
        for key, known in FIELDS.items()
        for at in [next((plain.index(name) for name in known if name in plain), -1)]
        if at >= 0
    }
    unmapped = []
    for key, name in stated.items():
        wanted = " ".join(name.casefold().split())
        if wanted in names:
            found[key] = names.index(wanted)
        else:
            unmapped.append(name)
    return found, unmapped


# ---- The voices ------------------------------------------------------------------------------------

PULSE_COLUMNS = ("month", "question", "mark_1", "mark_2", "mark_3", "mark_4", "mark_5")


def is_of_people(data: bytes, name: str) -> bool:
    """Whether the file holds what the people say, and not figures of months (FileError)."""
    book = book_of(data, name)
    head = _heads(book.pages[0].rows[0]) if book.pages and book.pages[0].rows else []
    return "question" in head and any(one.startswith("mark_") for one in head)


def read_pulses(data: bytes, name: str) -> tuple[Pulse, ...]:
    """The marks of each month, asked on its last day; or every fault by its line (FileFaults, FileError)."""
    book = book_of(data, name)
    rows = book.pages[0].rows if book.pages else ()
    faults = _Faults(name)
    head = _heads(rows[0]) if rows else []
    for missing in [column for column in PULSE_COLUMNS if column not in head]:
        faults.add(1, f'there is no column "{missing}"')
    faults.stop()
    at = {column: head.index(column) for column in PULSE_COLUMNS}
    found: dict[str, dict[PulseQuestion, tuple[int, ...]]] = {}
    for row in rows[1:]:
        try:
            month, question, marks = _pulse(row, at, book)
            if question in found.setdefault(month, {}):
                raise ValueError(f"{question} of {month} is there twice")
        except ValueError as error:
            faults.add(row.number, first_said(error))
            continue
        found[month][question] = marks
    faults.stop()
    return tuple(
        Pulse.model_validate({"asked": last_day(month), **marks}) for month, marks in sorted(found.items())
    )


def _pulse(row: Row, at: Mapping[str, int], book: Book) -> tuple[str, PulseQuestion, tuple[int, ...]]:
    month = _month_of(row.cell(at["month"]))
    if month is None:
        raise ValueError(f'{shown(row.cell(at["month"]).text)} is not a month such as "2027-03"')
    said = row.cell(at["question"]).text.strip()
    question = next((one for one in PULSE_QUESTIONS if one == said), None)
    if question is None:
        raise ValueError(unknown("question", said, PULSE_QUESTIONS))
    numbers = [_number(row.cell(at[column]), book) for column in PULSE_COLUMNS[2:]]
    if any(number is None or number < 0 or number != number.to_integral_value() for number in numbers):
        raise ValueError("each mark needs a whole number of people, 0 where nobody gave it")
    return month, question, tuple(int(number) for number in numbers if number is not None)
