"""What moves a line is named among what the line rests on, whichever way the figure came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.estimate import Figure
from msp_select.decision.costing.total_cost import Costs, Line, costs
from msp_select.model.assumptions import Assumption
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.phrases.en.origins import origins_of
from msp_select.phrases.names import Names
from tests.decision.test_costs_properties import candidates
from tests.decision.worked_example import bid, candidate, catalog, inputs, number, session

NAMES = Names(session(), catalog())
# What enters no line of the table: the yardstick, and what the floor of a fee is held against.
NO_LINE = {"price_low", "price_high", "price_usual", "technician_hour", "provider_margin", "floor_hours"}
NO_LINE |= {"tools_included_per_user"}
DEFAULTS = [
    one for one in catalog().assumptions.assumptions if one.id not in NO_LINE and not one.id.endswith("_gbp")
]
SAYING_LITTLE = (
    candidate("Each Priced", bid("per_user", per_user=100, per_device=9, per_server=50, per_site=20)),
    candidate("No Limit", bid("flat", monthly=3000, rise_capped=False)),
    candidate("Visits Billed", bid("flat", monthly=3000, visit_fee=50)),
    candidate("A Limit", bid("flat", monthly=3000, yearly_rise=10, rise_capped=True)),
    candidate("By Word", bid("flat", monthly=3000, evidence="said", yearly_rise=0, licences_per_user=0)),
    candidate("By Hour", bid("hourly", hourly_rate=100)),
    candidate("Half House", bid("shared", monthly=1000, own_person={})),
    candidate("Own Person", bid("in_house", own_person={}), kind="in_house"),
)
OF_THE_BID = (
    "monthly",
    "per_user",
    "per_device",
    "block_hours",
    "minimum_monthly",
    "minimum_users",
    "onboarding",
    "yearly_rise",
    "hourly_rate",
    "outside_hours_share",
    "after_hours",
    "projects_fixed",
    "licences_per_user",
    "exit_fee",
    "exit_months",
    "credit_share",
)


def bare(months: int, business: Mapping[str, Any], own: Mapping[str, Decimal]) -> BusinessInputs:
    """A business that says nothing but this, with these figures of its own in place of defaults."""
    plain = session(term_months=months).model_copy(update={"business": dict(business), "assumptions": own})
    return business_inputs(plain, catalog())


def costed(one: Candidate, business: BusinessInputs, security: float = 70) -> Costs | None:
    return costs(one, business, catalog(), proactivity=30, transparency=40, security=security)


def everything_in(figures: Iterable[Figure]) -> list[Figure]:
    """The figures, and those from which they were worked out."""
    return [deep for one in figures for deep in (one, *everything_in(one.rests_on))]


def moved_lines(before: Costs | None, after: Costs | None) -> list[Line]:
    """The lines of which an end is another; none where either has no price."""
    if before is None or after is None:
        return []
    then = {line.id: line.amount for line in after.lines}
    return [line for line in before.lines if then.get(line.id) != line.amount]


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.id)
def test_a_default_that_moves_a_line_is_named_by_it(default: Assumption) -> None:
    said = {"biz_users": number(200), "biz_sales_hour": number(500)}
    other = {default.id: default.high * 2 + 1}
    moved = [
        line
        for one in SAYING_LITTLE
        for security in (20, 70)
        for line in moved_lines(
            costed(one.model_copy(update={"answers": {}}), bare(36, said, {}), security),
            costed(one.model_copy(update={"answers": {}}), bare(36, said, other), security),
        )
    ]
    assert moved
    for line in moved:
        assert default.id in [figure.id for figure in everything_in(line.figures)], line.id


@settings(max_examples=60)
@given(one=candidates, months=st.integers(1, 60), field=st.sampled_from(OF_THE_BID))
def test_what_the_bid_says_is_named_by_the_lines_it_moves(one: Candidate, months: int, field: str) -> None:
    assert one.bid is not None
    given_amount = getattr(one.bid, field)
    assume(given_amount is not None)
    other = one.bid.model_copy(update={field: given_amount / 2 + 1})
    business = bare(months, {"biz_users": number(40)}, {})
    before = costed(one, business)
    after = costed(one.model_copy(update={"bid": other}), business)
    for line in moved_lines(before, after):
        assert "bid" in [figure.origin for figure in everything_in(line.figures)], line.id


@settings(max_examples=60)
@given(one=candidates, question=st.sampled_from(["biz_users", "biz_devices", "biz_servers", "biz_outages"]))
def test_your_answers_are_named_by_the_lines_they_move(one: Candidate, question: str) -> None:
    before, after = costed(one, inputs()), costed(one, inputs({question: number(77)}))
    for line in moved_lines(before, after):
        assert "yours" in [figure.origin for figure in everything_in(line.figures)], line.id


@settings(max_examples=60)
@given(
    one=candidates,
    asked=st.sampled_from(["acc_p1_response", "acc_p1_restore", "pri_exit_months", "pri_escalator"]),
)
def test_their_answers_are_named_by_the_lines_they_move(one: Candidate, asked: str) -> None:
    before = costed(
        one.model_copy(update={"answers": {**one.answers, asked: Answer(value=Decimal(1))}}), inputs()
    )
    after = costed(
        one.model_copy(update={"answers": {**one.answers, asked: Answer(value=Decimal(7))}}), inputs()
    )
    for line in moved_lines(before, after):
        assert "answer" in [figure.origin for figure in everything_in(line.figures)], line.id


def line_of(found: Costs | None, name: str) -> Line:
    assert found is not None
    line = found.line(name)
    assert line is not None
    return line


@pytest.mark.parametrize("name", ["onboarding", "leaving", "credits"])
def test_lines_counted_in_monthly_fees_rest_on_the_counts_behind_the_fee(name: str) -> None:
    one = candidate("Some Firm", bid("per_user", per_user=100, per_server=50, credit_share=5))
    origins = origins_of(line_of(costed(one, bare(36, {"biz_users": number(40)}, {})), name), NAMES)
    assert "your answer" in origins  # users
    assert "the bid" in origins
    assert any("many firms of this size have none left" in words for words in origins)  # servers, by default


def test_a_fee_that_does_not_grow_does_not_rest_on_growth_nor_one_year_on_the_rise() -> None:
    business = bare(36, {"biz_users": number(40)}, {})
    flat = candidate("Some Firm", Bid(basis="flat", monthly=Decimal(3000)))
    ids = [figure.id for figure in line_of(costed(flat, business), "fees").figures]
    assert "growth_percent" not in ids
    assert "yearly_rise_uncapped" in ids  # nobody has named one
    one_year = line_of(costed(flat, bare(12, {"biz_users": number(40)}, {})), "fees")
    assert origins_of(one_year, NAMES) == ("the bid",)


def test_that_there_is_no_fee_is_what_the_bid_says() -> None:
    hourly = candidate("Some Firm", bid("hourly", hourly_rate=100))
    assert origins_of(line_of(costed(hourly, inputs()), "fees"), NAMES)[0] == "the bid"


def test_what_the_bid_leaves_out_is_marked_as_added_only_where_it_costs_something() -> None:
    nobody = candidate("Some Firm", bid("shared", monthly=100, own_person={"people": 0}))
    found = costed(nobody, bare(36, {"biz_users": number(40)}, {}))
    assert not line_of(found, "pay").added_by_us
    assert line_of(found, "licences").added_by_us
