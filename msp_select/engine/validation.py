"""Input checked once, at the door of each public function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]


class InputError(ValueError):
    """Numbers that have no answer: what was found and what was expected."""


def floats(name: str, given: npt.ArrayLike, *, axes: int | None = None, least: int = 1) -> Floats:
    """`given` as float64 with `axes` axes (or at least `least`), every cell finite, none empty."""
    try:
        array = np.asarray(given)
        # Text that looks like numbers, and the imaginary part of a number, must not slip through.
        if array.dtype.kind not in "biufO":
            raise TypeError(f"{array.dtype} is not a real number")
        array = array.astype(np.float64, copy=False)
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} must be an array of numbers, all rows of one length") from error
    if axes is not None and array.ndim != axes:
        raise InputError(f"{name} has shape {array.shape}; {_axes(axes)} expected")
    if array.ndim < least:
        raise InputError(f"{name} has shape {array.shape}; at least {_axes(least)} expected")
    if array.size == 0:
        raise InputError(f"{name} has shape {array.shape}; it must not be empty")
    finite = np.isfinite(array)
    if not finite.all():
        where = tuple(int(i) for i in np.argwhere(~finite)[0])
        raise InputError(f"{name} has {array[where]} at {where}; every cell must be finite")
    return array


def non_negative(name: str, given: npt.ArrayLike, *, axes: int | None = None) -> Floats:
    """`floats`, none below zero."""
    array = floats(name, given, axes=axes)
    if array.min() < 0:
        where = tuple(int(i) for i in np.argwhere(array < 0)[0])
        raise InputError(f"{name} has {array[where]:g} at {where}; none may be negative")
    return array


def shares(name: str, given: npt.ArrayLike, *, axes: int | None = None) -> Floats:
    """Weights `(..., criteria)` scaled to sum to 1: the one place where that is done."""
    array = non_negative(name, given, axes=axes)
    # Dividing by the largest first keeps a sum of huge or tiny weights finite.
    largest = array.max(axis=-1, keepdims=True)
    if largest.min() == 0:
        raise InputError(f"{name} are all zero; at least one must be positive")
    array = array / largest
    scaled: Floats = array / array.sum(axis=-1, keepdims=True)
    return scaled


def values_and_weights(
    values: npt.ArrayLike, weights: npt.ArrayLike, *, least_candidates: int = 1
) -> tuple[Floats, Floats]:
    """Values `(..., candidates, criteria)` and weights `(..., criteria)` that fit, weights to 1."""
    table = floats("values", values, least=2)
    importance = shares("weights", weights)
    if table.shape[-1] != importance.shape[-1]:
        raise InputError(
            f"values have shape {table.shape} and weights {importance.shape}; "
            "the last axis of both must be the criteria"
        )
    try:
        np.broadcast_shapes(table.shape[:-2], importance.shape[:-1])
    except ValueError as error:
        raise InputError(
            f"values have shape {table.shape} and weights {importance.shape}; "
            "the axes before candidates and criteria must broadcast"
        ) from error
    if table.shape[-2] < least_candidates:
        raise InputError(
            f"values have shape {table.shape}; at least {least_candidates} candidates were expected"
        )
    return table, importance


def low_and_high(
    values: npt.ArrayLike | tuple[npt.ArrayLike, npt.ArrayLike],
) -> tuple[Floats, Floats]:
    """Values `(candidates, criteria)`, or a pair `(low, high)` of them, as that pair."""
    ends = cast(Sequence[npt.ArrayLike], values)
    if not _are_two_tables(ends):
        given = floats("values", cast(npt.ArrayLike, values), least=2)
        if given.ndim != 2:
            raise InputError(
                f"values have shape {given.shape}; (candidates, criteria), or a pair (low, high) of "
                "such arrays, was expected"
            )
        return given, given
    low, high = floats("low", ends[0], axes=2), floats("high", ends[1], axes=2)
    if low.shape != high.shape:
        raise InputError(f"low has shape {low.shape} and high {high.shape}")
    if (low > high).any():
        where = tuple(int(i) for i in np.argwhere(low > high)[0])
        raise InputError(f"low is {low[where]:g} and high {high[where]:g} at {where}; low is above")
    return low, high


def _are_two_tables(given: Sequence[npt.ArrayLike]) -> bool:
    """Whether it is a pair of arrays of two axes; two rows of one table are not."""
    try:
        return len(given) == 2 and all(np.ndim(one) == 2 for one in given)
    except (TypeError, ValueError):
        return False


def position(name: str, index: int, count: int) -> int:
    """`index` as a position among `count`, negative ones refused."""
    if not (isinstance(index, (int, np.integer)) and 0 <= index < count):
        raise InputError(f"{name} is {index}; it must be a whole number from 0 to {count - 1}")
    return int(index)


def whole(name: str, number: int, *, least: int = 1) -> int:
    """`number` as a whole number of at least `least`."""
    # A float may be whole; one that is not finite has no remainder that is 0.
    if isinstance(number, bool) or not number % 1 == 0 or number < least:
        raise InputError(f"{name} is {number}; a whole number from {least} on was expected")
    return int(number)


def share(name: str, number: float) -> float:
    """`number` as a share from 0 to 1."""
    if not 0 <= number <= 1:
        raise InputError(f"{name} is {number}; it must be from 0 to 1")
    return float(number)


def _axes(count: int) -> str:
    return "1 axis was" if count == 1 else f"{count} axes were"
