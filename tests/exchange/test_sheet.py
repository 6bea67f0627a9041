"""The form that goes out: what a bidder sees, what can be typed, and what is never told."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from msp_select.decision.advice.bidders_part import sent_questions
from msp_select.exchange import bidder_csv
from msp_select.exchange.form import form_of
from msp_select.exchange.form_labels import SEEN, choices, folded, labels_of
from msp_select.exchange.instructions import instructions
from msp_select.exchange.price_rows import PRICE_ROWS
from msp_select.model.edits import set_business
from tests.decision.sessions import answer, catalog, session
from tests.exchange.returned import (
    AT,
    CHOICE,
    MONEY,
    NUMBER,
    acme,
    csv_text,
    fill,
    form,
    form_csv,
    one,
    read,
    row_of,
)


def questions(data: bytes) -> Worksheet:
    page = load_workbook(io.BytesIO(data))["Questions"]
    assert isinstance(page, Worksheet)
    return page


def texts(data: bytes) -> str:
    """Everything that is written anywhere in the workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def test_the_same_session_gives_the_same_bytes() -> None:
    of = one({NUMBER: 14})
    assert form(of) == form(of)
    assert bidder_csv(of, catalog(), "acme", "core") == bidder_csv(of, catalog(), "acme", "core")


def test_every_question_asked_of_bidders_is_a_row_in_the_size_that_was_chosen() -> None:
    page = questions(form(one(), size="quick"))
    asked = [q.id for q in catalog().questions_in("quick") if q.asked_of == "bidder"]
    rows = [str(page.cell(row, 1).value or "") for row in range(4, page.max_row + 1)]
    assert [row for row in rows if row and not row.startswith("bid.")] == asked


def test_a_must_have_that_an_answer_about_the_business_switched_on_is_sent_in_every_size() -> None:
    of = set_business(one(), "biz_hours", "long_days")
    sent = sent_questions(of, catalog(), None, "quick")
    assert "sta_after_hours" in {question.id for question in sent if not question.in_size("quick")}
    assert row_of(questions(form(of, size="quick")), "sta_after_hours")


def test_only_the_input_cells_can_be_typed_in() -> None:
    page = questions(form(one()))
    row = row_of(page, NUMBER)
    assert page.protection.sheet
    open_cells = [key for key, column in AT.items() if not page.cell(row, column).protection.locked]
    assert open_cells == ["answer", "instead", "evidence", "note"]
    assert page.cell(3, AT["answer"]).protection.locked


def test_it_prints_landscape_on_the_page_width_with_its_heading_on_every_page() -> None:
    page = questions(form(one()))
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage  # to one page's width, which is what is not said
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0)
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "E4"
    assert page.column_dimensions["A"].hidden


def test_a_choice_has_its_levels_as_a_list_and_a_number_its_range() -> None:
    book = load_workbook(io.BytesIO(form(one())))
    page, lists = questions(form(one())), book["Lists"]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    cells = {key: f"F{row_of(page, key)}" for key in (CHOICE, NUMBER, MONEY)}
    first, _, last = rules[cells[CHOICE]].formula1.replace("Lists!", "").replace("$", "").partition(":")
    levels = list(choices(catalog().questions[CHOICE]).values())
    assert [cell.value for (cell,) in lists[f"{first}:{last}"]] == levels
    assert lists.sheet_state == "hidden"
    number, money = rules[cells[NUMBER]], rules[cells[MONEY]]
    assert (number.type, number.formula1, number.formula2) == ("decimal", "0.0", "365.0")
    assert number.error == (
        "Please type a number from 0 to 365 (days), the number alone, or leave the cell empty and choose why."
    )
    assert (money.type, money.operator, money.formula1) == ("decimal", "greaterThanOrEqual", "0")


def test_no_two_choices_of_a_list_begin_alike() -> None:
    numbered = []
    for question in (*catalog().questions.values(), *PRICE_ROWS.values()):
        begins = [folded(words)[:SEEN] for words in choices(question).values()]
        assert len(set(begins)) == len(begins), question.id
        numbered += [question.id] if choices(question) != labels_of(question) else []
    assert CHOICE in numbered


def test_a_choice_is_read_with_its_number_and_without_it() -> None:
    for words in ("5. Never restored", "Never restored", "5. never restored."):
        (row,) = read(fill(form(one()), CHOICE, answer=words), one()).accepted
        assert (row.said, row.answer and row.answer.value) == ("Never restored", "never")


def test_the_form_promises_nothing_that_its_protection_forbids() -> None:
    words = " ".join(instructions(form_of(one(), catalog(), "acme", "full")))
    page = questions(form(one()))
    assert page.protection.sheet
    assert page.protection.sort  # what is True here is locked
    assert "sort" not in words
    assert not page.protection.formatColumns
    assert "widen and colour" in words


def test_what_is_known_is_filled_in() -> None:
    known = {
        NUMBER: 14,
        CHOICE: "never",
        "sta_turnover": "none",
        "tra_clients_lost": answer(state="refused"),
        "pri_projects": answer(state="not_applicable", reason="A flat fee"),
    }
    page = questions(form(one(known, bid={"basis": "flat", "onboarding": Decimal("1200.50")})))

    def shown(question: str) -> list[object]:
        row = row_of(page, question)
        return [page.cell(row, AT[key]).value for key in ("answer", "instead", "evidence", "note")]

    assert shown(NUMBER) == [14, None, None, None]
    assert shown(CHOICE) == ["5. Never restored", None, None, None]
    assert shown("sta_turnover") == [None, "They do not record it", None, None]
    assert shown("tra_clients_lost") == [None, "We prefer not to say", None, None]
    assert shown("pri_projects") == [None, "Does not apply to us (say why in the note)", None, "A flat fee"]
    assert shown(MONEY) == [1200.5, None, None, None]


def test_what_the_owner_noted_is_never_sent_but_the_bidders_own_note_is() -> None:
    noted = {"note": "I doubt it\nFrom the bidder: a lie", "offer": "contract", "bidder": "see clause 7"}
    business = {"biz_users": 40, "biz_budget": 987651, "biz_price_high": 987653}
    of = session(acme({NUMBER: answer(14, **noted)}, note="too smooth"), business=business)
    page = questions(form(of))
    row = row_of(page, NUMBER)
    assert page.cell(row, AT["evidence"]).value == "A term in the contract"
    assert page.cell(row, AT["note"]).value == "see clause 7"
    for data in (form(of), csv_text(form_csv(of)).encode()):
        told = texts(data) if data.startswith(b"PK") else data.decode()
        assert not [
            word for word in ("I doubt it", "a lie", "too smooth", "987651", "987653") if word in told
        ]


def test_a_sealed_session_tells_no_price_to_whoever_sends_the_form() -> None:
    of = one({"pri_escalator": 7}, bid={"basis": "flat", "onboarding": 8123}, settings={"sealed": True})
    page = questions(form(of))
    assert page.cell(row_of(page, MONEY), AT["answer"]).value is None
    assert page.cell(row_of(page, "pri_escalator"), AT["answer"]).value is None
    assert "8123" not in texts(form(of))


def test_the_form_says_of_itself_what_it_was_made_from() -> None:
    data = form(one())
    properties = {p.name: p.value for p in load_workbook(io.BytesIO(data)).custom_doc_props.props}  # type: ignore[attr-defined]
    assert properties["msp-select candidate"] == "acme"
    assert properties["msp-select title"] == "A test"
    staffing = next(entry for entry in catalog().entries if entry.id == "staffing")
    assert properties["msp-select questionnaire staffing"] == f"{staffing.version} {staffing.digest[:12]}"


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x")', "+1", "@SUM(1)", "Fish & Chips &P", "\ufffe" + "x" * 150]
)
def test_an_odd_name_stays_text_and_spoils_nothing(name: str) -> None:
    of = session(acme().model_copy(update={"name": name}))
    book = load_workbook(io.BytesIO(form(of)))
    cell = book["Start here"]["A1"]
    assert cell.data_type == "s"
    assert cell.value == "Questions for " + name.replace("\ufffe", "")
    footer = str(book["Questions"].oddFooter.left.text)  # type: ignore[union-attr]
    assert footer.replace("&&", "&") == ("Questions for " + name.replace("\ufffe", ""))[:100]


def test_a_dangerous_text_has_an_apostrophe_before_it_in_csv() -> None:
    for text in ("=1+1", " +1", "@x", "\t=1", "＝1", "-x", "'quoted"):
        of = one({NUMBER: answer(14, bidder=text)})
        row = next(row for row in form_csv(of) if row[0] == NUMBER)
        assert row[AT["note"] - 1] == "'" + text.strip()
    assert next(row for row in form_csv(one({NUMBER: 14})) if row[0] == NUMBER)[AT["answer"] - 1] == "14"


def test_the_business_tells_bidders_its_size_and_its_programs() -> None:
    business = {"biz_users": 40, "biz_regulated": ["health"], "biz_main_apps": "Patient files [x]"}
    told = texts(form(session(acme(), business=business)))
    assert "How many people use a computer, phone or tablet for work?" in told
    assert "Patient files [x]" in told
    assert "Health data" in told


def test_the_instructions_speak_of_what_is_filled_in_only_when_something_is() -> None:
    from msp_select.exchange.form import form_of

    blank, known = (
        " ".join(instructions(form_of(of, catalog(), "acme", "core"))) for of in (one(), one({NUMBER: 14}))
    )
    assert "Please correct what is wrong." in known
    assert "Please correct what is wrong." not in blank
    assert "in USD, without sales tax (VAT), for a term of 36 months." in blank
