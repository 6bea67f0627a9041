"""Numbers as people type them, and amounts as they read them."""

from __future__ import annotations

import re
from decimal import Decimal

TYPED = frozenset("0123456789.,")

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
_COMMA = re.compile(r"\d+,\d*")


def parse_number(text: str) -> Decimal | None:
    """The number in `text`, or None: `1,250.50` and `3,5` and `12 %` are understood.

    >>> parse_number("1,250.50"), parse_number("3,5"), parse_number("soon")
    (Decimal('1250.50'), Decimal('3.5'), None)
    """
    text = text.strip().rstrip("%").replace(" ", "").replace("\u00a0", "")
    if len(text) > 20:
        return None
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    elif not _PLAIN.fullmatch(text):
        return None
    return Decimal(text.rstrip(".") or "0")


def amount(number: Decimal) -> str:
    """A number for reading: thousands apart, no needless zeros.

    >>> amount(Decimal("1250.50")), amount(Decimal("14.00"))
    ('1,250.50', '14')
    """
    if number == number.to_integral_value():
        return f"{number:,.0f}"
    return (
        f"{number.normalize():,f}" if -int(number.normalize().as_tuple().exponent) > 2 else f"{number:,.2f}"
    )
