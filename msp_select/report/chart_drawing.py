"""Charts as shapes: one function a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from msp_select.phrases.en.labels import GROUPS, NOT_KNOWN
from msp_select.phrases.en.words import share_percent, signed
from msp_select.report.chart_data import (
    WHOLE,
    YOU_PAY,
    Bar,
    Chart,
    DrivingByReview,
    MoneyRanges,
    MonthlyFigure,
    RankShares,
    Shares,
    Span,
    ThreePartBars,
    ValueForMoney,
    Waterfall,
    whole,
)
from msp_select.report.chart_drawing_after import driving_by_review, monthly_figure
from msp_select.report.drawing_shapes import (
    WIDTH,
    Anchor,
    Box,
    Disc,
    Drawing,
    Fill,
    Shape,
    Stroke,
    Words,
    fitted,
    wrapped,
)

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Group

BELOW_LABEL = 22.0  # a bar and the room below it, under the lines of its label
LINE = 13.0
SOLID: Fill = "solid"
HATCHED: Fill = "hatched"
THICK = 11.0
NAMES = 130.0  # beside the amounts; names that take more than two lines there stand above them
LEAST = 1e-9  # points over the whole width: one divided by far less is infinite
LEFT, RIGHT = 1.0, WIDTH - 1.0  # what is drawn keeps its outline inside the picture


def drawn(chart: Chart) -> Drawing:
    """The chart as shapes."""
    match chart:
        case MoneyRanges():
            return _money_ranges(chart)
        case ThreePartBars():
            return _three_part(chart)
        case Waterfall():
            return _waterfall(chart)
        case ValueForMoney():
            return _value_for_money(chart)
        case RankShares():
            return _rank_shares(chart)
        case MonthlyFigure():
            return monthly_figure(chart)
        case DrivingByReview():
            return driving_by_review(chart)


def _three_part(chart: ThreePartBars) -> Drawing:
    shapes: list[Shape] = []
    y = 0.0
    group: Group = "acceptable"
    for bar in chart.bars:
        if bar.group != group:
            group = bar.group
            shapes.append(Words(LEFT, y + 16, GROUPS[group].heading, weight="soft"))
            y += 24
        shapes += _bar(bar, y)
        y += LINE * len(wrapped(bar.label, WIDTH - 50)) + BELOW_LABEL
    shapes += _scale(y)
    y += 20
    legend: tuple[tuple[Fill, str], ...] = (
        ("solid", "proven"),
        ("hatched", "claimed, not proven"),
        ("hollow", NOT_KNOWN),
    )
    shapes += _legend(legend, y)
    shapes += [Stroke(((345, y), (345, y + 11)), weight="strong"), Words(351, y + 9, chart.measure)]
    return Drawing(y + 16, tuple(shapes))


def _bar(bar: Bar, y: float) -> Iterator[Shape]:
    lines = wrapped(bar.label, WIDTH - 50)
    top = y + LINE * len(lines) + 3
    yield from _label(lines, y)
    yield Words(RIGHT, y + 12, f"{bar.value:.1f}", "end", "strong")
    parts: tuple[tuple[Fill, float, float], ...] = (
        ("solid", 0.0, bar.proven),
        ("hatched", bar.proven, bar.claimed),
        ("hollow", bar.claimed, bar.possible),
    )
    for fill, start, end in parts:
        if end - start > 0.05:
            yield Box(_at(start), top, _at(end) - _at(start), THICK, fill)
    yield Stroke(((_at(bar.value), top - 2), (_at(bar.value), top + THICK + 2)), weight="strong")


def _label(lines: list[str], y: float) -> Iterator[Shape]:
    for k, line in enumerate(lines):
        yield Words(LEFT, y + 12 + k * LINE, line)


def _at(value: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(max(value, 0.0), 100.0) / 100.0


def _scale(y: float) -> Iterator[Shape]:
    yield Stroke(((LEFT, y), (RIGHT, y)), weight="soft")
    for value in (0, 25, 50, 75, 100):
        anchor: Anchor = "start" if value == 0 else "end" if value == 100 else "middle"
        yield Stroke(((_at(value), y - 2), (_at(value), y + 2)), weight="soft")
        yield Words(_at(value), y + 12, str(value), anchor, "soft", 9.0)


def _legend(items: tuple[tuple[Fill, str], ...], y: float) -> Iterator[Shape]:
    x = LEFT
    for fill, text in items:
        yield Box(x, y, 16, THICK, fill)
        yield Words(x + 21, y + 9, text)
        x += 21 + 5.8 * len(text) + 8


def _waterfall(chart: Waterfall) -> Drawing:
    names, figures, row = 138.0, 42.0, 17.0
    ends = [0.0]
    for step in chart.steps:
        ends.append(ends[-1] + step.points)
    low, high = min(ends), max(ends)
    scale = (WIDTH - names - figures - 8) / max(high - low, LEAST)

    def at(points: float) -> float:
        return names + 4 + (points - low) * scale

    shapes: list[Shape] = []
    y = 2.0
    for step, start, end in zip(chart.steps, ends, ends[1:], strict=False):
        shapes.append(Words(LEFT, y + 10, fitted(step.label, names)))
        fill: Fill = "solid" if step.points > 0 else "hatched"
        shapes.append(
            Box(at(min(start, end)), y + 1, max(abs(step.points) * scale, 0.8), row - 6, fill),
        )
        shapes.append(Stroke(((at(end), y + 1), (at(end), y + row + 1)), weight="soft"))
        shapes.append(Words(RIGHT, y + 10, signed(step.points), "end"))
        y += row
    shapes.append(Stroke(((LEFT, y), (RIGHT, y)), weight="soft"))
    shapes.append(Words(LEFT, y + 13, "together", weight="strong"))
    shapes.append(
        Box(at(min(0.0, chart.total)), y + 4, max(abs(chart.total) * scale, 0.8), row - 6, "dotted")
    )
    shapes.append(Words(RIGHT, y + 13, signed(chart.total), "end", "strong"))
    shapes.append(Stroke(((at(0), 0), (at(0), y + row + 2)), weight="plain"))
    y += row + 8
    sides: tuple[tuple[Fill, str], ...] = (("solid", chart.ahead), ("hatched", chart.behind))
    for fill, name in sides:
        shapes.append(Box(LEFT, y, 16, THICK, fill))
        for line in wrapped(f"speaks for {name}", WIDTH - 25):
            shapes.append(Words(LEFT + 21, y + 9, line))
            y += LINE
        y += 3
    return Drawing(y + 2, tuple(shapes))


def _money_ranges(chart: MoneyRanges) -> Drawing:
    above = any(len(wrapped(row.label, NAMES)) > 2 for row in chart.rows)
    names = LEFT if above else NAMES
    spans = [span for row in chart.rows for span in (row.cash, row.whole) if span]
    low, high = min(0.0, *(span.low for span in spans)), max(1.0, *(span.high for span in spans))
    step = _round_step((high - low) / 4)
    start, end = step * floor(low / step), step * ceil(high / step)

    def at(amount: float) -> float:
        return names + 4 + (RIGHT - names - 4) * (amount - start) / (end - start)

    shapes: list[Shape] = []
    bands: list[tuple[float, float]] = []  # where the lines of the scale are drawn, under no name
    y = 2.0
    for row in chart.rows:
        lines = wrapped(row.label, WIDTH if above else names)
        shapes += _label(lines, y)
        if above:
            y += LINE * len(lines) + 2
            bands.append((y, y + 20))
        shapes += _span(row.cash, SOLID, y + 2, at)
        shapes += _span(row.whole, HATCHED, y + 11, at)
        y += 23.0 if above else max(23.0, LINE * len(lines) + 3)
    for k in range(round((end - start) / step) + 1):
        x = at(start + k * step)
        anchor: Anchor = "end" if x > RIGHT - 25 else "middle"
        for top, bottom in bands or [(0.0, y)]:
            shapes.append(Stroke(((x, top), (x, bottom)), weight="soft"))
        shapes.append(Words(x, y + 10, whole(start + k * step, chart.currency), anchor, "soft", 9.0))
    y += 18
    shapes += _legend(((SOLID, YOU_PAY), (HATCHED, WHOLE)), y)
    shapes.append(Words(RIGHT, y + 9, chart.unit, "end", "soft", 9.0))
    return Drawing(y + 16, tuple(shapes))


def _span(span: Span | None, fill: Fill, y: float, at: Callable[[float], float]) -> Iterator[Shape]:
    """A bar from the lowest to the highest, the middle marked across it."""
    if span is None:
        yield Words(at(0), y + 7, "not known", weight="soft", size=9.0)
        return
    yield Box(at(span.low), y, max(at(span.high) - at(span.low), 1.5), 7, fill)
    yield Stroke(((at(span.middle), y - 1.5), (at(span.middle), y + 8.5)), weight="strong")


def _value_for_money(chart: ValueForMoney) -> Drawing:
    left, top, bottom = 30.0, 20.0, 230.0
    dearest = max(1.0, *(point.cash for point in chart.points))
    step = _round_step(dearest / 4)
    most = step * ceil(dearest * 1.04 / step)

    def at(cash: float, quality: float) -> tuple[float, float]:
        x = left + 10 + (RIGHT - left - 20) * max(cash, 0.0) / most
        return x, bottom - (bottom - top) * min(max(quality, 0.0), 100.0) / 100.0

    shapes: list[Shape] = [Words(LEFT, 11, "quality, 0 to 100", weight="soft", size=9.0)]
    for quality in (0, 25, 50, 75, 100):
        y = at(0, quality)[1]
        shapes.append(Stroke(((left, y), (RIGHT, y)), weight="soft"))
        shapes.append(Words(left - 4, y + 3, str(quality), "end", "soft", 9.0))
    for k in range(int(most / step) + 1):
        x = at(k * step, 0)[0]
        shapes.append(Stroke(((x, bottom), (x, bottom + 4)), weight="soft"))
        anchor: Anchor = "end" if x > RIGHT - 25 else "middle"
        shapes.append(
            Words(
                x + (8 if anchor == "end" else 0),
                bottom + 14,
                whole(k * step, chart.currency),
                anchor,
                "soft",
                9.0,
            )
        )
    shapes.append(Words(RIGHT, bottom + 27, chart.unit, "end", "soft", 9.0))
    line = sorted((p for p in chart.points if p.on_line), key=lambda p: p.cash)
    shapes.append(Stroke(tuple(at(p.cash, p.quality) for p in line), weight="strong", dashed=True))
    beside = _numbers_apart([(point.number, *at(point.cash, point.quality)) for point in chart.points])
    for point in reversed(chart.points):
        x, y = at(point.cash, point.quality)
        fill: Fill = "solid" if point.on_line else "paper"
        shapes.append(
            Disc(x, y, 8, fill) if point.acceptable else Box(x - 7.5, y - 7.5, 15, 15, fill),
        )
        if point.number not in beside:
            shapes.append(
                Words(x, y + 3.2, point.number, "middle", "strong", 9.0, on_solid=point.on_line),
            )
    y = bottom + 40
    shapes += _marks_explained(y)
    y += 50
    column = max(16.0, 8.0 * max((len(point.number) for point in chart.points), default=0))
    for left_one, right_one in zip_longest(chart.points[::2], chart.points[1::2]):
        deepest = y
        for x, one in ((LEFT, left_one), (LEFT + WIDTH / 2, right_one)):
            if one is not None:
                shapes.append(Words(x + column, y + 10, one.number, "end", "strong"))
                place = f" (behind {beside[one.number]})" if one.number in beside else ""
                lines = wrapped(f"{one.name}{place}", WIDTH / 2 - column - 14)
                shapes += (Words(x + column + 6, y + 10 + k * LINE, line) for k, line in enumerate(lines))
                deepest = max(deepest, y + LINE * len(lines) + 2)
        y = deepest
    return Drawing(y + 4, tuple(shapes))


def _numbers_apart(places: list[tuple[str, float, float]]) -> dict[str, str]:
    """Whose number would stand over that of a better one, and over whose."""
    shown: list[tuple[str, float, float]] = []
    behind: dict[str, str] = {}
    for number, x, y in places:
        over = next((one for one, x1, y1 in shown if abs(x - x1) < 12 and abs(y - y1) < 10), None)
        if over is None:
            shown.append((number, x, y))
        else:
            behind[number] = over
    return behind


def _marks_explained(y: float) -> Iterator[Shape]:
    yield Stroke(((LEFT, y + 6), (LEFT + 16, y + 6)), weight="strong", dashed=True)
    yield Words(LEFT + 22, y + 10, "the line: nobody else is both cheaper and better")
    yield Disc(LEFT + 8, y + 22, 6, "solid")
    yield Words(LEFT + 22, y + 26, "on the line")
    yield Disc(LEFT + 108, y + 22, 6, "paper")
    yield Words(LEFT + 122, y + 26, "matched or beaten")
    yield Box(LEFT + 222, y + 16, 12, 12, "paper")
    yield Words(LEFT + 240, y + 26, "square: must-have not met")


def _round_step(rough: float) -> float:
    """A step of 1, 2 or 5 times a power of ten, at least as large as asked for."""
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def _rank_shares(chart: RankShares) -> Drawing:
    shapes: list[Shape] = []
    y = 0.0
    for row in chart.rows:
        shapes += _share_row(row, y)
        y += LINE * len(wrapped(row.label, WIDTH - 110)) + BELOW_LABEL
    legend: tuple[tuple[Fill, str], ...] = (
        ("solid", "first"),
        ("hatched", "second"),
        ("dotted", "third"),
        ("hollow", "later"),
    )
    shapes += _legend(legend, y + 4)
    return Drawing(y + 20, tuple(shapes))


def _share_row(row: Shares, y: float) -> Iterator[Shape]:
    lines = wrapped(row.label, WIDTH - 110)
    top = y + LINE * len(lines) + 3
    yield from _label(lines, y)
    yield Words(RIGHT, y + 12, f"first in {share_percent(row.first)}", "end", "strong")
    start = 0.0
    parts: tuple[tuple[Fill, float], ...] = (
        ("solid", row.first),
        ("hatched", row.second),
        ("dotted", row.third),
        ("hollow", row.later),
    )
    for fill, share in parts:
        if share > 0.0005:
            yield Box(_at(100 * start), top, _at(100 * share) - LEFT, THICK, fill)
        start += share
