"""Bid and business in; sticker price, cash, own time, leaving, risk and total cost out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from msp_select.decision import cost_formulas
from msp_select.decision.costing.bid_defaults import nothing_added
from msp_select.decision.costing.bid_inputs import BidInputs, bid_inputs
from msp_select.decision.costing.cash import cash_lines
from msp_select.decision.costing.choices import has_price
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import Kind, Line, Missing, line
from msp_select.decision.costing.estimate import NOTHING, Estimate, Figure, total_of
from msp_select.decision.costing.in_house import monthly_pay
from msp_select.decision.costing.own_time_and_exit import (
    credit_lines,
    leaving_lines,
    own_time_lines,
)
from msp_select.decision.costing.risk import (
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
    "on_common_lines",
    "price_level",
]

MOVING = "moving"
COSTED_PILLARS = ("proactivity", "transparency", "security")  # what the cost model reads of the answers
NO_EFFECT = Estimate.exact(1)  # of proactivity


@dataclass(frozen=True)
class Costs:
    """What one candidate costs over the whole term, in the session's currency.

    The sums are of the lines that are known, and ranges where a default is in them. `missing` are the lines
    that could not be worked out: with any of them there is no `total`, only what is `known`, and the total is
    at least that. `plain_lines` are the lines without the boldest assumption, the effect of proactivity;
    `said_lines` those of the cash as if nothing were added for what the bid leaves out.
    `user_months`: users times months, growth included; `standstill_hours`: hours of the whole firm at a stop,
    to be expected over the term.
    """

    lines: tuple[Line, ...]
    missing: tuple[Missing, ...]
    sticker_per_month: Decimal | None
    months: int
    users: Decimal
    user_months: Decimal
    standstill_hours: Estimate
    plain_lines: Callable[[], tuple[Line, ...]] = field(default=tuple, repr=False, compare=False)
    said_lines: Callable[[], tuple[Line, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def cash(self) -> Estimate:
        """The money paid, leaving today's provider included."""
        return self.sum_of("cash")

    @cached_property
    def own_time(self) -> Estimate:
        """The worth of one's own people's time."""
        return self.sum_of("own_time")

    @cached_property
    def leaving(self) -> Estimate:
        """Leaving early, times its chance."""
        return self.sum_of("leaving")

    @cached_property
    def risk(self) -> Estimate:
        """Stops, waiting and security events."""
        return self.sum_of("risk")

    @cached_property
    def credits(self) -> Estimate:
        """Given back for missed promises, negative."""
        return self.sum_of("credits")

    @cached_property
    def known(self) -> Estimate:
        """The sum of every line that is known."""
        return total_of(line.amount for line in self.lines)

    @property
    def total(self) -> Estimate | None:
        """The whole cost; None where a line of it is missing."""
        return None if self.missing else self.known

    @cached_property
    def total_without_proactivity(self) -> Estimate | None:
        """The total if a provider's foresight had no effect; worked out only when an explanation asks."""
        return None if self.missing else total_of(line.amount for line in self.plain_lines())

    @property
    def moving(self) -> Estimate | None:
        """What leaving today's provider costs, nothing where nobody is left; None where that is not known."""
        if any(line.id == MOVING for line in self.missing):
            return None
        line = self.line(MOVING)
        return NOTHING if line is None else line.amount

    def sum_of(self, kind: Kind) -> Estimate:
        """The sum of the known lines of one kind."""
        return total_of(line.amount for line in self.lines if line.kind == kind)

    def lacks(self, *kinds: Kind) -> bool:
        """Whether a line of one of these kinds is missing."""
        return any(line.kind in kinds for line in self.missing)

    @property
    def assumptions(self) -> Mapping[str, Figure]:
        """The defaults used, by id."""
        return {
            figure.id: figure
            for line in self.lines
            if line.amount.is_range or line.middle != 0
            for figure in line.figures
            if figure.is_default
        }

    def per_user_month(self, amount: Estimate) -> Estimate:
        """The amount per user and month."""
        return cost_formulas.per_user_month(amount, Estimate.exact(self.user_months))

    def line(self, line_id: str) -> Line | None:
        """The line of that id, if there is one."""
        return next((line for line in self.lines if line.id == line_id), None)


def on_common_lines(several: Sequence[Costs]) -> tuple[Costs, ...]:
    """The same without the lines that are missing from any of them, which all of them then lack.

    A line left out on one side only would count as nothing there.
    """
    missing = {line.id: line for costs in several for line in costs.missing}
    return tuple(
        replace(
            costs,
            lines=tuple(line for line in costs.lines if line.id not in missing),
            missing=tuple(missing.values()),
        )
        for costs in several
    )


def cash_per_user_month(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> Estimate | None:
    """Cash per user and month without any effect of proactivity; None without a price or without users.

    It is of the lines that are known; leaving today's provider is no part of it.
    """
    bill = _bill(candidate, business, catalog)
    return None if bill is None else _per_user_month(bill, business)


def has_whole_bill(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> bool:
    """Whether every line of what would be paid is known."""
    bill = _bill(candidate, business, catalog)
    return bill is not None and len(_known(bill)) == len(bill)


def _per_user_month(bill: Iterable[Line | Missing], business: BusinessInputs) -> Estimate:
    cash = total_of(line.amount for line in _known(bill))
    return cost_formulas.per_user_month(cash, Estimate.exact(business.user_months.middle))


def _bill(
    candidate: Candidate, business: BusinessInputs, catalog: Catalog
) -> Sequence[Line | Missing] | None:
    inputs = _inputs(candidate, business, catalog)
    return None if inputs is None else cash_lines(inputs, business, NO_EFFECT)


def costs(
    candidate: Candidate,
    business: BusinessInputs,
    catalog: Catalog,
    *,
    proactivity: float,
    transparency: float,
    security: float,
    moving: Estimate | None = None,
) -> Costs | None:
    """The whole table of one candidate, given the points (0..100) of three pillars; None without a price.

    `moving`: what leaving today's provider costs; None where there is nobody to leave.
    """
    inputs = _inputs(candidate, business, catalog)
    if inputs is None or business.users is None:
        return None
    multiplier = proactivity_multiplier(_exact(proactivity), business)
    factor = security_factor(_exact(security), business)
    points = _exact(transparency)
    lines = _all_lines(inputs, business, multiplier, factor, points, moving)

    def plain_lines() -> tuple[Line, ...]:
        return _known(_all_lines(inputs, business, NO_EFFECT, factor, points, moving))

    def said_lines() -> tuple[Line, ...]:
        bare = nothing_added(business)
        said = _inputs(candidate, bare, catalog)
        return () if said is None else _known(cash_lines(said, bare, multiplier))

    return Costs(
        lines=_known(lines),
        missing=tuple(line for line in lines if isinstance(line, Missing)),
        sticker_per_month=_sticker(inputs, business),
        months=business.term_months,
        users=business.users.middle,
        user_months=business.user_months.middle,
        standstill_hours=standstill_hours(inputs, business, multiplier).in_order,
        plain_lines=plain_lines,
        said_lines=said_lines,
    )


def price_level(cash: Estimate, low: Decimal, high: Decimal) -> tuple[float, float]:
    """(proven, claimed) on the yardstick: 100 at `low` or less, 0 at `high` or more, straight between.

    The dearest end of the cash counts as proven, the cheapest as claimed. All per user and month.
    """
    if low >= high:
        raise ValueError(f"low {low} >= high {high}")
    level = cost_formulas.price_level(Estimate, cash, Estimate.exact(low), Estimate.exact(high))
    return float(level.high), float(level.low)


def _inputs(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> BidInputs | None:
    """The candidate's figures; None where nothing can be compared: no bid, no price, no users, no salary."""
    bid = candidate.bid
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
    moving: Estimate | None,
) -> list[Line | Missing]:
    return [
        *cash_lines(inputs, business, multiplier),
        *([] if moving is None else [line(MOVING, "cash", moving)]),
        *own_time_lines(inputs, business, transparency),
        *leaving_lines(inputs, business),
        *risk_lines(inputs, business, multiplier, security),
        *credit_lines(inputs, business),
    ]


def _known(lines: Iterable[Line | Missing]) -> tuple[Line, ...]:
    return tuple(line for line in lines if isinstance(line, Line))


def _sticker(inputs: BidInputs, business: BusinessInputs) -> Decimal | None:
    """The monthly fee as quoted: nothing for an hourly bid, loaded pay for one's own person."""
    pay = inputs.in_house
    fee = monthly_pay(inputs, business) if pay else cost_formulas.monthly_fee(Estimate, inputs.fee)
    return fee.middle if fee.is_known else None


def _exact(points: float) -> Estimate:
    return Estimate.exact(Decimal(repr(float(points))))
