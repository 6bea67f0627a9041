"""The weighted product: a weighted geometric mean, in which a zero cannot be made up for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import in_blocks
from msp_select.engine.methods.additive import weighted_sum
from msp_select.engine.validation import Floats, InputError, values_and_weights


def weighted_product(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Products `(..., candidates)` of values to the power of their weights, scaled to sum to 1.

    `values (..., candidates, criteria)` must not be negative; `weights (..., criteria)`. A zero
    under a positive weight makes the product zero.
    Source: Bridgman, "Dimensional Analysis" (1922); Miller and Starr, "Executive Decisions and
    Operations Research" (1969).

    >>> weighted_product([[4, 9], [0, 100]], [1, 1]).round(12).tolist()
    [6.0, 0.0]
    """
    table, importance = values_and_weights(values, weights)
    if table.min() < 0:
        raise InputError(f"values go down to {table.min():g}; a weighted product needs none below 0")
    return in_blocks(_kernel, table, importance, cells_each=table.shape[-2] * table.shape[-1])


def _kernel(values: Floats, weights: Floats) -> Floats:
    positive = values > 0
    logs = np.log(values, out=np.zeros(values.shape), where=positive)
    product = np.exp(weighted_sum(logs, weights))
    spoilt = weighted_sum(np.where(positive, 0.0, 1.0), weights) > 0
    return np.where(spoilt, 0.0, product)


scores = weighted_product
