"""Prices at which a score is reached: the price level read backwards, its cap included."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.costs import cash_per_user_month
from msp_select.decision.cost.formulas import level_line
from msp_select.model.bid import Bid, Module
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog

PRICES = ("monthly", "per_user", "per_device", "per_server", "per_site", "block_rate", "minimum_monthly")
MODULE_PRICES = ("monthly", "per_user", "per_device", "per_server", "per_site")


@dataclass(frozen=True)
class PriceLine:
    """Cash per user and month as straight lines in a factor on all prices of a bid: (at factor 0, slope).

    `cheap` and `dear` are the two ends of the cash; `low` and `high` the ends of the price scale.
    """

    cheap: tuple[float, float]
    dear: tuple[float, float]
    low: float
    high: float

    def level(self, factor: float) -> float:
        """The price level, 0..100, at that factor: the middle of both ends, each capped by the scale."""
        return (self._level(self.cheap, factor) + self._level(self.dear, factor)) / 2

    def cash(self, factor: float) -> tuple[float, float]:
        """Both ends of the cash per user and month at that factor."""
        return self.cheap[0] + factor * self.cheap[1], self.dear[0] + factor * self.dear[1]

    def factor_for(self, level: float) -> float | None:
        """The factor from 0 on at which the level is reached; None where no price reaches it.

        A level outside 0..100 is off the scale; a level above what a free bid earns is out of reach too.
        """
        if not 0.0 < level < 100.0:
            return None
        corners = sorted({0.0, *self._corners()})
        for left, right in pairwise(corners):
            first, last = self.level(left), self.level(right)
            if first >= level >= last and first > last:
                return left + (first - level) / (first - last) * (right - left)
        return None

    def _level(self, line: tuple[float, float], factor: float) -> float:
        cash = line[0] + factor * line[1]
        return min(100.0, max(0.0, level_line(cash, self.low, self.high)))

    def _corners(self) -> list[float]:
        """The factors at which either end of the cash reaches an end of the scale."""
        found = []
        for start, slope in (self.cheap, self.dear):
            found += [(end - start) / slope for end in (self.low, self.high) if slope > 0]
        return [factor for factor in found if factor > 0]


def price_line(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> PriceLine | None:
    """How one candidate's cash moves with its prices; None without a price, a scale, or prices to move.

    Cash is a straight line in the prices of a bid, so two prices fix it.
    """
    if candidate.bid is None or business.price_low is None or business.price_high is None:
        return None
    if candidate.kind == "in_house" or candidate.bid.basis == "in_house":
        return None  # pay is not a price to be bargained for
    if business.price_low.middle >= business.price_high.middle:
        return None
    once = cash_per_user_month(candidate, business, catalog)
    twice = cash_per_user_month(at_prices(candidate, Decimal(2)), business, catalog)
    if once is None or twice is None:
        return None
    ends = []
    for end in ("low", "high"):
        first, second = (float(getattr(cash, end)) for cash in (once, twice))
        ends.append((2 * first - second, second - first))
    if all(slope <= 0 for _, slope in ends):
        return None
    return PriceLine(ends[0], ends[1], float(business.price_low.middle), float(business.price_high.middle))


def at_prices(candidate: Candidate, factor: Decimal) -> Candidate:
    """The same candidate with all prices of its fee times the factor; an hourly bid's price is its rate."""
    bid = candidate.bid
    assert bid is not None
    names: tuple[str, ...] = ("hourly_rate",) if bid.basis == "hourly" else PRICES
    if bid.basis == "block" and bid.block_rate is None:
        names = ("hourly_rate", *PRICES)
    changes: dict[str, object] = {
        name: price * factor for name in names if (price := getattr(bid, name)) is not None
    }
    if bid.modules:
        changes["modules"] = tuple(_module_at(module, factor) for module in bid.modules)
    return candidate.model_copy(update={"bid": bid.model_copy(update=changes)})


def _module_at(module: Module, factor: Decimal) -> Module:
    return module.model_copy(update={name: getattr(module, name) * factor for name in MODULE_PRICES})


def priced_by(bid: Bid) -> str:
    """What a bid's price is called: "hourly rate" or "monthly fee"."""
    return "hourly rate" if bid.basis == "hourly" else "monthly fee"
