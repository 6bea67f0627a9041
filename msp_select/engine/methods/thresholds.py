"""Thresholds of the outranking methods: one number, or one a criterion."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Floats, InputError


def per_criterion(name: str, given: npt.ArrayLike, criteria: int, *, endless: bool = False) -> Floats:
    """Thresholds `(criteria,)`, none negative; infinite ones only where `endless` allows it."""
    array = np.asarray(given, dtype=np.float64)
    if array.shape not in ((), (criteria,)):
        raise InputError(f"{name} has shape {array.shape}; one number or ({criteria},) was expected")
    if not (array >= 0).all() or (np.isinf(array).any() and not endless):
        raise InputError(f"{name} is {array.tolist()}; a number from 0 on was expected")
    return np.broadcast_to(array, (criteria,))
