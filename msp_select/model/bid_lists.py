"""Price bands, groups of users, parts of an offer and days as text: what a field, a prompt and a cell take.

"up to 25: 110; above: 98", "part-time: 6 at 60; mail-only: 4 at 15" and "Base: 500; Security: 5 a user + 3 a
device"; a new line parts them as a semicolon does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from msp_select.model.bid import Band, Group, Module
from msp_select.model.day_text import days_meant
from msp_select.model.number_text import in_digits, readings
from msp_select.model.slug import slug

BANDS_EXAMPLE = "up to 25: 110; above: 98"
GROUPS_EXAMPLE = "part-time: 6 at 60; mail-only: 4 at 15"
DAY_EXAMPLE = "2026-11-20"
MODULES_EXAMPLE = "Base: 500; Security: 5 a user + 3 a device"

_PRICE = r"(?:(?:[A-Z]{3}|[€£$])\s*)?(?P<price>\d[\d.,]*)(?:\s*(?:[A-Z]{3}|[€£$]))?"
_EACH = r"(?:\s+(?:each|(?:a|per|for\s+each)\s+user))?"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BAND = re.compile(
    r"(?:(?:(?:up\s+to\s+|(?P<first>\d{1,9})\s*(?:-|–|to)\s*)?(?P<up_to>\d{1,9})"
    r"|(?:above|over|more\s+than)(?:\s+(?P<above>\d{1,9}))?|(?P<least>\d{1,9})\s*\+|more)"
    rf"(?:\s+users?)?\s*(?:[:=]|\sat\s))?\s*{_PRICE}{_EACH}",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"(?P<id>[^:]*\S)\s*:\s*(?P<users>\d{{1,9}})(?:\s+users?)?\s+(?:at|x)\s+{_PRICE}{_EACH}", re.IGNORECASE
)
_MODULE = re.compile(r"(?P<name>.*\S)\s*:\s*(?P<prices>[^:]+)")
_PART = re.compile(
    rf"{_PRICE}(?:\s+(?:flat|(?:a|per|for\s+each)\s+(?P<unit>month|user|device|server|site)))?", re.IGNORECASE
)
_UNITS = {"per_user": "user", "per_device": "device", "per_server": "server", "per_site": "site"}
_FIELDS = {unit: field for field, unit in _UNITS.items()}


def bands_from(text: str) -> tuple[Band, ...]:
    """The price bands in that text (ValueError naming the part that is none, ValidationError)."""
    found: list[Band] = []
    for part, match in _parts(_BAND, text, BANDS_EXAMPLE):
        ended = found[-1].up_to if found else 0
        begins = match["above"] or match["first"] or match["least"]
        after = int(begins) - (match["above"] is None) if begins else ended
        if max(after or 0, 0) != (ended or 0):
            raise ValueError(f'"{part[:60]}" does not begin where the prices before it end')
        up_to = match["up_to"]
        found.append(Band(up_to=int(up_to) if up_to else None, per_user=_price(match, part)))
    return tuple(found)


def groups_from(text: str) -> tuple[Group, ...]:
    """The groups of users in that text (ValueError naming the part that is none, ValidationError)."""
    return tuple(
        Group(id=slug(match["id"]), users=int(match["users"]), per_user=_price(match, part))
        for part, match in _parts(_GROUP, text, GROUPS_EXAMPLE)
    )


def modules_from(text: str) -> tuple[Module, ...]:
    """The parts of an offer in that text (ValueError naming the part that is none, ValidationError)."""
    return tuple(_module(match) for _, match in _parts(_MODULE, text, MODULES_EXAMPLE))


def _module(match: re.Match[str]) -> Module:
    prices: dict[str, Decimal] = {}
    for one in match["prices"].split("+"):
        found = _matched(_PART, one.strip(), MODULES_EXAMPLE)
        field = _FIELDS.get((found["unit"] or "").casefold(), "monthly")
        if field in prices:
            raise ValueError(f'"{match[0][:60]}" names two prices of one kind; expected one of each')
        prices[field] = _price(found, one.strip())
    return Module(name=match["name"], **prices)


def bands_text(bands: Sequence[Band]) -> str:
    """The line that `bands_from` reads."""
    return "; ".join(
        f"{'above' if band.up_to is None else f'up to {band.up_to}'}: {_written(band.per_user)}"
        for band in bands
    )


def groups_text(groups: Sequence[Group]) -> str:
    """The line that `groups_from` reads."""
    return "; ".join(f"{group.id}: {group.users} at {_written(group.per_user)}" for group in groups)


def modules_text(modules: Sequence[Module]) -> str:
    """The line that `modules_from` reads."""
    return "; ".join(f"{module.name}: {' + '.join(_prices(module)) or '0'}" for module in modules)


def _prices(module: Module) -> Iterator[str]:
    if module.monthly:
        yield _written(module.monthly)
    for field, unit in _UNITS.items():
        if price := getattr(module, field):
            yield f"{_written(price)} a {unit}"


def _parts(pattern: re.Pattern[str], text: str, example: str) -> Iterator[tuple[str, re.Match[str]]]:
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", text))):
        yield part, _matched(pattern, part, example)


def _matched(pattern: re.Pattern[str], part: str, example: str) -> re.Match[str]:
    match = pattern.fullmatch(part)
    if match is None:
        raise ValueError(f'"{part[:60]}" is not understood; expected a line such as "{example}"')
    return match


def _price(match: re.Match[str], part: str) -> Decimal:
    found = readings(match["price"])
    if len(found) == 1:
        return found[0]
    read = f"can be read as {' or as '.join(map(in_digits, found))}" if found else "is not understood"
    raise ValueError(f'"{part[:60]}" {read}; expected prices with a decimal point, nothing between thousands')


def _written(price: Decimal) -> str:
    """A price in the one way in which it can be read: 2.125 with a digit more, or it might be thousands."""
    digits = in_digits(price)
    return digits if len(readings(digits)) == 1 else f"{digits}0"


def day_from(text: str) -> dt.date:
    """The day in that text (ValueError where it is none, or one of two)."""
    found = days_meant(text)
    if len(found) != 1:
        raise ValueError(f"That is not a date such as {DAY_EXAMPLE}.")
    return found[0]


def day_text(day: dt.date | None) -> str:
    """The text that `day_from` reads; nothing where there is no day."""
    return "" if day is None else day.isoformat()


class Lines(NamedTuple):
    """What reads such a text, what writes it, what one part of it looks like, and an example."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    part: re.Pattern[str]
    example: str


LISTED_FIELDS: Mapping[str, Lines] = {
    "bands": Lines(bands_from, bands_text, _BAND, BANDS_EXAMPLE),
    "groups": Lines(groups_from, groups_text, _GROUP, GROUPS_EXAMPLE),
    "modules": Lines(modules_from, modules_text, _MODULE, MODULES_EXAMPLE),
    "valid_until": Lines(day_from, day_text, _DAY, DAY_EXAMPLE),
}
"""The fields of a bid that are such a text."""
