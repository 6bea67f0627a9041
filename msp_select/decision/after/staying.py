"""Stay or go in money: options over one window, one-off costs, and the most each could be regretted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal

MOST_MONTHS = 240
"""So far ahead staying and leaving are compared at most."""
Option = Literal["stay", "notice", "at_once", "for_cause"]
IncumbentState = Literal["as_measured", "falls_on", "back_to_promise"]
NewcomerState = Literal["as_promised", "only_proven", "short_as_yours"]
INCUMBENT: tuple[IncumbentState, ...] = ("as_measured", "falls_on", "back_to_promise")
NEWCOMER: tuple[NewcomerState, ...] = ("as_promised", "only_proven", "short_as_yours")


@dataclass(frozen=True, kw_only=True)
class MoneyAtStake:
    """What the options are worked out from; amounts in the session's currency, undiscounted.

    `monthly` are whole costs a month in three states of the world, `to_end` the months until the running term
    ends. `one_off` are the parts of a change, `exit_early` what leaving before the end costs; `cause_months`
    the months of notice of the right to leave, None where there is none. Options closer than
    `too_close_percent` of the cheaper one are a tie by money.
    """

    window: int
    to_end: Decimal
    incumbent: Mapping[IncumbentState, Decimal]
    newcomer: Mapping[NewcomerState, Decimal]
    one_off: Mapping[str, Decimal]
    exit_early: Decimal
    cause_months: Decimal | None = None
    too_close_percent: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One state of the world: what every option costs, the cheapest, and when a change is earned back.

    `earned_back` is in months; None where it never is, by money.
    """

    incumbent: IncumbentState
    newcomer: NewcomerState
    costs: Mapping[Option, Decimal]
    best: Option
    earned_back: int | None


@dataclass(frozen=True, kw_only=True)
class MoneyOutcome:
    """All nine cells, the largest regret of each option, and whether money alone decides."""

    stake: MoneyAtStake
    one_off: Decimal
    cells: tuple[Cell, ...]
    largest_regret: Mapping[Option, Decimal]
    least_regret: Option

    @property
    def expected(self) -> Cell:
        """The first cell: as measured, as promised."""
        return self.cells[0]

    @property
    def too_close(self) -> bool:
        """Whether staying and leaving at the end cost nearly the same."""
        costs = self.expected.costs
        stay, notice = costs["stay"], costs["notice"]
        return 100 * abs(stay - notice) <= self.stake.too_close_percent * min(stay, notice)

    def cell(self, incumbent: IncumbentState, newcomer: NewcomerState) -> Cell:
        """One of the nine."""
        return next(one for one in self.cells if (one.incumbent, one.newcomer) == (incumbent, newcomer))

    @property
    def sooner_is_cheaper(self) -> int:
        """In how many cells leaving at once, or for cause, costs less than at the end of the term."""
        return sum(
            min(cost for option, cost in cell.costs.items() if option in ("at_once", "for_cause"))
            < cell.costs["notice"]
            for cell in self.cells
        )


def money_outcome(stake: MoneyAtStake) -> MoneyOutcome:
    """Every option in every state of the world."""
    one_off = sum(stake.one_off.values(), Decimal(0))
    cells = tuple(_cell(stake, one_off, i, n) for i in INCUMBENT for n in NEWCOMER)
    options = tuple(cells[0].costs)
    regret = {
        option: max(cell.costs[option] - min(cell.costs.values()) for cell in cells) for option in options
    }
    least = min(options, key=lambda option: regret[option])
    return MoneyOutcome(stake=stake, one_off=one_off, cells=cells, largest_regret=regret, least_regret=least)


def _cell(stake: MoneyAtStake, one_off: Decimal, incumbent: IncumbentState, newcomer: NewcomerState) -> Cell:
    old, new, window = stake.incumbent[incumbent], stake.newcomer[newcomer], Decimal(stake.window)
    to_end = min(stake.to_end, window)
    costs: dict[Option, Decimal] = {
        "stay": old * window,
        "notice": old * to_end + new * (window - to_end) + one_off,
        "at_once": new * window + one_off + stake.exit_early,
    }
    if stake.cause_months is not None:
        months = min(stake.cause_months, window)
        costs["for_cause"] = old * months + new * (window - months) + one_off
    saving = old - new
    return Cell(
        incumbent=incumbent,
        newcomer=newcomer,
        costs=costs,
        best=min(costs, key=lambda option: costs[option]),
        earned_back=int((one_off / saving).to_integral_value(ROUND_CEILING)) if saving > 0 else None,
    )
