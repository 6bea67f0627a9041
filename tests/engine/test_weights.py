"""Rules for weights against the figures of those who proposed them."""

from __future__ import annotations

import pytest

from msp_select.engine import (
    normalise,
    pairwise,
    piecewise_linear,
    rank_order_centroid,
    rank_sum,
    swing,
)

HOUSE: list[list[float]] = [
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
]


def test_pairwise_is_the_house_example_of_saaty() -> None:
    """Saaty, "How to make a decision", European Journal of Operational Research 48 (1990) 9-26.

    The matrix is as a LINDO page gives it; weights and ratio are recalled from the paper, not read again.
    """
    found = pairwise(HOUSE)
    published = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert found.weights == pytest.approx(published, abs=6e-4)
    assert found.consistency_ratio == pytest.approx(0.169, abs=1e-3)
    assert found.random_index[8] == 1.41


def test_comparisons_that_follow_from_weights_give_those_weights_back() -> None:
    weights = [0.5, 0.3, 0.15, 0.05]
    found = pairwise([[a / b for b in weights] for a in weights])
    assert found.weights == pytest.approx(weights)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)


def test_one_or_two_criteria_cannot_contradict_themselves() -> None:
    assert pairwise([[1]]).weights.tolist() == [1]
    assert pairwise([[1.0, 3.0], [0.33, 1.0]]).consistency_ratio == 0


@pytest.mark.parametrize(
    ("count", "published"),
    [
        (2, [0.75, 0.25]),
        (3, [0.6111, 0.2778, 0.1111]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.0900, 0.0400]),
    ],
)
def test_rank_order_centroid_is_the_published_table(count: int, published: list[float]) -> None:
    """Attributed to Barron and Barrett, Management Science 42 (1996) 1515-1523; equal to the formula."""
    assert rank_order_centroid(range(1, count + 1)) == pytest.approx(published, abs=5e-5)


def test_rank_sum_falls_in_equal_steps() -> None:
    """Stillwell, Seaver and Edwards (1981): four ranks weigh 4, 3, 2, 1 tenths."""
    assert rank_sum([1, 2, 3, 4]) == pytest.approx([0.4, 0.3, 0.2, 0.1])


@pytest.mark.parametrize("ranks", [[1, 2, 2, 4], [1, 2, 2, 3]])
def test_tied_ranks_share_the_mean_of_their_places(ranks: list[int]) -> None:
    assert rank_sum(ranks) == pytest.approx([0.4, 0.25, 0.25, 0.1])
    middle = (0.2708 + 0.1458) / 2
    assert rank_order_centroid(ranks) == pytest.approx([0.5208, middle, middle, 0.0625], abs=5e-5)


def test_weights_belong_to_their_criteria_not_to_the_order_of_typing() -> None:
    assert rank_sum([3, 1, 2]) == pytest.approx([1 / 6, 3 / 6, 2 / 6])


def test_swings_and_plain_weights_are_scaled_to_one() -> None:
    assert swing([100, 50, 0]) == pytest.approx([2 / 3, 1 / 3, 0])
    assert normalise([1e308, 1e308]).tolist() == [0.5, 0.5]
    assert normalise([[1, 1], [0, 3]]).tolist() == [[0.5, 0.5], [0, 1]]


def test_a_value_function_is_straight_between_its_points_and_flat_outside() -> None:
    points = [[150, 100], [230, 85], [600, 0]]
    assert piecewise_linear([100, 150, 190, 600, 900], points).tolist() == [100, 100, 92.5, 0, 0]
    assert float(piecewise_linear(190, points)) == 92.5
    assert piecewise_linear([1, 9], [[5, 70]]).tolist() == [70, 70]
