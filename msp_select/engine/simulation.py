"""The simulation of a tree of answers: weights drawn at every level, answers in their ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.answer_draws import AnswerDraws, Answers, Doubt, Singles
from msp_select.engine.blocks import blocks
from msp_select.engine.checked import Bools, Floats, InputError, Ints, floats, share, whole
from msp_select.engine.hierarchy import Tree
from msp_select.engine.rank_acceptability import Acceptability, summary
from msp_select.engine.sampling import positive_concentration
from msp_select.engine.tally import Tally
from msp_select.engine.tree_draws import Branches, TreeGammas, TreeParameters, weighty_criteria

BLOCK = 2000
"""Draws taken at a time, no more than a tally can take.

The order of the random numbers, hence each figure, depends on it.
"""


@dataclass(frozen=True, eq=False)
class Simulation:
    """What the draws of a tree say.

    `ranks`: rank shares and the rest among the eligible candidates, one row each; `eligible
    (rows,)`: their positions among all candidates. `mean_scores (candidates,)`: of all candidates,
    on the scale of the values. `scores (draws, candidates)`, where they were kept.
    """

    ranks: Acceptability
    eligible: Ints
    mean_scores: Floats
    scores: Floats | None


@dataclass(frozen=True, eq=False)
class _Room:
    """Where one block's draws are computed: weights `(questions, draws)`, double and single."""

    weights: Floats
    singles: Singles
    answers: AnswerDraws

    @classmethod
    def of(cls, questions: int, draws: int) -> _Room:
        shape = (questions, draws)
        return cls(np.empty(shape), np.empty(shape, np.float32), AnswerDraws(*shape))


@dataclass(frozen=True, eq=False)
class _Group:
    """Candidates to whom the same questions apply, so that they share their drawn weights."""

    branches: Branches
    members: tuple[tuple[int, Answers], ...]

    def score(
        self,
        rng: np.random.Generator,
        gammas: TreeGammas,
        doubt: Doubt,
        room: _Room,
        scores: Floats,
    ) -> None:
        """Fill the members' rows of `scores (candidates, draws)`."""
        weights = self.branches.weights(gammas, room.weights)
        singles = room.singles[: len(weights)]
        singles[:] = weights
        for candidate, answers in self.members:
            scores[candidate] = answers.fixed @ weights
            if answers.unsure.size:
                room.answers.add(rng, answers, doubt, singles, scores[candidate])


def simulate(
    tree: Tree,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    applies: npt.ArrayLike,
    silence_mask: npt.ArrayLike,
    *,
    silence: float,
    concentration: float,
    draws: int,
    rng: np.random.Generator,
    eligible: npt.ArrayLike | None = None,
    common: float = 0.5,
    keep_scores: bool = False,
) -> Simulation:
    """Draw weights at every level and answers within their ranges; score and count the ranks.

    `low`, `high (candidates, questions)`: what is proven and what is claimed, an answer being drawn
    uniformly between. Where `silence_mask` is set it is drawn over 0..100 as 100 Beta(1, 100/s - 1),
    whose mean is s, the `silence`. `applies` is False where a question does not count: its weight
    is re-shared as in `roll_up`. With probability `common` an answer takes its candidate's common
    draw instead of its own, so that many small doubts do not cancel out. Ranks are counted among
    the `eligible (candidates,)`, or among all where none is. The mean of the draws is the score
    that `roll_up` gives to the middle of each range (and to s), within sampling error. Memory does
    not grow with the draws unless the scores are kept.

    >>> from msp_select.engine.sampling import generator
    >>> tree = Tree(np.array([0, 1]), np.array([0, 0]), np.ones(2), np.ones(2), np.ones(1))
    >>> found = simulate(tree, [[60, 50], [0, 55]], [[60, 90], [80, 55]], np.ones((2, 2), bool),
    ...                  np.zeros((2, 2), bool), silence=25, concentration=50, draws=4000,
    ...                  rng=generator(1))
    >>> found.mean_scores.round().tolist(), found.ranks.rank_acceptability.round(1).tolist()
    ([65.0, 48.0], [[0.9, 0.1], [0.1, 0.9]])
    """
    least, most, counts, silent = _checked(tree, low, high, applies, silence_mask)
    doubt = Doubt(share("common", common), _silence(silence))
    parameters = TreeParameters.around(tree, positive_concentration(concentration))
    criteria = weighty_criteria(tree)
    groups = _groups(tree, least, most, counts, silent, doubt.silence)
    chosen = _chosen(eligible, len(counts))
    count = whole("draws", draws)
    tally = Tally(len(chosen), tree.criteria)
    total = np.zeros(len(counts))
    kept = np.empty((count, len(counts))) if keep_scores else None
    gammas = room = None
    for part in blocks(count, cells_each=1, cells=BLOCK):
        size = part.stop - part.start
        if gammas is None or room is None or gammas.draws != size:
            gammas, room = parameters.room(size), _Room.of(tree.questions, size)
        parameters.draw(rng, gammas)
        scores = np.empty((len(counts), size))
        for group in groups:
            group.score(rng, gammas, doubt, room, scores)
        weights = np.zeros((scores.shape[1], tree.criteria))
        weights[:, criteria.criteria] = criteria.criterion_weights(gammas).T
        tally.add(scores[chosen], weights)
        total += scores.sum(axis=1)
        if kept is not None:
            kept[part] = scores.T
    return Simulation(summary(tally), chosen, total / count, kept)


def _groups(
    tree: Tree, low: Floats, high: Floats, counts: Bools, silent: Bools, silence: float
) -> list[_Group]:
    """The candidates by what applies to them, in the order of that pattern."""
    patterns, pattern_of = np.unique(counts, axis=0, return_inverse=True)
    groups = []
    for number, pattern in enumerate(patterns):
        branches = Branches.left(tree, pattern)
        asked = branches.questions
        members = (
            (int(one), Answers.between(low[one, asked], high[one, asked], silent[one, asked], silence))
            for one in np.flatnonzero(pattern_of.ravel() == number)
        )
        groups.append(_Group(branches, tuple(members)))
    return groups


def _checked(
    tree: Tree,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    applies: npt.ArrayLike,
    silence_mask: npt.ArrayLike,
) -> tuple[Floats, Floats, Bools, Bools]:
    """The ends of all ranges, which answers count and which are silent."""
    counts, silent = np.asarray(applies), np.asarray(silence_mask)
    if counts.ndim != 2 or counts.shape[1] != tree.questions or not len(counts):
        raise InputError(f"applies has shape {counts.shape}; (candidates, {tree.questions}) was expected")
    for name, given in (("low", low), ("high", high), ("silence_mask", silent)):
        if np.shape(given) != counts.shape:
            raise InputError(f"{name} has shape {np.shape(given)} and applies {counts.shape}")
    if counts.dtype != np.bool_ or silent.dtype != np.bool_:
        raise InputError("applies and silence_mask must be arrays of bool")
    # What does not apply or is silent is never read, so it may be anything.
    read = counts & ~silent
    least = floats("low", np.where(read, low, 0.0))
    most = floats("high", np.where(read, high, 0.0))
    if (least > most).any():
        at = tuple(int(i) for i in np.argwhere(least > most)[0])
        raise InputError(f"low is {least[at]:g} and high {most[at]:g} at {at}; low is above high")
    return least, most, counts, silent


def _silence(silence: float) -> float:
    if not 0 <= silence <= 100:
        raise InputError(f"silence is {silence}; it must be from 0 to 100")
    return float(silence)


def _chosen(eligible: npt.ArrayLike | None, candidates: int) -> Ints:
    """Positions of the candidates that are ranked: the eligible ones, or all where none is."""
    if eligible is None:
        return np.arange(candidates)
    mask = np.asarray(eligible)
    if mask.shape != (candidates,) or mask.dtype != np.bool_:
        raise InputError(f"eligible has shape {mask.shape}; ({candidates},) of bool was expected")
    return np.flatnonzero(mask) if mask.any() else np.arange(candidates)
