"""What would change the order: weights at which the lead passes on, and what moves the margin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.methods.additive import additive
from msp_select.engine.ranking import TIE
from msp_select.engine.validation import Floats, InputError, floats, position, values_and_weights


@dataclass(frozen=True)
class Bar:
    """The leader's margin when one thing runs from its low to its high end.

    `candidate` is None for a criterion's weight (from half to double), else whose value on
    `criterion` runs. `at_low`, `at_high`: the margin over the best rival there, in score.
    """

    criterion: int
    candidate: int | None
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How much the margin moves."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Tornado:
    """The leader's `margin` over the best rival, and what moves it, widest first."""

    margin: float
    bars: tuple[Bar, ...]


def stability_intervals(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """For each criterion the weights `(criteria, 2)`, from and to, that keep the leader leading.

    `values (candidates, criteria)`, `weights (criteria,)` scaled to 1; the other weights keep their
    proportions. Exact: where the straight lines of two scores cross. An end that is neither 0 nor 1
    is a tie. The leader is the first of the best. Where a criterion has all the weight there are no
    proportions to keep, and nothing changes from 0 to 1.
    Source: Mareschal, European Journal of Operational Research 33 (1988) 54-64.

    >>> stability_intervals([[90, 40], [60, 80]], [3, 1]).round(3).tolist()
    [[0.571, 1.0], [0.0, 0.429]]
    """
    table, importance = _one_problem(values, weights)
    leader = int(np.argmax(additive(table, importance)))
    intervals = np.empty((table.shape[1], 2))
    for criterion, weight in enumerate(importance):
        start, slope = _lines(table[leader] - table, importance, criterion)
        # A gap that moves by less than a tie from 0 to 1 neither makes nor breaks the lead.
        lead_grows, lead_shrinks = slope > TIE, slope < -TIE
        low = np.max(-start[lead_grows] / slope[lead_grows], initial=0.0)
        high = np.min(-start[lead_shrinks] / slope[lead_shrinks], initial=1.0)
        # The leader leads at the weight as it is; rounding must not say otherwise.
        intervals[criterion] = min(low, weight), max(high, weight)
    return intervals


def flip_weight(
    values: npt.ArrayLike, weights: npt.ArrayLike, a: int, b: int, criterion: int
) -> float | None:
    """The weight from 0 to 1 of `criterion` at which candidates `a` and `b` tie, or None.

    `values (candidates, criteria)`, `weights (criteria,)`; the other weights keep their
    proportions. None too where the two tie at every weight.

    >>> round(flip_weight([[90, 40], [60, 80]], [3, 1], 0, 1, 0), 3)
    0.571
    """
    table, importance = _one_problem(values, weights)
    first, second = (position(n, i, len(table)) for n, i in (("a", a), ("b", b)))
    position("criterion", criterion, table.shape[1])
    start, slope = _lines((table[first] - table[second])[None, :], importance, criterion)
    if abs(slope[0]) <= TIE:
        return None
    tie = float(-start[0] / slope[0])
    # Rounding must not push a tie at the very end out of the range.
    return min(max(0.0, tie), 1.0) if -TIE <= tie <= 1 + TIE else None


def tornado(low: npt.ArrayLike, high: npt.ArrayLike, weights: npt.ArrayLike, *, leader: int) -> Tornado:
    """How the leader's margin over the best rival moves, one thing at a time, widest first.

    `low`, `high (candidates, criteria)`: the ends of each value, the middle being its point;
    `weights (criteria,)`. Each weight as it is given runs from half to double, then all are scaled
    to 1, so that the others keep their proportions; each value that has a range runs from its low
    to its high end.

    >>> found = tornado([[60, 40], [60, 60]], [[100, 40], [60, 60]], [1, 1], leader=0)
    >>> found.margin, found.bars[0]
    (0.0, Bar(criterion=0, candidate=0, at_low=-10.0, at_high=10.0))
    """
    least, importance = _one_problem(low, weights)
    most = floats("high", high, axes=2)
    if most.shape != least.shape:
        raise InputError(f"low has shape {least.shape} and high {most.shape}")
    if (least > most).any():
        raise InputError("low is above high for some value")
    if len(least) < 2:
        raise InputError("a margin needs at least 2 candidates; there is one")
    first = position("leader", leader, len(least))
    middle = (least + most) / 2
    bars = [
        Bar(criterion, None, *(_margin(middle, _times(importance, criterion, f), first) for f in _HALF))
        for criterion in np.flatnonzero((importance > 0) & (importance < 1)).tolist()
    ]
    for candidate, criterion in np.argwhere(least < most).tolist():
        ends = []
        for end in (least, most):
            changed = middle.copy()
            changed[candidate, criterion] = end[candidate, criterion]
            ends.append(_margin(changed, importance, first))
        bars.append(Bar(criterion, candidate, *ends))
    bars.sort(key=lambda bar: -bar.width)
    return Tornado(_margin(middle, importance, first), tuple(bars))


_HALF = (0.5, 2.0)


def _one_problem(values: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[Floats, Floats]:
    table, importance = values_and_weights(values, weights)
    if table.ndim != 2 or importance.ndim != 1:
        raise InputError(
            f"values have shape {table.shape} and weights {importance.shape}; "
            "(candidates, criteria) and (criteria,) were expected"
        )
    return table, importance


def _lines(gaps: Floats, weights: Floats, criterion: int) -> tuple[Floats, Floats]:
    """Start and slope of each gap in score as the criterion's weight runs from 0 to 1."""
    others = np.delete(weights, criterion)
    if others.sum() == 0:
        # Nobody to give weight to: the criterion keeps it all whatever is taken from it.
        return gaps[:, criterion], np.zeros(len(gaps))
    start = additive(np.delete(gaps, criterion, axis=1), others)
    return start, gaps[:, criterion] - start


def _times(weights: Floats, criterion: int, factor: float) -> Floats:
    changed = weights.copy()
    changed[criterion] *= factor
    return changed


def _margin(values: Floats, weights: Floats, leader: int) -> float:
    scores = additive(values, weights)
    return float(scores[leader] - np.delete(scores, leader).max())
