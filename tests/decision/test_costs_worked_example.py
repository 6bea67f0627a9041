"""The cost table, the small counter-example and the sensitivity table, to the rounded figures expected."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.total_cost import Costs, cash_per_user_month, price_level
from msp_select.model.candidate import Candidate
from tests.decision.worked_example import (
    BIDS,
    IN_HOUSE,
    STUDIO_ASSUMPTIONS,
    STUDIO_BIDS,
    STUDIO_BUSINESS,
    bid,
    candidate,
    catalog,
    costed,
    inputs,
    number,
)

TABLE: Mapping[str, tuple[int, ...]] = {
    "fees": (0, 93361, 155103, 227738, 258757, 341235),
    "onboarding": (0, 0, 4000, 8000, 9500, 9000),
    "extra_hours": (86888, 44915, 21790, 5346, 15438, 1917),
    "after_hours": (7314, 8487, 6053, 3060, 0, 0),
    "projects": (20570, 26523, 22698, 17850, 27663, 8809),
    "licences": (28800, 20160, 14400, 0, 0, 0),
    "cash": (143572, 193446, 224044, 261994, 311359, 360961),
    "own_time": (33920, 23120, 17720, 10970, 17720, 8270),
    "leaving": (300, 5298, 3370, 1842, 9692, 920),
    "outages": (79892, 60226, 39573, 18641, 25374, 15038),
    "waiting": (85810, 59460, 36115, 15775, 28343, 9823),
    "security": (21384, 15241, 10800, 7076, 7534, 5875),
    "credits": (0, 0, -1476, -2210, -1231, -2484),
    "total": (364877, 356791, 330147, 314088, 398790, 398404),
}
IN_HOUSE_TABLE = {
    "pay": 306720,
    "recruiting": 31680,
    "cover": 61440,
    "on_call": 13500,
    "training": 12000,
    "cash": 486900,
    "own_time": 17720,  # with everybody's hour at the change-over, which counts for whoever changes
    "outages": 36082,
    "waiting": 14446,
    "security": 11880,
    "total": 567028,
}
SUMS = ("cash", "own_time", "leaving", "risk", "credits", "total")


def amount(costs: Costs, name: str) -> Decimal:
    if name in SUMS:
        return Decimal(getattr(costs, name).middle)
    line = costs.line(name)
    assert line is not None, name
    return line.middle


@pytest.mark.parametrize("name", TABLE)
def test_each_row_of_the_worked_example(name: str) -> None:
    assert tuple(round(amount(costed(one), name)) for one in BIDS) == TABLE[name]


def test_in_house_row_of_the_worked_example() -> None:
    costs = costed(IN_HOUSE)
    assert {name: round(amount(costs, name)) for name in IN_HOUSE_TABLE} == IN_HOUSE_TABLE
    assert round(amount(costs, "tools") + amount(costs, "security_service")) == 61560
    assert costs.line("leaving") is None
    assert amount(costs, "change_over") == 1520


def test_an_hour_of_standstill_and_of_a_blocked_user() -> None:
    business = inputs()
    assert business.standstill_hour is not None
    assert business.blocked_user_hour is not None
    assert business.standstill_hour.middle == number("1478")
    assert business.blocked_user_hour.middle == number("22.80")


def test_figures_per_user_and_month() -> None:
    table = [costed(one) for one in (*BIDS, IN_HOUSE)]
    stickers = [c.sticker_per_month / c.users for c in table if c.sticker_per_month is not None]
    assert [round(s) for s in stickers] == [0, 60, 102, 154, 171, 230, 213]
    assert [round(c.per_user_month(c.cash).middle) for c in table] == [100, 134, 156, 182, 216, 251, 338]
    assert [round(c.per_user_month(c.known).middle) for c in table] == [253, 248, 229, 218, 277, 277, 394]


def with_certain_rise(one: Candidate) -> Candidate:
    """The rise as one figure: a limit is a range up to it, and no limit has a dear end of its own."""
    assert one.bid is not None
    return one.model_copy(update={"bid": one.bid.model_copy(update={"rise_capped": None})})


def test_nothing_is_a_range_once_every_figure_is_given() -> None:
    for one in map(with_certain_rise, BIDS):
        costs = costed(one)
        assert not costs.known.is_range
        assert set(costs.assumptions) <= {"proactivity_effect", "security_effect"}


def test_price_level_counts_hours_without_the_effect_of_proactivity() -> None:
    spans = [cash_per_user_month(with_certain_rise(one), inputs(), catalog()) for one in BIDS]
    levels = [price_level(span, number(90), number(270))[0] for span in spans if span is not None]
    # With the effect of proactivity in it they would be 95, 75, 64, 49, 30 and 11.
    assert [round(level) for level in levels] == [100, 78, 64, 48, 29, 10]


SENSITIVITY: Mapping[str, tuple[dict[str, Decimal], dict[str, Decimal], tuple[int, ...]]] = {
    "standstill halved": ({"biz_downtime_hour": number(739)}, {}, (325, 327, 310, 305, 386, 391)),
    "standstill free": ({"biz_downtime_hour": number(0)}, {}, (285, 297, 291, 295, 373, 383)),
    "standstill doubled": ({"biz_downtime_hour": number(2956)}, {}, (445, 417, 370, 333, 424, 413)),
    "one outage a year": ({"biz_outages": number(2)}, {}, (338, 337, 317, 308, 390, 393)),
    "no security event": ({"biz_event_cost": number(0)}, {}, (343, 342, 319, 307, 391, 393)),
    "half the tickets": (
        {},
        {"tickets_per_user": number("0.5"), "hours_per_user": number("0.25")},
        (279, 305, 301, 304, 377, 393),
    ),
    "twice the tickets": (
        {},
        {"tickets_per_user": number(2), "hours_per_user": number(1)},
        (538, 461, 388, 335, 443, 410),
    ),
    "proactivity has no effect": (
        {},
        {"proactivity_worst": number(1), "proactivity_best": number(1)},
        (298, 330, 330, 332, 410, 414),
    ),
    "no risk at all": (
        {"biz_outages": number(0), "biz_event_cost": number(0)},
        {"blocking_share": number(0)},
        (178, 222, 244, 273, 338, 368),
    ),
}


@pytest.mark.parametrize("case", SENSITIVITY)
def test_sensitivity_table(case: str) -> None:
    business, assumptions, thousands = SENSITIVITY[case]
    figures = inputs(business, assumptions)
    assert tuple(round(costed(one, figures).known.middle / 1000) for one in BIDS) == thousands


def test_total_without_proactivity_is_shown_beside_the_total() -> None:
    totals = [costed(one).total_without_proactivity for one in BIDS]
    shown = tuple(round(total.middle / 1000) for total in totals if total is not None)
    assert shown == (298, 330, 330, 332, 410, 414)


def test_small_counter_example_the_cheapest_is_the_best_buy() -> None:
    business = inputs(STUDIO_BUSINESS, STUDIO_ASSUMPTIONS)
    assert business.standstill_hour is not None
    assert business.standstill_hour.middle == number(115)
    totals = [costed(one, business).known.middle for one in STUDIO_BIDS]
    assert [round(total, -2) for total in totals] == [26400, 37000, 40500]


def test_the_sums_add_up_to_the_total() -> None:
    for one in (*BIDS, IN_HOUSE):
        costs = costed(one)
        parts = costs.cash + costs.own_time + costs.leaving + costs.risk + costs.credits
        assert abs(parts.middle - costs.known.middle) < Decimal("1e-15")


def test_growth_of_the_firm_is_not_a_dearer_price() -> None:
    """Per user and month a growing firm pays the same unit price: the yardstick measures price, not size."""
    plain = candidate(
        "Plain Price",
        bid(
            "per_user",
            per_user=100,
            onboarding=0,
            yearly_rise=0,
            outside_hours_share=0,
            after_hours=0,
            project_hours=0,
            licences_per_user=0,
        ),
    )
    for growth in ("shrinking", "steady", "more"):
        cash = cash_per_user_month(plain, inputs({"biz_growth": growth}), catalog())
        assert cash == Estimate(number(100), number(100), number(100))
