"""Numbers written as text: one grammar for what they may stand for, and two ways to choose.

In a sheet that came by mail nobody sees how a number was read: where there are two readings, somebody has to
be asked. At a keyboard the reading is shown at once, so the usual one is taken, and only where a mark that is
not the thousands mark of the currency's place stands before exactly three digits is it asked which is meant.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

LONGEST = 30

_BLANK = " \u00a0\u2009\u202f'’"
_SPACED = re.compile(rf"[+-]?\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:[.,]\d+)?")
_WITHOUT_BLANKS = str.maketrans("", "", _BLANK)
_BEGUN = re.compile(r"([+-]?(?:\d+|\d{1,3}(?:[.,]\d{3})+))[.,]")
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
_EITHER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")  # the mark begins the decimals, or parts the thousands
_SYMBOLS = {
    "US$": ("USD",), "CA$": ("CAD",), "A$": ("AUD",), "NZ$": ("NZD",), "R$": ("BRL",),
    "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",), "ZŁ": ("PLN",), "KČ": ("CZK",),
    "KR": ("SEK", "NOK", "DKK", "ISK"), "FR.": ("CHF",), "SFR.": ("CHF",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
}  # fmt: skip
_MINUS = str.maketrans("\u2212\u2013", "--")


class Marks(NamedTuple):
    """What stands between thousands, and what begins the decimals."""

    thousands: str
    decimals: str


# By the currency's place, where it is not "1,250.50" (Unicode CLDR). The euro has several places: it is
# written as in most of them.
_MARKS = {
    **dict.fromkeys(("EUR", "DKK", "ISK", "RON", "RSD", "TRY", "IDR", "VND"), Marks(".", ",")),
    **dict.fromkeys(("BRL", "ARS", "CLP", "COP", "UYU"), Marks(".", ",")),
    **dict.fromkeys(("SEK", "NOK", "PLN", "CZK", "HUF", "BGN", "UAH", "ZAR"), Marks(" ", ",")),
    "CHF": Marks("'", "."),
}  # fmt: skip


def marks_of(currency: str) -> Marks:
    """The marks in a number, in the way of the currency's place.

    >>> marks_of("USD"), marks_of("EUR")
    (Marks(thousands=',', decimals='.'), Marks(thousands='.', decimals=','))
    """
    return _MARKS.get(currency, Marks(",", "."))


def grouped(number: Decimal, currency: str, *, places: int | None = None) -> str:
    """A number for reading, in the way of the currency's place: thousands apart, no needless zeros.

    `places`: at least so many decimals; without it none where there are none, else at least two.

    >>> grouped(Decimal("1250.50"), "USD"), grouped(Decimal("14.00"), "USD")
    ('1,250.50', '14')
    >>> grouped(Decimal(1250), "EUR", places=2)
    '1.250,00'
    """
    shortest = Decimal(f"{number.normalize():f}")
    decimals = max(-int(shortest.as_tuple().exponent), 0)
    least = (2 if decimals else 0) if places is None else places
    text = f"{shortest:,.{max(decimals, least)}f}"
    return text.translate(str.maketrans(",.", "".join(marks_of(currency))))


def readings(text: str, *, decimal: str = "") -> tuple[Decimal, ...]:
    """Every number that `text` may stand for: none, one, or the two between which only a person can choose.

    `decimal` is the mark that begins the decimals, where that is known: "." where a single point does nothing
    else, as in a file that separates by commas; "," where a comma does, unless three digits follow it.

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
            known = marks[0] if marks[0] == decimal and (decimal == "," or "," not in text) else marks
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


def as_typed(number: Decimal, currency: str) -> str:
    """A number as a person may change it at a keyboard: no marks but the decimal one, read in one way only.

    >>> as_typed(Decimal("2.950"), "USD"), as_typed(Decimal("2.125"), "EUR"), as_typed(Decimal("1250"), "USD")
    ('2.95', '2,1250', '1250')
    """
    text = in_digits(number).replace(".", marks_of(currency).decimals)
    return text if len(understood(text, currency)) == 1 else f"{text}0"


def understood(text: str, currency: str, unit: str = "", *, money: bool = False) -> tuple[Decimal, ...]:
    """The numbers a person at a keyboard may mean: none, one, or two between which to ask.

    The unit of what is asked, the `currency` around an amount of `money`, and a decimal mark not yet followed
    by a digit are overlooked.

    >>> understood("$1,250.50", "USD", money=True), understood("12 %", "USD", "% a year")
    ((Decimal('1250.50'),), (Decimal('12'),))
    >>> understood("2.950", "USD"), understood("2.950", "EUR"), understood("soon", "USD")
    ((Decimal('2950'), Decimal('2.950')), (Decimal('2950'),), ())
    """
    text = text.strip().translate(_MINUS)
    text = without_unit(text, unit) if unit else text
    if money:
        sign = "-" if text.startswith("-") else ""
        text = f"{sign}{without_currency(text.removeprefix(sign), currency)}"
    begun = _BEGUN.fullmatch(text)
    text = begun[1] if begun else text
    found = readings(text)
    either = _EITHER.fullmatch(text)
    if either is None:
        return found[:1]
    thousands = max(found)
    return (thousands,) if either[1] == marks_of(currency).thousands else (thousands, min(found))


def typed_number(text: str) -> Decimal | None:
    """The number a person types where neither money nor a unit is asked, not below zero: the first reading.

    >>> typed_number("1,250.50"), typed_number("3,5"), typed_number("12 %"), typed_number("soon")
    (Decimal('1250.50'), Decimal('3.5'), Decimal('12'), None)
    """
    text = text.strip().rstrip("%").strip()
    begun = _BEGUN.fullmatch(text)
    found = readings(begun[1] if begun else text)
    return found[0] if found and not text.startswith(("+", "-")) else None


def in_another_currency(text: str, currency: str) -> bool:
    """Whether that is a number with a currency around it that is not this one.

    >>> [in_another_currency(text, "USD") for text in ("120 EUR", "$120", "soon")]
    [True, False, False]
    """
    bare = re.sub(r"^[^\d.,+-]{1,4}|[^\d.,]{1,4}$", "", text.strip()).strip()
    return not understood(text, currency, money=True) and bool(readings(bare))


def without_unit(text: str, unit: str) -> str:
    """The text without the unit that the row asks for anyway: "14 days" is 14, "5 %" is 5."""
    words = text.strip()
    for extra in (unit, "%" if unit.startswith(("%", "percent")) else ""):
        if extra and words.casefold().endswith(extra.casefold()):
            return words[: -len(extra)].strip()
    return words


def currencies_of(mark: str) -> tuple[str, ...]:
    """The currencies that are written so, by their codes; a code stands for itself.

    >>> currencies_of("£"), currencies_of("EUR")
    (('GBP',), ('EUR',))
    """
    return _SYMBOLS.get(mark, (mark,))


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
