"""Value functions: from an answer in its own unit to a value on a fixed scale."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from msp_select.engine.validation import Floats, InputError, floats


def piecewise_linear(x: npt.ArrayLike, points: npt.ArrayLike) -> Floats:
    """Values `(...)` of answers `x (...)` on straight lines between `points (points, 2)`.

    Each point is (answer, value), the answers strictly rising; outside them the line is flat. The
    value of a single answer is a plain number.

    >>> piecewise_linear([3, 7, 20], [[5, 100], [9, 60], [15, 0]]).tolist()
    [100.0, 80.0, 0.0]
    """
    table = floats("points", points, axes=2)
    if table.shape[1] != 2:
        raise InputError(f"points have shape {table.shape}; (points, 2) was expected")
    answers = table[:, 0]
    if (np.diff(answers) <= 0).any():
        raise InputError(f"the answers of the points are {answers.tolist()}; they must rise strictly")
    values: Floats = np.asarray(np.interp(floats("x", x, least=0), answers, table[:, 1]))[()]
    return values
