"""Numbers, lists and amounts as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from msp_select.decision.scoring.verdict import CLEAR, NARROW
from msp_select.phrases.en.money import money

NOTHING = 1e-9  # a share that differs from none or all by less does so by the last digits of a sum
_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_PLACES = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


ONE_OF = {
    "people": "person",
    "full-time people": "full-time person",
    "full-time technicians": "full-time technician",
    "working hours": "working hour",
    "times the": "times the",
    "computers and laptops": "computer or laptop",
    "monthly fees": "monthly fee",
}
"""One of what a number counts, where that is more than a letter less."""


def ordinal(n: int) -> str:
    """A place in an order: "third", "number 13"."""
    return _PLACES[n - 1] if 1 <= n <= len(_PLACES) else f"number {n}"


def number_word(n: int) -> str:
    """Small whole numbers in words: "four", "13"."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else str(n)


def count(n: int, one: str, many: str = "") -> str:
    """A number of things: "one must-have", "four must-haves"."""
    return f"{number_word(n)} {one if n == 1 else many or one + 's'}"


def verb(n: int, one: str, many: str) -> str:
    """The verb's form for so many things: "is", "are"."""
    return one if n == 1 else many


def unit_for(number: Decimal, unit: str) -> str:
    """The unit as it follows that number: "28 people", "1 person", "1 hour a week"."""
    if number != 1:
        return unit
    things, rest = next(((many, unit[len(many) :]) for many in ONE_OF if unit.startswith(many)), ("", unit))
    if things:
        return ONE_OF[things] + rest
    first, space, rest = unit.partition(" ")
    return f"{first[:-1]}{space}{rest}" if first.endswith("s") else unit


def listed(items: Sequence[str], *, most: int | None = None, last: Literal["and", "or"] = "and") -> str:
    """ "a, b and c", or with `last` "a, b or c"; beyond `most` the rest is counted: "a, b and two more"."""
    if most is not None and len(items) > most:
        items = [*items[:most], f"{number_word(len(items) - most)} more"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """The same text with its first letter large."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with its first letter small, to stand inside a line."""
    return text[:1].lower() + text[1:]


def plain(number: float, digits: int = 1) -> str:
    """A number to that many digits, without idle zeros: "12.4", "12", never "-0"."""
    text = f"{number:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def points(number: float) -> str:
    """Score points: "12.4 points", "1 point", "less than 0.1 points"."""
    if 0 < abs(number) < 0.05:
        return "less than 0.1 points"
    text = plain(abs(number))
    return f"{text} {'point' if text == '1' else 'points'}"


def fewer_points(number: float) -> str:
    """So many points less, of 100: "2 fewer points of 100", "1 fewer point of 100"."""
    much, of_what = points(number).rsplit(" ", 1)
    return f"{much} fewer {of_what} of 100"


def signed(number: float) -> str:
    """A difference with its sign and one decimal: "+11.2", "-5.8", "0.0"."""
    text = f"{number:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text


def percent(number: float, digits: int = 1) -> str:
    """A number of percent: "44.2 %"; to no digits, as `share_percent`."""
    return f"{plain(number, digits)} %" if digits else share_percent(number / 100)


def share_percent(share: float, *, narrow: bool = False, space: str = " ") -> str:
    """A share in whole percent: "44 %", "under 1 %"; never "0 %" or "100 %" unless it is so.

    In a `narrow` column "<1 %" and ">99 %".
    """
    whole, beyond = _hundredths(share)
    said = {None: "", "below": "<" if narrow else "under ", "above": ">" if narrow else "over "}[beyond]
    return f"{said}{whole}{space}%"


def tries(share: float) -> str:
    """A share of the draws: "56 of 100 tries"."""
    return f"{hundredths(share)} of 100 tries"


def hundredths(share: float) -> str:
    """A share in hundredths: "56", "fewer than 1"; "0", "100" and a line of the verdict only where so."""
    whole, beyond = _hundredths(share)
    said = {None: "", "below": "fewer than ", "above": "more than "}[beyond]
    return f"{said}{whole}"


def _hundredths(share: float) -> tuple[str, Literal["below", "above"] | None]:
    """A share in whole hundredths, and on which side of that figure it lies where rounding would say all."""
    if NOTHING < share < 0.01:
        return "1", "below"
    if 0.99 < share < 1 - NOTHING:
        return "99", "above"
    rounded = round(100 * share)
    if any(share < line <= rounded / 100 for line in (NARROW, CLEAR)):
        rounded -= 1
    return str(rounded), None


def term(months: int) -> str:
    """The length of the contract: "three years", "one year", "30 months", "one month"."""
    return count(months, "month") if months % 12 else count(months // 12, "year")


def months(n: int) -> str:
    """The length of the contract in months, in figures: "36 months", "1 month"."""
    return f"{n} {verb(n, 'month', 'months')}"


def about(amount: Decimal, currency: str) -> str:
    """An amount rounded for reading, and said to be: "about USD 118,400"; exact where it is round anyway."""
    about_it = "" if _three_or_four_digits(amount) == amount else "about "
    return f"{about_it}{in_round(amount, currency)}"


def in_round(amount: Decimal, currency: str) -> str:
    """An amount rounded for reading, where it is said already that it is, or goes without saying."""
    return money(_three_or_four_digits(amount), currency)


def exactly(amount: Decimal, currency: str) -> str:
    """A small price, such as one per user and month, to the whole unit or about: "USD 182"."""
    about_it = "" if _whole(amount) == amount else "about "
    return f"{about_it}{in_whole(amount, currency)}"


def in_whole(amount: Decimal, currency: str) -> str:
    """A small price to the whole unit, where it goes without saying that it is rounded."""
    return money(_whole(amount), currency)


def _whole(amount: Decimal) -> Decimal:
    """To the whole unit from ten on, to cents below."""
    return (
        amount.quantize(Decimal(1), ROUND_HALF_EVEN) if abs(amount) >= 10 else _three_or_four_digits(amount)
    )


def _three_or_four_digits(amount: Decimal) -> Decimal:
    """To four leading digits from a thousand on, to whole units below, to cents below ten."""
    if amount == 0:
        return Decimal(0)
    top = amount.adjusted()
    exponent = top - 3 if top >= 3 else (0 if top >= 1 else -2)
    rounded = amount.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_EVEN)
    return rounded.quantize(Decimal(1)) if exponent > 0 else rounded


def the_cheapest(*, offers_only: bool, shared: bool) -> str:
    """What the cheapest is called, of all or of the offers alone; "one of" them where several are."""
    if shared:
        return "one of the cheapest offers" if offers_only else "one of the cheapest"
    return "the cheapest offer" if offers_only else "the cheapest"
