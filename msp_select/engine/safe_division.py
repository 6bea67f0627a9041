"""Division with the degenerate case stated."""

from __future__ import annotations

import numpy as np

from msp_select.engine.validation import Floats


def ratio(above: Floats | float, below: Floats, *, otherwise: float, least: float = 0.0) -> Floats:
    """`above / below` cell by cell; `otherwise` where `below` is not greater than `least`."""
    valid = below > least
    if valid.all():
        return np.asarray(above / below)
    result: Floats = np.asarray(above / np.where(valid, below, 1.0))
    np.copyto(result, otherwise, where=~valid)
    return result
