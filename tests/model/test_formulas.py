"""What a spreadsheet might run is held back in every sheet alike."""

from __future__ import annotations

import pytest

from msp_select.exchange.form_csv import armoured, bared
from msp_select.report.as_csv import safe

RUN_BY_A_SPREADSHEET = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\u3000=1",
    "＝1",
    "\u200b=1",
    "\ufeff \u00a0@x",
]


@pytest.mark.parametrize("text", RUN_BY_A_SPREADSHEET)
def test_the_ranking_and_the_bidders_form_hold_back_the_same(text: str) -> None:
    assert safe(text) == armoured(text) == f"'{text}"
    assert bared(armoured(text)) == text


@pytest.mark.parametrize("text", ["Acme", "a=b", "3 - 4 days", ""])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == armoured(text) == text
