"""The favourite: whom the owner has in mind, asked for once, before any result shows."""

from __future__ import annotations

from msp_select.model.edits import with_fields
from msp_select.model.session import Session


def set_favourite(session: Session, candidate_id: str) -> Session:
    """Whom the owner has in mind, by id; "" for nobody (KeyError where there is no such candidate)."""
    if candidate_id:
        session.candidate(candidate_id)
    return with_fields(session, favourite=candidate_id)


def is_to_be_asked(session: Session) -> bool:
    """Whether the owner should be asked before a result shows.

    Once, where there is something to choose from and to show; and not while names are hidden.
    """
    judged = len(session.candidates) > 1 and any(candidate.answers for candidate in session.candidates)
    return session.favourite is None and judged and not session.settings.blind
