"""Charts drawn with text cells; each says in words what its bars say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from msp_select.ui.literal_text import padded
from msp_select.ui.widgets.bars import plain_bar, right, signed_bar

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Point:
    """One candidate in the chart of cost and quality; `best`: nobody is better on both."""

    name: str
    cost: float
    merit: float
    best: bool


def letters(count: int) -> list[str]:
    """A letter for each of so many points; beyond the alphabet a dot."""
    return [LETTERS[k] if k < len(LETTERS) else "•" for k in range(count)]


def value_chart(points: Sequence[Point], width: int, height: int, unit: str) -> list[Content]:
    """Cost to the right, quality upwards; who is beaten by nobody is a capital, joined by the dotted line."""
    if not points:
        return []
    low, high = min(p.cost for p in points), max(p.cost for p in points)
    room = max(width - 7, 10)

    def column(cost: float) -> int:
        return round((cost - low) / (high - low) * (room - 1)) if high > low else room // 2

    def row(merit: float) -> int:
        return height - 1 - round(min(max(merit, 0.0), 100.0) / 100 * (height - 1))

    grid = [[" "] * room for _ in range(height)]
    line = sorted((p for p in points if p.best), key=lambda p: p.cost)
    for a, b in pairwise(line):
        start, end = column(a.cost), column(b.cost)
        for x in range(start, end + 1):
            share = (x - start) / (end - start) if end > start else 1.0
            grid[row(a.merit + share * (b.merit - a.merit))][x] = "·"
    for letter, point in zip(letters(len(points)), points, strict=True):
        x, y = column(point.cost), row(point.merit)
        while grid[y][x] not in " ·" and x + 1 < room:
            x += 1
        grid[y][x] = letter.upper() if point.best else letter
    ticks = {0: "100", height - 1: "0", (height - 1) // 2: "50"}
    drawn = [
        Content.assemble((right(ticks.get(y, ""), 4), "$text-muted"), " │", ("".join(cells), "bold"))
        for y, cells in enumerate(grid)
    ]
    ends = "least", "most"  # the amounts stand below, with their currency
    middle = f"{unit} →".center(max(room - len(ends[0]) - len(ends[1]), 0))
    return [
        Content.styled("quality", "$text-muted"),
        *drawn,
        Content("     └" + "─" * room),
        Content.styled(f"      {ends[0]}{middle}{ends[1]}", "$text-muted"),
    ]


def difference_chart(rows: Sequence[tuple[str, float, str]], width: int, together: float) -> list[Content]:
    """One bar a criterion, for on the right and against on the left, largest first; they add up exactly."""
    towards = max((value for _, value, _ in rows if value > 0), default=0.0)
    against = max((-value for _, value, _ in rows if value < 0), default=0.0)
    label = min(max((len(title) for title, _, _ in rows), default=0), 22)
    label = max(label, len("together"))
    bar = 18 if width < 100 else 36
    lines = []
    for title, value, words in rows:
        colour = "$text-success" if value >= 0 else "$text-warning"
        rest = max(width - label - bar - 11, 0)
        lines.append(
            Content.assemble(
                "  ",
                padded(title, label),
                f" {value:+6.1f} ",
                (signed_bar(value, against, towards, bar), colour),
                " ",
                padded(words, rest),
            )
        )
    lines.append(Content.styled(f"  {padded('together', label)} {together:+6.1f}", "bold"))
    return lines


def range_bar(now: float, low: float, high: float, width: int) -> str:
    """0..100: where a weight may lie (━), where it lies now (●), where another would lead (·)."""
    at = [round(min(max(x, 0.0), 100.0) / 100 * (width - 1)) for x in (low, high, now)]
    cells = ["━" if at[0] <= x <= at[1] else "·" for x in range(width)]
    cells[at[2]] = "●"
    return "".join(cells)


def share_chart(rows: Sequence[tuple[str, float, str]], width: int) -> list[Content]:
    """One bar for each share of 100, with its words."""
    label = min(max((len(title) for title, _, _ in rows), default=0), 26)
    bar = max(width - label - 24, 10)
    return [
        Content.assemble(
            "  ", padded(title, label), " ", (plain_bar(value / 100, bar), "$primary"), " ", words
        )
        for title, value, words in rows
    ]
