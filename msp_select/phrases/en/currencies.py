"""The currencies offered by name where a session starts; any other is its three letters."""

from __future__ import annotations

from collections.abc import Mapping

CURRENCIES: Mapping[str, str] = {
    "USD": "US dollar",
    "EUR": "Euro",
    "GBP": "Pound sterling",
    "CAD": "Canadian dollar",
    "AUD": "Australian dollar",
    "NZD": "New Zealand dollar",
    "CHF": "Swiss franc",
    "SEK": "Swedish krona",
}
CURRENCIES_IN_WORDS = (
    f"{', '.join(f'{code} {name}' for code, name in CURRENCIES.items())}, or any other by its three letters."
)
