"""Float64 columns as a kind of number for the formulas: many providers at once."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from msp_select.decision.costing.estimate import Estimate
from msp_select.engine.validation import Floats


class Columns:
    """What a column does where the outcome depends on values; NaN is what nobody knows."""

    @staticmethod
    def larger(one: Any, other: Any) -> Floats:
        """The larger of the two, row by row; unknown where either is."""
        larger: Floats = np.maximum(one, other)
        return larger

    @staticmethod
    def over(one: Any, other: Any) -> Floats:
        """The one divided by the other; 0 where the other is."""
        nought = other == 0
        divided: Floats = np.where(nought, 0.0, one / np.where(nought, 1.0, other))
        return divided

    @staticmethod
    def where(condition: Any, one: Any, other: Any) -> Floats:
        """The one where the condition holds, else the other."""
        chosen: Floats = np.where(condition, one, other)
        return chosen


def total(*columns: Floats) -> Floats:
    """The sum row by row, in the order given."""
    return reduce(np.add, columns)


def ends(estimate: Estimate | None) -> Floats:
    """The cheap and the dear end of an amount that is the same for all, `(2, 1)`; NaN where it is unknown."""
    if estimate is None:
        return np.full((2, 1), np.nan)
    return np.array([[float(estimate.low)], [float(estimate.high)]])


def closed(amount: Floats) -> Floats:
    """The same `(2, rows)` with its ends from the smaller to the larger."""
    low, high = np.broadcast_arrays(*amount)
    return np.array([np.minimum(low, high), np.maximum(low, high)])
