"""The one sentence above every ranking: how sure it is, or why that cannot be said."""

from __future__ import annotations

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.verdict import sealed, sureness


def verdict_sentence(evaluation: Evaluation) -> str:
    """The verdict in a sentence; without enough tries, who leads and why no more is said."""
    leader = evaluation.leader
    if leader is None:
        return "There is no candidate yet."
    pair = Pair(evaluation, leader, None)
    finding = sealed(pair) or sureness(pair)
    if finding is not None:
        return finding.sentence
    tried = (
        f"{evaluation.draws} tries are too few to say how surely"
        if evaluation.draws
        else "how surely was not tried"
    )
    return f"{leader.name} leads with {leader.score:.1f} of 100 points; {tried}."
