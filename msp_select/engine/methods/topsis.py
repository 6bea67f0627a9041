"""TOPSIS: near the ideal and far from its opposite."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import in_blocks
from msp_select.engine.methods.additive import weighted_sum
from msp_select.engine.safe_division import ratio
from msp_select.engine.validation import Floats, values_and_weights


def topsis(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Closeness to the ideal `(..., candidates)`, from 0 to 1, more is better.

    `values (..., candidates, criteria)`, vector normalisation; `weights (..., criteria)`. A
    criterion of zeros contributes nothing; where all candidates are alike each is at 0.5. The
    scale is made from the candidates themselves, so adding one can reorder the others.
    Source: Hwang and Yoon, "Multiple Attribute Decision Making" (1981).

    >>> topsis([[90, 40], [60, 80], [60, 40]], [1, 1]).round(3).tolist()
    [0.373, 0.627, 0.0]
    """
    table, importance = values_and_weights(values, weights)
    return in_blocks(_kernel, table, importance, cells_each=table.shape[-2] * table.shape[-1])


def _kernel(values: Floats, weights: Floats) -> Floats:
    peak, low = values.max(axis=-2, keepdims=True), values.min(axis=-2, keepdims=True)
    # The largest value is divided out first, so that squares neither overflow nor vanish.
    largest = np.maximum(np.abs(peak), np.abs(low))
    table = ratio(values, largest, otherwise=0.0)
    length = np.sqrt((table * table).sum(axis=-2))
    scale = ratio(weights, length, otherwise=0.0)
    scale *= scale
    to_ideal = np.sqrt(weighted_sum(_squared(ratio(peak, largest, otherwise=0.0) - table), scale))
    to_worst = np.sqrt(weighted_sum(_squared(table - ratio(low, largest, otherwise=0.0)), scale))
    return ratio(to_worst, to_ideal + to_worst, otherwise=0.5)


def _squared(gaps: Floats) -> Floats:
    gaps *= gaps
    return gaps


scores = topsis
