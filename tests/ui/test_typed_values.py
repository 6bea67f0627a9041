"""Days and months are read as they are written on the screen, and as a file has them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.phrases.en.dates import date_words, day_words, month_words
from msp_select.ui.typed_values import day_of, month_of


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_is_read_in_each_way_it_is_written(day: dt.date) -> None:
    month = f"{day:%Y-%m}"
    for text in (day.isoformat(), date_words(day), day_words(day), date_words(day).upper()):
        assert day_of(f" {text} ") == day
    for text in (month, month_words(month), month_words(month)[:3] + month_words(month)[-5:]):
        assert month_of(text) == month


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31 Feb 2027", "1.8.2026", "8/1/2026", "9 Ju 2027", "9 Apr", "Apr 2027", "99 Apr 2027"],
)
def test_what_is_no_day_or_could_be_two_is_refused_with_both_ways(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 2027-04-09 or 9 Apr 2027\."):
        day_of(text)


@pytest.mark.parametrize("text", ["", "June", "13 2027", "Ma 2027", "2027-13", "June 27"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write it as 2027-06\."):
        month_of(text)
