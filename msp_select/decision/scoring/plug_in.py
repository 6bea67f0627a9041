"""An order by a method that another package brings: whatever it does, it is named, and all else holds."""

from __future__ import annotations

import numpy as np

from msp_select.engine.methods import BUILT_IN, Method
from msp_select.engine.validation import Floats
from msp_select.errors import UsageError, shown_path


def plug_in_scores(method: Method, values: Floats, weights: Floats) -> Floats:
    """The method's figures for (..., candidates) from (..., candidates, criteria) and (..., criteria).

    UsageError that names it where it fails, ends the program, or gives anything but one finite figure each.
    """
    try:
        found = np.asarray(method.load()(values.copy(), weights.copy()), dtype=float)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _refused(method, f"failed: {type(error).__name__}") from None
    if found.shape != values.shape[:-1]:
        raise _refused(method, f"gave figures of the shape {found.shape}, expected {values.shape[:-1]}")
    if not np.isfinite(found).all():
        raise _refused(method, "gave a figure that is no finite number")
    return found


def _refused(method: Method, what: str) -> UsageError:
    named = f"{shown_path(method.name)} ({shown_path(method.module)})"
    built_in = ", ".join(one.name for one in BUILT_IN)
    return UsageError(
        f"The method {named}, which another package brings, {what}.",
        f"Ask whoever made it, or use one of: {built_in}.",
    )
