"""What a candidate's bar shows: the figure it is ordered by, and its proven, claimed and unknown parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.decision.evaluation import Result


@dataclass(frozen=True)
class Merit:
    """The score and the ends of the three parts of its bar: 0..100.

    `proven` counts what evidence supports, `claimed` everything said and nothing for what is unknown,
    `possible` the best the unknown could still bring.
    """

    value: float
    proven: float
    claimed: float
    possible: float


def merit(result: Result) -> Merit:
    """The merit of one result."""
    possible = result.claimed
    return Merit(
        result.score, result.proven, max(possible - 100 * (1 - result.coverage), result.proven), possible
    )
