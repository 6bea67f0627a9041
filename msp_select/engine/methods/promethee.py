"""PROMETHEE II: how much each is preferred to the others, less how much they are to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from msp_select.engine.blocks import blocks, in_blocks
from msp_select.engine.checked import Floats, InputError, Ints, values_and_weights
from msp_select.engine.methods.additive import weighted_sum
from msp_select.engine.methods.thresholds import per_criterion

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
    leaving = _flow(_beaten(table, ends), importance)
    entering = _flow(_beaten(-table, ends), importance)
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


def _flow(beaten: Floats, weights: Floats) -> Floats:
    candidates, criteria = beaten.shape[-2:]
    shares = beaten / max(1, candidates - 1)
    return in_blocks(weighted_sum, shares, weights, cells_each=candidates * criteria)


def _beaten(values: Floats, ends: tuple[Floats, Floats] | None) -> Floats:
    """The sum of each one's preferences over the others `(..., candidates, criteria)`."""
    columns = np.ascontiguousarray(np.swapaxes(values, -1, -2))
    rows = columns.reshape(-1, columns.shape[-1])
    ordered = np.sort(rows, axis=-1)
    if ends is None:
        total = count_below(ordered, rows, "left").astype(np.float64)
    else:
        repeats = len(rows) // len(ends[0])
        start, full = (np.tile(end, repeats)[:, None] for end in ends)
        total = _linear(rows, ordered, start, full)
    return np.swapaxes(total.reshape(columns.shape), -1, -2)


def _linear(rows: Floats, ordered: Floats, start: Floats, full: Floats) -> Floats:
    """Preferences summed for rows `(rows, candidates)` from prefix sums of the sorted rows."""
    # Values near zero keep the prefix sums small, and so their rounding.
    middle = ordered[:, ordered.shape[1] // 2, None]
    ordered, bar = ordered - middle, rows - middle - start
    fully = count_below(ordered, rows - middle - full, "right")
    partly = count_below(ordered, bar, "left")
    prefix = np.zeros((len(ordered), ordered.shape[1] + 1))
    np.cumsum(ordered, axis=1, out=prefix[:, 1:])
    between = np.take_along_axis(prefix, partly, axis=1) - np.take_along_axis(prefix, fully, axis=1)
    return np.asarray(fully + ((partly - fully) * bar - between) / (full - start))


def count_below(ordered: Floats, bars: Floats, side: Literal["left", "right"]) -> Ints:
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
