"""A difference taken apart, and the fewest answers that would turn it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from msp_select.engine.ranking import TIE
from msp_select.engine.validation import Floats, InputError, floats, position, values_and_weights


def contributions(values: npt.ArrayLike, weights: npt.ArrayLike, a: int, b: int) -> Floats:
    """What each criterion adds to the lead of `a` over `b`, `(..., criteria)`, summing to it.

    `values (..., candidates, criteria)`, `weights (..., criteria)`; in points of score.

    >>> contributions([[90, 40], [60, 80]], [3, 1], 0, 1).tolist()
    [22.5, -10.0]
    """
    table, importance = values_and_weights(values, weights)
    first, second = (position(n, i, table.shape[-2]) for n, i in (("a", a), ("b", b)))
    return np.asarray(importance * (table[..., first, :] - table[..., second, :]))


@dataclass(frozen=True)
class FewestChanges:
    """The fewest answers that close a gap.

    `chosen`: their positions, the forced ones first, then the largest gain first; `gain`: what they
    bring together; `singles`: every answer that, after the forced ones, suffices alone.
    """

    chosen: tuple[int, ...]
    gain: float
    singles: tuple[int, ...]


def fewest_changes(gains: npt.ArrayLike, gap: float, *, forced: Sequence[int] = ()) -> FewestChanges | None:
    """The fewest answers whose gains together exceed the gap, or None when all do not.

    `gains (answers,)` and `gap` in points of score; the `forced` positions (failed must-haves) are
    changed in any case. Exact, because the gains add: no set of that size can bring more than the
    largest. To exceed is by more than 1e-9, for less is a tie.

    >>> fewest_changes([1.0, 4.0, 2.5], 5.0)
    FewestChanges(chosen=(1, 2), gain=6.5, singles=())
    >>> fewest_changes([1.0, 4.0, 2.5], 3.0, forced=[0])
    FewestChanges(chosen=(0, 1), gain=5.0, singles=(1, 2))
    """
    table = _gains(gains)
    if not np.isfinite(gap):
        raise InputError(f"gap is {gap}; a finite number was expected")
    chosen = list(dict.fromkeys(position("forced", one, len(table)) for one in forced))
    free = [int(one) for one in np.argsort(-table, kind="stable") if int(one) not in set(chosen)]
    start = float(table[chosen].sum())
    total = start
    for answer in free:
        if total > gap + TIE or table[answer] <= 0:
            break
        chosen.append(answer)
        total += float(table[answer])
    if not total > gap + TIE:
        return None
    singles = sorted(one for one in free if start + table[one] > gap + TIE)
    return FewestChanges(tuple(chosen), total, tuple(singles))


def _gains(gains: npt.ArrayLike) -> Floats:
    """The gains `(answers,)`; there may be none."""
    array = np.asarray(gains, dtype=np.float64)
    return array if array.shape == (0,) else floats("gains", array, axes=1)
