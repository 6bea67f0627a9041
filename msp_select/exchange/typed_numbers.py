"""Numbers that were typed as text: read where there is one reading, asked about where there are two."""

from __future__ import annotations

import re
from decimal import Decimal

_BLANKS = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?:[.,][0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_POINT = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_THREE = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_OTHER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_LONGEST = 30
_SYMBOLS = {"€": ("EUR",), "£": ("GBP",), "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")}


def readings(text: str, *, point: bool = False) -> tuple[Decimal, ...]:
    """Every number that `text` may stand for: none, one, or the two between which only a person can choose.

    `point` says that a point can only be the decimal point, as in a file that separates by commas.

    >>> [str(number) for number in readings("1.234,50")]
    ['1234.50', '1.23450']
    >>> [str(number) for number in readings("5,0")], [str(number) for number in readings("5.0")]
    (['5.0', '50'], ['5.0'])
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ()
    if _SPACED.fullmatch(text):
        text = text.translate(_BLANKS)
    if _WHOLE.fullmatch(text):
        return (Decimal(text),)
    if _POINT.fullmatch(text):
        both = not point and _THREE.fullmatch(text)
        return (Decimal(text), Decimal(text.replace(".", ""))) if both else (Decimal(text),)
    if _ENGLISH.fullmatch(text):
        return (Decimal(text.replace(",", "")),)
    if _GROUPS.fullmatch(text):
        return (Decimal(text.replace(".", "")),)
    if _OTHER.fullmatch(text) and text.count(".") == 1:
        return (Decimal(text.replace(".", "").replace(",", ".")), Decimal(text.replace(",", "")))
    if _OTHER.fullmatch(text):
        return (Decimal(text.replace(".", "").replace(",", ".")), Decimal(re.sub("[.,]", "", text)))
    if _COMMA.fullmatch(text):
        return (Decimal(text.replace(",", ".")), Decimal(text.replace(",", "")))
    return ()


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
