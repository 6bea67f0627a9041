"""Random decision problems for the property tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Problem:
    """Values `(candidates, criteria)` from 0 to 100 and weights `(criteria,)`."""

    values: Floats
    weights: Floats


POINTS = st.integers(0, 100).map(float)
IMPORTANCE = st.integers(1, 9).map(float)


@st.composite
def problems(
    draw: st.DrawFn, *, candidates: tuple[int, int] = (2, 6), criteria: tuple[int, int] = (1, 5)
) -> Problem:
    """A problem of a size within the bounds, with whole values, so that ties are common."""
    rows, columns = draw(st.integers(*candidates)), draw(st.integers(*criteria))
    return Problem(
        draw(hnp.arrays(np.float64, (rows, columns), elements=POINTS)),
        draw(hnp.arrays(np.float64, columns, elements=IMPORTANCE)),
    )


def seeded(seed: int, candidates: int, criteria: int) -> Problem:
    """A problem without ties, the same for the same seed."""
    rng = np.random.default_rng(seed)
    return Problem(rng.random((candidates, criteria)) * 100, rng.random(criteria) + 0.1)
