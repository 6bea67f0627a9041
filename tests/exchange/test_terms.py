"""Every term a bid can name has a place in the file, the form, the plain walk and the interface alike."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from msp_select.exchange import bidder_csv, bidder_sheet, with_answers
from msp_select.exchange.price_rows import PRICE_ROWS
from msp_select.exchange.receipt import Received
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import BASIS, FIELDS
from msp_select.model.scalars import MAX_TEXT
from msp_select.model.session import Session
from msp_select.phrases.en.notes import beside_note
from tests.bid_terms import OF_THE_OWNER, TERMS, terms_with
from tests.decision.sessions import catalog, session
from tests.exchange.returned import acme, csv_text, fill, filled, form, form_csv, item, one, read

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def sent(of: Session, ending: str, size: Any = "core") -> bytes:
    write = bidder_sheet if ending == "xlsx" else bidder_csv
    return write(of, catalog(), "acme", size)


def bid_of(of: Session, found: Received) -> Bid:
    bid = with_answers(of, found, catalog(), NOON).candidate("acme").bid
    assert bid is not None
    return bid


def test_every_key_of_a_bid_is_in_the_table_and_has_a_case_here() -> None:
    assert set(Bid.model_fields) == {BASIS.name, *FIELDS, "own_person"}
    assert set(TERMS) == set(Bid.model_fields)


@pytest.mark.parametrize(("size", "ending"), [("quick", "xlsx"), ("full", "csv")])
@pytest.mark.parametrize("key", [key for key in TERMS if key not in OF_THE_OWNER and key != "evidence"])
def test_a_key_goes_out_in_the_form_and_comes_back_as_it_was(key: str, size: Any, ending: str) -> None:
    full = session(acme(bid=terms_with(key)))
    untouched = read(sent(full, ending, size), full, name=f"acme.{ending}")
    assert (untouched.good, untouched.refused) == ((), ())
    nothing = session(acme())
    back = bid_of(nothing, read(sent(full, ending, size), nothing, name=f"acme.{ending}"))
    assert getattr(back, key) == getattr(Bid.model_validate(terms_with(key)), key)


@pytest.mark.parametrize("key", sorted(OF_THE_OWNER))
def test_what_only_the_owner_can_say_is_not_sent(key: str) -> None:
    assert f"bid.{key}" not in {row[0] for row in form_csv(one({}, bid=terms_with(key)))}


@pytest.mark.parametrize("grade", [None, "said", "written", "contract", "seen", "confirmed"])
def test_how_sure_the_owner_is_of_a_bid_is_not_told_and_a_form_cannot_raise_it(grade: str | None) -> None:
    terms = {"basis": "flat", "monthly": 900} | ({"evidence": grade} if grade else {})
    of = one({}, bid=terms)
    assert next(row for row in form_csv(of) if row[0] == "bid.evidence")[5] == ""
    found = read(fill(form(of), "bid.evidence", answer="Somebody outside confirms it"), of)
    after = with_answers(of, found, catalog(), NOON).candidate("acme")
    assert after.bid is not None
    assert after.bid.evidence == ("written" if grade in (None, "said") else grade)
    assert after.remarks == {"evidence": "offered as proof: Somebody outside confirms it"}


@pytest.mark.parametrize("sealed", [False, True])
def test_a_figure_that_only_the_form_says_takes_the_bid_back_to_writing(sealed: bool) -> None:
    terms = {"basis": "flat", "monthly": 900, "evidence": "contract"}
    of = one({}, bid=terms, settings={"sealed": sealed})
    new = read(fill(form(of), "bid.project_hours", answer=0), of)
    assert (bid_of(of, new).evidence, bid_of(of, new).project_hours) == ("written", Decimal(0))
    other = read(fill(form(of), "pri_monthly", answer=800), of)
    assert (bid_of(of, other).evidence, bid_of(of, other).monthly) == ("written", Decimal(800))
    if not sealed:
        assert item(other.changed, "pri_monthly").before == "USD 900 a month, in the contract"
        assert new.notes[-1].startswith("The bid stood as in the contract; with figures that only this form")


@pytest.mark.parametrize(("grade", "what"), [("seen", "seen it yourself"), ("confirmed", "had it confirmed")])
def test_a_claim_does_not_undo_a_price_the_owner_has_looked_at(grade: str, what: str) -> None:
    of = one({}, bid={"basis": "flat", "monthly": 900, "evidence": grade})
    (row,) = read(fill(form(of), "pri_monthly", answer=800), of).refused
    assert row.reason == (
        f'says "USD 800 a month", but you have {what}: "USD 900 a month"; '
        "change it yourself if they are right"
    )


def test_what_was_only_said_is_in_writing_once_the_whole_bid_is_in_the_form() -> None:
    of = one({}, bid={"basis": "flat", "monthly": 900, "yearly_rise": 2, "evidence": "said"})
    whole = read(form(of), of)
    assert {row.question: row.before for row in whole.changed} == dict.fromkeys(
        ("pri_monthly", "bid.yearly_rise", "bid.basis"), "the same; now in writing"
    )
    assert bid_of(of, whole).evidence == "written"
    part = read(fill(form(of), "bid.yearly_rise", answer=None), of)
    assert bid_of(of, part).evidence == "said"
    assert part.notes[-1] == (
        "As long as some figures of the bid are not in the form, all of it counts as only said."
    )


@pytest.mark.parametrize(
    ("row", "typed", "reason"),
    [
        ("bid.bands", "by agreement",
         '"by agreement" is not understood; expected a line such as "up to 25: 110; above: 98"'),
        ("bid.bands", "up to 25: 110,50\nabove: 98",
         '"up to 25: 110,50" can be read as 110.5 or as 11050; expected prices with a decimal point, nothing '
         "between thousands"),
        ("bid.bands", "1-25: 110\n30-50: 98\nabove: 90",
         '"30-50: 98" does not begin where the prices before it end'),
        ("bid.bands", "up to 25: 110", 'the last band has no "up_to": it is for all who are more'),
        ("bid.groups", "six of them",
         '"six of them" is not understood; expected a line such as "part-time: 6 at 60; mail-only: 4 at 15"'),
        ("bid.groups", "mail: 2 at 5\nmail: 3 at 6", "two groups have the same id"),
        ("bid.modules", "Base: 5 + 6", '"Base: 5 + 6" names two prices of one kind; expected one of each'),
        ("bid.term_months", 1.5, "1.5 is not a whole number"),
        ("bid.first_months", -1, "-1 is below zero"),
        ("bid.outside_bill_share", 130, "130 is not a percentage from 0 to 100"),
        ("bid.rise_capped", "perhaps",
         '"perhaps" is not one of its choices; expected one from the cell\'s list'),
        ("bid.bands", "=1+1", "a formula (=1+1); expected its result, typed in"),
        ("bid.bands", ";", 'there is no line in it; expected such as "up to 25: 110; above: 98"'),
    ],
)  # fmt: skip
def test_an_odd_term_is_one_sentence_with_its_cell(row: str, typed: Any, reason: str) -> None:
    of = one()
    (found,) = read(fill(sent(of, "xlsx"), row, answer=typed), of).refused
    assert (found.cell.rstrip("0123456789"), found.reason) == ("F", reason)


@pytest.mark.parametrize(
    "typed",
    ["up to 25: 110; above: 98", "1-25: 110\n26+: 98", "25 users: USD 110\nover 25 users: 98 each",
     "Up to 25 at $110 per user;\nmore: 98.00"],
)  # fmt: skip
def test_bands_are_read_as_people_write_them(typed: str) -> None:
    of = one()
    bands = bid_of(of, read(fill(form(of), "bid.bands", answer=typed), of)).bands
    assert [(band.up_to, band.per_user) for band in bands] == [(25, Decimal(110)), (None, Decimal(98))]


def test_two_rows_that_cannot_stand_together_are_told_at_the_second() -> None:
    of = one()
    data = fill(fill(form(of), "bid.per_user", answer=90), "bid.bands", answer="up to 25: 110\nabove: 98")
    found = read(data, of)
    assert [row.question for row in found.accepted] == ["bid.per_user"]
    (row,) = found.refused
    assert (row.question, row.reason) == (
        "bid.bands",
        '"For each user" and "By the number of users" say the same thing: keep one of them',
    )
    assert bid_of(of, found).per_user == 90


def test_a_term_left_empty_says_nothing_and_needs_no_reason() -> None:
    of = one()
    found = read(form(of), of)
    assert not [row for row in (*found.left_blank, *found.good) if row.question in PRICE_ROWS]
    data = csv_text(filled(form_csv(of), "bid.visits", instead="We cannot say yet")).encode()
    (row,) = read(data, of, name="acme.csv").refused
    assert row.reason == "this row needs no reason; expected it empty where it is no part of the offer"


def test_what_is_offered_as_proof_of_a_price_is_kept_with_what_is_noted_beside_it() -> None:
    of = one()
    data = fill(form(of), "bid.visits", answer=5, evidence="A term in the contract", note="annex 2")
    taken = with_answers(of, read(data, of), catalog(), NOON).candidate("acme")
    assert taken.remarks == {"visits": "offered as proof: A term in the contract; annex 2"}
    assert (
        beside_note(taken, of)
        == 'From the bidder, beside "Visits": offered as proof: A term in the contract; annex 2'
    )
    assert taken.bid is not None
    assert taken.bid.evidence is None


def test_one_figure_has_one_remark_whichever_form_asks_for_it() -> None:
    of = one()
    short = fill(form(of, size="core"), "bid.visit_fee", answer=80, note="travel apart")
    then = with_answers(of, read(short, of), catalog(), NOON)
    again = read(fill(form(of), "pri_visit_fee", answer=80, instead=None, note="travel apart"), then)
    assert [row.question for row in again.unchanged if row.question == "pri_visit_fee"]
    full = read(fill(form(of), "pri_visit_fee", answer=80, instead=None, note="travel in it"), then)
    assert item(full.changed, "pri_visit_fee").before == "the same; the note is another one"
    assert with_answers(then, full, catalog(), NOON).candidate("acme").remarks == {
        "visit_fee": "travel in it"
    }


def test_a_note_too_long_beside_the_proof_that_is_offered_is_refused_whole() -> None:
    of = one()
    rows = filled(
        form_csv(of), "bid.visits", answer="5", evidence="A term in the contract", note="n" * MAX_TEXT
    )
    (row,) = read(csv_text(rows).encode(), of, name="acme.csv").refused
    most = MAX_TEXT - len("offered as proof: A term in the contract; ")
    assert row.reason == f"{MAX_TEXT:,} characters are too many; expected at most {most:,}"
    rows = filled(rows, "bid.visits", note="n" * most)
    taken = with_answers(of, read(csv_text(rows).encode(), of, name="acme.csv"), catalog(), NOON)
    assert len(taken.candidate("acme").remarks["visits"]) == MAX_TEXT


def test_while_prices_are_sealed_no_term_is_sent_told_or_compared() -> None:
    of = one({}, bid=terms_with("bands") | {"visit_fee": 7311}, settings={"sealed": True})
    rows = form_csv(of)
    assert not [row for row in rows if row[0].startswith("bid.") and any(row[5:9])]
    rows = filled(rows, "bid.groups", answer="part-time: 7312 at 7313", note="7314")
    rows = filled(rows, "bid.modules", answer="7315 if signed")
    found = read(csv_text(rows).encode(), of, name="acme.csv")
    told = str([(i.said, i.before, i.reason, i.remark) for i in (*found.good, *found.refused)])
    assert "731" not in told
    assert Decimal(7313) == bid_of(of, found).groups[0].per_user
