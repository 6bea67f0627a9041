"""A share in words is none or all only where it is so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msp_select.phrases.en.words import hundredths, percent, share_percent, tries


@given(st.integers(0, 100_000))
def test_none_and_all_are_said_only_where_it_is_so(thousandths: int) -> None:
    share = thousandths / 100_000
    said = {
        hundredths(share),
        share_percent(share).removesuffix(" %"),
        percent(100 * share, 0).removesuffix(" %"),
    }
    assert ("0" in said) == (share == 0)
    assert ("100" in said) == (share == 1)


@given(st.integers(1, 999))
def test_a_share_and_the_rest_are_rounded_alike(thousandths: int) -> None:
    share = thousandths / 1000
    assert hundredths(share).startswith("fewer") == hundredths(1 - share).startswith("more")


def test_what_the_last_digits_of_a_sum_leave_is_nothing() -> None:
    assert tries(1 - 1e-12) == "100 of 100 tries"
    assert tries(1e-12) == "0 of 100 tries"
    assert share_percent(0.004, narrow=True) == "<1 %"
    assert share_percent(0.9999, narrow=True, space="") == ">99%"
