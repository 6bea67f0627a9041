"""Days and moments in words, the same on every machine."""

from __future__ import annotations

import datetime as dt

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)  # not the machine's own names: a session reads the same everywhere


def day_words(day: dt.date) -> str:
    """A day for reading: "1 December 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: dt.date) -> str:
    """A day as it stands in a line or a column: "1 Dec"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def date_words(day: dt.date) -> str:
    """A day in a sentence full of days: "2 Nov 2029"."""
    return f"{short_day(day)} {day.year}"


def month_words(month: str) -> str:
    """A month by its name: "2027-03" is "March 2027"."""
    return f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}"


def month_alone(month: str) -> str:
    """A month where its year goes without saying: "March"."""
    return _MONTHS[int(month[5:]) - 1]


def moment_words(moment: dt.datetime) -> str:
    """A moment for reading, in UTC as the log keeps it: "21 November 2026 at 14:02 (UTC)"."""
    return f"{day_words(moment)} at {moment:%H:%M} (UTC)"
