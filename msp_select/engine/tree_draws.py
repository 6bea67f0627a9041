"""Weights drawn at every level of a tree, re-shared over the questions that apply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from msp_select.engine.checked import Bools, Floats, InputError, Ints
from msp_select.engine.hierarchy import Tree

SMALLEST = 1e-300
"""Stands in for a gamma draw too small for a float, so that no sum of draws is zero."""


@dataclass(frozen=True, eq=False)
class TreeGammas:
    """Gamma draws `(nodes, draws)` of one block, which become Dirichlet draws once shared out."""

    questions: Floats
    criteria: Floats
    pillars: Floats


@dataclass(frozen=True, eq=False)
class TreeParameters:
    """Dirichlet parameters `(nodes,)` of each level, scaled within each parent; 0 stays 0."""

    questions: Floats
    criteria: Floats
    pillars: Floats

    @classmethod
    def around(cls, tree: Tree, concentration: float) -> TreeParameters:
        """The parameters whose mean is the tree's own weights."""
        top = np.zeros(tree.pillars, dtype=np.intp)
        return cls(
            concentration * _within(tree.question_weights, tree.criterion_of),
            concentration * _within(tree.criterion_weights, tree.pillar_of),
            concentration * _within(tree.pillar_weights, top),
        )

    def draw(self, rng: np.random.Generator, draws: int, *, questions: bool = True) -> TreeGammas:
        """One block of draws, level after level; without `questions` those stay undrawn."""
        own = self.questions if questions else self.questions[:0]
        return TreeGammas(
            _gammas(rng, own, draws),
            _gammas(rng, self.criteria, draws),
            _gammas(rng, self.pillars, draws),
        )


@dataclass(frozen=True, eq=False)
class Branches:
    """The part of a tree that is left when only some questions count.

    `questions`, `criteria`, `pillars`: positions of what is left, children of one parent side by
    side; `criterion_starts`, `pillar_starts`: where each parent's children start;
    `criterion_sizes`, `pillar_sizes`: how many it has.
    """

    questions: Ints
    criteria: Ints
    pillars: Ints
    criterion_starts: Ints
    pillar_starts: Ints
    criterion_sizes: Ints
    pillar_sizes: Ints

    @classmethod
    def left(cls, tree: Tree, counts: Bools) -> Branches:
        """What is left of `tree` where `counts (questions,)` is set and some weight reaches."""
        reached = counts & reachable(tree)
        questions = np.flatnonzero(reached)
        criterion = tree.criterion_of[questions]
        questions = questions[np.lexsort((criterion, tree.pillar_of[criterion]))]
        criterion_starts, criterion_sizes = _runs(tree.criterion_of[questions])
        criteria = tree.criterion_of[questions][criterion_starts]
        pillar_starts, pillar_sizes = _runs(tree.pillar_of[criteria])
        pillars = tree.pillar_of[criteria][pillar_starts]
        return cls(
            questions,
            criteria,
            pillars,
            criterion_starts,
            pillar_starts,
            criterion_sizes,
            pillar_sizes,
        )

    def weights(self, gammas: TreeGammas) -> Floats:
        """Weights of the questions in the whole `(questions left, draws)`, summing to 1."""
        questions = gammas.questions[self.questions]
        if not len(questions):
            return questions
        share = self.criterion_weights(gammas)
        share /= np.add.reduceat(questions, self.criterion_starts, axis=0)
        questions *= np.repeat(share, self.criterion_sizes, axis=0)
        return questions

    def criterion_weights(self, gammas: TreeGammas) -> Floats:
        """Weights of the criteria in the whole `(criteria left, draws)`, summing to 1."""
        criteria, pillars = gammas.criteria[self.criteria], gammas.pillars[self.pillars]
        pillars /= pillars.sum(axis=0)
        pillars /= np.add.reduceat(criteria, self.pillar_starts, axis=0)
        criteria *= np.repeat(pillars, self.pillar_sizes, axis=0)
        return criteria


def reachable(tree: Tree) -> Bools:
    """Which questions `(questions,)` have weight at every level above them."""
    criterion = (tree.criterion_weights > 0) & (tree.pillar_weights > 0)[tree.pillar_of]
    return np.asarray((tree.question_weights > 0) & criterion[tree.criterion_of])


def weighty_criteria(tree: Tree) -> Branches:
    """The tree's criteria that weigh anything, as branches without questions."""
    weighs = (tree.criterion_weights > 0) & (tree.pillar_weights > 0)[tree.pillar_of]
    criteria = np.flatnonzero(weighs)
    if not criteria.size:
        raise InputError("the tree's weights leave no criterion with any weight")
    criteria = criteria[np.argsort(tree.pillar_of[criteria], kind="stable")]
    starts, sizes = _runs(tree.pillar_of[criteria])
    none = criteria[:0]
    return Branches(none, criteria, tree.pillar_of[criteria][starts], none, starts, none, sizes)


def _runs(parent: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal parents starts, and its length."""
    starts = np.flatnonzero(np.diff(parent, prepend=-1))
    return starts, np.diff(starts, append=len(parent))


def _gammas(rng: np.random.Generator, parameters: Floats, draws: int) -> Floats:
    drawn = np.zeros((len(parameters), draws))
    for row, parameter in zip(drawn, parameters, strict=True):
        if parameter > 0:
            rng.standard_gamma(parameter, out=row)
            np.maximum(row, SMALLEST, out=row)
    return drawn


def _within(weights: Floats, parent: Ints) -> Floats:
    """Weights scaled to 1 within each parent; zero where the parent has none."""
    total = np.bincount(parent, weights)[parent]
    return np.asarray(weights / np.where(total > 0, total, 1.0))
