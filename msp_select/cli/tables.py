"""Text tables that fit a terminal: widths by cells, bars in three parts, nothing by colour."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

PROVEN, CLAIMED, UNKNOWN = "█", "▓", "░"


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining ones none."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def fitted(text: str, width: int) -> str:
    """`text` padded to `width` cells, or cut with an ellipsis."""
    text = " ".join(text.split())
    while cells(text) > width:
        text = text[: -2 if text.endswith("…") else -1].rstrip() + "…"
    return text + " " * (width - cells(text))


def bar(proven: float, claimed: float, width: int, *, unknown: float | None = None) -> str:
    """A bar of `width` cells for 0..100: proven solid, claimed shaded, unknown outlined, the rest blank."""
    ends = [round(min(max(x, 0.0), 100.0) * width / 100) for x in (proven, claimed, unknown or claimed)]
    solid, shaded, outlined = ends[0], max(ends[1] - ends[0], 0), max(ends[2] - max(ends[:2]), 0)
    return (PROVEN * solid + CLAIMED * shaded + UNKNOWN * outlined).ljust(width)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> list[str]:
    """Lines of a table with columns as wide as their widest cell; columns in `right` end flush."""
    lines = [tuple(header), *(tuple(row) for row in rows)]
    widths = [max(cells(line[k]) for line in lines) for k in range(len(header))]
    return [
        "  ".join(
            " " * (width - cells(cell)) + cell if k in right else cell + " " * (width - cells(cell))
            for k, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def on_terminal() -> bool:
    """Whether a person is reading, on a terminal that can show the bars."""
    return can_draw() and sys.stdout.isatty()


def can_draw() -> bool:
    """Whether the signs of bars and pictures can be printed."""
    out: TextIO | None = sys.stdout  # None where the caller has closed it
    return out is not None and (out.encoding or "").lower().replace("-", "").startswith("utf")


def width() -> int:
    """The terminal's width, from 60 to 110 cells."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, 60), 110)


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> list[str]:
    """`text` in lines no wider than the terminal, words whole."""
    lines, line = [], first if first is not None else indent
    empty = True
    for word in text.split():
        candidate = line + ("" if empty else " ") + word
        if cells(candidate) > width() and not empty:
            lines.append(line)
            line, empty = indent + word, False
        else:
            line, empty = candidate, False
    return [*lines, line]
