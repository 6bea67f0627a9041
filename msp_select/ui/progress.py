"""How far a session is: which questions are asked of whom, and how many have an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.model.candidate import Candidate
    from msp_select.model.catalog import Catalog
    from msp_select.model.questionnaire import Question
    from msp_select.model.session import Session


def asked_questions(session: Session, catalog: Catalog) -> tuple[Question, ...]:
    """What is asked in a session of this size, money last, pillar by pillar as in the catalog."""
    asked = catalog.questions_in(session.size)
    return (*(q for q in asked if q.kind != "money"), *(q for q in asked if q.kind == "money"))


def is_settled(candidate: Candidate, question: Question) -> bool:
    """Whether there is an answer of any state, or a figure in the bid."""
    if question.bid_field:
        return candidate.bid is not None and getattr(candidate.bid, question.bid_field, None) is not None
    return question.id in candidate.answers


def settled(candidate: Candidate, questions: tuple[Question, ...]) -> int:
    """How many of these questions are settled for this candidate."""
    return sum(is_settled(candidate, question) for question in questions)


def answered_of_asked(session: Session, catalog: Catalog) -> tuple[int, int]:
    """How many questions are settled over all candidates, and how many there are."""
    questions = asked_questions(session, catalog)
    done = sum(settled(candidate, questions) for candidate in session.candidates)
    return done, len(questions) * len(session.candidates)
