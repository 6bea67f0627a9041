"""Division with the degenerate case stated."""

from __future__ import annotations

import numpy as np

from msp_select.engine.checked import Floats


def ratio(above: Floats | float, below: Floats, *, otherwise: float, least: float = 0.0) -> Floats:
    """`above / below` cell by cell; `otherwise` where `below` is not greater than `least`."""
    shape = np.broadcast_shapes(np.shape(above), below.shape)
    result: Floats = np.full(shape, otherwise)
    np.divide(above, below, out=result, where=below > least)
    return result
