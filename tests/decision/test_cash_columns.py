"""Price levels in columns against the same formulas in decimals, bid by bid."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.cash_columns import cash_columns, price_levels, scored_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.rate_columns import rate_columns
from msp_select.decision.costing.total_cost import cash_per_user_month, has_whole_bill, price_level
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.candidate import Candidate
from msp_select.model.session import Session
from tests import invented
from tests.strategies import candidates, sessions, shipped_catalog

catalog = shipped_catalog()
KINDS = ("provider", "provider", "incumbent", "shared", "in_house")


def near(expected: Any) -> Any:
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


def business_of(session: Session) -> BusinessInputs:
    return business_inputs(session, catalog, resolve_weights(session, catalog).inputs)


def exact_level(candidate: Candidate, business: BusinessInputs) -> tuple[float, float] | None:
    """The slow twin: the bill of one bid line by line in decimals, with its sources."""
    cash = cash_per_user_month(candidate, business, catalog)
    if cash is None or business.price_low is None or business.price_high is None:
        return None
    proven, claimed = price_level(cash, business.price_low.middle, business.price_high.middle)
    return proven if has_whole_bill(candidate, business, catalog) else 0.0, claimed


def assert_same(these: Sequence[Candidate], business: BusinessInputs) -> None:
    rates = rate_columns(these, catalog)
    if business.users is not None:
        with np.errstate(all="ignore"):
            cash, whole = cash_columns(rates, business)
        cash = np.broadcast_to(cash, (2, len(these)))
        for at, one in enumerate(these):
            exact = cash_per_user_month(one, business, catalog)
            if exact is None:
                assert np.isnan(cash[:, at]).all(), one.bid
            else:
                assert [float(exact.low), float(exact.high)] == near(cash[:, at]), one.bid
                assert whole[at] == has_whole_bill(one, business, catalog), one.bid
    for one, found in zip(these, scored_levels(these, business, catalog), strict=True):
        expected = exact_level(one, business)
        assert (found is None) == (expected is None), one.bid
        assert found is None or found == near(expected), one.bid


@pytest.mark.parametrize("seed", range(4))
def test_every_basis_and_every_field_costs_in_columns_what_it_costs_in_decimals(seed: int) -> None:
    chance = random.Random(seed)
    these = [
        invented.provider(number, catalog, chance)
        .as_candidate()
        .model_copy(update={"kind": chance.choice(KINDS)})
        for number in range(120)
    ]
    for number in range(4):
        assert_same(these, business_of(invented.client(number, catalog, chance)))


@settings(max_examples=40)
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
