"""The bidder's form as an Excel workbook: drop-down lists and checked cells, no macros."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from msp_select import __version__
from msp_select.exchange.answer_cells import answer_cell
from msp_select.exchange.cell_values import may_be_share
from msp_select.exchange.find_columns import KEY
from msp_select.exchange.form import Form, Line, fingerprint
from msp_select.exchange.form_cells import (
    LISTS,
    OPTIONS,
    Lists,
    Looks,
    add_logo,
    drop_down,
    height,
    is_exact,
    limit_note,
    print_form,
    write_words,
)
from msp_select.exchange.form_labels import COLUMNS, INPUTS, OFFERS, STATES, cell_text, choices, instead
from msp_select.exchange.instructions import instructions, sent_by, title
from msp_select.exchange.price_rows import is_price_row
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_TEXT

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

QUESTIONS, STAMP = "Questions", "Form"
MOST_PROPERTY = 250  # characters a property of the file can hold

_AT = {key: column for column, key in enumerate(COLUMNS)}
_WIDTHS = dict(zip(COLUMNS, (8, 8, 4.5, 38, 46, 30, 18, 17, 26), strict=True))
_HEAD = 2  # rows above the questions: title, hidden keys; then the titles of the columns


def workbook_bytes(form: Form) -> bytes:
    """The form as the bytes of an .xlsx file."""
    from xlsxwriter.workbook import Workbook

    target = BytesIO()
    with Workbook(target, OPTIONS) as book:
        looks = Looks.of(book, form.own[0].accent) if form.own else Looks.of(book)
        first, sheet = book.add_worksheet("Start here"), book.add_worksheet(QUESTIONS)
        lists, stamp = book.add_worksheet(LISTS), book.add_worksheet(STAMP)
        _start_here(first, form, looks)
        _questions(sheet, lists, form, looks)
        _stamp(book, stamp, form)
        sheet.set_landscape()
        for page in (first, sheet):
            print_form(page, title(form), form.look.paper)
    return target.getvalue()


def _start_here(page: Worksheet, form: Form, looks: Looks) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 48)
    page.set_column(1, 1, 52)
    page.write_string(0, 0, cell_text(title(form)), looks.title)
    page.set_row(0, 26)
    add_logo(page, form.logo, 0, 1)
    page.write_string(1, 0, cell_text(f"Selection: {form.session.title}"), looks.strong)
    row = 2
    if sender := sent_by(form):
        page.write_string(row, 0, cell_text(sender), looks.text)
        page.set_row(row, height((sender, 46)))
        row += 1
    for paragraph in instructions(form):
        page.merge_range(row, 0, row, 1, "", looks.text)
        page.write_string(row, 0, paragraph, looks.text)
        page.set_row(row, height((paragraph, 92)) + 5)
        row += 1
    if form.facts:
        page.write_string(row + 1, 0, "About the business, in its own words", looks.strong)
    for at, (fact, said) in enumerate(form.facts, start=row + 2):
        page.write_string(at, 0, cell_text(fact), looks.cell)
        page.write_string(at, 1, cell_text(said), looks.cell)
        page.set_row(at, height((fact, 46), (said, 50)))
    page.print_area(0, 0, row + 2 + len(form.facts), 1)


def _questions(page: Worksheet, lists: Worksheet, form: Form, looks: Looks) -> None:
    lists.hide()
    fixed = Lists(lists)
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


def _question(page: Worksheet, row: int, number: int, line: Line, looks: Looks) -> None:
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
    if isinstance(line.answer, Decimal) and may_be_share(line.answer, question):
        page.write_number(row, _AT["answer"], float(line.answer / 100), looks.percent)
    elif isinstance(line.answer, Decimal) and is_exact(line.answer):
        page.write_number(row, _AT["answer"], line.answer, typed)
    else:
        said = "" if line.answer is None else cell_text(str(line.answer))
        write_words(page, row, _AT["answer"], said, typed)
    for key in INPUTS[1:]:
        locked = key == "instead" and is_price_row(question)  # left empty, such a row needs no reason
        write_words(page, row, _AT[key], cell_text(getattr(line, key)), looks.cell if locked else looks.words)
    asked = f"{ask}\nProof: {proof}" if proof else ask
    written = ((str(getattr(line, key) or ""), _WIDTHS[key]) for key in INPUTS)
    page.set_row(row, height((asked, _WIDTHS["question"]), (line.how, _WIDTHS["how"]), *written))


def _checks(page: Worksheet, row: int, question: Question, lists: Lists, states: str, offers: str) -> None:
    if question.levels:
        drop_down(page, row, _AT["answer"], lists.add(choices(question).values()))
    elif limits := answer_cell(question).limits:
        page.data_validation(row, _AT["answer"], row, _AT["answer"], limits(question))
    whys = instead(question)
    if not is_price_row(question):
        drop_down(page, row, _AT["instead"], states if len(whys) == len(STATES) else lists.add(whys.values()))
    drop_down(page, row, _AT["evidence"], offers)
    limit_note(page, row, _AT["note"])


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
