"""The verdict in three lines: whom to choose, what to settle, why not the cheapest, in every way it is "
"said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.findings.verdict_lines import CheapestBid, ToSettle, WhoFits, verdict_lines
from msp_select.phrases.en.verdict_lines import cheapest_bid, to_settle, who_fits
from msp_select.phrases.names import Names
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, scored

EVALUATION = scored(NORTHWIND, BUDGETIX, ALPINE, draws=200)
NAMES = Names.of(EVALUATION)
WHO, SETTLE, CHEAPEST = verdict_lines(EVALUATION)
NINE = "it comes first in about nine of ten checks"


@pytest.mark.parametrize(
    ("fields", "sure", "said"),
    [
        ({"verdict": "clear"}, {}, f"Northwind fits you best: {NINE}."),
        (
            {"verdict": "narrow", "others_to_rival": True},
            {},
            f"Northwind fits you best, but not by much: {NINE}, Alpine in most of the others.",
        ),
        (
            {"verdict": "narrow", "others_to_rival": False},
            {},
            f"Northwind fits you best, but not by much: {NINE}.",
        ),
        (
            {"verdict": "narrow", "rival": None, "others_to_rival": True},
            {},
            f"Northwind fits you best, but not by much: {NINE}.",
        ),
        (
            {"verdict": "too_close"},
            {},
            "Northwind and Alpine fit you about equally well: Northwind comes first in about nine of ten "
            "checks.",
        ),
        (
            {"verdict": "too_close", "rival": None, "others_to_rival": False},
            {},
            f"Northwind fits you best, but not by much: {NINE}.",
        ),
        (
            {"verdict": "incomplete"},
            {},
            "It is too early to say who fits best: Northwind leads without a price. Ask for it before you "
            "choose.",
        ),
        (
            {"verdict": "incomplete", "answered_too_little": ("alpine",)},
            {},
            "It is too early to say who fits best: Alpine has answered less than 60 % of what matters to "
            "you.",
        ),
        (
            {"verdict": "incomplete", "answered_too_little": ("alpine", "budgetix")},
            {},
            "It is too early to say who fits best: Alpine and Budgetix have answered less than 60 % of what "
            "matters to you.",
        ),
        (
            {"verdict": "open_must_haves", "open_must_haves": 1},
            {},
            f"Northwind leads, but one must-have is still open. If it is met, {NINE}.",
        ),
        (
            {"verdict": "open_must_haves", "open_must_haves": 2},
            {},
            f"Northwind leads, but two must-haves are still open. If they are met, {NINE}.",
        ),
        (
            {"verdict": "open_must_haves", "open_must_haves": 2, "share_percent": None},
            {},
            "Northwind leads, but two must-haves are still open.",
        ),
        (
            {"verdict": "open_must_haves", "open_must_haves": 2},
            {"compared": 1},
            "Northwind is the only candidate, but two must-haves are still open.",
        ),
        (
            {"verdict": "none_acceptable", "nearest": "alpine", "nearest_unsettled": 2},
            {},
            "No bid meets all your must-haves yet. Alpine is nearest: two to settle.",
        ),
        (
            {"verdict": "none_acceptable", "nearest_unsettled": 1, "offers_only": False},
            {},
            "Nobody meets all your must-haves yet. Northwind is nearest: one to settle.",
        ),
        (
            {"verdict": "none_acceptable", "nearest_unsettled": 1},
            {"compared": 1},
            "Northwind does not meet all your must-haves yet: one to settle.",
        ),
        (
            {"verdict": "single"},
            {},
            "Northwind is the only candidate, so there is nobody to compare it with. Get a second bid.",
        ),
    ],
)
def test_who_fits_best(fields: dict[str, Any], sure: dict[str, Any], said: str) -> None:
    assert isinstance(WHO, WhoFits)
    fact = replace(WHO, share_percent=87.0, sureness=replace(WHO.sureness, **sure))
    assert who_fits(replace(fact, **fields), NAMES).sentence == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"met": 1}, "Nothing stands in the way of signing with Northwind: all your must-haves are met."),
        ({}, "Nothing stands in the way of signing with Northwind: you have set no must-haves."),
        (
            {"number": 1, "failed": ("q_staffing",)},
            "Before you sign, settle one thing with Northwind: staffing mark.",
        ),
        (
            {"number": 2, "failed": ("q_staffing", "q_proactivity")},
            "Before you sign, settle two things with Northwind: staffing mark and proactivity mark.",
        ),
        (
            {"number": 1, "failed": ("q_staffing",), "sealed": True},
            "Still open with Northwind: staffing mark.",
        ),
    ],
)
def test_what_to_settle(fields: dict[str, Any], said: str) -> None:
    assert isinstance(SETTLE, ToSettle)
    assert to_settle(replace(SETTLE, **fields), NAMES).sentence == said


LOOK = "about USD 1,235 less over three years"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"place": "is_cheapest", "may_choose": True}, "Northwind is also the cheapest."),
        ({"place": "is_cheapest", "may_choose": False}, "Northwind is the cheapest."),
        ({"place": "less_than_any"}, "Northwind costs less than the cheapest offer, Budgetix."),
        (
            {"place": "second_look", "behind_points": 0.04},
            f"Budgetix is the cheapest and fits as well: {LOOK}. It is worth a second look.",
        ),
        (
            {"place": "second_look", "behind_points": 1.5},
            f"Budgetix is the cheapest and fits nearly as well: {LOOK} for 1.5 fewer points of 100. It is "
            "worth a "
            "second look.",
        ),
        (
            {"because": "must_haves", "failed_must_haves": 2},
            "Why not Budgetix, the cheapest? It saves about USD 1,235 over three years, but it does not yet "
            "meet "
            "two of your must-haves.",
        ),
        (
            {"because": "costs_more", "costs_more": Decimal(500), "saves": Decimal("0.004")},
            "Why not Budgetix, the cheapest? Because over three years it costs more in all, with lost time "
            "and "
            "risk: USD 500.",
        ),
        (
            {"because": "behind", "behind_points": 12.4, "saves": None},
            "Why not Budgetix, the cheapest? Because it is 12.4 points of 100 behind, most of it in "
            "Proactivity "
            "care.",
        ),
        (
            {"because": "behind", "behind_points": 12.4, "saves": None, "contributions": ()},
            "Why not Budgetix, the cheapest? Because it is 12.4 points of 100 behind.",
        ),
        (
            {"because": "not_judged", "saves": None, "cheapest_of_offers_only": True},
            "Why not Budgetix, the cheapest offer? Because it has not answered enough to be judged.",
        ),
        (
            {"because": "later", "saves": None, "cheapest_shared": True},
            "Why not Budgetix, one of the cheapest? Because it comes after Northwind in the order you chose.",
        ),
    ],
)
def test_why_not_the_cheapest(fields: dict[str, Any], said: str) -> None:
    assert isinstance(CHEAPEST, CheapestBid)
    fact = replace(CHEAPEST, place="reason", saves=Decimal("1234.56"))
    assert cheapest_bid(replace(fact, **fields), NAMES).sentence == said
