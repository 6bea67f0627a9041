"""Price bands and groups of users as one line of text: what a field, a prompt and a cell of a table take.

"up to 25: 110; above: 98" and "part-time: 6 at 60; mail-only: 4 at 15".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msp_select.model.bid import Band, Group
from msp_select.model.slug import slug

BANDS_EXAMPLE = "up to 25: 110; above: 98"
GROUPS_EXAMPLE = "part-time: 6 at 60; mail-only: 4 at 15"

_BAND = re.compile(
    r"(?:(?:up\s+to\s+)?(?P<up_to>\d+)\s*:|above\s*:|)\s*(?P<price>\d+(?:\.\d+)?)", re.IGNORECASE
)
_GROUP = re.compile(
    r"(?P<id>[^:]*\S)\s*:\s*(?P<users>\d+)(?:\s+users?)?\s+(?:at|x)\s+(?P<price>\d+(?:\.\d+)?)"
)


def bands_from(text: str) -> tuple[Band, ...]:
    """The price bands in that line (ValueError naming the part that is none, ValidationError)."""
    return tuple(
        Band.model_validate(
            {"up_to": int(found["up_to"]) if found["up_to"] else None, "per_user": Decimal(found["price"])}
        )
        for found in _parts(_BAND, text, BANDS_EXAMPLE)
    )


def groups_from(text: str) -> tuple[Group, ...]:
    """The groups of users in that line (ValueError naming the part that is none, ValidationError)."""
    return tuple(
        Group(id=slug(found["id"]), users=int(found["users"]), per_user=Decimal(found["price"]))
        for found in _parts(_GROUP, text, GROUPS_EXAMPLE)
    )


def bands_text(bands: Sequence[Band]) -> str:
    """The line that `bands_from` reads."""
    return "; ".join(
        f"{'above' if band.up_to is None else f'up to {band.up_to}'}: {band.per_user:f}" for band in bands
    )


def groups_text(groups: Sequence[Group]) -> str:
    """The line that `groups_from` reads."""
    return "; ".join(f"{group.id}: {group.users} at {group.per_user:f}" for group in groups)


def _parts(pattern: re.Pattern[str], text: str, example: str) -> list[re.Match[str]]:
    found = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        match = pattern.fullmatch(part)
        if match is None:
            raise ValueError(f'"{part[:60]}" is not understood; expected a line such as "{example}"')
        found.append(match)
    return found


LISTED_FIELDS: Mapping[str, tuple[Callable[[str], tuple[Any, ...]], Callable[[Sequence[Any]], str]]] = {
    "bands": (bands_from, bands_text),
    "groups": (groups_from, groups_text),
}
"""The fields of a bid that are such a line: what reads it, and what writes it."""
