"""The additive value model: the weighted mean."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import in_blocks
from msp_select.engine.validation import Floats, values_and_weights


def additive(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Weighted means `(..., candidates)` of values `(..., candidates, criteria)`.

    Weights `(..., criteria)` are scaled to 1. Criteria are added one after another for each
    candidate, so its score is the same to the last bit whoever stands beside it.
    Source: Keeney and Raiffa, "Decisions with Multiple Objectives" (1976), chapter 3.

    >>> additive([[0, 100], [60, 60]], [1, 3]).tolist()
    [75.0, 60.0]
    """
    table, importance = values_and_weights(values, weights)
    return in_blocks(weighted_sum, table, importance, cells_each=table.shape[-2] * table.shape[-1])


def weighted_sum(values: Floats, weights: Floats) -> Floats:
    """Sum over criteria of checked values times weights, in the order of the criteria."""
    total = values[..., 0] * weights[..., None, 0]
    for criterion in range(1, values.shape[-1]):
        total += values[..., criterion] * weights[..., None, criterion]
    return np.asarray(total)


scores = additive
