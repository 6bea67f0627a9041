"""Figures of a sentence or bullet that may be the value of a target: those near its cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from msp_select.model.cues import GAP
from msp_select.model.reading_rules import FieldRule
from msp_select.phrases.en import proposals as words
from msp_select.reading.candidate_context import Context
from msp_select.reading.candidate_values import Candidate, Figures, fits, is_capped, nothing_for, period_fits
from msp_select.reading.evidence_index import NOTHING, Found
from msp_select.reading.money_context import period_of
from msp_select.reading.phrases_in_text import Match
from msp_select.reading.quantities import Quantity
from msp_select.reading.segments import Segment

FAR = 13  # words between a cue and its figure
LABEL = 70  # letters within which a colon ends what a line is about
BESIDE = 15  # letters before a count in which stands what is counted
FEW = 4  # words of a heading that says what an amount under it is for
CLAUSE = 3  # words that the end of a clause between them counts for
_CLAUSE_END = re.compile(
    r"[;:]|,|[()]|\s[–—-]\s|\b(?:and|but|or|unless|while|if|after|before|when|where|plus|otherwise|whereas|then)\b"
)
_LISTED = re.compile(r"[;,]\s|\sand\s(?!a\s(?:half|quarter)\b)")
_EQUALS = re.compile(r"=|\b(?:makes|is|comes to|equals)\b")
_GOES_ON = re.compile(r"\b(?:it|this|that|these|those|them)\b", re.I)


class Sentences:
    """Finds the candidates of a field in one sentence after the other."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self.context, self.figures = context, figures

    def candidates(self, rule: FieldRule, segment: Segment, found: Found) -> Iterator[Candidate]:
        unless = forbidden(rule, found)
        for match in found.get((rule.target, "zero"), NOTHING):
            if any(_part(segment, match) == _part(segment, other) for other in unless):
                continue
            # What a firm says of itself with no figure, such as "we have never lost a client", needs a look.
            why = (words.NO_FIGURE,) if rule.anywhere else ()
            yield self.figures.made(rule, segment, found, nothing_for(rule), 6.0 + match.weight, why)
            break
        cues = found.get((rule.target, "cues"), NOTHING)
        if rule.kind == "tax":
            return
        reckoned = self._reckoned(rule, segment, found)
        if reckoned is not None:
            yield from self.figures.valued(rule, segment, found, reckoned, 12.0)
            return
        if not cues:
            yield from self._after_its_name(rule, segment, found)
            return
        if rule.target == "bid.yearly_rise":  # "may change ..., but by at most 6%"
            cues = [*cues, *found.get((rule.target, "cap"), NOTHING)]
        best: dict[tuple[int, int], tuple[float, Quantity]] = {}
        fitting = [one for one in segment.quantities if fits(rule, one)]
        barred = self._barred(rule, segment, found, fitting)
        usable = [one for one in fitting if one not in barred and self._may_be(rule, segment, found, one)]
        usable = self._most(rule, segment, found, usable)
        for match in cues:
            nearest = min(
                ((self._distance(segment, match, one), one) for one in usable),
                key=lambda pair: pair[0],
                default=None,
            )
            if nearest is None:
                continue
            distance, quantity = nearest
            alone = len(usable) == 1 and rule.kind not in (
                "money",
                "count",
            )  # a contract's sentences are long
            if distance > FAR * (2 if alone or is_capped(rule, segment, found, quantity) else 1):
                continue
            weight = 10.0 + min(match.weight, 4) - min(distance, FAR) / 2
            key = (quantity.start, quantity.end)
            if key not in best or best[key][0] < weight:
                best[key] = (weight, quantity)
        for weight, quantity in best.values():
            yield from self.figures.valued(rule, segment, found, quantity, weight)
        if best and rule.kind == "percent":
            # Another percent in the sentence may be the one: "5%, rising to 15%".
            least = min(weight for weight, _ in best.values()) - 3
            for one in fitting:
                if one not in barred and (one.start, one.end) not in best and one in usable:
                    yield from self.figures.valued(rule, segment, found, one, least)

    def _reckoned(self, rule: FieldRule, segment: Segment, found: Found) -> Quantity | None:
        """The unit of "18 seats at £52 = £936 a month", where the rule is of what is counted there."""
        if rule.kind != "money" or rule.per != "month" or not rule.rows or rule.target == "bid.monthly":
            return None
        if forbidden(rule, found):
            return None
        amounts = [one for one in segment.quantities if one.kind == "money"]
        counts = [one for one in segment.quantities if one.kind == "count"]
        named = [segment.words.spans[one.first][0] for one in found.get((rule.target, "rows"), NOTHING)]
        for unit, line in pairwise(amounts):
            if not _EQUALS.search(segment.text[unit.end : line.start]):
                continue
            for count in counts:
                begin = min(count.start, unit.start) - BESIDE
                if count.value * unit.value == line.value and any(begin <= at < line.start for at in named):
                    return unit
        return None

    def _after_its_name(self, rule: FieldRule, segment: Segment, found: Found) -> Iterator[Candidate]:
        """The one figure of a sentence that goes on about what the one before it names without a figure."""
        if rule.kind == "count" or found.get((rule.target, "unless")):
            return
        before = self.context.before(segment)
        named = self.context.cues.of(before) if before is not None else {}
        headed = before is None or not named.get((rule.target, "cues"))
        if before is not None and not headed:
            goes_on = bool(_GOES_ON.search(segment.text)) or not any(
                fits(rule, one) for one in before.quantities
            )
        else:  # under a heading that says no more than what it is the price of
            heading = segment.title or segment.heading
            named = self.context.cues.of_text(heading) if rule.per == "once" else {}
            goes_on = bool(named.get((rule.target, "rows"))) and len(heading.split()) <= FEW
        if not goes_on or named.get((rule.target, "unless")):
            return
        usable = [
            one for one in segment.quantities if fits(rule, one) and self._may_be(rule, segment, found, one)
        ]
        if len(usable) == 1 or (headed and usable):
            for made in self.figures.valued(rule, segment, found, usable[0], 6.0):
                yield replace(made, why=(words.WEAK, *made.why))

    def _most(
        self, rule: FieldRule, segment: Segment, found: Found, figures: list[Quantity]
    ) -> list[Quantity]:
        """Of a floor and a ceiling the ceiling, where words of a cap stand before one of several figures."""
        if rule.kind != "percent" or len(figures) < 2 or not rule.no_cap:
            return figures
        return [one for one in figures if is_capped(rule, segment, found, one)] or figures

    def _barred(
        self, rule: FieldRule, segment: Segment, found: Found, figures: Sequence[Quantity]
    ) -> list[Quantity]:
        """The figures that a word of `unless` speaks of: all in its part, of amounts the nearest."""
        barred: list[Quantity] = []
        for match in forbidden(rule, found):
            part = [one for one in figures if _part_at(segment, one.start) == _part(segment, match)]
            if rule.kind in ("money", "count"):
                near = part if rule.kind == "count" else figures
                part = sorted(near, key=lambda one: self._distance(segment, match, one))[:1]
            barred += part
        return barred

    def _distance(self, segment: Segment, match: Match[tuple[str, str]], quantity: Quantity) -> float:
        """Words between a cue and a figure; ends of clauses count as several, a figure before it as two."""
        words_ = segment.words
        first, last = words_.at(quantity.start), words_.at(quantity.end - 1) + 1
        if first < match.last and match.first < last:
            return 0.0
        if first >= match.last:
            begin = words_.spans[match.last - 1][1]
            label = segment.text.find(":", begin, quantity.start)
            if 0 <= label < LABEL:  # what stands before the colon is what all behind it is about
                begin = label + 1
            between = segment.text[begin : quantity.start]
            gap = float(first - max(match.last, words_.at(begin)))
        else:
            between = segment.text[quantity.end : words_.spans[match.first][0]]
            gap = match.first - last + 1.5
        return gap + CLAUSE * len(_CLAUSE_END.findall(between))

    def _may_be(self, rule: FieldRule, segment: Segment, found: Found, quantity: Quantity) -> bool:
        """Whether nothing beside the figure says that it is something else."""
        words_ = segment.words
        first, last = words_.at(quantity.start), words_.at(quantity.end - 1) + 1
        counted = rule.kind == "months" and any(
            0 <= match.first - last <= 2 for match in found.get((rule.target, "counts"), NOTHING)
        )  # "six months of charges" is no term, whatever stands near it
        for match in found.get((rule.target, "near_unless"), NOTHING):
            if counted:
                break
            if match.first - last <= 3 and first - match.last <= 3 and not _between(segment, match, quantity):
                return False
        if rule.kind == "count":
            return counts_things(rule, found, quantity, last, first)
        if rule.kind == "money":
            period = period_of(segment, quantity, self.context.cues)
            if not period_fits(rule, period):
                return False
            if rule.target in ("bid.monthly", "bid.minimum_monthly") and is_unit_price(
                segment, found, quantity
            ):
                return False
        return True


def forbidden(rule: FieldRule, found: Found) -> Sequence[Match[tuple[str, str]]]:
    """The words of `unless`, but for those inside a longer cue such as "other than for cause"."""
    cues = [*found.get((rule.target, "cues"), NOTHING), *found.get((rule.target, "zero"), NOTHING)]
    return [
        one
        for one in found.get((rule.target, "unless"), NOTHING)
        if not any(
            cue.first <= one.first
            and one.last <= cue.last
            and cue.last - cue.first > one.last - one.first
            and GAP not in cue.phrase.split()
            for cue in cues
        )
    ]


def counts_things(rule: FieldRule, found: Found, quantity: Quantity, last: int, first: int = -1) -> bool:
    """Whether one of the things counted follows within three words, or words like "fewer than" lead to it."""
    if quantity.kind == "duration":
        return True
    counted = found.get((rule.target, "counts"), NOTHING)
    cues = found.get((rule.target, "cues"), NOTHING)
    if counted and any(one.last == first and one.phrase.endswith(("than", "below", "under")) for one in cues):
        return True
    return any(0 <= match.first - last <= 3 for match in counted)


def is_unit_price(segment: Segment, found: Found, quantity: Quantity) -> bool:
    last = segment.words.at(quantity.end - 1) + 1
    periods = {
        match.first
        for period in ("month", "quarter", "year")
        for match in found.get(("", period), NOTHING)
        if match.weight > 1
    }  # "each month" is no unit
    return any(
        0 <= match.first - last <= 4 and match.first not in periods
        for match in found.get(("", "units"), NOTHING)
    )


def _part(segment: Segment, match: Match[tuple[str, str]]) -> int:
    """Which part of a sentence a phrase stands in."""
    return _part_at(segment, segment.words.spans[match.first][0])


def _part_at(segment: Segment, place: int) -> int:
    """Which part of a sentence a place stands in: between semicolons, outside of prices and terms commas."""
    if segment.zone in ("summary", "body"):
        return len(_LISTED.findall(segment.text[:place]))
    return segment.text.count(";", 0, place)


def _between(segment: Segment, match: Match[tuple[str, str]], quantity: Quantity) -> bool:
    """Whether another figure or the end of a clause lies between a word and a figure."""
    start, end = segment.words.spans[match.last - 1][1], quantity.start
    if start > end:
        start, end = quantity.end, segment.words.spans[match.first][0]
    if start >= end:
        return False
    return bool(_CLAUSE_END.search(segment.text[start:end]))
