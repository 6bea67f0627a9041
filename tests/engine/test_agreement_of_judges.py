"""Kendall's W against published examples, and what it means at its ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.engine import InputError, kendall_w


def test_three_executives_rank_six_applicants() -> None:
    """Siegel, Nonparametric Statistics for the Behavioral Sciences (1956), chapter 9: W = .16."""
    assert kendall_w([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]) == pytest.approx(
        25.5 / 157.5
    )


def test_three_orders_of_ten_with_ties() -> None:
    """The same chapter, the example with tied observations: S = 591, W = .828 once corrected for ties."""
    judges = [
        [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
        [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
        [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ]
    assert kendall_w(judges) == pytest.approx(591 / 714)


def test_full_agreement_is_one_and_two_opposite_orders_are_none() -> None:
    assert kendall_w([[70, 50, 20], [9, 8, 7], [3, 2, 1]]) == 1
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == 0
    assert kendall_w([[5, 5], [1, 1]]) == 1


@pytest.mark.parametrize("judgements", [[[1, 2, 3]], [[1], [2]], [1, 2]])
def test_one_judge_or_one_item_has_no_agreement(judgements: list[object]) -> None:
    with pytest.raises(InputError, match="expected two judges and two items at least"):
        kendall_w(judgements)  # type: ignore[arg-type]


@given(st.lists(st.permutations(range(5)), min_size=2, max_size=6), st.permutations(range(5)))
def test_it_lies_between_0_and_1_and_does_not_depend_on_the_order_of_judges_or_items(
    judges: list[list[int]], shuffled: list[int]
) -> None:
    found = kendall_w(judges)
    assert -1e-12 <= found <= 1 + 1e-12
    assert kendall_w(judges[::-1]) == pytest.approx(found)
    assert kendall_w(np.array(judges)[:, shuffled]) == pytest.approx(found)
