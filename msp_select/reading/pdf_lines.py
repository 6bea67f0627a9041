"""The lines of a page of a PDF and the cells in each, from where its words stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

CELL = 1.0  # of the type size: a larger gap parts two cells
SAME_LINE = 0.45  # of the type size, between baselines
NEAR = 3.2  # of the type size: lines further apart are no rows of one table
GOES_ON = 1.2  # of the type size: lines no further apart are of one paragraph
SAME_EDGE = 2.0  # points
USUAL, ODD, WIDE = 0, 1, 2  # gaps: as between words, unlike that, as between cells
UNLIKE = 0.045  # of the type size, by which an odd gap differs from the usual one
SET_OUT = 5  # gaps of a line that tell its own
ENOUGH = 3  # what the kinds of gaps at one edge come to
LEAST_ROWS = 2  # other lines that part at an edge
ROWS_AROUND = 3  # lines above and below that can tell where a line parts
PASSES = 3  # what is parted parts others
LEAST_COLUMN = 4  # lines of running text beside each other, to be read as two columns
_MARK = re.compile(r"\W|\(?(?:[\d.]{1,8}|[a-zA-Z]|[ivx]{1,4})[.)]")  # before a point of a list


@dataclass
class Word:
    """Characters that touch, and their box."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    last: float = 0.0  # where its last letter begins: the letters of a ligature begin at one place


@dataclass
class Line:
    """A line of a page, from left to right in cells."""

    base: float
    size: float
    words: list[Word]
    cells: list[Word] = field(default_factory=list)
    last_base: float | None = None  # of the last line of a row that takes several, or is ruled

    @property
    def low(self) -> float:
        """The baseline of its last line."""
        return self.base if self.last_base is None else self.last_base

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


def rows_of(words: Iterable[Word]) -> list[Line]:
    """Words as visual lines from top to bottom, each in cells."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda one: (-round(one.base), one.left)):
        for line in reversed(lines[-8:]):
            if abs(line.base - word.base) < min(line.size, word.size) * SAME_LINE:
                line.words.append(word)
                line.size = max(line.size, word.size)
                break
        else:
            lines.append(Line(word.base, word.size, [word]))
    lines.sort(key=lambda line: -line.base)
    for line in lines:
        line.words.sort(key=lambda one: one.left)
    usual = _usual_gaps(lines)
    whole: list[Line] = []
    for run in _runs(lines):
        _part(run, usual)
        whole += _with_what_goes_on(run)
    return whole


def _with_what_goes_on(run: list[Line]) -> list[Line]:
    """Rows with the lines below them on which some of their cells go on.

    Only where rows are set apart: no two whole rows stand as near as the lines of a paragraph.
    """
    full = max(len(line.cells) for line in run)
    near = [above.base - below.base <= GOES_ON * below.size for above, below in pairwise(run)]
    dense = any(
        close and len(above.cells) == len(below.cells) == full
        for close, (above, below) in zip(near, pairwise(run), strict=True)
    )
    if full < 2 or dense:
        return run
    rows = run[:1]
    for close, line in zip(near, run[1:], strict=True):
        row = rows[-1]
        over = [_cell_above(cell, row) for cell in line.cells]
        if not close or len(row.cells) < 2 or len(line.cells) >= full or None in over:
            rows.append(line)
            continue
        for cell, above in zip(line.cells, over, strict=True):
            if above is not None:
                above.text += f" {cell.text}"
                above.right = max(above.right, cell.right)
        row.words += line.words
        row.last_base = line.base
    return rows


def _cell_above(cell: Word, row: Line) -> Word | None:
    """The cell of a row that begins where a cell below it does."""
    return next((one for one in row.cells if abs(one.left - cell.left) < SAME_EDGE), None)


def joined(words: Iterable[Word]) -> Word:
    """The words of a cell that takes several lines, as one."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.base, one.left)):
        if lines and abs(lines[-1][0].base - word.base) < SAME_LINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered = [word for line in lines for word in sorted(line, key=lambda one: one.left)]
    first = ordered[0]
    return Word(
        " ".join(word.text for word in ordered),
        min(word.left for word in ordered),
        max(word.right for word in ordered),
        first.base,
        first.size,
        all(word.bold for word in ordered),
    )


def _part(lines: list[Line], usual: Mapping[tuple[int, bool], float]) -> None:
    """Words as cells: parted where a gap is wide, or where other lines are parted at the same edge.

    Columns may stand closer than the words of a cell: then a gap is not wide, yet the word after it begins,
    or the one before it ends, where it does in other lines, and the gap is not that of words beside it.
    """
    gaps = [_gaps(line, usual) for line in lines]
    for _ in range(PASSES):
        edges = _edges(lines, gaps)
        found = [
            (at, number)
            for at, (line, kinds) in enumerate(zip(lines, gaps, strict=True))
            for number, kind in enumerate(kinds)
            if kind < WIDE and _stands_at_an_edge(line, number, kind, max(kinds) == WIDE, at, edges)
        ]
        for at, number in found:
            gaps[at][number] = WIDE
        if not found:
            break
    for line, kinds in zip(lines, gaps, strict=True):
        for word, kind in zip(line.words, (WIDE, *kinds), strict=False):
            if kind == WIDE:
                line.cells.append(replace(word))
                continue
            last = line.cells[-1]
            last.text += f" {word.text}"
            last.right = word.right
            last.bold = last.bold and word.bold


def _gaps(line: Line, usual: Mapping[tuple[int, bool], float]) -> list[int]:
    """Of what kind the gap before each word but the first is."""
    kinds = []
    widths = [after.left - before.right for before, after in pairwise(line.words)]
    # Boxes of letters are about a fifth higher than the type is large.
    narrow = [
        width for width, word in zip(widths, line.words[1:], strict=True) if width < CELL * word.size / 1.2
    ]
    # Text that is set to the measure has its own gap in each line.
    own = median(narrow) if len(narrow) >= SET_OUT else None
    for width, word in zip(widths, line.words[1:], strict=True):
        expected = own if own is not None else usual.get((round(word.size), word.bold), width)
        odd = abs(width - expected) > UNLIKE * word.size
        kinds.append(WIDE if width >= CELL * word.size / 1.2 else ODD if odd else USUAL)
    first, *_ = line.words
    if kinds[:1] == [ODD] and _MARK.fullmatch(first.text):
        kinds[0] = USUAL
    return kinds


def _usual_gaps(lines: Iterable[Line]) -> Mapping[tuple[int, bool], float]:
    """The gap that most words of one size and weight have before them."""
    counted: defaultdict[tuple[int, bool], Counter[float]] = defaultdict(Counter)
    for line in lines:
        for before, after in pairwise(line.words):
            counted[round(after.size), after.bold][round(after.left - before.right, 1)] += 1
    return {key: gaps.most_common(1)[0][0] for key, gaps in counted.items()}


Edges = Mapping[tuple[str, int], list[tuple[int, int]]]


def _edges(lines: list[Line], gaps: list[list[int]]) -> Edges:
    """By side and place, to the point, the lines that part there, and how surely."""
    edges: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for at, (line, kinds) in enumerate(zip(lines, gaps, strict=True)):
        for kind, (before, after) in zip(kinds, pairwise(line.words), strict=True):
            if kind > USUAL:
                edges["left", round(after.left)].append((at, kind))
                edges["right", round(before.right)].append((at, kind))
    return edges


def _stands_at_an_edge(line: Line, number: int, kind: int, parted: bool, at: int, edges: Edges) -> bool:
    """Whether other lines say that a gap parts cells; a line of one cell must show it by itself as well."""
    if kind == USUAL and not parted:
        return False
    before, after = line.words[number], line.words[number + 1]
    for side, place in (("left", after.left), ("right", before.right)):
        sure = {
            other: how
            for near in (-1, 0, 1)
            for other, how in edges.get((side, round(place) + near), ())
            if 0 < abs(other - at) <= ROWS_AROUND
        }
        if sum(sure.values()) >= ENOUGH - kind and len(sure) >= LEAST_ROWS:
            return True
    return False


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that stand near each other."""
    run: list[Line] = []
    for line in lines:
        if run and run[-1].base - line.base >= NEAR * line.size:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines, a run of running text in two columns one column after the other."""
    ordered: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if run and not (is_prose_pair(line) and abs(run[-1].cells[1].left - line.cells[1].left) < 3):
            ordered += _unfolded(run)
            run = []
        if is_prose_pair(line):
            run.append(line)
        else:
            ordered.append(line)
    return ordered + _unfolded(run)


def _unfolded(run: list[Line]) -> list[Line]:
    if len(run) < LEAST_COLUMN:
        return run
    return [Line(one.base, one.size, [], [one.cells[side]]) for side in (0, 1) for one in run]


def is_prose_pair(line: Line) -> bool:
    return (
        line.last_base is None
        and len(line.cells) == 2
        and all(cell.text.count(" ") >= 4 for cell in line.cells)
    )
