"""The verdict, its conditions and its reservations, from facts by hand, in every way they are said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.findings.leader import Sureness, how_sure
from msp_select.decision.scoring.verdict import Caveat, Condition
from msp_select.phrases.en.verdict import (
    before_signing,
    beside,
    caveat_sentence,
    sentence,
    sureness,
    to_settle,
)
from msp_select.phrases.names import Names
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, scored, tiny_catalog

EVALUATION = scored(
    NORTHWIND, BUDGETIX, ALPINE, draws=200, catalog=tiny_catalog(at_least=10, cure="Ask more.")
)
NAMES = Names.of(EVALUATION)
STAFFING, PROACTIVITY = "q_staffing", "q_proactivity"
WORDS = Condition("word_only", question=PROACTIVITY, evidence="said")
MOVE = Caveat("move", against="budgetix", points=2.5)
BUDGET = Caveat("over_budget", amount=Decimal(11000), limit=Decimal(10000), first_within="budgetix")


def fact(*, judged: Any = None, **fields: Any) -> Sureness:
    """Northwind first in 90 of 100 tries, Alpine in 8, unless told otherwise."""
    found = how_sure(EVALUATION)
    assert found is not None
    usual: dict[str, Any] = {
        "first_and_acceptable": 0.9,
        "first_if_met": 0.95,
        "conditions": (),
        "caveats": (),
    }
    told: dict[str, Any] = {
        "rival_first_share_percent": 8.0,
        "expected_loss_points": 1.24,
        "rival_expected_loss_points": 3.5,
    }
    return replace(found, judged=replace(found.judged, **usual | (judged or {})), **told | fields)


VARIED = "with weights, unproven answers and open must-haves varied"
FIRST = "Northwind is first in 90 of 100 tries"
CLOSE = f"Too close to call: {FIRST}, Alpine in 8."
ASK = "Ask the questions below first."
MONEY = "has the smaller expected loss; money does not decide between equals."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verdict": "clear"}, f"Clear: {FIRST} {VARIED}."),
        (
            {"verdict": "clear", "ahead_if_only_proven": ("alpine",), "conditions": 2},
            f"Clear: {FIRST} {VARIED}. Counting only what is proven, Alpine is ahead. Before you sign: two "
            "conditions below.",
        ),
        (
            {"verdict": "clear", "ahead_if_only_proven": ("alpine", "budgetix")},
            f"Clear: {FIRST} {VARIED}. Counting only what is proven, Alpine and Budgetix are ahead.",
        ),
        (
            {"verdict": "narrow", "conditions": 1},
            f"Narrow: {FIRST} {VARIED}, Alpine in 8. Before you sign: one condition below.",
        ),
        ({"verdict": "narrow", "rival": None}, f"Narrow: {FIRST} {VARIED}."),
        (
            {"verdict": "narrow", "judged": {"caveats": (BUDGET, MOVE)}},
            f"Narrow: {FIRST} {VARIED}, Alpine in 8. Leaving Budgetix costs as much as 2.5 points of 100, "
            "more "
            "than the lead.",
        ),
        ({"verdict": "too_close", "conditions": 1}, f"{CLOSE} Northwind {MONEY} {ASK}"),
        ({"verdict": "too_close", "expected_loss_points": 4.0}, f"{CLOSE} Alpine {MONEY} {ASK}"),
        ({"verdict": "too_close", "expected_loss_points": 3.5}, f"{CLOSE} Neither {MONEY} {ASK}"),
        (
            {"verdict": "too_close", "expected_loss_points": None, "safer_if_unsure": "alpine"},
            f"{CLOSE} {ASK} If you are unsure of your weights, Alpine is the safer of the two.",
        ),
        (
            {"verdict": "incomplete", "if_asked": "alpine"},
            "Incomplete: Northwind leads, but Alpine would lead if the questions nobody has asked were "
            "answered "
            "like the others. Ask them before you choose.",
        ),
        (
            {"verdict": "incomplete"},
            "Incomplete: Northwind leads without a price. Ask for it before you choose.",
        ),
        (
            {"verdict": "incomplete", "answered_too_little": ("alpine",), "answered_percent": (41.0,)},
            "Incomplete: no verdict while less than 60 % of what matters is answered by Alpine (41 %).",
        ),
        (
            {"verdict": "open_must_haves", "open_must_haves": (STAFFING,)},
            "Not yet: Northwind leads, but one must-have is open (staffing mark). It is first in 95 of 100 "
            "tries if "
            "it is met, and first and acceptable in 90 of 100 tries as things stand. Ask before you choose.",
        ),
        (
            {"verdict": "open_must_haves", "open_must_haves": (STAFFING, PROACTIVITY)},
            "Not yet: Northwind leads, but two must-haves are open (staffing mark and proactivity mark). It "
            "is "
            "first in 95 of 100 tries if they are met, and first and acceptable in 90 of 100 tries as things "
            "stand. Ask before you choose.",
        ),
        *(
            (
                {"verdict": "open_must_haves", "open_must_haves": (STAFFING,)} | one,
                f"Not yet: Northwind {leads}, but one must-have is open (staffing mark). Ask before you "
                "choose.",
            )
            for one, leads in (
                ({"judged": {"first_if_met": None}}, "leads"),
                ({"judged": {"first_and_acceptable": None}}, "leads"),
                ({"compared": 1}, "is the only candidate"),
            )
        ),
        (
            {"verdict": "over_limit", "judged": {"caveats": (MOVE, BUDGET)}, "conditions": 2},
            "Northwind leads, but costs USD 11,000 a month where your budget is USD 10,000. Within it, "
            "Budgetix "
            "comes first.",
        ),
        (
            {"verdict": "none_acceptable", "fewest_failed": "alpine", "fewest_failed_must_haves": 2},
            "No candidate is acceptable yet: each fails a must-have. Alpine fails the fewest, two "
            "must-haves.",
        ),
        (
            {"verdict": "none_acceptable", "fewest_failed_must_haves": 1, "compared": 1},
            "Northwind is not acceptable yet: it fails one must-have.",
        ),
        ({"verdict": "single"}, "Northwind is the only candidate: get a second bid."),
    ],
)
def test_the_verdict_as_one_advice(fields: dict[str, Any], said: str) -> None:
    assert sentence(fact(**fields), NAMES) == said


def test_what_each_choice_risks_is_said_only_where_it_is_close() -> None:
    risks = (
        "The expected loss is how far a choice ends below whoever is best, on average over the tries, in "
        "points "
        "of 100: 1.2 by taking Northwind and 3.5 by taking Alpine."
    )

    def rows(**fields: Any) -> list[tuple[str, str]]:
        return [(row.label, row.text) for row in sureness(fact(**fields), NAMES).rows][:-1]

    nothing = ("Before you sign", "nothing stands in the way")
    assert rows(verdict="too_close") == [("What each choice risks", risks), nothing]
    for unknown in ({"rival": None}, {"expected_loss_points": None}, {"rival_expected_loss_points": None}):
        assert rows(verdict="too_close", **unknown) == [nothing]
    assert rows(verdict="clear") == [nothing]
    assert rows(verdict="none_acceptable", judged={"conditions": (WORDS,)}) == []
    settle = ("Before you sign", "So far only said: proactivity mark. Get it in writing, in the contract.")
    assert rows(verdict="clear", judged={"conditions": (WORDS,)}) == [settle]


@pytest.mark.parametrize(
    ("conditions", "said", "short"),
    [
        ([Condition("open", question=STAFFING)], "staffing mark: still open. Ask more.", "staffing mark"),
        (
            [WORDS],
            "So far only said: proactivity mark. Get it in writing, in the contract.",
            "proactivity mark",
        ),
        (
            [WORDS, Condition("word_only", question=STAFFING, evidence="said")],
            "So far only said: proactivity mark and staffing mark. Get them in writing, in the contract.",
            "proactivity mark",
        ),
        (
            [Condition("word_only", question=STAFFING, evidence="written")],
            "So far in writing, outside the contract: staffing mark. Get it into the contract.",
            "staffing mark",
        ),
        (
            [Condition("bid_word", field="licences_per_user", amount=Decimal(12))],
            "Only the bid's word: USD 12 a user and month for licences on top. Get it into the contract.",
            "USD 12 a user and month for licences on top",
        ),
        (
            [
                Condition("bid_word", field="yearly_rise", amount=Decimal(0)),
                Condition("bid_word", field="after_hours", amount=Decimal(5)),
            ],
            "Only the bid's word: no yearly rise and 5 hours a year after closing time. Get them into the "
            "contract.",
            "no yearly rise",
        ),
    ],
)
def test_what_to_settle_before_signing(conditions: list[Condition], said: str, short: str) -> None:
    assert before_signing(fact(judged={"conditions": tuple(conditions)}), NAMES) == (said,)
    assert to_settle(conditions[0], NAMES) == short


def over(**fields: Any) -> Caveat:
    return replace(BUDGET, kind="over_walk_away", amount=Decimal(268), limit=Decimal(250), **fields)


WALK = "where the price at which you walk away is USD 250 a user and month."


@pytest.mark.parametrize(
    ("caveat", "fields", "said"),
    [
        (over(), {}, f"Northwind leads, but costs USD 268 {WALK} Within it, Budgetix comes first."),
        (
            over(missing=("licences",), first_within=None),
            {"cash_not_known": True},
            f"Northwind leads, but costs at least USD 268 {WALK} Nobody you could choose is known to be "
            "within it.",
        ),
        (
            over(first_within=None),
            {"cash_not_known": False},
            f"Northwind leads, but costs USD 268 {WALK} Nobody you could choose is within it.",
        ),
        (
            replace(over(), kind="may_pass_walk_away"),
            {},
            f"Northwind could cost up to USD 268 {WALK}",
        ),
        (
            replace(over(missing=("licences",)), kind="may_pass_walk_away"),
            {},
            f"Northwind could cost USD 268 or more {WALK}",
        ),
        (
            Caveat("price_not_scored"),
            {},
            "No price is scored: this is the order of everything but the price.",
        ),
        (
            Caveat("not_applicable", percent=31.0),
            {},
            "You agreed that 31 % of what matters does not apply to Northwind: the score rests on the rest "
            "alone.",
        ),
        (
            Caveat("bid_words", first_without="alpine"),
            {},
            "Without the figures that only its bid says, Alpine would lead, not Northwind.",
        ),
    ],
)
def test_a_reservation(caveat: Caveat, fields: dict[str, Any], said: str) -> None:
    assert caveat_sentence(fact(**fields), caveat, NAMES) == said


def test_beside_the_verdict_stands_what_its_sentence_does_not_say() -> None:
    level = "Northwind and Alpine score the same: who of them is named first says nothing."
    over_budget = caveat_sentence(fact(), BUDGET, NAMES)
    both: dict[str, Any] = {"judged": {"caveats": (MOVE, BUDGET)}}
    move = caveat_sentence(fact(), MOVE, NAMES)
    assert beside(fact(verdict="narrow", level_with=("alpine",), **both), NAMES) == (level, over_budget)
    assert beside(fact(verdict="over_limit", **both), NAMES) == (move,)
    assert beside(fact(verdict="clear", **both), NAMES) == (move, over_budget)
