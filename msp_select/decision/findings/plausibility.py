"""The checks that speak of the two candidates: low price, floor, contradictions, long locks."""

from __future__ import annotations

from msp_select.decision.checks.checks import checks
from msp_select.decision.fact import Fact
from msp_select.decision.findings.candidate_pair import Pair


def plausibility(pair: Pair) -> tuple[Fact, ...]:
    """Every check about one of the two, and those about nobody."""
    evaluation = pair.evaluation
    found = checks(evaluation.session, evaluation.catalog, evaluation.business)
    return tuple(one for one in found if not one.candidates or set(one.candidates) & set(pair.ids))
