"""Which page holds the answers and which column is which, wherever both were moved to."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from msp_select.exchange.cell_grid import Book, Page, Row
from msp_select.exchange.entry import Context
from msp_select.exchange.form_labels import COLUMNS, FORM, folded
from msp_select.exchange.price_rows import rows_of
from msp_select.model.questionnaire import Question, is_later
from msp_select.model.scalars import clean_text, shown

KEY = "column:"  # the hidden row that names the columns, whatever their titles become
_TITLES = {folded(title): key for key, title in COLUMNS.items()}


@dataclass(frozen=True)
class Sheet:
    """The page with the answers: where its columns are, its rows below the headings, what it was made from.

    `stamp` is what the form says of itself; `width` how many columns the headings have; `decimal` as in Book.
    """

    page: str
    at: Mapping[str, int]
    rows: tuple[Row, ...]
    stamp: Mapping[str, str]
    width: int
    decimal: str = ""
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def row_id(sheet: Sheet, row: Row) -> str:
    """The question a row is about, as its hidden cell says."""
    return clean_text(row.cell(sheet.at.get("id")).text).strip()


def is_left_out(row: str, context: Context) -> bool:
    """Whether there is such a row, about what the session leaves out."""
    return row not in context.rows and row in rows_of(context.catalog.whole)


def is_outdated(sheet: Sheet, row: str, context: Context) -> bool:
    """Whether a row is no longer asked, or has been worded more strictly since the form was made."""
    question = context.rows.get(row)
    if question is None:
        return row in context.catalog.whole.retired
    return is_later(question.reworded, _edition_of(sheet, question, context))


def is_added(sheet: Sheet, question: Question, context: Context) -> bool:
    """Whether the question is asked only since the form was made."""
    return is_later(question.added, _edition_of(sheet, question, context))


def is_older_edition(sheet: Sheet, question: Question, context: Context) -> bool:
    """Whether the form was made with an earlier edition of the question's questionnaire."""
    pillar = context.catalog.pillar_of.get(question.id)
    return pillar is not None and is_later(pillar.version, _edition_of(sheet, question, context))


def _edition_of(sheet: Sheet, question: Question, context: Context) -> str:
    """The version of its questionnaire that the form was made with, "" where it does not say."""
    pillar = context.catalog.pillar_of.get(question.id)
    return sheet.stamp.get(f"questionnaire {pillar.id}", "").partition(" ")[0] if pillar is not None else ""


def find_sheet(book: Book, known: Container[str]) -> Sheet:
    """The page that holds question ids; `faults` says what stands in the way of reading it at all."""
    stamp = _stamp(book)
    counted = [(sum(_has_id(row, known) for row in page.rows), page) for page in book.pages]
    holding = [page for count, page in counted if count]
    if not holding:
        fault = (
            "no row has the id of a question: this is not the form, or its hidden column of ids was removed"
        )
        return Sheet("", {}, (), stamp, 0, faults=(fault,))
    page = max(counted, key=lambda pair: pair[0])[1]
    at, head, how = _columns(page, known)
    notes = [*book.notes]
    faults = []
    if len(holding) > 1:
        names = " and ".join(shown(other.title) for other in holding)
        faults.append(f"the pages {names} both hold questions: which one counts cannot be told")
    if page.title not in ("", "Questions"):
        notes.append(f'The page "Questions" is now called {shown(page.title)}; it was read all the same.')
    if how == "position":
        notes.append("No heading row was found; the columns were taken in the order of the form.")
    if "answer" not in at:
        faults.append(f'the column "{COLUMNS["answer"]}" is missing')
    missing = [COLUMNS[key] for key in ("instead", "evidence", "note") if key not in at]
    if missing:
        notes.append(f"Missing columns, read as empty: {', '.join(missing)}.")
    rows = tuple(row for row in page.rows if row.number not in head and not _is_stamp(row))
    width = max(at.values(), default=0) + 1
    return Sheet(page.title, at, rows, stamp, width, book.decimal, tuple(notes), tuple(faults))


def _columns(page: Page, known: Container[str]) -> tuple[dict[str, int], set[int], str]:
    """Where each column is, the rows that are headings, and how that was found out."""
    by_keys: dict[str, int] = {}
    by_titles: dict[str, int] = {}
    head: set[int] = set()
    for row in page.rows:
        keys = {
            cell.text.removeprefix(KEY): at
            for at, cell in reversed(list(enumerate(row.cells)))
            if cell.text.startswith(KEY) and cell.text.removeprefix(KEY) in COLUMNS
        }
        titles = {
            _TITLES[folded(cell.text)]: at
            for at, cell in reversed(list(enumerate(row.cells)))
            if folded(cell.text) in _TITLES
        }
        if len(keys) >= 3:
            by_keys, head = by_keys or keys, head | {row.number}
        elif len(titles) >= 3:
            by_titles, head = by_titles or titles, head | {row.number}
    if "id" in by_keys:
        return by_keys, head, "keys"
    if "id" in by_titles:
        return by_titles, head, "titles"
    first = next(at for row in page.rows for at, cell in enumerate(row.cells) if cell.text.strip() in known)
    return {key: first + offset for offset, key in enumerate(COLUMNS)}, head, "position"


def _has_id(row: Row, known: Container[str]) -> bool:
    return any(cell.kind == "text" and cell.text.strip() in known for cell in row.cells)


def _is_stamp(row: Row) -> bool:
    return any(cell.kind == "text" and cell.text.startswith("#") for cell in row.cells[:1])


def _stamp(book: Book) -> dict[str, str]:
    """What the form says of itself: its properties, else the hidden page or the first lines of a CSV file."""
    written = {
        row.cells[0].text.removeprefix("#").strip(): row.cell(1).text.strip()
        for page in book.pages
        for row in page.rows
        if _is_stamp(row)
    }
    properties = {
        key.removeprefix("msp-select "): value
        for key, value in book.properties.items()
        if key.startswith("msp-select ")
    }
    return {key: clean_text(value).strip() for key, value in (written | properties).items()}


def newer_form(stamp: Mapping[str, str]) -> bool:
    """Whether the form was made by a later program with another layout."""
    return stamp.get("form", FORM) not in ("", FORM)
