"""What to ask next, and what each answer is worth, in every way it is said."""

from __future__ import annotations

from typing import Any

import pytest

from msp_select.decision.robustness.value_of_information import AskList, OpenAnswer, OpenGroup
from msp_select.phrases.en.ask_next import answer_words, asking_sentence, group_words
from msp_select.phrases.names import Names
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, scored

NAMES = Names.of(scored(NORTHWIND, BUDGETIX, ALPINE))


def answer(row: str, alone: float, candidate: str = "alpine", **fields: Any) -> OpenAnswer:
    usual: dict[str, Any] = {"kind": "not_asked", "state": None, "grade": None, "must_have": False}
    return OpenAnswer(candidate=candidate, row=row, alone=alone, **usual | fields)


def asks(*answers: OpenAnswer, **fields: Any) -> AskList:
    usual: dict[str, Any] = {
        "now": "northwind",
        "regret_now": 3.25,
        "together": 1.5 if answers else 0.0,
        "groups": (),
        "verdict": "narrow",
        "open_must_haves": False,
    }
    return AskList(answers=answers, **usual | fields)


STAFFING, PRICE = answer("q_staffing", 1.2), answer("price.level", 0.01, "budgetix", kind="no_price")
TOGETHER = "By so much is the choice better, on average, once"
LITTLE = "less than 0.05 points of 100"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, ""),
        (
            asks(STAFFING),
            "Ask this one: Alpine: staffing mark (alone 1.2). It is worth 1.5 points of 100. "
            f"{TOGETHER} it is known.",
        ),
        (
            asks(STAFFING, PRICE),
            "Ask these two: Alpine: staffing mark (alone 1.2) and Budgetix: Price: How much. Together they "
            "are "
            f"worth 1.5 points of 100. {TOGETHER} they are known.",
        ),
        (
            asks(PRICE, answer("q_staffing", 0.02), verdict="too_close"),
            "Ask these two: Budgetix: Price: How much and Alpine: staffing mark. "
            f"Alone each is worth {LITTLE}; together they are worth 1.5 points of 100. {TOGETHER} they are "
            "known. At exactly the weights you stated, the expected loss falls from 3.2 to 1.8 of 100 by "
            "them.",
        ),
        (
            asks(STAFFING, verdict="too_close"),
            "Ask this one: Alpine: staffing mark (alone 1.2). It is worth 1.5 points of 100. "
            f"{TOGETHER} it is known. At exactly the weights you stated, the expected loss falls from 3.2 to "
            "1.8 of 100 by it.",
        ),
        (
            asks(STAFFING, if_asked="budgetix"),
            "First ask Budgetix what nobody has asked it. Ask this one: Alpine: staffing mark (alone 1.2). "
            "It "
            f"is worth 1.5 points of 100. {TOGETHER} it is known.",
        ),
        (asks(if_asked="budgetix"), "First ask Budgetix what nobody has asked it."),
        (
            asks(groups=(OpenGroup("alpine", 48, 0.4),)),
            "No five answers are likely to change the choice; all 48 that are open or unproven with Alpine "
            f"could. Together they are worth 0.4 points of 100. {TOGETHER} they are known.",
        ),
        (asks(verdict="clear"), "No answer is likely to change the choice."),
        (asks(), f"Asking more would add little to the choice, {LITTLE}."),
        (
            asks(verdict="clear", open_must_haves=True),
            f"Asking more would add little to the choice, {LITTLE}. Settle the open must-haves first.",
        ),
    ],
)
def test_what_to_ask_next(found: AskList | None, said: str) -> None:
    assert asking_sentence(found, NAMES) == said


ASKED = "How good is your staffing?"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, f"alone 1.2; not asked yet. Ask Alpine: {ASKED}"),
        ({"alone": 0.01}, f"not asked yet. Ask Alpine: {ASKED}"),
        ({"must_have": True}, f"alone 1.2; an open must-have, not asked yet. Ask Alpine: {ASKED}"),
        (
            {"kind": "unproven", "grade": "said"},
            f"alone 1.2; unproven, only said. Get proof from Alpine: {ASKED}",
        ),
        ({"kind": "defaults"}, "alone 1.2; rests on defaults. Get firm prices from Alpine."),
        (
            {"kind": "not_asked", "state": "refused"},
            f"alone 1.2; they preferred not to say. Ask Alpine: {ASKED}",
        ),
        ({"kind": "no_price", "row": "price.level"}, "alone 1.2; no price yet. Ask Alpine: Price: How much"),
    ],
)
def test_what_to_do_about_one_answer(fields: dict[str, Any], said: str) -> None:
    usual: dict[str, Any] = {"row": "q_staffing", "alone": 1.2}
    assert answer_words(answer(**usual | fields), NAMES) == said


def test_what_all_of_one_candidates_answers_are_worth() -> None:
    assert group_words(OpenGroup("alpine", 48, 0.4)) == "0.4 points of 100; 48 open or unproven answers"
    assert group_words(OpenGroup("alpine", 1, 0.01)) == f"{LITTLE}; one open or unproven answer"
