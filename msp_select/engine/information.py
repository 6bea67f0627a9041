"""Which unknown is worth finding out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.safe_division import ratio
from msp_select.engine.validation import Floats, InputError, Ints, floats, non_negative, whole


def value_of_information(means: npt.ArrayLike, swings: npt.ArrayLike) -> Floats:
    """How much learning each answer raises the expected score of the choice.

    `means (candidates,)`: expected scores; `swings (candidates, answers)`: the width in score of
    each answer's uniform uncertainty, 0 where there is none. Returns `(candidates, answers)`, in
    points of score: E[max(own mean + swing (u - 1/2), best rival)] - best mean, with all else at
    its mean, in closed form. An answer that cannot change the choice is worth 0.
    Source: Howard, IEEE Transactions on Systems Science and Cybernetics 2 (1966) 22-26.

    >>> value_of_information([70, 68], [[10, 2], [8, 0]]).round(4).tolist()
    [[0.45, 0.0], [0.25, 0.0]]
    """
    expected = floats("means", means, axes=1)
    table = non_negative("swings", swings, axes=2)
    if len(table) != len(expected):
        raise InputError(
            f"means have shape {expected.shape} and swings {table.shape}; both must have one row a candidate"
        )
    if len(expected) == 1:
        return np.zeros(table.shape)
    order = np.sort(expected)
    best_rival = np.where(expected == order[-1], order[-2], order[-1])
    # Only the part of the range beyond the rival counts, on average half of it, and as often as it
    # is reached; the same triangle for a leader who may fall as for a follower who may rise.
    beyond = np.maximum(0.0, table / 2 - np.abs(expected - best_rival)[:, None])
    return ratio(beyond * beyond, 2 * table, otherwise=0.0)


@dataclass(frozen=True)
class Worth:
    """What knowing an input is `worth`, in points of score, and its `standard_error`."""

    worth: float
    standard_error: float


def information_from_draws(scores: npt.ArrayLike, drawn: npt.ArrayLike, *, bins: int = 20) -> Worth:
    """What knowing a drawn input would be worth, from draws of the scores that depend on it.

    `scores (draws, candidates)`; `drawn (draws,)`: the input in each draw; for a group of answers,
    what they add to the score together. The draws are sorted by the input into `bins`; in each, half
    of them choose the best candidate and the other half say what that choice brings, so that chance
    is not mistaken for knowledge: a worth of nothing comes out as zero on average, now and then
    slightly below.
    Source: Strong, Oakley and Brennan, Medical Decision Making 34 (2014) 311-326, for estimating it
    from one set of draws.

    >>> rng = np.random.default_rng(1)
    >>> swing = 10 * (rng.random(20_000) - 0.5)
    >>> found = information_from_draws(np.column_stack([70 + swing, np.full(20_000, 68)]), swing)
    >>> abs(found.worth - 0.45) < 0.02
    True
    """
    table, inputs = floats("scores", scores, axes=2), floats("drawn", drawn, axes=1)
    if len(table) != len(inputs):
        raise InputError(
            f"scores have shape {table.shape} and drawn {inputs.shape}; both must have the same draws"
        )
    parts = whole("bins", bins)
    if len(table) < 4 * parts:
        raise InputError(f"there are {len(table)} draws; {parts} bins need at least {4 * parts}")
    by_input = np.argsort(inputs, kind="stable")
    bin_of = np.empty(len(table), dtype=np.intp)
    bin_of[by_input] = np.arange(len(table)) * parts // len(table)
    half_of = np.empty(len(table), dtype=np.intp)
    half_of[by_input] = np.arange(len(table)) % 2
    gain = np.empty(len(table))
    for half in (0, 1):
        choosing, judging = half_of != half, np.flatnonzero(half_of == half)
        informed = _best_by_bin(table[choosing], bin_of[choosing], parts)[bin_of[judging]]
        ignorant = int(np.argmax(table[choosing].mean(axis=0)))
        gain[judging] = table[judging, informed] - table[judging, ignorant]
    return Worth(float(gain.mean()), float(gain.std(ddof=1) / np.sqrt(len(gain))))


def _best_by_bin(scores: Floats, bin_of: Ints, bins: int) -> Ints:
    """The candidate with the highest mean in each bin `(bins,)`."""
    sums = np.zeros((bins, scores.shape[1]))
    np.add.at(sums, bin_of, scores)
    return np.asarray(np.argmax(sums, axis=1))
