"""What a bid leaves out, what cannot be compared at all, other currencies and very large figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select.decision.costing.total_cost import cash_per_user_month, costs
from msp_select.model.bid import Bid
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.origins import origin_words
from msp_select.phrases.names import Names
from tests.decision.test_costs_bases import NOTHING_ELSE, costed, line, offer
from tests.decision.worked_example import bid, candidate, catalog, inputs, number, session


def test_a_bare_price_gets_every_missing_line_added_and_marked() -> None:
    found = costed(candidate("Some Firm", bid("per_user", per_user=100)))
    added = {one.id for one in found.lines if one.added_by_us}
    # Leaving holds the licences that run on, and what those cost is not said either.
    assert added == {"onboarding", "extra_hours", "after_hours", "projects", "licences", "leaving"}
    assert found.cash.low < found.cash.middle < found.cash.high
    rate = found.assumptions["hourly_rate"]
    assert rate.origin == "added"
    assert origin_words(rate, Names(session(), catalog())).startswith("added by us: published rate cards")
    assert (found.assumptions["onboarding_multiple"].low, found.assumptions["onboarding_multiple"].high) == (
        number("0.5"),
        number("1.5"),
    )


def test_your_own_figure_is_not_marked_as_added_by_us() -> None:
    business = inputs(assumptions={"licences_per_user": number(7)})
    licences = costed(candidate("Some Firm", bid("per_user", per_user=100)), business).line("licences")
    assert licences is not None
    assert licences.middle == 7 * 40 * 36
    assert not licences.added_by_us
    assert "own" in [figure.origin for figure in licences.figures]


def test_projects_you_plan_stand_in_for_those_the_bid_does_not_count() -> None:
    business = inputs({"biz_project_hours": number(25), "biz_plans": ("new_software",)})
    found = costed(candidate("Some Firm", bid("flat", monthly=100, hourly_rate=100, yearly_rise=0)), business)
    assert line(found, "projects") == 25 * 100 * 3


def test_fixed_quotes_for_projects() -> None:
    found = offer("flat", monthly=100, project_hours=None, projects_fixed=12_345)
    assert line(found, "projects") == 12_345
    assert line(offer("flat", monthly=100, project_hours=10, projects_fixed=500), "projects") == 500 + 3000


def test_todays_provider_pays_neither_to_start_nor_to_change_over() -> None:
    terms = bid("flat", monthly=1000, **{**NOTHING_ELSE, "onboarding": 4000})
    found = costed(candidate("Some Firm", terms, kind="incumbent"))
    assert line(found, "onboarding") == 0
    assert found.line("change_over") is None


@pytest.mark.parametrize(
    "terms",
    [
        None,
        Bid(basis="per_user"),
        Bid(basis="flat", onboarding=Decimal(500)),
        Bid(basis="hourly"),
        Bid(basis="block", block_hours=Decimal(10)),
        Bid(basis="shared"),
    ],
)
def test_without_a_price_there_is_nothing_to_compare(terms: Bid | None) -> None:
    one = candidate("Some Firm", terms)
    assert cash_per_user_month(one, inputs(), catalog()) is None
    assert costs(one, inputs(), catalog(), proactivity=50, transparency=50, security=50) is None


def test_without_the_number_of_users_there_is_nothing_to_compare() -> None:
    one = candidate("Some Firm", bid("flat", monthly=1000))
    business = inputs({"biz_users": number(0)})
    assert business.users is None
    assert cash_per_user_month(one, business, catalog()) is None
    assert costs(one, business, catalog(), proactivity=50, transparency=50, security=50) is None


# ------------------------------------------------------------------ other currencies and very large figures


def test_a_currency_without_money_defaults_leaves_lines_out_and_names_them() -> None:
    business = inputs({"biz_hourly_pay": ""}, currency="EUR")
    assert business.defaults.get("hourly_rate") is None
    found = costed(candidate("Some Firm", bid("per_user", per_user=100)), business)
    assert [LINES[line.id] for line in found.missing][:4] == [
        "Support hours billed on top",
        "Hours outside office hours",
        "Projects",
        "Licences and tools not in the fee",
    ]
    assert (found.total, found.total_without_proactivity) == (None, None)
    assert found.known == found.cash + found.own_time + found.leaving + found.risk + found.credits
    stated = offer("per_user", inputs(currency="EUR"), per_user=100)
    assert stated.missing == ()
    assert stated.total == stated.known
    assert line(stated, "fees") == 4000 * 36


def test_pounds_have_their_own_yardstick_and_rate() -> None:
    business = inputs({"biz_price_low": "", "biz_price_high": ""}, currency="GBP")
    assert business.price_low is not None
    assert business.price_high is not None
    assert (business.price_low.middle, business.price_high.middle) == (number(40), number(110))
    assert business.defaults["hourly_rate"].middle == 70


def test_an_in_house_row_in_a_currency_without_a_salary_is_not_made_up() -> None:
    one = candidate("Own Person", bid("in_house", own_person={}), kind="in_house")
    assert cash_per_user_month(one, inputs(currency="EUR"), catalog()) is None


def test_hundreds_of_sites_and_a_fee_of_a_million_millions_stay_exact() -> None:
    business = inputs({"biz_sites": number(640)})
    found = offer("per_user", business, per_user=0, per_site=250.25)
    assert line(found, "fees") == 640 * number("250.25") * 36
    huge = offer("flat", monthly=10**12, yearly_rise=3)
    assert line(huge, "fees") == 12 * 10**12 * (1 + number("1.03") + number("1.0609"))
