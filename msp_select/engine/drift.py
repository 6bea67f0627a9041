"""Whether monthly figures got worse, held against their own first months: drift or noise.

A month of a measure is None (not reported) or (value, of): a share is value of `of`; of a count or an amount
`of` is None. The scales on which chance is equally wide are those of Anscombe 1948 (arc sine, root) and the
logarithm; judged like an individuals chart with a frozen yardstick (Wheeler, Understanding Variation).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import asin, exp, log, pi, sin, sqrt
from typing import Literal

Kind = Literal["share", "count", "amount"]
Worse = Literal[1, -1]
Figure = tuple[float, float | None] | None
Row = tuple[int, float, float]
"""A usable month: its place, its value, and of how many (1 where it is no share)."""


@dataclass(frozen=True)
class Rule:
    """The constants of the rule, as the content states them."""

    yardstick: int
    long_yardstick: int
    long_from: int
    shortest: int
    longest: int
    watch: float
    drift: float
    together: float
    one_month: float
    alone: float
    correlation: float
    judged_together: int
    prior_pairs: int
    prior_spread: float
    prior_step: float
    largest_jump: float
    fewest_cases: int
    added: float


@dataclass(frozen=True)
class Judged:
    """One usable month behind the yardstick, held against it; above 0 is worse, in standard errors.

    `z` is the best stretch, `stretch` its length and `since` the place of its first month; `one` the month
    alone, `by_length` every stretch, and `base` how many months the yardstick has.
    """

    month: int
    z: float
    stretch: int
    since: int
    one: float
    base: int
    by_length: Mapping[int, float]


def usable(rule: Rule, kind: Kind, months: Sequence[Figure]) -> list[Row]:
    """What was reported, in order; a share of too few cases is added to the next month."""
    rows: list[Row] = []
    met, of = 0.0, 0.0
    for place, figure in enumerate(months):
        if figure is None:
            continue
        value, cases = figure
        if kind != "share":
            rows.append((place, float(value), 1.0))
        elif cases and value <= cases:
            met, of = met + float(value), of + float(cases)
            if of >= rule.fewest_cases:
                rows.append((place, met, of))
                met = of = 0.0
    return rows


def level(rule: Rule, kind: Kind, rows: Sequence[Row]) -> tuple[float, float]:
    """The rows taken together, on the scale on which chance is equally wide, and their variance there."""
    if kind == "share":
        met, of = sum(row[1] for row in rows), sum(row[2] for row in rows)
        return asin(sqrt((met + 0.375) / (of + 0.75))), 1 / (4 * of + 2)
    if kind == "count":
        return sqrt(sum(row[1] for row in rows) / len(rows) + 0.375), 0.25 / len(rows)
    return sum(log(row[1] + rule.added) for row in rows) / len(rows), 1 / len(rows)


def steps(rule: Rule, kind: Kind, rows: Sequence[Row]) -> list[float]:
    """How much each month differs from the one before, squared, against what chance alone would do."""
    levels = [level(rule, kind, [row]) for row in rows]
    return [(a - b) ** 2 / (va + vb) for (a, va), (b, vb) in pairwise(levels)]


def spread(rule: Rule, kind: Kind, found: Sequence[float]) -> float:
    """The square of the usual step: against pure chance (at least 1), of an amount that of its logarithm."""
    prior = rule.prior_step**2 if kind == "amount" else rule.prior_spread
    most = rule.largest_jump * prior
    phi = (rule.prior_pairs * prior + sum(min(x, most) for x in found)) / (rule.prior_pairs + len(found))
    return phi if kind == "amount" else max(1.0, phi)


class _Stretches:
    """The level of any stretch of rows, with or without one of them, from sums kept once."""

    def __init__(self, rule: Rule, kind: Kind, rows: Sequence[Row]) -> None:
        self._kind = kind
        worth = [log(row[1] + rule.added) if kind == "amount" else row[1] for row in rows]
        self._worth, self._of = worth, [row[2] for row in rows]
        self._sums, self._sums_of = [0.0, *accumulate(worth)], [0.0, *accumulate(self._of)]
        self.alone = [self.level(at, at + 1) for at in range(len(rows))]

    def level(self, first: int, end: int, without: int | None = None) -> tuple[float, float]:
        """The rows from `first` up to, not with, `end`, taken together as `level` does it."""
        value, of = self._sums[end] - self._sums[first], self._sums_of[end] - self._sums_of[first]
        many = end - first
        if without is not None:
            value, of, many = value - self._worth[without], of - self._of[without], many - 1
        if self._kind == "share":
            return asin(sqrt((max(0.0, value) + 0.375) / (of + 0.75))), 1 / (4 * of + 2)
        if self._kind == "count":
            return sqrt(max(0.0, value) / many + 0.375), 0.25 / many
        return value / many, 1 / many


def judged(rule: Rule, kind: Kind, worse: Worse, months: Sequence[Figure]) -> list[Judged]:
    """One judgement for every usable month behind the yardstick, each from what was known by then."""
    rows = usable(rule, kind, months)
    jumps, levels = steps(rule, kind, rows), _Stretches(rule, kind, rows)
    found: list[Judged] = []
    base, quiet = rule.yardstick, True
    for at in range(rule.yardstick, len(rows)):
        if base == rule.yardstick and at + 1 >= rule.long_from and quiet:
            base = rule.long_yardstick
        against, phi = levels.level(0, base), spread(rule, kind, jumps[:at])
        by_length: dict[int, float] = {}
        for length in range(rule.shortest, rule.longest + 1):
            first = at + 1 - length
            if first < base:
                break
            whole = _z(worse, levels.level(first, at + 1), against, phi)
            # A stretch counts for at most so many times what is left of it without its worst month.
            worst = max(range(first, at + 1), key=lambda one: worse * levels.alone[one][0])
            rest = _z(worse, levels.level(first, at + 1, worst), against, phi)
            by_length[length] = min(whole, rule.alone * max(0.0, rest))
        z, stretch = max(((z, length) for length, z in by_length.items()), default=(0.0, 0))
        one = _z(worse, levels.alone[at], against, phi) if at >= base else 0.0
        since = rows[at + 1 - stretch][0] if stretch else rows[at][0]
        found.append(Judged(rows[at][0], z, stretch, since, one, base, by_length))
        quiet = quiet and z < rule.watch and one < rule.one_month
    return found


def _z(worse: Worse, some: tuple[float, float], against: tuple[float, float], phi: float) -> float:
    """How far worse a stretch is than the yardstick, in standard errors."""
    return worse * (some[0] - against[0]) / sqrt(phi * (some[1] + against[1]))


def together(rule: Rule, latest: Sequence[Judged]) -> tuple[float, int, int]:
    """All measures at once: the largest, the length of its stretch, and how many measures it rests on."""
    best = (0.0, 0, 0)
    for length in range(rule.shortest, rule.longest + 1):
        zs = [one.by_length[length] for one in latest if length in one.by_length]
        many = len(zs)
        if many < rule.judged_together or sum(z > 0 for z in zs) * 3 < many * 2:
            continue
        best = max(best, (sum(zs) / sqrt(many * (1 + (many - 1) * rule.correlation)), length, many))
    return best


def marks_fell(first: Sequence[int], now: Sequence[int]) -> tuple[float, float] | None:
    """By how many marks the mean fell, and in standard errors; None where fewer than five marks were given.

    Each is how many gave mark 1, 2, 3 and so on.
    """
    if sum(first) < 5 or sum(now) < 5:
        return None
    n0, mean0, var0 = _moments(first)
    n1, mean1, var1 = _moments(now)
    return mean0 - mean1, (mean0 - mean1) / sqrt(var0 / n0 + var1 / n1)


def _moments(counts: Sequence[int]) -> tuple[int, float, float]:
    n = sum(counts)
    mean = sum((at + 1) * many for at, many in enumerate(counts)) / n
    squares = sum(many * (at + 1 - mean) ** 2 for at, many in enumerate(counts))
    return n, mean, max(0.25, squares / max(1, n - 1))


NINE_OF_TEN = 1.645
"""Standard errors on both sides within which nine of ten fall by chance."""


def by_chance(rule: Rule, kind: Kind, base: Sequence[Row], phi: float, of: float) -> tuple[float, float]:
    """The range in which nine of ten months of so many cases fall by chance; of a share from 0 to 1."""
    middle, variance = level(rule, kind, base)
    month = 1 / (4 * of + 2) if kind == "share" else 0.25 if kind == "count" else 1.0
    half = NINE_OF_TEN * sqrt(phi * (variance + month))
    low, high = middle - half, middle + half
    if kind == "share":
        return sin(max(0.0, low)) ** 2, sin(min(pi / 2, high)) ** 2
    if kind == "count":
        return max(0.0, max(0.0, low) ** 2 - 0.375), max(0.0, high**2 - 0.375)
    return max(0.0, exp(low) - rule.added), max(0.0, exp(high) - rule.added)


def least_noticed(
    rule: Rule, kind: Kind, worse: Worse, start: float, of: float, phi: float, *, months: int, base: int
) -> float:
    """The level to which a figure must get worse for so many months to be noticed nine times in ten.

    `start` is its level now (a share from 0 to 1), `of` the cases of a month.
    """
    if kind == "share":
        variance = 1 / (4 * of * months + 2) + 1 / (4 * of * base + 2)
    else:
        variance = (0.25 if kind == "count" else 1.0) * (1 / months + 1 / base)
    step = worse * (rule.watch + 1.28) * sqrt(phi * variance)
    if kind == "share":
        return sin(min(pi / 2, max(0.0, asin(sqrt(start)) + step))) ** 2
    if kind == "count":
        return max(0.0, max(0.0, sqrt(start + 0.375) + step) ** 2 - 0.375)
    return max(0.0, exp(log(start + rule.added) + step) - rule.added)
