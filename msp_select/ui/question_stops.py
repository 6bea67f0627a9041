"""In what order questions are asked: all of one candidate, or one of all candidates in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.ui.progress import all_questions, asked_questions, is_settled

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

SEALED = "sealed"  # stands in the row of questions where the money would come
Stop = tuple[str, str]  # a candidate and a question (or SEALED)


def question_ids(work: OpenSession, candidate: str = "", session: Session | None = None) -> list[str]:
    """What that candidate, or anybody, is asked, in order; money under seal is one stop at the end.

    `session` is the open one with an answer more, where it is not the open one itself.
    """
    session = session or work.session
    asked = all_questions(session, work.catalog)
    if candidate:
        asked = asked_questions(session, work.catalog, session.candidate(candidate))
    if not work.shown.settings.sealed:
        return [q.id for q in asked]
    return [*(q.id for q in asked if not q.bid_field), SEALED]


def is_open(work: OpenSession, stop: Stop) -> bool:
    """Whether nothing was answered there, and nobody is to be asked."""
    question, candidate = work.catalog.questions.get(stop[1]), work.session.candidate(stop[0])
    return (
        question is not None and question.id not in candidate.to_ask and not is_settled(candidate, question)
    )


def all_stops(work: OpenSession, session: Session | None = None, *, across: bool) -> list[Stop]:
    """All questions of all candidates, one candidate after the other or (`across`) one question for all."""
    session = session or work.session
    asked = {one.id: question_ids(work, one.id, session) for one in session.candidates}
    if across:
        every = question_ids(work, session=session)
        return [(one, question) for question in every for one in asked if question in asked[one]]
    return [(one, question) for one, questions in asked.items() for question in questions]
