"""The simulation of a tree: weights drawn at every level, answers in their ranges, must-haves met or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.answer_draws import AnswerDraws, AnswerRanges, Answers, Singles
from msp_select.engine.chunks import blocks
from msp_select.engine.hierarchy import Tree
from msp_select.engine.rank_acceptability import Acceptability, summary
from msp_select.engine.rank_counts import Tally
from msp_select.engine.ranking import TIE
from msp_select.engine.sampling import positive_concentration
from msp_select.engine.validation import Bools, Floats, InputError, Ints, share, whole
from msp_select.engine.weight_draws import Branches, TreeGammas, TreeParameters, weighty_criteria

BLOCK = 2000
"""Draws taken at a time, no more than a tally can take.

The order of the random numbers, hence each figure, depends on it.
"""


@dataclass(frozen=True, eq=False)
class Simulation:
    """What the draws of a tree say.

    `ranks`: rank shares and the rest among the eligible candidates, one row each; in a draw only
    those that meet all their must-haves are ranked. `eligible (rows,)`: their positions among all
    candidates. `first_and_acceptable (rows,)`: the share of the draws in which each meets its must-haves
    and scores highest of those; `first_if_met (rows,)`: in which it is first if every open must-have is
    met; candidates that are level share a draw. `acceptable (rows,)`: in which it meets all of its own;
    `nobody_acceptable`: in which none does. `expected_loss (rows,)`: what taking each loses on average
    against the best choice of each draw, a choice being worth its score where it meets its must-haves,
    else 0.
    `mean_scores (candidates,)`: of all candidates, on the scale of the values. `scores` and `meets
    (draws, candidates)`, where they were kept: who met all of its must-haves.
    """

    ranks: Acceptability
    eligible: Ints
    first_and_acceptable: Floats
    first_if_met: Floats
    acceptable: Floats
    nobody_acceptable: float
    expected_loss: Floats
    mean_scores: Floats
    scores: Floats | None
    meets: Bools | None


@dataclass(frozen=True, eq=False)
class _Room:
    """Where one block's draws are computed: weights `(questions, draws)`, double and single."""

    weights: Floats
    singles: Singles
    answers: AnswerDraws

    @classmethod
    def of(cls, questions: int, columns: int, draws: int) -> _Room:
        shape = (questions, draws)
        return cls(np.empty(shape), np.empty(shape, np.float32), AnswerDraws(columns, draws))


@dataclass(frozen=True, eq=False)
class _Group:
    """Candidates to whom the same questions apply, so that they share their drawn weights."""

    branches: Branches
    members: tuple[tuple[int, Answers], ...]

    def score(
        self,
        rng: np.random.Generator,
        gammas: TreeGammas,
        common: float,
        room: _Room,
        scores: Floats,
        meets: Bools,
    ) -> None:
        """Fill the members' rows of `scores` and `meets (candidates, draws)`."""
        weights = self.branches.weights(gammas, room.weights)
        singles = room.singles[: len(weights)]
        singles[:] = weights
        for candidate, answers in self.members:
            scores[candidate] = answers.fixed @ weights
            if answers.drawn:
                meets[candidate] = room.answers.add(rng, answers, common, singles, scores[candidate])


class _Outcomes:
    """Who would be first if all must-haves were met, who meets its own, and what taking each loses."""

    def __init__(self, candidates: int) -> None:
        self.first, self.first_if_met = np.zeros(candidates), np.zeros(candidates)
        self.acceptable = np.zeros(candidates, np.int64)
        self.nobody = 0
        self.loss = np.zeros(candidates)

    def add(self, scores: Floats, meets: Bools) -> None:
        """Add a block of scores and who meets all of its must-haves, `(candidates, draws)`."""
        self.first_if_met += _firsts(scores)
        self.first += _firsts(np.where(meets, scores, -np.inf))
        self.acceptable += meets.sum(axis=1)
        self.nobody += int((~meets.any(axis=0)).sum())
        worth = np.where(meets, scores, 0.0)
        self.loss += (worth.max(axis=0) - worth).sum(axis=1)


def _firsts(scores: Floats) -> Floats:
    """How many draws of the block each is first in, `(candidates,)`; whoever is level shares one."""
    best = scores.max(axis=0)
    first = (best <= scores + TIE) & (best > -np.inf)
    found: Floats = (first / np.maximum(first.sum(axis=0), 1)).sum(axis=1)
    return found


def simulate(
    tree: Tree,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    applies: npt.ArrayLike,
    silence_mask: npt.ArrayLike,
    *,
    silence: npt.ArrayLike,
    concentration: float | None,
    draws: int,
    rng: np.random.Generator,
    eligible: npt.ArrayLike | None = None,
    common: float = 0.5,
    chance: npt.ArrayLike | None = None,
    keep_scores: bool = False,
) -> Simulation:
    """Draw weights at every level, answers within their ranges and open must-haves; count the ranks.

    `low`, `high (candidates, questions)`: what is proven and what is claimed, an answer being drawn
    uniformly between. Where `silence_mask` is set it is drawn over 0..100 as 100 Beta(1, 100/s - 1),
    whose mean is s, the `silence`: one number, or one for each question `(questions,)` or answer
    `(candidates, questions)`. `applies` is False where a question does not count: its weight is
    re-shared as in `roll_up`. With probability `common` an answer takes its candidate's common draw
    instead of its own, so that many small doubts do not cancel out.

    `chance (candidates, questions)`: that an open must-have on this question passes, 1 or NaN where
    none is open; further columns are must-haves that no question scores. It passes in the draws in
    which the uniform number behind that answer is at least 1 - chance, so that it goes with the
    answer and with the common draw. Ranks are counted among the `eligible (candidates,)`, or among all
    where none is, and in each draw among those that meet their must-haves.

    Weights are drawn around the tree's own with that `concentration`, or with None uniformly over all
    weights at every level. The mean of the draws is the score that `roll_up` gives to the middle of
    each range (and to s), within sampling error, whatever the must-haves. Memory does not grow with
    the draws unless the scores are kept.

    >>> from msp_select.engine.sampling import generator
    >>> tree = Tree(np.array([0, 1]), np.array([0, 0]), np.ones(2), np.ones(2), np.ones(1))
    >>> found = simulate(tree, [[60, 50], [0, 55]], [[60, 90], [80, 55]], np.ones((2, 2), bool),
    ...                  np.zeros((2, 2), bool), silence=25, concentration=50, draws=4000,
    ...                  rng=generator(1), chance=[[1, 0.5], [1, 1]])
    >>> found.mean_scores.round().tolist(), found.first_if_met.round(1).tolist()
    ([65.0, 48.0], [0.9, 0.1])
    >>> found.first_and_acceptable.round(1).tolist(), found.acceptable.round(1).tolist()
    ([0.5, 0.5], [0.5, 1.0])
    """
    counts = _applies(tree, applies)
    ranges = AnswerRanges.checked(low, high, counts, silence_mask, silence, chance)
    common = share("common", common)
    parameters = TreeParameters.around(
        tree, None if concentration is None else positive_concentration(concentration)
    )
    criteria = weighty_criteria(tree)
    groups = _groups(tree, counts, ranges)
    chosen = _chosen(eligible, len(counts))
    any_open = bool((ranges.chance[chosen] < 1).any())
    count = whole("draws", draws)
    tally, outcomes = Tally(len(chosen), tree.criteria), _Outcomes(len(chosen))
    total = np.zeros(len(counts))
    kept = np.empty((count, len(counts))) if keep_scores else None
    kept_meets = np.empty((count, len(counts)), bool) if keep_scores else None
    gammas = room = None
    for part in blocks(count, cells_each=1, cells=BLOCK):
        size = part.stop - part.start
        if gammas is None or room is None or gammas.draws != size:
            gammas, room = parameters.room(size), _Room.of(tree.questions, ranges.columns, size)
        parameters.draw(rng, gammas)
        scores, meets = np.empty((len(counts), size)), np.ones((len(counts), size), bool)
        for group in groups:
            group.score(rng, gammas, common, room, scores, meets)
        weights = np.zeros((scores.shape[1], tree.criteria))
        weights[:, criteria.criteria] = criteria.criterion_weights(gammas).T
        tally.add(scores[chosen], weights, among=meets[chosen] if any_open else None)
        outcomes.add(scores[chosen], meets[chosen])
        total += scores.sum(axis=1)
        if kept is not None and kept_meets is not None:
            kept[part], kept_meets[part] = scores.T, meets.T
    return Simulation(
        ranks=summary(tally),
        eligible=chosen,
        first_and_acceptable=outcomes.first / count,
        first_if_met=outcomes.first_if_met / count,
        acceptable=outcomes.acceptable / count,
        nobody_acceptable=outcomes.nobody / count,
        expected_loss=outcomes.loss / count,
        mean_scores=total / count,
        scores=kept,
        meets=kept_meets,
    )


def _groups(tree: Tree, counts: Bools, ranges: AnswerRanges) -> list[_Group]:
    """The candidates by what applies to them, in the order of that pattern."""
    patterns, pattern_of = np.unique(counts, axis=0, return_inverse=True)
    groups = []
    for number, pattern in enumerate(patterns):
        branches = Branches.left(tree, pattern)
        alike = np.flatnonzero(pattern_of.ravel() == number).tolist()
        groups.append(_Group(branches, tuple((one, ranges.of(one, branches.questions)) for one in alike)))
    return groups


def _applies(tree: Tree, applies: npt.ArrayLike) -> Bools:
    """Which answers count, `(candidates, questions)`."""
    counts = np.asarray(applies)
    if counts.ndim != 2 or counts.shape[1] != tree.questions or not len(counts):
        raise InputError(f"applies has shape {counts.shape}; (candidates, {tree.questions}) was expected")
    if counts.dtype != np.bool_:
        raise InputError("applies must be an array of bool")
    return counts


def _chosen(eligible: npt.ArrayLike | None, candidates: int) -> Ints:
    """Positions of the candidates that are ranked: the eligible ones, or all where none is."""
    if eligible is None:
        return np.arange(candidates)
    mask = np.asarray(eligible)
    if mask.shape != (candidates,) or mask.dtype != np.bool_:
        raise InputError(f"eligible has shape {mask.shape}; ({candidates},) of bool was expected")
    return np.flatnonzero(mask) if mask.any() else np.arange(candidates)
