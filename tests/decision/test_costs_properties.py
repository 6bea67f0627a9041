"""What must hold for any bid: order of the ends, straight lines, sums, and what the price level ignores."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.costing.total_cost import Costs, Estimate, cash_per_user_month, costs, price_level
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.phrases.en.origins import origin_words
from msp_select.phrases.names import Names
from tests.decision.worked_example import BIDS, candidate, catalog, costed, inputs, number, session

CLOSE = Decimal("1e-15")  # relative; the arithmetic carries 28 digits

amounts = st.decimals(0, 10_000, places=2)
percents = st.decimals(0, 99, places=1)


def maybe(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Decimal | None]:
    return st.none() | values


bids = st.builds(
    Bid,
    basis=st.sampled_from(
        ["per_user", "per_device", "tiered", "flat", "block", "hourly", "shared", "in_house"]
    ),
    monthly=maybe(amounts),
    per_user=maybe(amounts),
    per_device=maybe(amounts),
    per_server=maybe(amounts),
    per_site=maybe(amounts),
    block_hours=maybe(amounts),
    block_rate=maybe(amounts),
    minimum_monthly=maybe(amounts),
    onboarding=maybe(amounts),
    yearly_rise=maybe(percents),
    rise_capped=st.none() | st.booleans(),
    hourly_rate=maybe(amounts),
    outside_hours_share=maybe(percents),
    after_hours=maybe(amounts),
    projects_fixed=maybe(amounts),
    licences_per_user=maybe(amounts),
    exit_fee=maybe(amounts),
    exit_months=maybe(amounts),
    credit_share=maybe(percents),
)
candidates = st.builds(
    candidate,
    name=st.just("Some Firm"),
    bid=bids,
    respond_minutes=st.integers(0, 2880),
    restore_hours=st.integers(0, 720),
    ordinary_hours=st.integers(0, 200),
    kind=st.sampled_from(["provider", "incumbent"]),
)
points = st.floats(0, 100)


def costs_of(one: Candidate, months: int, proactivity: float = 50) -> Costs | None:
    business = business_inputs(session(assumptions={}, term_months=months), catalog())
    return costs(one, business, catalog(), proactivity=proactivity, transparency=30, security=70)


@settings(max_examples=60)
@given(one=candidates, months=st.integers(1, 120), proactivity=points)
def test_ends_are_in_order_and_lines_add_up(one: Candidate, months: int, proactivity: float) -> None:
    found = costs_of(one, months, proactivity)
    if found is None:
        return
    for line in found.lines:
        assert line.low <= line.middle <= line.high, line.id
    for span in (found.cash, found.known):
        assert span.low <= span.middle <= span.high
    total = sum((line.middle for line in found.lines), Decimal(0))
    assert total == found.known.middle
    cash = sum((line.middle for line in found.lines if line.kind == "cash"), Decimal(0))
    assert cash == found.cash.middle


def straight(amount: Callable[[Decimal], Decimal]) -> bool:
    """Whether the amount at 2 is half-way between those at 1 and 3."""
    first, second, third = (amount(number(x)) for x in (1, 2, 3))
    return abs(first + third - 2 * second) <= CLOSE * max(Decimal(1), abs(second))


@pytest.mark.parametrize(
    ("answer", "scale"),
    [("biz_downtime_hour", 700), ("biz_outages", 1), ("biz_event_cost", 50_000), ("biz_servers", 1)],
)
@pytest.mark.parametrize("one", BIDS, ids=lambda one: one.id)
def test_totals_are_straight_in_what_the_business_answers(one: Candidate, answer: str, scale: int) -> None:
    assert straight(lambda x: costed(one, inputs({answer: x * scale})).known.middle)


@pytest.mark.parametrize(
    "assumption",
    ["tickets_per_user", "hours_per_user", "outage_share", "security_chance", "leaving_chance", "owner_hour"],
)
@pytest.mark.parametrize("one", BIDS, ids=lambda one: one.id)
def test_totals_are_straight_in_each_assumption(one: Candidate, assumption: str) -> None:
    assert straight(lambda x: costed(one, inputs(assumptions={assumption: x})).known.middle)


@pytest.mark.parametrize("field", ["hourly_rate", "licences_per_user", "exit_fee", "onboarding", "own_hours"])
@pytest.mark.parametrize("one", BIDS, ids=lambda one: one.id)
def test_totals_are_straight_in_what_the_bid_names(one: Candidate, field: str) -> None:
    def total(x: Decimal) -> Decimal:
        assert one.bid is not None
        return costed(
            one.model_copy(update={"bid": one.bid.model_copy(update={field: x * 100})})
        ).known.middle

    assert straight(total)


def test_total_is_straight_in_the_points_for_proactivity() -> None:
    def total(x: Decimal) -> Decimal:
        found = costs_of(BIDS[0], 36, float(x * 25))
        assert found is not None
        return found.known.middle

    assert straight(total)


RISKS = {
    "biz_downtime_hour": number(99_999),
    "biz_outages": number(40),
    "biz_event_cost": number(9_000_000),
    "biz_sales_hour": number(1),
}
RISK_ASSUMPTIONS = {
    "tickets_per_user": number(9),
    "proactivity_worst": number(3),
    "proactivity_best": number(0),
    "security_worst": number(7),
    "leaving_chance": number(90),
    "owner_hour": number(500),
}


@settings(max_examples=30)
@given(one=candidates)
def test_the_price_level_ignores_risk_own_time_leaving_and_proactivity(one: Candidate) -> None:
    before = cash_per_user_month(one, inputs(), catalog())
    after = cash_per_user_month(one, inputs(RISKS, RISK_ASSUMPTIONS), catalog())
    assert before == after


def test_effects_of_business_answers_move_the_defaults_and_say_why() -> None:
    moved = session({"biz_tech_state": "old_or_unknown", "biz_hours": "round_the_clock"})
    business = business_inputs(moved, catalog(), resolve_weights(moved, catalog()).inputs)
    start = business.defaults["onboarding_multiple"]
    assert (start.low, start.middle, start.high) == (number("1.75"),) * 3
    assert origin_words(start, Names(moved, catalog())).endswith(
        "moved because old or unknown equipment takes 1.5 to 2 times the work to take over"
    )
    nights = business.defaults["after_hours_year"]
    assert (nights.low, nights.middle, nights.high) == (number(0), number(16), number(40))
    own = session({"biz_tech_state": "old_or_unknown"}, {"onboarding_multiple": number(3)})
    kept = business_inputs(own, catalog(), resolve_weights(own, catalog()).inputs)
    assert kept.defaults["onboarding_multiple"].middle == 3


@given(amounts)
def test_price_level_runs_straight_between_the_ends_and_stays_within_0_and_100(cash: Decimal) -> None:
    proven, claimed = price_level(Estimate(cash, cash, cash), number(90), number(270))
    assert proven == claimed
    assert 0 <= proven <= 100
    if 90 <= cash <= 270:
        assert proven == pytest.approx(float(270 - cash) / 1.8)


def test_the_dearest_end_is_proven_and_the_cheapest_claimed() -> None:
    assert price_level(Estimate(number(108), number(150), number(252)), number(90), number(270)) == (10, 90)


def test_a_yardstick_the_wrong_way_round_is_refused_and_left_out() -> None:
    with pytest.raises(ValueError) as refused:
        price_level(Estimate(number(1), number(1), number(1)), number(300), number(270))
    assert str(refused.value) == "low 300 >= high 270"
    business = inputs({"biz_price_low": number(300)})
    assert business.price_low is None
    assert business.price_high is None
