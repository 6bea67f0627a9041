"""A number as it was typed: how it was read, what is wrong with it, and what has to be asked about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from msp_select.model.number_text import grouped, in_another_currency, understood
from msp_select.model.usual_ranges import Usual
from msp_select.phrases.en.money import places
from msp_select.phrases.en.usual_ranges import far_in_words, usual_in_words
from msp_select.phrases.en.words import unit_for


def nothing_wrong(_number: Decimal) -> str:
    """Accept every number."""
    return ""


@dataclass(frozen=True)
class Wanted:
    """What kind of number is asked for: its unit, whether it is money, and what is usual.

    `fault` says what is wrong with a number that cannot be, or nothing. `whole`: it is a count.
    """

    currency: str
    unit: str = ""
    money: bool = False
    whole: bool = False
    fault: Callable[[Decimal], str | None] = nothing_wrong
    usual: Usual | None = None

    @property
    def unit_in_words(self) -> str:
        """The unit with the currency: "USD a month"."""
        return f"{self.currency} {self.unit}".strip() if self.money else self.unit

    def after(self, number: Decimal) -> str:
        """The unit as it stands after that number: "people", "person"."""
        return self.unit_in_words if self.money else unit_for(number, self.unit)

    @property
    def to_type(self) -> str:
        """What stands where nothing has been typed yet: "type the amount, in USD a month"."""
        if self.money:
            return f"type the amount, in {self.currency if self.unit == 'once' else self.unit_in_words}"
        return f"type a number ({self.unit})" if self.unit else "type a number"

    def usual_in_words(self, *, source: bool = False) -> str:
        """What is usual and where that comes from, or nothing."""
        return "" if self.usual is None else usual_in_words(self.usual, self.currency, source=source)

    def in_digits(self, number: Decimal) -> str:
        """The number as it is shown in the way of the currency's place: "1,250.00", "28"."""
        return grouped(number, self.currency, places=places(self.currency) if self.money else None)


@dataclass(frozen=True)
class Reading:
    """The numbers a text may stand for, one or two; none, with what is wrong."""

    numbers: tuple[Decimal, ...] = ()
    fault: str = ""


def read_number(text: str, wanted: Wanted) -> Reading:
    """The numbers that the text may stand for and that can be."""
    found = understood(text, wanted.currency, wanted.unit, money=wanted.money)
    if not found and wanted.money and in_another_currency(text, wanted.currency):
        return Reading(fault=f"Amounts are in {wanted.currency} here: type it in {wanted.currency}.")
    if not found:
        return Reading(fault="That is not a number.")
    faults = [_fault(number, wanted) for number in found]
    good = tuple(number for number, fault in zip(found, faults, strict=True) if not fault)
    return Reading(good) if good else Reading(fault=faults[0])


def _fault(number: Decimal, wanted: Wanted) -> str:
    if number < 0:
        return f"{wanted.in_digits(number)} is below zero."
    if wanted.whole and number != number.to_integral_value():
        return f"{wanted.in_digits(number)} cannot be: type a whole number of {wanted.unit}."
    return wanted.fault(number) or ""


def settled_number(text: str, wanted: Wanted) -> Decimal:
    """The number the text stands for (ValueError with what is wrong with it, or has to be asked first)."""
    reading = read_number(text, wanted)
    if reading.fault:
        raise ValueError(reading.fault)
    number = reading.numbers[0]
    if len(reading.numbers) > 1:
        raise ValueError(f"{which_of(reading.numbers, wanted)} Enter lets you choose.")
    if far := far_question(number, wanted):
        raise ValueError(f"{far} Enter lets you keep it.")
    return number


def shown_reading(text: str, wanted: Wanted) -> str:
    """ "= 1,250.00 USD a month": how the text is read as it stands, both ways where there are two."""
    numbers = read_number(text, wanted).numbers
    if not numbers:
        return ""
    return f"= {' or '.join(map(wanted.in_digits, numbers))} {wanted.after(numbers[-1])}".strip()


def which_of(numbers: tuple[Decimal, ...], wanted: Wanted) -> str:
    """ "2,950 or 2.95?" """
    return f"{' or '.join(grouped(number, wanted.currency) for number in numbers)}?"


def far_question(number: Decimal, wanted: Wanted) -> str:
    """What is said of a figure beyond what anybody pays before it is taken, or nothing."""
    usual = wanted.usual
    return far_in_words(number, usual, wanted.currency) if usual is not None and usual.is_far(number) else ""
