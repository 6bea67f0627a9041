"""The documents a candidate sent that were read, and where in them an answer or a figure stands."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from msp_select.model.scalars import (
    Count,
    Day,
    Flag,
    Frozen,
    Id,
    Name,
    Several,
    Text,
    shown,
    to_number,
    to_text,
)

DocumentRole = Literal["proposal", "contract", "mail", "price_list"]
MAX_QUOTE = 600
BID = "bid."
"""How the key of a source begins that says where a figure of the bid stands; others are ids of questions."""
_MONEY = re.compile(
    r"[$£€¥₹¢]|\b(?:USD|GBP|EUR|AUD|NZD|CAD|CHF)\b|\d\s*[kK]\b"
    r"|\b(?:dollars?|pounds?|euros?|francs?|cents?|pence|price[sd]?|fees?|charge[sd]?|cost(?:s|ing)?)\b"
    r"|\b(?:free|rates?|invoice[sd]?|bill(?:s|ed)?|waived?|discounts?)\b",
    re.IGNORECASE,
)


def speaks_of_money(text: str) -> bool:
    """Whether a quote may tell a price: it names a currency or speaks of fees, in whatever figures."""
    return bool(_MONEY.search(text))


def _accepted(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return to_text(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return to_number(value)


def _fingerprint(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise PydanticCustomError(
            "sha256", "{found} is not a SHA-256 in 64 small hexadecimal digits", {"found": shown(value)}
        )
    return value


def _quote(value: str) -> str:
    if len(value) > MAX_QUOTE:
        raise PydanticCustomError(
            "quote",
            "{count} characters are too many, at most {most}",
            {"count": len(value), "most": MAX_QUOTE},
        )
    return value


AcceptedValue = Annotated[bool | Decimal | dt.date | str, BeforeValidator(_accepted)]
Quote = Annotated[Text, AfterValidator(_quote)]
Fingerprint = Annotated[Text, AfterValidator(_fingerprint)]


class ReadDocument(Frozen):
    """A document as it was read: `name` is the file's alone, `pages` 0 where its kind has none.

    `unread` are pages without text or cut by a limit, `rejected` the finds a person wanted none of, by their
    digests, so that reading again does not ask again.
    """

    id: Id
    name: Name
    sha256: Fingerprint
    role: DocumentRole = "proposal"
    read: Day
    pages: Count = 0
    unread: Several[Count] = ()
    rejected: Several[Text] = ()


class OtherPlace(Frozen):
    """The other of two places that do not go together; `document` is empty where it is this file itself."""

    document: Id | Literal[""] = ""
    page: Count = 0
    place: Text = ""
    value: AcceptedValue | None = None
    quote: Quote = ""


def _if_said(place: OtherPlace | None) -> OtherPlace | None:
    """The other place, none where nothing is said of it: a file would not keep an empty table."""
    return None if place == OtherPlace() else place


class Source(Frozen):
    """Where something stands: `value` as it was accepted, and `corrected` where a person typed another one.

    `worked` is the arithmetic where the value does not stand there itself, `against` a place that says
    otherwise. While that is `undecided`, nothing was accepted, and `value` is what stands at this place.
    """

    value: AcceptedValue | None = None
    document: Id
    page: Count = 0
    place: Text = ""
    quote: Quote = ""
    worked: Text = ""
    corrected: Flag = False
    undecided: Flag = False
    against: Annotated[OtherPlace | None, AfterValidator(_if_said)] = None
