"""One line of the cost table, worked out at its cheap end, its middle and its dear end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.decision.costing.estimate import Estimate, Figure

Kind = Literal["cash", "own_time", "leaving", "risk", "credits"]
CASH: tuple[Kind, ...] = ("cash",)
EVERYTHING: tuple[Kind, ...] = ("cash", "own_time", "leaving", "risk", "credits")


@dataclass(frozen=True)
class Line:
    """One line over the whole term, in the session's currency, its ends in order; credits are negative."""

    id: str
    kind: Kind
    amount: Estimate

    @property
    def low(self) -> Decimal:
        """The amount at its cheap end."""
        return self.amount.low

    @property
    def middle(self) -> Decimal:
        """The amount at its middle."""
        return self.amount.middle

    @property
    def high(self) -> Decimal:
        """The amount at its dear end."""
        return self.amount.high

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure the amount rests on."""
        return self.amount.sources

    @property
    def added_by_us(self) -> bool:
        """Whether it holds something the bid leaves out."""
        return self.high != 0 and any(figure.origin == "added" for figure in self.figures)


@dataclass(frozen=True)
class Missing:
    """A line that cannot be worked out, because a figure in it is not known in this currency."""

    id: str
    kind: Kind


def line(line_id: str, kind: Kind, amount: Estimate) -> Line | Missing:
    """The line, closed: its ends in order; missing where the amount rests on what is not known."""
    if not amount.is_known:
        return Missing(line_id, kind)
    return Line(line_id, kind, amount.in_order)
