"""A number as it is asked for, read and asked about, and what is said to be usual."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msp_select.model.usual_ranges import Usual, UsualRange
from msp_select.phrases.en.typed_numbers import Wanted, read_number, settled_number, shown_reading
from msp_select.phrases.en.usual_ranges import far_in_words, usual_in_words


def usual(low: int, high: int, *, currency: str = "USD", users: int | None = None, **found: Any) -> Usual:
    one = {"field": "fee", "unit": "a month", "low": low, "high": high, "source": "A price list"} | found
    return Usual(
        found=UsualRange.model_validate(one),
        low=Decimal(low),
        high=Decimal(high),
        currency=currency,
        unit="a month" if currency else "devices",
        users=None if users is None else Decimal(users),
        least=Decimal(low) / 3,
        most=Decimal(high) * 3,
    )


@pytest.mark.parametrize(
    ("found", "said", "with_source"),
    [
        (
            usual(100, 200, seller=True, year=2026),
            "usual: USD 100-200 a month; a seller's figure, 2026",
            "usual: USD 100-200 a month; A price list; a seller's figure, 2026",
        ),
        (
            usual(100, 100, users=1, seller=False),
            "usual for 1 user: USD 100 a month; not a seller's figure, no date",
            "usual for 1 user: USD 100 a month; A price list; not a seller's figure, no date",
        ),
        (
            usual(100, 200, users=28, seller=None, year=2026),
            "usual for 28 users: USD 100-200 a month; A price list; 2026",
            "usual for 28 users: USD 100-200 a month; A price list; 2026",
        ),
        (
            usual(28, 42, currency="", source="judgement"),
            "usual: 28-42 devices; judgement",
            "usual: 28-42 devices; judgement",
        ),
    ],
)
def test_what_is_usual(found: Usual, said: str, with_source: str) -> None:
    assert usual_in_words(found, "USD") == said
    assert usual_in_words(found, "USD", source=True) == with_source


def test_what_is_asked_of_a_figure_beyond_the_usual() -> None:
    money, devices = usual(100, 200, seller=True, year=2026), usual(28, 42, currency="", source="judgement")
    known = "(usual: USD 100-200 a month; a seller's figure, 2026)."
    assert far_in_words(Decimal(700), money, "USD") == (
        f"USD 700 is far more than anybody is known to pay {known}"
    )
    assert far_in_words(Decimal(7), money, "USD") == f"USD 7 is far less than anybody is known to pay {known}"
    assert far_in_words(Decimal(700), devices, "USD") == (
        "700 is far from what is usual (usual: 28-42 devices; judgement)."
    )


AMOUNT = Wanted("USD", "a month", money=True, usual=usual(100, 200, seller=True, year=2026))
PEOPLE = Wanted("USD", "people", whole=True, fault=lambda number: "Too many." if number > 99 else None)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (AMOUNT, "type the amount, in USD a month"),
        (Wanted("USD", "once", money=True), "type the amount, in USD"),
        (Wanted("USD", "", money=True), "type the amount, in USD"),
        (PEOPLE, "type a number (people)"),
        (Wanted("USD"), "type a number"),
    ],
)
def test_what_stands_where_nothing_is_typed_yet(wanted: Wanted, said: str) -> None:
    assert wanted.to_type == said
    assert bool(wanted.usual_in_words()) == (wanted is AMOUNT)


@pytest.mark.parametrize(
    ("text", "wanted", "reading", "refused"),
    [
        ("150", AMOUNT, "= 150.00 USD a month", ""),
        ("1", PEOPLE, "= 1 person", ""),
        ("28", PEOPLE, "= 28 people", ""),
        ("EUR 150", AMOUNT, "", "Amounts are in USD here: type it in USD."),
        ("EUR 28", PEOPLE, "", "That is not a number."),
        ("some", AMOUNT, "", "That is not a number."),
        ("-3", PEOPLE, "", "-3 is below zero."),
        ("2.5", PEOPLE, "", "2.50 cannot be: type a whole number of people."),
        ("100", PEOPLE, "", "Too many."),
        (
            "700",
            AMOUNT,
            "= 700.00 USD a month",
            "USD 700 is far more than anybody is known to pay (usual: USD 100-200 a month; a seller's "
            "figure, 2026). Enter lets you keep it.",
        ),
        ("2.950", AMOUNT, "= 2,950.00 or 2.95 USD a month", "2,950 or 2.95? Enter lets you choose."),
    ],
)
def test_how_a_text_is_read_and_what_is_wrong_with_it(
    text: str, wanted: Wanted, reading: str, refused: str
) -> None:
    assert shown_reading(text, wanted) == reading
    assert read_number(text, wanted).fault in ("", refused)
    if refused:
        with pytest.raises(ValueError, match=r".") as told:
            settled_number(text, wanted)
        assert str(told.value) == refused
    else:
        assert settled_number(text, wanted) == Decimal(text)
