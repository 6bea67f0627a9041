"""An evaluator's form as a spreadsheet: one page, lists to choose from, and back again by hidden ids."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msp_select import __version__
from msp_select.exchange.answer_cells import CHOOSE
from msp_select.exchange.find_columns import KEY
from msp_select.exchange.form import fingerprint
from msp_select.exchange.form_cells import (
    LISTS,
    OPTIONS,
    Lists,
    Looks,
    drop_down,
    height,
    is_exact,
    limit_note,
    print_form,
    write_words,
)
from msp_select.exchange.form_labels import COLUMNS, FORM, cell_text, choices, plain
from msp_select.exchange.instructions import MARKS, WEIGHTS, marks_title
from msp_select.exchange.marks_form import Place, ToMark, to_mark
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import Evaluator
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


PAGE = "Marks"
PILLAR = "pillar"  # in the place of a candidate: a row of what a pillar should weigh
_SHOWN = ("id", "check", "number", "question", "how", "answer", "note")
_AT = {key: column for column, key in enumerate(_SHOWN)}
_WIDTHS = dict(zip(_SHOWN, (8, 8, 4.5, 48, 44, 34, 34), strict=True))
_TITLES = {**COLUMNS, "note": "Note, if you like"}
_HELP = (
    f"Only the framed yellow cells are yours to fill in: click one and choose from its list. {MARKS[0]}",
    f"{MARKS[1]} Then save the file, as Excel workbook (.xlsx), OpenDocument (.ods) or CSV, and send it "
    "back. Keep the hidden columns: they find your answers.",
)
WEIGHT = Question.model_validate(
    {
        "id": "weight",
        "short": "weight",
        "criterion": "weights",
        "weight": 0,
        "asked_of": "owner",
        "text": "How much should it count?",
        "ask": "How much should it count?",
        "why": "",
        "kind": "number",
        "unit": "% of the whole",
        "range": [0, 100],
        "value": [[0, 0], [100, 100]],
    }
)


def marks_workbook(session: Session, catalog: Catalog, evaluator: Evaluator) -> bytes:
    """The form for one person as the bytes of an .xlsx file, filled in with the marks there are."""
    from xlsxwriter.workbook import Workbook

    form, target = to_mark(session, catalog, evaluator), BytesIO()
    with Workbook(target, OPTIONS) as book:
        looks, page, lists = Looks.of(book), book.add_worksheet(PAGE), book.add_worksheet(LISTS)
        lists.hide()
        title = marks_title(form.evaluator.name)
        book.set_properties(
            {
                "title": cell_text(title)[:255],
                "comments": f"msp-select {__version__}",
                "created": dt.datetime.combine(session.as_of, dt.time(12)),
            }
        )
        page.hide_gridlines(2)
        for key, column in _AT.items():
            page.set_column(
                column, column, _WIDTHS[key], None, {"hidden": 1} if key in ("id", "check") else {}
            )
        row = _top(page, form, title, looks)
        _rows(page, Lists(lists), form, row, looks)
        page.set_landscape()
        print_form(page, title)
    return target.getvalue()


def _top(page: Worksheet, form: ToMark, title: str, looks: Looks) -> int:
    """What the form says of itself, hidden, then how to fill it in and the headings; the row below them."""
    row = 0
    for key, value in {**form.head, "form": FORM, "program": __version__}.items():
        page.write_string(row, 0, f"#{key}")
        page.write_string(row, 1, cell_text(str(value)))
        page.set_row(row, None, None, {"hidden": True})
        row += 1
    first, last = _AT["number"], _AT["note"]
    page.write_string(row, first, cell_text(title), looks.title)
    page.set_row(row, 24)
    page.merge_range(row + 1, first, row + 1, last, "", looks.strong)
    page.write_string(row + 1, first, cell_text(f"Selection: {form.title}"), looks.strong)
    row += 2
    for paragraph in _HELP:
        page.merge_range(row, first, row, last, "", looks.text)
        page.write_string(row, first, paragraph, looks.text)
        page.set_row(row, height((paragraph, 150)))
        row += 1
    for key, column in _AT.items():
        page.write_string(row, column, KEY + key)
        page.write_string(row + 1, column, _TITLES[key], looks.head)
    page.set_row(row, None, None, {"hidden": True})
    page.freeze_panes(row + 2, 0)
    page.repeat_rows(row + 1)
    return row + 2


def _rows(page: Worksheet, lists: Lists, form: ToMark, row: int, looks: Looks) -> None:
    found: dict[str, str] = {}
    heading = ""
    for number, place in enumerate(form.places, start=1):
        if place.candidate != heading:
            heading = place.candidate
            row = _heading(page, row, place.name, looks)
        question, answer = place.question, _known(place)
        typed = looks.words if question.levels else looks.number
        _line(page, row, f"{place.candidate}/{question.id}", question, place.text, looks)
        page.write_number(row, _AT["number"], number, looks.count)
        if isinstance(answer, str):
            write_words(page, row, _AT["answer"], cell_text(answer), typed)
        else:
            page.write_number(row, _AT["answer"], answer, typed)
        if question.levels:
            source = found.get(question.id) or lists.add(choices(question).values())
            found[question.id] = source
            drop_down(page, row, _AT["answer"], source)
        note = place.mark.note if place.mark else ""
        write_words(page, row, _AT["note"], cell_text(note), looks.words)
        limit_note(page, row, _AT["note"])
        row += 1
    row = _heading(page, row, WEIGHTS, looks)
    for pillar in form.pillars:
        _line(page, row, f"{PILLAR}/{pillar.id}", WEIGHT, f"{pillar.title}: {pillar.summary}", looks)
        weight = form.evaluator.pillars.get(pillar.id)
        if weight is None:
            page.write_blank(row, _AT["answer"], None, looks.number)
        else:
            page.write_number(row, _AT["answer"], weight, looks.number)
        row += 1
    page.print_area(0, 0, row - 1, len(_AT) - 1)


def _heading(page: Worksheet, row: int, words: str, looks: Looks) -> int:
    for column in range(_AT["number"], len(_AT)):
        page.write_blank(row, column, None, looks.heading)
    page.write_string(row, _AT["number"], cell_text(words), looks.heading)
    page.set_row(row, 18)
    return row + 1


def _line(page: Worksheet, row: int, id_: str, question: Question, text: str, looks: Looks) -> None:
    how = _how(question)
    page.write_string(row, _AT["id"], id_)
    page.write_string(row, _AT["check"], fingerprint(question))
    page.write_string(row, _AT["question"], cell_text(text), looks.question)
    page.write_string(row, _AT["how"], cell_text(how), looks.cell)
    page.set_row(row, height((text, _WIDTHS["question"]), (how, _WIDTHS["how"])))


def _how(question: Question) -> str:
    if question.levels:
        return "\n• ".join((CHOOSE, *choices(question).values()))
    between = f", from {plain(question.range[0])} to {plain(question.range[1])}" if question.range else ""
    other = f"; or write: {question.none.label}" if question.none else ""
    return f"A number: {question.unit}{between}{other}"


def _known(place: Place) -> Any:
    """What stands in the cell: a choice's words, a number, or nothing."""
    mark, question = place.mark, place.question
    if mark is None:
        return ""
    if isinstance(mark.value, str):
        none = question.none.label if question.none else mark.value
        return choices(question).get(mark.value, none)
    return mark.value if is_exact(mark.value) else str(mark.value)
