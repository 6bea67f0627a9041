"""Credits to the cent, bills that add up, chances of small numbers: the published cases, and what is said."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.decision.after.bills import bill_parts
from msp_select.decision.after.credits import owed
from msp_select.decision.after.leaving_right import clause_chance
from msp_select.decision.after.review import AfterSigning, after_signing, figures
from msp_select.engine.proportions import (
    at_least,
    chance_of_missing,
    drawn_cases,
    lowest_share,
    wilson,
)
from msp_select.model.signed import AgreedFee, Promise, RightToLeave
from msp_select.phrases.en.after.review import sentences
from tests.after.agreements import agreement, catalog, month, promise, session
from tests.after.years import FOLDER

CASES: dict[str, Any] = json.loads((FOLDER / "money_cases.json").read_text())
CLAUSES: dict[str, Any] = json.loads((FOLDER / "clause_figures.json").read_text())
START = dt.date(2027, 1, 1)


@pytest.mark.parametrize("case", CASES["credits"])
def test_credits_are_right_to_the_cent(case: dict[str, Any]) -> None:
    percents = [Decimal(case["percent"][missed]) for missed in case["missed"]]
    assert owed(Decimal(case["fee"]), percents, Decimal(case["cap"])) == Decimal(case["owed"])


def _fee(case: dict[str, Any]) -> AgreedFee:
    fields = {"price": Decimal(case["price_start"]), "units": case["users_start"]}
    return AgreedFee.model_validate({"per": "user", **fields, "rise_percent": case["rise_percent"]})


@pytest.mark.parametrize("case", CASES["bills"])
def test_the_parts_of_a_bill_are_right_to_the_cent(case: dict[str, Any]) -> None:
    now, users = Decimal(case["billed_now"]), Decimal(case["users_now"])
    found = bill_parts(_fee(case), now, users, case["full_years"], 2027, "2028-01")
    parts = {
        "start": found.start,
        "contract_rise": found.contract_rise,
        "more_users": found.more_units,
        "above_contract": found.above_contract,
        "now": found.now,
    }
    assert {key: f"{value:.2f}" for key, value in parts.items()} == case["parts"]


MONEY = st.decimals(0, 10_000, places=2)


@given(MONEY, MONEY, MONEY, st.integers(0, 300), st.integers(0, 300), st.integers(0, 9), st.integers(0, 5))
def test_the_parts_of_any_bill_add_up_exactly(
    price: Decimal, fixed: Decimal, now: Decimal, before: int, after: int, rise: int, years: int
) -> None:
    fee = AgreedFee.model_validate(
        {"per": "user", "price": price, "fixed": fixed, "units": before, "rise_percent": rise}
    )
    found = bill_parts(fee, now, Decimal(after), years, 2027, "2028-01")
    assert found.start + found.contract_rise + found.more_units + found.above_contract == now


@pytest.mark.parametrize("case", CASES["missed_by_chance"])
def test_a_month_missed_by_chance(case: dict[str, Any]) -> None:
    found = chance_of_missing(
        case["true_percent"] / 100, case["promised_percent"], case["requests"], case["phi"]
    )
    assert found == pytest.approx(case["chance_per_month"], abs=0.002)


@pytest.mark.parametrize("case", CASES["missed_by_chance_about"])
def test_a_month_missed_by_chance_with_about_so_many_requests(case: dict[str, Any]) -> None:
    about = float(case["requests_about"])
    met, of = drawn_cases(case["true_percent"] / 100, about, 1, 100_000, case["phi"], 3)
    assert float((100 * met < 95 * of).mean()) == pytest.approx(case["chance_per_month"], abs=0.006)


def test_ranges_tails_and_samples_as_published() -> None:
    for case in CASES["wilson_80"]:
        assert wilson(case["k"] / case["n"], case["n"]) == pytest.approx(
            (case["low"], case["high"]), abs=1e-4
        )
    for case in CASES["leavers"]:
        chance = at_least(case["left"], case["named"], case["promised_percent"] / 100)
        assert chance == pytest.approx(case["chance_of_so_many_or_more"], abs=0.001)
    for case in CASES["sample_of_requests"]:
        found = lowest_share(case["wrong"], case["checked"])
        assert found == pytest.approx(case["at_least_wrong_with_90_percent"], abs=0.001)


@pytest.mark.parametrize(
    ("missed", "within", "of", "unfair", "published"),
    [
        (2, 6, "months", True, "two_missed_in_six_%"),
        (3, 6, "months", True, "three_missed_in_six_%"),
        (2, 4, "quarters", False, "two_missed_quarters_in_four_%"),
    ],
)
def test_a_clause_that_strikes_a_good_provider_is_warned_of(
    missed: int, within: int, of: str, unfair: bool, published: str
) -> None:
    right = RightToLeave.model_validate({"missed": missed, "within": within, "of": of})
    share = Promise.model_validate(promise("response_met", 95))
    found = clause_chance(right, share, 60, 1.5, 1, catalog().agreed.judging)
    assert found is not None
    assert found.good_share == pytest.approx(0.965)
    assert found.unfair is unfair
    assert 100 * found.good == pytest.approx(CLAUSES["96.5 % true, 60 requests"][published], abs=3)
    assert 100 * found.bad == pytest.approx(CLAUSES["bad: 90 % true, 60 requests"][published], abs=1)


# ---- Through the review ----------------------------------------------------------------------------


def _of(months: list[dict[str, Any]], as_of: str = "2027-05-10", **fields: Any) -> AfterSigning:
    signed = {"starts": START, "promises": [promise("response_met", 95, credit_percent=5)]} | fields
    others = {key: signed.pop(key) for key in ("pulses", "reviews", "checks") if key in signed}
    one = session(agreement(**signed), months=months, **others)
    assert one.agreement is not None
    return after_signing(one, one.agreement, catalog(), dt.date.fromisoformat(as_of))


def _said(found: AfterSigning) -> str:
    return " ".join(sentences(found))


def _bad(name: str, **fields: Any) -> dict[str, Any]:
    return month(name, {"response_met": (50, 60)}, **{"fee": 6140} | fields)


TERMS = {"cap_percent": 10, "claim_within_days": 30, "unreported": "unknown"}


def test_what_is_owed_is_said_with_its_day_and_what_hangs_on_silence_apart() -> None:
    months = [_bad("2027-03"), month("2027-04", report="none", fee=6140)]
    found = _of(months, "2027-04-20", credits=TERMS)
    assert "Owed for March 2027: 307.00 (5 % of 6,140.00). Claim it by 30 Apr 2027." in _said(found)
    later = _of(months, "2027-06-20", credits=TERMS)
    assert "Lapsed because nobody claimed it in time: 307.00." in _said(later)
    assert "Up to 307.00 more if what was not reported was missed." in _said(later)


def test_credits_go_from_owed_over_claimed_to_received() -> None:
    claimed = _of([_bad("2027-03", credit_claimed=dt.date(2027, 4, 12))], credits=TERMS)
    assert figures(claimed)["credits"]["claimed"] == "307.00"
    months = [_bad("2027-03"), month("2027-04", {"response_met": (60, 60)}, credit_received=307, fee=6140)]
    received = figures(_of(months, credits=TERMS))["credits"]
    assert (received["received"], received["open"]) == ("307.00", "0.00")


def test_a_credit_that_covers_part_of_a_month_leaves_the_rest_to_be_claimed() -> None:
    found = _of([_bad("2027-03", credit_received=100)], "2027-04-20", credits=TERMS)
    credits = figures(found)["credits"]
    assert (credits["owed"], credits["received"], credits["open"]) == ("307.00", "100.00", "207.00")
    assert credits["months"][0]["credited"] == "100.00"
    assert "Owed for March 2027: 307.00 (5 % of 6,140.00, 100.00 of it credited). Claim the rest by" in _said(
        found
    )


def test_a_bill_above_the_contract_is_said_by_its_parts() -> None:
    fee = {"per": "user", "price": 148, "units": 40, "rise_percent": 3}
    months = [month("2028-03", {"response_met": (60, 60)}, fee=7050, units=44)]
    text = _said(_of(months, "2028-05-01", fee=fee))
    assert (
        "The bill rose by 1,130.00 a month: 177.60 by the contract, 609.76 for four more people, "
        "342.64 more than the contract allows. Ask about the last." in text
    )


@pytest.mark.parametrize(
    ("as_of", "change"),
    [("2027-07-20", "It is too early to speak of drift"), ("2027-09-20", "As before: the one figure")],
)
def test_the_right_to_leave_is_said_before_the_change_and_with_its_chance(as_of: str, change: str) -> None:
    months = [
        month(f"2027-{n:02}", {"response_met": (56 if n in (3, 4, 5) else 59, 60)}) for n in range(1, 13)
    ]
    right = {"missed": 3, "within": 6, "notice_days": 30}
    found = _of(months, as_of, leave=right)
    text = _said(found)
    assert "The contract lets you leave with 30 days' notice: three missed months in six" in text
    assert "reached in May 2027" in text
    assert "By chance that happens to a good provider about" in text
    assert not found.drifting.now
    assert "Drift" not in text.replace("speak of drift", "")
    assert text.index("The contract lets you leave") < text.index(change)


def test_a_quarter_is_judged_on_all_its_cases() -> None:
    months = [month(f"2027-0{n}", {"response_met": (56 if n == 2 else 60, 60)}) for n in range(1, 7)]
    right = {"missed": 1, "within": 4, "of": "quarters"}
    assert _of(months, "2027-07-20", leave=right).leave is not None
    assert figures(_of(months, "2027-07-20", leave=right))["leave"]["triggered"] is False
    assert figures(_of(months, "2027-07-20", leave={"missed": 1, "within": 6}))["leave"]["triggered"] is True


def test_a_named_person_who_left_is_no_unrest_among_three() -> None:
    team = [
        {"name": "Priya N.", "until": dt.date(2027, 4, 1)},
        {"name": "Tom B."},
        {"name": "Ana R."},
    ]
    text = _said(_of([_bad("2027-03")], team=team))
    assert "One of your three named people left. Of one you were not told beforehand" in text
    assert "it is no sign of unrest" in text
    gone = [{"name": one, "until": dt.date(2027, 4, 1), "told": dt.date(2027, 3, 1)} for one in "ABC"]
    assert "more than the promised turnover explains" in _said(_of([_bad("2027-03")], team=gone))


FOUR = {
    "asked": dt.date(2027, 3, 31),
    "helped": [0, 0, 0, 0, 4],
    "told": [0, 0, 0, 4, 0],
    "lost_time": [4, 0, 0, 0, 0],
}


def test_four_answers_are_kept_and_shown_nowhere() -> None:
    found = _of([_bad("2027-03")], pulses=[FOUR])
    assert "fewer than five answered: not shown, so that nobody is recognised" in _said(found)
    assert figures(found)["pulse"] == {"heard": [], "hidden": 1, "fell": False}
    assert "mark" not in _said(found)


def test_who_is_driving_slips_over_four_reviews_and_no_twice_is_said_at_once() -> None:
    def held(n: int, said: str) -> dict[str, Any]:
        answers = dict.fromkeys(("goals", "results", "nothing_broken", "choices", "you_decided"), said)
        return {"held": dt.date(2027, 3 * n, 1), **answers}

    decided = {"what": "Buy a spare", "side": "us", "by": dt.date(2027, 4, 1)}
    reviews = [held(1, "yes") | {"decisions": [decided]}, held(2, "yes"), held(3, "no"), held(4, "no")]
    text = _said(_of([_bad("2027-03")], "2027-12-20", reviews=reviews))
    assert "Twice running nobody asked where you are headed." in text
    assert "The provider is driving (0 of 100; in the first review 100)." in text
    assert "It is slipping" in text
    assert "On your side: one of one decision was late." in text


def test_failures_that_reports_name_are_counted_and_silence_about_them_is_not_guessed() -> None:
    months = [_bad(f"2027-0{n}") for n in range(1, 5)]
    assert "Failures shown" not in _said(_of(months, "2027-05-20"))
    months[0]["actuals"][0]["named"] = True
    text = _said(_of(months, "2027-05-20"))
    assert "Failures shown: of four missed promises their reports named one." in text


def test_months_are_added_up_to_quarters_and_a_gap_is_not_judged_unless_it_cannot_matter() -> None:
    tests_held = {"id": "restore_tests", "says": "A test", "kind": "event", "at_least": 1, "every": "quarter"}
    months = [
        month("2027-01", {"restore_tests": 1}),
        month("2027-02", report="none"),
        month("2027-03", {"response_met": (60, 60)}),
        month("2027-04", {"response_met": (60, 60)}),
        month("2027-05", report="none"),
        month("2027-06", {"response_met": (60, 60)}),
    ]
    found = _of(months, "2027-08-20", promises=[tests_held]).promise("restore_tests")
    assert found is not None
    assert [(one.period, one.state) for one in found.periods] == [
        ("2027-Q1", "kept"),
        ("2027-Q2", "not_reported"),
    ]


def test_requests_checked_prove_something_from_two_wrong_on() -> None:
    one = {"month": "2027-03", "checked": 10, "wrong": 1}
    assert "Of 10 requests checked 1 was wrong: that proves nothing" in _said(
        _of([_bad("2027-03")], checks=[one])
    )
    three = {"month": "2027-03", "checked": 10, "wrong": 3}
    assert "3 were wrong: at least 11.6 % of all" in _said(_of([_bad("2027-03")], checks=[three]))
