"""Which requests of a month are checked by hand: drawn by their places in the month's list."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from msp_select.model.session import Session


@dataclass(frozen=True)
class Drawn:
    """The `places` drawn among the requests that there were, counted from 1 as they were opened."""

    there: int
    places: tuple[int, ...]


def seed_of(month: str) -> int:
    """What a month such as 2027-06 is drawn with, so that it can be drawn again."""
    return int(f"{month[:4]}{month[5:]}01")


def drawn_requests(session: Session, month: str, many: int) -> Drawn | None:
    """So many of the month's requests; None where how many there were is not known."""
    row = next((one for one in session.months if one.month == month), None)
    actual = row.actual("response_met") if row is not None else None
    if actual is None or not actual.of:
        return None
    there = int(actual.of)
    places = Random(seed_of(month)).sample(range(1, there + 1), min(many, there))
    return Drawn(there, tuple(sorted(places)))
