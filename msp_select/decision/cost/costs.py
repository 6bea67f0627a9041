"""Bid and business in; sticker price, cash, own time, leaving, risk and total cost out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from msp_select.decision.cost import formulas
from msp_select.decision.cost.bid_inputs import BidInputs, bid_inputs
from msp_select.decision.cost.burdens import (
    credit_lines,
    leaving_lines,
    own_time_lines,
)
from msp_select.decision.cost.cash import cash_lines
from msp_select.decision.cost.choices import bid_of, has_price
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.estimate import Estimate, Figure, total_of
from msp_select.decision.cost.in_house import monthly_pay
from msp_select.decision.cost.lines import Kind, Line, Missing
from msp_select.decision.cost.risk import (
    proactivity_multiplier,
    risk_lines,
    security_factor,
    standstill_hours,
)
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog

__all__ = [
    "Costs",
    "Estimate",
    "Figure",
    "Kind",
    "Line",
    "cash_per_user_month",
    "costs",
    "price_level",
    "scored_level",
]

NO_EFFECT = Estimate.exact(1)  # of proactivity


@dataclass(frozen=True)
class Costs:
    """What one candidate costs over the whole term, in the session's currency.

    The sums are ranges where a default is in them. `plain_lines` are the lines without the boldest
    assumption, the effect of proactivity. `unknown` names the lines that could not be worked out in this
    currency. `user_months`: users times months, growth included; `standstill_hours`: hours of the whole firm
    at a stop, to be expected over the term.
    """

    lines: tuple[Line, ...]
    sticker_per_month: Decimal | None
    cash: Estimate
    own_time: Estimate
    leaving: Estimate
    risk: Estimate
    credits: Estimate
    total: Estimate
    months: int
    users: Decimal
    user_months: Decimal
    standstill_hours: Estimate
    unknown: tuple[str, ...] = ()
    plain_lines: Callable[[], tuple[Line, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def total_without_proactivity(self) -> Estimate:
        """The total if a provider's foresight had no effect; worked out only when an explanation asks."""
        return total_of(line.amount for line in self.plain_lines())

    @property
    def assumptions(self) -> tuple[tuple[str, Figure], ...]:
        """The defaults used, by title."""
        used = {
            figure.title: figure
            for line in self.lines
            if line.amount.is_range or line.middle != 0
            for figure in line.figures
            if figure.is_default
        }
        return tuple(used.items())

    def per_user_month(self, amount: Estimate) -> Estimate:
        """The amount per user and month."""
        return formulas.per_user_month(amount, Estimate.exact(self.user_months))

    def line(self, line_id: str) -> Line | None:
        """The line of that id, if there is one."""
        return next((line for line in self.lines if line.id == line_id), None)


def cash_per_user_month(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> Estimate | None:
    """Cash per user and month without any effect of proactivity; None without a price or without users."""
    inputs = _inputs(candidate, business, catalog)
    if inputs is None:
        return None
    lines, _ = _known(cash_lines(inputs, business, NO_EFFECT))
    cash = total_of(line.amount for line in lines)
    return formulas.per_user_month(cash, Estimate.exact(business.user_months.middle))


def costs(
    candidate: Candidate,
    business: BusinessInputs,
    catalog: Catalog,
    *,
    proactivity: float,
    transparency: float,
    security: float,
) -> Costs | None:
    """The whole table of one candidate, given the points (0..100) of three pillars; None without a price."""
    inputs = _inputs(candidate, business, catalog)
    if inputs is None or business.users is None:
        return None
    multiplier = proactivity_multiplier(_exact(proactivity), business)
    factor = security_factor(_exact(security), business)
    lines, unknown = _all_lines(inputs, business, multiplier, factor, _exact(transparency))

    def plain_lines() -> tuple[Line, ...]:
        return _all_lines(inputs, business, NO_EFFECT, factor, _exact(transparency))[0]

    return Costs(
        lines=lines,
        sticker_per_month=_sticker(inputs, business),
        cash=_sum(lines, "cash"),
        own_time=_sum(lines, "own_time"),
        leaving=_sum(lines, "leaving"),
        risk=_sum(lines, "risk"),
        credits=_sum(lines, "credits"),
        total=total_of(line.amount for line in lines),
        months=business.term_months,
        users=business.users.middle,
        user_months=business.user_months.middle,
        standstill_hours=standstill_hours(inputs, business, multiplier).in_order,
        unknown=unknown,
        plain_lines=plain_lines,
    )


def price_level(cash: Estimate, low: Decimal, high: Decimal) -> tuple[float, float]:
    """(proven, claimed) on the yardstick: 100 at `low` or less, 0 at `high` or more, straight between.

    The dearest end of the cash counts as proven, the cheapest as claimed. All per user and month.
    """
    if low >= high:
        raise ValueError(f"the low price reference {low} must be below the high one {high}")
    level = formulas.price_level(Estimate, cash, Estimate.exact(low), Estimate.exact(high))
    return float(level.high), float(level.low)


def scored_level(
    candidate: Candidate, business: BusinessInputs, catalog: Catalog
) -> tuple[float, float] | None:
    """(proven, claimed) price level of a candidate; None without a price, without users or a yardstick."""
    if business.price_low is None or business.price_high is None:
        return None
    cash = cash_per_user_month(candidate, business, catalog)
    return None if cash is None else price_level(cash, business.price_low.middle, business.price_high.middle)


def _inputs(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> BidInputs | None:
    """The candidate's figures; None where nothing can be compared: no bid, no price, no users, no salary."""
    bid = bid_of(candidate)
    if bid is None or business.users is None or not has_price(bid):
        return None
    inputs = bid_inputs(candidate, bid, business, catalog)
    if inputs.in_house and not monthly_pay(inputs, business).is_known:
        return None
    return inputs


def _all_lines(
    inputs: BidInputs,
    business: BusinessInputs,
    multiplier: Estimate,
    security: Estimate,
    transparency: Estimate,
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    return _known(
        [
            *cash_lines(inputs, business, multiplier),
            *own_time_lines(inputs, business, transparency),
            *leaving_lines(inputs, business),
            *risk_lines(inputs, business, multiplier, security),
            *credit_lines(inputs, business),
        ]
    )


def _known(lines: Iterable[Line | Missing]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    every = tuple(lines)
    return (
        tuple(line for line in every if isinstance(line, Line)),
        tuple(line.title for line in every if isinstance(line, Missing)),
    )


def _sum(lines: Iterable[Line], kind: Kind) -> Estimate:
    return total_of(line.amount for line in lines if line.kind == kind)


def _sticker(inputs: BidInputs, business: BusinessInputs) -> Decimal | None:
    """The monthly fee as quoted: nothing for an hourly bid, loaded pay for one's own person."""
    pay = inputs.in_house
    fee = monthly_pay(inputs, business) if pay else formulas.monthly_fee(Estimate, inputs.fee)
    return fee.middle if fee.is_known else None


def _exact(points: float) -> Estimate:
    return Estimate.exact(Decimal(repr(float(points))))
