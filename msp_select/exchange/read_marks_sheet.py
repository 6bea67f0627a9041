"""An evaluator's form that comes back as a spreadsheet: read by its ids, faults named by their cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from msp_select.errors import FileFaults
from msp_select.exchange.cell_values import Refusal, level_of, number_of, words_of
from msp_select.exchange.find_columns import find_sheet, row_id
from msp_select.exchange.form import fingerprint
from msp_select.exchange.form_labels import folded
from msp_select.exchange.marks_workbook import PILLAR, WEIGHT
from msp_select.exchange.returned_file import book_of
from msp_select.model.answer_checks import Fault
from msp_select.model.evaluator import MarksForm
from msp_select.model.questionnaire import Question

if TYPE_CHECKING:
    from msp_select.exchange.cell_grid import Cell, Row
    from msp_select.exchange.find_columns import Sheet
    from msp_select.model.catalog import Catalog

_SAYS = ("kind", "session", "created", "evaluator", "name", "hidden")  # of itself


@dataclass(frozen=True)
class MarksSheet:
    """A form as read; `digest` is the SHA-256 of its bytes, `cells` where each thing it says stands."""

    name: str
    form: MarksForm
    digest: str
    cells: Mapping[tuple[str, ...], str]

    def refused(self, faults: Iterable[Fault]) -> FileFaults:
        """The faults found in it, each with its cell."""
        return _faults(self.name, ((self._cell(fault.path), fault.what) for fault in faults))

    def _cell(self, path: tuple[Any, ...]) -> str:
        return next((self.cells[path[:k]] for k in range(len(path), 0, -1) if path[:k] in self.cells), "")


def _faults(name: str, faults: Iterable[tuple[str, str]]) -> FileFaults:
    lines = [f"{name}: {cell}: {what}" if cell else f"{name}: {what}" for cell, what in faults]
    return FileFaults(lines, f"Mend the {'cell' if len(lines) == 1 else 'cells'} named above and try again.")


class _Ids:
    """What the hidden first column can hold: a candidate or the word for a pillar, and what of it."""

    def __init__(self, catalog: Catalog) -> None:
        self._inside = {*catalog.whole.questions, *(pillar.id for pillar in catalog.whole.questionnaires)}

    def __contains__(self, text: object) -> bool:
        return str(text).partition("/")[2] in self._inside


def read_marks_sheet(data: bytes, name: str, catalog: Catalog) -> MarksSheet:
    """The form in a spreadsheet that came back, of any kind that is read (FileError, FileFaults)."""
    sheet = find_sheet(book_of(data, name), _Ids(catalog))
    if sheet.faults or sheet.stamp.get("kind") != "marks":
        raise FileFaults(
            [f"{name}: is not a form for marks"],
            "Give the file that msp-select marks FILE --evaluator NAME -o OUT.xlsx wrote.",
        )
    found: dict[str, Any] = {"schema": 1, "marks": {}, "pillars": {}}
    found |= {key: sheet.stamp.get(key, "") for key in _SAYS}
    with suppress(ValueError):  # what is no day is named with the rest
        found["created"] = dt.date.fromisoformat(found["created"])
    cells: dict[tuple[str, ...], str] = {}
    faults = []
    for row in sheet.rows:
        try:
            for path, value, cell in _said(sheet, row, catalog):
                if path in cells:
                    raise Refusal(cell.ref, f"it stands in {cells[path]} as well; expected once")
                cells[path] = cell.ref
                *outer, last = path
                place = found
                for key in outer:
                    place = place.setdefault(key, {})
                place[last] = value
        except Refusal as refusal:
            faults.append((refusal.cell, refusal.reason))
    if faults:
        raise _faults(name, faults)
    try:
        form = MarksForm.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        what = f"what it says of itself was changed: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise FileFaults(
            [f"{name}: {what}"], "Write a new form, or send the one that was filled in."
        ) from None
    return MarksSheet(name, form, sha256(data).hexdigest(), cells)


def _said(sheet: Sheet, row: Row, catalog: Catalog) -> Iterator[tuple[tuple[str, ...], Any, Cell]]:
    """What a row says and where: a weight, or a mark with its note."""
    answer, note = row.cell(sheet.at.get("answer")), row.cell(sheet.at.get("note"))
    candidate, _, what = row_id(sheet, row).partition("/")
    words = words_of(note, "note")
    if answer.kind == "empty" and not words:
        return
    if candidate == PILLAR:
        if answer.kind != "empty":
            yield (
                ("pillars", what),
                number_of(answer, WEIGHT, "a percentage", "", None, decimal=sheet.decimal),
                answer,
            )
        return
    question = catalog.whole.questions.get(what)
    if question is None:
        if not what and sheet.at.get("id") is not None and not row.cell(sheet.at["id"]).text:
            return  # a heading, or words beside the form
        raise Refusal(answer.ref, "its hidden cell names no question that is asked here")
    check = row.cell(sheet.at.get("check")).text.strip()
    if check and check != fingerprint(question):
        raise Refusal(
            answer.ref, f"its id belongs to another version of the question; here: {question.text[:200]}"
        )
    value = "" if answer.kind == "empty" else _value(answer, question, decimal=sheet.decimal)
    yield ("marks", candidate, what), {"value": value, "note": words}, answer


def _value(cell: Cell, question: Question, *, decimal: str) -> Any:
    if question.levels:
        return level_of(cell, question)
    if question.none is not None and folded(cell.text) in ("none", folded(question.none.label)):
        return "none"
    return number_of(cell, question, f"a number of {question.unit}", "", None, decimal=decimal)
