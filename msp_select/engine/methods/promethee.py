"""PROMETHEE II: how much each is preferred to the others, less how much they are to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import blocks, in_blocks
from msp_select.engine.methods.additive import weighted_sum
from msp_select.engine.methods.thresholds import per_criterion
from msp_select.engine.validation import Floats, InputError, Ints, values_and_weights

FEW = 24
"""Up to so many candidates, comparing all pairs beats a search in sorted rows."""


@dataclass(frozen=True, eq=False)
class Promethee:
    """Flows `(..., candidates)`: `leaving` and `entering` from 0 to 1, `net` their difference."""

    net: Floats
    leaving: Floats
    entering: Floats


def promethee(
    values: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    preference: Literal["usual", "linear"] = "usual",
    indifference: npt.ArrayLike = 0.0,
    threshold: npt.ArrayLike | None = None,
) -> Promethee:
    """Net, leaving and entering flows of values `(..., candidates, criteria)`.

    `weights (..., criteria)`. With `"usual"` preference any lead counts 1; with `"linear"` a lead
    counts 0 up to the `indifference`, 1 from the `threshold`, and rises in between; both are one
    number, or one a criterion. Flows are divided by the number of other candidates; a single
    candidate has none. Sorted criteria and prefix sums take n log n steps, not n squared.
    Source: Brans and Vincke, Management Science 31 (1985) 647-656.

    >>> promethee([[90, 40], [60, 80], [60, 30]], [3, 1]).net.tolist()
    [0.75, -0.125, -0.625]
    """
    table, importance = values_and_weights(values, weights)
    ends = _ends(preference, indifference, threshold, table.shape[-1])
    flows = _flows(table, importance, ends)
    leaving, entering = flows[..., 0, :], flows[..., 1, :]
    return Promethee(leaving - entering, leaving, entering)


def scores(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Net flows `(..., candidates)` by the usual preference."""
    return promethee(values, weights).net


def _ends(
    preference: str, indifference: npt.ArrayLike, threshold: npt.ArrayLike | None, criteria: int
) -> tuple[Floats, Floats] | None:
    """Where the linear preference starts and is full, per criterion; None for the usual one."""
    start = per_criterion("indifference", indifference, criteria)
    if preference == "usual":
        if start.any() or threshold is not None:
            raise InputError('the "usual" preference takes no thresholds; "linear" does')
        return None
    if preference != "linear":
        raise InputError(f'there is no preference "{preference}"; there are "usual" and "linear"')
    if threshold is None:
        raise InputError('the "linear" preference needs a threshold')
    full = per_criterion("threshold", threshold, criteria)
    if (full <= start).any():
        raise InputError("the threshold must be above the indifference in every criterion")
    return start, full


def _flows(values: Floats, weights: Floats, ends: tuple[Floats, Floats] | None) -> Floats:
    """Leaving and entering flows `(..., 2, candidates)`."""
    candidates, criteria = values.shape[-2:]
    others = max(1, candidates - 1)
    # Values that are the same in every draw are sorted once.
    fixed = _preferences(values, ends) if values.ndim == 2 else None

    def of_block(some_values: Floats, some_weights: Floats) -> Floats:
        over, under = fixed or _preferences(some_values, ends)
        sums = [weighted_sum(over, some_weights), weighted_sum(under, some_weights)]
        return np.asarray(np.stack(sums, axis=-2) / others)

    return in_blocks(of_block, values, weights, cells_each=candidates * criteria)


def _preferences(values: Floats, ends: tuple[Floats, Floats] | None) -> tuple[Floats, Floats]:
    """Each one's preferences over the others, and theirs over it, `(..., candidates, criteria)`."""
    columns = np.ascontiguousarray(np.swapaxes(values, -1, -2))
    rows = columns.reshape(-1, columns.shape[-1])
    order = np.argsort(rows, axis=1)
    ordered = np.take_along_axis(rows, order, axis=1)
    if ends is None:
        over, under = _lower_and_higher(ordered)
    else:
        repeats = len(rows) // len(ends[0])
        start, full = (np.tile(end, repeats)[:, None] for end in ends)
        over = _linear(ordered, start, full)
        under = _linear(-ordered[:, ::-1], start, full)[:, ::-1]
    sums = []
    for by_place in (over, under):
        by_candidate = np.empty(rows.shape)
        np.put_along_axis(by_candidate, order, by_place, axis=1)
        sums.append(np.swapaxes(by_candidate.reshape(columns.shape), -1, -2))
    return sums[0], sums[1]


def _lower_and_higher(ordered: Floats) -> tuple[Floats, Floats]:
    """How many of each sorted row `(rows, n)` are lower and how many higher than each."""
    count = ordered.shape[1]
    places = np.arange(1.0, count)
    changes = ordered[:, 1:] != ordered[:, :-1]
    lower, higher = np.zeros(ordered.shape), np.zeros(ordered.shape)
    np.maximum.accumulate(np.where(changes, places, 0.0), axis=1, out=lower[:, 1:])
    backwards = np.where(changes, count - places, 0.0)[:, ::-1]
    np.maximum.accumulate(backwards, axis=1, out=higher[:, :-1][:, ::-1])
    return lower, higher


def _linear(ordered: Floats, start: Floats, full: Floats) -> Floats:
    """Preferences summed for sorted rows `(rows, n)`, from prefix sums."""
    # Values near zero keep the prefix sums small, and so their rounding.
    ordered = ordered - ordered[:, ordered.shape[1] // 2, None]
    bar = ordered - start
    fully = _count_below(ordered, ordered - full, "right")
    partly = _count_below(ordered, bar, "left")
    prefix = np.zeros((len(ordered), ordered.shape[1] + 1))
    np.cumsum(ordered, axis=1, out=prefix[:, 1:])
    between = np.take_along_axis(prefix, partly, axis=1) - np.take_along_axis(prefix, fully, axis=1)
    return np.asarray(fully + ((partly - fully) * bar - between) / (full - start))


def _count_below(ordered: Floats, bars: Floats, side: Literal["left", "right"]) -> Ints:
    """How many of each sorted row `(rows, n)` are below its bars `(rows, n)`; "right": or at it."""
    counts = np.empty(bars.shape, dtype=np.intp)
    if ordered.shape[1] > FEW:
        for row, bar, count in zip(ordered, bars, counts, strict=True):
            count[:] = row.searchsorted(bar, side)
        return counts
    below = np.less if side == "left" else np.less_equal
    for part in blocks(len(bars), cells_each=bars.shape[1] ** 2):
        counts[part] = below(ordered[part, None, :], bars[part, :, None]).sum(axis=-1)
    return counts
