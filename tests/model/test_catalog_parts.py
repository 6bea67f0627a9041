"""What a questionnaire, a weight profile or a bid may not say, each with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from msp_select.model.assumptions import Assumption
from msp_select.model.bid import Bid
from msp_select.model.business import BusinessQuestion, Effect, Range, When
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.reference_call import CallQuestion, ReferenceCall
from msp_select.model.service_agreement import Agreement, TakeoverTask
from msp_select.model.usual_ranges import UsualRange
from msp_select.model.weights import WeightProfile

LEVELS = ({"id": "yes", "value": 100, "label": "Yes"}, {"id": "no", "value": 0, "label": "No"})
QUESTION: dict[str, Any] = {
    "id": "q",
    "short": "Asking",
    "criterion": "c",
    "weight": 1,
    "asked_of": "owner",
    "text": "Is it so?",
    "ask": "Is it so?",
    "why": "It matters.",
}
CHOICE = {**QUESTION, "kind": "choice", "levels": LEVELS}
NUMBER = {**QUESTION, "kind": "number", "value": ((0, 100), (10, 0))}
PROFILE: dict[str, Any] = {
    "schema": 1,
    "id": "p",
    "title": "P",
    "summary": "S",
    "pillars": {"price": 1},
    "evidence": {"said": 0.6, "written": 0.7, "contract": 0.8, "seen": 0.9, "confirmed": 1},
}
BUSINESS = {"id": "b", "criterion": "c", "text": "How many?", "why": "It matters.", "kind": "number"}
HEARD = ({"id": "so", "verdict": "agrees", "label": "So"}, {"id": "no", "verdict": "worse", "label": "No"})
CALL = {"id": "c", "ask": "Is it so?", "lifts": ("q",), "answers": HEARD}
TASK: dict[str, Any] = {
    "id": "t",
    "task": "Do it",
    "who": ("new",),
    "from": "start",
    "days": (0, 1),
    "done": "Done",
}
AGREEMENT: dict[str, Any] = {
    "schema": 1,
    "id": "agreement",
    "version": "1",
    "title": "A",
    "summary": "S",
    "liability": "",
    "reviews": {"first_days": 90, "every_months": 12, "meeting_every_months": 3},
}
FIGURE = {"id": "a", "title": "A", "unit": "hours", "origin": "judgement"}


@pytest.mark.parametrize(
    ("model", "data", "what"),
    [
        (Question, {**CHOICE, "levels": LEVELS[:1]}, "a choice needs 2 to 9 levels"),
        (Question, {**CHOICE, "levels": LEVELS[:1] * 2}, "two levels have the same id"),
        (
            Question,
            {**CHOICE, "levels": ({**LEVELS[0], "id": "none"}, LEVELS[1])},
            '"none" cannot be the id of a level',
        ),
        (Question, {**NUMBER, "levels": LEVELS}, "only a choice has levels"),
        (Question, {**NUMBER, "value": ((0, 1),)}, "a scored number needs at least two points in value"),
        (
            Question,
            {**NUMBER, "value": ((1, 1), (1, 2))},
            "the points of value must be in strictly rising order",
        ),
        (Question, {**NUMBER, "range": (5, 5)}, "range must go from the lowest to the highest"),
        (
            Question,
            {**QUESTION, "kind": "money"},
            "money is never scored by itself: its weight must be 0",
        ),
        (Question, {**CHOICE, "answered_by": ("bidder", "bidder")}, "answered_by names somebody twice"),
        (
            Question,
            {
                **CHOICE,
                "text_for": {"in_house": "Is it?"},
                "not_for": {"kinds": ("in_house",), "because": "so"},
            },
            'it is not for "in_house", and has a text_for it; expected one of them',
        ),
        (When, {"question": "b"}, "expected exactly one of given, empty, any_of, none_of, at_least"),
        (
            When,
            {"question": "b", "given": True, "at_least": 1},
            "expected exactly one of given, empty, any_of, none_of, at_least",
        ),
        (
            Range,
            {"below": 1, "effects": ({"not_asked": "q", "because": "so"},)},
            "not_asked belongs to an option",
        ),
        (CallQuestion, {**CALL, "answers": (HEARD[0], HEARD[0])}, "two answers have the same id"),
        (
            ReferenceCall,
            {
                "schema": 1,
                "id": "reference_call",
                "version": "1",
                "title": "C",
                "say_first": "Hello",
                "calls": (CALL, CALL),
            },
            "two questions of the call have the same id",
        ),
        (
            UsualRange,
            {"field": "q", "unit": "%", "low": 2, "high": 1, "source": "judgement"},
            "low and high, and the two numbers of users, must be in rising order from 0",
        ),
        (
            TakeoverTask,
            {**TASK, "days": (0,)},
            "expected days = [first, last], or days = [first] with until",
        ),
        (TakeoverTask, {**TASK, "days": (1, 0)}, "the last day is before the first"),
        (
            TakeoverTask,
            {**TASK, "secured_by": ({"question": "q", "of": "old", "at_least": 0},)},
            'settle = "..." belongs to a task that an answer of = "old" secures',
        ),
        (
            TakeoverTask,
            {**TASK, "settle": "Ask them."},
            'settle = "..." belongs to a task that an answer of = "old" secures',
        ),
        (Agreement, {**AGREEMENT, "takeover": (TASK, TASK)}, "two tasks of the takeover have the same id"),
        (
            Agreement,
            {**AGREEMENT, "takeover": ({**TASK, "after": ("u",)},)},
            'takeover "t": after names "u", and there is no such task',
        ),
        (
            Agreement,
            {**AGREEMENT, "takeover": ({**TASK, "after": ("u",)}, {**TASK, "id": "u", "after": ("t",)})},
            "tasks of the takeover wait for one another: t, u",
        ),
        (MustHave, {}, "a must-have needs exactly one of at_least, at_most, answered = true"),
        (
            MustHave,
            {"at_least": 1, "at_most": 2},
            "a must-have needs exactly one of at_least, at_most, answered = true",
        ),
        (
            Effect,
            {"weight": "price", "must_have": "q", "set": 1, "because": "so"},
            "an effect needs exactly one of weight, must_have, input, not_asked, note",
        ),
        (
            Effect,
            {"weight": "price", "set": 1, "add": 1, "because": "so"},
            "an effect on a weight or input needs exactly one of set, times, add, step",
        ),
        (
            Effect,
            {"weight": "price", "set": 1, "at_least": 3, "because": "so"},
            "at_least, at_most and on belong to an effect on a must_have",
        ),
        (Effect, {"weight": "price", "set": 1}, 'an effect needs because = "..."'),
        (Range, {"effects": ()}, "a range needs below, above or both"),
        (
            BusinessQuestion,
            {**BUSINESS, "kind": "choice"},
            "options belong to choice and multiple, and they need some",
        ),
        (
            BusinessQuestion,
            {**BUSINESS, "kind": "text", "ranges": ({"below": 1, "effects": ()},)},
            "ranges belong to number and money",
        ),
        (
            WeightProfile,
            {**PROFILE, "pillars": {"price": 0}},
            "at least one pillar must have a weight above 0",
        ),
        (
            WeightProfile,
            {**PROFILE, "criteria": {"price": {"level": 60, "freedom": 41}}},
            "the criteria named for a pillar may not take more than 100 percent of it",
        ),
        (
            WeightProfile,
            {**PROFILE, "evidence": {"said": 0.6, "seen": 0.9}},
            "evidence needs a share for written, contract, confirmed",
        ),
        (
            WeightProfile,
            {**PROFILE, "evidence": {**PROFILE["evidence"], "said": 0.95}},
            "better evidence may not count for less than weaker evidence",
        ),
        (
            Assumption,
            {**FIGURE, "low": 2, "middle": 1, "high": 3},
            "low, middle and high must be in rising order",
        ),
        (
            Bid,
            {"basis": "flat", "outside_hours_share": 5, "outside_bill_share": 5},
            '"outside_hours_share" and "outside_bill_share" say the same thing: keep one of them',
        ),
    ],
)
def test_a_part_that_contradicts_itself(model: type[BaseModel], data: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    assert [error["msg"].removeprefix("Value error, ") for error in caught.value.errors()] == [what]


@pytest.mark.parametrize("data", [CHOICE, NUMBER, {**QUESTION, "kind": "money", "weight": 0}])
def test_the_parts_above_are_sound_without_their_fault(data: dict[str, Any]) -> None:
    assert Question.model_validate(data).id == "q"


@pytest.mark.parametrize("amount", ["0.1", "148.00", "19.999999999999999999", "1000000000000"])
def test_amounts_are_exact(amount: str) -> None:
    assert str(Bid.model_validate({"basis": "flat", "monthly": Decimal(amount)}).monthly) == amount


@pytest.mark.parametrize(
    ("amount", "what"),
    [
        (True, "true is not a number"),
        ("3", '"3" is not a number'),
        (10**16, "1.00e+16 is too large, at most 10^15"),
        (1 << 300, "a number with that many digits is not accepted"),
        (Decimal("0." + "1" * 21), "a number with that many digits is not accepted"),
        (Decimal("nan"), "nan is not a finite number"),
        (-1, "-1 is below zero"),
    ],
)
def test_an_amount_that_is_none(amount: Any, what: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Bid.model_validate({"basis": "flat", "monthly": amount})
    assert caught.value.errors()[0]["msg"] == what
