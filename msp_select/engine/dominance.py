"""Who is at least as good everywhere, and what merit costs at the least."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Bools, InputError, floats


def dominates(values: npt.ArrayLike) -> Bools:
    """Whether the row dominates the column `(..., candidates, candidates)`.

    `values (..., candidates, criteria)`. To dominate is to be at least as good on every criterion
    and better on one.

    >>> dominates([[90, 80], [90, 70], [95, 10]]).tolist()
    [[False, True, False], [False, False, False], [False, False, False]]
    """
    table = floats("values", values, least=2)
    candidates = table.shape[-2]
    never_worse = np.ones((*table.shape[:-1], candidates), dtype=np.bool_)
    once_better = np.zeros_like(never_worse)
    for criterion in range(table.shape[-1]):
        row, column = table[..., :, None, criterion], table[..., None, :, criterion]
        never_worse &= row >= column
        once_better |= row > column
    return never_worse & once_better


def frontier(cost: npt.ArrayLike, merit: npt.ArrayLike) -> Bools:
    """Which candidates `(candidates,)` are on the value-for-money line.

    `cost` and `merit (candidates,)`: less cost and more merit are better. On the line are those of
    whom no other costs no more and is no worse, and better in one of the two.

    >>> frontier([100, 120, 130], [60, 55, 80]).tolist()
    [True, False, True]
    """
    spent, gained = floats("cost", cost, axes=1), floats("merit", merit, axes=1)
    if spent.shape != gained.shape:
        raise InputError(f"cost has shape {spent.shape} and merit {gained.shape}")
    return np.asarray(~dominates(np.column_stack([-spent, gained])).any(axis=0))
