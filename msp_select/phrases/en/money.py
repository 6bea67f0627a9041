"""Amounts of money as a person reads them: by each currency's coins, with the marks of its place."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from msp_select.model.number_text import grouped

# ISO 4217: currencies whose smallest coin is not a hundredth.
_PLACES = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
MINUS = "−"  # the sign itself before a letter, where a hyphen would join the two
_EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)


def places(currency: str) -> int:
    """The decimals of the currency's smallest coin: 2 for USD, 0 for JPY, 3 for KWD."""
    return _PLACES.get(currency, 2)


def money(amount: Decimal, currency: str, *, cents: bool | None = None) -> str:
    """`amount` with its currency: "USD 118,400", "−USD 2,210", "EUR 118.400".

    Whole units, except that amounts between 0 and 10 keep the decimals of the currency; `cents` says
    otherwise: True for the currency's decimals, False for whole units. Rounds only what is printed.
    """
    sign, digits = _signed(amount, currency, cents)
    return f"{MINUS if sign else ''}{currency} {digits}"


def figures(amount: Decimal, currency: str, *, cents: bool | None = None) -> str:
    """The same where the currency is said elsewhere: "118,400", "-2,210"."""
    return "".join(_signed(amount, currency, cents))


def _signed(amount: Decimal, currency: str, cents: bool | None) -> tuple[str, str]:
    if cents is None:
        cents = 0 < abs(amount) < 10 and amount != amount.to_integral_value()
    digits = places(currency) if cents else 0
    shown = abs(amount).quantize(Decimal(1).scaleb(-digits), context=_EXACT)
    return "-" if amount < 0 and shown else "", grouped(shown, currency, places=digits)
