"""Places that do not go together; neither wins, a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.model.questionnaire import Question
from msp_select.reading.evidence_index import NOTHING, Cues
from msp_select.reading.money_context import column_of
from msp_select.reading.phrases_in_text import PhraseIndex
from msp_select.reading.quantities import bare_amount
from msp_select.reading.reading import Value
from msp_select.reading.segments import Segment
from msp_select.reading.values import Chosen

Kind = Literal["two_values", "promise_and_restriction", "document_and_file", "sum"]
LEAST = 4.0  # what must speak for a value said in the summary
LEAST_APART = 20.0  # points between the levels of two places
CENT = Decimal("0.015")  # a line may be rounded
_USERS = re.compile(r"\b(?:users?|seats?|people|employees|staff)\b", re.I)


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Two places, the more binding one first; `other` is None where it is the session's own file."""

    kind: Kind
    target: str
    one: Segment
    other: Segment | None
    one_value: Value | None = None
    other_value: Value | None = None


def of_values(chosen: Mapping[str, Chosen]) -> Iterator[Disagreement]:
    """Two values of one target from places that bind differently, or from two documents."""
    for target, found in chosen.items():
        best = found.best
        if best.package:
            continue
        for other in found.others:
            here, there = best.segment, other.segment
            differently = here.binding and there.zone == "summary"
            elsewhere = here.document != there.document and there.binding and other.weight >= best.weight - 5
            if other.weight >= LEAST and (differently or elsewhere):
                yield Disagreement(
                    kind="two_values",
                    target=target,
                    one=here,
                    other=there,
                    one_value=best.value,
                    other_value=other.value,
                )
                break


def of_promises(
    questions: Sequence[Question], segments: Sequence[Segment], cues: Cues
) -> Iterator[Disagreement]:
    """What the summary promises on a question, against what a binding part says of it."""
    levels = PhraseIndex(
        ((q.id, level.id), cue) for q in questions for level in q.levels for cue in level.cues
    )
    about = PhraseIndex((q.id, cue) for q in questions for cue in q.cues)
    worth = {(q.id, level.id): level.value for q in questions for level in q.levels}
    promised: dict[str, tuple[float, float, Segment]] = {}  # how sure, what level it is worth, where
    restricted: dict[str, tuple[float, float, Segment]] = {}
    for segment in segments:
        if segment.kind == "head" or segment.zone == "quoted" or segment.is_header:
            continue
        said = {match.key: float(match.weight) for match in levels.matches(segment.words)}
        cued: dict[str, float] = {}
        for match in about.matches(segment.words):
            cued[match.key] = max(cued.get(match.key, 0.0), float(match.weight))
        words = cues.of(segment)
        for (question, level), weight in said.items():
            if segment.zone == "summary":
                _keep(promised, question, (4 + weight, worth[question, level], segment))
            elif segment.binding:
                _keep(restricted, question, (4 + weight, worth[question, level], segment))
        for question, weight in cued.items():
            if any(key[0] == question for key in said):
                continue
            if segment.zone == "summary" and words.get(("", "promise")):
                _keep(promised, question, (weight, 100.0, segment))
    pairs: dict[tuple[int, int], tuple[float, Disagreement]] = {}
    for question in promised.keys() & restricted.keys():
        (sure, high, promise), (certain, low, restriction) = promised[question], restricted[question]
        # A cue of one word says too little of what a sentence is about.
        if sure < 2 or high - low < LEAST_APART:
            continue
        key = (promise.at, restriction.at)
        told = Disagreement(kind="promise_and_restriction", target=question, one=restriction, other=promise)
        if key not in pairs or pairs[key][0] < sure + certain:
            pairs[key] = (sure + certain, told)
    yield from _each_once(pairs)


def _each_once(pairs: Mapping[tuple[int, int], tuple[float, Disagreement]]) -> Iterator[Disagreement]:
    """Each promise against the one restriction that it least goes with."""
    seen: set[int] = set()
    for (promise, restriction), (_, told) in sorted(pairs.items(), key=lambda item: (-item[1][0], item[0])):
        if promise not in seen and restriction not in seen:
            seen |= {promise, restriction}
            yield told


def _keep(
    table: dict[str, tuple[float, float, Segment]], key: str, found: tuple[float, float, Segment]
) -> None:
    if key not in table or table[key][0] < found[0]:
        table[key] = found


def of_sums(segments: Sequence[Segment], cues: Cues, users: Decimal | None) -> Iterator[Disagreement]:
    """Lines that are not count times unit, totals that are not their lines, and another number of users."""
    tables: dict[tuple[int, int], list[Segment]] = {}
    for segment in segments:
        if segment.kind == "row" and segment.zone != "quoted" and not segment.is_header:
            tables.setdefault((segment.document, segment.table), []).append(segment)
    for rows in tables.values():
        lines: list[tuple[Segment, Decimal]] = []
        for row in rows:
            numbers = [number for cell in row.cells if (number := bare_amount(cell)) is not None]
            amounts = [one.value for one in row.quantities if one.kind == "money"]
            total = bool(cues.of_text(row.cells[0]).get(("", "total"), NOTHING))
            if len(numbers) == 1 and len(amounts) == 2 and not total:
                count, (unit, line) = numbers[0], amounts
                lines.append((row, line))
                if line > unit and abs(count * unit - line) > CENT * max(count, Decimal(1)):
                    yield Disagreement(
                        kind="sum",
                        target="bid.monthly",
                        one=row,
                        other=row,
                        one_value=line,
                        other_value=count * unit,
                    )
                if users is not None and count != users and _USERS.search(row.cells[0]) and count > 1:
                    yield Disagreement(
                        kind="sum",
                        target="biz_users",
                        one=row,
                        other=None,
                        one_value=count,
                        other_value=users,
                    )
            elif total and len(amounts) == 1 and len(lines) >= 2:
                added = sum((line for _, line in lines), Decimal(0))
                if abs(added - amounts[0]) > CENT * len(lines) and _same_column(lines[0][0], row):
                    yield Disagreement(
                        kind="sum",
                        target="bid.monthly",
                        one=row,
                        other=lines[0][0],
                        one_value=amounts[0],
                        other_value=added,
                    )
                lines = []


def _same_column(line: Segment, total: Segment) -> bool:
    """Whether a total stands in the column of its lines."""
    ends = [column_of(row, [q for q in row.quantities if q.kind == "money"][-1]) for row in (line, total)]
    return ends[0] == ends[1]


def with_file(chosen: Mapping[str, Chosen], noted: Mapping[str, Value]) -> Iterator[Disagreement]:
    """A value in a document against another one that stands in the session's file."""
    for target, value in noted.items():
        found = chosen.get(target)
        if found is not None and found.best.value != value:
            yield Disagreement(
                kind="document_and_file",
                target=target,
                one=found.best.segment,
                other=None,
                one_value=found.best.value,
                other_value=value,
            )
