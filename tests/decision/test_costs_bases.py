"""Every basis a fee can have, the share outside it, terms and rises."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.total_cost import Costs, cash_per_user_month, costs
from msp_select.model.candidate import Answer, Candidate
from tests.decision.worked_example import bid, candidate, catalog, inputs, number

NOTHING_ELSE: dict[str, object] = {
    "onboarding": 0,
    "yearly_rise": 0,
    "hourly_rate": 100,
    "outside_hours_share": 0,
    "after_hours": 0,
    "project_hours": 0,
    "licences_per_user": 0,
    "own_hours": 0,
    "exit_fee": 0,
    "exit_months": 0,
    "credit_share": 0,
}


def costed(one: Candidate, business: BusinessInputs | None = None) -> Costs:
    found = costs(one, business or inputs(), catalog(), proactivity=50, transparency=50, security=50)
    assert found is not None
    return found


def offer(basis: str, business: BusinessInputs | None = None, **amounts: object) -> Costs:
    """The costs of a bid that asks for nothing but what is named."""
    given: dict[str, object] = {**NOTHING_ELSE, **amounts}
    if "outside_bill_share" in amounts:
        del given["outside_hours_share"]
    return costed(candidate("Some Firm", bid(basis, **given)), business)


def line(found: Costs, name: str) -> Decimal:
    one = found.line(name)
    assert one is not None, name
    return one.middle


# The example has 40 users, 50 devices, 2 servers, 2 sites and 36 months.
@pytest.mark.parametrize(
    ("basis", "amounts", "monthly"),
    [
        ("per_user", {"per_user": 100, "per_server": 50, "per_site": 10}, 4120),
        ("per_device", {"per_device": 40, "per_server": 100}, 2200),
        ("tiered", {"modules": [{"name": "Desk", "per_user": 60}, {"name": "Guard", "monthly": 500}]}, 2900),
        ("flat", {"monthly": 4321.5}, 4321.5),
        ("flat", {"monthly": 0}, 0),
        ("per_user", {"monthly": 3900}, 3900),
        ("per_user", {"per_user": 100, "minimum_users": 45}, 4500),
        ("per_user", {"per_user": 10, "minimum_monthly": 1500}, 1500),
        ("block", {"block_hours": 20, "block_rate": 120}, 2400),
        ("hourly", {}, 0),
        ("shared", {"monthly": 1200, "own_person": {"people": 0, "salary": 1}}, 1200),
    ],
)
def test_monthly_fee_of_each_basis(basis: str, amounts: dict[str, object], monthly: float) -> None:
    found = offer(basis, None, **amounts)
    assert found.sticker_per_month == number(monthly)
    assert line(found, "fees") == 36 * number(monthly)


def test_a_block_is_paid_whole_and_what_goes_beyond_it_by_the_hour() -> None:
    # 40 users need 20 hours a month: 8 of them lie beyond a block of 12.
    found = offer("block", block_hours=12, block_rate=90)
    assert line(found, "extra_hours") == 8 * 100 * 36
    assert line(offer("block", block_hours=30, block_rate=90), "extra_hours") == 0
    without_rate = offer("block", block_hours=12, block_rate=90, hourly_rate=None)
    assert line(without_rate, "extra_hours") == 8 * 90 * 36


def test_hourly_bids_bill_every_hour_of_the_faults_still_reported() -> None:
    assert line(offer("hourly"), "extra_hours") == number("0.6") * 20 * 100 * 36


def test_shared_with_a_part_of_a_person() -> None:
    person = {
        "people": 0.5,
        "salary": 60_000,
        "on_costs": 40,
        "recruiting": 20,
        "tenure_years": 3,
        "training": 2000,
    }
    business = inputs(assumptions={"pay_rise": number(0)})
    found = offer("shared", business, modules=[{"name": "Nights", "monthly": 800}], own_person=person)
    assert line(found, "fees") == 800 * 36
    assert line(found, "pay") == 3 * 30_000 * number("1.4")
    assert line(found, "recruiting") == 6_000 * 2
    assert line(found, "training") == 3_000
    assert found.line("cover") is None  # the provider's modules give cover and nights
    assert found.line("leaving") is not None


def test_the_person_in_a_shared_arrangement_gets_a_rise_of_pay_not_the_providers() -> None:
    person = {"people": 1, "salary": 50_000, "on_costs": 0}
    business = inputs(assumptions={"pay_rise": number(10)}, term_months=24)
    found = offer("per_user", business, per_user=50, own_person=person, yearly_rise=0)
    assert line(found, "pay") == 50_000 + 55_000
    assert line(found, "fees") == 50 * 40 * 24


def test_a_fraction_of_a_person_in_house() -> None:
    person = {"people": 0.2, "salary": 60_000, "on_costs": 0, "cover_days": 30, "cover_day": 500}
    found = costed(
        candidate("Own Person", bid("in_house", yearly_rise=0, own_person=person), kind="in_house")
    )
    assert line(found, "pay") == 36_000
    assert line(found, "cover") == number("0.2") * 30 * 500 * 3
    assert found.sticker_per_month == 1000


@pytest.mark.parametrize(
    ("users", "people"),
    [
        (1, (1, 1, 1)),
        (60, (1, 1, 1)),
        (100, (1, 1, "5/3")),
        (250, ("5/3", 2.5, "25/6")),
        (5000, ("100/3", 50, "250/3")),
    ],
)
def test_people_of_ones_own_are_more_the_more_users_there_are(users: int, people: tuple[Any, ...]) -> None:
    business = inputs({"biz_users": number(users)}, {"salary": number(60_000), "on_costs": number(0)})
    alone = costed(candidate("Own Person", bid("in_house", own_person={}), kind="in_house"), business)
    beside = offer("shared", business, monthly=100, own_person={"on_costs": 0, "salary": 60_000})
    for found, share in ((alone, 1), (beside, 2)):
        rise = Fraction(103, 100)  # the middle of our default for pay; at the ends 0 and 5 percent
        pay = found.line("pay")
        assert pay is not None
        assert float(pay.low) == pytest.approx(180_000 * Fraction(people[0]) / share)
        assert float(pay.middle) == pytest.approx(60_000 * (1 + rise + rise**2) * Fraction(people[1]) / share)
        assert float(pay.high) == pytest.approx(60_000 * 3.1525 * Fraction(people[2]) / share)


def test_5000_users_are_not_looked_after_by_one_person() -> None:
    own = candidate("Own Person", bid("in_house", own_person={}), kind="in_house")
    stickers = [
        costed(own, inputs({"biz_users": number(users)})).sticker_per_month for users in (20, 100, 250, 5000)
    ]
    assert stickers == [8520, 8520, 21_300, 426_000]
    stated = candidate("Own Person", bid("in_house", own_person={"people": 2}), kind="in_house")
    assert costed(stated, inputs({"biz_users": number(5000)})).sticker_per_month == 17_040
    own_figure = inputs({"biz_users": number(5000)}, {"people": number(3)})
    assert costed(own, own_figure).sticker_per_month == 25_560


@settings(max_examples=40, deadline=None)
@given(fewer=st.integers(1, 9000), more=st.integers(0, 900))
def test_more_users_never_need_fewer_people(fewer: int, more: int) -> None:
    one, other = (
        costed(
            candidate("Own Person", bid("in_house", own_person={}), kind="in_house"),
            inputs({"biz_users": number(users)}),
        ).line("pay")
        for users in (fewer, fewer + more)
    )
    assert one is not None
    assert other is not None
    assert one.low <= other.low
    assert one.middle <= other.middle
    assert one.high <= other.high


def test_the_longest_stay_is_the_cheap_end_of_finding_people() -> None:
    person = {
        "people": 1,
        "salary": 60_000,
    }  # by our defaults stays 3, 2.5 or 2 years; 15, 20 or 25 % each hire
    found = costed(candidate("Own Person", bid("in_house", own_person=person), kind="in_house"))
    recruiting = found.line("recruiting")
    assert recruiting is not None
    assert [recruiting.low, recruiting.middle, recruiting.high] == [18_000, 26_400, 37_500]


def test_ones_own_people_cost_nothing_known_before_anything_is_said_of_them() -> None:
    assert cash_per_user_month(candidate("Own Person", None, kind="in_house"), inputs(), catalog()) is None


def test_what_is_left_open_of_ones_own_people_is_priced_from_the_defaults() -> None:
    found = costed(candidate("Own Person", bid("in_house", own_person={}), kind="in_house"))
    assert found.cash.is_range
    assert all(one.added_by_us for one in found.lines if one.kind == "cash")


# ------------------------------------------------------------------ the share outside the fee


def test_share_of_the_bill_outside_the_fee_replaces_hours_nights_and_projects() -> None:
    found = offer("flat", monthly=3000, outside_bill_share=25, after_hours=50, project_hours=80)
    assert line(found, "extras") == 3000 * 36 / 3
    assert {one.id for one in found.lines}.isdisjoint({"extra_hours", "after_hours", "projects"})


def test_the_answer_about_bills_is_read_where_the_bid_is_silent() -> None:
    given = {key: value for key, value in NOTHING_ELSE.items() if key != "outside_hours_share"}
    silent = candidate("Some Firm", bid("flat", monthly=3000, **given))
    answered = silent.model_copy(
        update={"answers": {**silent.answers, "pri_extra_share": Answer(value=Decimal(50))}}
    )
    extras = costed(answered).line("extras")
    assert extras is not None
    assert extras.middle == 3000 * 36
    assert "answer" in [figure.origin for figure in extras.figures]
    hours = costed(silent).line("extra_hours")
    assert hours is not None
    assert hours.added_by_us


def extras(share: float, monthly: float = 500, **terms: object) -> Decimal:
    return line(offer("flat", None, monthly=monthly, outside_bill_share=share, **terms), "extras")


@pytest.mark.parametrize(
    ("share", "times"), [(0, 0), (50, 1), (75, 3), (90, number("5.4")), (99, number("6.84")), (100, 7)]
)
def test_times_the_fee_that_a_share_of_the_bill_comes_to(share: float, times: Decimal) -> None:
    assert extras(share, 18_000 / 36, hourly_rate=0) == 18_000 * times


def test_a_small_fee_is_no_way_around_the_hours() -> None:
    """Where nothing is asked for the fee, the share is of what all hours, nights and projects would cost."""
    billed = 20 * 100 * 36 + 10 * 100 * 3 + 12 * 100 * number("1.5") * 3
    for share in (0, 40, 100):
        found = extras(share, 0, project_hours=10, after_hours=12, after_hours_multiple=1.5)
        assert found == billed * share / 100


@settings(max_examples=80, deadline=None)
@given(
    share=st.decimals(0, number("99.99"), places=2),
    monthly=st.decimals(0, 9000, places=2),
    rate=st.decimals(0, 300, places=2),
)
def test_no_share_is_a_cliff(share: Decimal, monthly: Decimal, rate: Decimal) -> None:
    step = number("0.01")
    now, next_one = (
        offer("flat", monthly=monthly, hourly_rate=rate, outside_bill_share=p) for p in (share, share + step)
    )
    grown = line(next_one, "extras") - line(now, "extras")
    most = line(now, "fees") + 20 * rate * 36  # the fees, and what all hours would cost
    assert 0 <= grown <= number("0.002") * most


# ------------------------------------------------------------------ terms and rises


def test_a_term_of_one_month() -> None:
    found = offer("flat", inputs(term_months=1), monthly=3000, onboarding=500, after_hours=12, yearly_rise=50)
    assert line(found, "fees") == 3000
    assert line(found, "onboarding") == 500
    assert line(found, "after_hours") == 100 * number("1.5")
    assert found.per_user_month(found.cash).middle == found.cash.middle / 40


def test_the_last_year_of_a_broken_term_counts_pro_rata() -> None:
    found = offer("flat", inputs(term_months=30), monthly=1000, yearly_rise=10, after_hours=12)
    assert line(found, "fees") == 12 * 1000 + 12 * 1100 + 6 * 1210
    assert line(found, "after_hours") == 1800 + 1980 + number("0.5") * 2178


def test_no_limit_to_the_rise_is_taken_as_5_to_12_percent() -> None:
    given = {key: value for key, value in NOTHING_ELSE.items() if key != "yearly_rise"}
    for one in (
        candidate("Some Firm", bid("flat", monthly=1000, rise_capped=False, **given)),
        candidate("Some Firm", bid("flat", monthly=1000, **given)).model_copy(
            update={"answers": {"pri_escalator": Answer(value="none")}}
        ),
    ):
        fees = costed(one, inputs(term_months=24)).line("fees")
        assert fees is not None
        assert (fees.low, fees.middle, fees.high) == (number(24_600), number(24_960), number(25_440))


def test_no_number_for_a_response_means_the_dear_half_of_the_default() -> None:
    one = candidate("Some Firm", bid("flat", monthly=1000, **NOTHING_ELSE))
    silent = one.model_copy(update={"answers": {**one.answers, "acc_p1_restore": Answer(value="none")}})
    stops = costed(silent).line("outages")
    assert stops is not None
    # 60 minutes to respond; to restore 8 hours, the middle of the default, 24, its dear end, or half-way.
    hours = [1 + 8, 1 + 16, 1 + 24]
    assert [stops.low / hours[0], stops.middle / hours[1], stops.high / hours[2]] == [stops.low / 9] * 3
