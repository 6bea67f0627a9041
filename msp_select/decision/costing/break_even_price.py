"""Prices at which a score is reached: the price level read backwards, its cap included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from msp_select.decision.cost_formulas import level_line
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.total_cost import cash_per_user_month, has_whole_bill
from msp_select.model.bid import Module
from msp_select.model.bid_fields import MODULE, PRICES
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog


@dataclass(frozen=True)
class Bent:
    """Cash over a factor on all prices: straight between the corners (factor, cash), from factor 0 on."""

    corners: tuple[tuple[float, float], ...]
    slope: float  # beyond the last corner

    def at(self, factor: float) -> float:
        """The cash at that factor."""
        for (left, low), (right, high) in pairwise(self.corners):
            if factor <= right:
                return low + (high - low) * (factor - left) / (right - left)
        last, cash = self.corners[-1]
        return cash + self.slope * (factor - last)

    def reaching(self, cash: float) -> Iterator[float]:
        """The factors at which it crosses that cash."""
        for (left, low), (right, high) in pairwise(self.corners):
            if low < cash <= high:
                yield left + (cash - low) / (high - low) * (right - left)
        last, least = self.corners[-1]
        if self.slope > 0 and cash > least:
            yield last + (cash - least) / self.slope


@dataclass(frozen=True)
class PriceLine:
    """Cash per user and month over a factor on all prices of a bid.

    `cheap` and `dear` are the two ends of the cash; `low` and `high` the ends of the price scale.
    """

    cheap: Bent
    dear: Bent
    low: float
    high: float

    def level(self, factor: float) -> float:
        """The price level, 0..100, at that factor: the middle of both ends, each capped by the scale."""
        return (self._level(self.cheap, factor) + self._level(self.dear, factor)) / 2

    def cash(self, factor: float) -> tuple[float, float]:
        """Both ends of the cash per user and month at that factor."""
        return self.cheap.at(factor), self.dear.at(factor)

    def factor_for(self, level: float) -> float | None:
        """The factor from 0 on at which the level is reached; None where no price reaches it.

        A level outside 0..100 is off the scale; a level above what a free bid earns is out of reach too. At
        100, the highest factor that still earns it.
        """
        if not 0.0 < level <= 100.0:
            return None
        for left, right in pairwise(sorted({0.0, *self._corners()})):
            first, last = self.level(left), self.level(right)
            if first >= level >= last and first > last:
                return left + (first - level) / (first - last) * (right - left)
        return None

    def _level(self, line: Bent, factor: float) -> float:
        return min(100.0, max(0.0, level_line(line.at(factor), self.low, self.high)))

    def _corners(self) -> Iterator[float]:
        """The factors at which either end of the cash bends, or reaches an end of the scale."""
        for line in (self.cheap, self.dear):
            yield from (factor for factor, _ in line.corners)
            for end in (self.low, self.high):
                yield from line.reaching(end)


def price_line(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> PriceLine | None:
    """How one candidate's cash moves with its prices; None without a price, a scale, or prices to move."""
    if candidate.bid is None or business.price_low is None or business.price_high is None:
        return None
    if candidate.kind == "in_house" or candidate.bid.basis == "in_house":
        return None  # pay is not a price to be bargained for
    if business.price_low.middle >= business.price_high.middle:
        return None
    if not has_whole_bill(candidate, business, catalog):
        return None

    @cache
    def cash(factor: Decimal) -> Estimate:
        found = cash_per_user_month(at_prices(candidate, factor), business, catalog)
        assert found is not None
        return found

    ends = [_bent(lambda factor: cash(factor).low), _bent(lambda factor: cash(factor).high)]
    if all(line.at(2.0) <= line.at(1.0) for line in ends):
        return None
    return PriceLine(ends[0], ends[1], float(business.price_low.middle), float(business.price_high.middle))


FARTHEST = Decimal(4096)  # times the prices: beyond it nothing bends any more
CLOSE = Decimal("1e-12")  # of the cash
STEP = Decimal("0.000001")  # over which a slope is measured


def _bent(cash: Callable[[Decimal], Decimal]) -> Bent:
    """The cash as straight lines: the lines through two places meet at the corner between them."""
    start, end = Decimal(0), FARTHEST
    slope = (cash(end + STEP) - cash(end)) / STEP
    corners = [start, *_corners(cash, start, end, 40)]
    return Bent(tuple((float(factor), float(cash(factor))) for factor in corners), float(slope))


def _corners(
    cash: Callable[[Decimal], Decimal], left: Decimal, right: Decimal, deep: int
) -> Iterator[Decimal]:
    first, last = cash(left), cash(right)
    up, down = (cash(left + STEP) - first) / STEP, (last - cash(right - STEP)) / STEP
    scale = max(abs(first), abs(last), Decimal(1))
    if abs(first + up * (right - left) - last) <= CLOSE * scale or right - left <= 4 * STEP or not deep:
        return
    between = (left + right) / 2
    if abs(up - down) > CLOSE * scale:
        meeting = (last - down * right - first + up * left) / (up - down)
        between = meeting if left + STEP < meeting < right - STEP else between
        if abs(first + up * (between - left) - cash(between)) <= CLOSE * scale:
            yield between
            return
    yield from _corners(cash, left, between, deep - 1)
    yield between
    yield from _corners(cash, between, right, deep - 1)


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
    changes["modules"] = tuple(_module_at(module, factor) for module in bid.modules)
    for name, listed in (("bands", bid.bands), ("groups", bid.groups)):
        changes[name] = tuple(one.model_copy(update={"per_user": one.per_user * factor}) for one in listed)
    return candidate.model_copy(update={"bid": bid.model_copy(update=changes)})


def _module_at(module: Module, factor: Decimal) -> Module:
    return module.model_copy(
        update={name: getattr(module, name) * factor for name in (field.name for field in MODULE)}
    )
