"""Places that do not go together; neither wins, a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Literal

from msp_select.model.questionnaire import Question
from msp_select.reading.evidence_index import NOTHING, Cues
from msp_select.reading.money_context import column_of
from msp_select.reading.passages import ALONE, COMMON_WORDS
from msp_select.reading.phrases_in_text import PhraseIndex
from msp_select.reading.quantities import bare_amount
from msp_select.reading.reading import Value
from msp_select.reading.segments import Segment
from msp_select.reading.values import Chosen

Kind = Literal["two_values", "promise_and_restriction", "document_and_file", "sum"]
LEAST = 4.0  # what must speak for a value said in the summary
CLEARLY_SAID = 11.0  # what must speak for one said before the terms, but in no summary
NOTHING_SAID = 8.0  # what must speak for "no tie-ins" and the like there
LEAST_APART = 20.0  # points between the levels of two places
ENOUGH = 9.0  # words that speak for a promise and a restriction being of one thing
SHARED = 1.5  # for each longer word that both have
PLAIN_TOPIC = 3  # words that leave no doubt what a restriction is of
LONG = 5  # letters of it that count
CENT = Decimal("0.015")  # a line may be rounded
_CLAUSE = re.compile(r"[,;]\s")
_USERS = re.compile(r"\b(?:users?|seats?|people|employees|staff)\b", re.I)


SAME_MATTER: Mapping[str, frozenset[str]] = {
    "bid.exit_months": frozenset({"doc.term_months", "acc_notice_renewal"}),
    "doc.term_months": frozenset({"acc_notice_renewal"}),
    "doc.notice_days": frozenset({"acc_notice_renewal"}),
}
"""What need not be told as well: that one is free to go against being bound."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Two places, the more binding one first; `other` is None where it is the session's own file."""

    kind: Kind
    target: str
    one: Segment
    other: Segment | None
    one_value: Value | None = None
    other_value: Value | None = None


def of_values(chosen: Mapping[str, Chosen], cues: Cues) -> Iterator[Disagreement]:
    """Two values of one target from places that bind differently, or from two documents."""
    for target, found in chosen.items():
        best = found.best
        if best.package:
            continue
        for other in found.others:
            here, there = best.segment, other.segment
            ahead = there.opening and not here.opening
            depends = bool(cues.of(there).get(("", "condition"), NOTHING))
            clearly = other.weight >= (NOTHING_SAID if other.value == 0 else CLEARLY_SAID)
            differently = (there.zone == "summary" != here.zone) or (
                ahead and here.binding and not other.money and clearly and not depends
            )
            elsewhere = here.document != there.document and other.weight >= best.weight - 5
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
    promised: dict[str, list[_Claim]] = defaultdict(list)
    restricted: dict[str, list[_Claim]] = defaultdict(list)
    for segment in segments:
        if segment.kind == "head" or segment.zone == "quoted" or segment.is_header:
            continue
        topics: dict[str, int] = {}
        for match in about.matches(segment.words):
            topics[match.key] = max(topics.get(match.key, 0), match.weight)
        said: dict[str, tuple[int, float]] = {}  # of the level said at most length, its weight and worth
        for level in levels.matches(segment.words):
            question = level.key[0]
            if level.weight >= ALONE:
                topics.setdefault(question, 0)
            if level.weight > said.get(question, (0, 0.0))[0]:
                said[question] = (level.weight, worth[level.key])
        found = cues.of(segment)
        elsewhere = segment.aside or found.get(("", "others")) or found.get(("", "optional"))
        for claims, kind, value in ((promised, "promise", 100.0), (restricted, "restriction", 0.0)):
            words = max((match.weight for match in found.get(("", kind), NOTHING)), default=0)
            if claims is promised and (elsewhere or not _promises(segment, words)):
                continue
            if claims is restricted and segment.zone == "summary":
                continue
            for question, topic in topics.items():
                if question in said:
                    claims[question].append(
                        _Claim(segment, topic, 3.0 + said[question][0], said[question][1], True)
                    )
                elif words:
                    claims[question].append(_Claim(segment, topic, words, value))
    pairs: dict[tuple[int, int], tuple[float, Disagreement]] = {}
    for question in promised.keys() & restricted.keys():
        for promise, restriction in product(promised[question], restricted[question]):
            shared = len(promise.subject & restriction.subject)
            sure = promise.sure + restriction.sure + SHARED * shared
            if promise.worth - restriction.worth < LEAST_APART or sure < ENOUGH:
                continue
            if promise.segment.at >= restriction.segment.at:
                continue
            if not (shared or restriction.topic >= PLAIN_TOPIC or (promise.settled and restriction.settled)):
                continue
            key = (promise.segment.at, restriction.segment.at)
            told = Disagreement(
                kind="promise_and_restriction",
                target=question,
                one=restriction.segment,
                other=promise.segment,
            )
            if key not in pairs or pairs[key][0] < sure:
                pairs[key] = (sure, told)
    yield from _each_once(pairs)


def _promises(segment: Segment, words: int) -> bool:
    """Whether what it says is a promise: all that a summary says, and what opens a document in such words."""
    return segment.zone == "summary" or (segment.opening and segment.kind != "row" and words > 0)


@dataclass(frozen=True)
class _Claim:
    """What a sentence says on a question: words that speak of it, that settle it, and what they are worth."""

    segment: Segment
    topic: int
    said: float
    worth: float
    settled: bool = False  # by words of a level

    @property
    def sure(self) -> float:
        return self.topic + min(self.said, 6.0) + (-1.0 if self.segment.zone == "body" else 0.0)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The beginnings of its longer words."""
        words = (*self.segment.words.words, *self.segment.heading_words.words)
        return frozenset(word[:LONG] for word in words if len(word) >= LONG and word not in COMMON_WORDS)


def _each_once(pairs: Mapping[tuple[int, int], tuple[float, Disagreement]]) -> Iterator[Disagreement]:
    """Each promise against the restriction it least goes with, a sentence of several against several."""
    left: dict[int, int] = {}
    seen: set[int] = set()
    for (promise, restriction), (_, told) in sorted(pairs.items(), key=lambda item: (-item[1][0], item[0])):
        if told.other is None or restriction in seen:
            continue
        most = left.setdefault(promise, 1 + min(2, len(_CLAUSE.findall(told.other.text))))
        if most:
            left[promise] = most - 1
            seen.add(restriction)
            yield told


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
