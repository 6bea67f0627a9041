"""Where a bidder's own documents do not agree with each other, or with what the file says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.fact import Fact
from msp_select.model.candidate import Candidate
from msp_select.model.documents import AcceptedValue, OtherPlace, Source


@dataclass(frozen=True)
class SaidAt:
    """What one place says: `document` is its id, empty for the file itself; `page` 0 where it has none."""

    document: str
    page: int
    place: str
    value: AcceptedValue | None
    quote: str


@dataclass(frozen=True)
class TwoPlaces:
    """Two places about one `target`, a question or "bid.<field>"; `undecided`: none of them was accepted."""

    target: str
    undecided: bool
    one: SaidAt
    other: SaidAt


@dataclass(frozen=True, kw_only=True)
class SaysTwoThings(Fact):
    """A candidate whose documents say two things of the same."""

    kind: ClassVar[str] = "says_two_things"
    places: tuple[TwoPlaces, ...]


def says_two_things(candidate: Candidate) -> SaysTwoThings | None:
    """Every pair of places of a candidate that do not agree; None without one."""
    places = two_places(candidate)
    return SaysTwoThings(candidates=(candidate.id,), places=places) if places else None


def two_places(candidate: Candidate) -> tuple[TwoPlaces, ...]:
    """The pairs of places, those nobody has decided first."""
    found = [
        TwoPlaces(key, source.undecided, _said(source), _said(source.against))
        for key, source in candidate.sources.items()
        if source.against is not None
    ]
    return tuple(sorted(found, key=lambda one: not one.undecided))


def _said(place: Source | OtherPlace) -> SaidAt:
    return SaidAt(place.document, place.page, place.place, place.value, place.quote)
