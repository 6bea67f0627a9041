"""Counting ranks over draws: the inner loop of every simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from msp_select.engine.ranking import TIE
from msp_select.engine.validation import Bools, Floats

BLOCK = 2000
"""Draws taken at a time: at most 255 words of 8, so that a byte holds each partial count."""

MARKS = 1 << 19
"""Bytes of comparisons kept before they are counted."""

CACHED = 1 << 18
"""Cells that a block's draws should not exceed, so that they stay in a processor's cache."""


def block_size(candidates: int, criteria: int) -> int:
    """How many draws to take at a time."""
    return max(8, min(BLOCK, CACHED // (candidates + criteria)))


class PairCounts:
    """How often each pair's comparison held, in the order in which the pairs are compared.

    Marks of 0 or 1 gather in rows of whole words of 8 bytes; each word then adds up eight counts.
    For at most 2,000 draws.
    """

    def __init__(self, candidates: int, draws: int) -> None:
        self.draws = draws
        most = max(candidates, MARKS // (draws + 8))
        rows = max(1, min(candidates * (candidates - 1) // 2, most))
        self._marks = np.zeros((rows, -(-draws // 8) * 8), dtype=np.uint8)
        self._used = 0
        self._counts: list[npt.NDArray[np.int64]] = []

    def rows(self, count: int) -> npt.NDArray[np.uint8]:
        """Room for the marks `(count, draws)` of the next pairs."""
        if self._used + count > len(self._marks):
            self._add_up()
        rows = self._marks[self._used : self._used + count, : self.draws]
        self._used += count
        return rows

    def counts(self) -> npt.NDArray[np.int64]:
        """The counts `(pairs,)`, once: the next pairs start anew."""
        self._add_up()
        counts, self._counts = np.concatenate(self._counts), []
        return counts

    def _add_up(self) -> None:
        words = np.add.reduce(self._marks[: self._used].view(np.uint64), axis=1)
        eights = words.view(np.uint8).reshape(self._used, 8)
        self._counts.append(eights.sum(axis=1, dtype=np.int64))
        self._used = 0


class Tally:
    """Counts over draws: how often each candidate had each rank and beat each other one."""

    def __init__(self, candidates: int, criteria: int | None = None) -> None:
        self.draws = 0
        self.at_rank = np.zeros((candidates, candidates), dtype=np.int64)
        self.wins = np.zeros((candidates, candidates), dtype=np.int64)
        self.weights_when_first = None if criteria is None else np.zeros((candidates, criteria))
        # Kept between blocks: fresh large arrays cost more than what is computed in them.
        self._first = np.empty((0, 0))
        self._above = self._below = PairCounts(candidates, 0)

    def add(
        self,
        scores: Floats,
        weights: Floats | None = None,
        *,
        ties: bool = True,
        scale: Floats | None = None,
        among: Bools | None = None,
    ) -> None:
        """Add a block of scores `(candidates, draws)` and the weights `(draws, criteria)` drawn.

        `ties=False` promises that no two scores are equal, which halves the work. `scale (draws,)`
        brings the weights to sum to 1. `among (candidates, draws)`: who is ranked in a draw; the
        others have no rank there, and everybody ranked beats them.
        """
        if among is not None:
            scores = np.where(among, scores, -np.inf)
        if scores.shape[1] != self._above.draws:
            self._above, self._below = (PairCounts(*scores.shape) for _ in range(2))
        better, wins = count_better(scores, self._above, self._below, ties=ties)
        for candidate, ranks in enumerate(better):
            counted = ranks if among is None else ranks[among[candidate]]
            self.at_rank[candidate] += np.bincount(counted, minlength=len(scores))
        self.wins += wins
        self.draws += scores.shape[1]
        if weights is not None and self.weights_when_first is not None:
            if self._first.shape != scores.shape:
                self._first = np.empty(scores.shape)
            first = better == 0 if among is None else (better == 0) & among
            np.multiply(first, 1.0 if scale is None else scale, out=self._first)
            self.weights_when_first += self._first @ weights


def count_better(
    scores: Floats, above: PairCounts, below: PairCounts, *, ties: bool
) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """How many are better than each, `(candidates, draws)`, and wins `(candidates, candidates)`.

    Better means by more than 1e-9; `ties=False` takes every pair as unequal, and leaves `below`
    unused.
    """
    candidates, draws = scores.shape
    better = np.zeros((candidates, draws), dtype=np.min_scalar_type(candidates))
    bar = scores + TIE if ties else scores
    for one in range(candidates - 1):
        others = slice(one + 1, candidates)
        won = above.rows(candidates - 1 - one)
        np.greater(scores[one], bar[others], out=won.view(np.bool_))
        better[others] += won
        if ties:
            lost = below.rows(candidates - 1 - one)
            np.greater(scores[others], bar[one], out=lost.view(np.bool_))
            better[one] += np.add.reduce(lost, axis=0, dtype=better.dtype)
        else:
            behind = np.add.reduce(won, axis=0, dtype=better.dtype)
            better[one] += better.dtype.type(candidates - 1 - one) - behind
    wins = np.zeros((candidates, candidates), dtype=np.int64)
    upper = np.triu_indices(candidates, 1)
    wins[upper] = above.counts()
    wins.T[upper] = below.counts() if ties else draws - wins[upper]
    return better, wins
