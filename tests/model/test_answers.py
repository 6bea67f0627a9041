"""What a session says is held against the catalog; each fault is one sentence at its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from msp_select.model.answer_checks import session_faults
from msp_select.model.session import Session
from tests.strategies import shipped_catalog

DAY = dt.date(2026, 11, 20)


def faults(**parts: Any) -> list[tuple[str, str]]:
    session = Session.model_validate({"title": "T", "created": DAY, "as_of": DAY, **parts})
    return [
        (".".join(map(str, fault.path)), fault.what) for fault in session_faults(session, shipped_catalog())
    ]


def answered(question: str, value: Any, **bid: Any) -> list[tuple[str, str]]:
    candidate: dict[str, Any] = {"id": "a", "name": "A", "answers": {question: {"value": value}}}
    return faults(candidates=[candidate | ({"bid": {"basis": "flat", **bid}} if bid else {})])


@pytest.mark.parametrize(
    ("question", "value", "what"),
    [
        ("pro_patch_days", "soon", '"soon" is not a number of days'),
        ("pro_patch_days", -1, "-1 is outside 0 to 365 days"),
        ("pro_found_first", "many", '"many" is not a percentage (% of faults)'),
        (
            "pro_backup_test",
            "quarterly",
            '"quarterly" is not one of its levels: quarterly_with_drill, quarterly_sample, '
            'once_or_twice_a_year, success_mails_only, never; did you mean "quarterly_sample"?',
        ),
        (
            "pro_backup_test",
            14,
            "14 is not one of its levels: quarterly_with_drill, quarterly_sample, once_or_twice_a_year, "
            "success_mails_only, never",
        ),
        ("pri_monthly", 100, "this figure lives in the bid; write it there as monthly = 100"),
    ],
)
def test_a_value_the_question_does_not_allow(question: str, value: Any, what: str) -> None:
    assert answered(question, value) == [(f"candidates.0.answers.{question}.value", what)]


def test_none_is_an_answer_only_where_the_question_has_it() -> None:
    numbers = [q for q in shipped_catalog().questions.values() if q.kind == "number" and not q.bid_field]
    having = next(q for q in numbers if q.none)
    lacking = next(q for q in numbers if not q.none)
    assert answered(having.id, "none") == []
    assert answered(lacking.id, "none") == [
        (
            f"candidates.0.answers.{lacking.id}.value",
            f'"none" is not an answer here; expected a number of {lacking.unit}',
        )
    ]


def test_a_question_that_does_not_exist_names_the_nearest() -> None:
    assert answered("pro_patch_day", 3) == [
        (
            "candidates.0.answers.pro_patch_day",
            'there is no question "pro_patch_day"; did you mean "pro_patch_days"?',
        )
    ]


def test_a_figure_given_in_the_bid_and_as_an_answer() -> None:
    assert answered("pri_onboarding", 5, onboarding=5) == [
        (
            "candidates.0.answers.pri_onboarding",
            "the bid already has onboarding; keep only the figure in the bid",
        )
    ]


def test_a_refused_price_is_an_answer() -> None:
    candidate = {"id": "a", "name": "A", "answers": {"pri_monthly": {"state": "refused"}}}
    assert faults(candidates=[candidate]) == []


@pytest.mark.parametrize(
    ("question", "value", "what"),
    [
        ("biz_users", "many", '"many" is not a number of people'),
        ("biz_regulated", "health", '"health" is not a list; expected such as ["health"]'),
        ("biz_regulated", ["health", "health"], '"health" is there twice'),
        ("biz_user", 3, 'there is no question "biz_user"; did you mean "biz_users"?'),
        (
            "biz_risk",
            ["standstill"],
            '["standstill"] is not one of its options: standstill, about_equal, paying_too_much',
        ),
    ],
)
def test_an_answer_about_the_business(question: str, value: Any, what: str) -> None:
    assert faults(business={question: value}) == [(f"business.{question}", what)]


@pytest.mark.parametrize(
    ("weights", "place", "what"),
    [
        (
            {"profile": "balance"},
            "profile",
            'there is no weight profile "balance"; did you mean "balanced"?',
        ),
        (
            {"undone": ["biz_risk.prise"]},
            "undone.0",
            'there is no effect "biz_risk.prise"; did you mean "biz_risk.price"?',
        ),
        ({"pillars": {"prize": 3}}, "pillars.prize", 'there is no pillar "prize"; did you mean "price"?'),
        (
            {"criteria": {"price": {"levels": 3}}},
            "criteria.price.levels",
            'there is no criterion "levels"; did you mean "level"?',
        ),
        (
            {"questions": {"pro_patch_day": 3}},
            "questions.pro_patch_day",
            'there is no question "pro_patch_day"; did you mean "pro_patch_days"?',
        ),
    ],
)
def test_a_weight_on_what_does_not_exist(weights: dict[str, Any], place: str, what: str) -> None:
    assert faults(weights=weights) == [(f"weights.{place}", what)]


@pytest.mark.parametrize(
    ("question", "change", "what"),
    [
        (
            "pro_patch_days",
            {"at_least": 1, "at_most": 3},
            "at_least and at_most together; expected one of them",
        ),
        (
            "pro_backup_test",
            {"at_most": 3},
            "at_most is for numbers; a choice has at_least, held against its value of 0 to 100",
        ),
        ("pro_backup_test", {"at_least": 120}, "at_least = 120 is not a value from 0 to 100"),
        ("pri_monthly", {"at_most": 3}, "money has no threshold; expected on = true or on = false"),
        ("zzz", {"on": True}, 'there is no question "zzz"'),
    ],
)
def test_a_must_have_that_cannot_be(question: str, change: dict[str, Any], what: str) -> None:
    assert faults(must_haves={question: change}) == [(f"must_haves.{question}", what)]


def test_a_must_have_that_is_not_there_cannot_be_switched_on() -> None:
    bare = next(q for q in shipped_catalog().questions.values() if q.must_have is None)
    assert faults(must_haves={bare.id: {"on": True}}) == [
        (f"must_haves.{bare.id}", "it has no must-have to switch on; expected at_least or at_most")
    ]
    assert faults(must_haves={bare.id: {"on": False}}) == []


def test_an_assumption_that_is_not_in_the_table() -> None:
    known = shipped_catalog().assumptions.assumptions[0].id
    assert faults(assumptions={known: 3}) == []
    assert faults(assumptions={"xx": 3}) == [("assumptions.xx", 'there is no assumption "xx"')]
