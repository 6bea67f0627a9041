"""One candidate's answers and open must-haves drawn: each answer within its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Bools, Floats, InputError, Ints, floats

Singles = npt.NDArray[np.float32]
Cell = TypeVar("Cell", bound=np.generic)


@dataclass(frozen=True, eq=False)
class AnswerRanges:
    """What is known of all answers, every array `(candidates, questions)`.

    `low`, `high`: what is proven and what is claimed; `silent`: drawn around `silence` instead, the
    mean of an answer the candidate does not have. `chance (candidates, questions + others)`: that an
    open must-have passes, 1 where none is open; the columns after the questions are must-haves that
    no question scores.
    """

    low: Floats
    high: Floats
    silent: Bools
    silence: Floats
    chance: Floats

    @classmethod
    def checked(
        cls,
        low: npt.ArrayLike,
        high: npt.ArrayLike,
        counts: Bools,
        silent: npt.ArrayLike,
        silence: npt.ArrayLike,
        chance: npt.ArrayLike | None,
    ) -> AnswerRanges:
        """The ranges where `counts (candidates, questions)` is set; nothing else is read."""
        mask = np.asarray(silent)
        for name, given in (("low", low), ("high", high), ("silence_mask", mask)):
            if np.shape(given) != counts.shape:
                raise InputError(f"{name} has shape {np.shape(given)}; {counts.shape} was expected")
        if mask.dtype != np.bool_:
            raise InputError("silence_mask must be an array of bool")
        # What does not count or is silent is never read, so it may be anything.
        read = counts & ~mask
        least = floats("low", np.where(read, low, 0.0))
        most = floats("high", np.where(read, high, 0.0))
        if (least > most).any():
            at = tuple(int(i) for i in np.argwhere(least > most)[0])
            raise InputError(f"low is {least[at]:g} and high {most[at]:g} at {at}; low is above high")
        means = _silence(silence, counts & mask)
        return cls(least, most, mask, means, _chance(chance, counts.shape))

    @property
    def columns(self) -> int:
        """The most numbers that are drawn for a candidate in a try."""
        return int(self.chance.shape[1])

    def points(self) -> Floats:
        """The mean of each drawn answer `(candidates, questions)`."""
        points: Floats = np.where(self.silent, self.silence, (self.low + self.high) / 2)
        return points

    def of(self, candidate: int, questions: Ints) -> Answers:
        """One candidate's answers to these questions, and all its must-haves."""
        low, high = self.low[candidate, questions], self.high[candidate, questions]
        silent, silence = self.silent[candidate, questions], self.silence[candidate, questions]
        settled = (silence == 0) | (silence == 100)
        fixed = np.where(silent, np.where(settled, silence, 0.0), low)
        spread = np.where(silent, np.where(settled, 0.0, 100.0), high - low)
        ranged = np.flatnonzero((spread > 0) & ~silent)
        guessed = np.flatnonzero((spread > 0) & silent)
        unsure = np.concatenate([ranged, guessed])
        means = silence[guessed, None]
        chance, behind = self.chance[candidate], questions[unsure]
        columns = np.concatenate([behind, np.setdiff1d(np.flatnonzero(chance < 1), behind)])
        tested = np.flatnonzero(chance[columns] < 1)
        return Answers(
            fixed=fixed,
            unsure=unsure,
            silent=len(guessed),
            spread=spread[unsure, None].astype(np.float32),
            exponent=means / (100.0 - means),
            columns=columns,
            tested=tested,
            least=(1.0 - chance[columns[tested], None]).astype(np.float32),
        )


@dataclass(frozen=True, eq=False)
class Answers:
    """One candidate's answers `(questions,)`, in the order of the weights they meet.

    `fixed (questions,)`: the certain part. `unsure`: positions of the uncertain ones, the silent
    last; `silent`: how many those are; `spread (unsure, 1)`: how far each runs above its certain
    part; `exponent (silent, 1)`: 1/b of Beta(1, b) with b = 100/silence - 1, by which that draw is
    inverted. `columns (numbers,)`: what the uniform numbers stand behind, first the uncertain
    answers, then must-haves without one. `tested (must_haves,)`: which numbers decide an open
    must-have; `least (must_haves, 1)`: the least that passes.
    """

    fixed: Floats
    unsure: Ints
    silent: int
    spread: Singles
    exponent: Floats
    columns: Ints
    tested: Ints
    least: Singles

    @property
    def drawn(self) -> bool:
        """Whether anything of this candidate is uncertain."""
        return bool(self.columns.size)


class AnswerDraws:
    """The places that drawn answers are computed in, kept from block to block.

    Single precision halves the work and rounds a score by about 0.00001 of 100 points; in the far
    tail of a silent answer, in one of some thousand tries, by up to some thousandths. Only
    elementwise operations follow the draw, in a fixed order, so that every machine rounds alike.
    """

    def __init__(self, columns: int, draws: int) -> None:
        self.draws = draws
        self._places, self._aside = (np.empty(columns * draws, np.float32) for _ in range(2))
        self._marks = np.empty(columns * draws, np.int32)

    def draw(self, rng: np.random.Generator, answers: Answers, common: float) -> tuple[Singles, Bools]:
        """The uncertain answers above their certain part, and which open must-haves pass.

        `(unsure, draws)` and `(must_haves, draws)`; the first are overwritten by the next draw. With
        probability `common` a number is the candidate's common one instead of its own. A must-have
        passes where the number behind it is high enough, so that it goes with the answer drawn there.
        """
        unsure = len(answers.unsure)
        numbers = _cut(self._places, (len(answers.columns), self.draws))
        places, alone = numbers[:unsure], numbers[unsure:]
        rng.random(out=places, dtype=np.float32)
        shared = rng.random(self.draws, dtype=np.float32)
        rng.random(out=alone, dtype=np.float32)
        self._share(numbers, shared, common)
        passes: Bools = numbers[answers.tested] >= answers.least
        quiet = places[unsure - answers.silent :]
        if answers.silent:
            above = np.maximum(1.0 - quiet.astype(np.float64), 0.0)
            quiet[:] = 1.0 - above**answers.exponent
        places *= answers.spread
        return places, passes

    def add(
        self, rng: np.random.Generator, answers: Answers, common: float, weights: Singles, scores: Floats
    ) -> Bools:
        """Draw, add the weighted sum of the uncertain answers to `scores (draws,)`; who passes.

        `weights (questions, draws)` are the candidate's. In the tries `(draws,)` returned as True all
        its open must-haves pass.
        """
        places, passes = self.draw(rng, answers, common)
        aside = _cut(self._aside, places.shape)
        places *= np.take(weights, answers.unsure, axis=0, out=aside, mode="clip")
        scores += places.sum(axis=0)
        return np.asarray(passes.all(axis=0))

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


def _silence(given: npt.ArrayLike, read: Bools) -> Floats:
    """The mean of every silent answer `(candidates, questions)`, from one for all or one a question."""
    try:
        means = np.broadcast_to(np.asarray(given, np.float64), read.shape)
    except ValueError as error:
        raise InputError(
            f"silence has shape {np.shape(given)}; "
            f"one number, ({read.shape[1]},) or {read.shape} was expected"
        ) from error
    # A number for all is held to its range even where nobody is silent.
    wrong = ~((means >= 0) & (means <= 100)) & (read if np.ndim(given) else True)
    if wrong.any():
        raise InputError(f"silence is {means[wrong][0]:g}; it must be from 0 to 100")
    return np.where(read, means, 0.0)


def _chance(given: npt.ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    """The chance of every open must-have, 1 where there is none."""
    if given is None:
        return np.ones(shape)
    chance = np.asarray(given, np.float64)
    if chance.ndim != 2 or len(chance) != shape[0] or chance.shape[1] < shape[1]:
        raise InputError(
            f"chance has shape {chance.shape}; ({shape[0]}, {shape[1]}) or more columns was expected"
        )
    chance = np.where(np.isnan(chance), 1.0, chance)
    if not ((chance >= 0) & (chance <= 1)).all():
        wrong = chance[(chance < 0) | (chance > 1)][0]
        raise InputError(f"chance is {wrong:g}; it must be from 0 to 1, or NaN where no must-have is open")
    return chance


def _cut(room: npt.NDArray[Cell], shape: tuple[int, ...]) -> npt.NDArray[Cell]:
    """The first cells of a flat array in that shape, contiguous."""
    return room[: int(np.prod(shape))].reshape(shape)
