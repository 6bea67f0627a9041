"""Evaluation in, explanation out: everything there is to say of a choice, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from msp_select.decision.fact import Fact
from msp_select.decision.findings.all_findings import facts
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.findings.panel_agreement import evaluators
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.language import ENGLISH
from msp_select.phrases.finding import Finding, Row
from msp_select.phrases.language import Language
from msp_select.phrases.names import Names

__all__ = ["Explanation", "Finding", "Row", "evaluators_in_words", "explain", "in_words"]


@dataclass(frozen=True)
class Explanation:
    """Findings in reading order; `subject` the candidate explained, `against` the one it is held against.

    `lines`: the verdict in three lines; `page`: what stands under them on the one page.
    """

    subject: str
    against: str | None
    findings: tuple[Finding, ...]
    language: str = ENGLISH.code
    lines: tuple[Finding, ...] = ()
    page: tuple[Finding, ...] = ()

    def finding(self, kind: str) -> Finding | None:
        """The finding of that kind, if it applies."""
        return next((finding for finding in self.findings if finding.kind == kind), None)


def explain(
    evaluation: Evaluation,
    *,
    against: str | None = None,
    subject: str | None = None,
    language: Language = ENGLISH,
) -> Explanation:
    """Explain the leader, or `subject`, against `against`, or whoever the choice is between.

    UsageError where there is no candidate, where an id is unknown, or where both are the same.
    """
    known = facts(evaluation, against=against, subject=subject)
    names = Names.of(evaluation)
    found, lines, page = (
        tuple(in_words(fact, names, language) for fact in part)
        for part in (known.found, known.lines, known.page)
    )
    return Explanation(known.subject, known.against, found, language.code, lines, page)


def in_words(fact: Fact, names: Names, language: Language = ENGLISH) -> Finding:
    """A fact beside what is said of it."""
    return language.wordings[type(fact)](fact, names).beside(fact)


def evaluators_in_words(evaluation: Evaluation) -> Finding | None:
    """What several people's marks come to; None without evaluators, or without a candidate to mark."""
    if evaluation.leader is None:
        return None
    found = evaluators(Pair(evaluation, evaluation.leader, None))
    return None if found is None else in_words(found, Names.of(evaluation))
