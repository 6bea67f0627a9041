"""Numbers as people write them: read at once at a keyboard, asked about in a sheet from elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.model.number_text import (
    as_typed,
    grouped,
    in_another_currency,
    marks_of,
    readings,
    typed_number,
    understood,
)

NUMBERS = st.decimals(0, 10**9, allow_nan=False, places=3) | st.integers(0, 10**9).map(Decimal)
SWAPPED = str.maketrans(",.", ".,")
TEXTS = st.text("0123456789.,", min_size=1, max_size=14)


def english(number: Decimal) -> str:
    return f"{number:,}"


def continental(number: Decimal) -> str:
    return english(number).translate(SWAPPED)


def meant(text: str) -> set[Decimal]:
    """Slowly, the other way round: every number that somebody who knows one convention writes as `text`."""
    digits = "".join(c for c in text if c.isdecimal())
    candidates = [Decimal(digits).scaleb(-places) for places in range(len(digits))] if digits else []
    writers = (english, continental, str, lambda number: str(number).replace(".", ","))
    return {number for number in candidates for written in writers if written(number) == text}


@given(NUMBERS)
def test_a_number_written_in_either_way_is_among_its_readings(number: Decimal) -> None:
    assert number in readings(english(number))
    assert number in readings(continental(number))
    for blank in " \u00a0\u2009\u202f'’":
        assert number in readings(english(number).replace(",", blank))
        assert number in readings(english(number).replace(",", blank).replace(".", ","))


@given(TEXTS | NUMBERS.map(english) | NUMBERS.map(continental))
def test_whoever_wrote_it_is_not_misread_without_being_asked(text: str) -> None:
    found = readings(text)
    assert meant(text) <= set(found)
    assert len(found) == len(set(found)) <= 2
    assert [number for number in found if not number.is_finite()] == []
    assert readings(text, decimal=".") in (found, found[:1])


@given(NUMBERS)
def test_at_a_keyboard_a_number_is_read_as_it_is_shown(number: Decimal) -> None:
    for text in (english(number), str(number), f" {number} %", english(number).replace(",", " ")):
        assert typed_number(text) == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_not_below_zero_or_none(text: str) -> None:
    number = typed_number(text)
    assert number is None or (number.is_finite() and number >= 0)
    readings(text)


@pytest.mark.parametrize(
    ("text", "either"),
    [
        ("1250", ["1250"]),
        ("2.95", ["2.95"]),
        (".5", ["0.5"]),
        ("0.950", ["0.950"]),
        ("2.950", ["2.950", "2950"]),
        ("1,250", ["1250", "1.250"]),
        ("0,250", ["0.250", "250"]),
        ("3,5", ["3.5", "35"]),
        ("1,234.50", ["1234.50"]),
        ("1.234,50", ["1234.50", "1.23450"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("1.234.567,89", ["1234567.89", "123456789"]),
        ("1 250", ["1250"]),
        ("1'250,5", ["1250.5", "12505"]),
        ("-5", ["-5"]),
        ("1,2,3", []),
        ("12,50.5", []),
        ("1 25", []),
        ("1e3", []),
        ("nan", []),
        ("", []),
        ("1" * 31, []),
    ],
)
def test_what_a_text_may_stand_for(text: str, either: list[str]) -> None:
    assert readings(text) == tuple(map(Decimal, either))


def test_in_a_file_that_separates_by_commas_a_point_begins_the_decimals() -> None:
    assert readings("2.950", decimal=".") == (Decimal("2.950"),)
    assert len(readings("1,250", decimal=".")) == 2


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,250", "1250"), ("1,250.5", "1250.5"), ("2.950", "2.950"), ("3,5", "3.5"), ("0,25", "0.25"),
        ("0,250", "0.250"), ("1.234,50", "1234.50"), ("12.", "12"), ("3,", "3"), ("1,250.", "1250"),
        ("12 %", "12"), ("1 000", "1000"), ("1'250", "1250"), (" 7 ", "7"),
        ("-5", None), ("+5", None), ("soon", None), ("", None), (".", None), ("1.5.", None), ("6'", None),
        ("1" * 31, None), ("1 25", None),
    ],
)  # fmt: skip
def test_what_is_taken_at_a_keyboard(typed: str, number: str | None) -> None:
    assert typed_number(typed) == (None if number is None else Decimal(number))


CURRENCIES = st.sampled_from(["USD", "EUR", "CHF", "SEK", "JPY"])


@given(NUMBERS, CURRENCIES)
def test_what_a_field_shows_is_read_as_itself_in_the_way_of_the_currencys_place(
    number: Decimal, currency: str
) -> None:
    assert understood(as_typed(number, currency), currency) == (number,)
    shown = grouped(number, currency)
    assert number in understood(shown, currency)
    for written in (f"{shown} {currency}", f"{currency} {shown}", f"{currency}{shown} a month"):
        assert understood(written, currency, "a month", money=True) == understood(shown, currency)


@given(TEXTS, CURRENCIES)
def test_a_number_typed_is_one_of_its_readings_and_two_are_offered_only_where_a_mark_is_not_the_places(
    text: str, currency: str
) -> None:
    found = understood(text, currency)
    assert set(found) <= set(readings(text)) or text[-1] in ".,"
    if len(found) == 2:
        mark = next(character for character in text if not character.isdecimal())
        assert mark != marks_of(currency).thousands
        assert len(text.rstrip(".,").partition(mark)[2]) == 3
        assert found[0] == 1000 * found[1]


@pytest.mark.parametrize(
    ("text", "currency", "either"),
    [
        ("120", "USD", "120"), ("$120", "USD", "120"), ("120 USD", "USD", "120"), ("€ 120", "EUR", "120"),
        ("1,250", "USD", "1250"), ("1,250.50", "USD", "1250.50"), ("1.250,50", "USD", "1250.50"),
        ("1 250", "USD", "1250"), ("1'250.00", "USD", "1250.00"), ("2.950", "USD", "2950 2.950"),
        ("2.950", "EUR", "2950"), ("2,950", "EUR", "2950 2.950"), ("2,950", "CHF", "2950 2.950"),
        ("2.950", "CHF", "2950 2.950"), ("2,95", "EUR", "2.95"), ("0,250", "USD", "0.250"),
        ("-120", "USD", "-120"), ("\u2212120", "USD", "-120"), ("-$120", "USD", "-120"),
        ("kr 1 250", "SEK", "1250"), ("A$90", "AUD", "90"), ("$90", "AUD", "90"),
        ("120 EUR", "USD", ""), ("€120", "USD", ""), ("12 a week", "USD", ""), ("1 25", "USD", ""),
        ("", "USD", ""),
    ],
)  # fmt: skip
def test_what_is_understood_of_an_amount_in_each_currency(text: str, currency: str, either: str) -> None:
    assert understood(text, currency, money=True) == tuple(map(Decimal, either.split()))
    assert in_another_currency(text, currency) == (text in ("120 EUR", "€120"))
