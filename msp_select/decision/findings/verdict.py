"""How sure the ranking is, and that prices are sealed."""

from __future__ import annotations

from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.verdict_words import RULE, before_signing, beside, losses_sentence, sentence


def sureness(pair: Pair) -> Finding | None:
    """How sure the ranking is, what to settle before signing, and the reservations, with the rule."""
    evaluation = pair.evaluation
    verdict = evaluation.verdict
    if verdict is None or pair.sealed:
        return None
    share = verdict.first_and_acceptable
    losses = losses_sentence(evaluation, verdict) if verdict.kind == "too_close" else ""
    conditions = before_signing(evaluation, verdict) or ("nothing stands in the way",)
    rows = (
        *((Row("What each choice risks", None, losses),) if losses else ()),
        *(Row("Before you sign", None, one) for one in conditions if verdict.kind != "none_acceptable"),
        *(Row("To bear in mind", None, one) for one in beside(evaluation, verdict)),
        Row("The rule", None, RULE),
    )
    return Finding(
        kind="verdict",
        title="How sure this is",
        sentence=sentence(evaluation, verdict),
        figures={
            "verdict": verdict.kind,
            "leader": verdict.leader,
            "rival": verdict.rival,
            "first_share_percent": None if share is None else 100 * share,
            "first_if_met_percent": None if verdict.first_if_met is None else 100 * verdict.first_if_met,
            "conditions": len(verdict.conditions),
            "caveats": [str(caveat.kind) for caveat in verdict.caveats],
            "rule": RULE,
        },
        candidates=tuple(result.id for result in evaluation.results[:2]),
        rows=rows,
    )


def sealed(pair: Pair) -> Finding | None:
    """That prices are hidden, and what is left out for it."""
    if not pair.sealed:
        return None
    return Finding(
        kind="sealed",
        title="Prices are sealed",
        sentence=(
            "Prices are sealed: scores, money and all that rests on a price are left out until you open them."
        ),
        figures={"sealed": True},
    )
