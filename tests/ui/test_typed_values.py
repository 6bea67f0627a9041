"""Days and months are read as they are written on the screen, and as a file has them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.model.day_text import named_day
from msp_select.phrases.en.dates import date_words, day_from, day_words, month_words
from msp_select.ui.typed_values import month_of


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_is_read_in_each_way_it_is_written(day: dt.date) -> None:
    month = f"{day:%Y-%m}"
    for text in (day.isoformat(), date_words(day), day_words(day), date_words(day).upper()):
        assert day_from(f" {text} ") == day
    for text in (month, month_words(month), month_words(month)[:3] + month_words(month)[-5:]):
        assert month_of(text) == month


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_written_in_numbers_is_taken_only_where_it_can_be_no_other(day: dt.date) -> None:
    for mark in "/.-":
        for text in (
            f"{day.day}{mark}{day.month}{mark}{day.year}",
            f"{day.month}{mark}{day.day}{mark}{day.year}",
        ):
            if day.day > 12 or day.day == day.month:
                assert day_from(text) == day
                continue
            other = dt.date(day.year, day.day, day.month)
            with pytest.raises(ValueError, match=re.escape(named_day(day))) as refused:
                day_from(text)
            assert named_day(other) in str(refused.value)
        assert day_from(f"{day.year}{mark}{day.month}{mark}{day.day}") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7 January 2026", dt.date(2026, 1, 7)),
        ("January 7, 2026", dt.date(2026, 1, 7)),
        ("Jan 7th 2026", dt.date(2026, 1, 7)),
        ("7. Jan. 2026", dt.date(2026, 1, 7)),
        ("7 jan", dt.date(2026, 1, 7)),
        ("31 dec", dt.date(2025, 12, 31)),
        ("Feb 2", dt.date(2026, 2, 2)),
    ],
)
def test_a_month_may_be_written_by_its_name_and_the_year_left_out_near_a_day(text: str, day: dt.date) -> None:
    assert day_from(text, dt.date(2026, 1, 15)) == day


def test_a_day_without_its_year_is_asked_for_it_where_no_other_day_is_near() -> None:
    with pytest.raises(ValueError, match="Of which year"):
        day_from("9 Apr")


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31 Feb 2027", "9 Ju 2027", "Apr 2027", "99 Apr 2027", "7/1/26", "7/1-2026", "31/31/2026"],
)
def test_what_is_no_day_is_refused_with_both_ways(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 2027-04-09 or 9 Apr 2027\."):
        day_from(text)


@pytest.mark.parametrize("text", ["", "June", "13 2027", "Ma 2027", "2027-13", "June 27"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write it as 2027-06\."):
        month_of(text)
