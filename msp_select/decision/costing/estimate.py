"""Amounts with a cheap end, a middle and a dear end, that know what they were worked out from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Exact = Decimal | int


@dataclass(frozen=True, slots=True)
class Estimate:
    """Low, middle and high of an amount, each worked out from the same end of what it is made of.

    This is not interval arithmetic: all cheap ends go together, all middles, all dear ends; `in_order` sorts
    them, once, where a line is closed. Decimals and whole numbers mix in as exact. `made_of` holds the
    operands, which `sources` walks when asked. `larger`, `over` and `where` are what formulas ask for.
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    made_of: tuple[Estimate, ...] = field(default=(), repr=False, compare=False)

    @staticmethod
    def exact(value: Exact) -> Estimate:
        """A number without a range and without a source."""
        one = Decimal(value)
        return Estimate(one, one, one)

    def __add__(self, other: Estimate | Exact) -> Estimate:
        if isinstance(other, Estimate):
            ends = self.low + other.low, self.middle + other.middle, self.high + other.high
            return Estimate(*ends, (self, other))
        return Estimate(self.low + other, self.middle + other, self.high + other, (self,))

    def __mul__(self, other: Estimate | Exact) -> Estimate:
        if isinstance(other, Estimate):
            ends = self.low * other.low, self.middle * other.middle, self.high * other.high
            return Estimate(*ends, (self, other))
        return Estimate(self.low * other, self.middle * other, self.high * other, (self,))

    def __truediv__(self, other: Estimate | Exact) -> Estimate:
        if isinstance(other, Estimate):
            ends = self.low / other.low, self.middle / other.middle, self.high / other.high
            return Estimate(*ends, (self, other))
        return Estimate(self.low / other, self.middle / other, self.high / other, (self,))

    def __neg__(self) -> Estimate:
        return Estimate(-self.low, -self.middle, -self.high, (self,))

    def __sub__(self, other: Estimate | Exact) -> Estimate:
        return self + -other

    def __rsub__(self, other: Exact) -> Estimate:
        return -self + other

    __radd__ = __add__
    __rmul__ = __mul__

    def __lt__(self, other: Estimate | Exact) -> Condition:
        ends = zip(_ends(self), _ends(other), strict=True)
        low, middle, high = (not (a.is_nan() or b.is_nan()) and a < b for a, b in ends)
        return Condition((low, middle, high), _operands(self, other))

    @staticmethod
    def larger(one: Estimate | Exact, other: Estimate | Exact) -> Estimate:
        """The larger of the two at each end; unknown where either is."""
        return _at_each_end(_larger, one, other)

    @staticmethod
    def over(one: Estimate | Exact, other: Estimate | Exact) -> Estimate:
        """The one divided by the other at each end; 0 where the other is."""
        return _at_each_end(_over, one, other)

    @staticmethod
    def where(condition: Condition, one: Estimate, other: Estimate) -> Estimate:
        """The one at each end at which the condition holds, else the other."""
        low, middle, high = (one if holds else other for holds in condition.holds)
        picked = [each for each in (one, other) if each is low or each is middle or each is high]
        return Estimate(low.low, middle.middle, high.high, (*condition.made_of, *picked))

    @property
    def in_order(self) -> Estimate:
        """The same with its ends from the smaller to the larger."""
        if not self.is_known or self.low <= self.high:
            return self
        return Estimate(self.high, self.middle, self.low, (self,))

    @property
    def is_known(self) -> bool:
        """Whether everything it was worked out from is known."""
        return not self.middle.is_nan()

    @property
    def is_range(self) -> bool:
        """Whether the ends differ."""
        return self.low != self.high

    @property
    def sources(self) -> tuple[Figure, ...]:
        """The figures it rests on, each once, in the order in which they enter."""
        found: list[Figure] = []
        seen: set[int] = set()
        waiting: list[Estimate] = [self]
        while waiting:
            one = waiting.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            if isinstance(one, Figure):
                found.append(one)
            else:
                waiting.extend(reversed(one.made_of))
        return tuple(found)


def _at_each_end(
    operation: Callable[[Decimal, Decimal], Decimal], one: Estimate | Exact, other: Estimate | Exact
) -> Estimate:
    low, middle, high = map(operation, _ends(one), _ends(other))
    return Estimate(low, middle, high, _operands(one, other))


def _ends(one: Estimate | Exact) -> tuple[Decimal, Decimal, Decimal]:
    if isinstance(one, Estimate):
        return one.low, one.middle, one.high
    exact = Decimal(one)
    return exact, exact, exact


def _operands(*several: Estimate | Exact) -> tuple[Estimate, ...]:
    return tuple(one for one in several if isinstance(one, Estimate))


def _larger(one: Decimal, other: Decimal) -> Decimal:
    if one.is_nan() or other.is_nan():
        return UNKNOWN.middle
    return max(one, other)


def _over(one: Decimal, other: Decimal) -> Decimal:
    return one / other if other else Decimal(0)


@dataclass(frozen=True)
class Condition:
    """What holds at the cheap end, at the middle and at the dear end: for `Estimate.where` alone."""

    holds: tuple[bool, bool, bool]
    made_of: tuple[Estimate, ...]

    def __bool__(self) -> bool:
        raise TypeError("ask `Estimate.where`")


UNKNOWN = Estimate.exact(Decimal("NaN"))  # what rests on it is unknown, and its line is listed as missing
NOTHING = Estimate.exact(0)


def total_of(estimates: Iterable[Estimate]) -> Estimate:
    """The sum, end by end."""
    return sum(estimates, NOTHING)


Origin = Literal[
    "bid",
    "answer",  # theirs, to a question
    "yours",  # your answer about the business
    "own",  # your own figure in place of a default
    "default",
    "added",  # a default for something the bid leaves out
    "dear_half",  # a default from its middle up: asked, they name no number
    "usual",  # the dear end of a default
    "said",  # theirs, by word of mouth
    "limit",  # from nothing to the limit they name
    "no_limit",  # what they say, and more without a limit
    "leaving_today",  # the contract of today's provider
    "incumbent",  # today's provider has nothing to start
    # worked out, from figures that may be defaults themselves
    "devices",
    "blocked_hour",
    "security_event",
    "standstill",
    "standstill_without_sales",
    "proactivity",
    "security",
    "transparency",
]
OURS = ("default", "added", "dear_half")

Unit = Literal[
    "",  # of what its id names
    "devices",
    "hires_a_year",
    "hours_a_month",
    "hours_a_year",
    "money_an_hour",
    "once",
    "percent_of_bill",
    "times_average",
    "users",
]
"""What an amount is in, where it is not what the field, the question or the assumption of its id is in."""


@dataclass(frozen=True, slots=True)
class Figure(Estimate):
    """One input of the cost model: where it comes from, what it is, and its unit where its id has another.

    `id`: of the assumption it is or takes the place of, without a currency, its own where it was worked out
    from several, else the field of the bid or what the answer feeds; empty where there is none of these.
    `published`: where a default was published; `moved`: why answers about the business moved it, each reason
    in the words of the catalog. A figure that was itself worked out is `made_of` that amount.
    """

    origin: Origin = "bid"
    id: str = ""
    unit: Unit = ""
    published: str = ""
    moved: tuple[str, ...] = ()

    @property
    def is_default(self) -> bool:
        """Whether it is an assumption of ours, or rests on one."""
        return self.origin in OURS or any(figure.is_default for figure in self.rests_on)

    @property
    def rests_on(self) -> tuple[Figure, ...]:
        """The figures it was worked out from; none for one that somebody has given."""
        return tuple(figure for one in self.made_of for figure in one.sources)


def known(value: Decimal, origin: Origin, figure_id: str = "", unit: Unit = "") -> Figure:
    """A figure somebody has given: no range."""
    return Figure(value, value, value, origin=origin, id=figure_id, unit=unit)


def worked_out(amount: Estimate, origin: Origin, figure_id: str, unit: Unit = "") -> Figure:
    """An amount as a figure of its own: a default as soon as one is in it."""
    closed = amount.in_order
    return Figure(closed.low, closed.middle, closed.high, (closed,), origin, figure_id, unit)
