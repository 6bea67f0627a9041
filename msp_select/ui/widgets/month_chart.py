"""One figure month by month, drawn with text cells: a dot each, the promise as a line, gaps as gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from msp_select.ui.literal_text import wrapped
from msp_select.ui.widgets.bars import right

Mark = Literal["kept", "missed", "plain"]
DOTS: dict[Mark, str] = {"kept": "●", "missed": "○", "plain": "●"}
HEIGHT, CELLS = 10, 2
LEAST_STEPS = 40  # a step is at least this part of the largest figure, and of a share one of 100
AXIS = 8  # cells to the left of the figures
BY_CHANCE, PROMISED = "░", "─"


@dataclass(frozen=True)
class MonthDot:
    """One month: its letter, the figure or None where none came, its mark, and where chance alone puts it."""

    letter: str
    value: float | None
    mark: Mark = "plain"
    by_chance: tuple[float, float] | None = None


@dataclass(frozen=True)
class MonthChart:
    """The months in order; `base` first ones are the yardstick, the `stretch` last ones led to the word."""

    dots: Sequence[MonthDot]
    promised: float | None
    unit: str
    legend: str
    base: int = 0
    stretch: int = 0


def month_chart(chart: MonthChart, width: int) -> list[Content]:
    """The latest months that there is room for; nothing where no figure came at all."""
    room = max((width - AXIS - 1) // CELLS, 6)
    cut = max(len(chart.dots) - room, 0)
    dots = chart.dots[cut:]
    there = [dot.value for dot in dots if dot.value is not None]
    if not there:
        return []
    ends = [*there, *([] if chart.promised is None else [chart.promised])]
    low, high = min(ends), max(ends)
    least = 1.0 if chart.unit else max(abs(high), 1.0) / LEAST_STEPS
    step = max((high - low) / (HEIGHT - 1), least)
    levels = [high - at * step for at in range(HEIGHT)]
    line = None if chart.promised is None else min(levels, key=lambda at: abs(at - (chart.promised or 0.0)))
    lines = [_row(dots, level, step, chart, promised=line == level) for level in levels]
    lines.append(Content(f"{' ' * (AXIS - 1)}└{'─' * CELLS * len(dots)}"))
    letters = "".join(f"{'?' if dot.value is None else dot.letter} " for dot in dots)
    lines.append(Content(f"{' ' * AXIS}{letters}"))
    lines += _below(chart, cut, len(dots))
    return [*lines, *(Content.styled(line, "$text-muted") for line in wrapped(chart.legend, width))]


def _row(
    dots: Sequence[MonthDot], level: float, step: float, chart: MonthChart, *, promised: bool
) -> Content:
    cells = []
    for dot in dots:
        if dot.value is not None and abs(dot.value - level) <= step / 2 + 1e-9:
            cells.append(f"{DOTS[dot.mark]} ")
        elif dot.by_chance is not None and dot.by_chance[0] <= level <= dot.by_chance[1]:
            cells.append(BY_CHANCE * CELLS)
        else:
            cells.append((PROMISED if promised else " ") * CELLS)
    scale = right(f"{level:.0f}{chart.unit}" if step >= 1 else f"{level:.1f}{chart.unit}", AXIS - 2)
    return Content.assemble((scale, "$text-muted"), " ┤", "".join(cells))


def _below(chart: MonthChart, cut: int, shown: int) -> Iterator[Content]:
    """Under the months: which are the yardstick, and which led to the word."""
    base = max(min(chart.base - cut, shown), 0) * CELLS
    stretch = min(chart.stretch, shown) * CELLS
    if base or stretch:
        under = f"{'·' * base}{' ' * max(shown * CELLS - base - stretch, 0)}{'▔' * stretch}"
        yield Content(f"{' ' * AXIS}{under}")
