"""The checks that speak of the two candidates: low price, floor, contradictions, long locks."""

from __future__ import annotations

from msp_select.decision.findings.finding import Finding
from msp_select.decision.findings.pair import Pair


def plausibility(pair: Pair) -> tuple[Finding, ...]:
    """Every check about one of the two, and those about nobody."""
    from msp_select.decision.checking.checks import checks

    evaluation = pair.evaluation
    found = checks(evaluation.session, evaluation.catalog, evaluation.business)
    return tuple(one for one in found if not one.candidates or set(one.candidates) & set(pair.ids))
