"""The scorecard as a form: a row a measure, a column a month, read back by its ids."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from msp_select.decision.after.calendar_entries import first_judged
from msp_select.exchange.figure_cells import figure_words
from msp_select.exchange.form_cells import OPTIONS, Looks, print_form, write_words
from msp_select.exchange.form_csv import armoured
from msp_select.exchange.form_labels import cell_text
from msp_select.model.months import Month, month_after
from msp_select.model.service_agreement import Agreement
from msp_select.model.session import Session
from msp_select.model.signed import Signed
from msp_select.phrases.en.after.review import target

MONTHS = 12
HELP = (
    "One column a month: 57/60 for so many of so many, 14 for a number, 2 h 30 for hours, - for what was not "
    "measured. In the first row, the day on which you send it (2027-04-09). Keep the first column: it finds "
    "your figures again."
)
ROWS = {
    "received": "Sent on",
    "fee": "Billed for the month, without extras",
    "extras": "Billed on top",
    "units": "Users or devices billed",
}


@dataclass(frozen=True)
class Card:
    """What the form holds: a line a row, (id, title, unit, promised, a cell for each month)."""

    title: str
    as_of: dt.date
    months: tuple[str, ...]
    lines: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]


def card(session: Session, signed: Signed, agreed: Agreement, name: str) -> Card:
    """The twelve months behind the last that was stored, or from the first that is due."""
    stored = {month.month: month for month in session.months}
    last = max(stored, default="")
    first = month_after(last) if last >= first_judged(signed) else first_judged(signed)
    months = tuple(month_after(first, n) for n in range(MONTHS))
    blank = tuple("" for _ in months)
    lines = [(key, title, "", "", blank) for key, title in ROWS.items()]
    lines += list(_lines(signed, agreed, stored, months))
    return Card(f"Monthly scorecard: {name}", session.as_of, months, tuple(lines))


def _lines(
    signed: Signed, agreed: Agreement, stored: dict[str, Month], months: tuple[str, ...]
) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    promised = {promise.id: promise for promise in signed.promises}
    for measure in agreed.scorecard:
        if measure.kind is None:
            continue
        promise = promised.pop(measure.id, None)
        wanted = target(promise) if promise is not None and promise.target is not None else ""
        yield measure.id, measure.title, measure.unit, wanted, _known(measure.id, stored, months)
    for one in promised.values():
        wanted = target(one) if one.target is not None else ""
        yield one.id, one.says, one.unit, wanted, _known(one.id, stored, months)


def _known(measure: str, stored: dict[str, Month], months: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for month in months:
        actual = stored[month].actual(measure) if month in stored else None
        found.append("" if actual is None else figure_words(actual.value, actual.of))
    return tuple(found)


HEAD = ("id", "Measure", "Unit", "Promised")


def card_csv(form: Card) -> bytes:
    """The form as UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*HEAD, *form.months])
    for line in form.lines:
        writer.writerow([armoured(cell_text(cell)) for cell in (*line[:4], *line[4])])
    return text.getvalue().encode("utf-8-sig")


def card_workbook(form: Card) -> bytes:
    """The form as the bytes of an .xlsx file, of the session's day: one page, the cells to fill in framed."""
    from xlsxwriter.workbook import Workbook

    target_bytes = BytesIO()
    with Workbook(target_bytes, OPTIONS) as book:
        created = dt.datetime.combine(form.as_of, dt.time(12))
        book.set_properties({"title": cell_text(form.title)[:255], "created": created})
        looks, page = Looks.of(book), book.add_worksheet("Scorecard")
        for column, head in enumerate([*HEAD, *form.months]):
            page.write_string(0, column, head, looks.head)
        for row, line in enumerate(form.lines, start=1):
            for column, text in enumerate(line[:4]):
                page.write_string(row, column, cell_text(text), looks.cell)
            for column, text in enumerate(line[4], start=4):
                write_words(page, row, column, cell_text(text), looks.words)
        page.write_string(len(form.lines) + 2, 1, cell_text(form.title), looks.strong)
        page.write_string(len(form.lines) + 3, 1, cell_text(HELP), looks.text)
        for first, width in ((0, 14), (1, 38), (2, 30), (3, 14), (4, 10)):
            page.set_column(first, first if first < 4 else 3 + MONTHS, width)
        page.set_landscape()
        page.freeze_panes(1, 4)
        print_form(page, form.title)
    return target_bytes.getvalue()
