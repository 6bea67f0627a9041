"""What a review says of promises, change, the right to leave and the bill, in every way it can be said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.after.bills import Bill, BillParts
from msp_select.decision.after.drifting import Change
from msp_select.decision.after.keeping import PeriodKept, PeriodState, PromiseKept
from msp_select.decision.after.leaving_right import Leave
from msp_select.decision.after.people import Sample
from msp_select.decision.after.review import AfterSigning, TellTales
from msp_select.model.reviews import Review
from msp_select.model.signed import Promise, RightToLeave
from msp_select.phrases.en.after import review as words
from tests.after.agreements import promise
from tests.after.years import reviewed

SLOW = "slow_drift_a"
NO_SIGNS = TellTales(fewer_urgent=False, more_paused=False, fewer_asked=False, sample=None)


def after(**fields: Any) -> AfterSigning:
    """A year in which no figure is more than a figure yet, with other facts of drift where told."""
    found = reviewed(SLOW)
    none: dict[str, Any] = {
        "changes": (),
        "now": False,
        "first_said": None,
        "disagrees": False,
        "back": False,
    }
    return replace(found, drifting=replace(found.drifting, **none | fields))


def change(measure: str, state: Any, **fields: Any) -> Change:
    """A figure of that year in another state."""
    found = reviewed(SLOW).drifting.change(measure)
    assert found is not None
    return replace(found, state=state, least_noticed={}, worse_in_a_row=0, worse_now=False, **fields)


# ---- Promises


def kept(*states: PeriodState, **fields: Any) -> PromiseKept:
    usual: dict[str, Any] = {
        "id": "response_met",
        "promise": Promise.model_validate(promise("response_met", 95)),
        "periods": tuple(PeriodKept(period="2027-03", months=("2027-03",), state=one) for one in states),
        **dict.fromkeys(("pooled", "low", "high", "verdict", "streak", "chance_of_missed_month")),
    }
    return PromiseKept(**usual | fields)


PROMISED = "Work started in the promised time: promised 95 % or more."
SHARE = {"pooled": (Decimal(285), Decimal(300)), "taken": 5, "cases": (60, 60, 60, 60, 60)}
DAYS = {
    "id": "patch_days",
    "promise": Promise.model_validate(promise("patch_days", 14, unit="days", firm=False)),
}
PATCHED = "Days until important security updates are installed: promised 14 days or less (best effort)."
MOST = {"promise": Promise.model_validate(promise("response_met", 95) | {"at_least": None, "at_most": 5})}


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (kept(), f"{PROMISED} Nothing to judge yet."),
        (kept("kept"), f"{PROMISED} Kept in 1 of 1 month, missed in 0."),
        (kept("kept", "missed"), f"{PROMISED} Kept in 1 of 2 months, missed in 1."),
        (
            kept("kept", "missed", "not_reported"),
            f"{PROMISED} Kept in one month, missed in 1, not reported in 1: kept in between 1 and 2 of 3 "
            "months; "
            "nobody can say.",
        ),
        (
            kept("kept", "nothing_to_judge"),
            f"{PROMISED} Kept in 1 of 1 month, missed in 0. In one month there was nothing to judge.",
        ),
        (
            kept("kept", "missed", verdict="about_as_promised", chance_of_missed_month=0.25, **SHARE),
            f"{PROMISED} Kept in 1 of 2 months, missed in 1. In the last five months 95 % of 300: about as "
            "promised. With about 60 cases a month even a provider whose true figure is 95 % misses three "
            "months "
            "a year.",
        ),
        (
            kept("kept", "missed", verdict="keeps_it", chance_of_missed_month=0.04, **SHARE),
            f"{PROMISED} Kept in 1 of 2 months, missed in 1. In the last five months 95 % of 300: it keeps "
            "its "
            "promise.",
        ),
        (
            kept("kept", verdict="keeps_it", chance_of_missed_month=0.25, **SHARE | {"taken": 1}),
            f"{PROMISED} Kept in 1 of 1 month, missed in 0. In the one month 95 % of 300: it keeps its "
            "promise.",
        ),
        (
            kept("kept", "missed", verdict="does_not_keep_it", chance_of_missed_month=0.25, **SHARE),
            f"{PROMISED} Kept in 1 of 2 months, missed in 1. In the last five months 95 % of 300: below what "
            "was "
            "promised, and not by chance.",
        ),
        (
            kept("missed", verdict="does_not_keep_it", **SHARE | MOST),
            "Work started in the promised time: promised 5 % or less. Kept in 0 of 1 month, missed in 1. In "
            "the "
            "last five months 95 % of 300: above what was promised, and not by chance.",
        ),
        (
            kept("missed", verdict="does_not_keep_it", pooled=(Decimal(20), Decimal(5)), taken=5, **DAYS),
            f"{PATCHED} Kept in 0 of 1 month, missed in 1. In the last five months the middle was 20 days: "
            "not what "
            "was promised.",
        ),
        (
            kept("kept", verdict="keeps_it", pooled=(Decimal(9), Decimal(1)), taken=1, **DAYS),
            f"{PATCHED} Kept in 1 of 1 month, missed in 0. In the one month it was 9 days: it keeps its "
            "promise.",
        ),
    ],
)
def test_a_promise_beside_what_happened(one: PromiseKept, said: str) -> None:
    assert words.promise(one, reviewed(SLOW).record) == said


# ---- Change

CHANCE = "By chance that is said of about one steady provider in 100 within two years."
RESPONSE = (
    "work started in the promised time from 95.4 % (350 of 367 in the first six months) to 81.5 % (251 of "
    "308 in the "
    "last five)"
)
PATCHES = (
    "days until important security updates are installed from 12.2 on average in the first six months to 22 "
    "in the "
    "last five"
)
SAID = {"now": True, "first_said": "2028-01", "said_since": "2028-03", "began": "2027-11"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        (
            {"changes": (change("response_met", "as_before"),)},
            [
                "As before: the one figure that can be judged by now did not get worse by more than chance "
                "does.",
            ],
        ),
        (
            {"changes": (change("response_met", "as_before"), change("patch_days", "better"))},
            [
                "Better: days until important security updates are installed.",
                "As before: none of two figures that can be judged by now got worse by more than chance "
                "does.",
            ],
        ),
        (
            {"changes": (change("response_met", "one_bad_month"),)},
            [
                "One bad month: work started in the promised time. Ask for its cause; one month is not a "
                "change that "
                "lasts."
            ],
        ),
        (
            {"changes": (change("response_met", "cannot_tell", last_usable="2028-02"),)},
            ["Cannot tell: work started in the promised time, last given for February 2028."],
        ),
        (
            {"changes": (change("response_met", "look_closer"),)},
            [
                f"Look closer: {RESPONSE.replace('time from', 'time, from')} since November 2027. One figure "
                "alone; "
                "wait for two more months, and ask."
            ],
        ),
        (
            {"back": True, "first_said": "2028-01"},
            ["Back to where it was: drift was said in January 2028, and is not any more."],
        ),
        (
            SAID | {"changes": (change("response_met", "drift", z=4.0),)},
            [
                f"Drift, first said in March 2028; it began about November 2027. One figure got worse: "
                f"{RESPONSE}. {CHANCE}"
            ],
        ),
        (
            SAID
            | {"began": None, "said_since": None}
            | {"changes": (change("patch_days", "drift", z=3.0), change("response_met", "drift", z=4.0))},
            [
                f"Drift, first said in January 2028. Two figures got worse at once: {RESPONSE}, {PATCHES}. "
                f"{CHANCE}"
            ],
        ),
        (
            SAID | {"together": (5.0, 6, 4)},
            [
                "Drift, first said in March 2028. No single figure proves it, but four of them got worse "
                "together over "
                f"the last six months. {CHANCE}"
            ],
        ),
        (
            SAID | {"together": (5.0, 0, 4)},
            [
                "Drift, first said in March 2028. No single figure proves it, but four of them got worse "
                "together. "
                f"{CHANCE}"
            ],
        ),
    ],
)
def test_what_got_worse(fields: dict[str, Any], said: list[str]) -> None:
    assert list(words.change(after(**fields))) == said


def test_months_that_figures_are_held_against_since_a_review() -> None:
    def held(why: str) -> str:
        fields = {"held": dt.date(2028, 4, 6), "kind": "extra", "yardstick_from": "2028-02", "why": why}
        return words.held_against(Review.model_validate(fields))

    begin = "Figures are held against the months from February 2028 on, as decided on 6 Apr 2028"
    assert held("a new office") == f"{begin}: a new office."
    assert held("A new office.") == f"{begin}: A new office."


def test_how_much_would_be_noticed() -> None:
    def noticed(measure: str, state: Any, least: dict[int, float]) -> list[str]:
        one = replace(change(measure, state), least_noticed=least, usable_months=9)
        return list(words.change_of(after(changes=(one,)), measure))

    smaller = "A smaller change may be there; these figures could not show it."
    assert noticed("response_met", "as_before", {6: 0.86, 3: 0.8}) == [
        "As before: nine months with a figure.",
        f"To be noticed nine times in ten it would have to fall to 80 % for three months or 86 % for six "
        f"months. {smaller}",
    ]
    assert noticed("patch_days", "better", {6: 18.26}) == [
        "Better: days until important security updates are installed.",
        f"To be noticed nine times in ten it would have to rise to 18.3 for six months. {smaller}",
    ]
    assert noticed("patch_days", "too_early", {}) == ["Too early: nine months with a figure."]
    assert list(words.change_of(after(), "patch_days")) == []


LOST = "hours of work lost from 13 on average in the first six months to 27.5 in the last six"


@pytest.mark.parametrize(
    ("signs", "heard", "said"),
    [
        ({}, 0, ""),
        ({}, 6, ", and your people's mark fell from 4.2 to 3.5"),
        ({"fewer_urgent": True}, 0, "Fewer requests are called urgent than before: are they? "),
        ({"more_paused": True}, 0, "The clock is stopped more often than before: who stops it? "),
        (
            {"fewer_asked": True},
            0,
            "Fewer than half as many of your people are asked as in the first months: who chooses them? ",
        ),
        ({"sample": Sample(checked=10, wrong=1, at_least_wrong=0.01)}, 0, ""),
        (
            {"sample": Sample(checked=10, wrong=2, at_least_wrong=0.05)},
            0,
            f"{words.checked(Sample(checked=10, wrong=2, at_least_wrong=0.05))} ",
        ),
    ],
)
def test_figures_that_disagree(signs: dict[str, Any], heard: int, said: str) -> None:
    worse = replace(change("hours_lost", "drift"), worse_now=True)
    not_worse = change("satisfaction", "drift")
    found = replace(after(changes=(worse, not_worse)), signs=replace(NO_SIGNS, **signs))
    found = replace(found, voices=replace(found.voices, heard=found.voices.heard[:heard]))
    fell, sign = (said, "") if heard else ("", said)
    assert words.disagree(found) == (
        "The clock is kept and the work is not: work started in the promised time and users who were "
        "satisfied as "
        f"before, but {LOST}{fell}. {sign}Check ten requests together. There may be a good reason; ask for "
        "it."
    )


# ---- The right to leave, and the bill


@pytest.mark.parametrize(
    ("right", "chance", "said"),
    [
        (
            {"missed": 3, "within": 6, "notice_days": 30},
            0.42,
            "The contract lets you leave with 30 days' notice: three missed months in six, reached in March "
            "2028. By "
            "chance that happens to a good provider about 4 times in 10 within a year.",
        ),
        (
            {"missed": 2, "within": 4, "of": "quarters"},
            0.1,
            "The contract lets you leave: two missed quarters in four, reached in March 2028. By chance that "
            "happens "
            "to a good provider about 1 time in 10 within a year.",
        ),
        (
            {"missed": 3, "within": 6},
            0.04,
            "The contract lets you leave: three missed months in six, reached in March 2028. By chance that "
            "happens to "
            "a good provider about 4 times in 100 within a year.",
        ),
        (
            {"missed": 1, "within": 2, "of": "quarters"},
            0.01,
            "The contract lets you leave: one missed quarter in two, reached in March 2028. By chance that "
            "happens to a good provider about 1 time in 100 within a year.",
        ),
        (
            {"missed": 3, "within": 6},
            0.99,
            "The contract lets you leave: three missed months in six, reached in March 2028. By chance that "
            "happens to "
            "a good provider about every time within a year.",
        ),
        (
            {"missed": 3, "within": 6},
            None,
            "The contract lets you leave: three missed months in six, reached in March 2028.",
        ),
    ],
)
def test_the_right_to_leave(right: dict[str, Any], chance: float | None, said: str) -> None:
    found = Leave(right=RightToLeave.model_validate(right), reached="2028-03", by_chance=chance)
    advice = "It is a right, not advice: look at the change below before you use it."
    assert list(words.leave(found)) == [f"{said} {advice}"]
    assert list(words.leave(replace(found, reached=None))) == []


def parts(**fields: Any) -> BillParts:
    usual: dict[str, Any] = {
        "month": "2028-03",
        "per": "user",
        "start": Decimal(6000),
        "contract_rise": Decimal(180),
        "more_units": Decimal(300),
        "above_contract": Decimal(0),
        "now": Decimal(6480),
        "units_start": Decimal(40),
        "units_now": Decimal(42),
        "least_found": Decimal(1),
    }
    return BillParts(**usual | fields)


RISE = {"more_units": Decimal(0), "units_now": Decimal(40)}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (parts(), "The bill rose by 480.00 a month: 180.00 by the contract, 300.00 for two more people."),
        (
            parts(per="device", units_now=Decimal(38), more_units=Decimal(-150), now=Decimal(6030)),
            "The bill rose by 30.00 a month: 180.00 by the contract, -150.00 for two fewer devices.",
        ),
        (
            parts(units_now=Decimal(41), more_units=Decimal(150), now=Decimal(6330)),
            "The bill rose by 330.00 a month: 180.00 by the contract, 150.00 for one more person.",
        ),
        (
            parts(**RISE | {"per": "month", "units_now": Decimal(42), "now": Decimal(6180)}),
            "The bill rose by 180.00 a month: 180.00 by the contract.",
        ),
        (
            parts(**RISE | {"above_contract": Decimal(50), "now": Decimal(6230)}),
            "The bill rose by 230.00 a month: 180.00 by the contract, 50.00 more than the contract allows. "
            "Ask about "
            "the last.",
        ),
        (
            parts(
                **RISE | {"above_contract": Decimal(-50), "contract_rise": Decimal(0), "now": Decimal(5950)}
            ),
            "The bill fell by 50.00 a month: 50.00 less than the contract allows.",
        ),
        (
            parts(
                **RISE
                | {"above_contract": Decimal("0.01"), "contract_rise": Decimal(0), "now": Decimal("6000.01")}
            ),
            "The bill rose by 0.01 a month: by a rounding.",
        ),
    ],
)
def test_the_bill_taken_apart(found: BillParts, said: str) -> None:
    usual: dict[str, Any] = {"extras": Decimal(0), "billed": Decimal(0), "months": 12}
    without = Bill(parts=None, promised_percent=Decimal(5), extras_percent=Decimal(5), **usual)
    assert list(words.bill(replace(without, parts=found))) == [said]
    assert list(words.bill(replace(without, parts=replace(found, now=found.start)))) == []
    over = replace(without, extras_percent=Decimal(9))
    outside = "Outside the fee: 9 % of all bills of the last twelve months, promised 5 %."
    assert list(words.bill(over)) == [outside]
    for unknown in ({"promised_percent": None}, {"extras_percent": None}):
        assert list(words.bill(replace(over, **unknown))) == []  # type: ignore[arg-type]
