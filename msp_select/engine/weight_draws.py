"""Weights drawn at every level of a tree, re-shared over the questions that apply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from msp_select.engine.hierarchy import Tree
from msp_select.engine.validation import Bools, Floats, InputError, Ints

SMALLEST = 1e-300
"""Stands in for a gamma draw too small for a float, so that no sum of draws is zero."""


@dataclass(frozen=True, eq=False)
class TreeGammas:
    """Gamma draws `(nodes, draws)` of one block, which become Dirichlet draws once shared out.

    The arrays are filled anew for each block: fresh ones would cost more than what is put in them.
    """

    questions: Floats
    criteria: Floats
    pillars: Floats

    @property
    def draws(self) -> int:
        """How many draws a block has."""
        return len(self.pillars[0])


@dataclass(frozen=True, eq=False)
class TreeParameters:
    """Dirichlet parameters `(nodes,)` of each level, scaled within each parent; 0 stays 0."""

    questions: Floats
    criteria: Floats
    pillars: Floats

    @classmethod
    def around(cls, tree: Tree, concentration: float | None) -> TreeParameters:
        """The parameters whose mean is the tree's own weights; with None, those of any weights at all."""
        top = np.zeros(tree.pillars, dtype=np.intp)
        levels = (
            (tree.question_weights, tree.criterion_of),
            (tree.criterion_weights, tree.pillar_of),
            (tree.pillar_weights, top),
        )
        if concentration is None:
            return cls(*((weights > 0).astype(np.float64) for weights, _ in levels))
        return cls(*(concentration * _within(*level) for level in levels))

    def room(self, draws: int) -> TreeGammas:
        """Room for a block of draws."""
        levels = (self.questions, self.criteria, self.pillars)
        return TreeGammas(*(np.zeros((len(level), draws)) for level in levels))

    def draw(self, rng: np.random.Generator, gammas: TreeGammas, *, questions: bool = True) -> None:
        """Fill the room, level after level; without `questions` those stay as they are."""
        if questions:
            _fill(rng, self.questions, gammas.questions)
        _fill(rng, self.criteria, gammas.criteria)
        _fill(rng, self.pillars, gammas.pillars)


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

    def weights(self, gammas: TreeGammas, room: Floats) -> Floats:
        """Weights of the questions in the whole `(questions left, draws)`, summing to 1.

        They are computed in the first rows of `room (questions, draws)`.
        """
        questions = room[: len(self.questions)]
        if not len(questions):
            return questions
        np.take(gammas.questions, self.questions, axis=0, out=questions, mode="clip")
        ends = self.criterion_starts + self.criterion_sizes
        families = [questions[a:b] for a, b in zip(self.criterion_starts, ends, strict=True)]
        totals = np.empty((len(families), gammas.draws))
        for family, total in zip(families, totals, strict=True):
            np.add.reduce(family, axis=0, out=total)
        share = self.criterion_weights(gammas)
        share /= totals
        for family, own in zip(families, share, strict=True):
            family *= own
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


def _fill(rng: np.random.Generator, parameters: Floats, rows: Floats) -> None:
    for row, parameter in zip(rows, parameters, strict=True):
        if parameter > 0:
            rng.standard_gamma(parameter, out=row)
            np.maximum(row, SMALLEST, out=row)


def _within(weights: Floats, parent: Ints) -> Floats:
    """Weights scaled to 1 within each parent; zero where the parent has none."""
    total = np.bincount(parent, weights)[parent]
    return np.asarray(weights / np.where(total > 0, total, 1.0))
