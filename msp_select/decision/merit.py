"""What a candidate's bar shows: the figure it is ordered by, and its proven, claimed and unknown parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.decision.evaluation import Evaluation, Result


@dataclass(frozen=True)
class Merit:
    """The score, or the quality while prices are sealed, and the ends of the three parts of its bar: 0..100.

    `proven` counts what evidence supports, `claimed` everything said and nothing for what is unknown,
    `possible` the best the unknown could still bring.
    """

    value: float
    proven: float
    claimed: float
    possible: float


def merit(evaluation: Evaluation, result: Result) -> Merit:
    """The merit of one result of that evaluation."""
    if not evaluation.session.settings.sealed:
        possible = result.claimed
        return Merit(
            result.score, result.proven, max(possible - 100 * (1 - result.coverage), result.proven), possible
        )
    parts = [
        (evaluation.weights.pillars[pillar], values)
        for pillar, values in result.pillars.items()
        if pillar != evaluation.catalog.price_pillar and values is not None
    ]
    scale = sum(weight for weight, _ in parts) or 1.0
    proven = sum(weight * values.proven for weight, values in parts) / scale
    possible = sum(weight * values.claimed for weight, values in parts) / scale
    return Merit(
        result.quality, proven, max(possible - 100 * _unknown_quality(evaluation, result), proven), possible
    )


def _unknown_quality(evaluation: Evaluation, result: Result) -> float:
    """The share of the weight outside price that nobody has answered yet, 0..1."""
    problem = evaluation.problem
    known = problem.known[problem.candidates.index(result.id)]
    total = unknown = 0.0
    for row, is_known in zip(problem.rows, known, strict=True):
        if evaluation.catalog.is_price(row):
            continue
        share = result.effective.get(row, 0.0)
        total += share
        unknown += 0.0 if is_known else share
    return unknown / total if total else 1.0
