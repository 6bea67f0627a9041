"""The ruled rows of a page of a PDF: what stands between two lines or edges of shading of the same width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from msp_select.reading.pdf_lines import CELL, SAME_LINE, Line, Word, joined

MOST_SHAPES = 5_000
THIN = 3.0  # points: a shape thinner than that is a line
NEAR = 3.0  # points within which edges are one
LEAST_WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 40.0, 8.0, 240.0  # points, of a row
MOST_WORDS = 60  # in each cell: more is running text in columns

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Band:
    """A row between two rules, and the places at which it is ruled into cells."""

    left: float
    bottom: float
    right: float
    top: float
    edges: tuple[float, ...]

    def holds(self, word: Word) -> bool:
        """Whether a word stands in it."""
        middle = word.base + word.size / 2
        return (
            self.bottom < middle < self.top
            and self.left - NEAR < word.left
            and word.right < self.right + NEAR
        )


def bands_of(page: Any) -> list[Band]:
    """The ruled rows of a page, from top to bottom."""
    shapes = list(_shapes(page))
    rules = sorted(_rules(shapes), key=lambda rule: -rule[0])
    bands = []
    for at, (top, left, right) in enumerate(rules):
        under = (
            rule
            for rule in rules[at + 1 :]
            if abs(rule[1] - left) < NEAR and abs(rule[2] - right) < NEAR and top - rule[0] >= LEAST_HEIGHT
        )
        bottom = next((rule[0] for rule in under), None)
        if bottom is not None and top - bottom <= MOST_HEIGHT:
            edges = _edges(shapes, left, bottom, right, top)
            bands.append(Band(left, bottom, right, top, edges))
    return bands


def banded(words: Sequence[Word], bands: Iterable[Band]) -> tuple[list[Line], list[Word]]:
    """The ruled rows, each as one line however many its cells take, and the words in none of them."""
    left = list(words)
    rows: list[Line] = []
    for band in bands:
        inside = [word for word in left if band.holds(word)]
        crossed = any(word.left + 1 < edge < word.right - 1 for word in inside for edge in band.edges)
        if crossed or not (band.edges or _takes_several(inside)):
            continue  # where a word crosses an edge no row stands, but text between two tables
        cells = [joined(cell) for cell in _cells(inside, band.edges)]
        if len(cells) < 2 or all(cell.text.count(" ") > MOST_WORDS for cell in cells):
            continue
        taken = set(map(id, inside))
        left = [word for word in left if id(word) not in taken]
        rows.append(
            Line(
                max(word.base for word in inside),
                max(word.size for word in inside),
                inside,
                cells,
                min(word.base for word in inside),
            )
        )
    return rows, left


def _shapes(page: Any) -> Iterator[Box]:
    for number, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > MOST_SHAPES:
            return
        try:
            yield shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue


def _rules(shapes: Iterable[Box]) -> Iterator[tuple[float, float, float]]:
    """Lines from side to side and the upper and lower edges of boxes: their height, left and right."""
    parts: defaultdict[int, list[tuple[float, float, float]]] = defaultdict(list)
    heights: list[float] = []
    for left, bottom, right, top in shapes:
        if right - left < THIN * 2 or top - bottom > MOST_HEIGHT:
            continue
        for height in {(bottom + top) / 2} if top - bottom <= THIN else {bottom, top}:
            at = next((at for at, one in enumerate(heights) if abs(one - height) < NEAR), None)
            if at is None:
                at = len(heights)
                heights.append(height)
            parts[at].append((left, right, height))
    for at, lines in parts.items():
        begin, end = None, 0.0
        for left, right, _ in sorted(lines):
            if begin is None or left > end + NEAR:
                if begin is not None and end - begin >= LEAST_WIDTH:
                    yield heights[at], begin, end
                begin = left
            end = max(end, right) if begin != left else right
        if begin is not None and end - begin >= LEAST_WIDTH:
            yield heights[at], begin, end


def _edges(shapes: Iterable[Box], left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
    """Where shapes along a row begin and end, and the parts of the lines above and below it alike."""
    along: list[float] = []
    above: list[float] = []
    below: list[float] = []
    for box in shapes:
        if box[0] < left - NEAR or box[2] > right + NEAR or box[3] - box[1] > MOST_HEIGHT:
            continue
        if box[1] <= bottom + NEAR and box[3] >= top - NEAR:
            along += (box[0], box[2])
        for height, ends in ((top, above), (bottom, below)):
            if min(abs(box[1] - height), abs(box[3] - height)) < NEAR:
                ends += (box[0], box[2])
    found = [*along, *(one for one in above if any(abs(one - other) < NEAR for other in below))]
    inside = sorted(one for one in found if left + NEAR < one < right - NEAR)
    return tuple(one for at, one in enumerate(inside) if at == 0 or one - inside[at - 1] > NEAR)


def _takes_several(words: Sequence[Word]) -> bool:
    """Whether words stand on more than one line."""
    heights = [word.base for word in words]
    return bool(words) and max(heights) - min(heights) > SAME_LINE * max(word.size for word in words)


def _cells(words: Sequence[Word], edges: Sequence[float]) -> Iterator[list[Word]]:
    """Words by the cells that edges part, or where nothing is ruled by the gaps that go all the way down."""
    ordered = sorted(words, key=lambda word: word.left)
    if not edges:
        edges, end = [], ordered[0].right
        for before, after in pairwise(ordered):
            end = max(end, before.right)
            if after.left - end >= CELL * after.size / 1.2:
                edges.append((end + after.left) / 2)
    places = [float("-inf"), *edges, float("inf")]
    for begin, end in pairwise(places):
        cell = [word for word in ordered if begin <= (word.left + word.right) / 2 < end]
        if cell:
            yield cell
