"""Charts as data: what is drawn, in numbers and words, before anybody decides how.

Each has an `alternative`: the same in words, for whoever does not see the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from msp_select.phrases.en.labels import NOT_KNOWN
from msp_select.phrases.en.money import figures
from msp_select.phrases.en.words import listed, plain, share_percent, signed

if TYPE_CHECKING:
    from msp_select.decision.after.pictures import MonthState
    from msp_select.decision.scoring.evaluation import Group

PARTS = f"What is proven, claimed and {NOT_KNOWN}"
YOU_PAY = "you pay"
WHOLE = "with lost time and risk"
AT_ONCE = 16  # rows that fit one picture on one page


@dataclass(frozen=True)
class Bar:
    """One candidate's bar, 0..100: ends of the proven, the claimed and the possible part, and the score."""

    label: str
    value: float
    proven: float
    claimed: float
    possible: float
    group: Group


@dataclass(frozen=True)
class ThreePartBars:
    """The ranking as a picture; `measure` is "score" or "quality"."""

    title: str
    measure: str
    bars: tuple[Bar, ...]

    @property
    def alternative(self) -> str:
        """Each bar in words."""
        parts = [
            f"{bar.label}: {self.measure} {plain(bar.value)}, proven {plain(bar.proven)}, "
            f"claimed up to {plain(bar.claimed)}, possible up to {plain(bar.possible)}"
            for bar in self.bars
        ]
        return f"Bars from 0 to 100. {'; '.join(parts)}."


@dataclass(frozen=True)
class Step:
    """One criterion's share of a difference, in points."""

    label: str
    points: float


@dataclass(frozen=True)
class Waterfall:
    """How a difference between two candidates adds up, criterion by criterion."""

    title: str
    ahead: str
    behind: str
    steps: tuple[Step, ...]

    @property
    def total(self) -> float:
        """Where the steps end."""
        return sum(step.points for step in self.steps)

    @property
    def alternative(self) -> str:
        """Each step in words."""
        steps = ", ".join(f"{step.label} {signed(step.points)}" for step in self.steps)
        return (
            f"Steps in points; to the right speaks for {self.ahead}, to the left for {self.behind}. "
            f"{steps}; together {signed(self.total)}."
        )


@dataclass(frozen=True)
class Point:
    """One candidate: cash over the term, quality 0..100; `on_line`: no other is better and cheaper."""

    number: str
    name: str
    cash: float
    quality: float
    on_line: bool
    acceptable: bool


@dataclass(frozen=True)
class ValueForMoney:
    """Quality against cash, with the line of those whom nobody beats on both."""

    title: str
    unit: str
    points: tuple[Point, ...]
    currency: str

    @property
    def alternative(self) -> str:
        """The points from cheap to dear, and who is on the line."""
        by_cash = sorted(self.points, key=lambda point: point.cash)
        points = "; ".join(
            f"{point.name}: {whole(point.cash, self.currency)} for quality {plain(point.quality)}"
            for point in by_cash
        )
        line = listed([point.name for point in by_cash if point.on_line])
        return f"{self.unit} against quality from 0 to 100. {points}. On the line: {line}."


@dataclass(frozen=True)
class Shares:
    """One candidate's shares of the tries: first, second, third, and any later place; they sum to 1."""

    label: str
    first: float
    second: float
    third: float
    later: float


@dataclass(frozen=True)
class RankShares:
    """How often each candidate takes each place when weights and open answers vary."""

    title: str
    rows: tuple[Shares, ...]

    @property
    def alternative(self) -> str:
        """Each candidate's shares in words."""
        parts = [
            f"{row.label}: first {share_percent(row.first)}, second {share_percent(row.second)}, "
            f"third {share_percent(row.third)}, later {share_percent(row.later)}"
            for row in self.rows
        ]
        return f"Shares of the tries. {'; '.join(parts)}."


@dataclass(frozen=True)
class Span:
    """An amount that may be lower or higher than its middle."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class MoneyRow:
    """What one candidate costs: `cash` as paid, `whole` with lost time and risk; None where not known."""

    label: str
    cash: Span | None
    whole: Span | None


@dataclass(frozen=True)
class MoneyRanges:
    """What each costs as ranges; `unit` names the currency and the term."""

    title: str
    unit: str
    rows: tuple[MoneyRow, ...]
    currency: str

    @property
    def alternative(self) -> str:
        """Each candidate's amounts in words."""
        parts = [
            f"{row.label}: {YOU_PAY} {self._amounts(row.cash)}, {WHOLE} {self._amounts(row.whole)}"
            for row in self.rows
        ]
        return f"{self.unit}. {'; '.join(parts)}."

    def _amounts(self, span: Span | None) -> str:
        if span is None:
            return "not known"
        low, middle, high = (whole(end, self.currency) for end in (span.low, span.middle, span.high))
        return middle if span.low == span.high else f"{middle} ({low} to {high})"


@dataclass(frozen=True)
class MonthDot:
    """One month of a figure: what it is called, its `value`, and whether it was "kept", "missed" or else.

    `low` and `high` are where nine of ten such months fall by chance, `promised` the target; `yardstick`: it
    is one of the months that others are held against, `led`: one of those that led to what is said.
    """

    label: str
    letter: str
    state: MonthState
    words: str
    value: float | None
    low: float | None
    high: float | None
    promised: float | None
    yardstick: bool
    led: bool


@dataclass(frozen=True)
class MonthlyFigure:
    """One figure month by month, beside what was promised and what chance does."""

    title: str
    unit: str
    dots: tuple[MonthDot, ...]

    @property
    def alternative(self) -> str:
        """Each month in words."""
        parts = "; ".join(f"{dot.label}: {self.said(dot)}" for dot in self.dots)
        targets = list(dict.fromkeys(plain(dot.promised) for dot in self.dots if dot.promised is not None))
        promised = f" Promised: {listed(targets)}." if targets else ""
        led = [dot.label for dot in self.dots if dot.led]
        word = f" What is said of it rests on {listed(led)}." if led else ""
        return f"{self.unit}. {parts}.{promised}{word}"

    def said(self, dot: MonthDot) -> str:
        """One month: its figure, and what became of the promise."""
        return ", ".join(
            part for part in (plain(dot.value) if dot.value is not None else "", dot.words) if part
        )


@dataclass(frozen=True)
class ReviewDot:
    """One review: its day, its index from 0 to 100, and the word for it."""

    label: str
    value: float
    words: str


@dataclass(frozen=True)
class DrivingByReview:
    """Who is driving, review by review; `bands` are the words from the top down, each with its lower end."""

    title: str
    bands: tuple[tuple[str, float], ...]
    dots: tuple[ReviewDot, ...]

    @property
    def alternative(self) -> str:
        """Each review in words."""
        parts = "; ".join(f"{dot.label}: {plain(dot.value)} of 100, {dot.words}" for dot in self.dots)
        return f"{parts}."


def whole(amount: float, currency: str) -> str:
    """An amount in whole units, in the way of the currency's place."""
    return figures(Decimal(amount), currency, cents=False)


Chart = MoneyRanges | ThreePartBars | Waterfall | ValueForMoney | RankShares | MonthlyFigure | DrivingByReview
