"""What happened since signing as shapes: a dot for every month, and one for every review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from msp_select.report.chart_data import DrivingByReview, MonthDot, MonthlyFigure
from msp_select.report.drawing_shapes import WIDTH, Box, Disc, Drawing, Shape, Stroke, Words, fitted

LEFT, RIGHT, TOP, BOTTOM = 34.0, WIDTH - 6.0, 10.0, 150.0
DOT = 3.4
Height = Callable[[float], float]


def monthly_figure(chart: MonthlyFigure) -> Drawing:
    """Months along; a filled dot kept, an open one missed, ? not reported, a dotted box what chance does."""
    step = (RIGHT - LEFT) / len(chart.dots)
    numbers = [n for dot in chart.dots for n in (dot.value, dot.low, dot.high, dot.promised) if n is not None]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    span = max(high - low, 1e-9)

    def at(value: float) -> float:
        return BOTTOM - 6 - (BOTTOM - TOP - 12) * (value - low) / span

    shapes: list[Shape] = []
    places = [(LEFT + step * (n + 0.5), dot) for n, dot in enumerate(chart.dots)]
    for x, dot in places:
        if dot.low is not None and dot.high is not None:
            height = max(at(dot.low) - at(dot.high), 0.8)
            shapes.append(Box(x - step * 0.45, at(dot.high), step * 0.9, height, "dotted"))
    shapes += _promised(places, step, at)
    shapes += [Stroke(((LEFT, TOP), (LEFT, BOTTOM))), Stroke(((LEFT, BOTTOM), (RIGHT, BOTTOM)))]
    for value in (low, high) if high > low else (low,):
        shapes.append(Words(LEFT - 3, at(value) + 3, _short(value), "end", "soft", 9.0))
    for x, dot in places:
        shapes += _dot(x, dot, at)
    shapes += _letters(places, step)
    return Drawing(_legend(shapes, chart), tuple(shapes))


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 20 else f"{value:.1f}"


def _promised(places: list[tuple[float, MonthDot]], step: float, at: Height) -> Iterator[Shape]:
    """The promise as a line, broken where it was changed."""
    for value, some in groupby(places, key=lambda place: place[1].promised):
        if value is not None:
            xs = [x for x, _ in some]
            ends = ((xs[0] - step / 2, at(value)), (xs[-1] + step / 2, at(value)))
            yield Stroke(ends, weight="strong", dashed=True)


def _dot(x: float, dot: MonthDot, at: Height) -> Iterator[Shape]:
    if dot.value is not None:
        yield Disc(x, at(dot.value), DOT, "paper" if dot.state == "missed" else "solid")
    elif dot.state == "not_reported":
        yield Words(x, BOTTOM - 3, "?", "middle", "strong")


def _letters(places: list[tuple[float, MonthDot]], step: float) -> Iterator[Shape]:
    """The months below the line, those held against with a thin line, those that led to the word a strong."""
    every = max(1, round(9 / step))
    for n, (x, dot) in enumerate(places):
        if n % every == 0:
            yield Words(x, BOTTOM + 11, dot.letter, "middle", "soft", 9.0)
        ends = ((x - step * 0.45, BOTTOM + 15), (x + step * 0.45, BOTTOM + 15))
        if dot.led:
            yield Stroke(ends, weight="strong")
        elif dot.yardstick:
            yield Stroke(ends, weight="soft")


def _legend(shapes: list[Shape], chart: MonthlyFigure) -> float:
    """What the signs mean, added to the shapes; how high the picture is with it."""
    y = BOTTOM + 32
    span = f"{chart.unit}, {chart.dots[0].label} to {chart.dots[-1].label}"
    shapes.append(Words(1, y, fitted(span, WIDTH - 4, 9.0), weight="soft", size=9.0))
    y += 14
    shapes += [Disc(6, y - 3, DOT, "solid"), Words(14, y, "kept, or as it came", size=9.0)]
    shapes += [Disc(122, y - 3, DOT, "paper"), Words(130, y, "missed", size=9.0)]
    shapes += [Words(176, y, "?", weight="strong"), Words(186, y, "not reported", size=9.0)]
    shapes += [Box(262, y - 8, 12, 9, "dotted"), Words(278, y, "nine of ten by chance", size=9.0)]
    y += 14
    shapes += [Stroke(((1, y - 3), (13, y - 3)), "strong", dashed=True), Words(17, y, "promised", size=9.0)]
    shapes += [Stroke(((122, y - 3), (134, y - 3)), "soft"), Words(138, y, "the yardstick", size=9.0)]
    shapes += [Stroke(((222, y - 3), (234, y - 3)), "strong"), Words(238, y, "led to the word", size=9.0)]
    return y + 6


def driving_by_review(chart: DrivingByReview) -> Drawing:
    """A dot for every review from 0 to 100, the words as bands."""
    step = (RIGHT - LEFT) / len(chart.dots)

    def at(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / 100

    shapes: list[Shape] = [Stroke(((LEFT, TOP), (LEFT, BOTTOM))), Stroke(((LEFT, BOTTOM), (RIGHT, BOTTOM)))]
    top = 100.0
    for word, low in chart.bands:
        shapes.append(Stroke(((LEFT, at(low)), (RIGHT, at(low))), "soft"))
        shapes.append(Words(RIGHT - 2, at(top) + 11, word, "end", "soft", 9.0))
        shapes.append(Words(LEFT - 3, at(low) + 3, f"{low:.0f}", "end", "soft", 9.0))
        top = low
    places = [(LEFT + step * (n + 0.5), dot) for n, dot in enumerate(chart.dots)]
    shapes.append(Stroke(tuple((x, at(dot.value)) for x, dot in places), "soft"))
    every = max(1, round(44 / step))
    for n, (x, dot) in enumerate(places):
        shapes.append(Disc(x, at(dot.value), DOT, "solid"))
        if n % every == 0:
            shapes.append(Words(x, BOTTOM + 12, fitted(dot.label, step * every, 9.0), "middle", "soft", 9.0))
    return Drawing(BOTTOM + 18, tuple(shapes))
