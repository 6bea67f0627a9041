"""What the owner answers before the sheets go out: what the owner judges, and the heaviest of the papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msp_select.decision.weighting.resolved_weights import ResolvedWeights, resolve_weights
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.questionnaire import Question, Source
from msp_select.model.session import Session
from msp_select.model.sheets import is_bidder

MOST = 8  # answers a candidate
MOST_OF_PAPERS = 6
OWN_SOURCES: tuple[Source, ...] = ("papers", "owner")


@dataclass(frozen=True)
class WhoCanAnswer:
    """Of so many questions, how many the owner can answer from the papers, or by judging."""

    asked: int
    from_papers: int

    @property
    def for_bidders(self) -> int:
        """How many only the bidders can answer, or their clients."""
        return self.asked - self.from_papers


def who_can_answer(session: Session, catalog: Catalog) -> WhoCanAnswer:
    """Of what a bidder is asked in this session."""
    conditions, anybody = Conditions.of(session, catalog), Candidate(id="any", name="any")
    asked = catalog.questions_in(session.size, resolve_weights(session, catalog).must_haves)
    fitting = [question for question in asked if conditions.may_apply(question, anybody)]
    return WhoCanAnswer(len(fitting), sum(question.best_source in OWN_SOURCES for question in fitting))


def owners_part(session: Session, catalog: Catalog, candidate: Candidate) -> tuple[Question, ...]:
    """The questions about a candidate that are the owner's before its sheet goes out, in order.

    What nobody else is asked and what the owner judges; and, heaviest first, what stands in the papers: at
    most six of these, eight in all. Money is never among them: it is typed where prices are.
    """
    conditions = Conditions.of(session, catalog)
    weights = resolve_weights(session, catalog)
    asked = catalog.questions_in(session.size, weights.must_haves)
    fitting = [q for q in asked if not q.bid_field and conditions.applies(q, candidate)]
    if not is_bidder(candidate):
        return tuple(fitting)
    own = [q for q in fitting if q.asked_of == "owner" or q.best_source == "owner"][:MOST]
    share = _shares(fitting, weights, catalog)
    papers = [q for q in fitting if q.best_source == "papers" and q not in own]
    papers.sort(key=lambda question: -share[question.id])
    room = min(MOST - len(own), MOST_OF_PAPERS - sum(q.best_source == "papers" for q in own))
    chosen = {q.id for q in (*own, *papers[: max(room, 0)])}
    return tuple(question for question in fitting if question.id in chosen)


def _shares(questions: Iterable[Question], weights: ResolvedWeights, catalog: Catalog) -> Mapping[str, float]:
    """What each of these questions weighs of the whole, when they alone are asked."""
    within: dict[str, float] = {}
    questions = tuple(questions)
    for question in questions:
        key = catalog.criterion_key(question)
        within[key] = within.get(key, 0.0) + weights.questions[question.id]

    def share(question: Question) -> float:
        key = catalog.criterion_key(question)
        part = weights.pillars[catalog.pillar_of[question.id].id] * weights.criteria[key]
        return part * weights.questions[question.id] / within[key] if within[key] else 0.0

    return {question.id: share(question) for question in questions}
