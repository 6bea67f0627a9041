"""Many candidates rolled up at once, each to the last bit as `roll_up` does it alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from msp_select.engine.checked import Bools, Floats, Ints
from msp_select.engine.hierarchy import Tree
from msp_select.engine.ranking import TIE


@dataclass(frozen=True, eq=False)
class ColumnValues:
    """`TreeValues` of many: `criteria (candidates, criteria)`, `pillars (candidates, pillars)`, `total`."""

    criteria: Floats
    pillars: Floats
    total: Floats
    criterion_filled: Bools
    pillar_filled: Bools


def roll_up_all(tree: Tree, values: Floats, applies: Bools) -> ColumnValues:
    """The weighted means of `values (candidates, questions)`; `applies` masks what does not count.

    >>> tree = Tree(np.array([0, 0, 1]), np.array([0, 1]), np.array([1.0, 3.0, 1.0]),
    ...             np.array([1.0, 1.0]), np.array([40.0, 60.0]))
    >>> applies = np.array([[True, True, True], [True, False, True]])
    >>> roll_up_all(tree, np.array([[0.0, 100.0, 50.0], [0.0, 100.0, 50.0]]), applies).total.tolist()
    [60.0, 30.0]
    """
    own = np.where(applies, tree.question_weights, 0.0)
    criteria, criterion_filled = _means(np.where(applies, values, 0.0), own, tree.criterion_of, tree.criteria)
    own = np.where(criterion_filled, tree.criterion_weights, 0.0)
    pillars, pillar_filled = _means(criteria, own, tree.pillar_of, tree.pillars)
    own = np.where(pillar_filled, tree.pillar_weights, 0.0)
    totals, _ = _means(pillars, own, np.zeros(tree.pillars, np.intp), 1)
    pillars = np.where(pillar_filled, pillars, totals)
    criteria = np.where(criterion_filled, criteria, pillars[:, tree.pillar_of])
    return ColumnValues(criteria, pillars, totals[:, 0], criterion_filled, pillar_filled)


def effective_weights_all(tree: Tree, applies: Bools) -> Floats:
    """The share of the total each question ends up with, `(candidates, questions)`."""
    question = _shares(np.where(applies, tree.question_weights, 0.0), tree.criterion_of, tree.criteria)
    filled = _sums(question, tree.criterion_of, tree.criteria) > 0
    criterion = _shares(np.where(filled, tree.criterion_weights, 0.0), tree.pillar_of, tree.pillars)
    filled = _sums(criterion, tree.pillar_of, tree.pillars) > 0
    pillar = _shares(np.where(filled, tree.pillar_weights, 0.0), np.zeros(tree.pillars, np.intp), 1)
    reached: Floats = question * (criterion * pillar[:, tree.pillar_of])[:, tree.criterion_of]
    return reached


def sums_within(children: Floats, parent: Ints, parents: int) -> Floats:
    """The sums of `children (candidates, children)` under each parent, `(candidates, parents)`."""
    return _sums(children, parent, parents)


def rank_many(scores: Floats) -> Ints:
    """The ranks of `rank` for one long list `(candidates,)`, without comparing every pair.

    >>> rank_many(np.array([70.0, 90.0, 90.0, 50.0])).tolist()
    [3, 1, 1, 4]
    """
    rising = np.sort(scores)
    ranks: Ints = 1 + len(scores) - np.searchsorted(rising, scores + TIE, side="right")
    return ranks


def _sums(children: Floats, parent: Ints, parents: int) -> Floats:
    # bincount adds in the order of its input: each candidate's children in theirs, nobody else's between.
    count = len(children)
    places = (np.arange(count)[:, None] * parents + parent).ravel()
    sums: Floats = np.bincount(places, children.ravel(), count * parents)  # type: ignore[assignment]
    return sums.reshape(count, parents)


def _means(children: Floats, weights: Floats, parent: Ints, parents: int) -> tuple[Floats, Bools]:
    weight = _sums(weights, parent, parents)
    filled = weight > 0
    total = _sums(weights * children, parent, parents)
    return np.divide(total, weight, out=np.zeros(weight.shape), where=filled), filled


def _shares(weights: Floats, parent: Ints, parents: int) -> Floats:
    total = _sums(weights, parent, parents)[:, parent]
    return np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0)
