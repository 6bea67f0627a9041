"""A figure with its cheap end, its middle and its dear end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Span:
    """Low, middle, high; all equal where nothing in it is a default."""

    low: Decimal
    middle: Decimal
    high: Decimal

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.middle + other.middle, self.high + other.high)

    def __truediv__(self, divisor: Decimal) -> Span:
        return Span(self.low / divisor, self.middle / divisor, self.high / divisor)

    @property
    def is_range(self) -> bool:
        """Whether the ends differ."""
        return self.low != self.high


NOTHING = Span(ZERO, ZERO, ZERO)


@dataclass(frozen=True)
class Figure:
    """One input of the cost model: low, middle, high (equal when known), its unit and where it comes from.

    `origin` reads "your answer", "the bid", "their answer", "default: ..." or "added by us: ...".
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    unit: str
    origin: str
    is_default: bool
    title: str = ""


End = Callable[[Figure], Decimal]
ENDS: tuple[End, End, End] = (attrgetter("low"), attrgetter("middle"), attrgetter("high"))


def known(value: Decimal, unit: str, origin: str, title: str = "") -> Figure:
    """A figure somebody has given: no range."""
    return Figure(value, value, value, unit, origin, False, title)


def span_of(formula: Callable[[End], Decimal]) -> Span:
    """The formula at all cheap ends, all middles and all dear ends, in rising order."""
    first, middle, last = (formula(end) for end in ENDS)
    return Span(min(first, last), middle, max(first, last))


def total_of(spans: Iterable[Span]) -> Span:
    """The sum, end by end."""
    return sum(spans, NOTHING)


def derived(
    formula: Callable[[End], Decimal], figures: Iterable[Figure], unit: str, origin: str, title: str
) -> Figure:
    """A figure worked out from others: a default as soon as one of them is."""
    used = tuple(figures)
    span = span_of(formula)
    is_default = any(figure.is_default for figure in used)
    defaults = "; ".join(
        dict.fromkeys(f"{f.title}: {f.origin}" if f.title else f.origin for f in used if f.is_default)
    )
    return Figure(
        span.low,
        span.middle,
        span.high,
        unit,
        f"{origin} ({defaults})" if defaults else origin,
        is_default,
        title,
    )
