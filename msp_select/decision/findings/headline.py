"""The one sentence above every ranking: how sure it is, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.verdict import sealed
from msp_select.decision.verdict import Verdict
from msp_select.decision.verdict_words import line, sentence


def verdict_line(evaluation: Evaluation) -> str:
    """The verdict in a line, where the conditions stand on another page."""
    return verdict_sentence(evaluation, line)


def verdict_sentence(evaluation: Evaluation, words: Callable[[Evaluation, Verdict], str] = sentence) -> str:
    """The verdict in a sentence; without enough tries, who leads and why no more is said."""
    leader = evaluation.leader
    if leader is None:
        return "There is no candidate yet."
    if (finding := sealed(Pair(evaluation, leader, None))) is not None:
        return finding.sentence
    if evaluation.verdict is not None:
        return words(evaluation, evaluation.verdict)
    tried = (
        f"{evaluation.draws} tries are too few to say how surely"
        if evaluation.draws
        else "how surely was not tried"
    )
    return f"{leader.name} leads with {leader.score:.1f} of 100 points; {tried}."
