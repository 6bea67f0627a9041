"""One figure of a bid by its key: its field, what it is now, and what changes when it is another.

A key is "bid.<field>", "own.<field>" of one's own people, or "part.<number>.<field>" of a part of the offer.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msp_select.model.bid import Bid, Module, OwnPerson
from msp_select.model.bid_fields import FIELDS, MODULE, OWN_PERSON, Field


def field_of(key: str) -> Field | None:
    """The field of that key; None for what is chosen or named."""
    group, _, name = key.rpartition(".")
    table = {"bid": tuple(FIELDS.values()), "own": OWN_PERSON}.get(group, MODULE)
    return next((field for field in table if field.name == name), None)


def value_of(key: str, bid: Bid | None) -> Any:
    """What the bid says there; None where it says nothing."""
    group, _, name = key.rpartition(".")
    if bid is None:
        return None
    if group == "bid":
        return getattr(bid, name)
    if group == "own":
        return getattr(bid.own_person, name) if bid.own_person else None
    return getattr(bid.modules[int(group.split(".")[1])], name)


def fields_with(key: str, value: object, bid: Bid | None) -> dict[str, Any]:
    """The fields of the bid that change when `key` gets `value`, or (None) is left open."""
    group, _, name = key.rpartition(".")
    if group == "bid" or bid is None:
        return {name: value}
    if group == "own":
        said = {
            k: v for k, v in (dict(bid.own_person or OwnPerson()) | {name: value}).items() if v is not None
        }
        return {"own_person": OwnPerson.model_validate(said) if said else None}
    at = int(group.split(".")[1])
    changed = Module.model_validate(dict(bid.modules[at]) | {name: value or Decimal(0)})
    return {"modules": (*bid.modules[:at], changed, *bid.modules[at + 1 :])}
