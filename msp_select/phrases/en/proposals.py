"""What is said of a find, a contradiction and a document that was read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msp_select.phrases.en.words import listed

WITHOUT_TEXT = (
    "Ask for the file the bidder made it from (Word or PDF with text); this program doesn't guess at pictures."
)

# Why a find is doubtful.
HEDGED = "it is said with “usually”, “aim” or the like, which promises nothing"
ROUGH = "it is said as “about”, “from” or the like"
SUMMARY_ONLY = "it stands only in the summary or the letter, not in the prices or terms"
ON_A_CONDITION = "it holds only on a condition, or may be waived: read the sentences around it"
TAX_UNKNOWN_RATE = "tax is in it, and the document doesn't say at what rate"
BAND = "it depends on the number of users"
RECOMMENDED = "the document offers several packages; this one is recommended there"
PACKAGES = "the document offers several packages; choose the one you want"
OPEN_END = "it is tied to something that nobody knows yet, such as an index"
NO_UNIT = "the document doesn't say for what time it is paid"
OPTIONAL = "it may be an extra that is not in the offer"
REMAINING = "it is a share of what is left of the term, here reckoned from half of the term"
WORKED_OUT = "it is worked out from other figures"
CALENDAR = "days, weeks or quarters were turned into another unit"
TORN = "the figure touches the one beside it in its table"


def another_reading(values: Sequence[str]) -> str:
    """The same target with other values elsewhere."""
    return f"the documents also say {listed(values, last='and')}"


def tax_in_it(rate: Decimal | None) -> str:
    """An amount with tax in it, where the session counts without, or the other way round."""
    return TAX_UNKNOWN_RATE if rate is None else f"tax of {number(rate)}% was taken off or added"


def number(value: Decimal) -> str:
    """A figure as it is worked with: thousands marked, no more decimals than it needs."""
    rounded = round(value, 2)
    if rounded == rounded.to_integral_value():
        return f"{rounded:,.0f}"
    return f"{rounded:,.2f}".rstrip("0")


def value_words(value: Decimal | bool | str) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, Decimal) else f"“{value}”"
