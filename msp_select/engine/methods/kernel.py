"""The kernel of an outranking relation."""

from __future__ import annotations

import numpy as np

from msp_select.engine.validation import Bools


def kernel(outranks: Bools) -> Bools:
    """The kernel `(..., candidates)` of a relation `(..., candidates, candidates)`.

    No one in it outranks another in it, and everyone else is outranked by someone in it.
    Candidates that outrank each other in a circle count as one, and enter or stay out together.
    """
    flat = outranks.reshape(-1, *outranks.shape[-2:])
    found = np.array([_one(relation) for relation in flat])
    return found.reshape(outranks.shape[:-1])


def _one(relation: Bools) -> Bools:
    reaches = relation | np.eye(len(relation), dtype=np.bool_)
    for _ in range(len(relation).bit_length()):
        reaches = reaches @ reaches
    circle = reaches & reaches.T
    # A circle outranks whomever any of its members outranks, except itself.
    outranks = (circle @ relation @ circle) & ~circle
    inside, left = np.zeros((2, len(relation)), dtype=np.bool_)
    left[:] = True
    while left.any():
        best = left & ~outranks[left].any(axis=0)
        inside |= best
        left &= ~best & ~outranks[best].any(axis=0)
    return inside
