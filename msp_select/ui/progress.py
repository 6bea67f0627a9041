"""How far a session is: which questions are asked of whom, and how many have an answer."""

from __future__ import annotations

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


def asked_questions(session: Session, catalog: Catalog, candidate: Candidate) -> tuple[Question, ...]:
    """Those of all questions that are asked of this candidate, after the answers it has given."""
    from msp_select.model.conditions import Conditions

    conditions = Conditions.of(session, catalog)
    return tuple(q for q in all_questions(session, catalog) if conditions.applies(q, candidate))


def counted_questions(session: Session, catalog: Catalog, candidate: Candidate) -> tuple[Question, ...]:
    """Those of them that are counted as answered or not: while prices are sealed, all but those on prices."""
    asked = asked_questions(session, catalog, candidate)
    return tuple(q for q in asked if not (session.settings.sealed and catalog.is_price(q.id)))


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
    each = [(one, counted_questions(session, catalog, one)) for one in session.candidates]
    return sum(settled(*one) for one in each), sum(len(questions) for _, questions in each)


def left_before_prices(session: Session, catalog: Catalog) -> int:
    """How many questions other than money are not settled yet, over all candidates."""
    left = 0
    for candidate in session.candidates:
        asked = tuple(q for q in asked_questions(session, catalog, candidate) if not q.bid_field)
        left += len(asked) - settled(candidate, asked)
    return left
