"""Weights from what people can say: shares, ranks, swings, pairwise comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Floats, InputError, floats, non_negative, shares

RANDOM_INDEX: Mapping[int, float] = MappingProxyType(
    dict(
        enumerate(
            (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
            start=1,
        )
    )
)
"""Saaty's mean consistency index of random comparisons, by the number of criteria."""

RECIPROCAL = 0.05
"""How far a comparison times its reverse may be from 1: 0.13 will do for an eighth, 0.2 will not."""


@dataclass(frozen=True, eq=False)
class Pairwise:
    """Weights from pairwise comparisons.

    `weights (criteria,)` sum to 1; `consistency_ratio`: 0 is consistent, above 0.1 the comparisons
    want a second look; `random_index`: the table that ratio was taken from.
    """

    weights: Floats
    consistency_ratio: float
    random_index: Mapping[int, float]


def normalise(w: npt.ArrayLike) -> Floats:
    """Weights `(..., criteria)` scaled to sum to 1.

    >>> normalise([1, 3]).tolist()
    [0.25, 0.75]
    """
    return shares("weights", w)


def rank_order_centroid(ranks: npt.ArrayLike) -> Floats:
    """The mean of all weights in that order `(criteria,)`; ties share the mean of their places.

    `ranks (criteria,)`: 1 is the most important; only their order counts.
    Source: Barron and Barrett, Management Science 42 (1996) 1515-1523.

    >>> rank_order_centroid([1, 2, 3]).round(4).tolist()
    [0.6111, 0.2778, 0.1111]
    """
    order = floats("ranks", ranks, axes=1)
    parts = 1.0 / np.arange(1, len(order) + 1)
    return _by_place(order, np.cumsum(parts[::-1])[::-1] / len(order))


def rank_sum(ranks: npt.ArrayLike) -> Floats:
    """Weights falling in equal steps `(criteria,)`; ties share the mean of their places.

    `ranks (criteria,)`: 1 is the most important; only their order counts.
    Source: Stillwell, Seaver and Edwards, Organizational Behavior and Human Performance 28 (1981).

    >>> rank_sum([1, 2, 3]).round(4).tolist()
    [0.5, 0.3333, 0.1667]
    """
    order = floats("ranks", ranks, axes=1)
    falling = np.arange(len(order), 0, -1.0)
    return _by_place(order, falling / falling.sum())


def swing(points: npt.ArrayLike) -> Floats:
    """Weights `(criteria,)` from points given to each criterion's swing from its worst to its best.

    The swing that matters most gets the most points (usually 100), the others in proportion to it.
    Source: von Winterfeldt and Edwards, "Decision Analysis and Behavioral Research" (1986).

    >>> swing([100, 60, 40]).tolist()
    [0.5, 0.3, 0.2]
    """
    return shares("points", points, axes=1)


def pairwise(matrix: npt.ArrayLike) -> Pairwise:
    """Weights from comparisons `(criteria, criteria)`: how many times the row outweighs the column.

    The principal eigenvector, with its consistency ratio. Only for weights: scoring candidates this
    way lets a new one reorder the others. Up to 15 criteria.
    Source: Saaty, European Journal of Operational Research 48 (1990) 9-26.

    >>> found = pairwise([[1, 3, 6], [1/3, 1, 2], [1/6, 1/2, 1]])
    >>> found.weights.round(4).tolist(), round(found.consistency_ratio, 4)
    ([0.6667, 0.2222, 0.1111], 0.0)
    """
    table = non_negative("matrix", matrix, axes=2)
    count = len(table)
    if table.shape != (count, count):
        raise InputError(f"matrix has shape {table.shape}; it must be square")
    if count not in RANDOM_INDEX:
        raise InputError(f"matrix compares {count} criteria; at most {len(RANDOM_INDEX)} are known")
    off = np.abs(table * table.T - 1.0)
    if off.max() > RECIPROCAL:
        row, column = (int(i) for i in np.argwhere(off == off.max())[0])
        raise InputError(
            f"matrix has {table[row, column]:g} at ({row}, {column}) and {table[column, row]:g} at "
            f"({column}, {row}); one must be the other's reciprocal, and the diagonal 1"
        )
    eigenvalues, vectors = np.linalg.eig(table)
    principal = int(np.argmax(eigenvalues.real))
    excess = max(0.0, float(eigenvalues[principal].real) - count)
    ratio = excess / (count - 1) / RANDOM_INDEX[count] if count > 2 else 0.0
    return Pairwise(shares("matrix", np.abs(vectors[:, principal].real)), ratio, RANDOM_INDEX)


def _by_place(ranks: Floats, weights: Floats) -> Floats:
    """Give each criterion the weight of its place `(criteria,)`, ties the mean of theirs."""
    _, group, sizes = np.unique(ranks, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    sums = np.add.reduceat(weights, ends - sizes)
    shared: Floats = (sums / sizes)[group]
    return shared
