"""What is usual for a figure, and where that comes from; what is asked of one that is beyond it."""

from __future__ import annotations

from decimal import Decimal

from msp_select.model.number_text import grouped
from msp_select.model.usual_ranges import Usual

JUDGED = "judgement"  # how the source of a range begins that nobody published


def usual_in_words(usual: Usual, currency: str, *, source: bool = False) -> str:
    """ "usual for 28 users: USD 100-200 a user and month; a seller's figure, 2026"; with the source named."""
    found = usual.found
    by = "a seller's figure" if found.seller else "not a seller's figure"
    by = "" if found.seller is None or found.source.startswith(JUDGED) else by
    year = str(found.year) if found.year else "no date" if by else ""
    named = found.source if source or not by else ""
    origin = "; ".join(filter(None, (named, ", ".join(filter(None, (by, year))))))
    return f"{_whose(usual, currency)}: {range_in_words(usual, currency)}; {origin}"


def _whose(usual: Usual, currency: str) -> str:
    if usual.users is None:
        return "usual"
    users = grouped(usual.users, currency)
    return f"usual for {users} {'user' if usual.users == 1 else 'users'}"


def range_in_words(usual: Usual, currency: str) -> str:
    """ "USD 100-200 a user and month"; one figure where there is no range."""
    low, high = (grouped(end, currency, places=0) for end in (usual.low, usual.high))
    both = low if low == high else f"{low}-{high}"
    return f"{usual.currency} {both} {usual.unit}".strip()


def far_in_words(number: Decimal, usual: Usual, currency: str) -> str:
    """What is asked before a figure beyond everything known is taken."""
    shown = grouped(number, currency)
    if usual.currency:
        way = "more" if number > usual.high else "less"
        what = f"{usual.currency} {shown} is far {way} than anybody is known to pay"
    else:
        what = f"{shown} is far from what is usual"
    return f"{what} ({usual_in_words(usual, currency)})."
