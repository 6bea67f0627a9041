"""One line on each place of the walk: how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msp_select.ui.progress import answered_of_asked, asked_questions, left_before_prices, minutes_for
from msp_select.ui.question_stops import SEALED, is_open, question_ids

if TYPE_CHECKING:
    from msp_select.model.catalog import Catalog
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession


def glance(session: Session, catalog: Catalog) -> dict[str, str]:
    """How far each place is, in words, by the place's name; places that only show are left out."""
    questions = catalog.business.asked(session.business)
    asked, given = len(questions), sum(question.id in session.business for question in questions)
    profile = catalog.profile(session.weights.profile)
    own = " with your own figures" if session.weights.pillars or session.weights.criteria else ""
    return {
        "business": f"{given} of {asked} answered" if given else f"{asked} questions, all optional",
        "weights": (profile.title if profile else session.weights.profile) + own,
        "candidates": _candidates(session),
        "questions": _questions(session, catalog),
    }


@dataclass(frozen=True)
class NextStep:
    """Where to go on: a place, there a candidate and a question, and the same in words."""

    place: str
    words: str
    candidate: str = ""
    question: str = ""


def next_step(work: OpenSession, candidate: str) -> NextStep:
    """What is to be done next, beginning with `candidate`, and about how long it takes."""
    session, catalog = work.session, work.catalog
    asked = len(catalog.business.asked(session.business))
    if not session.business:
        return NextStep("business", f"Next: your business, question 1 of {asked}, {_time(asked)}")
    if not session.candidates:
        return NextStep("candidates", "Next: add the first candidate")
    order = sorted(work.shown.candidates, key=lambda one: one.id != candidate)
    for one in order:
        left = [q for q in question_ids(work, one.id) if is_open(work, (one.id, q))]
        if left:
            asked_of_it = [q.id for q in asked_questions(session, catalog, session.candidate(one.id))]
            words = f"Next: {one.name}, question {asked_of_it.index(left[0]) + 1} of {len(asked_of_it)}"
            return NextStep("questions", f"{words}, {_time(len(left))}", one.id, left[0])
    if session.settings.sealed and not left_before_prices(session, catalog):
        return NextStep("questions", "Next: open the prices", order[0].id, SEALED)
    if any(one.to_ask for one in order):
        return NextStep("hand_over", "Next: send the bidders what they are to be asked")
    return NextStep("result", "Next: the result")


def _time(questions: int) -> str:
    minutes = minutes_for(questions)
    return f"about {minutes} {'minute' if minutes == 1 else 'minutes'}"


def _candidates(session: Session) -> str:
    count = len(session.candidates)
    if not count:
        return "none yet: add the first"
    names = ", ".join(candidate.name for candidate in session.candidates)
    return f"{count}: {names}" if count > 1 else names


def _questions(session: Session, catalog: Catalog) -> str:
    if not session.candidates:
        return "need a candidate first"
    done, asked = answered_of_asked(session, catalog)
    sealed = ""
    if session.settings.sealed:
        left = left_before_prices(session, catalog)
        sealed = f"; prices sealed, {left} to go" if left else "; prices can be opened"
    to_ask = sum(len(candidate.to_ask) for candidate in session.candidates)
    return f"{done} of {asked} answered{f', {to_ask} to ask' if to_ask else ''}{sealed}"
