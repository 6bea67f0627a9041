"""What a chart is drawn with: a few shapes in the units of a picture that is 400 wide."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from msp_select.report.letters import letters

WIDTH = 400.0
LETTER = 0.53  # of the font's size: the mean width of a letter, taken on the safe side

Fill = Literal["solid", "hatched", "dotted", "hollow", "paper"]
Anchor = Literal["start", "middle", "end"]
Weight = Literal["plain", "strong", "soft"]


@dataclass(frozen=True)
class Box:
    """A rectangle; how it is filled says what it means, so that colour need not."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    kind: str = "box"


@dataclass(frozen=True)
class Stroke:
    """A line from point to point."""

    points: tuple[tuple[float, float], ...]
    weight: Weight = "plain"
    dashed: bool = False
    kind: str = "stroke"

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


@dataclass(frozen=True)
class Words:
    """One line of text."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    weight: Weight = "plain"
    size: float = 11.0
    on_solid: bool = False
    kind: str = "words"


@dataclass(frozen=True)
class Disc:
    """A round mark."""

    x: float
    y: float
    radius: float
    fill: Fill
    kind: str = "disc"


Shape = Box | Stroke | Words | Disc


@dataclass(frozen=True)
class Drawing:
    """Shapes in the order they are drawn, and how high the picture is."""

    height: float
    shapes: tuple[Shape, ...]


def fitted(text: str, width: float, size: float = 11.0) -> str:
    """The text, cut with an ellipsis where it would be wider than that."""
    room = width / (size * LETTER)
    if _cells(text) <= room:
        return text
    parts = letters(text)
    while parts and _cells("".join(parts)) > room - 1:
        parts.pop()
    return f"{''.join(parts).rstrip()}…"


def wrapped(text: str, width: float, size: float = 11.0) -> list[str]:
    """The text in as many lines as it takes, broken at blanks and after hyphens, and inside wider words."""
    room = width / (size * LETTER)
    lines = [""]
    for blank, word in re.findall(r"( ?)([^ -]*-+|[^ -]+)", text):
        joined = f"{lines[-1]}{blank}{word}" if lines[-1] else word
        if _cells(joined) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in letters(word):
            if lines[-1] and _cells(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return lines


def _cells(text: str) -> float:
    return sum(map(_width, text))


def _width(letter: str) -> float:
    """In mean letters; never less than the letter takes in a usual font."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    if letter in "MWmw@%":
        return 1.8
    return 1.3 if letter.isupper() else 1.0
