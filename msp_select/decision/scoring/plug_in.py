"""An order by a method that another package brings: whatever it does, it is named, and all else holds."""

from __future__ import annotations

import numpy as np

from msp_select.decision.refusal import UnfitMethod
from msp_select.engine.methods import BUILT_IN, Method
from msp_select.engine.validation import Floats

OTHERS = tuple(one.name for one in BUILT_IN)


def plug_in_scores(method: Method, values: Floats, weights: Floats) -> Floats:
    """The method's figures for (..., candidates) from (..., candidates, criteria) and (..., criteria).

    Refused by UnfitMethod where it fails, ends the program, or gives anything but one finite figure each.
    """
    try:
        found = np.asarray(method.load()(values.copy(), weights.copy()), dtype=float)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        failed = type(error).__name__
        raise UnfitMethod(method.name, method.module, "failed", OTHERS, error=failed) from None
    if found.shape != (wanted := values.shape[:-1]):
        raise UnfitMethod(method.name, method.module, "shape", OTHERS, shape=found.shape, wanted=wanted)
    if not np.isfinite(found).all():
        raise UnfitMethod(method.name, method.module, "not_finite", OTHERS)
    return found
