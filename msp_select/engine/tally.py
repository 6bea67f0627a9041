"""Counting ranks over draws: the inner loop of every simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from msp_select.engine.checked import Bools, Floats
from msp_select.engine.ranking import TIE

BLOCK = 2000
"""Draws taken at a time: at most 255 words of 8, so that a byte holds each partial count."""

CACHED = 1 << 18
"""Cells that a block's draws should not exceed, so that they stay in a processor's cache."""


def block_size(candidates: int, criteria: int) -> int:
    """How many draws to take at a time."""
    return max(8, min(BLOCK, CACHED // (candidates + criteria)))


class Tally:
    """Counts over draws: how often each candidate had each rank and beat each other one."""

    def __init__(self, candidates: int, criteria: int | None = None) -> None:
        self.draws = 0
        self.at_rank = np.zeros((candidates, candidates), dtype=np.int64)
        self.wins = np.zeros((candidates, candidates), dtype=np.int64)
        self.weights_when_first = None if criteria is None else np.zeros((candidates, criteria))
        self._first = np.empty((0, 0))

    def add(
        self,
        scores: Floats,
        weights: Floats | None = None,
        *,
        ties: bool = True,
        scale: Floats | None = None,
    ) -> None:
        """Add a block of scores `(candidates, draws)` and the weights `(draws, criteria)` drawn.

        `ties=False` promises that no two scores are equal, which halves the work. `scale (draws,)`
        brings the weights to sum to 1.
        """
        better, wins = count_better(scores, ties=ties)
        for candidate, ranks in enumerate(better):
            self.at_rank[candidate] += np.bincount(ranks, minlength=len(scores))
        self.wins += wins
        self.draws += scores.shape[1]
        if weights is not None and self.weights_when_first is not None:
            # Kept between blocks: fresh large arrays cost more than what is computed in them.
            if self._first.shape != scores.shape:
                self._first = np.empty(scores.shape)
            np.multiply(better == 0, 1.0 if scale is None else scale, out=self._first)
            self.weights_when_first += self._first @ weights


def count_better(scores: Floats, *, ties: bool) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """How many are better than each, `(candidates, draws)`, and wins `(candidates, candidates)`.

    Better means by more than 1e-9; `ties=False` takes every pair as unequal. At most 2,000 draws.
    """
    candidates, draws = scores.shape
    better = np.zeros((candidates, draws), dtype=np.min_scalar_type(candidates))
    wins = np.zeros((candidates, candidates), dtype=np.int64)
    room = np.zeros((candidates, -(-draws // 8) * 8), dtype=np.bool_)
    bar = scores + TIE if ties else scores
    for one in range(candidates - 1):
        others = slice(one + 1, candidates)
        mask = room[others]
        won = np.greater(scores[one], bar[others], out=mask[:, :draws])
        better[others] += won
        wins[one, others] = _count(mask)
        if ties:
            lost = np.greater(scores[others], bar[one], out=mask[:, :draws])
            better[one] += np.add.reduce(lost, axis=0, dtype=better.dtype)
            wins[others, one] = _count(mask)
        else:
            behind = np.add.reduce(won, axis=0, dtype=better.dtype)
            better[one] += better.dtype.type(candidates - 1 - one) - behind
            wins[others, one] = draws - wins[one, others]
    return better, wins


def _count(mask: Bools) -> npt.NDArray[np.int64]:
    """Trues in each row of a mask whose rows are whole words of 8 bytes, eight counts at once."""
    words = np.add.reduce(mask.view(np.uint64), axis=1)
    return np.asarray(words.view(np.uint8).reshape(len(mask), 8).sum(axis=1, dtype=np.int64))
