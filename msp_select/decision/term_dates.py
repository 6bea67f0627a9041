"""Days of a contract: when its term ends, and from when to when a notice has to travel.

The last day is the day with whose end the contract ends. Holidays are days the owner named; none are shipped.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Collection
from typing import Literal

DAY = dt.timedelta(days=1)
Unit = Literal["days", "working_days", "months"]
EndOf = Literal["end_of_month", "end_of_quarter", "end_of_year"]


def months_after(start: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month (the calendar ends in 9999)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def days_after(start: dt.date, days: int) -> dt.date:
    """So many days later (or earlier), within what the calendar has."""
    ordinal = start.toordinal() + days
    return dt.date.fromordinal(min(max(ordinal, dt.date.min.toordinal()), dt.date.max.toordinal()))


def last_day_of_term(start: dt.date, months: int) -> dt.date:
    """The day before the day of that number so many months on, or the last of a shorter month.

    From the first of a month that is the last day of the month before. Always counted from the start itself.
    """
    on = months_after(start, months)
    return on if on.day < start.day else days_after(on, -1)


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Whether anybody is at work: neither Saturday, Sunday nor one of the holidays."""
    return day.weekday() < 5 and day not in holidays


def working_day_before(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """The day itself, or the nearest working day before it: early is right everywhere."""
    while not is_working_day(day, holidays):
        day -= DAY
    return day


def received_by(
    last: dt.date, many: int, unit: Unit, *, clear: bool, holidays: Collection[dt.date]
) -> dt.date:
    """The latest day on which notice may arrive, so that so many days or months are left to the last day.

    With `clear` neither the day of receipt nor the last day counts.
    """
    if unit == "days":
        return days_after(last, -many - clear)
    if unit == "working_days":
        day, left = days_after(last, 1 - clear), many
        while left:
            day -= DAY
            left -= is_working_day(day, holidays)
        return day - DAY
    day = months_after(last, -many)
    while months_after(day + DAY, many) <= last:
        day += DAY
    return days_after(day, -int(clear))


def sent_by(safe: dt.date, travel: int, holidays: Collection[dt.date]) -> dt.date:
    """The day to send it on, so that it has so many working days on the way to the safe day."""
    for _ in range(travel):
        safe = working_day_before(safe - DAY, holidays)
    return safe


def earliest_after(
    received: dt.date, many: int, unit: Unit, *, clear: bool, holidays: Collection[dt.date]
) -> dt.date:
    """The first day with whose end a notice received on that day can end a contract that runs on."""
    if unit == "months":
        return months_after(days_after(received, int(clear)), many)
    if unit == "days":
        return days_after(received, many + clear)
    day, left = received, many + clear
    while left:
        day += DAY
        left -= is_working_day(day, holidays)
    return day


_IS_END: dict[EndOf, Callable[[dt.date], bool]] = {
    "end_of_month": lambda _: True,
    "end_of_quarter": lambda day: day.month % 3 == 0,
    "end_of_year": lambda day: day.month == 12,
}


def end_of(day: dt.date, what: EndOf) -> dt.date:
    """The first end of a month, quarter or year on or after that day."""
    while True:
        day = day.replace(day=monthrange(day.year, day.month)[1])
        if _IS_END[what](day):
            return day
        day += DAY
