"""The simulation of a session: its mean, its spread, and what it leaves alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.engine import Simulation, Tree, generator, roll_up, simulate, tree_weights
from tests.engine.trees import TREE, random_tree

Floats = npt.NDArray[np.float64]

SURE = 1e9
"""A concentration at which drawn weights are the stated ones."""


def flat_tree(questions: int) -> Tree:
    ones = np.ones(1)
    return Tree(np.zeros(questions, int), np.zeros(1, int), np.ones(questions), ones, ones)


def run(
    tree: Tree,
    low: Floats,
    high: Floats,
    *,
    draws: int = 4000,
    silent: bool = False,
    silence: float = 25,
    concentration: float = SURE,
    common: float = 0.5,
) -> Simulation:
    shape = np.shape(low)
    return simulate(
        tree, low, high, np.ones(shape, bool), np.full(shape, silent), silence=silence,
        concentration=concentration, draws=draws, rng=generator(1), common=common,
        keep_scores=True,
    )  # fmt: skip


@settings(max_examples=40, derandomize=True)
@given(st.integers(0, 2**32))
def test_the_mean_of_the_draws_is_the_point_score(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    shape = (int(rng.integers(1, 5)), tree.questions)
    low = rng.random(shape) * 60
    high = low + rng.random(shape) * 40 * (rng.random(shape) < 0.7)
    applies, silent = rng.random(shape) < 0.8, rng.random(shape) < 0.3
    per_what = ((), (tree.questions,), shape)[int(rng.integers(3))]
    silence = rng.choice([0.0, 6.5, 19.5, 60, 100], size=per_what)
    chance = np.where(rng.random(shape) < 0.2, rng.random(shape), np.nan)
    found = simulate(
        tree, low, high, applies, silent, silence=silence, concentration=15, draws=3000,
        rng=generator(seed), keep_scores=True, chance=chance,
    )  # fmt: skip
    points = np.where(silent, silence, (low + high) / 2)
    exact = [roll_up(tree, *row).total for row in zip(points, applies, strict=True)]
    assert found.scores is not None
    error = found.scores.std(axis=0, ddof=1) / np.sqrt(3000)
    assert (np.abs(found.mean_scores - exact) <= 4 * error + 1e-4).all()
    assert found.mean_scores == pytest.approx(found.scores.mean(axis=0))


def test_doubts_of_one_candidate_do_not_cancel_out() -> None:
    """The variance of the mean of n answers, any two of them common with probability 1/4.

    It is s2 (1/n + (1 - 1/n) / 4), s2 = 100^2 / 12.
    """
    found = run(flat_tree(10), np.zeros((1, 10)), np.full((1, 10), 100.0), draws=20_000)
    assert found.scores is not None
    assert found.scores.var() == pytest.approx(100**2 / 12 * (0.1 + 0.9 / 4), rel=0.05)


@pytest.mark.parametrize(("common", "share"), [(0.0, 1 / 10), (0.3, 0.1 + 0.9 * 0.09), (1.0, 1.0)])
def test_how_much_is_common_can_be_set(common: float, share: float) -> None:
    found = run(flat_tree(10), np.zeros((1, 10)), np.full((1, 10), 100.0), draws=20_000, common=common)
    assert found.scores is not None
    assert found.scores.var() == pytest.approx(100**2 / 12 * share, rel=0.05)
    assert found.scores.min() >= 0
    assert found.scores.max() <= 100.001


@pytest.mark.parametrize("silence", [10.0, 25.0, 50.0])
def test_silence_is_drawn_from_a_beta_distribution_with_that_mean(silence: float) -> None:
    """100 Beta(1, b): the share below x is 1 - (1 - x/100)^b, b = 100/s - 1."""
    zero = np.zeros((1, 1))
    found = run(flat_tree(1), zero, zero, silent=True, silence=silence, draws=20_000)
    assert found.scores is not None
    assert found.mean_scores == pytest.approx([silence], abs=1)
    for x in (5, 20, 50, 80):
        exact = 1 - (1 - x / 100) ** (100 / silence - 1)
        assert (found.scores < x).mean() == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize("silence", [0.0, 100.0])
def test_silence_at_either_end_is_certain(silence: float) -> None:
    found = run(flat_tree(3), np.zeros((1, 3)), np.zeros((1, 3)), silent=True, silence=silence)
    assert found.scores == pytest.approx(np.full((4000, 1), silence))


def test_the_spread_of_weights_at_both_levels_is_that_of_a_slow_simulation() -> None:
    rng = np.random.default_rng(5)
    values = np.array([[100.0, 20, 40, 80, 60, 10], [10.0, 90, 70, 30, 60, 50]])
    applies = np.array([[True] * 6, [True, True, False, True, False, True]])
    found = simulate(
        TREE, values, values, applies, np.zeros((2, 6), bool), silence=25, concentration=15,
        draws=8000, rng=generator(2), keep_scores=True,
    )  # fmt: skip

    def share(weights: Floats) -> Floats:
        return rng.dirichlet(15 * weights / weights.sum())

    slow = np.empty((8000, 2))
    for draw in range(8000):
        questions = np.concatenate([share(TREE.question_weights[TREE.criterion_of == c]) for c in range(4)])
        criteria = np.concatenate([share(TREE.criterion_weights[TREE.pillar_of == p]) for p in range(2)])
        drawn = Tree(TREE.criterion_of, TREE.pillar_of, questions, criteria, share(TREE.pillar_weights))
        slow[draw] = [roll_up(drawn, *row).total for row in zip(values, applies, strict=True)]
    assert found.scores is not None
    assert found.scores.mean(axis=0) == pytest.approx(slow.mean(axis=0), abs=0.6)
    assert found.scores.std(axis=0) == pytest.approx(slow.std(axis=0), rel=0.05)
    together = np.asarray(np.corrcoef(found.scores.T)), np.asarray(np.corrcoef(slow.T))
    assert together[0] == pytest.approx(together[1], abs=0.05)
    first = (slow[:, 0] > slow[:, 1]).mean()
    assert found.ranks.rank_acceptability[0, 0] == pytest.approx(first, abs=0.03)


def test_only_the_eligible_are_ranked_unless_none_is() -> None:
    values = np.array([[90.0], [50.0], [70.0]])
    shown, silent = np.ones((3, 1), bool), np.zeros((3, 1), bool)

    def ranks(eligible: list[bool]) -> Simulation:
        return simulate(
            flat_tree(1), values, values, shown, silent, silence=25, concentration=50, draws=50,
            rng=generator(1), eligible=eligible,
        )  # fmt: skip

    some = ranks([False, True, True])
    assert some.eligible.tolist() == [1, 2]
    assert some.ranks.rank_acceptability.tolist() == [[0, 1], [1, 0]]
    assert some.mean_scores == pytest.approx([90, 50, 70])
    assert ranks([False, False, False]).eligible.tolist() == [0, 1, 2]


def test_candidates_alike_in_all_they_answered_tie() -> None:
    values = np.array([[90.0, 30, 10, 50, 70, 20]] * 3)
    found = run(TREE, values, values, concentration=15, draws=300)
    assert found.ranks.rank_acceptability.tolist() == [[1, 0, 0]] * 3


def test_a_candidate_to_whom_nothing_applies_scores_zero() -> None:
    applies = np.array([[False] * 6, [True] * 6])
    found = simulate(
        TREE, np.full((2, 6), np.nan), np.full((2, 6), np.nan), applies, np.ones((2, 6), bool),
        silence=40, concentration=50, draws=200, rng=generator(1),
    )  # fmt: skip
    assert found.mean_scores[0] == 0
    assert found.ranks.rank_acceptability.tolist() == [[0, 1], [1, 0]]


def test_the_same_seed_gives_the_same_scores() -> None:
    low, high = np.zeros((2, 6)), np.full((2, 6), 100.0)
    one, two = (run(TREE, low, high, concentration=15, draws=2500).scores for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.tolist() == two.tolist()


def test_tree_weights_average_to_the_weights_multiplied_down() -> None:
    drawn = tree_weights(TREE, generator(1), 50, 20_000)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(20_000))
    exact = [0.4 * 0.75, 0.4 * 0.25, 0.6 / 3, 0.6 * 2 / 3]
    assert drawn.mean(axis=0) == pytest.approx(exact, abs=3e-3)
    pillar = drawn[:, :2].sum(axis=1)
    assert pillar.var() == pytest.approx(0.4 * 0.6 / 51, rel=0.05)
