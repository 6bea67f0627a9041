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


def day_from_words(text: str) -> dt.date | None:
    """The day that stands there as it is written here, "2 Nov 2029" or "2 November 2029"; None else."""
    words = text.replace(",", " ").split()
    month = _named(words[1]) if len(words) == 3 else None
    if month is None or not (words[0].rstrip(".").isdecimal() and words[2].isdecimal()):
        return None
    try:
        return dt.date(int(words[2]), month, int(words[0].rstrip(".")))
    except ValueError:
        return None


def month_from_words(text: str) -> str | None:
    """The month that stands there as it is written here, "March 2027" or "Mar 2027"; None else."""
    words = text.split()
    month = _named(words[0]) if len(words) == 2 else None
    if month is None or not (words[1].isdecimal() and len(words[1]) == 4):
        return None
    return f"{words[1]}-{month:02}"


def _named(word: str) -> int | None:
    """Which month is called that, in full or by its first letters."""
    start = word.rstrip(".").casefold()
    found = [at for at, name in enumerate(_MONTHS, 1) if name.casefold().startswith(start)]
    return found[0] if len(start) >= 3 and len(found) == 1 else None


def moment_words(moment: dt.datetime) -> str:
    """A moment for reading, in UTC as the log keeps it: "21 November 2026 at 14:02 (UTC)"."""
    return f"{day_words(moment)} at {moment:%H:%M} (UTC)"
