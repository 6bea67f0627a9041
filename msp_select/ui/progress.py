"""How far a session is: which questions are asked of whom, and how many have an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.model.candidate import Candidate
    from msp_select.model.catalog import Catalog
    from msp_select.model.questionnaire import Question
    from msp_select.model.session import Session


SECONDS_A_QUESTION = 40
"""Reading, looking up and answering: twelve questions take about eight minutes."""


def minutes_for(questions: int) -> int:
    """About how many minutes so many questions take, one at least."""
    return max(round(questions * SECONDS_A_QUESTION / 60), 1)


def all_questions(session: Session, catalog: Catalog) -> tuple[Question, ...]:
    """What is asked in a session of this size, pillar by pillar; what lives in the bid comes last.

    A must-have that is on is asked in every size.
    """
    from msp_select.decision.weighting.resolved_weights import resolve_weights

    asked = catalog.questions_in(session.size, resolve_weights(session, catalog).must_haves)
    return (*(q for q in asked if not q.bid_field), *(q for q in asked if q.bid_field))


def asked_of_each(
    session: Session, catalog: Catalog, candidates: Iterable[Candidate]
) -> Iterator[tuple[Candidate, tuple[Question, ...]]]:
    """Each of these candidates, and those of all questions that are asked of it after its answers."""
    from msp_select.model.conditions import Conditions

    questions, conditions = all_questions(session, catalog), Conditions.of(session, catalog)
    for candidate in candidates:
        yield candidate, tuple(q for q in questions if conditions.applies(q, candidate))


def asked_questions(session: Session, catalog: Catalog, candidate: Candidate) -> tuple[Question, ...]:
    """Those of all questions that are asked of this candidate, after the answers it has given."""
    return next(asked_of_each(session, catalog, [candidate]))[1]


def counted_of_each(
    session: Session, catalog: Catalog, candidates: Iterable[Candidate]
) -> Iterator[tuple[Candidate, tuple[Question, ...]]]:
    """Each of these, and what of it is counted as answered or not: no prices while these are sealed."""
    sealed = session.settings.sealed
    for candidate, asked in asked_of_each(session, catalog, candidates):
        yield candidate, tuple(q for q in asked if not (sealed and catalog.is_price(q.id)))


def is_settled(candidate: Candidate, question: Question) -> bool:
    """Whether there is an answer of any state, or a figure in the bid."""
    from msp_select.decision.scoring.must_haves import bid_states

    if question.bid_field and candidate.bid is not None:
        in_house = candidate.bid.own_person is not None
        return in_house or bid_states(candidate.bid, question.bid_field) or question.id in candidate.answers
    return question.id in candidate.answers


def settled(candidate: Candidate, questions: tuple[Question, ...]) -> int:
    """How many of these questions are settled for this candidate."""
    return sum(is_settled(candidate, question) for question in questions)


def answered_of_asked(session: Session, catalog: Catalog) -> tuple[int, int]:
    """How many questions are settled over all candidates, and how many there are; without sealed prices."""
    each = list(counted_of_each(session, catalog, session.candidates))
    return sum(settled(*one) for one in each), sum(len(questions) for _, questions in each)


def left_before_prices(session: Session, catalog: Catalog) -> int:
    """How many questions other than money are not settled yet, over all candidates."""
    left = 0
    for candidate, asked in asked_of_each(session, catalog, session.candidates):
        unpriced = tuple(q for q in asked if not q.bid_field)
        left += len(unpriced) - settled(candidate, unpriced)
    return left
