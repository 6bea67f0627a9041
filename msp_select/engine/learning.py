"""What learning some of the open answers would add to the choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from msp_select.engine.answer_draws import AnswerDraws, AnswerRanges, Singles
from msp_select.engine.validation import Bools, Floats, Ints, non_negative, position, share, whole


@dataclass(frozen=True, eq=False)
class OpenAnswers:
    """Every uncertain answer and open must-have of some candidates, drawn together.

    `scores (candidates,)`: the point scores. `candidate`, `column (answers,)`: whose answer it is and to
    which question, the columns after the questions being must-haves that no question scores. `swing
    (answers,)`: points of score between its lowest and its highest. `chance (answers,)`: that it passes
    as a must-have, 1 where it is none. `shifts (answers, draws)`: the points of score that a draw adds to
    its mean; `passes (answers, draws)`: whether it passes as a must-have there.
    """

    scores: Floats
    candidate: Ints
    column: Ints
    swing: Floats
    chance: Floats
    shifts: Singles
    passes: Bools

    @cached_property
    def utility(self) -> Floats:
        """What choosing each brings `(candidates, draws)`: its score, 0 where it fails a must-have."""
        return self.values(range(len(self.candidate)))

    @cached_property
    def today(self) -> int:
        """The choice with what is known: the largest score times the chance of all open must-haves."""
        return int(np.argmax(self.values(())[:, 0]))

    def losses(self) -> Floats:
        """What choosing each loses on average against the best choice of each draw, `(candidates,)`.

        That of the choice of `today` is what knowing every answer would be worth.
        """
        losses: Floats = (self.utility.max(axis=0) - self.utility).mean(axis=1)
        return losses

    def values(self, learned: Sequence[int]) -> Floats:
        """What each counts as once these answers are known `(candidates, draws)`.

        Its score as far as it is known, times 0 or 1 for each must-have learned and the chance of each
        that is still open.
        """
        everybody = range(len(self.scores))
        return np.array([self._score(one, learned) * self._chance(one, learned) for one in everybody])

    def worth(self, learned: Sequence[int]) -> float:
        """How much learning all of these answers raises the expected utility of the choice, in points.

        Whoever then counts most is chosen, and its utility is what that brings. Below 0 only by chance.
        """
        for answer in learned:
            position("answer", answer, len(self.candidate))
        chosen = self.values(learned).argmax(axis=0)
        brings = np.take_along_axis(self.utility, chosen[None], axis=0)[0]
        return float((brings - self.utility[self.today]).mean())

    def worths(self, beside: Sequence[int] = ()) -> Floats:
        """The worth of each answer together with those `beside` it, or alone, `(answers,)`.

        One answer moves one candidate: the best of the others is found once for all of its answers.
        """
        values, utility, today = self.values(beside), self.utility, self.utility[self.today]
        worths = np.full(len(self.candidate), self.worth(beside))
        for one in range(len(self.scores) if len(self.scores) > 1 else 0):
            members = np.setdiff1d(np.flatnonzero(self.candidate == one), beside)
            others = np.delete(np.arange(len(values)), one)
            rival = others[values[others].argmax(axis=0)]
            to_beat = np.take_along_axis(values, rival[None], axis=0)[0]
            instead = np.take_along_axis(utility, rival[None], axis=0)[0]
            chosen = self._with_each(one, members, beside) > to_beat
            worths[members] = np.where(chosen, utility[one] - today, instead - today).mean(axis=1)
        return worths

    def _with_each(self, one: int, members: Ints, beside: Sequence[int]) -> Floats:
        """What a candidate counts as with each of these answers known besides, `(members, draws)`."""
        scores: Floats = self.shifts[members] + self._score(one, beside)
        values = scores * self._chance(one, beside)
        for row, answer in enumerate(members.tolist()):
            if self.chance[answer] < 1:
                values[row] = scores[row] * self._chance(one, [*beside, answer])
        return values

    def _score(self, one: int, learned: Sequence[int]) -> Floats:
        """A candidate's score `(draws,)` with these answers known and all others at their mean."""
        score = np.full(self.shifts.shape[1], self.scores[one])
        for answer in dict.fromkeys(learned):  # learned twice is learned once
            if self.candidate[answer] == one:
                score += self.shifts[answer]
        return score

    def _chance(self, one: int, learned: Sequence[int]) -> Floats:
        """The chance `(draws,)` that a candidate meets its must-haves, 0 or 1 for each of those known."""
        chance = np.ones(self.shifts.shape[1])
        for answer in np.flatnonzero((self.candidate == one) & (self.chance < 1)).tolist():
            chance *= self.passes[answer] if answer in learned else self.chance[answer]
        return chance


def open_answers(
    weights: npt.ArrayLike,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    silence_mask: npt.ArrayLike,
    *,
    silence: npt.ArrayLike,
    draws: int,
    rng: np.random.Generator,
    chance: npt.ArrayLike | None = None,
    common: float = 0.5,
) -> OpenAnswers:
    """Draw every uncertain answer and open must-have at fixed weights, to tell what learning them is worth.

    `weights (candidates, questions)`: each candidate's effective weights, 0 where a question does not
    apply. The rest is as in `simulate`, by whose rules the answers and must-haves are drawn; what does
    not weigh and is no open must-have is left out. Memory grows with answers times draws.

    >>> from msp_select.engine.sampling import generator
    >>> found = open_answers([[0.5, 0.5], [0.5, 0.5]], [[60, 60], [66, 66]], [[100, 60], [66, 66]],
    ...                      np.zeros((2, 2), bool), silence=25, draws=4000, rng=generator(1),
    ...                      chance=[[1, 1], [1, 0.8]])
    >>> found.scores.tolist(), found.today, found.losses().round().tolist()
    ([70.0, 66.0], 0, [1.0, 18.0])
    >>> found.worths().round(1).tolist(), round(found.worth([0, 1]), 1)
    ([0.0, 0.0], 0.7)
    """
    importance = non_negative("weights", weights, axes=2)
    counts = importance > 0
    ranges = AnswerRanges.checked(low, high, counts, silence_mask, silence, chance)
    points = np.where(counts, ranges.points(), 0.0)
    common, count = share("common", common), whole("draws", draws)
    room = AnswerDraws(ranges.columns, count)
    everyone = [ranges.of(one, np.flatnonzero(mask)) for one, mask in enumerate(counts)]
    candidate = np.repeat(np.arange(len(everyone)), [len(answers.columns) for answers in everyone])
    column = np.concatenate([answers.columns for answers in everyone])
    swing = np.zeros(len(column))
    shifts, passes = np.zeros((len(column), count), np.float32), np.ones((len(column), count), bool)
    for one, answers in enumerate(everyone):
        if answers.drawn:
            at = np.flatnonzero(candidate == one)
            unsure, own = at[: len(answers.unsure)], answers.columns[: len(answers.unsure)]
            weight = importance[one, own, None].astype(np.float32)
            middle = points[one, own] - answers.fixed[answers.unsure]
            places, passes[at[answers.tested]] = room.draw(rng, answers, common)
            shifts[unsure] = weight * (places - middle[:, None].astype(np.float32))
            swing[unsure] = (weight * answers.spread)[:, 0]
    return OpenAnswers(
        scores=(importance * points).sum(axis=1),
        candidate=candidate,
        column=column,
        swing=swing,
        chance=ranges.chance[candidate, column],
        shifts=shifts,
        passes=passes,
    )
