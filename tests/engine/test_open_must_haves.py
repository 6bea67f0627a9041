"""Open must-haves in the draws: who is first and acceptable, and what taking each loses."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msp_select.engine import Simulation, generator, simulate
from tests.engine import slow_twins
from tests.engine.trees import TREE

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NAN = float("nan")
SEEDS = st.integers(0, 2**32)


def session(seed: int, candidates: int = 4) -> dict[str, Any]:
    """Candidates with ranges, silence and certain answers over the six questions of the tree."""
    rng = np.random.default_rng(seed)
    shape = (candidates, TREE.questions)
    low = rng.random(shape) * 60
    return {
        "low": low,
        "high": low + rng.random(shape) * 40 * (rng.random(shape) < 0.6),
        "silence_mask": rng.random(shape) < 0.3,
        "silence": rng.choice([0.0, 6.5, 19.5, 50, 100], shape),
    }


def run(seed: int = 1, *, draws: int = 1500, **changes: Any) -> Simulation:
    """A simulation of that session, its draws kept."""
    arrays = session(seed) | changes
    fixed: dict[str, Any] = {"concentration": 15, "draws": draws, "rng": generator(seed), "keep_scores": True}
    return simulate(TREE, applies=np.ones(arrays["low"].shape, bool), **(fixed | arrays))


def uncertain(seed: int) -> Bools:
    """Which answers of the session are drawn."""
    arrays = session(seed)
    ranged, settled = arrays["high"] > arrays["low"], np.isin(arrays["silence"], [0, 100])
    return np.where(arrays["silence_mask"], ~settled, ranged)


def some_open(seed: int, *, others: int = 0) -> Floats:
    """Chances of open must-haves on some questions, and on `others` that no question scores."""
    rng = np.random.default_rng([seed, 1])
    chance = rng.choice([0.0, 0.3, 0.44, 0.89, 1.0], (4, TREE.questions + others))
    return np.where(rng.random(chance.shape) < 0.4, chance, NAN)


def kept(found: Simulation) -> tuple[Floats, Bools]:
    """The scores and who meets its must-haves, `(draws, candidates)`."""
    assert found.scores is not None
    assert found.meets is not None
    return found.scores, found.meets


@settings(max_examples=15, derandomize=True)
@given(SEEDS, st.sampled_from([0.0, 0.3, 0.5]), st.sampled_from([30, 30, 30, 2030]))
@example(30646275, 0.3, 2030)  # one number so near to 1 that its single precision shows
def test_scores_and_must_haves_are_those_of_a_slow_simulation(seed: int, common: float, draws: int) -> None:
    arrays, chance = session(seed), some_open(seed, others=2)
    scores, meets = kept(run(seed, draws=draws, common=common, chance=chance))
    slow_scores, slow_meets = slow_twins.simulated(
        generator(seed),
        TREE,
        arrays["low"],
        arrays["high"],
        np.where(arrays["silence_mask"], arrays["silence"], NAN),
        np.nan_to_num(chance, nan=1.0),
        concentration=15,
        common=common,
        draws=draws,
    )
    assert scores == pytest.approx(slow_scores, abs=0.1)
    assert (abs(scores - slow_scores) > 1e-3).mean() < 1e-3  # the far tail of a silent answer
    assert (meets != slow_meets).mean() < 1e-3  # a number on the very edge, rounded


@settings(max_examples=20, derandomize=True)
@given(SEEDS)
def test_what_the_draws_say_is_what_counting_them_one_by_one_says(seed: int) -> None:
    found = run(seed, draws=300, chance=some_open(seed))
    counted = slow_twins.outcomes(*kept(found))
    assert found.ranks.rank_acceptability == pytest.approx(counted.rank_shares)
    assert found.first_and_acceptable == pytest.approx(counted.rank_shares[:, 0])
    assert found.ranks.pairwise_wins == pytest.approx(counted.wins)
    assert found.first_if_met == pytest.approx(counted.first_if_met)
    assert found.acceptable == pytest.approx(counted.acceptable)
    assert found.nobody_acceptable == pytest.approx(counted.nobody)
    assert found.expected_loss == pytest.approx(counted.losses)


@settings(max_examples=30, derandomize=True)
@given(SEEDS)
def test_the_shares_fit_each_other(seed: int) -> None:
    found = run(seed, draws=500, chance=some_open(seed, others=1))
    assert found.first_and_acceptable.sum() == pytest.approx(1 - found.nobody_acceptable)
    assert found.ranks.rank_acceptability.sum(axis=1) == pytest.approx(found.acceptable)
    assert found.first_if_met.sum() == pytest.approx(1)
    weights = found.ranks.central_weights
    assert weights is not None
    assert weights[found.first_and_acceptable > 0].sum(axis=1) == pytest.approx(1)


@settings(max_examples=20, derandomize=True)
@given(SEEDS)
def test_must_haves_on_drawn_answers_move_no_score_and_no_share_if_met(seed: int) -> None:
    plain = run(seed)
    found = run(seed, chance=np.where(uncertain(seed), some_open(seed), NAN))
    assert kept(found)[0].tolist() == kept(plain)[0].tolist()
    assert found.mean_scores.tolist() == plain.mean_scores.tolist()
    assert found.first_if_met.tolist() == plain.first_and_acceptable.tolist()


@pytest.mark.parametrize("nothing_open", [NAN, 1.0])
def test_without_open_must_haves_nothing_changes(nothing_open: float) -> None:
    plain, found = run(), run(chance=np.full((4, TREE.questions + 1), nothing_open))
    assert kept(found)[0].tolist() == kept(plain)[0].tolist()
    assert found.ranks.rank_acceptability.tolist() == plain.ranks.rank_acceptability.tolist()
    assert plain.first_if_met.tolist() == plain.first_and_acceptable.tolist()
    assert plain.acceptable.tolist() == [1, 1, 1, 1]
    assert plain.nobody_acceptable == 0


@pytest.mark.parametrize("seed", range(10))
def test_a_leader_whose_rivals_have_none_open_is_acceptable_less_often_than_first_if_met(seed: int) -> None:
    leader = int(np.argmax(run(seed).mean_scores))
    chance = np.full((4, TREE.questions), NAN)
    chance[leader, seed % TREE.questions] = 0.6
    found = run(seed, chance=chance)
    assert found.first_and_acceptable[leader] <= found.first_if_met[leader]
    assert found.acceptable[leader] == pytest.approx(0.6, abs=0.06)


def all_silent(chance: Floats, *, common: float = 0.5) -> tuple[Floats, Bools]:
    """20,000 draws of one candidate who answered nothing but the last question, and that for certain."""
    silent = np.array([[True] * 5 + [False]])
    zero = np.zeros((1, TREE.questions))
    found = run(
        draws=20_000, low=zero, high=zero, silence_mask=silent, silence=20, chance=chance[None], common=common
    )
    return kept(found)


@pytest.mark.parametrize("column", [2, 5, 6], ids=["drawn", "certain", "not scored"])
@pytest.mark.parametrize("chance", [0.0, 0.44, 0.89])
def test_a_must_have_passes_as_often_as_its_chance_says(chance: float, column: int) -> None:
    one = np.full(TREE.questions + 1, NAN)
    one[column] = chance
    assert all_silent(one)[1].mean() == pytest.approx(chance, abs=0.012)


@pytest.mark.parametrize("column", [2, 5, 6], ids=["drawn", "certain", "not scored"])
def test_it_passes_rather_where_the_candidate_turns_out_well(column: int) -> None:
    one = np.full(TREE.questions + 1, NAN)
    one[column] = 0.5
    scores, meets = all_silent(one)
    assert scores[meets].mean() > scores[~meets].mean() + 3
    scores, meets = all_silent(one, common=0.0)
    alone = scores[meets].mean() - scores[~meets].mean()
    assert alone > 1 if column == 2 else abs(alone) < 0.5


def test_must_haves_that_all_take_the_common_draw_pass_together() -> None:
    """With one number behind all of them, the hardest decides; with their own, the chances multiply."""
    chances = np.array([0.9, 0.6, NAN, NAN, NAN, 0.7, 0.8])
    assert all_silent(chances, common=1.0)[1].mean() == pytest.approx(0.6, abs=0.012)
    assert all_silent(chances, common=0.0)[1].mean() == pytest.approx(0.9 * 0.6 * 0.7 * 0.8, abs=0.012)


def test_who_is_not_eligible_neither_ranks_nor_counts_in_the_loss() -> None:
    level = np.array([[90.0], [70.0], [60.0]]).repeat(TREE.questions, axis=1)
    chance = np.full(level.shape, NAN)
    chance[1, 0] = 0.5
    found = run(
        draws=8000, low=level, high=level, silence_mask=level < 0, silence=20, chance=chance,
        eligible=np.array([False, True, True]),
    )  # fmt: skip
    assert found.eligible.tolist() == [1, 2]
    assert found.first_if_met.tolist() == [1, 0]
    assert found.first_and_acceptable == pytest.approx([0.5, 0.5], abs=0.02)
    assert found.acceptable == pytest.approx([0.5, 1], abs=0.02)
    assert found.nobody_acceptable == 0
    # Where the first passes the other loses 10; where it fails the first loses all of 60.
    assert found.expected_loss == pytest.approx([30, 5], abs=1.2)


def test_nobody_is_first_where_nobody_is_acceptable() -> None:
    chance = np.full((4, TREE.questions), NAN)
    chance[:, 0] = 0.0
    found = run(chance=chance)
    assert found.nobody_acceptable == 1
    assert found.ranks.rank_acceptability.max() == 0
    assert found.first_if_met.sum() == pytest.approx(1)
    assert found.expected_loss.tolist() == [0, 0, 0, 0]


def test_any_weights_at_all_average_to_equal_ones_and_spread_over_the_whole_range() -> None:
    """At every level each child of a parent weighs the same on average; a weight of 0 stays 0."""
    values = np.diag([100.0] * 6)
    found = run(
        draws=20_000, low=values, high=values, silence_mask=values < 0, silence=20, concentration=None
    )
    quarter, eighth = 1 / 4, 1 / 8
    assert found.mean_scores / 100 == pytest.approx(
        [eighth, eighth, quarter, quarter, eighth, eighth], abs=0.01
    )
    scores, _ = kept(found)
    # Each pillar's weight is uniform on 0..1, whose variance is 1/12.
    assert (scores[:, :3].sum(axis=1) / 100).var() == pytest.approx(1 / 12, rel=0.05)
