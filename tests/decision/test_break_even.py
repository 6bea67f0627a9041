from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.break_even_downtime import break_even_standstill
from msp_select.model.candidate import Candidate
from tests.decision.worked_example import (
    BIDS,
    GRENTWICK,
    NINEFOLD,
    QUILLMOOR,
    TARNHOLLOW,
    VEXLEY,
    costed,
    inputs,
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (GRENTWICK, VEXLEY, 252),
        (GRENTWICK, NINEFOLD, 2242),
        (TARNHOLLOW, VEXLEY, 344),
        (QUILLMOOR, NINEFOLD, 2839),
        (TARNHOLLOW, NINEFOLD, 5590),
        (QUILLMOOR, VEXLEY, None),
    ],
)
def test_hour_of_standstill_at_which_two_bids_cost_the_same(
    one: Candidate, other: Candidate, expected: int | None
) -> None:
    crossing = break_even_standstill(costed(one), costed(other), inputs())
    assert (None if crossing is None else round(crossing)) == expected


def test_parallel_totals_never_cross() -> None:
    assert break_even_standstill(costed(VEXLEY), costed(VEXLEY), inputs()) is None


def test_the_crossing_is_found_even_where_an_hour_costs_nothing_today() -> None:
    free = inputs({"biz_downtime_hour": Decimal(0)})
    crossing = break_even_standstill(costed(GRENTWICK, free), costed(VEXLEY, free), free)
    assert crossing is not None
    assert round(crossing) == 252


@settings(max_examples=40)
@given(
    pair=st.permutations(BIDS).map(lambda order: order[:2]),
    hour=st.decimals(0, 10_000, places=2),
    outages=st.integers(0, 12),
)
def test_put_back_into_the_session_it_gives_the_tie_it_promises(
    pair: list[Candidate], hour: Decimal, outages: int
) -> None:
    one, other = pair
    before = inputs({"biz_downtime_hour": hour, "biz_outages": Decimal(outages)})
    crossing = break_even_standstill(costed(one, before), costed(other, before), before)
    if crossing is None:
        return
    after = inputs({"biz_downtime_hour": round(crossing, 12), "biz_outages": Decimal(outages)})
    gap = costed(one, after).known.middle - costed(other, after).known.middle
    assert abs(gap) < Decimal("1e-6")
