"""In what order questions are asked: all of one candidate, or one of all candidates in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msp_select.decision.advice.bidders_part import sent_questions
from msp_select.decision.advice.owners_part import owners_part
from msp_select.model.sheets import is_bidder
from msp_select.ui.progress import all_questions, asked_of_each, asked_questions, is_settled

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


def ids_of_each(work: OpenSession, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, list[str]]]:
    """Each of these candidates and what it is asked, in order; money under seal is one stop at the end.

    Where its answers come in a sheet, what the owner answers comes first, then a stop for the sheet.
    """
    session, catalog = work.session, work.catalog
    for candidate, asked in asked_of_each(session, catalog, candidates):
        ids = _money_sealed(work, asked)
        if by_sheet(session, candidate):
            own = [q.id for q in owners_part(session, catalog, candidate)]
            ids = [*own, SHEET, *(one for one in ids if one not in own)]
        yield candidate, ids


def question_ids(work: OpenSession, candidate: str = "") -> list[str]:
    """What that candidate, or anybody, is asked, in order, as in `ids_of_each`."""
    if not candidate:
        return _money_sealed(work, all_questions(work.session, work.catalog))
    return next(ids_of_each(work, [work.session.candidate(candidate)]))[1]


def _money_sealed(work: OpenSession, asked: Iterable[Question]) -> list[str]:
    if not work.shown.settings.sealed:
        return [q.id for q in asked]
    return [*(q.id for q in asked if not q.bid_field), SEALED]


def counted_among(work: OpenSession, stop: Stop) -> list[str]:
    """The questions among which that one is counted: what the owner answers first, else all of them."""
    session, catalog = work.session, work.catalog
    candidate, question = session.candidate(stop[0]), stop[1]
    first: list[str] = []
    if by_sheet(session, candidate):
        first = [q.id for q in owners_part(session, catalog, candidate)]
    if question in first:
        return first
    asked = asked_questions(session, catalog, candidate)
    return [*first, *(q.id for q in asked if q.id not in first)]


def on_sheet(
    session: Session, catalog: Catalog, candidate: Candidate, sheet: SentSheet | None
) -> tuple[Question, ...]:
    """What that sheet asks of it, or the first would ask, prices among them."""
    size, listed = (sheet.size, sheet.questions) if sheet is not None else (session.size, ())
    return sent_questions(session, catalog, candidate, size, listed)


def open_of_each(work: OpenSession, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, list[str]]]:
    """Each of these candidates, and what is the owner's to answer of it now, and is not to be asked of it.

    What its sheet asks is the bidder's until one has come back.
    """
    questions = work.catalog.questions
    for candidate, ids in ids_of_each(work, candidates):
        if SHEET in ids and not any(sheet.back for sheet in candidate.sheets):
            ids = ids[: ids.index(SHEET)]
        asked = (q for one in ids if (q := questions.get(one)) is not None)
        yield (
            candidate,
            [q.id for q in asked if q.id not in candidate.to_ask and not is_settled(candidate, q)],
        )


def all_stops(work: OpenSession, *, across: bool) -> list[Stop]:
    """All questions of all candidates, one candidate after the other or (`across`) one question for all."""
    asked = {one.id: ids for one, ids in ids_of_each(work, work.session.candidates)}
    if across:
        return [(one, question) for question in question_ids(work) for one in asked if question in asked[one]]
    return [(one, question) for one, questions in asked.items() for question in questions]
