"""What is known of the leader and of the cheapest bid beside it, on bids small enough to check by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.findings.leader import how_sure
from msp_select.decision.findings.verdict_lines import CheapestBid, WhoFits, verdict_lines
from msp_select.model.candidate import Candidate
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored, tiny_catalog

GOOD = bidder("Good", (80, 80, 80), 98)
TALKER = bidder("Talker", (95, 95, 95), 98, evidence="said")
NOT_LEVEL = {"level_with": (), "ahead_if_only_proven": (), "safer_if_unsure": None, "cash_not_known": False}
BIDS: list[tuple[tuple[Candidate, ...], dict[str, Any], dict[str, Any]]] = [
    (
        (NORTHWIND, BUDGETIX, ALPINE),
        {"leader": "northwind", "rival": "alpine", "loses_less": "northwind"} | NOT_LEVEL,
        {"place": "reason", "because": "behind", "saves": Decimal(12960), "as_good": False},
    ),
    (
        (GOOD, bidder("Twin", (80, 80, 80), 98), bidder("Poor", (20, 20, 20), 98)),
        {"verdict": "too_close", "loses_less": None} | NOT_LEVEL | {"level_with": ("twin",)},
        {"place": "is_cheapest", "cheapest_shared": True, "saves": None, "behind_points": 0.0},
    ),
    (
        (TALKER, bidder("Doer", (55, 55, 55), 98), bidder("Other", (50, 50, 50), 98)),
        {"leader": "talker"} | NOT_LEVEL | {"ahead_if_only_proven": ("doer", "other")},
        {"place": "is_cheapest"},
    ),
    (
        (bidder("One", (80, 60, 70), 100), bidder("Other", (60, 80, 77), 100)),
        {"verdict": "too_close", "leader": "one", "rival": "other"}
        | NOT_LEVEL
        | {"safer_if_unsure": "other"},
        {"place": "is_cheapest"},
    ),
    (
        (GOOD, bidder("Cheap", (84, 74, 77), 96)),
        {"leader": "good"},
        {"place": "second_look", "saves": Decimal(720), "as_good": False, "may_choose": True},
    ),
    (
        (GOOD, bidder("Cheap", (75, 75, 75), 50)),
        {"leader": "cheap"},
        {"place": "is_cheapest", "cheapest_shared": False},
    ),
    (
        (GOOD, bidder("Silent", (70, 70, 70), None)),
        {"leader": "good"} | NOT_LEVEL | {"cash_not_known": True},
        {"place": "is_cheapest"},
    ),
    (
        (GOOD, bidder("Cheap", (None, None, None), 50)),
        {"verdict": "incomplete", "if_asked": "cheap"},
        {"place": "reason", "because": "behind", "may_choose": False},
    ),
]


@pytest.mark.parametrize(("bids", "sure", "cheapest"), BIDS)
def test_how_sure_it_is_and_why_not_the_cheapest(
    bids: tuple[Candidate, ...], sure: dict[str, Any], cheapest: dict[str, Any]
) -> None:
    evaluation = scored(*bids, draws=200)
    found = how_sure(evaluation)
    assert {key: getattr(found, key) for key in sure} == sure
    line = next(one for one in verdict_lines(evaluation) if isinstance(one, CheapestBid))
    assert {key: getattr(line, key) for key in cheapest} == cheapest


@pytest.mark.parametrize(
    ("bids", "who", "cheapest"),
    [
        (
            (GOOD, bidder("Cheap", (75, 70, 30), 50)),
            {"verdict": "clear", "nearest": "good", "nearest_unsettled": 0, "others_to_rival": False},
            {"because": "must_haves", "failed_must_haves": 1, "place": "reason"},
        ),
        (
            (bidder("Dear", (80, 80, 50), 98), bidder("Cheap", (75, 70, 30), 50)),
            {"verdict": "none_acceptable", "nearest": "cheap", "nearest_unsettled": 1},
            {"place": "is_cheapest", "may_choose": False},
        ),
    ],
)
def test_a_must_have_not_met_comes_before_every_other_reason(
    bids: tuple[Candidate, ...], who: dict[str, Any], cheapest: dict[str, Any]
) -> None:
    lines = verdict_lines(scored(*bids, draws=200, catalog=tiny_catalog(at_least=60)))
    fits = next(one for one in lines if isinstance(one, WhoFits))
    assert {key: getattr(fits, key) for key in who} == who
    line = next(one for one in lines if isinstance(one, CheapestBid))
    assert {key: getattr(line, key) for key in cheapest} == cheapest


def test_who_fails_a_must_have_is_neither_level_nor_ahead() -> None:
    catalog = tiny_catalog(at_least=60)
    same_score = bidder("Fails", (100, 87.5, 50), 98)
    level = how_sure(scored(GOOD, same_score, draws=200, catalog=catalog))
    assert level is not None
    assert level.level_with == ()
    proven = how_sure(scored(TALKER, bidder("Fails", (95, 95, 50), 98), draws=200, catalog=catalog))
    assert proven is not None
    assert (proven.leader, proven.ahead_if_only_proven) == ("talker", ())
