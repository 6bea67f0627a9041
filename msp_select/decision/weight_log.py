"""Changes of weights made once prices are known: each goes into the log, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msp_select.model.changes import logged, with_fields
from msp_select.model.log import LogEntry
from msp_select.model.session import Session

OPENED = "prices opened"
CHANGED = "weights changed after prices were opened"
LEAST = 0.05  # percent; a smaller move would print as none


def prices_were_opened(session: Session) -> bool:
    """Whether the log says that prices were opened."""
    return any(entry.what == OPENED for entry in session.log)


def with_weights_logged(
    session: Session,
    titles: Mapping[str, str],
    was: Mapping[str, float],
    now: Mapping[str, float],
    at: datetime,
    *,
    joined: bool = False,
) -> Session:
    """The session with an entry on its pillars' shares (percent) before and after, once prices are open.

    A `joined` change goes on from the last entry instead of adding one; back where it began, it leaves none.
    """
    if not prices_were_opened(session):
        return session
    last = session.log[-1]
    if joined and last.what.startswith(CHANGED) and not last.why:
        session = with_fields(session, log=session.log[:-1])
    moved = [
        f"{titles[key].lower()} {was[key]:.1f} -> {now[key]:.1f} %"
        for key in titles
        if key in was and key in now and abs(was[key] - now[key]) >= LEAST
    ]
    return logged(session, at, f"{CHANGED}: {', '.join(moved)}") if moved else session


def unexplained(session: Session) -> LogEntry | None:
    """The last change of weights after prices were opened, if nobody has said why."""
    last = session.log[-1] if session.log else None
    return last if last is not None and last.what.startswith(CHANGED) and not last.why else None


def explained(session: Session, why: str) -> Session:
    """The session with the reason of its last change of weights."""
    entry = unexplained(session)
    if entry is None:
        return session
    return logged(with_fields(session, log=session.log[:-1]), entry.at, entry.what, why)
