"""Value functions: from what was answered to 0..100, on a scale fixed beforehand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from msp_select.engine.checked import Floats, InputError, floats


def piecewise_linear(x: npt.ArrayLike, points: Sequence[tuple[float, float]]) -> Floats:
    """Values of `x (...)` on straight lines between `points`, flat outside them.

    Each point is (answer, value); the answers strictly rising. Raises InputError otherwise.

    >>> piecewise_linear([0, 14, 22, 365], [(2, 100), (14, 85), (30, 60), (90, 0)]).tolist()
    [100.0, 85.0, 72.5, 0.0]
    """
    table = floats("points", points, axes=2)
    if table.shape[1] != 2:
        raise InputError(f"points have shape {table.shape}; pairs of answer and value were expected")
    if (np.diff(table[:, 0]) <= 0).any():
        raise InputError("the answers of points must be strictly rising")
    return np.asarray(np.interp(floats("x", x, least=0), table[:, 0], table[:, 1]))
