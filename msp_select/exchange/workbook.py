"""The bidder's form as an Excel workbook: drop-down lists and checked cells, no macros."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msp_select import __version__
from msp_select.exchange.answer_cells import answer_cell
from msp_select.exchange.find_columns import KEY
from msp_select.exchange.form import Form, Line, fingerprint
from msp_select.exchange.form_labels import COLUMNS, INPUTS, OFFERS, STATES, cell_text, choices, instead
from msp_select.exchange.instructions import instructions, title
from msp_select.exchange.price_rows import is_price_row
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_TEXT

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

QUESTIONS, LISTS, STAMP = "Questions", "Lists", "Form"
MOST_PROPERTY = 250  # characters a property of the file can hold

_AT = {key: column for column, key in enumerate(COLUMNS)}
_WIDTHS = dict(zip(COLUMNS, (8, 8, 4.5, 38, 46, 30, 18, 17, 26), strict=True))
_HEAD = 2  # rows above the questions: title, hidden keys; then the titles of the columns
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(form: Form) -> bytes:
    """The form as the bytes of an .xlsx file."""
    from xlsxwriter.workbook import Workbook

    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        looks = _Looks.of(book)
        first, sheet = book.add_worksheet("Start here"), book.add_worksheet(QUESTIONS)
        lists, stamp = book.add_worksheet(LISTS), book.add_worksheet(STAMP)
        _start_here(first, form, looks)
        _questions(sheet, lists, form, looks)
        _stamp(book, stamp, form)
        sheet.set_landscape()
        for page in (first, sheet):
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
            page.set_footer(f"&L{_no_codes(title(form))}&RPage &P of &N")
            page.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    return target.getvalue()


@dataclass(frozen=True)
class _Looks:
    """How the kinds of cells look."""

    title: Format
    text: Format
    strong: Format
    quiet: Format
    head: Format
    heading: Format
    cell: Format
    count: Format
    question: Format
    number: Format
    words: Format

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        page: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
        lined = page | {"border": 1, "border_color": "#B8B8B8"}
        typed = page | {"border": 2, "border_color": "#7A6A00", "bg_color": "#FFF9D6", "locked": False}

        def look(of: dict[str, Any], **more: Any) -> Format:
            return book.add_format(of | more)

        return cls(
            title=look(page, font_size=15, bold=True, text_wrap=False),
            text=look(page),
            strong=look(page, bold=True),
            quiet=look(page, italic=True, font_color="#555555", font_size=9),
            head=look(lined, bold=True, bg_color="#1F3A4D", font_color="#FFFFFF", valign="vcenter"),
            heading=look(page, bold=True, font_size=11, bg_color="#DDE6EC", text_wrap=False),
            cell=look(lined),
            count=look(lined, align="center"),
            question=look(lined),
            number=look(typed, align="left"),
            # As text, what begins with "=" is no formula.
            words=look(typed, num_format="@"),
        )


def _start_here(page: Worksheet, form: Form, looks: _Looks) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 48)
    page.set_column(1, 1, 52)
    page.write_string(0, 0, cell_text(title(form)), looks.title)
    page.set_row(0, 26)
    row = 2
    page.write_string(1, 0, cell_text(f"Selection: {form.session.title}"), looks.strong)
    for paragraph in instructions(form):
        page.merge_range(row, 0, row, 1, "", looks.text)
        page.write_string(row, 0, paragraph, looks.text)
        page.set_row(row, _height((paragraph, 92)) + 5)
        row += 1
    if form.facts:
        page.write_string(row + 1, 0, "About the business, in its own words", looks.strong)
    for at, (fact, said) in enumerate(form.facts, start=row + 2):
        page.write_string(at, 0, cell_text(fact), looks.cell)
        page.write_string(at, 1, cell_text(said), looks.cell)
        page.set_row(at, _height((fact, 46), (said, 50)))
    page.print_area(0, 0, row + 2 + len(form.facts), 1)


def _questions(page: Worksheet, lists: Worksheet, form: Form, looks: _Looks) -> None:
    lists.hide()
    fixed = _Lists(lists)
    states, offers = fixed.add(STATES.values()), fixed.add(OFFERS.values())
    page.hide_gridlines(2)
    for key, column in _AT.items():
        hidden = {"hidden": 1} if key in ("id", "check") else {}
        page.set_column(column, column, _WIDTHS[key], None, hidden)
        page.write_string(_HEAD - 1, column, KEY + key)
        page.write_string(_HEAD, column, COLUMNS[key], looks.head)
    page.write_string(0, _AT["number"], cell_text(title(form)), looks.title)
    page.set_row(0, 24)
    page.set_row(_HEAD - 1, None, None, {"hidden": True})
    page.set_row(_HEAD, 32)
    page.freeze_panes(_HEAD + 1, _AT["how"])
    page.repeat_rows(_HEAD)
    row, heading = _HEAD + 1, ""
    for number, line in enumerate((*form.lines, *form.prices), start=1):
        if line.heading != heading:
            heading = line.heading
            for column in range(_AT["number"], len(COLUMNS)):
                page.write_blank(row, column, None, looks.heading)
            page.write_string(row, _AT["number"], cell_text(heading), looks.heading)
            page.set_row(row, 18)
            row += 1
        _question(page, row, number, line, looks)
        _checks(page, row, line.question, fixed, states, offers)
        row += 1
    page.print_area(0, 0, row - 1, len(COLUMNS) - 1)


class _Lists:
    """The hidden page of what the drop-down lists offer, one list under the other."""

    def __init__(self, page: Worksheet) -> None:
        self._page = page
        self._row = 0

    def add(self, words: Any) -> str:
        """Write a list; where it is, as a drop-down names it."""
        first = self._row
        for word in words:
            self._page.write_string(self._row, 0, word)
            self._row += 1
        return f"={LISTS}!$A${first + 1}:$A${self._row}"


def _question(page: Worksheet, row: int, number: int, line: Line, looks: _Looks) -> None:
    question = line.question
    page.write_string(row, _AT["id"], question.id)
    page.write_string(row, _AT["check"], fingerprint(question))
    page.write_number(row, _AT["number"], number, looks.count)
    ask = cell_text(question.ask)
    proof = cell_text(question.evidence)
    if proof and len(ask) + len(proof) < MAX_TEXT:
        page.write_rich_string(
            row, _AT["question"], looks.text, ask, looks.quiet, f"\nProof: {proof}", looks.question
        )
    else:
        page.write_string(row, _AT["question"], ask, looks.question)
    page.write_string(row, _AT["how"], cell_text(line.how), looks.cell)
    typed = looks.number if answer_cell(question).limits else looks.words
    if isinstance(line.answer, Decimal) and _exact(line.answer):
        page.write_number(row, _AT["answer"], line.answer, typed)
    else:
        said = "" if line.answer is None else cell_text(str(line.answer))
        _words(page, row, "answer", said, typed)
    for key in INPUTS[1:]:
        locked = key == "instead" and is_price_row(question)  # left empty, such a row needs no reason
        _words(page, row, key, cell_text(getattr(line, key)), looks.cell if locked else looks.words)
    asked = f"{ask}\nProof: {proof}" if proof else ask
    written = ((str(getattr(line, key) or ""), _WIDTHS[key]) for key in INPUTS)
    page.set_row(row, _height((asked, _WIDTHS["question"]), (line.how, _WIDTHS["how"]), *written))


def _height(*cells: tuple[str, float]) -> float:
    """The height in points that shows each text in its column's width: not every program finds it itself."""
    lines = max(
        sum(max(len(textwrap.wrap(part, int(width * 1.35))), 1) for part in text.split("\n"))
        for text, width in cells
    )
    return min(5 + 12.5 * lines, 400.0)


def _words(page: Worksheet, row: int, key: str, text: str, look: Format) -> None:
    if text:
        page.write_string(row, _AT[key], text, look)
    else:
        page.write_blank(row, _AT[key], None, look)


def _exact(number: Decimal) -> bool:
    """Whether a cell's binary number gives this very decimal back."""
    return Decimal(repr(float(number))) == number and Decimal(f"{float(number):.16G}") == number


def _checks(page: Worksheet, row: int, question: Question, lists: _Lists, states: str, offers: str) -> None:
    if question.levels:
        _drop_down(page, row, "answer", lists.add(choices(question).values()))
    elif limits := answer_cell(question).limits:
        page.data_validation(row, _AT["answer"], row, _AT["answer"], limits(question))
    whys = instead(question)
    if not is_price_row(question):
        _drop_down(page, row, "instead", states if len(whys) == len(STATES) else lists.add(whys.values()))
    _drop_down(page, row, "evidence", offers)
    length = {"validate": "length", "criteria": "<=", "value": MAX_TEXT - 500}
    words = {"error_title": "Too long", "error_message": f"At most {MAX_TEXT - 500:,} characters, please."}
    page.data_validation(row, _AT["note"], row, _AT["note"], length | words)


def _drop_down(page: Worksheet, row: int, key: str, source: str) -> None:
    refusal = "Please choose one from the list of this cell, or leave it empty."
    page.data_validation(
        row,
        _AT[key],
        row,
        _AT[key],
        {"validate": "list", "source": source, "error_title": "Not in the list", "error_message": refusal},
    )


def _stamp(book: Workbook, page: Worksheet, form: Form) -> None:
    """What the form was made from: in the file's properties, and on a hidden page as those may be dropped."""
    book.set_properties(
        {
            "title": cell_text(title(form))[:255],
            "comments": f"msp-select {__version__}",
            "created": dt.datetime.combine(form.session.as_of, dt.time(12)),
        }
    )
    page.very_hidden()
    for row, (key, value) in enumerate(_stamped(form)):
        page.write_string(row, 0, f"#{key}")
        page.write_string(row, 1, value)
        if len(value) <= MOST_PROPERTY:  # a longer one would be cut, and stand before what the page says
            book.set_custom_property(f"msp-select {key}", value, "text")


def _stamped(form: Form) -> Iterator[tuple[str, str]]:
    yield from ((key, cell_text(value)) for key, value in form.stamp.items())


def _no_codes(text: str) -> str:
    """A title as a footer takes it, where & begins a code."""
    return " ".join(cell_text(text)[:100].split()).replace("&", "&&")
