from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select.phrases.en.money import money


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("118400", "USD", "USD 118,400"),
        ("118400.49", "USD", "USD 118,400"),
        ("-2210", "USD", "−USD 2,210"),
        ("-0.001", "USD", "USD 0.00"),
        ("0", "EUR", "EUR 0"),
        ("118400", "EUR", "EUR 118.400"),
        ("118400", "CHF", "CHF 118'400"),
        ("118400", "SEK", "SEK 118 400"),
        ("4.5", "GBP", "GBP 4.50"),
        ("4.5", "JPY", "JPY 4"),
        ("4.5", "KWD", "KWD 4.500"),
        ("1000000000000", "KWD", "KWD 1,000,000,000,000"),
    ],
)
def test_whole_units_and_small_amounts_by_the_rules_of_the_currency(
    amount: str, currency: str, shown: str
) -> None:
    assert money(Decimal(amount), currency) == shown


@pytest.mark.parametrize(
    ("currency", "shown"),
    [("USD", "USD 1,234.57"), ("JPY", "JPY 1,235"), ("KWD", "KWD 1,234.568"), ("XXX", "XXX 1,234.57")],
)
def test_decimals_where_asked(currency: str, shown: str) -> None:
    assert money(Decimal("1234.5678"), currency, cents=True) == shown


def test_a_figure_with_many_digits_is_printed_not_refused() -> None:
    assert money(Decimal(10) ** 40 / 3, "USD").startswith("USD 3,333,333,333")
