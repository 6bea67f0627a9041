"""Numbers, lists, amounts and days as people say them; answers, and what a must-have wants, in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.day_text import days_meant, month_from_words
from msp_select.model.questionnaire import MustHave
from msp_select.phrases.en import answers, words
from msp_select.phrases.en.labels import must_haves_in_short
from msp_select.phrases.en.notes import money_left_out, note_in_words
from tests.decision.sessions import session
from tests.strategies import shipped_catalog

D = Decimal


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([words.ordinal(n) for n in (0, 1, 12, 13)], ["number 0", "first", "twelfth", "number 13"]),
        ([words.number_word(n) for n in (-1, 0, 12, 13)], ["-1", "no", "twelve", "13"]),
        ([words.count(n, "reply", "replies") for n in (0, 1, 2)], ["no replies", "one reply", "two replies"]),
        (
            [words.unit_for(D(n), "people") for n in (1, 2)] + [words.unit_for(D(1), "hours a week")],
            ["person", "people", "hour a week"],
        ),
        ([words.unit_for(D(1), unit) for unit in ("monthly fees", "% a year")], ["monthly fee", "% a year"]),
        (
            [words.listed(list("abcd"[:n]), most=3) for n in (0, 1, 2, 3, 4)],
            ["", "a", "a and b", "a, b and c", "a, b, c and one more"],
        ),
        ([words.listed(["a", "b"], last="or")], ["a or b"]),
        ([words.plain(n) for n in (12.0, 12.44, -0.04, 10.0)], ["12", "12.4", "0", "10"]),
        (
            [words.points(n) for n in (0, 0.04, 0.05, 1, -1, 12.44)],
            ["0 points", "less than 0.1 points", "0.1 points", "1 point", "1 point", "12.4 points"],
        ),
        ([words.fewer_points(n) for n in (1, 2)], ["1 fewer point of 100", "2 fewer points of 100"]),
        ([words.signed(n) for n in (11.2, -5.8, -0.04, 0.04)], ["+11.2", "-5.8", "0.0", "0.0"]),
        ([words.term(n) for n in (1, 12, 30, 36)], ["one month", "one year", "30 months", "three years"]),
        ([words.months(n) for n in (1, 36)], ["1 month", "36 months"]),
        (
            [words.about(D(n), "USD") for n in ("118400", "118449", "999.4", "9.99", "0")],
            ["USD 118,400", "about USD 118,400", "about USD 999", "USD 9.99", "USD 0"],
        ),
        (
            [words.exactly(D(n), "USD") for n in ("182", "182.4", "9.994", "10.4")],
            ["USD 182", "about USD 182", "about USD 9.99", "about USD 10"],
        ),
        ([must_haves_in_short(*n) for n in ((2, 1), (0, 1), (0, 0))], ["2 not met", "1 open", "met"]),
    ],
)
def test_numbers_lists_and_amounts(found: list[str], said: list[str]) -> None:
    assert found == said


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("2 Nov 2029", dt.date(2029, 11, 2), None),
        ("2. november, 2029", dt.date(2029, 11, 2), None),
        ("31 Nov 2029", None, None),
        ("2 No 2029", None, None),
        ("2 Ju 2029", None, None),
        ("x Nov 2029", None, None),
        ("2 Nov x", None, None),
        ("Mar 2027", None, "2027-03"),
        ("march 2027", None, "2027-03"),
        ("Mar 27", None, None),
        ("Mar x", None, None),
        ("Abc 2027", None, None),
        ("March", None, None),
    ],
)
def test_days_and_months_as_they_are_written(text: str, day: dt.date | None, month: str | None) -> None:
    assert days_meant(text) == (() if day is None else (day,))
    assert month_from_words(text) == month


BACKUP, PATCH = "pro_backup_test", "pro_patch_days"
FULL = (
    "A sample restored at least every quarter and a full recovery rehearsed at least once a year; dated "
    "report, "
    "with the time it took, sent to the client"
)
NOTED = "A sample restored once or twice a year; the result noted in the work record"


@pytest.mark.parametrize(
    ("question", "rule", "wanted", "asked"),
    [
        (PATCH, {"answered": True}, "an answer", "Must be answered"),
        (PATCH, {"at_most": 14}, "14 days or less", "Must be 14 days or less"),
        (PATCH, {"at_least": 1}, "1 day or more", "Must be 1 day or more"),
        (BACKUP, {"at_least": 100}, FULL, f"Must be at least: {FULL}"),
        (BACKUP, {"at_least": 50}, f"{NOTED}, or better", f"Must be at least: {NOTED}"),
    ],
)
def test_what_a_must_have_wants(question: str, rule: dict[str, Any], wanted: str, asked: str) -> None:
    one, must_have = (
        shipped_catalog().questions[question],
        MustHave.model_validate(rule | {"cure": "Mend it."}),
    )
    assert answers.wanted_in_words(one, must_have) == wanted
    assert answers.must_be(one, must_have) == asked


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        (PATCH, {"value": D(14)}, "14 days"),
        (PATCH, {"value": D(1)}, "1 day"),
        (PATCH, {"value": "none"}, "No deadline: when the maker of the software pushes it"),
        (BACKUP, {"value": "never"}, "Never restored"),
        (BACKUP, {"state": "refused"}, "they preferred not to say"),
        (
            BACKUP,
            {"state": "not_applicable", "reason": "no servers"},
            "does not apply: no servers, which you have not agreed to",
        ),
        (
            BACKUP,
            {"state": "not_applicable", "reason": "no servers", "confirmed": True},
            "does not apply: no servers",
        ),
        (BACKUP, None, "not asked yet"),
    ],
)
def test_what_was_answered(question: str, given: dict[str, Any] | None, said: str) -> None:
    found = {} if given is None else {question: given}
    who = Candidate.model_validate({"id": "acme", "name": "Acme", "answers": found})
    assert answers.found_in_words(who, shipped_catalog().questions[question]) == said


def test_what_is_noted_beside_an_answer() -> None:
    def noted(**fields: Any) -> str:
        return note_in_words(Answer.model_validate({"value": "never"} | fields))

    assert noted() == ""
    assert noted(note="Seen.", offer="seen", bidder="Come any day") == (
        "Seen.\nOffered as proof: You may come and look at it\nFrom the bidder: Come any day"
    )


def test_the_rate_card_that_did_not_come_along() -> None:
    on_file = {"id": "acme", "digest": "0" * 64, "taken": dt.date(2026, 11, 1)}

    def left_out(currency: str, **fields: Any) -> str:
        library = on_file | ({"currency": currency, "vat": "excluded"} if currency else {})
        one = Candidate.model_validate({"id": "acme", "name": "Acme", "library": library} | fields)
        return money_left_out(one, session(one))

    assert left_out("EUR") == (
        "The rate card on file is in EUR, VAT excluded; this session counts in USD, VAT excluded: ask for "
        "prices."
    )
    assert left_out("") == ""
    assert left_out("EUR", bid={"basis": "flat", "monthly": 100}) == ""
    assert money_left_out(Candidate(id="acme", name="Acme"), session()) == ""
