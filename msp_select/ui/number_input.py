"""What counts as typing a number, and amounts as people read them."""

from __future__ import annotations

from decimal import Decimal

TYPED = frozenset("0123456789.,")


def amount(number: Decimal) -> str:
    """A number for reading: thousands apart, no needless zeros.

    >>> amount(Decimal("1250.50")), amount(Decimal("14.00"))
    ('1,250.50', '14')
    """
    if number == number.to_integral_value():
        return f"{number:,.0f}"
    return (
        f"{number.normalize():,f}" if -int(number.normalize().as_tuple().exponent) > 2 else f"{number:,.2f}"
    )
