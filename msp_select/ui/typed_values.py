"""What is typed after signing, read: months, numbers, marks."""

from __future__ import annotations

import datetime as dt
import re

from msp_select.decision.after.drifting import yardstick_months
from msp_select.decision.after.staying import MOST_MONTHS
from msp_select.model.day_text import month_from_words
from msp_select.model.months import to_month
from msp_select.model.number_text import typed_number
from msp_select.model.signed import Signed
from msp_select.phrases.en.after import asking, place

MOST = 1_000_000  # of whatever is counted


def month_of(text: str) -> str:
    """The month that was typed, such as 2027-06 or June 2027 (ValueError where it is none)."""
    try:
        return to_month(month_from_words(text) or text.strip())
    except ValueError:
        raise ValueError(asking.NOT_A_MONTH) from None


def yardstick_of(text: str, signed: Signed, held: dt.date) -> str:
    """The month that a review held on that day holds figures from, as it was typed (ValueError)."""
    month, (first, last) = month_of(text), yardstick_months(signed, held)
    if not first <= month <= last:
        raise ValueError(asking.yardstick_outside(first, last))
    return month


def last_month_of(text: str) -> str:
    """The last month of a quarter that was typed, such as 2027-Q2 (ValueError where it is none)."""
    given = re.fullmatch(r"(\d{4})-?\s*Q([1-4])", text.strip().upper())
    if given is None:
        raise ValueError(asking.NOT_A_QUARTER)
    return f"{given[1]}-{int(given[2]) * 3:02}"


def whole(text: str) -> int:
    """A whole number as it was typed (ValueError)."""
    number = typed_number(text)
    if number is None or number != number.to_integral_value() or number >= MOST:
        raise ValueError(asking.NOT_A_NUMBER)
    return int(number)


def months_ahead_of(text: str) -> int:
    """Over how many months staying and leaving are compared, as it was typed (ValueError)."""
    months = whole(text)
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError(place.MONTHS_OUTSIDE.format(most=MOST_MONTHS))
    return months


def marks_of(text: str) -> tuple[int, ...]:
    """How many gave mark 1 to 5, as it was typed (ValueError)."""
    words = text.replace(",", " ").split()
    if len(words) != len("12345") or not all(word.isdecimal() and len(word) < 6 for word in words):
        raise ValueError(asking.NOT_MARKS)
    return tuple(map(int, words))
