"""Numbers as people write them: read at once at a keyboard, asked about in a sheet from elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.model.number_text import readings, typed_number

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
    assert readings(text, point=True) in (found, found[:1])


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
    assert readings("2.950", point=True) == (Decimal("2.950"),)
    assert len(readings("1,250", point=True)) == 2


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
