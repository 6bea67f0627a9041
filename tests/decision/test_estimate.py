"""Amounts with three ends: what each end is worked out from, what is unknown, and what a sum rests on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import add, mul, sub, truediv
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.decision.costing.estimate import (
    NOTHING,
    UNKNOWN,
    Estimate,
    Figure,
    Origin,
    Unit,
    known,
    total_of,
    worked_out,
)
from msp_select.phrases.en.amounts import UNITS, unit_of
from msp_select.phrases.en.origins import WORDS, origin_words
from msp_select.phrases.names import Names
from tests.decision.worked_example import catalog, session

numbers = st.decimals(-1000, 1000, places=2)
estimates = st.builds(Estimate, numbers, numbers, numbers)
operands = estimates | numbers | st.integers(-9, 9)


def ends(one: Estimate | Decimal | int) -> tuple[Decimal | int, ...]:
    return (one.low, one.middle, one.high) if isinstance(one, Estimate) else (Decimal(one),) * 3


def figure(name: str, low: float = 1, middle: float = 2, high: float = 4) -> Figure:
    cheap, usual, dear = (Decimal(str(one)) for one in (low, middle, high))
    published = f"a study of {name}"
    return Figure(cheap, usual, dear, origin="default", id=name, published=published)


@pytest.mark.parametrize("operation", [add, sub, mul])
@given(one=estimates, other=operands)
def test_each_end_is_worked_out_from_the_same_end_of_both(
    operation: Callable[..., Estimate], one: Estimate, other: Estimate
) -> None:
    for left, right in ((one, other), (other, one)):
        expected = tuple(operation(a, b) for a, b in zip(ends(left), ends(right), strict=True))
        assert ends(operation(left, right)) == expected


@given(one=estimates, other=operands)
def test_so_are_quotients_the_larger_of_two_and_what_holds_at_an_end(one: Estimate, other: Estimate) -> None:
    pairs = list(zip(ends(one), ends(other), strict=True))
    if all(b for _, b in pairs):
        assert ends(truediv(one, other)) == tuple(a / b for a, b in pairs)
    assert ends(Estimate.over(one, other)) == tuple(a / b if b else 0 for a, b in pairs)
    assert ends(Estimate.larger(one, other)) == tuple(a if a > b else b for a, b in pairs)
    assert ends(-one) == tuple(-a for a, _ in pairs)
    yes, no = Estimate(Decimal(1), Decimal(2), Decimal(3)), Estimate(Decimal(4), Decimal(5), Decimal(6))
    chosen = tuple((k if a < b else k + 3) for k, (a, b) in enumerate(pairs, start=1))
    assert ends(Estimate.where(one < other, yes, no)) == chosen


def test_a_range_less_itself_is_nothing() -> None:
    """The ends go together: this is not interval arithmetic, where it would reach from -3 to 3."""
    one = figure("requests")
    assert one - one == NOTHING
    assert not (one - one).is_range


def test_the_ends_are_sorted_once_at_the_end() -> None:
    falling = 10 - figure("requests")
    assert ends(falling) == (9, 8, 6)
    assert ends(falling.in_order) == (6, 8, 9)
    assert [one.id for one in falling.in_order.sources] == ["requests"]
    upside_down = figure("requests", 4, 2, 1)
    assert ends(upside_down.in_order) == (1, 2, 4)
    assert upside_down.in_order.sources == (upside_down,)


def test_sources_are_named_once_in_the_order_in_which_they_enter() -> None:
    a, b, c, d = (figure(name) for name in "abcd")
    amount = Estimate.larger(a * b + a / 12, c) - Estimate.over(b, d) * 3
    assert [one.id for one in amount.sources] == ["a", "b", "c", "d"]
    assert [one.id for one in total_of([d * 2, c, amount]).sources] == ["d", "c", "a", "b"]
    assert Estimate.exact(5).sources == ()


def test_what_is_not_chosen_at_any_end_is_no_source() -> None:
    a, b, limit = figure("a"), figure("b"), figure("limit", 1, 3, 3)
    assert [one.id for one in Estimate.where(NOTHING < 1, a, b).sources] == ["a"]
    assert [one.id for one in Estimate.where(NOTHING < 0, a, b).sources] == ["b"]
    assert {one.id for one in Estimate.where(limit < 2, a, b).sources} == {"limit", "a", "b"}


def test_a_long_sum_names_its_sources_at_once() -> None:
    amount: Estimate = figure("a")
    for _ in range(2000):  # each step stands on the one before twice: walked as a tree it would never end
        amount = (amount + amount) / 2
    assert [one.id for one in amount.sources] == ["a"]


@pytest.mark.parametrize(
    "amount",
    [
        UNKNOWN + 1,
        1 - UNKNOWN,
        UNKNOWN * 0,
        figure("a") / UNKNOWN,
        -UNKNOWN,
        Estimate.larger(UNKNOWN, 5),
        Estimate.larger(5, UNKNOWN),
        Estimate.over(UNKNOWN, Estimate.exact(2)),
        Estimate.over(2, UNKNOWN),
        Estimate.where(NOTHING < 1, UNKNOWN, NOTHING),
        total_of([figure("a"), UNKNOWN]),
    ],
)
def test_what_rests_on_something_unknown_is_unknown(amount: Estimate) -> None:
    assert not amount.is_known
    assert not amount.in_order.is_known


def test_the_unknown_that_is_not_chosen_does_no_harm() -> None:
    assert Estimate.where(NOTHING < 1, figure("a"), UNKNOWN).is_known
    assert ends(Estimate.where(UNKNOWN < 1, figure("a"), NOTHING)) == (0, 0, 0)


def test_a_condition_cannot_be_asked_as_a_whole() -> None:
    with pytest.raises(TypeError) as refused:
        assert figure("a") < 2
    assert str(refused.value) == "ask `Estimate.where`"


# --------------------------------------------------------------------------------- figures and their origins


def test_a_figure_worked_out_is_a_default_as_soon_as_one_is_in_it() -> None:
    users, share = known(Decimal(40), "yours"), figure("share lost")
    given_one = worked_out(users * 3, "devices", "hours")
    assert not given_one.is_default
    mixed = worked_out(users * share, "blocked_hour", "hours")
    assert mixed.is_default
    assert mixed.sources == (mixed,)
    assert mixed.rests_on == (users, share)
    assert ends(worked_out(users * -share, "blocked_hour", "hours")) == (-160, -80, -40)


def test_every_origin_has_words() -> None:
    assert set(WORDS) == set(get_args(Origin))
    assert len(set(WORDS.values())) == len(WORDS)


def test_words_name_the_source_what_moved_it_and_the_defaults_inside() -> None:
    moved = Figure(Decimal(1), Decimal(2), Decimal(3), origin="added", published="{a} list", moved=("b", "c"))
    names = Names(session(), catalog())
    assert origin_words(moved, names) == "added by us: {a} list, moved because b, moved because c"
    amount = figure("servers") * figure("blocked_share") * known(Decimal(1), "bid")
    inside = worked_out(amount, "devices", "devices_per_user")
    assert origin_words(inside, names) == (
        "your users (Servers: default: a study of servers; "
        "Work lost by one person who is blocked: default: a study of blocked_share)"
    )
    assert origin_words(known(Decimal(1), "answer"), names) == "their answer"


def test_a_figure_is_told_in_the_unit_it_was_worked_out_in_else_in_that_of_its_assumption() -> None:
    names, each = Names(session(), catalog()), figure("devices_per_user")
    devices = worked_out(each * 40, "devices", each.id, "devices")
    hour = worked_out(each * 40, "blocked_hour", "blocked_user_hour", "money_an_hour")
    said = worked_out(each * 40, "said", "licences_per_user")
    units = [unit_of(one, names) for one in (each, devices, hour, said)]
    assert units == ["devices per user", "devices", "USD an hour", "USD per user and month"]
    assert {"", *UNITS} == set(get_args(Unit))
