"""Which few answers to ask for next: three ways to list them, and the list that is worth most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.learning import OpenAnswers
from msp_select.engine.validation import InputError, Ints, whole

SPREAD = 0.001
"""How much an answer's deviation counts beside its worth: enough to order those worth the same."""

BEST = 3
"""How many of the best candidates' answers are ordered so."""


@dataclass(frozen=True, eq=False)
class Suggestions:
    """Positions of the `answers` to ask for, must-haves first, and what they are worth together."""

    answers: tuple[int, ...]
    worth: float


def suggestions(found: OpenAnswers, *, most: int = 5, order: npt.ArrayLike | None = None) -> Suggestions:
    """The list of at most so many answers that is worth most, of those made in three ways.

    Forward: one after the other, each time the answer that adds most. Swings: the widest of the two
    leaders. Must-haves: the open ones of the two leaders, then their widest swings. `order
    (candidates,)`: positions of the candidates, the best first; by point score where it is not given.

    >>> from msp_select.engine.learning import open_answers
    >>> from msp_select.engine.sampling import generator
    >>> found = open_answers([[0.5, 0.5], [0.5, 0.5]], [[60, 60], [66, 66]], [[100, 60], [66, 66]],
    ...                      np.zeros((2, 2), bool), silence=25, draws=4000, rng=generator(1),
    ...                      chance=[[1, 1], [1, 0.8]])
    >>> suggestions(found).answers
    (1, 0)
    """
    limit = whole("most", most)
    best_first = _best_first(found, order)
    swings = _widest(found, best_first[:2])
    lists = (
        _forward(found, best_first[:BEST], limit),
        swings[:limit],
        _must_haves(found, best_first[:2], swings)[:limit],
    )
    worths = [found.worth(answers) for answers in lists]
    best = int(np.argmax(worths))
    must_haves_first = sorted(lists[best], key=lambda answer: bool(found.chance[answer] == 1))
    return Suggestions(tuple(must_haves_first), worths[best])


def _forward(found: OpenAnswers, best: Sequence[int], most: int) -> list[int]:
    spread = SPREAD * found.shifts.std(axis=1, dtype=np.float64)
    spread[~np.isin(found.candidate, best)] = 0.0
    chosen: list[int] = []
    while len(chosen) < min(most, len(spread)):
        worths = found.worths(chosen) + spread
        worths[chosen] = -np.inf
        chosen.append(int(worths.argmax()))
    return chosen


def _widest(found: OpenAnswers, leaders: Sequence[int]) -> list[int]:
    """The leaders' uncertain answers, the widest swing first."""
    theirs = np.flatnonzero(np.isin(found.candidate, leaders) & (found.swing > 0)).tolist()
    return sorted(theirs, key=lambda answer: -found.swing[answer])


def _must_haves(found: OpenAnswers, leaders: Sequence[int], swings: Sequence[int]) -> list[int]:
    """The leaders' open must-haves, of each the one worth most first, and then the swings."""
    alone = found.worths()
    theirs = [
        answer
        for leader in leaders
        for answer in sorted(
            np.flatnonzero((found.candidate == leader) & (found.chance < 1)).tolist(),
            key=lambda answer: -alone[answer],
        )
    ]
    return theirs + [answer for answer in swings if answer not in theirs]


def _best_first(found: OpenAnswers, order: npt.ArrayLike | None) -> list[int]:
    candidates = len(found.scores)
    given: Ints = np.argsort(-found.scores, kind="stable") if order is None else np.asarray(order)
    if sorted(given.ravel().tolist()) != list(range(candidates)):
        raise InputError(
            f"order is {given.tolist()}; each position from 0 to {candidates - 1} once was expected"
        )
    return [int(one) for one in given.tolist()]
