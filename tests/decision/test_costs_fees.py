"""Everything a bid names is summed, whatever its basis; and the sum is shown as it is typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.cost_formulas import monthly_fee
from msp_select.decision.costing.choices import fee_of
from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.model.bid import Bid
from msp_select.model.edits import with_fields
from msp_select.phrases.en.fee import fee_in_words
from tests.decision.worked_example import bid, catalog, inputs, number, session

TWENTY = inputs({"biz_users": number(20), "biz_servers": number(2)})
BASES = ["per_user", "per_device", "tiered", "flat", "block", "hourly", "shared"]


def fee(terms: Bid) -> Decimal:
    return monthly_fee(Estimate, fee_of(terms, TWENTY)).middle


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (bid("per_user", monthly=500, per_user=95), "Fee: 500 + 20 users x 95 = 2,400 a month"),
        (bid("flat", monthly=2000, per_server=150), "Fee: 2,000 + 2 servers x 150 = 2,300 a month"),
        (
            bid("per_user", per_user=95, block_hours=10, block_rate=100),
            "Fee: 20 users x 95 + 10 hours x 100 = 2,900 a month",
        ),
        (
            bid("per_user", per_user=95, modules=[{"name": "base", "monthly": 500}]),
            "Fee: 20 users x 95 + 500 = 2,400 a month",
        ),
        (bid("block", block_hours=10, hourly_rate=90), "Fee: 10 hours x 90 = 900 a month"),
        (bid("block", block_hours=10, monthly=800, hourly_rate=90), "Fee: 800 a month"),
        (
            bid("block", block_hours=10, monthly=50, block_rate=90, per_device=1.5, minimum_monthly=1200),
            "Fee: 50 + 50 devices x 1.5 + 10 hours x 90, at least 1,200 = 1,200 a month",
        ),
        (bid("per_user", per_user=95, minimum_users=25), "Fee: 25 users x 95 = 2,375 a month"),
        (bid("hourly", hourly_rate=120), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sum_in_words(terms: Bid, words: str) -> None:
    assert fee_in_words(terms, TWENTY) == words


def test_without_the_number_of_users_there_is_no_sum_to_show() -> None:
    nobody = inputs({"biz_users": number(0)})
    assert fee_in_words(bid("per_user", monthly=500, per_user=95), nobody) == "Fee: 500 + users x 95 a month"


def test_what_nobody_counted_is_a_range_or_no_figure_at_all() -> None:
    terms = bid("per_device", monthly=100, per_device=20, per_server=50, per_site=2)
    counted = with_fields(session(), business={"biz_users": number(24)})  # all else is assumed, in between
    assert fee_in_words(terms, business_inputs(counted, catalog())) == (
        "Fee: 100 + 24 to 36 devices x 20 + 0 to 2 servers x 50 + 1 site x 2 = 582 to 922 a month"
    )
    alone = with_fields(session(), business={"biz_users": number(1)})
    assert fee_in_words(bid("per_device", per_device=20), business_inputs(alone, catalog())) == (
        "Fee: 1 to 1.5 devices x 20 = 20 to 30 a month"
    )
    nobody = with_fields(session(), business={})
    assert fee_in_words(terms, business_inputs(nobody, catalog())) == (
        "Fee: 100 + devices x 20 + 0 to 2 servers x 50 + 1 site x 2 a month"
    )


prices = st.decimals(1, 500, places=2)
parts = st.fixed_dictionaries(
    {},
    optional={
        "monthly": prices,
        "per_user": prices,
        "per_device": prices,
        "per_server": prices,
        "per_site": prices,
        "modules": st.tuples(st.builds(dict, name=st.just("Part"), monthly=prices, per_user=prices)),
        "block": prices,
    },
)


def terms_of(basis: str, named: dict[str, object]) -> Bid:
    block = {"block_hours": 8, "block_rate": named["block"]} if "block" in named else {}
    return bid(basis, **{name: value for name, value in named.items() if name != "block"}, **block)


@settings(max_examples=80, deadline=None)
@given(basis=st.sampled_from(BASES), named=parts)
def test_the_fee_is_the_sum_of_each_part_alone_and_falls_with_each_left_out(
    basis: str, named: dict[str, object]
) -> None:
    whole = fee(terms_of(basis, named))
    alone = [fee(terms_of(basis, {name: value})) for name, value in named.items()]
    assert whole == sum(alone, Decimal(0))
    for left_out in named:
        rest = {name: value for name, value in named.items() if name != left_out}
        assert fee(terms_of(basis, rest)) < whole


@settings(max_examples=80, deadline=None)
@given(
    ends=st.sets(st.integers(1, 40), max_size=3).map(sorted),
    each=st.lists(prices, min_size=4, max_size=4),
    groups=st.lists(st.tuples(st.integers(1, 6), prices), max_size=3),
    discount=st.integers(0, 100),
    minimum=st.none() | prices,
)
def test_bands_and_groups_are_summed_user_by_user(
    ends: list[int],
    each: list[Decimal],
    groups: list[tuple[int, Decimal]],
    discount: int,
    minimum: Decimal | None,
) -> None:
    """Against the same counted user by user: the whole count finds the band, who is in no group pays it."""
    bands = [{"up_to": end, "per_user": price} for end, price in zip(ends, each, strict=False)]
    named = [{"id": f"g{k}", "users": users, "per_user": price} for k, (users, price) in enumerate(groups)]
    found = bid(
        "per_user",
        bands=[*bands, {"per_user": each[-1]}],
        groups=named,
        discount_percent=discount,
        minimum_monthly=minimum,
    )
    others = next((price for end, price in zip(ends, each, strict=False) if end >= 20), each[-1])
    paid = [price for users, price in groups for _ in range(users)]
    paid += [others] * max(20 - len(paid), 0)
    assert fee(found) == max(sum(paid, Decimal(0)) * (100 - discount) / 100, minimum or 0)
