"""The day that everything after signing is counted from, and whether it lies behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from msp_select.model.months import last_day
from msp_select.model.session import Session

STALE_DAYS = 31


@dataclass(frozen=True)
class CountedFrom:
    """The day, and today where that is more than a month ahead of it: a date may have passed unseen."""

    day: dt.date
    stale_on: dt.date | None = None


def counted_from(session: Session, today: dt.date, stated: dt.date | None = None) -> CountedFrom:
    """The day stated; else the latest of the session's own and the last thing recorded."""
    if stated is not None:
        return CountedFrom(stated)
    day = last_recorded(session)
    return CountedFrom(day, today if (today - day).days > STALE_DAYS else None)


def last_recorded(session: Session) -> dt.date:
    """The latest of the session's own day and of every report, answer and review that was noted."""
    return max((session.as_of, *_recorded(session)))


def _recorded(session: Session) -> Iterator[dt.date]:
    for month in session.months:
        yield month.received or last_day(month.month)
    for pulse in session.pulses:
        yield pulse.asked
    for review in session.reviews:
        yield review.held
