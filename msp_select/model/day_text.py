"""Days and months written as text: one grammar for what they may stand for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)  # not the machine's own names: a session reads the same everywhere
_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|[.]|)", re.I)


def named_day(day: dt.date) -> str:
    """A day that can be read in one way only: "2 Nov 2029"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def days_meant(text: str, near: dt.date | None = None) -> tuple[dt.date, ...]:
    """Every day that the text may stand for: none, one, or two where numbers alone do not say which.

    Without a year it is the one nearest to `near`.

    >>> [str(day) for text in ("2027-04-09", "April 9, 2027", "13/4/2027") for day in days_meant(text)]
    ['2027-04-09', '2027-04-09', '2027-04-13']
    >>> [str(day) for day in days_meant("7/1/2026")], str(days_meant("7 jan", dt.date(2026, 12, 15))[0])
    (['2026-01-07', '2026-07-01'], '2027-01-07')
    """
    words = text.replace(",", " ").split()
    found = sorted({*_of_numbers(words), *_by_name(words)})
    if not found and near is not None and len(words) == 2:
        years = (str(near.year + n) for n in (-1, 0, 1))
        of_years = [day for year in years for day in _by_name([*words, year])]
        found = sorted(of_years, key=lambda day: abs((day - near).days))[:1]
    return tuple(found)


def _of_numbers(words: list[str]) -> Iterator[dt.date]:
    """The days that numbers alone may stand for: year first, else the day or the month before the other."""
    numbers = _NUMBERS.fullmatch(words[0]) if len(words) == 1 else None
    if numbers is None:
        return
    first, second, third = numbers[1], int(numbers[3]), numbers[4]
    if len(first) == 4 and len(third) <= 2:
        yield from _day(int(first), second, int(third))
    elif len(first) <= 2 and len(third) == 4:
        yield from _day(int(third), second, int(first))
        yield from _day(int(third), int(first), second)


def _by_name(words: list[str]) -> Iterator[dt.date]:
    """The day with its month by name, before or behind it: "9 Apr 2027", "April 9th 2027"."""
    if len(words) != 3 or not (words[2].isdecimal() and len(words[2]) == 4):
        return
    for day, name in (words[:2], words[1::-1]):
        number, month = _ORDINAL.fullmatch(day), named_month(name)
        if number is not None and month is not None:
            yield from _day(int(words[2]), month, int(number[1]))


def _day(year: int, month: int, day: int) -> Iterator[dt.date]:
    """That day, where there is one."""
    try:
        yield dt.date(year, month, day)
    except ValueError:
        return


def month_from_words(text: str) -> str | None:
    """The month that stands there by its name, "March 2027" or "Mar 2027"; None else."""
    words = text.split()
    month = named_month(words[0]) if len(words) == 2 else None
    if month is None or not (words[1].isdecimal() and len(words[1]) == 4):
        return None
    return f"{words[1]}-{month:02}"


def named_month(word: str) -> int | None:
    """Which month is called that, in full or by its first letters."""
    start = word.rstrip(".").casefold()
    found = [at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(start)]
    return found[0] if len(start) >= 3 and len(found) == 1 else None
