"""What real bids say besides: a term of their own, first months, discount, bands, groups, ceiling, visits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from msp_select.decision.checks.checks import checks
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.total_cost import Costs, cash_per_user_month, costs
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer
from msp_select.phrases.en.fee import fee_in_words
from msp_select.phrases.explanation import in_words
from msp_select.phrases.names import Names
from tests.decision.worked_example import bid, candidate, catalog, inputs, number, session

NOTHING_ELSE: dict[str, Any] = {
    "onboarding": 0,
    "yearly_rise": 0,
    "hourly_rate": 100,
    "after_hours_multiple": 1,
    "outside_hours_share": 0,
    "after_hours": 0,
    "project_hours": 0,
    "licences_per_user": 0,
    "exit_fee": 0,
}
BANDS = [{"up_to": 25, "per_user": 110}, {"per_user": 98}]
MAIL = [{"id": "mail", "users": 6, "per_user": 15}]


def of(users: int, months: int = 36, **business: Any) -> BusinessInputs:
    return inputs({"biz_users": number(users), **business}, term_months=months)


def terms(**named: Any) -> Bid:
    given_ones = NOTHING_ELSE | named
    if "outside_bill_share" in named:
        del given_ones["outside_hours_share"]
    return bid(given_ones.pop("basis", "per_user"), **given_ones)


def costed(business: BusinessInputs, **named: Any) -> Costs:
    one = candidate("Some Firm", terms(**named))
    found = costs(one, business, catalog(), proactivity=50, transparency=50, security=50)
    assert found is not None
    return found


def line(found: Costs, name: str) -> Decimal:
    one = found.line(name)
    assert one is not None, name
    return one.middle


@pytest.mark.parametrize(
    ("users", "named", "sticker", "first_year"),
    [
        (30, {"bands": BANDS}, 2940, 35_280),
        (25, {"bands": BANDS}, 2750, 33_000),
        (30, {"bands": BANDS, "discount_percent": 10}, 2646, 31_752),
        (30, {"bands": BANDS, "discount_percent": 10, "minimum_monthly": 2700}, 2700, 32_400),
        (
            30,
            {"bands": BANDS, "discount_percent": 10, "minimum_monthly": 2700, "free_months": 2},
            2700,
            27_000,
        ),
        (34, {"per_user": 120, "groups": MAIL}, 3450, 41_400),
        (34, {"bands": BANDS, "groups": MAIL}, 28 * 98 + 90, 12 * (28 * 98 + 90)),
        (30, {"per_user": 100, "discount_percent": 50, "discount_months": 3}, 3000, 31_500),
        (30, {"per_user": 100, "first_months": 4, "first_monthly": 500}, 3000, 26_000),
        (30, {"per_user": 100, "first_months": 4, "first_monthly": 500, "free_months": 1}, 3000, 25_500),
        (30, {"per_user": 100, "ceiling_monthly": 2800}, 2800, 33_600),
        (30, {"per_user": 100, "monthly": 500, "discount_percent": 10}, 3150, 37_800),
    ],
)
def test_the_fee_and_the_first_year(users: int, named: dict[str, Any], sticker: int, first_year: int) -> None:
    found = costed(of(users, 12), **named)
    assert found.sticker_per_month == sticker
    assert line(found, "fees") == first_year


def test_growth_moves_all_groups_alike_and_the_band_follows_the_whole_count() -> None:
    more = {"biz_growth": "more"}  # 10 percent a year
    assert line(costed(of(34, 24, **more), per_user=120, groups=MAIL), "fees") == 12 * 3450 * number("2.1")
    banded = costed(of(24, 24, **more), bands=BANDS)  # 24, then 26.4: the next band
    assert line(banded, "fees") == 12 * (24 * 110 + number("26.4") * 98)


def test_the_sum_in_words() -> None:
    words = {
        "Fee: 30 users x 98, less 10 %, at least 2,700 = 2,700 a month": {
            "bands": BANDS, "discount_percent": 10, "minimum_monthly": 2700
        },
        "Fee: 6 users x 15 + 24 users x 120, at most 2,500 = 2,500 a month": {
            "per_user": 120, "groups": MAIL, "ceiling_monthly": 2500
        },
    }  # fmt: skip
    for expected, named in words.items():
        assert fee_in_words(terms(**named), of(30)) == expected


@pytest.mark.parametrize(
    ("named", "percents"),
    [
        ({"yearly_rise": 5}, (5, 5)),
        ({"yearly_rise": 5, "price_held_months": 12}, (5, 5)),
        ({"yearly_rise": 5, "price_held_months": 24}, (0, 5)),
        ({"yearly_rise": 5, "price_held_months": 36}, (0, 0)),
        ({"yearly_rise": 5, "term_months": 24}, (5, 8)),
        ({"yearly_rise": 5, "term_months": 12}, (8, 8)),
        ({"yearly_rise": 5, "term_months": 60}, (5, 5)),
        ({"yearly_rise": 20, "term_months": 12}, (20, 20)),
        ({"yearly_rise": 5, "term_months": 12, "price_held_months": 24}, (0, 8)),
    ],
)
def test_a_price_held_and_a_term_of_the_bids_own(named: dict[str, Any], percents: tuple[int, int]) -> None:
    one, other = (1 + number(percent) / 100 for percent in percents)
    found = costed(of(40), basis="flat", monthly=1000, after_hours=12, **named)
    assert line(found, "fees") == 12_000 * (1 + one + one * other)
    assert line(found, "after_hours") == 1200 * (1 + one + one * other)  # every price of the bid rises alike


def test_a_bid_that_binds_longer_owes_what_its_exit_rule_says() -> None:
    def leaving(**named: Any) -> Decimal:
        return line(costed(of(40), basis="flat", monthly=1000, **named), "leaving")

    as_long = leaving(exit_months=6)
    assert leaving(exit_months=6, term_months=60) - as_long == 6000
    assert leaving(exit_months=6, term_months=39) - as_long == 3000  # three months are left
    assert leaving(exit_months=6, term_months=24) == as_long


def test_a_bid_that_binds_longer_and_has_no_exit_rule_is_said_to() -> None:
    def found(**named: Any) -> list[str]:
        one = candidate("Some Firm", terms(basis="flat", monthly=1000, **named))
        whole = session({"biz_users": number(40)}, term_months=36).model_copy(update={"candidates": (one,)})
        names = Names(whole, catalog())
        found = checks(whole, catalog(), of(40))
        return [in_words(one, names).sentence for one in found if one.kind == "binds_longer"]

    assert found(term_months=60) == [
        "Some Firm binds you for five years, longer than is compared (three years). What you would owe "
        "for the rest is not said: ask what leaving at that point costs."
    ]
    assert found(term_months=60, exit_months=3) == []
    assert found(term_months=36) == []


def test_a_ceiling_holds_for_fee_and_extras_of_a_month() -> None:
    hours = {"outside_hours_share": 100}  # 40 users at half an hour: 20 hours at 100
    assert costed(of(40), basis="flat", monthly=1000, **hours).cash.middle == 36 * 3000
    assert costed(of(40), basis="flat", monthly=1000, ceiling_monthly=1800, **hours).cash.middle == 36 * 1800
    assert costed(of(40), basis="flat", monthly=1000, ceiling_monthly=5000, **hours).cash.middle == 36 * 3000
    free = costed(of(40), basis="flat", monthly=1000, ceiling_monthly=1800, free_months=6, **hours)
    assert free.cash.middle == 36 * 1800  # in a free month 2,000 of extras meet the ceiling
    share = costed(of(40), basis="flat", monthly=1000, ceiling_monthly=1500, outside_bill_share=50)
    assert share.cash.middle == 36 * 1500


def test_visits_are_billed_only_where_each_has_a_fee() -> None:
    assert costed(of(40), basis="flat", monthly=1000, visits=12).line("visits") is None
    assert line(costed(of(40), basis="flat", monthly=1000, visit_fee=80, visits=10), "visits") == 2400
    found = costed(of(40), basis="flat", monthly=1000, visit_fee=80).line("visits")
    assert found is not None
    assert [found.low, found.middle, found.high] == [480, 1440, 2880]  # by our default 2, 6 or 12 a year


@pytest.mark.parametrize(("minutes", "times"), [(0, 1), (15, 1), (30, "1.25"), (60, "1.75")])
def test_the_shortest_time_billed_makes_more_hours(minutes: int, times: Any) -> None:
    found = costed(of(40), basis="flat", monthly=1000, outside_hours_share=50, shortest_minutes=minutes)
    assert line(found, "extra_hours") == 36 * 1000 * number(times)


def test_known_hours_stand_in_for_those_we_assume() -> None:
    for basis in ("flat", "hourly"):
        found = costed(
            of(40, biz_growth="more"), basis=basis, monthly=1000, outside_hours_share=100, hours_known=120
        )
        assert line(found, "extra_hours") == 3 * 120 * 100


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ({"bands": BANDS, "per_user": 90}, '"per_user" and "bands" say the same thing: keep one of them'),
        ({"bands": BANDS[:1]}, 'the last band has no "up_to": it is for all who are more'),
        ({"bands": [BANDS[1], BANDS[1]]}, 'each band but the last has an "up_to"'),
        ({"bands": [BANDS[0], BANDS[0], BANDS[1]]}, "each is larger than the one before"),
        ({"groups": MAIL * 2}, "two groups have the same id"),
        ({"term_months": 0}, '"term_months" is at least 1'),
        ({"evidence": "sworn"}, "'said', 'written', 'contract', 'seen', 'confirmed' or 'measured'"),
        ({"free_months": number("1.5")}, "1.5 is not a whole number"),
    ],
)
def test_terms_that_make_no_sense_are_refused(named: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        terms(**named)


RATES = (
    "monthly", "per_user", "per_device", "per_server", "per_site", "minimum_monthly", "first_monthly",
    "ceiling_monthly", "hourly_rate", "after_hours_multiple", "outside_hours_share", "outside_bill_share",
    "after_hours", "project_hours", "projects_fixed", "licences_per_user", "onboarding", "yearly_rise",
    "visit_fee", "visits", "shortest_minutes", "hours_known",
)  # fmt: skip
some = st.just(Decimal(0)) | st.integers(0, 60).map(Decimal)


@settings(max_examples=80, deadline=None)
@example(
    named={
        "per_user": Decimal(0),
        "first_months": 13,
        "first_monthly": Decimal(0),
        "ceiling_monthly": Decimal(0),
    },
    field="first_monthly",
    by_share=False,
    months=13,
)
@example(  # only said, and without a limit: nought may be anything up to no limit, and 7 no less
    named={"monthly": Decimal(40), "yearly_rise": Decimal(0), "rise_capped": False, "evidence": "said"},
    field="yearly_rise",
    by_share=False,
    months=37,
)
@example(  # the bid's own term is over after a month: more than the middle of no limit is not less at its end
    named={"monthly": Decimal(40), "yearly_rise": Decimal(4), "term_months": 1},
    field="yearly_rise",
    by_share=False,
    months=26,
)
@example(  # a first fee stays as it is while the ceiling rises with the prices
    named={
        "monthly": Decimal(0),
        "hourly_rate": Decimal(48),
        "first_months": 36,
        "first_monthly": Decimal(24),
        "free_months": 23,
        "ceiling_monthly": Decimal(28),
        "yearly_rise": Decimal(49),
    },
    field="first_monthly",
    by_share=False,
    months=29,
)
@example(  # a fixed quote does not rise: a higher rise puts no more of it into the months that are cut
    named={
        "monthly": Decimal(35),
        "hourly_rate": Decimal(0),
        "projects_fixed": Decimal(7),
        "ceiling_monthly": Decimal(12),
        "free_months": 26,
        "yearly_rise": Decimal(0),
        "rise_capped": True,
    },
    field="yearly_rise",
    by_share=False,
    months=32,
)
@given(
    named=st.fixed_dictionaries(
        {"monthly": some, "hourly_rate": some},
        optional={
            name: some for name in RATES if name not in ("monthly", "hourly_rate", "outside_bill_share")
        }
        | {
            "discount_percent": some,
            "discount_months": st.integers(0, 40),
            "free_months": st.integers(0, 40),
            "first_months": st.integers(0, 40),
            "term_months": st.integers(1, 60),
            "price_held_months": st.integers(0, 40),
            "rise_capped": st.booleans(),
            "evidence": st.sampled_from(["said", "written"]),
        },
    ),
    field=st.sampled_from(RATES),
    by_share=st.booleans(),
    months=st.integers(1, 50),
)
def test_cash_never_falls_as_a_rate_a_share_or_a_cap_rises(
    named: dict[str, Any], field: str, by_share: bool, months: int
) -> None:
    if by_share:
        named.pop("outside_hours_share", None)
        named["outside_bill_share"] = Decimal(30)
    if field not in named:
        return
    before, after = named, named | {field: min(named[field] + 7, Decimal(100))}
    business = of(40, months)
    one, other = (
        cash_per_user_month(candidate("Some Firm", bid("flat", **each)), business, catalog())
        for each in (before, after)
    )
    assert one is not None
    assert other is not None
    slack = Decimal("1e-18")
    assert one.low <= other.low + slack
    assert one.middle <= other.middle + slack
    assert one.high <= other.high + slack


def test_an_answer_about_the_share_of_the_bill_meets_the_ceiling_too() -> None:
    one = candidate(
        "Some Firm", terms(basis="flat", monthly=1000, outside_hours_share=None, ceiling_monthly=1500)
    )
    answered = one.model_copy(update={"answers": {"pri_extra_share": Answer(value=number(90))}})
    cash = cash_per_user_month(answered, of(40), catalog())
    assert cash is not None
    assert cash.middle * 40 == pytest.approx(1500)
