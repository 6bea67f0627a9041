"""Input without an answer is refused by one clear sentence; the odd but possible has an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from msp_select.engine import (
    InputError,
    Tree,
    acceptability,
    additive,
    confidence_factors,
    dirichlet,
    electre,
    fewest_changes,
    flip_weight,
    frontier,
    generator,
    information_from_draws,
    kendall_tau,
    known_methods,
    method,
    normalise,
    pairwise,
    piecewise_linear,
    promethee,
    rank,
    rank_sum,
    roll_up,
    simulate,
    smaa,
    stability_intervals,
    tornado,
    tree_weights,
    uniform_weights,
    value_of_information,
    vikor,
    weighted_product,
)
from msp_select.engine.methods import BUILT_IN
from tests.engine.trees import TREE

NAN, INF = float("nan"), float("inf")
TWO = [[1.0, 2.0], [3.0, 4.0]]
RNG = generator(1)


def session(**changes: Any) -> Any:
    given: dict[str, Any] = {
        "low": np.zeros((2, 6)), "high": np.ones((2, 6)), "applies": np.ones((2, 6), bool),
        "silence_mask": np.zeros((2, 6), bool), "silence": 25, "concentration": 50, "draws": 10,
        "rng": RNG,
    }  # fmt: skip
    return simulate(TREE, **(given | changes))


CASES: list[tuple[Callable[[], object], str]] = [
    (lambda: additive([[1, NAN]], [1, 1]), "values has nan at (0, 1); every cell must be finite"),
    (lambda: additive([[INF, 1]], [1, 1]), "values has inf at (0, 0); every cell must be finite"),
    (lambda: additive(TWO, [1, NAN]), "weights has nan at (1,); every cell must be finite"),
    (lambda: additive(TWO, [1, -1]), "weights has -1 at (1,); none may be negative"),
    (lambda: additive(TWO, [0, 0]), "weights are all zero; at least one must be positive"),
    (
        lambda: additive(TWO, [1, 1, 1]),
        "values have shape (2, 2) and weights (3,); the last axis of both must be the criteria",
    ),
    (
        lambda: additive(np.ones((3, 2, 2)), np.ones((4, 2))),
        "values have shape (3, 2, 2) and weights (4, 2); "
        "the axes before candidates and criteria must broadcast",
    ),
    (lambda: additive([1, 2], [1, 1]), "values has shape (2,); at least 2 axes were expected"),
    (lambda: additive(np.ones((0, 2)), [1, 1]), "values has shape (0, 2); it must not be empty"),
    (
        lambda: additive([[1, 2], [3]], [1, 1]),
        "values must be an array of numbers, all rows of one length",
    ),
    (
        lambda: weighted_product([[1, -2]], [1, 1]),
        "values go down to -2; a weighted product needs none below 0",
    ),
    (lambda: vikor(TWO, [1, 1], v=1.5), "v is 1.5; it must be from 0 to 1"),
    (
        lambda: promethee(TWO, [1, 1], preference="linear"),
        'the "linear" preference needs a threshold',
    ),
    (
        lambda: promethee(TWO, [1, 1], preference="linear", indifference=3, threshold=3),
        "the threshold must be above the indifference in every criterion",
    ),
    (
        lambda: promethee(TWO, [1, 1], threshold=3),
        'the "usual" preference takes no thresholds; "linear" does',
    ),
    (
        lambda: promethee(TWO, [1, 1], preference="gaussian"),  # type: ignore[arg-type]
        'there is no preference "gaussian"; there are "usual" and "linear"',
    ),
    (
        lambda: electre(TWO, [1, 1], indifference=5, preference=3),
        "the indifference must not be above the preference in any criterion",
    ),
    (
        lambda: electre(TWO, [1, 1], indifference=1, preference=3, veto=2),
        "the preference must not be above the veto in any criterion",
    ),
    (
        lambda: electre(TWO, [1, 1], indifference=[1, 2, 3], preference=5),
        "indifference has shape (3,); one number or (2,) was expected",
    ),
    (
        lambda: electre(TWO, [1, 1], indifference=NAN, preference=5),
        "indifference is nan; a number from 0 on was expected",
    ),
    (lambda: rank([1, NAN]), "scores has nan at (1,); every cell must be finite"),
    (
        lambda: kendall_tau([1, 2], [1, 2, 3]),
        "a has shape (2,) and b (3,); both must rank the same candidates",
    ),
    (lambda: normalise([0.0, 0.0]), "weights are all zero; at least one must be positive"),
    (lambda: rank_sum([1, NAN]), "ranks has nan at (1,); every cell must be finite"),
    (lambda: pairwise([[1, 2]]), "matrix has shape (1, 2); it must be square"),
    (
        lambda: pairwise([[1, 2], [2, 1]]),
        "matrix has 2 at (0, 1) and 2 at (1, 0); one must be the other's reciprocal, and the diagonal 1",
    ),
    (lambda: pairwise(np.ones((16, 16))), "matrix compares 16 criteria; at most 15 are known"),
    (
        lambda: piecewise_linear(1, [[2, 0], [2, 5]]),
        "the answers of the points are [2.0, 2.0]; they must rise strictly",
    ),
    (lambda: piecewise_linear(NAN, [[0, 0], [1, 5]]), "x has nan at (); every cell must be finite"),
    (lambda: dirichlet(RNG, [1, 1], 0, 5), "concentration is 0; a number above 0 was expected"),
    (lambda: dirichlet(RNG, [1, 1], 5, 0), "draws is 0; a whole number from 1 on was expected"),
    (
        lambda: uniform_weights(RNG, 2, 5, order=[0, 1]),
        "order starts at 0; ranks start at 1, the most important",
    ),
    (
        lambda: uniform_weights(RNG, 3, 5, order=[1, 2]),
        "order has shape (2,); (3,) was expected",
    ),
    (
        lambda: acceptability(TWO, [[1, 1]]),
        "scores have shape (2, 2) and weights (1, 2); both must have one row a draw",
    ),
    (lambda: acceptability(TWO, [[1, 1], [2, -1]]), "weights has -1 at (1, 1); none may be negative"),
    (lambda: acceptability(TWO, [[1, 1], [0, 0]]), "weights are all zero; at least one must be positive"),
    (
        lambda: kendall_tau(np.ones((2, 3)), np.ones((4, 3))),
        "a has shape (2, 3) and b (4, 3); the axes before the candidates must broadcast",
    ),
    (
        lambda: smaa((np.ones((2, 3)), np.ones((2, 2))), draws=5, rng=RNG),
        "low has shape (2, 3) and high (2, 2)",
    ),
    (lambda: smaa(TWO, draws=INF, rng=RNG), "draws is inf; a whole number from 1 on was expected"),  # type: ignore[arg-type]
    (
        lambda: additive([["3", "4"]], [1, 1]),
        "values must be an array of numbers, all rows of one length",
    ),
    (
        lambda: additive([[1j, 4]], [1, 1]),
        "values must be an array of numbers, all rows of one length",
    ),
    (
        lambda: flip_weight(TWO, [1, 1], 0, 0.5, 0),  # type: ignore[arg-type]
        "b is 0.5; it must be a whole number from 0 to 1",
    ),
    (
        lambda: smaa(TWO, draws=5, rng=RNG, mean=[1, 1]),
        "mean and concentration belong together; only one of them was given",
    ),
    (
        lambda: smaa(TWO, draws=5, rng=RNG, mean=[1, 1], concentration=5, order=[1, 2]),
        "weights are drawn around a mean or by an order; both were given",
    ),
    (
        lambda: smaa((TWO, np.zeros((2, 2))), draws=5, rng=RNG),
        "low is 1 and high 0 at (0, 0); low is above",
    ),
    (lambda: smaa([[1, NAN]], draws=5, rng=RNG), "values has nan at (0, 1); every cell must be finite"),
    (
        lambda: tornado([[1.0]], [[1.0]], [1], leader=0),
        "a margin needs at least 2 candidates; there is one",
    ),
    (lambda: flip_weight(TWO, [1, 1], 0, 2, 0), "b is 2; it must be a whole number from 0 to 1"),
    (lambda: frontier([1, 2], [1]), "cost has shape (2,) and merit (1,)"),
    (lambda: fewest_changes([1.0], NAN), "gap is nan; a finite number was expected"),
    (lambda: fewest_changes([1.0], 1, forced=[1]), "forced is 1; it must be a whole number from 0 to 0"),
    (
        lambda: value_of_information([1, 2], [[1.0]]),
        "means have shape (2,) and swings (1, 1); both must have one row a candidate",
    ),
    (
        lambda: information_from_draws(TWO, [1, 2]),
        "there are 2 draws; 20 bins need at least 80",
    ),
    (
        lambda: roll_up(TREE, [1, 2], np.ones(6, bool)),
        "values have shape (2,); (6,) was expected",
    ),
    (
        lambda: roll_up(TREE, np.ones(6), np.ones(6)),
        "applies has shape (6,) of float64; (..., 6) of bool was expected",
    ),
    (
        lambda: Tree(np.array([0, 2]), np.array([0]), np.ones(2), np.ones(1), np.ones(1)),
        "criterion_of must hold whole numbers from 0 to 0",
    ),
    (
        lambda: Tree(np.array([0]), np.array([0]), np.array([-1.0]), np.ones(1), np.ones(1)),
        "question_weights has -1 at (0,); none may be negative",
    ),
    (lambda: session(silence=101), "silence is 101; it must be from 0 to 100"),
    (lambda: session(common=-0.1), "common is -0.1; it must be from 0 to 1"),
    (lambda: session(high=np.full((2, 6), -1.0)), "low is 0 and high -1 at (0, 0); low is above high"),
    (lambda: session(low=np.zeros((2, 5))), "low has shape (2, 5); (2, 6) was expected"),
    (
        lambda: session(silence=[25, 10]),
        "silence has shape (2,); one number, (6,) or (2, 6) was expected",
    ),
    (
        lambda: session(silence=np.full((2, 6), NAN), silence_mask=np.eye(2, 6, dtype=bool)),
        "silence is nan; it must be from 0 to 100",
    ),
    (
        lambda: session(chance=np.ones((2, 5))),
        "chance has shape (2, 5); (2, 6) or more columns was expected",
    ),
    (
        lambda: session(chance=np.full((2, 6), 1.5)),
        "chance is 1.5; it must be from 0 to 1, or NaN where no must-have is open",
    ),
    (
        lambda: session(applies=np.ones((2, 5), bool)),
        "applies has shape (2, 5); (candidates, 6) was expected",
    ),
    (lambda: session(applies=np.ones((2, 6))), "applies must be an array of bool"),
    (
        lambda: session(eligible=[True]),
        "eligible has shape (1,); (2,) of bool was expected",
    ),
    (
        lambda: uniform_weights(RNG, 2, 5, order=[[1, 2]]),
        "order has shape (1, 2); 1 axis was expected",
    ),
    (
        lambda: smaa(TWO, draws=5, rng=RNG, mean=[1, 1, 1], concentration=5),
        "mean has shape (3,); (2,) was expected",
    ),
    (
        lambda: smaa(np.ones((3, 2, 2)), draws=5, rng=RNG),
        "values have shape (3, 2, 2); (candidates, criteria), or a pair (low, high) of such arrays, "
        "was expected",
    ),
    (
        lambda: confidence_factors(TWO, [[1.0, 0.0]], draws=5, rng=RNG),
        "central_weights have shape (1, 2) and values (2, 2)",
    ),
    (
        lambda: stability_intervals(np.ones((2, 2, 2)), [1, 1]),
        "values have shape (2, 2, 2) and weights (2,); (candidates, criteria) and (criteria,) were expected",
    ),
    (
        lambda: tornado(TWO, [[1.0, 2.0]], [1, 1], leader=0),
        "low has shape (2, 2) and high (1, 2)",
    ),
    (
        lambda: tornado(TWO, np.zeros((2, 2)), [1, 1], leader=0),
        "low is above high for some value",
    ),
    (
        lambda: piecewise_linear(1, [[1, 2, 3]]),
        "points have shape (1, 3); (points, 2) was expected",
    ),
    (
        lambda: Tree(np.array([0]), np.array([0, 0]), np.ones(1), np.ones(1), np.ones(1)),
        "pillar_of has shape (2,); (1,) was expected",
    ),
    (
        lambda: information_from_draws(np.ones((100, 2)), np.ones(99)),
        "scores have shape (100, 2) and drawn (99,); both must have the same draws",
    ),
    (
        lambda: session(silence_mask=np.zeros((2, 6))),
        "silence_mask must be an array of bool",
    ),
    (
        lambda: tree_weights(
            Tree(np.array([0]), np.array([0]), np.ones(1), np.zeros(1), np.ones(1)), RNG, 50, 5
        ),
        "the tree's weights leave no criterion with any weight",
    ),
    (
        lambda: method("electro"),
        "there is no method 'electro'; there are "
        "additive, weighted_product, topsis, vikor, promethee, electre",
    ),
]


@pytest.mark.parametrize(("call", "sentence"), CASES, ids=[sentence for _, sentence in CASES])
def test_a_refusal_is_one_clear_sentence(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert str(caught.value) == sentence


NAMES = [one.name for one in BUILT_IN]


@pytest.mark.parametrize("name", NAMES)
def test_a_single_candidate_has_a_score_and_is_first(name: str) -> None:
    scores = known_methods()[name].load()([[40.0, 60.0]], [1, 3])
    assert np.isfinite(scores).all()
    assert rank(scores).tolist() == [1]


@pytest.mark.parametrize("name", NAMES)
def test_identical_candidates_share_the_first_rank(name: str) -> None:
    scores = known_methods()[name].load()([[40.0, 0.0]] * 3, [1, 3])
    assert np.isfinite(scores).all()
    assert rank(scores).tolist() == [1, 1, 1]


@pytest.mark.parametrize("name", NAMES)
def test_with_one_criterion_its_order_is_the_order(name: str) -> None:
    scores = known_methods()[name].load()([[10.0], [90.0], [50.0]], [1])
    assert rank(scores).tolist() == [3, 1, 2]


def test_rankings_that_tie_everyone_agree_with_each_other_and_with_no_other() -> None:
    assert float(kendall_tau([1, 1], [1, 1])) == 1
    assert float(kendall_tau([1, 1], [1, 2])) == 0
    assert float(kendall_tau([1], [1])) == 1
