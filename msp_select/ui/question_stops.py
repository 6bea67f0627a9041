"""In what order questions are asked: all of one candidate, or one of all candidates in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.decision.advice.owners_part import owners_part
from msp_select.exchange.form import sent_questions
from msp_select.model.sheets import is_bidder
from msp_select.ui.progress import all_questions, asked_questions, is_settled

if TYPE_CHECKING:
    from msp_select.model.candidate import Candidate, SentSheet
    from msp_select.model.catalog import Catalog
    from msp_select.model.questionnaire import Question
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession

SEALED = "sealed"  # stands in the row of questions where the money would come
SHEET = "sheet"  # stands between what the owner answers first and what the bidder is sent
Stop = tuple[str, str]  # a candidate and a question (or SEALED, or SHEET)


def by_sheet(session: Session, candidate: Candidate) -> bool:
    """Whether its answers are to come in a sheet that it fills in."""
    return session.answers_by == "sheets" and is_bidder(candidate)


def question_ids(work: OpenSession, candidate: str = "", session: Session | None = None) -> list[str]:
    """What that candidate, or anybody, is asked, in order; money under seal is one stop at the end.

    Where its answers come in a sheet, what the owner answers comes first, then a stop for the sheet.
    `session` is the open one with an answer more, where it is not the open one itself.
    """
    session = session or work.session
    asked = all_questions(session, work.catalog)
    if candidate:
        asked = asked_questions(session, work.catalog, session.candidate(candidate))
    sealed = work.shown.settings.sealed
    ids = [q.id for q in asked if not (sealed and q.bid_field)]
    if candidate and by_sheet(session, session.candidate(candidate)):
        own = [q.id for q in owners_part(session, work.catalog, session.candidate(candidate))]
        ids = [*own, SHEET, *(one for one in ids if one not in own)]
    return [*ids, SEALED] if sealed else ids


def counted_among(work: OpenSession, stop: Stop) -> list[str]:
    """The questions among which that one is counted: what the owner answers first, else all of them."""
    candidate, question = stop
    ids = question_ids(work, candidate)
    first = ids[: ids.index(SHEET)] if SHEET in ids else []
    if question in first:
        return first
    asked = asked_questions(work.session, work.catalog, work.session.candidate(candidate))
    return [*first, *(q.id for q in asked if q.id not in first)]


def on_sheet(
    session: Session, catalog: Catalog, candidate: Candidate, sheet: SentSheet | None
) -> tuple[Question, ...]:
    """What that sheet asks of it, or the first would ask, prices among them."""
    size, listed = (sheet.size, sheet.questions) if sheet is not None else (session.size, ())
    return sent_questions(session, catalog, candidate, size, listed)


def open_ids(work: OpenSession, candidate_id: str) -> list[str]:
    """What is the owner's to answer of that candidate now, and neither is nor is to be asked of it.

    What its sheet asks is the bidder's until one has come back.
    """
    candidate, questions = work.session.candidate(candidate_id), work.catalog.questions
    ids = question_ids(work, candidate_id)
    if SHEET in ids and not any(sheet.back for sheet in candidate.sheets):
        ids = ids[: ids.index(SHEET)]
    asked = (q for one in ids if (q := questions.get(one)) is not None)
    return [q.id for q in asked if q.id not in candidate.to_ask and not is_settled(candidate, q)]


def all_stops(work: OpenSession, session: Session | None = None, *, across: bool) -> list[Stop]:
    """All questions of all candidates, one candidate after the other or (`across`) one question for all."""
    session = session or work.session
    asked = {one.id: question_ids(work, one.id, session) for one in session.candidates}
    if across:
        every = question_ids(work, session=session)
        return [(one, question) for question in every for one in asked if question in asked[one]]
    return [(one, question) for one, questions in asked.items() for question in questions]
