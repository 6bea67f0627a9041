"""One line on each place of the walk: how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.deadlines import deadline
from msp_select.decision.after.next_step import next_step as next_after_signing
from msp_select.decision.business.rounds import asked_in_round, open_in_round
from msp_select.model.sheets import came_back, is_bidder
from msp_select.phrases.en.after.place import next_in_words, notice_in_short
from msp_select.phrases.en.bidders import standing
from msp_select.ui.guests import visits
from msp_select.ui.progress import answered_of_asked, left_before_prices, minutes_for, settled
from msp_select.ui.question_stops import SEALED, by_sheet, counted_among, on_sheet, open_of_each

if TYPE_CHECKING:
    from msp_select.model.candidate import Candidate, SentSheet
    from msp_select.model.catalog import Catalog
    from msp_select.model.questionnaire import Question
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession


def glance(session: Session, catalog: Catalog) -> dict[str, str]:
    """How far each place is, in words, by the place's name; places that only show are left out."""
    profile = catalog.profile(session.weights.profile)
    own = " with your own figures" if session.weights.pillars or session.weights.criteria else ""
    found = {
        "business": _business(session, catalog),
        "weights": (profile.title if profile else session.weights.profile) + own,
        "candidates": _candidates(session),
        "questions": _questions(session, catalog),
    }
    if (signed := session.agreement) is not None:
        day = last_recorded(session)
        found["after"] = notice_in_short(signed, deadline(signed, day), day)
    return found


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
    if (signed := work.shown.agreement) is not None:
        due = next_after_signing(work.shown, signed, catalog.agreed, work.now().date())
        return NextStep("after", next_in_words(due))
    if not session.business:
        asked = len(asked_in_round(session, catalog, 1))
        return NextStep("business", f"Next: your business, question 1 of {asked}, {_time(asked)}")
    if not session.candidates:
        return NextStep("candidates", "Next: add the first candidate")
    order = sorted(work.shown.candidates, key=lambda one: one.id != candidate)
    whole = (session.candidate(one.id) for one in order)
    for one, (_, left) in zip(order, open_of_each(work, whole), strict=True):
        if left:
            among = counted_among(work, (one.id, left[0]))
            words = f"Next: {one.name}, question {among.index(left[0]) + 1} of {len(among)}"
            return NextStep("questions", f"{words}, {_time(len(left))}", one.id, left[0])
    if (step := _sheets_step(session)) is not None:
        return step
    if session.settings.sealed and not left_before_prices(session, catalog):
        return NextStep("questions", "Next: open the prices", order[0].id, SEALED)
    if any(one.to_ask for one in order):
        return NextStep("bidders", "Next: send the bidders what they are to be asked")
    return NextStep("result", "Next: the result")


def _sheets_step(session: Session) -> NextStep | None:
    """What is to be done with the sheets, where answers come in them."""
    bidders = [one for one in session.candidates if by_sheet(session, one)]
    if any(not one.sheets for one in bidders):
        return NextStep("bidders", "Next: send each bidder the questions")
    came, of = came_back(bidders)
    if came < of:
        return NextStep("bidders", f"Next: read back what the bidders answer; {came} of {of} came back")
    return None


def _time(questions: int) -> str:
    minutes = minutes_for(questions)
    return f"about {minutes} {'minute' if minutes == 1 else 'minutes'}"


def _business(session: Session, catalog: Catalog) -> str:
    """The first round alone until it is begun; then what was answered, and what later rounds have open."""
    first = asked_in_round(session, catalog, 1)
    asked = catalog.business.asked(session.business)
    given = sum(question.id in session.business for question in asked)
    if not given:
        return f"{len(first)} questions to begin with, all optional"
    later = sum(len(open_in_round(session, catalog, number)) for number in (2, 3))
    return f"{given} of {len(asked)} answered{f'; {later} can follow later' if later else ''}"


def bidders_standing(work: OpenSession) -> dict[str, str]:
    """Where each bidder stands, by its id: sent and back on which day, how many of the questions answered."""
    shown, found, guests = work.shown, {}, visits(work)
    for one in shown.candidates:
        if is_bidder(one):
            sheet = one.sheets[-1] if one.sheets else None
            asked = asked_of_bidder(shown, work.catalog, one, sheet)
            visit = guests.get(("bidder", one.id))
            link = visit.words if visit is not None else ""
            found[one.id] = standing(sheet, settled(one, asked), len(asked), link)
    return found


def asked_of_bidder(
    shown: Session, catalog: Catalog, one: Candidate, sheet: SentSheet | None
) -> tuple[Question, ...]:
    """What its last sheet asks, or would ask; without prices while these are sealed."""
    sealed = shown.settings.sealed
    asked = on_sheet(shown, catalog, one, sheet)
    return tuple(question for question in asked if not (sealed and catalog.is_price(question.id)))


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
        sealed = "; prices apart, sealed" if left else "; prices can be opened"
    to_ask = sum(len(candidate.to_ask) for candidate in session.candidates)
    return f"{done} of {asked} answered{f', {to_ask} to ask' if to_ask else ''}{sealed}"
