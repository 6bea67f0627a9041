"""Large jobs cut into blocks, so that memory does not grow with the number of draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from msp_select.engine.validation import Floats

CELLS = 1 << 17
"""Cells of one intermediate array: 1 MiB of float64, which stays in a processor's cache."""


def blocks(count: int, *, cells_each: int, cells: int = CELLS) -> Iterator[slice]:
    """Slices that cover `count` items of `cells_each` cells, at least one item a slice."""
    size = max(1, cells // max(1, cells_each))
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def in_blocks(
    kernel: Callable[[Floats, Floats], Floats], values: Floats, weights: Floats, *, cells_each: int
) -> Floats:
    """`kernel(values, weights)` over the leading axes, a block at a time.

    `values (..., candidates, criteria)` and `weights (..., criteria)` broadcast; the one without
    a leading axis is handed over as it is, so that what depends on it alone is computed once a
    block. `cells_each` is the size of the kernel's largest array for one problem. The kernel gives
    `(..., candidates)`, or `(..., parts, candidates)` where it finds several things at once.
    """
    leading = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
    if not leading:
        return kernel(values, weights)
    found: Floats | None = None
    values = values.reshape((1,) * (len(leading) + 2 - values.ndim) + values.shape)
    weights = weights.reshape((1,) * (len(leading) + 1 - weights.ndim) + weights.shape)
    for outer in np.ndindex(*leading[:-1]):
        some_values, some_weights = _at(values, outer), _at(weights, outer)
        for part in blocks(leading[-1], cells_each=cells_each):
            block = kernel(_cut(some_values, part), _cut(some_weights, part))
            if found is None:
                found = np.empty((*leading, *block.shape[1:]))
            found[(*outer, part)] = block
    assert found is not None  # checked input is never empty
    return found


def _at(array: Floats, outer: tuple[int, ...]) -> Floats:
    """The part of a broadcasting array at the outer leading position."""
    for place in outer:
        array = array[place if len(array) > 1 else 0]
    return array


def _cut(array: Floats, part: slice) -> Floats:
    """A block of the last leading axis; an axis of one broadcasts and stays."""
    return array[part] if len(array) > 1 else array
