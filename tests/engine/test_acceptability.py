"""Simulated shares against cases that have an exact answer."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from msp_select.engine import (
    acceptability,
    additive,
    confidence_factors,
    dirichlet,
    generator,
    normalise,
    rank_order_centroid,
    smaa,
    uniform_weights,
)

DRAWS = 40_000
NEAR = 5 * 0.5 / np.sqrt(DRAWS)
"""Five standard errors of the least certain share."""


def test_two_criteria_follow_from_the_breakpoints_of_one_weight() -> None:
    """Scores 100 w, 60 and 100 (1 - w): they cross at 0.4, 0.5 and 0.6."""
    found = smaa([[100, 0], [60, 60], [0, 100]], draws=DRAWS, rng=generator(1))
    exact = [[0.4, 0.1, 0.5], [0.2, 0.8, 0.0], [0.4, 0.1, 0.5]]
    assert found.rank_acceptability == pytest.approx(np.array(exact), abs=NEAR)
    wins = [[0.0, 0.4, 0.5], [0.6, 0.0, 0.6], [0.5, 0.4, 0.0]]
    assert found.pairwise_wins == pytest.approx(np.array(wins), abs=NEAR)
    central = [[0.8, 0.2], [0.5, 0.5], [0.2, 0.8]]
    assert found.central_weights == pytest.approx(np.array(central), abs=NEAR)
    assert found.expected_rank == pytest.approx([2.1, 1.8, 2.1], abs=2 * NEAR)


@pytest.mark.parametrize("lead", [(30, -10, -40), (5, 60, -20), (-10, -35, 50, -5)])
def test_pairwise_wins_have_a_closed_form_for_uniform_weights(lead: tuple[float, ...]) -> None:
    """The share of the simplex on which the weighted lead d is above 0.

    Sum over positive d_j of d_j^(m-1) / product over the other k of (d_j - d_k).
    """
    exact = sum(
        one ** (len(lead) - 1) / np.prod([one - other for other in lead if other != one])
        for one in lead
        if one > 0
    )
    found = smaa([lead, (0.0,) * len(lead)], draws=DRAWS, rng=generator(2))
    assert found.pairwise_wins[0, 1] == pytest.approx(exact, abs=NEAR)


def test_one_criterion_with_ranges_is_a_comparison_of_two_uniforms() -> None:
    """U(0, 100) beats U(50, 100) with probability 1/4."""
    found = smaa(([[0], [50]], [[100], [100]]), draws=DRAWS, rng=generator(3))
    assert found.rank_acceptability[0, 0] == pytest.approx(0.25, abs=NEAR)


def test_a_candidate_that_is_never_first_has_no_central_weights() -> None:
    found = smaa([[50, 60], [40, 50]], draws=100, rng=generator(4))
    assert found.central_weights is not None
    assert np.isnan(found.central_weights[1]).all()
    assert found.standard_error.tolist() == [[0, 0], [0, 0]]


def test_identical_candidates_tie_for_the_better_rank_in_every_draw() -> None:
    found = smaa([[70, 30], [10, 20], [70, 30]], draws=500, rng=generator(5))
    assert found.rank_acceptability.tolist() == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]
    assert found.pairwise_wins.tolist() == [[0, 1, 0], [0, 0, 0], [0, 1, 0]]


def test_candidates_that_differ_only_where_nothing_weighs_tie_in_every_draw() -> None:
    found = smaa([[70, 30], [70, 90]], draws=500, rng=generator(5), mean=[1, 0], concentration=20)
    assert found.rank_acceptability.tolist() == [[1, 0], [1, 0]]
    assert found.pairwise_wins.tolist() == [[0, 0], [0, 0]]


def test_weights_that_nearly_vanish_leave_a_tie_as_in_the_plain_scores() -> None:
    """With parameters of 0.05 a weight is often so small that the scores are within 1e-9."""
    values = [[50, 20], [50, 60]]
    fused = smaa(values, draws=DRAWS, rng=generator(5), mean=[1, 1], concentration=0.1)
    drawn = dirichlet(generator(6), [1, 1], 0.1, DRAWS)
    plain = acceptability(additive(values, drawn))
    assert plain.rank_acceptability[0, 0] > 0.1
    assert fused.rank_acceptability == pytest.approx(plain.rank_acceptability, abs=2 * NEAR)


def test_drawn_weights_on_any_scale_give_central_weights_that_sum_to_one() -> None:
    found = acceptability([[2, 1], [2, 1]], [[1, 1], [6, 2]])
    assert found.central_weights is not None
    assert found.central_weights[0].tolist() == [0.625, 0.375]


def test_a_single_candidate_is_always_first_at_the_mean_of_the_weights() -> None:
    found = smaa([[70, 30]], draws=DRAWS, rng=generator(6), mean=[3, 1], concentration=20)
    assert found.rank_acceptability.tolist() == [[1.0]]
    assert found.central_weights == pytest.approx(np.array([[0.75, 0.25]]), abs=NEAR)


def test_the_standard_error_is_that_of_a_share() -> None:
    found = acceptability([[2, 1], [2, 1], [2, 1], [1, 2]])
    assert found.draws == 4
    assert found.standard_error[0, 0] == pytest.approx(np.sqrt(0.75 * 0.25 / 4))


def test_more_draws_than_a_block_count_the_same_as_one_by_one() -> None:
    scores = np.random.default_rng(1).integers(0, 3, (4123, 5)).astype(float)
    found = acceptability(scores)
    better = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    share = [[(better[:, i] == k).mean() for k in range(5)] for i in range(5)]
    assert found.rank_acceptability == pytest.approx(np.array(share))
    wins = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    assert found.pairwise_wins == pytest.approx(wins)


def test_memory_does_not_grow_with_the_draws() -> None:
    values = np.random.default_rng(1).random((20, 40))
    tracemalloc.start()
    smaa(values, draws=30_000, rng=generator(1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


def test_the_same_seed_gives_the_same_shares_and_another_does_not() -> None:
    values = np.random.default_rng(1).random((4, 3))
    one, two, three = (smaa(values, draws=900, rng=generator(s)) for s in (1, 1, 2))
    assert one.rank_acceptability.tolist() == two.rank_acceptability.tolist()
    assert one.rank_acceptability.tolist() != three.rank_acceptability.tolist()


def test_dirichlet_weights_have_the_stated_mean_and_spread() -> None:
    mean = normalise([5, 3, 2, 0])
    drawn = dirichlet(generator(1), [5, 3, 2, 0], 50, DRAWS)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert drawn.mean(axis=0) == pytest.approx(mean, abs=2e-3)
    assert drawn.var(axis=0) == pytest.approx(mean * (1 - mean) / 51, rel=0.05, abs=1e-12)
    assert (drawn[:, 3] == 0).all()


def test_uniform_weights_do_not_crowd_to_the_middle() -> None:
    """On the simplex of three weights each is below 1/2 with probability 3/4."""
    drawn = uniform_weights(generator(1), 3, DRAWS)
    assert (drawn < 0.5).mean(axis=0) == pytest.approx([0.75] * 3, abs=NEAR)


def test_weights_known_by_order_follow_it_and_average_to_the_centroid() -> None:
    order = [2, 1, 4, 3]
    drawn = uniform_weights(generator(1), 4, DRAWS, order=order)
    assert (drawn[:, 1] >= drawn[:, 0]).all()
    assert (drawn[:, 0] >= drawn[:, 3]).all()
    assert (drawn[:, 3] >= drawn[:, 2]).all()
    assert drawn.mean(axis=0) == pytest.approx(rank_order_centroid(order), abs=5e-3)
    fused = smaa(np.eye(4), draws=DRAWS, rng=generator(2), order=order)
    assert fused.rank_acceptability[1].tolist() == [1, 0, 0, 0]


def test_criteria_of_one_rank_are_in_no_order_among_themselves() -> None:
    drawn = uniform_weights(generator(1), 3, DRAWS, order=[1, 2, 2])
    assert (drawn[:, :1] >= drawn[:, 1:]).all()
    assert (drawn[:, 1] > drawn[:, 2]).mean() == pytest.approx(0.5, abs=NEAR)
    same = uniform_weights(generator(1), 3, DRAWS, order=[1, 2.5, 2.5])
    assert (same == drawn).all()
    shared_lead = uniform_weights(generator(1), 3, DRAWS, order=[1.5, 1.5, 3])
    assert (shared_lead[:, :2] >= shared_lead[:, 2:]).all()
    assert drawn.mean(axis=0) == pytest.approx(rank_order_centroid([1, 2, 2]), abs=5e-3)


def test_confidence_is_the_share_of_first_places_at_the_central_weights() -> None:
    """At equal weights the score is uniform over 40 to 60, against a sure 50."""
    low, high = [[40, 40], [50, 50]], [[40, 80], [50, 50]]
    found = confidence_factors((low, high), [[0.5, 0.5], [np.nan, np.nan]], draws=DRAWS, rng=generator(1))
    assert found[0] == pytest.approx(0.5, abs=NEAR)
    assert np.isnan(found[1])
