"""One candidate's answers drawn within their ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from msp_select.engine.checked import Bools, Floats, Ints

Singles = npt.NDArray[np.float32]
Cell = TypeVar("Cell", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Doubt:
    """How an uncertain answer is drawn.

    `common`: the probability that it takes its candidate's common draw instead of its own.
    `silence`: the mean, 0..100, of an answer the candidate does not have.
    """

    common: float
    silence: float

    @property
    def exponent(self) -> float:
        """1/b of Beta(1, b) with b = 100/silence - 1, by which that draw is inverted."""
        return self.silence / (100.0 - self.silence)


@dataclass(frozen=True, eq=False)
class Answers:
    """One candidate's answers `(questions,)`, in the order of the weights they meet.

    `fixed (questions,)`: the certain part. `unsure`: positions of the uncertain ones, the silent
    last; `silent`: how many those are; `spread (unsure, 1)`: how far each runs above its certain
    part.
    """

    fixed: Floats
    unsure: Ints
    silent: int
    spread: Singles

    @classmethod
    def between(cls, low: Floats, high: Floats, silent: Bools, silence: float) -> Answers:
        """Answers between `low` and `high`, those in `silent` between 0 and 100."""
        settled = silence in (0, 100)
        fixed = np.where(silent, silence if settled else 0.0, low)
        spread = np.where(silent, 0.0 if settled else 100.0, high - low)
        ranged = np.flatnonzero((spread > 0) & ~silent)
        guessed = np.flatnonzero((spread > 0) & silent)
        unsure = np.concatenate([ranged, guessed])
        return cls(fixed, unsure, len(guessed), spread[unsure, None].astype(np.float32))


class AnswerDraws:
    """The places that drawn answers are computed in, kept from block to block.

    Single precision halves the work and rounds a score by about 0.00001 of 100 points. Only
    elementwise operations follow the draw, in a fixed order, so that every machine rounds alike.
    """

    def __init__(self, questions: int, draws: int) -> None:
        self._places, self._aside = (np.empty(questions * draws, np.float32) for _ in range(2))
        self._marks = np.empty(questions * draws, np.int32)

    def add(
        self,
        rng: np.random.Generator,
        answers: Answers,
        doubt: Doubt,
        weights: Singles,
        scores: Floats,
    ) -> None:
        """Draw the uncertain answers and add their weighted sum to `scores (draws,)`.

        `weights (questions, draws)` are the candidate's.
        """
        shape = (len(answers.unsure), len(scores))
        places = _cut(self._places, shape)
        rng.random(out=places, dtype=np.float32)
        shared = rng.random(shape[1], dtype=np.float32)
        self._share(places, shared, doubt.common)
        quiet = places[shape[0] - answers.silent :]
        if answers.silent:
            above = np.maximum(1.0 - quiet.astype(np.float64), 0.0)
            quiet[:] = 1.0 - above**doubt.exponent
        places *= answers.spread
        aside = _cut(self._aside, shape)
        places *= np.take(weights, answers.unsure, axis=0, out=aside, mode="clip")
        scores += places.sum(axis=0)

    def _share(self, places: Singles, shared: Singles, common: float) -> None:
        """Turn uniform draws into the shared draw in a share of the cells, else into their own.

        One draw serves both: below `common` it says to share; above, what is left of it is
        uniform again. The choice goes by bits: a masked copy would stumble over each branch.
        """
        places -= np.float32(common)
        bits = places.view(np.int32)
        below = np.right_shift(bits, 31, out=_cut(self._marks, places.shape))
        if common < 1:
            places *= np.float32(1.0 / (1.0 - common))
        swap = _cut(self._aside, places.shape).view(np.int32)
        np.bitwise_xor(bits, shared.view(np.int32), out=swap)
        swap &= below
        bits ^= swap


def _cut(room: npt.NDArray[Cell], shape: tuple[int, ...]) -> npt.NDArray[Cell]:
    """The first cells of a flat array in that shape, contiguous."""
    return room[: int(np.prod(shape))].reshape(shape)
