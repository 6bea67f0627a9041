"""Price levels in columns against the same formulas in decimals, bid by bid."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from msp_select.decision.costing.cash_columns import cash_columns, price_levels, scored_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.rate_columns import rate_columns
from msp_select.decision.costing.total_cost import cash_per_user_month, has_whole_bill, price_level
from msp_select.decision.matching.said import feeds_cost
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid, OwnPerson
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.session import Session
from tests import invented
from tests.strategies import candidates, sessions, shipped_catalog

catalog = shipped_catalog()
KINDS = ("provider", "provider", "incumbent", "shared", "in_house")


def near(expected: Any) -> Any:
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


def business_of(session: Session) -> BusinessInputs:
    return business_inputs(session, catalog, resolve_weights(session, catalog).inputs)


def assert_same(these: Sequence[Candidate], business: BusinessInputs) -> None:
    """The slow twin: the bill of each bid line by line in decimals, with its sources."""
    exact = [cash_per_user_month(one, business, catalog) for one in these]
    whole = [has_whole_bill(one, business, catalog) for one in these]
    if business.users is not None:
        with np.errstate(all="ignore"):
            cash, all_known = cash_columns(rate_columns(these, catalog), business)
        cash = np.broadcast_to(cash, (2, len(these)))
        for at, (one, twin) in enumerate(zip(these, exact, strict=True)):
            if twin is None:
                assert np.isnan(cash[:, at]).all(), one.bid
            else:
                assert [float(twin.low), float(twin.high)] == near(cash[:, at]), one.bid
                assert all_known[at] == whole[at], one.bid
    levels = scored_levels(these, business, catalog)
    for one, twin, known, level in zip(these, exact, whole, levels, strict=True):
        if twin is None or business.price_low is None or business.price_high is None:
            assert level is None, one.bid
        else:
            proven, claimed = price_level(twin, business.price_low.middle, business.price_high.middle)
            assert level == near((proven if known else 0.0, claimed)), one.bid


@pytest.mark.parametrize("seed", range(2))
def test_every_basis_and_every_field_costs_in_columns_what_it_costs_in_decimals(seed: int) -> None:
    chance = random.Random(seed)
    these = [
        invented.provider(number, catalog, chance)
        .as_candidate()
        .model_copy(update={"kind": chance.choice(KINDS)})
        for number in range(120)
    ]
    for number in range(2):
        assert_same(these, business_of(invented.client(number, catalog, chance)))


@settings(max_examples=12)
@given(sessions(most=3), st.data())
def test_any_bid_of_any_session(session: Session, data: st.DataObject) -> None:
    more = [Candidate.model_validate(data.draw(candidates(catalog, f"more-{n}", 4))) for n in range(2)]
    assert_same([*session.candidates, *more], business_of(session))


@pytest.mark.parametrize("currency", ["USD", "JPY"])
def test_one_bid_costs_among_others_to_the_last_bit_what_it_costs_alone(currency: str) -> None:
    chance = random.Random(7)
    these = [invented.provider(number, catalog, chance).as_candidate() for number in range(60)]
    client = invented.client(3, catalog, chance).model_copy(update={"currency": currency})
    business = business_of(client)
    together = price_levels(rate_columns(these, catalog), business)
    for at, one in enumerate(these):
        alone: Any = price_levels(rate_columns([one], catalog), business)
        assert alone[0].tobytes() == together[at].tobytes(), one.bid


def test_a_library_of_nobody() -> None:
    business = business_of(invented.client(0, catalog, random.Random(0)))
    assert price_levels(rate_columns([], catalog), business).shape == (0, 2)


# ------------------------------------------------------------------------ every figure, wherever it may stand

EACH = {"name": "Each", "monthly": 300, "per_user": 20, "per_device": 5, "per_server": 15, "per_site": 25}
PARTS: dict[str, dict[str, Any]] = {
    "modules": {"modules": [EACH]},
    "bands": {"bands": [{"up_to": 10, "per_user": 150}, {"up_to": 30, "per_user": 120}, {"per_user": 90}]},
    "groups": {"groups": [{"id": "part-time", "users": 4, "per_user": 30}]},
    **{f"own_{name}": {"own_person": {name: 3}} for name in OwnPerson.model_fields},
    "own": {"own_person": dict.fromkeys(OwnPerson.model_fields, 60)},
}
VALUES = (0, 3, 60, 9000, True, False, "said", "seen", "included", dt.date(2026, 12, 1))
BARE: dict[str, dict[str, Any]] = {
    "per_user": {"per_user": 100},
    "per_device": {"per_device": 40},
    "tiered": PARTS["modules"],
    "flat": {"monthly": 2000},
    "block": {"block_hours": 10},
    "hourly": {"hourly_rate": 90},
    "shared": {"per_user": 50, **PARTS["own"]},
    "in_house": {},
}
TWO_BY_TWO = {
    "discount_percent": 10, "first_months": 2, "first_monthly": 500, "yearly_rise": 4, "hourly_rate": 110,
    "visit_fee": 80, "visits": 6, "after_hours": 12, "project_hours": 30, "projects_fixed": 2000,
    "outside_hours_share": 20, "block_hours": 15, "licences_per_user": 12,
}  # fmt: skip
"""Figures that count only beside another, or that another takes the place of."""
NO_CASH = {
    "notice_days", "vat", "valid_until", "tools_included_per_user", "exit_fee", "exit_months", "credit_share",
    "missed_share", "own_hours",
}  # fmt: skip
"""What a bid says that no line of the cash reads."""


def changes_of(whole: dict[str, Any]) -> Iterator[tuple[str, Bid]]:
    """That bid with each field taken out, and with each of the values that the field may have."""
    for field in Bid.model_fields.keys() - {"basis"}:
        without = {name: value for name, value in whole.items() if name != field}
        more = [part for name, part in PARTS.items() if field in part]
        for change in ({}, *more, *({field: value} for value in VALUES)):
            with suppress(ValidationError):
                yield field, Bid.model_validate({**without, **change})


def said_to_each() -> Iterator[dict[str, Answer]]:
    """Every way to answer, or not to answer, each question that the cost model reads."""
    yield {}
    for question in filter(feeds_cost, catalog.questions.values()):
        numbers = [Decimal(5), Decimal(60)] if not question.levels else [question.levels[0].id]
        values: list[Any] = [*numbers, *(["none"] if question.none is not None else [])]
        yield from ({question.id: Answer(value=value)} for value in values)
        yield from ({question.id: Answer(state=state)} for state in ("refused", "unknown"))
        yield {question.id: Answer(state="not_applicable", reason="Not here.", confirmed=True)}


def a_candidate(bid: Bid, kind: str = "provider", answers: dict[str, Answer] | None = None) -> Candidate:
    return Candidate(id="one", name="One", kind=kind, bid=bid, answers=answers or {})


WHOLE = [
    (kind, {"basis": basis, **bare, **more})
    for more in ({}, TWO_BY_TWO)
    for kind, basis, bare in (
        *(("provider", basis, bare) for basis, bare in BARE.items()),
        *((kind, "per_user", BARE["per_user"]) for kind in ("incumbent", "shared", "in_house")),
        ("provider", "per_user", {**BARE["per_user"], "evidence": "said"}),
    )
]


@pytest.mark.parametrize(("kind", "whole"), WHOLE, ids=lambda one: one if isinstance(one, str) else "")
def test_each_figure_stands_in_columns_where_it_stands_in_decimals(kind: str, whole: dict[str, Any]) -> None:
    business = business_of(a_business("USD"))
    assert_same([a_candidate(bid, kind) for _, bid in changes_of(whole)], business)
    assert_same([a_candidate(Bid.model_validate(whole), kind, said) for said in said_to_each()], business)


def test_an_answer_stands_only_where_the_bid_does_not_say_otherwise() -> None:
    related = ("yearly_rise", "rise_capped", "outside_hours_share", "outside_bill_share", "block_hours")
    bids = [bid for field, bid in changes_of({"basis": "per_user", "per_user": 100}) if field in related]
    these = [a_candidate(bid, answers=said) for bid in bids for said in said_to_each()]
    assert_same(these, business_of(a_business("USD")))


def test_where_our_assumptions_have_no_amount_the_same_figures_stand() -> None:
    business = business_of(a_business("JPY"))
    for _, whole in WHOLE[: len(BARE)]:
        these = [
            bid for field, bid in changes_of(whole) if field in ("hourly_rate", "own_person", "onboarding")
        ]
        assert_same([a_candidate(bid) for bid in these], business)


def test_every_figure_of_a_bid_moves_what_is_paid_or_is_known_not_to() -> None:
    business, moving = business_of(a_business("USD")), set()
    for kind, whole in WHOLE:
        changes = list(changes_of(whole))
        these = [Bid.model_validate(whole), *(bid for _, bid in changes)]
        rates = rate_columns([a_candidate(bid, kind) for bid in these], catalog)
        with np.errstate(all="ignore"):
            cash = np.broadcast_to(cash_columns(rates, business)[0], (2, len(these)))
        moving |= {
            field
            for (field, _), this in zip(changes, cash.T[1:], strict=True)
            if not np.array_equal(this, cash[:, 0], equal_nan=True)
        }
    assert moving == Bid.model_fields.keys() - {"basis"} - NO_CASH


def a_business(currency: str) -> Session:
    figures = {"biz_users": 25, "biz_servers": 2, "biz_sites": 2, "biz_price_low": 90, "biz_price_high": 270}
    today = dt.date(2026, 10, 1)
    whole = {"title": "One", "created": today, "as_of": today, "currency": currency}
    return Session.model_validate({**whole, "term_months": 36, "business": figures})
