"""What bidders type into cells: read where there is one reading, else refused with cell and reason."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from msp_select.exchange.apply_receipt import with_answers
from msp_select.model.scalars import MAX_TEXT
from msp_select.phrases.en.notes import note_in_words
from tests.decision.sessions import answer, catalog
from tests.exchange.returned import (
    CHOICE,
    MONEY,
    NUMBER,
    PERCENT,
    acme,
    csv_text,
    edited,
    fill,
    filled,
    form,
    form_csv,
    item,
    one,
    read,
    repacked,
    row_of,
)

LEVEL = "A sample restored at least every quarter; dated report sent to the client"


NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def refused(question: str, **cells: Any) -> tuple[str, str]:
    """The cell that is named, without its row, and the reason."""
    of = one()
    found = read(fill(form(of), question, **cells), of)
    assert found.good == ()
    (row,) = found.refused
    return row.cell.rstrip("0123456789"), row.reason


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        (NUMBER, 14, 14),
        (NUMBER, 0.1, Decimal("0.1")),
        (NUMBER, "  14 ", 14),
        (NUMBER, "14 days", 14),
        (NUMBER, "2.5", Decimal("2.5")),
        (PERCENT, "98.5 %", Decimal("98.5")),
        (CHOICE, LEVEL, "quarterly_sample"),
        (CHOICE, f"  {LEVEL.upper()}.", "quarterly_sample"),
        (CHOICE, "quarterly_sample", "quarterly_sample"),
        ("tra_breach_notice", "Without undue delay’, no number", "without_undue_delay"),
    ],
)
def test_an_answer_with_one_reading_is_taken_as_written(question: str, typed: Any, value: Any) -> None:
    of = one()
    (row,) = read(fill(form(of), question, answer=typed), of).accepted
    assert row.answer is not None
    assert (row.answer.value, row.answer.evidence) == (value, "written")


def test_a_cell_that_shows_five_percent_is_five_not_a_twentieth() -> None:
    of = one()

    def percent(_: Any, page: Any) -> None:
        for question in (PERCENT, NUMBER):
            cell = page.cell(row_of(page, question), 6)
            cell.value, cell.number_format = 0.985, "0.0%"

    found = read(edited(form(of), percent), of)
    (taken,) = found.accepted
    assert taken.said == "98.5 % of machines"
    assert item(found.refused, NUMBER).reason == "the cell shows a percentage; expected a number of days"


@pytest.mark.parametrize(
    ("question", "typed", "reason"),
    [
        (NUMBER, "=1+1", "a formula (=1+1); expected its result, typed in"),
        (NUMBER, "#REF!", "an error value (#REF!); expected an answer"),
        (NUMBER, dt.date(2026, 5, 14), "a date (2026-05-14); expected a number of days"),
        (NUMBER, "14.05.2026", "a date (14.05.2026); expected a number of days"),
        (NUMBER, True, '"TRUE" is not a number of days'),
        (NUMBER, "soon", '"soon" is not a number of days'),
        (NUMBER, 400, "400 is outside 0 to 365 days"),
        (NUMBER, -3, "-3 is outside 0 to 365 days"),
        (NUMBER, 1e300, "a number with that many digits is not accepted"),
        (NUMBER, "9" * 400, f'"{"9" * 56}... is not a number of days'),
        (
            NUMBER,
            "5,0",
            '"5,0" can be read as 5 or as 50; expected a number with a decimal point and nothing between the '
            "thousands",
        ),
        (
            MONEY,
            "1.234,50",
            '"1.234,50" can be read as 1234.5 or as 1.2345; expected a number with a decimal point and '
            "nothing between the thousands",
        ),
        (MONEY, "€500", '"€500" is not an amount in USD, the number alone'),
        (MONEY, -1, "-1 is below zero"),
        (CHOICE, "often", '"often" is not one of its choices; expected one from the cell\'s list'),
    ],
)
def test_an_answer_that_cannot_be_taken_names_its_cell_and_why(
    question: str, typed: Any, reason: str
) -> None:
    assert refused(question, answer=typed) == ("F", reason)


@pytest.mark.parametrize(("column", "at"), [("answer", "F"), ("note", "I")])
def test_a_text_longer_than_any_spreadsheet_allows_is_refused_whole(column: str, at: str) -> None:
    of = one()
    data = fill(form(of), CHOICE, **{"answer": LEVEL, column: "marker"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").replace(b"marker", b"x" * 40_000)
    (row,) = read(repacked(data, sheet2_xml=sheet), of).refused
    assert row.cell.startswith(at)
    assert row.reason == "40,000 characters are too many; expected at most 4,000"


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"instead": "We forgot"}, "G", '"We forgot" is none of: No deadline: when the maker of the software '
         "pushes it; We do not know yet; We prefer not to say; Does not apply to us (say why in the note)"),
        ({"answer": 3, "instead": "We do not know yet"}, "G",
         'there is an answer, and "We do not know yet" beside it; expected one of them'),
        ({"instead": "Does not apply to us (say why in the note)"}, "I",
         '"does not apply" needs its reason in the column "Note, or the reason why it does not apply"'),
        ({"note": "it depends"}, "row ", "there is a note but no answer, and no reason for none"),
        ({"answer": 3, "evidence": "our word"}, "H", '"our word" is none of: Our word in this sheet; '
         "A term in the contract; You may come and look at it; Somebody outside confirms it"),
        ({"answer": 3, "note": "=1+1"}, "I", "a formula (=1+1); expected its result, typed in"),
    ],
)  # fmt: skip
def test_the_other_cells_of_a_row_are_looked_at_too(cells: dict[str, Any], column: str, reason: str) -> None:
    assert refused(NUMBER, **cells) == (column, reason)


@pytest.mark.parametrize(
    ("words", "state", "said"),
    [
        ("We do not know yet", "unknown", "they do not know yet"),
        ("we prefer  not to say", "refused", "they would not say"),
        ("Does not apply to us (say why in the note)", "not_applicable", "does not apply"),
    ],
)
def test_no_answer_is_a_state_with_its_reason(words: str, state: str, said: str) -> None:
    of = one()
    note = "We have none" if state == "not_applicable" else ""
    (row,) = read(fill(form(of), NUMBER, instead=words, note=note or None), of).accepted
    assert row.answer is not None
    assert (row.answer.state, row.answer.reason, row.answer.note, row.said) == (state, note, "", said)


def test_better_proof_than_their_word_is_only_a_claim_in_the_note() -> None:
    of = one()
    data = fill(form(of), NUMBER, answer=14, evidence="A term in the contract", note="clause 7.2")
    (row,) = read(data, of).accepted
    assert row.answer is not None
    assert row.answer.evidence == "written"
    assert (row.answer.note, row.answer.offer, row.answer.bidder) == ("", "contract", "clause 7.2")
    assert (
        note_in_words(row.answer) == "Offered as proof: A term in the contract\nFrom the bidder: clause 7.2"
    )


def test_the_same_answer_keeps_the_better_evidence_and_a_said_one_is_now_in_writing() -> None:
    of = one({NUMBER: answer(14, evidence="contract", note="seen by Marta"), PERCENT: answer(90)})
    found = read(form(of), of)
    assert [row.question for row in found.unchanged] == [NUMBER]
    (row,) = found.changed
    assert (row.question, row.before) == (PERCENT, "the same; now in writing")


def test_a_changed_answer_keeps_the_owners_note_and_is_a_claim_again() -> None:
    of = one({NUMBER: answer(14, evidence="contract", note="clause 7.2 read")})
    (row,) = read(fill(form(of), NUMBER, answer=10, note="faster now"), of).changed
    assert row.answer is not None
    assert (row.said, row.before, row.answer.evidence) == ("10 days", "14 days, in the contract", "written")
    kept = "When the answer was: 14 days\nclause 7.2 read"
    assert (row.answer.note, row.answer.bidder) == (kept, "faster now")
    assert note_in_words(row.answer) == f"{kept}\nFrom the bidder: faster now"
    (same,) = read(fill(form(of), NUMBER, answer=14, note="as agreed"), of).changed
    assert same.answer is not None
    assert same.answer.note == "clause 7.2 read"


def test_a_note_that_grows_too_long_with_what_it_was_about_is_cut_at_its_end() -> None:
    of = one({NUMBER: answer(14, evidence="written", note="x" * MAX_TEXT)})
    (row,) = read(fill(form(of), NUMBER, answer=10), of).changed
    assert row.answer is not None
    assert row.answer.note.startswith("When the answer was: 14 days\nxxx")
    assert len(row.answer.note) == MAX_TEXT


def test_a_share_where_a_percentage_is_asked_for_is_asked_about() -> None:
    of = one()
    (row,) = read(fill(form(of), PERCENT, answer=0.18), of).refused
    assert row.reason == "0.18 can be meant as 0.18 % or as 18 %; expected the percentage with its sign"
    assert row.readings == (Decimal("0.18"), Decimal(18))
    for meant in row.readings:
        (taken,) = read(fill(form(of), PERCENT, answer=0.18), of, readings={row.cell: meant}).accepted
        assert taken.answer is not None
        assert taken.answer.value == meant
    (typed,) = read(fill(form(of), PERCENT, answer="0.18 %"), of).accepted
    assert typed.said == "0.18 % of machines"
    for clear in (0, 1, 18, 97.5):
        assert read(fill(form(of), PERCENT, answer=clear), of).whole
    assert read(fill(form(of), NUMBER, answer=0.5), of).whole  # days, not percent


@pytest.mark.parametrize("value", ["0.18", "0.5", "0.025", "0.123456789"])
def test_what_is_known_below_one_percent_goes_out_with_its_sign_and_is_not_asked_about(value: str) -> None:
    of = one({PERCENT: answer(Decimal(value), evidence="written")})
    assert read(form(of), of).unchanged
    assert read(csv_text(form_csv(of)).encode(), of, name="acme.csv").unchanged
    empty = one()
    (row,) = read(form(of), empty).accepted
    assert row.answer is not None
    assert row.answer.value == Decimal(value)


@pytest.mark.parametrize(("grade", "what"), [("seen", "seen it yourself"), ("confirmed", "had it confirmed")])
def test_a_claim_does_not_undo_what_the_owner_has_looked_at(grade: str, what: str) -> None:
    of = one({NUMBER: answer(30, evidence=grade)})
    (row,) = read(fill(form(of), NUMBER, answer=5), of).refused
    assert (
        row.reason == f'says "5 days", but you have {what}: "30 days"; change it yourself if they are right'
    )


def test_a_cell_that_was_emptied_takes_nothing_away() -> None:
    of = one({NUMBER: 14})
    found = read(fill(form(of), NUMBER, answer=None), of)
    assert (found.good, found.refused) == ((), ())
    assert "Left empty, so what you have stays: days to install fixes." in found.notes


def test_a_person_settles_what_can_be_read_in_two_ways() -> None:
    of = one()
    data = fill(form(of), MONEY, answer="1.234,50")
    (doubt,) = read(data, of).doubts
    assert doubt.readings == (Decimal("1234.50"), Decimal("1.23450"))
    settled = read(data, of, readings={doubt.cell: Decimal("1234.50")})
    assert (settled.refused, settled.accepted[0].said) == ((), "USD 1,234.5 once")


def test_while_prices_are_sealed_no_figure_is_told_even_when_it_is_refused() -> None:
    of = one({}, bid={"basis": "flat", "hourly_rate": 150}, settings={"sealed": True})
    rows = form_csv(of)
    rows = filled(rows, MONEY, answer="7319", note="7319 if signed by May")
    rows = filled(rows, "pri_rate", answer="7320")
    rows = filled(rows, "pri_monthly", answer="7.321,00")
    rows = filled(rows, "pri_escalator", answer="7322")
    rows = filled(rows, "pri_exit_months", instead="7323 a month")
    rows = filled(rows, "pri_extra_share", answer="=7324+1")
    found = read(csv_text(rows).encode(), of, name="acme.csv")
    assert "732" not in str([(i.said, i.before, i.reason, i.readings) for i in (*found.good, *found.refused)])
    assert "731" not in str([(i.said, i.before, i.reason, i.remark) for i in (*found.good, *found.refused)])
    assert item(found.accepted, MONEY).said == "a price"
    assert item(found.accepted, "pri_rate").said == "a price"  # the same as for one that is new
    assert item(found.refused, "pri_monthly").reason == (
        "the figure can be read in two ways; expected a number with a decimal point and nothing between the "
        "thousands"
    )
    assert "Notes beside prices stay in the file while prices are sealed." in found.notes


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(("monthly", "same"), [(4800, True), (4799.5, True), (500, False), (9600, False)])
def test_a_fee_that_is_the_sum_of_the_unit_prices_is_the_same_money_and_any_other_is_added(
    monthly: float, same: bool, sealed: bool
) -> None:
    bid = {"basis": "flat", "onboarding": 1}
    of = one({}, bid=bid, business={"biz_users": 40}, settings={"sealed": sealed})
    found = read(fill(fill(form(of), "pri_monthly", answer=monthly), "bid.per_user", answer=120), of)
    taken = with_answers(of, found, catalog(), NOON).candidate("acme").bid
    assert taken is not None
    assert (taken.per_user, taken.monthly) == (Decimal(120), None if same else Decimal(str(monthly)))
    if sealed:
        assert found.notes[-1].endswith("where it is the sum of them, it is counted once.")
    elif same:
        assert (
            found.notes[-1] == "The monthly fee is the sum of the prices for each unit: it is counted once."
        )
    else:
        assert found.notes[-1] == (
            "The bid has prices for each unit too, and the monthly fee is added to them: if it is the same "
            "money, take one of the two out of the bid. "
            f"Fee: {monthly:,} + 40 users x 120 = {monthly + 4800:,} a month."
        )


def test_a_price_that_is_there_is_not_taken_back_by_silence() -> None:
    of = one({}, bid={"basis": "flat", "onboarding": 100})
    (row,) = read(fill(form(of), MONEY, answer=None, instead="We prefer not to say"), of).refused
    assert row.reason == (
        "the bid already has this figure; take it out of the bid first if it no longer holds"
    )
    assert acme().bid is None


def test_what_a_bidder_says_besides_its_fee_goes_into_the_bid() -> None:
    given = {
        "pri_term": 24, "pri_held": 12, "pri_free_months": 2, "pri_discount": 10, "pri_discount_months": 6,
        "pri_ceiling": 5000, "pri_visit_fee": 80, "pri_shortest": 30, "pri_hours_known": 220,
    }  # fmt: skip
    of = one({}, bid={"basis": "per_user", "per_user": 120})
    data = form(of)
    for question, figure in given.items():
        data = fill(data, question, answer=figure)
    found = read(data, of)
    assert found.refused == ()
    at = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    bid = with_answers(of, found, catalog(), at).candidate("acme").bid
    assert bid is not None
    fields = (
        *("term_months", "price_held_months", "free_months", "discount_percent", "discount_months"),
        *("ceiling_monthly", "visit_fee", "shortest_minutes", "hours_known"),
    )
    assert [getattr(bid, field) for field in fields] == list(given.values())
    (half,) = read(fill(form(of), "pri_term", answer=1.5), of).refused
    assert half.reason
