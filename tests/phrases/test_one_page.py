"""The one page: how two stand, what speaks for each, their money, what to write down, in every way."""

from __future__ import annotations

from typing import Any

import pytest

from msp_select.decision.findings import one_page as findings
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.model.candidate import Candidate
from msp_select.phrases.en import one_page as words
from msp_select.phrases.names import Names
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored, tiny_catalog

GOOD = bidder("Good", (80, 80, 80), 98)
MUST = tiny_catalog(at_least=60)
PAIRS: list[tuple[tuple[Candidate, ...], dict[str, Any], tuple[str, str | None], dict[str, list[str]]]] = [
    # dearer and ahead
    (
        (NORTHWIND, BUDGETIX, ALPINE),
        {},
        ("northwind", "budgetix"),
        {
            "contest": [
                (
                    "Northwind is 12.4 points of 100 ahead and costs USD 12,960 more over three years. "
                    "Three criteria speak for it, 21.4 points:"
                ),
                "Proactivity care (9.9 points): proactivity mark; 78, not 45 marks",
                "Transparency care (6 points): transparency mark; 80, not 50 marks",
                "Staffing care (5.5 points): staffing mark; 74, not 52 marks",
            ],
            "speaks_for_the_other": [
                "One criterion, 9 points:",
                "Price: How much (9 points): USD 62 a user and month, not USD 98",
            ],
            "money_in_short": [
                "Northwind, then Budgetix; amounts rounded, without VAT.",
                "Quoted: USD 980 a month and USD 620 a month",
                "You pay: USD 35,280 and USD 22,320 over three years",
                "With lost time and risk: USD 53,060 and USD 46,580 over three years",
                (
                    "Where it would turn: Northwind stays first up to a monthly fee of USD 1,088 (now "
                    "USD 980), then Alpine leads"
                ),
            ],
            "into_the_contract": [
                "Worth most if better or proven: staffing mark (5.2 points).",
            ],
        },
    ),
    # cheaper and behind
    (
        (NORTHWIND, BUDGETIX, ALPINE),
        {},
        ("budgetix", "northwind"),
        {
            "contest": [
                (
                    "Budgetix is 12.4 points of 100 behind Northwind and costs USD 12,960 less over "
                    "three years. Three criteria speak for Northwind, 21.4 points:"
                ),
                "Proactivity care (9.9 points): proactivity mark; 78, not 45 marks",
                "Transparency care (6 points): transparency mark; 80, not 50 marks",
                "Staffing care (5.5 points): staffing mark; 74, not 52 marks",
            ],
            "speaks_for_the_other": [
                "One criterion, 9 points:",
                "Price: How much (9 points): USD 62 a user and month, not USD 98",
            ],
            "money_in_short": [
                "Budgetix, then Northwind; amounts rounded, without VAT.",
                "Quoted: USD 620 a month and USD 980 a month",
                "You pay: USD 22,320 and USD 35,280 over three years",
                "With lost time and risk: USD 46,580 and USD 53,060 over three years",
            ],
        },
    ),
    # dearer and behind
    (
        (NORTHWIND, BUDGETIX, ALPINE),
        {},
        ("alpine", "northwind"),
        {
            "contest": [
                (
                    "Alpine is 2.7 points of 100 behind Northwind and costs USD 13,320 more over three "
                    "years. One criterion speaks for Northwind, 9.2 points:"
                ),
                "Price: How much (9.2 points): USD 98 a user and month, not USD 135",
            ],
            "money_in_short": [
                "Alpine, then Northwind; amounts rounded, without VAT.",
                "Quoted: USD 1,350 a month and USD 980 a month",
                "You pay: USD 48,600 and USD 35,280 over three years",
                "With lost time and risk: USD 64,970 and USD 53,060 over three years",
            ],
        },
    ),
    # alike in all
    (
        (GOOD, bidder("Twin", (80, 80, 80), 98)),
        {},
        ("good", "twin"),
        {
            "contest": [
                "Good and Twin score the same and cost the same over three years.",
            ],
            "speaks_for_the_other": [
                "Nothing that counts for you.",
            ],
        },
    ),
    # level, and cheaper
    (
        (GOOD, bidder("Twin", (74, 80, 80), 90.8)),
        {},
        ("good", "twin"),
        {
            "contest": [
                (
                    "Good and Twin score the same; Good costs USD 2,592 more over three years. One "
                    "criterion speaks for Good, 1.8 points:"
                ),
                "Proactivity care (1.8 points): proactivity mark; 80, not 74 marks",
            ],
            "speaks_for_the_other": [
                "One criterion, 1.8 points:",
                "Price: How much (1.8 points): USD 91 a user and month, not USD 98",
            ],
            "money_in_short": [
                "Good, then Twin; amounts rounded, without VAT.",
                "Quoted: USD 980 a month and USD 908 a month",
                "You pay: USD 35,280 and USD 32,690 over three years",
                "With lost time and risk: USD 52,780 and USD 50,990 over three years",
                (
                    "Where it would turn: Good stays first up to a monthly fee of USD 980 (now USD 980), "
                    "then Twin leads"
                ),
            ],
        },
    ),
    # better proven
    (
        (GOOD, bidder("Other", (80, 80, 80), 98, evidence="said")),
        {},
        ("good", "other"),
        {
            "contest": [
                (
                    "Good is 21 points of 100 ahead and costs the same over three years. Three criteria "
                    "speak for it, 21 points:"
                ),
                (
                    "Proactivity care (8.4 points): proactivity mark; 80 marks, confirmed by others; the "
                    "other only said"
                ),
                (
                    "Staffing care (7 points): staffing mark; 80 marks, confirmed by others; the other "
                    "only said"
                ),
                (
                    "Transparency care (5.6 points): transparency mark; 80 marks, confirmed by others; "
                    "the other only said"
                ),
            ],
            "money_in_short": [
                "Good, then Other; amounts rounded, without VAT.",
                "Quoted: USD 980 a month and USD 980 a month",
                "You pay: USD 35,280 and USD 35,280 over three years",
                "With lost time and risk: USD 52,780 and USD 58,680 over three years",
                (
                    "Where it would turn: Good stays first however dear: above USD 150 a user and month, "
                    "a higher price costs no more points"
                ),
            ],
        },
    ),
    # without a price
    (
        (GOOD, bidder("Other", (70, None, 80), None)),
        {},
        ("good", "other"),
        {
            "contest": [
                "Good is 24.7 points of 100 ahead. Three criteria speak for it, 24.7 points:",
                "Transparency care (12.8 points): transparency mark; 80 marks; the other: not asked yet",
                "Price: How much (8.9 points): what Other would cost is not known in full",
                "Proactivity care (3 points): proactivity mark; 80, not 70 marks",
            ],
            "money_in_short": [
                "Good, then Other; amounts rounded, without VAT.",
                "Quoted: USD 980 a month and no fee",
                "You pay: USD 35,280 and not known over three years",
                "With lost time and risk: USD 52,780 and not known over three years",
            ],
        },
    ),
    # alone
    (
        (GOOD,),
        {"vat": "included"},
        ("good", None),
        {
            "money_in_short": [
                "Good; amounts rounded, with VAT.",
                "Quoted: USD 980 a month",
                "You pay: USD 35,280 over three years",
                "With lost time and risk: USD 52,780 over three years",
            ],
        },
    ),
    # sealed
    (
        (GOOD, bidder("Other", (70, 80, 80), 98)),
        {"settings": {"sealed": True}},
        ("good", "other"),
        {
            "contest": [
                (
                    "In all but the price Good is 4 points of 100 ahead. One criterion speaks for it, 4 "
                    "points:"
                ),
                "Proactivity care (4 points): proactivity mark; 80, not 70 marks",
            ],
        },
    ),
    # fails a must-have
    (
        (GOOD, bidder("Fails", (95, 95, 30), 50, evidence="said")),
        {"catalog": MUST},
        ("fails", "good"),
        {
            "contest": [
                (
                    "Fails is 12.2 points of 100 behind Good and costs USD 17,280 less over three years. "
                    "Three criteria speak for Good, 24.2 points:"
                ),
                "Staffing care (15.1 points): staffing mark; 80, not 30 marks",
                (
                    "Proactivity care (5.5 points): proactivity mark; 80 marks, confirmed by others; the "
                    "other 95 marks, only said"
                ),
                (
                    "Transparency care (3.7 points): transparency mark; 80 marks, confirmed by others; "
                    "the other 95 marks, only said"
                ),
            ],
            "into_the_contract": [
                (
                    "Not yet met: staffing mark. Worth most if better or proven: proactivity mark (9.3 "
                    "points) and transparency mark (6.2 points)."
                ),
            ],
        },
    ),
]


@pytest.mark.parametrize(("bids", "fields", "whom", "said"), PAIRS)
def test_the_one_page_says(
    bids: tuple[Candidate, ...],
    fields: dict[str, Any],
    whom: tuple[str, str | None],
    said: dict[str, list[str]],
) -> None:
    evaluation = scored(*bids, **fields)
    subject, against = (None if one is None else evaluation.result(one) for one in whom)
    assert subject is not None
    pair = Pair(evaluation, subject, against)
    for part, lines in said.items():
        told = getattr(words, part)(getattr(findings, part)(pair), Names.of(evaluation))
        assert [told.sentence, *(f"{row.label}: {row.text}" for row in told.rows)] == lines, part
