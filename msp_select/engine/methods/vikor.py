"""VIKOR: the compromise between the many small regrets and the largest one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import in_blocks
from msp_select.engine.methods.additive import weighted_sum
from msp_select.engine.ranking import TIE
from msp_select.engine.safe_division import ratio
from msp_select.engine.validation import Bools, Floats, share, values_and_weights


@dataclass(frozen=True, eq=False)
class Vikor:
    """Group regret `s`, largest regret `r` and compromise index `q`, each `(..., candidates)`.

    Lower is better in all three; `compromise (..., candidates)` marks the compromise set.
    """

    s: Floats
    r: Floats
    q: Floats
    compromise: Bools


def vikor(values: npt.ArrayLike, weights: npt.ArrayLike, *, v: float = 0.5) -> Vikor:
    """S, R, Q and the compromise set of values `(..., candidates, criteria)`.

    `weights (..., criteria)`; `v` from 0 (only the largest regret counts) to 1 (only the sum). A
    criterion on which all are alike causes no regret. The set is the first by Q alone if its lead
    is at least 1/(n-1) and it is also first by S or R; with the lead but not that stability, the
    first two; without the lead, all closer to the first than 1/(n-1).
    Source: Opricovic and Tzeng, European Journal of Operational Research 156 (2004) 445-455.

    >>> found = vikor([[90, 40], [60, 80], [60, 40]], [2, 1])
    >>> found.q.round(3).tolist(), found.compromise.tolist()
    ([0.0, 0.75, 1.0], [True, False, False])
    """
    table, importance = values_and_weights(values, weights)
    share("v", v)
    s, r = _regret_sums(table, importance)
    q = v * _from_best_to_worst(s) + (1 - v) * _from_best_to_worst(r)
    return Vikor(s, r, q, _compromise(s, r, q))


def scores(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """1 - Q `(..., candidates)`, so that more is better."""
    s, r = _regret_sums(*values_and_weights(values, weights))
    return np.asarray(1.0 - (_from_best_to_worst(s) + _from_best_to_worst(r)) / 2)


def _regret_sums(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The sum of weighted regrets and the largest one, each `(..., candidates)`."""
    found = in_blocks(_sum_and_largest, values, weights, cells_each=values.shape[-2] * values.shape[-1])
    return found[..., 0, :], found[..., 1, :]


def _sum_and_largest(values: Floats, weights: Floats) -> Floats:
    """Both at once `(..., 2, candidates)`."""
    regrets = _regrets(values)
    largest = (regrets * weights[..., None, :]).max(axis=-1)
    return np.stack([weighted_sum(regrets, weights), largest], axis=-2)


def _regrets(values: Floats) -> Floats:
    """How far below the best, as a share of the way to the worst, per criterion."""
    best = values.max(axis=-2, keepdims=True)
    spread = best - values.min(axis=-2, keepdims=True)
    return ratio(best - values, spread, otherwise=0.0)


def _from_best_to_worst(regret: Floats) -> Floats:
    """Regret `(..., candidates)` scaled to 0 for the least and 1 for the greatest."""
    least = regret.min(axis=-1, keepdims=True)
    spread = regret.max(axis=-1, keepdims=True) - least
    # A spread of rounding errors is no spread: it would be blown up to the whole scale.
    return ratio(regret - least, spread, otherwise=0.0, least=TIE)


def _compromise(s: Floats, r: Floats, q: Floats) -> Bools:
    candidates = q.shape[-1]
    if candidates == 1:
        return np.ones(q.shape, dtype=np.bool_)
    lead = 1.0 / (candidates - 1)
    behind = q - q.min(axis=-1, keepdims=True)
    second = np.partition(behind, 1, axis=-1)[..., 1:2]
    first = behind <= TIE
    top_elsewhere = (s <= s.min(axis=-1, keepdims=True) + TIE) | (r <= r.min(axis=-1, keepdims=True) + TIE)
    ahead = second >= lead - TIE
    stable = (first & top_elsewhere).any(axis=-1, keepdims=True)
    close = behind < lead - TIE
    first_two = behind <= second + TIE
    return np.asarray(np.where(ahead, np.where(stable, first, first_two), close))
