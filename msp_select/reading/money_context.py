"""What an amount of money is paid for: the period around it, and whether tax is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msp_select.reading.evidence_index import NOTHING, Cues, Found
from msp_select.reading.quantities import Quantity
from msp_select.reading.segments import Segment

Period = Literal["hour", "day", "month", "quarter", "year", "once", ""]
PERIODS: tuple[Period, ...] = ("hour", "day", "month", "quarter", "year", "once")
AFTER, BEFORE = 6, 7  # words between an amount and what it is paid for
_BREAK = re.compile(
    r"[;:.]\s|,\s(?!per\b|each\b|a\b|an\b|every\b)|\b(?:and|or|but|plus|then|unless|while|if)\b|[()]"
)


def period_of(segment: Segment, quantity: Quantity, cues: Cues) -> Period:
    """The period an amount is paid for: said after it, over its column, before it, or in its row."""
    found = cues.of(segment)
    after = _nearest(segment, quantity, found, after=True)
    if after:
        return after
    column = column_of(segment, quantity)
    if column and (over := _in_text(cues.of_text(column)) or _in_text(cues.of_text(f"per {column}"))):
        return over
    if segment.kind == "row":
        return _in_text(found) or _in_text(cues.of_text(" ".join(segment.columns))) or ""
    return _nearest(segment, quantity, found, after=False) or _of_list(segment, quantity, found)


def _of_list(segment: Segment, quantity: Quantity, found: Found) -> Period:
    """The hour, where it stands before a list of amounts: "hourly rates: remote $165, on site $198"."""
    at = segment.words.at(quantity.start)
    hourly = (one for one in found.get(("", "hour"), NOTHING) if one.phrase.startswith("hourly"))
    return "hour" if any(one.last <= at for one in hourly) else ""


def _in_text(found: Found) -> Period:
    best: tuple[int, Period] = (-1, "")
    for period in PERIODS:
        for match in found.get(("", period), NOTHING):
            best = max(best, (match.weight, period))
    return best[1]


def _nearest(segment: Segment, quantity: Quantity, found: Found, *, after: bool) -> Period:
    """The nearest word of a period on one side, with no other amount between."""
    words = segment.words
    first, last = words.at(quantity.start), words.at(quantity.end - 1) + 1
    best: tuple[int, Period] | None = None
    for period in PERIODS:
        for match in found.get(("", period), NOTHING):
            gap = match.first - last if after else first - match.last
            if not -1 <= gap <= (AFTER if after else BEFORE):
                continue
            if not after and match.weight == 1 and not match.phrase.endswith(("ly", "al")):
                continue  # "equal to one month, $3,804" is paid once
            start, end = (quantity.end, words.spans[match.first][0])
            if not after:
                start, end = words.spans[match.last - 1][1], quantity.start
            between = segment.text[start:end]
            if any(one.kind == "money" and start <= one.start < end for one in segment.quantities):
                continue
            cost = max(gap, 0) + 4 * len(_BREAK.findall(between))
            if cost <= AFTER + 2 and (best is None or cost < best[0]):
                best = (cost, period)
    return best[1] if best else ""


def column_of(segment: Segment, quantity: Quantity) -> str:
    """The words over the cell in which a quantity of a row stands."""
    at = cell_of(segment, quantity)
    return segment.columns[at] if at is not None and at < len(segment.columns) else ""


def cell_of(segment: Segment, quantity: Quantity) -> int | None:
    """The number of the cell in which a quantity of a row stands."""
    place = 0
    for at, cell in enumerate(segment.cells):
        if not cell:
            continue
        start = segment.text.find(cell, place)
        if start < 0:
            return None
        place = start + len(cell)
        if start <= quantity.start < place:
            return at
    return None


def following(segment: Segment, segments: Sequence[Segment]) -> str:
    """The next sentence of the same paragraph where it goes on about the same thing."""
    at = segment.at - segments[0].at
    if at + 1 >= len(segments):
        return ""
    after = segments[at + 1]
    same = after.document == segment.document and after.heading == segment.heading and after.kind != "row"
    return (
        after.text
        if same and re.match(r"(?:it|this|that|the (?:fee|charge|cost))\b", after.text, re.I)
        else ""
    )
