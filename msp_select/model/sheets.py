"""The sheets that go to bidders: to whom, what was sent and when, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msp_select.model.candidate import Candidate, SentSheet
from msp_select.model.edits import edit_candidate
from msp_select.model.scalars import Size
from msp_select.model.session import Session


def is_bidder(candidate: Candidate) -> bool:
    """Whether there is somebody to send questions to; of one's own staff the owner speaks."""
    return candidate.kind != "in_house"


def is_asked_how(session: Session) -> bool:
    """Whether the owner should be asked how the answers come: to bidders of whom nothing is known yet."""
    bidders = any(is_bidder(candidate) for candidate in session.candidates)
    begun = any(candidate.answers or candidate.sheets for candidate in session.candidates)
    return session.answers_by is None and bidders and not begun


def awaits(candidate: Candidate) -> bool:
    """Whether the last sheet sent to it has not come back."""
    return bool(candidate.sheets) and candidate.sheets[-1].back is None


def came_back(bidders: Sequence[Candidate]) -> tuple[int, int]:
    """How many sheets of the present round came back, and how many are out or came back in it.

    Of a second round that went to some alone, those count, and whose sheet is still out from before.
    """
    latest = max((len(one.sheets) for one in bidders), default=0)
    asked = [one for one in bidders if awaits(one) or len(one.sheets) == latest]
    return sum(not awaits(one) for one in asked), len(asked)


def with_sent(
    session: Session, candidate_id: str, day: dt.date, size: Size, questions: tuple[str, ...] = ()
) -> Session:
    """The session in which that candidate was sent a sheet; `questions` where not all of that size."""
    sheets = session.candidate(candidate_id).sheets
    sent = SentSheet(size=size, sent=day, questions=questions)
    return edit_candidate(session, candidate_id, sheets=(*sheets, sent))


def with_back(session: Session, candidate_id: str, day: dt.date) -> Session:
    """The session in which the candidate's last sheet came back, or one that nobody noted as sent."""
    sheets = session.candidate(candidate_id).sheets or (SentSheet(size=session.size),)
    came = sheets[-1].model_copy(update={"back": day})
    return edit_candidate(session, candidate_id, sheets=(*sheets[:-1], came))
