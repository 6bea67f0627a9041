"""An evaluator's form as a spreadsheet: it asks what the TOML form asks, and comes back the same way."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from msp_select.errors import FileFaults
from msp_select.exchange.form_labels import choices
from msp_select.exchange.marks import form_faults, merge_marks
from msp_select.exchange.marks_form import marks_form, with_tokens
from msp_select.exchange.marks_workbook import PAGE, marks_workbook
from msp_select.exchange.read_marks_sheet import MarksSheet, read_marks_sheet
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.evaluator import Evaluator, Mark, MarksForm
from msp_select.model.evaluator_edits import evaluator_of, with_evaluator
from msp_select.model.session import Session
from msp_select.store.toml import parse_toml
from tests.cli.runs import run
from tests.decision.sessions import candidate, session
from tests.evaluators import panels
from tests.libreoffice import converted, needs_libreoffice
from tests.strategies import shipped_catalog

ASKED, READABLE = "ali_asked_goals", "tra_report_readable"
CATALOG = shipped_catalog()


def two(**of: Any) -> Session:
    return session(candidate("acme"), candidate("beta"), **of)


def jo(**given: str) -> Evaluator:
    marked = {"acme": {question: {"value": value, "note": "why so"} for question, value in given.items()}}
    return Evaluator.model_validate({"id": "jo", "name": "Jo", "marks": marked if given else {}})


def sheet(of: Session, person: Evaluator | None = None) -> bytes:
    return marks_workbook(with_tokens(of), CATALOG, person or evaluator_of(of, "Jo"))


def filled(data: bytes, **cells: Any) -> bytes:
    """The form with some cells filled in, by "candidate/question" with __ for the stroke."""

    def edit(page: Any) -> None:
        at = columns(page)
        for key, said in cells.items():
            row = next(row for row in page.iter_rows() if row[0].value == key.replace("__", "/"))
            for column, value in (said if isinstance(said, dict) else {"answer": said}).items():
                row[at[column]].value = value

    return edited(data, edit)


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    edit(book[PAGE])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns(page: Any) -> dict[str, int]:
    head = next(row for row in page.iter_rows() if str(row[0].value).startswith("column:"))
    return {str(cell.value).removeprefix("column:"): k for k, cell in enumerate(head)}


def read(data: bytes, name: str = "jo.xlsx") -> MarksSheet:
    return read_marks_sheet(data, name, CATALOG)


def label(question: str, level: str) -> str:
    return choices(CATALOG.questions[question])[level]


def faults(data: bytes) -> list[str]:
    with pytest.raises(FileFaults) as caught:
        read(data)
    return caught.value.message.splitlines()


@settings(max_examples=25)
@given(panels())
def test_the_spreadsheet_says_what_the_toml_form_says(found: Session) -> None:
    found = with_tokens(with_fields(found, size="full"))
    person = found.evaluators[0] if found.evaluators else evaluator_of(found, "Jo")
    toml = MarksForm.model_validate(parse_toml(marks_form(found, CATALOG, person), "form.toml").data)
    form = read(marks_workbook(found, CATALOG, person)).form

    def told(one: MarksForm) -> Any:
        return {
            (candidate, question): (mark.value, mark.note.strip().replace("x005F_", ""))
            for candidate, marks in one.given.items()
            for question, mark in marks.items()
        }

    assert told(form) == told(toml)
    assert form.pillars == pytest.approx(toml.pillars)
    alike = {"marks": {}, "pillars": {}, "session": "a", "name": "a"}
    assert form.model_copy(update=alike) == toml.model_copy(update=alike)
    empty = found.model_copy(update={"evaluators": ()})
    assert form_faults(found, CATALOG, form) == ()
    assert merge_marks(found, form).conflicts == ()
    assert merge_marks(empty, form).new == len(told(toml))


def test_the_same_session_gives_the_same_bytes() -> None:
    assert sheet(two()) == sheet(two())


def test_it_has_one_page_to_see_with_a_list_in_every_answer_and_its_ids_hidden() -> None:
    book = load_workbook(io.BytesIO(sheet(two())))
    assert [page.title for page in book if page.sheet_state == "visible"] == [PAGE]
    page = book[PAGE]
    rows = [row for row in page.iter_rows() if str(row[0].value).partition("/")[0] in ("acme", "beta")]
    assert len(rows) == 2 * 7
    lists = {
        str(cells)
        for one in page.data_validations.dataValidation
        if one.type == "list"
        for cells in one.sqref
    }
    at = columns(page)
    assert lists == {row[at["answer"]].coordinate for row in rows}
    hidden = page.column_dimensions["A"]
    assert (hidden.hidden, hidden.max) == (True, 2)
    open_ = {cell.column for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert open_ == {at["answer"] + 1, at["note"] + 1}
    assert page.protection.sheet


def test_marks_notes_and_weights_come_back() -> None:
    read_well = {"answer": label(READABLE, "no_report").upper() + " ", "note": "  nothing "}
    data = filled(
        sheet(two()),
        acme__ali_asked_goals=label(ASKED, "asked_some"),
        beta__tra_report_readable=read_well,
        pillar__price=35,
    )
    form = read(data).form
    assert form.given["acme"][ASKED].value == "asked_some"
    assert form.given["beta"][READABLE] == Mark(value="no_report", note="nothing")
    assert form.pillars == {"price": 35}
    merged = merge_marks(two(), form)
    assert (merged.evaluator.name, merged.conflicts) == ("Jo", ())


def test_what_is_known_is_filled_in_and_nobody_elses() -> None:
    found = with_evaluator(two(), jo(**{ASKED: "asked_some"}))
    words = label(ASKED, "asked_some")

    def answers(data: bytes) -> list[Any]:
        page = load_workbook(io.BytesIO(data))[PAGE]
        return [row[columns(page)["answer"]].value for row in page.iter_rows() if "/" in str(row[0].value)]

    assert words in answers(sheet(found, evaluator_of(found, "jo")))
    assert words not in answers(sheet(found, evaluator_of(found, "Al")))
    again = read(sheet(found, evaluator_of(found, "jo")))
    merged = merge_marks(found, again.form)
    assert (merged.session, merged.same, merged.new) == (found, 1, 0)


def test_hidden_names_are_hidden_in_it_and_it_finds_its_way_back() -> None:
    found = with_tokens(set_settings(two(), blind=True))
    data = marks_workbook(found, CATALOG, evaluator_of(found, "Jo"))
    page = load_workbook(io.BytesIO(data))[PAGE]
    words = " ".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "acme" not in words.lower()
    form = read(filled(data, **{"provider-a__ali_asked_goals": label(ASKED, "asked_some")})).form
    assert form_faults(found, CATALOG, form) == ()
    assert merge_marks(found, form).evaluator.marks["acme"][ASKED].value == "asked_some"


@pytest.mark.parametrize(
    ("row", "said", "what"),
    [
        (
            "acme__ali_asked_goals",
            "No idea",
            '"No idea" is not one of its choices; expected one from the cell',
        ),
        ("acme__ali_asked_goals", "=1+1", "a formula (=1+1); expected its result, typed in"),
        ("acme__ali_asked_goals", {"check": "q00", "answer": "x"}, "its id belongs to another version"),
        ("acme__ali_asked_goals", {"id": "acme/so", "answer": "x"}, "its hidden cell names no question"),
        ("pillar__price", "much", '"much" is not a percentage'),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(row: str, said: Any, what: str) -> None:
    (told,) = faults(filled(sheet(two()), **{row: said}))
    place, _, reason = told.removeprefix("jo.xlsx: ").partition(": ")
    assert place.startswith("F")
    assert reason.startswith(what)


def test_a_mark_for_a_candidate_that_is_gone_is_named_with_its_cell() -> None:
    brought = read(filled(sheet(two()), beta__ali_asked_goals=label(ASKED, "asked_some")))
    left = session(candidate("acme"))
    refused = brought.refused(form_faults(left, CATALOG, brought.form))
    assert 'there is no candidate "beta"' in refused.message


def test_another_spreadsheet_is_no_form_for_marks() -> None:
    from tests.exchange.returned import form, one

    assert faults(form(one())) == ["jo.xlsx: is not a form for marks"]


def test_as_csv_it_comes_back_too() -> None:
    data = filled(sheet(two()), acme__ali_asked_goals=label(ASKED, "asked_some"))
    page = load_workbook(io.BytesIO(data))[PAGE]
    for separator in ",;":
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator)
        writer.writerows(
            [["" if cell is None else cell for cell in row] for row in page.iter_rows(values_only=True)]
        )
        form = read(text.getvalue().encode("utf-8-sig"), "jo.csv").form
        assert form.given == {"acme": read(data).form.given["acme"]}


@needs_libreoffice
def test_what_libreoffice_stores_again_is_read_the_same(tmp_path: Path) -> None:
    source = tmp_path / "in" / "jo.xlsx"
    source.parent.mkdir()
    source.write_bytes(
        filled(sheet(two()), acme__ali_asked_goals=label(ASKED, "asked_some"), pillar__price=12.5)
    )
    for ending in ("ods", "xlsx"):
        (stored,) = converted([source], tmp_path, ending)
        assert read(stored.read_bytes(), stored.name).form == read(source.read_bytes()).form


def test_by_command_it_goes_out_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "d.toml", "--from", "example:design-studio").status == 0
    done = run("marks", "d.toml", "--evaluator", "Jo", "-o", "Jo.xlsx")
    assert "to be filled in with any spreadsheet program" in done.out
    page = load_workbook("Jo.xlsx")[PAGE]
    key = next(str(row[0].value) for row in page.iter_rows() if str(row[0].value).endswith(f"/{ASKED}"))
    Path("back.xlsx").write_bytes(filled(Path("Jo.xlsx").read_bytes(), **{key: label(ASKED, "asked_some")}))
    taken = run("marks", "d.toml", "--from", "back.xlsx")
    assert taken.out == "d.toml: marks of Jo taken in: 1 new, 0 the same, 0 replaced.\n"
    assert run("marks", "d.toml", "--from", "back.xlsx").out == "back.xlsx: nothing new in it.\n"
    wrong = run("marks", "d.toml", "--evaluator", "Jo", "-o", "Jo.pdf")
    assert (wrong.status, wrong.err) == (
        2,
        "Jo.pdf: a form for marks ends in .html, .xlsx or .toml\n"
        "Use -o OUT.html, -o OUT.xlsx or -o OUT.toml.\n",
    )  # fmt: skip
