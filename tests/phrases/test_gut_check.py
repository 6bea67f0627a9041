"""The favourite beside the ranking: where it stands, and what would make the gut right."""

from __future__ import annotations

from typing import Any

import pytest

from msp_select.decision.findings.gut_check import GutCheck, gut_check
from msp_select.phrases.en.gut_check import gut_check as said_of
from msp_select.phrases.en.gut_check import gut_line, short_line
from msp_select.phrases.names import Names
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, scored, tiny_catalog

EVALUATION = scored(NORTHWIND, BUDGETIX, ALPINE, favourite="budgetix", catalog=tiny_catalog(at_least=60))
NAMES = Names.of(EVALUATION)


def fact(**fields: Any) -> GutCheck:
    """Budgetix as the favourite, third behind Northwind, unless told otherwise."""
    usual: dict[str, Any] = {
        "favourite": "budgetix",
        "leader": "northwind",
        "place": 3,
        "standing": "differs",
        "verdict": "clear",
        "sealed": False,
        "gap_points": 12.4,
    }
    return GutCheck(**usual | fields)


STANDS = "Your favourite is Budgetix; the ranking has Northwind first and Budgetix third"
AGREE = "Your gut and the ranking agree: Budgetix"


@pytest.mark.parametrize(
    ("fields", "said", "short"),
    [
        ({}, f"{STANDS}, 12.4 points of 100 behind.", "Your gut says Budgetix: third, 12.4 points behind."),
        (
            {"sealed": True},
            f"{STANDS} by everything but the price, 12.4 points of 100 behind.",
            "Your gut says Budgetix: third, 12.4 points behind.",
        ),
        ({"gap_points": -3.0}, f"{STANDS}.", "Your gut says Budgetix: third."),
        (
            {"standing": "too_early"},
            "Your favourite is Budgetix: too little is answered yet to hold it against the ranking.",
            "Your gut says Budgetix; it is too early to compare.",
        ),
        *(
            ({"standing": "agrees", "gap_points": None} | fields, said, said)
            for fields, said in (
                ({"leader": "budgetix"}, f"{AGREE} comes first."),
                ({}, f"{AGREE} shares the first place with Northwind."),
                ({"leader": "budgetix", "sealed": True}, f"{AGREE} comes first by everything but the price."),
                (
                    {"leader": "budgetix", "verdict": "none_acceptable"},
                    f"{AGREE} comes first, yet like all of them it fails a must-have.",
                ),
                (
                    {"leader": "budgetix", "verdict": "open_must_haves"},
                    f"{AGREE} comes first, once its open must-haves are met.",
                ),
                (
                    {"leader": "budgetix", "verdict": "over_limit"},
                    f"{AGREE} comes first, above the limit you set.",
                ),
                (
                    {"leader": "budgetix", "verdict": "too_close"},
                    f"{AGREE} comes first, though it is too close to call.",
                ),
                (
                    {"leader": "budgetix", "verdict": "incomplete"},
                    "Your favourite, Budgetix, leads so far; it is too early to say whether that holds.",
                ),
            )
        ),
    ],
)
def test_where_the_favourite_stands(fields: dict[str, Any], said: str, short: str) -> None:
    assert gut_line(fact(**fields), NAMES) == said
    assert short_line(fact(**fields), NAMES) == short


STAFFING, PROACTIVITY = "q_staffing", "q_proactivity"
FAILS = {"failed_must_haves": (STAFFING,)}
BOTH = {"failed_must_haves": (STAFFING, PROACTIVITY)}
FIRST = "Budgetix would come first if"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        (FAILS, "Budgetix fails one must-have: staffing mark."),
        (
            BOTH | {"gap_points": -3.0},
            "Budgetix scores 3 points more, but fails two must-haves: staffing mark and proactivity mark.",
        ),
        (
            {"criteria": ("staffing.care", "price.level")},
            "The two differ most in Staffing care and Price: How much.",
        ),
        (
            {"criteria": ("staffing.care",), "within_reach": True},
            "The two differ most in Staffing care. It is too close to call, so your gut may well be right.",
        ),
        ({"sealed": True}, "What would make your gut right is told once the prices are open."),
        (
            {"changes": ("asked alike",)},
            f"{FIRST} what nobody has asked it yet were answered like the rest: ask it first.",
        ),
        ({"changes": ("your limit",)}, f"{FIRST} you keep to the limit you set, which Northwind is above."),
        (
            {"changes": ("open must-haves", "your limit"), "open_must_haves": (STAFFING, PROACTIVITY)},
            f"{FIRST} Northwind turned out not to meet what is still open: staffing mark or proactivity "
            "mark. "
            "Another way is below.",
        ),
        (
            {"changes": ("your limit", "weight", "asked alike"), "pillar": "price"},
            f"{FIRST} you keep to the limit you set, which Northwind is above. Other ways are below.",
        ),
        (
            {"changes": ("weight",), "pillar": "price", "pillar_percent": 44.2, "pillar_percent_now": 25.0},
            f"{FIRST} price weighed more than 44.2 % to you (now 25 %).",
        ),
        (
            {"changes": ("weight",), "pillar": "price", "pillar_percent": 9.5, "pillar_percent_now": 25.0},
            f"{FIRST} price weighed less than 9.5 % to you (now 25 %).",
        ),
        (
            {"changes": ("answers",), "answers": (PROACTIVITY,)},
            f'{FIRST} its answer to "proactivity mark" were the best there is, and proven (now "45 marks").',
        ),
        (
            {"changes": ("answers",), "answers": (PROACTIVITY, STAFFING)},
            f'{FIRST} its answers to "proactivity mark" and "staffing mark" were the best there are, and '
            "proven.",
        ),
        (
            {"changes": ("answers",), "answers": (STAFFING,)} | FAILS,
            "Budgetix fails one must-have: staffing mark. "
            f"{FIRST} it met the must-have it fails with the best answer, proven.",
        ),
        (
            {"changes": ("answers",), "answers": (STAFFING, PROACTIVITY), "gap_points": -1.0} | FAILS,
            "Budgetix scores 1 point more, but fails one must-have: staffing mark. "
            f'{FIRST} it met the must-have it fails, and its answer to "proactivity mark" were the best '
            "there "
            'is, and proven (now "45 marks").',
        ),
        (
            {"changes": ("answers",), "answers": (STAFFING, PROACTIVITY)} | BOTH,
            "Budgetix fails two must-haves: staffing mark and proactivity mark. "
            f"{FIRST} it met the must-haves it fails with the best answers, proven.",
        ),
        (
            {"changes": ("answers",), "answers": (STAFFING,), "verdict": "none_acceptable"} | FAILS,
            f"Budgetix fails one must-have: staffing mark. {FIRST} it met the must-have it fails.",
        ),
        (
            {"tried": ("price", "weight")},
            "Nothing small makes your gut right: Budgetix would not come first by a price of its own as low "
            "as "
            "50 % of today's or any weight of one pillar up to 50 %.",
        ),
        (
            {"tried": ("answers",), "answers_needed": 4},
            "Nothing small makes your gut right: Budgetix would not come first by fewer than four better "
            "answers.",
        ),
        (
            {"tried": ("answers",)} | FAILS,
            "Budgetix fails one must-have: staffing mark. Nothing small makes your gut right: even with its "
            "must-haves met, Budgetix would not come first by better answers, however many.",
        ),
    ],
)
def test_what_would_make_the_gut_right(fields: dict[str, Any], said: str) -> None:
    one = fact(**fields)
    assert said_of(one, NAMES).sentence == " ".join(filter(None, (gut_line(one, NAMES), said)))


def test_who_is_better_where_they_differ_and_the_price_it_takes() -> None:
    found = gut_check(scored(NORTHWIND, ALPINE, favourite="alpine"))
    assert found is not None
    told = said_of(found, NAMES)
    assert told.sentence.endswith(
        "The two differ most in Price: How much, Proactivity care and Staffing care. Alpine would come first "
        "if "
        'its answer to "staffing mark" were the best there is, and proven (now "85 marks"). Other ways are '
        "below."
    )
    assert [(row.label, row.text) for row in told.rows] == [
        ("Price: How much", "Northwind is better, worth 9.2 points"),
        ("Proactivity care", "Alpine is better, worth 3 points"),
        ("Staffing care", "Alpine is better, worth 2.8 points"),
        (
            "It would also come first if",
            "it asked for less than a monthly fee of USD 1,242 (now USD 1,350).",
        ),
        ("It would also come first if", "price weighed less than 19.1 % to you (now 25 %)."),
    ]
