"""One line of the cost table, worked out at its cheap end, its middle and its dear end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.decision.cost.span import End, Figure, Span, span_of

Kind = Literal["cash", "own_time", "leaving", "risk", "credits"]


@dataclass(frozen=True)
class Line:
    """One line over the whole term, in the session's currency; credits are negative.

    `added_by_us` marks what the bid leaves out; `origins` says where each figure in it comes from.
    """

    id: str
    title: str
    kind: Kind
    low: Decimal
    middle: Decimal
    high: Decimal
    origins: tuple[str, ...]
    added_by_us: bool
    figures: tuple[Figure, ...] = ()

    @property
    def span(self) -> Span:
        """The amount as a range."""
        return Span(self.low, self.middle, self.high)


@dataclass(frozen=True)
class Missing:
    """A line that cannot be worked out, because a figure in it is not known in this currency."""

    id: str
    title: str
    kind: Kind


def line(
    line_id: str, title: str, kind: Kind, formula: Callable[..., Decimal], *figures: Figure | None
) -> Line | Missing:
    """The formula at each end of its figures, given as numbers in the same order."""
    there = [figure for figure in figures if figure is not None]
    if len(there) < len(figures):
        return Missing(line_id, title, kind)
    return line_at(line_id, title, kind, lambda of: formula(*(of(figure) for figure in there)), there)


def line_at(
    line_id: str, title: str, kind: Kind, formula: Callable[[End], Decimal], figures: Iterable[Figure]
) -> Line:
    """The formula at each end; `figures` are those it rests on."""
    used = tuple(figures)
    span = span_of(formula)
    added = any(figure.origin.startswith("added by us") for figure in used)
    return Line(
        id=line_id,
        title=title,
        kind=kind,
        low=span.low,
        middle=span.middle,
        high=span.high,
        origins=tuple(dict.fromkeys(figure.origin for figure in used)),
        added_by_us=added and span.high != 0,
        figures=used,
    )
