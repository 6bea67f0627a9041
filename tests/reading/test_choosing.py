"""Which of several figures is proposed, in short texts of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.readings import read_text, values


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("Fees follow the CPI, by no less than 2% and subject to a ceiling of 6%.", "bid.yearly_rise", 6),
        ("Until March 2026 we charged £41 per user per month.", "bid.per_user", None),
        ("If you leave early you owe four months of charges.", "bid.exit_months", 4),
        ("If you leave early you owe four months of charges.", "doc.term_months", None),
        ("You can stop whenever you like if you tell us a calendar month before.", "doc.notice_days", 30),
        ("Our team of eleven engineers minds 1,320 machines: 120 to each engineer.", "sta_tech_count", 11),
        ("Not one of our engineers has moved on in the past year.", "sta_turnover", 0),
    ],
)
def test_a_sentence_with_several_figures(text: str, target: str, value: Any) -> None:
    assert values(read_text(f"TERMS\n\n{text}\n")).get(target) == value
