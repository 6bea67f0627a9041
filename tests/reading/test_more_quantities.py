"""Figures as bidders put them into words, and what looks like one and is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select.reading.phrases_in_text import Words
from msp_select.reading.quantities import quantities


def read(text: str, kind: str) -> list[tuple[Decimal, str]]:
    """The figures of one kind in a text, with their units."""
    return [(one.value, one.unit) for one in quantities(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("tell us a calendar month before you want to go", 1, "month"),
        ("you may leave with a month's notice", 1, "month"),
        ("30 (thirty) days' notice", 30, "day"),
        ("24 (twenty-four) calendar months", 24, "month"),
        ("back within an hour and a half", 90, "minute"),
        ("three-quarters of an hour", 45, "minute"),
        ("half a day", 240, "minute"),
        ("an answer inside 4h", 4, "hour"),
        ("it took us 3 hours and 10 minutes", 190, "minute"),
        ("a sum equal to nine (9) times the monthly fee", 9, "month"),
        ("one hundred twenty (120) days before", 120, "day"),
    ],
)
def test_spans_of_time_in_words(text: str, value: int, unit: str) -> None:
    assert read(text, "duration") == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one in eight of them left last year", "12.5"),
        ("two of the fourteen left", "14.3"),
        ("nine technicians, of whom one left", "11.1"),
        ("3 of 96", "3.1"),
        ("nine out of ten calls were answered in time", "90"),
        ("10 (ten) per cent of the fee", "10"),
        ("three quarters of the fees that remain", "75"),
    ],
)
def test_shares_in_words(text: str, value: str) -> None:
    assert read(text, "percent") == [(Decimal(value), "")]
    assert read(text, "duration") == []


@pytest.mark.parametrize("text", ["one in 2026", "£45 a month before discount"])
def test_what_is_neither_share_nor_span(text: str) -> None:
    assert read(text, "percent") == []
    assert read(text, "duration") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("a dozen engineers", [12]), ("half a dozen technicians", [6]), ("Not one of our engineers left", [])],
)
def test_counts_in_words(text: str, count: list[int]) -> None:
    assert [value for value, _ in read(text, "count")] == count


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("our rate and a half", "1.5"),
        ("the rate is raised by 50%", "1.5"),
        ("25% above the hourly rate", "1.25"),
    ],
)
def test_how_many_times_a_rate(text: str, times: str) -> None:
    assert read(text, "multiple") == [(Decimal(times), "")]


def test_a_stroke_before_a_unit_is_read_as_per() -> None:
    assert Words.of("$95/user/month").words == ("$", "95", "per", "user", "per", "month")
    assert Words.of("each desktop/laptop, 24/7").words == ("each", "desktop", "laptop", "24", "7")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("EUR 1.972 per month", ["1972"]),
        ("€ 62,50 per user", ["62.50"]),
        ("€ 1.250,00 and € 1 250,00", ["1250.00", "1250.00"]),
        ("CHF and € 1'250.50", ["1250.50"]),
        ("£34 125 users", ["34"]),  # two cells of a row
        ("$95, 20 users", ["95"]),
    ],
)
def test_amounts_as_other_places_write_them(text: str, amounts: list[str]) -> None:
    assert read(text, "money") == [(Decimal(one), "") for one in amounts]
