"""SMAA confidence factors: whether the values are known well enough to choose at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.chunks import blocks
from msp_select.engine.ranking import TIE
from msp_select.engine.validation import Floats, InputError, low_and_high, whole


def confidence_factors(
    values: npt.ArrayLike | tuple[npt.ArrayLike, npt.ArrayLike],
    central_weights: npt.ArrayLike,
    *,
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """How often each candidate is first at its own central weights `(candidates,)`.

    `values` as for `smaa`: `(candidates, criteria)` or a pair `(low, high)`; `central_weights
    (candidates, criteria)`, NaN rows for those who are never first, whose factor is NaN.
    Source: Lahdelma, Hokkanen and Salminen, European Journal of Operational Research 106 (1998).

    >>> from msp_select.engine.sampling import generator
    >>> pair = ([[50, 40], [40, 45]], [[90, 40], [40, 65]])
    >>> confidence_factors(pair, [[0.8, 0.2], [0.3, 0.7]], draws=5000, rng=generator(1)).round(1).tolist()
    [1.0, 0.6]
    """
    low, high = low_and_high(values)
    central = np.asarray(central_weights, dtype=np.float64)
    if central.shape != low.shape:
        raise InputError(f"central_weights have shape {central.shape} and values {low.shape}")
    defined = np.flatnonzero(~np.isnan(central).any(axis=1))
    firsts = np.zeros(len(low))
    count = whole("draws", draws)
    for part in blocks(count, cells_each=low.size):
        drawn = low + rng.random((part.stop - part.start, *low.shape)) * (high - low)
        # scores (draws, candidates, whose weights)
        scores = drawn @ central[defined].T
        own = scores[:, defined, np.arange(len(defined))]
        firsts[defined] += (own >= scores.max(axis=1) - TIE).sum(axis=0)
    firsts[np.isnan(central).any(axis=1)] = np.nan
    return firsts / count
