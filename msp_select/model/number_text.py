"""Numbers written as text: one grammar for what they may stand for, and two ways to choose.

At a keyboard the first reading is taken, because it is shown at once and can be corrected. In a sheet that
came by mail nobody sees it: where there are two readings, somebody has to be asked.
"""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST = 30
LONGEST_TYPED = 20

_BLANK = " \u00a0\u2009\u202f'’"
_SPACED = re.compile(rf"[+-]?\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:[.,]\d+)?")
_WITHOUT_BLANKS = str.maketrans("", "", _BLANK)
_BEGUN = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)[.,]")
# What the marks of each shape can mean, the usual meaning first: "." that a point begins the decimals and
# commas stand between thousands, "," the other way round. The first shape that fits decides.
_SHAPES = tuple(
    (re.compile(rf"[+-]?(?:{shape})"), marks)
    for shape, marks in (
        (r"\d+", "."),
        (r"[1-9]\d{0,2}\.\d{3}", ".,"),  # 2.950
        (r"\d*\.\d+", "."),  # 2.95
        (r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}", "."),  # 1,234.50 and 1,234,567
        (r"\d{1,3}(?:\.\d{3}){2,}", ","),  # 1.234.567
        (r"[1-9]\d{0,2},\d{3}", ".,"),  # 1,250
        (r"\d+,\d+|\d{1,3}(?:\.\d{3})+,\d+", ",."),  # 3,5 and 1.234,50: or a comma that slipped in
    )
)
_SYMBOLS = {"€": ("EUR",), "£": ("GBP",), "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")}


def readings(text: str, *, point: bool = False) -> tuple[Decimal, ...]:
    """Every number that `text` may stand for: none, one, or the two between which only a person can choose.

    `point` says that a single point can only begin the decimals, as in a file that separates by commas.

    >>> [str(number) for number in readings("1.234,50")]
    ['1234.50', '1.23450']
    >>> [str(number) for number in readings("1,250")], [str(number) for number in readings("5.0")]
    (['1250', '1.250'], ['5.0'])
    """
    text = text.strip()
    if len(text) > LONGEST:
        return ()
    if _SPACED.fullmatch(text):
        text = text.translate(_WITHOUT_BLANKS)
    for shape, marks in _SHAPES:
        if shape.fullmatch(text):
            known = marks[0] if point and "," not in text else marks
            return tuple(dict.fromkeys(_read(text, mark) for mark in known))
    return ()


def _read(text: str, decimal_mark: str) -> Decimal:
    """The number, once it is known which mark begins the decimals; where it stands twice, neither does."""
    digits = text.replace("," if decimal_mark == "." else ".", "")
    single = digits.count(decimal_mark) == 1
    return Decimal(digits.replace(decimal_mark, "." if single else ""))


def in_digits(number: Decimal) -> str:
    """A number in the one way that can be read in no other, as a person is asked which of two is meant.

    >>> in_digits(Decimal("1250.50"))
    '1250.5'
    """
    return f"{number.normalize():f}"


def typed_number(text: str) -> Decimal | None:
    """The number a person types, not below zero: the first reading; None where there is none.

    A unit of percent, blanks anywhere and a decimal mark not yet followed by a digit are overlooked.

    >>> typed_number("1,250.50"), typed_number("3,5"), typed_number("12 %"), typed_number("soon")
    (Decimal('1250.50'), Decimal('3.5'), Decimal('12'), None)
    """
    text = text.strip().rstrip("%").replace(" ", "").replace("\u00a0", "")
    if len(text) > LONGEST_TYPED or text.startswith(("+", "-")):
        return None
    begun = _BEGUN.fullmatch(text)
    return next(iter(readings(begun[1] if begun else text)), None)


def without_unit(text: str, unit: str) -> str:
    """The text without the unit that the row asks for anyway: "14 days" is 14, "5 %" is 5."""
    words = text.strip()
    for extra in (unit, "%" if unit.startswith("%") else ""):
        if extra and words.casefold().endswith(extra.casefold()):
            return words[: -len(extra)].strip()
    return words


def without_currency(text: str, currency: str) -> str:
    """The amount without the session's currency; another currency stays, and is no number.

    >>> without_currency("USD 1,200.00", "USD"), without_currency("€500", "USD")
    ('1,200.00', '€500')
    """
    words = text.strip()
    for mark in (currency, *(symbol for symbol, codes in _SYMBOLS.items() if currency in codes)):
        if words.upper().startswith(mark):
            return words[len(mark) :].strip()
        if words.upper().endswith(mark):
            return words[: -len(mark)].strip()
    return words
