"""Days and moments in words, the same on every machine."""

from __future__ import annotations

import datetime as dt

from msp_select.model.day_text import MONTHS, days_meant, named_day

NO_DAY = "That is not a day such as 2027-04-09 or 9 Apr 2027."
WHICH_YEAR = "Of which year? Write it as 9 Apr 2027, or 2027-04-09."
LEAP_YEAR = "2024"  # has every day


def day_words(day: dt.date) -> str:
    """A day for reading: "1 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: dt.date) -> str:
    """A day as it stands in a line or a column: "1 Dec"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def date_words(day: dt.date) -> str:
    """A day in a sentence full of days: "2 Nov 2029"."""
    return named_day(day)


def month_words(month: str) -> str:
    """A month by its name: "2027-03" is "March 2027"."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def month_alone(month: str) -> str:
    """A month where its year goes without saying: "March"."""
    return MONTHS[int(month[5:]) - 1]


def day_from(text: str, near: dt.date | None = None) -> dt.date:
    """The day that was typed; without a year the one nearest to `near`.

    ValueError where it is none, where its year is missing, or where it is one of two.
    """
    found = days_meant(text, near)
    if not found:
        raise ValueError(WHICH_YEAR if days_meant(f"{text} {LEAP_YEAR}") else NO_DAY)
    if len(found) > 1:
        one, other = map(named_day, found)
        raise ValueError(f"{text.strip()} is {one} or {other}: write which, such as {one}.")
    return found[0]


def moment_words(moment: dt.datetime) -> str:
    """A moment for reading, in UTC as the log keeps it: "21 November 2026 at 14:02 (UTC)"."""
    return f"{day_words(moment)} at {moment:%H:%M} (UTC)"
