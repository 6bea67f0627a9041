"""Profiles and rate cards as the index of a library keeps them: as JSON, read back without checking again.

The checksum of its row says that the text is what was written, of what had been checked.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from msp_select.model.bid import Band, Bid, Group, Module, OwnPerson
from msp_select.model.provider import ProviderProfile

_PROFILE, _BID, _PERSON = ProviderProfile(), Bid(basis="flat"), OwnPerson()
_LISTED = {
    "modules": Module(name="module"),
    "bands": Band(per_user=Decimal(0)),
    "groups": Group(id="group", users=0, per_user=Decimal(0)),
}
_WORDS = ("basis", "evidence", "id", "name", "vat", "valid_until")  # no decimals, unlike every other text


def plain(model: ProviderProfile | Bid) -> dict[str, Any]:
    """What is known of it, for JSON; a decimal is a text."""
    return model.model_dump(mode="json", exclude_none=True)


def profile_from(found: dict[str, Any]) -> ProviderProfile:
    """The profile that `plain` was given."""
    lists = {key: tuple(value) for key, value in found.items() if isinstance(value, list)}
    return _PROFILE.model_copy(update=found | lists)


def bid_from(found: dict[str, Any]) -> Bid:
    """The rate card that `plain` was given."""
    fields = _with_decimals(found)
    for name, one in _LISTED.items():
        fields[name] = tuple(one.model_copy(update=_with_decimals(each)) for each in found[name])
    if "valid_until" in found:
        fields["valid_until"] = dt.date.fromisoformat(found["valid_until"])
    if "own_person" in found:
        fields["own_person"] = _PERSON.model_copy(update=_with_decimals(found["own_person"]))
    return _BID.model_copy(update=fields)


def _with_decimals(found: dict[str, Any]) -> dict[str, Any]:
    return {
        key: Decimal(value) if isinstance(value, str) and key not in _WORDS else value
        for key, value in found.items()
    }
