"""Every figure that may be the value of a target, with how much speaks for it; nothing is chosen here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from msp_select.model.reading_rules import FieldRule, ReadingRules
from msp_select.phrases.en import proposals as words
from msp_select.reading.evidence_index import NOTHING, Cues, Found
from msp_select.reading.money_context import cell_of, following, period_of
from msp_select.reading.phrases_in_text import Match
from msp_select.reading.quantities import Quantity, bare_amount, quantities
from msp_select.reading.reading import Value
from msp_select.reading.segments import Segment

FAR = 13  # words between a cue and its figure
LABEL = 70  # letters within which a colon ends what a line is about
CLAUSE = 3  # words that the end of a clause between them counts for
_CLAUSE_END = re.compile(
    r"[;:]|,|[()]|\s[–—-]\s|\b(?:and|but|or|unless|while|if|after|before|when|where|plus|otherwise|whereas|then)\b"
)
_BAND = re.compile(
    r"(?:(?P<low>\d{1,4})\s*(?:to|-|–|—|and|up to)\s*(?P<high>\d{1,4}))"
    r"|(?:up to|under|below|fewer than|first|≤|<)\s*(?P<top>\d{1,4})"
    r"|(?:(?:over|above|more than|from|≥|>)\s*(?P<floor>\d{1,4}))"
    r"|(?:(?P<open>\d{1,4})\s*(?:\+|and over|and above|or more|and more|plus|upwards))",
    re.I,
)
_LISTED = re.compile(r"[;,]\s|\sand\s(?!a\s(?:half|quarter)\b)")
_GOES_ON = re.compile(r"\b(?:it|this|that|these|those|them)\b", re.I)
_MONEY_COLUMN = re.compile(
    r"[£$€]|\b(?:USD|GBP|AUD|EUR|price|fee|fees|cost|costs|amount|charge|charges|rate|rates|monthly|total|investment|"
    r"subtotal)\b",
    re.I,
)
_CENTS = re.compile(r"[.,]\d\d$")
ZONE_WEIGHT = {"price": 3.0, "terms": 3.0, "body": 1.0, "summary": -3.0, "quoted": -99.0}
CLEAR = 6.0  # a figure with so much less speaking for it is no rival


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One possible value: `weight` speaks for it, `why` are reasons to look, `worked` how it came about."""

    target: str
    value: Value
    segment: Segment
    weight: float
    why: tuple[str, ...] = ()
    worked: str = ""
    money: bool = False
    package: str = ""
    extra: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """What the session says there is."""

    users: Decimal | None
    devices: Decimal | None
    term_months: int


class Finder:
    """Finds the candidates of one field in one segment after the other."""

    def __init__(self, rules: ReadingRules, cues: Cues, segments: Sequence[Segment], counts: Counts) -> None:
        self.rules, self.cues, self.segments, self.counts = rules, cues, segments, counts

    def candidates(self, rule: FieldRule) -> Iterator[Candidate]:
        """All candidates for that field; of a table of priorities the first row that fits alone."""
        tables: set[tuple[int, int]] = set()
        for one in self._candidates(rule):
            if rule.whole_row and one.segment.table:
                table = (one.segment.document, one.segment.table)
                if table in tables:
                    continue
                tables.add(table)
            yield one

    def _candidates(self, rule: FieldRule) -> Iterator[Candidate]:
        for segment in self.segments:
            if segment.zone == "quoted" or segment.kind == "head" or segment.is_header:
                continue
            found = self.cues.of(segment)
            if self._is_for_others(segment):
                continue
            if rule.kind == "money" and rule.per in ("month", "once") and self._stands_under_options(segment):
                continue
            if rule.about and not (rule.whole_row and segment.table) and not self._speaks_of(rule, segment):
                continue
            if segment.kind == "row" and self._forbidden(rule, found):
                continue
            of_row = list(self._in_row(rule, segment, found)) if segment.kind == "row" else []
            yield from of_row or self._in_sentence(rule, segment, found)

    # ---- sentences

    def _in_sentence(self, rule: FieldRule, segment: Segment, found: Found) -> Iterator[Candidate]:
        unless = self._forbidden(rule, found)
        for match in found.get((rule.target, "zero"), NOTHING):
            if any(_part(segment, match) == _part(segment, other) for other in unless):
                continue
            yield self._made(rule, segment, found, _nothing(rule), 6.0 + match.weight)
            break
        cues = found.get((rule.target, "cues"), NOTHING)
        if rule.kind == "tax":
            return
        if not cues:
            yield from self._after_its_name(rule, segment, found)
            return
        if rule.target == "bid.yearly_rise":  # "may change ..., but by at most 6%"
            cues = [*cues, *found.get((rule.target, "cap"), NOTHING)]
        best: dict[tuple[int, int], tuple[float, Quantity]] = {}
        fitting = [one for one in segment.quantities if _fits(rule, one)]
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
            if distance > FAR * (2 if _is_capped(rule, segment, found, quantity) else 1):
                continue
            weight = 10.0 + min(match.weight, 4) - min(distance, FAR) / 2
            key = (quantity.start, quantity.end)
            if key not in best or best[key][0] < weight:
                best[key] = (weight, quantity)
        for weight, quantity in best.values():
            yield from self._valued(rule, segment, found, quantity, weight)
        if best and rule.kind == "percent":
            # Another percent in the sentence may be the one: "5%, rising to 15%".
            least = min(weight for weight, _ in best.values()) - 3
            for one in fitting:
                if one not in barred and (one.start, one.end) not in best and one in usable:
                    yield from self._valued(rule, segment, found, one, least)

    def _after_its_name(self, rule: FieldRule, segment: Segment, found: Found) -> Iterator[Candidate]:
        """The one figure of a sentence that goes on about what the one before it names without a figure."""
        before = self._before(segment)
        if before is None or rule.kind == "count" or found.get((rule.target, "unless")):
            return
        named = self.cues.of(before)
        if not named.get((rule.target, "cues")) or named.get((rule.target, "unless")):
            return
        if any(_fits(rule, one) for one in before.quantities) and not _GOES_ON.search(segment.text):
            return
        usable = [
            one for one in segment.quantities if _fits(rule, one) and self._may_be(rule, segment, found, one)
        ]
        if len(usable) == 1:
            for made in self._valued(rule, segment, found, usable[0], 6.0):
                yield replace(made, why=(words.WEAK, *made.why))

    def _most(
        self, rule: FieldRule, segment: Segment, found: Found, figures: list[Quantity]
    ) -> list[Quantity]:
        """Of a floor and a ceiling the ceiling, where words of a cap stand before one of several figures."""
        if rule.kind != "percent" or len(figures) < 2 or not rule.no_cap:
            return figures
        return [one for one in figures if _is_capped(rule, segment, found, one)] or figures

    @staticmethod
    def _forbidden(rule: FieldRule, found: Found) -> Sequence[Match[tuple[str, str]]]:
        """The words of `unless`, but for those inside a longer cue such as "other than for cause"."""
        cues = [*found.get((rule.target, "cues"), NOTHING), *found.get((rule.target, "zero"), NOTHING)]
        return [
            one
            for one in found.get((rule.target, "unless"), NOTHING)
            if not any(
                cue.first <= one.first
                and one.last <= cue.last
                and cue.last - cue.first > one.last - one.first
                for cue in cues
            )
        ]

    def _barred(
        self, rule: FieldRule, segment: Segment, found: Found, figures: Sequence[Quantity]
    ) -> list[Quantity]:
        """The figures that a word of `unless` speaks of: all in its part, of amounts the nearest."""
        barred: list[Quantity] = []
        for match in self._forbidden(rule, found):
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
            return self._counts(rule, found, quantity, last)
        if rule.kind == "money":
            period = period_of(segment, quantity, self.cues)
            if not _period_fits(rule, period):
                return False
            if rule.target in ("bid.monthly", "bid.minimum_monthly") and self._is_unit_price(
                segment, found, quantity
            ):
                return False
        return True

    def _counts(self, rule: FieldRule, found: Found, quantity: Quantity, last: int) -> bool:
        """Whether one of the things counted follows the number within three words."""
        if quantity.kind == "duration":
            return True
        return any(0 <= match.first - last <= 3 for match in found.get((rule.target, "counts"), NOTHING))

    def _is_unit_price(self, segment: Segment, found: Found, quantity: Quantity) -> bool:
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

    # ---- rows

    def _in_row(self, rule: FieldRule, segment: Segment, found: Found) -> Iterator[Candidate]:
        label = self._label(segment)
        said = self.cues.of_text(label)
        over = [self.cues.of_text(one) for one in segment.columns]
        if rule.kind == "money" and self._is_optional(said):
            return
        rows = said.get((rule.target, "rows"), NOTHING)
        if not rows and not rule.whole_row:
            rows = said.get((rule.target, "cues"), NOTHING) or self._named_at_the_side(rule, segment)
        first = rule.whole_row and not rows and self._is_quickest(rule, segment)
        cells = [
            (at, one)
            for at, one in self._figures(rule, segment)
            if self._may_be_in_row(rule, segment, found, one)
        ]
        zero = found.get((rule.target, "zero"), NOTHING)
        if zero and (rows or any(match.weight > 1 for match in zero)):
            yield self._made(rule, segment, found, _nothing(rule), 9.0)
            return
        if rule.columns:
            chosen = self._by_column(rule, over, cells)
            turned = [
                (at, one)
                for at, one in cells
                if said.get((rule.target, "columns"))
                and at < len(over)
                and over[at].get((rule.target, "rows"))
            ]
            if first and chosen:
                for made in self._valued(rule, segment, found, chosen[0][1], 10.0):
                    yield replace(made, why=(words.FIRST_ROW, *made.why))
                return
            if rows and chosen:
                cells = chosen
            elif turned:
                cells, rows = turned, said[(rule.target, "columns")]
            elif rule.whole_row:
                return
        if not rows and not rule.whole_row:
            under = [(at, one) for at, one in cells if at < len(over) and self._named_over(rule, over[at])]
            if under:
                cells, rows = under, self._named_over(rule, over[under[0][0]])
        if not rows or not cells:
            return
        weight = 11.0 + min(rows[0].weight, 3)
        if rule.kind == "money" and len(cells) > 1:
            yield from self._of_several(rule, segment, found, cells, weight)
            return
        for _, quantity in cells[:1]:
            yield from self._valued(rule, segment, found, quantity, weight)

    def _named_at_the_side(self, rule: FieldRule, segment: Segment) -> Sequence[Match[tuple[str, str]]]:
        """What the words over the labels say of the target, where a label says no more than "price"."""
        label = segment.cells[0] if segment.cells else ""
        if rule.kind != "money" or not segment.columns or not _MONEY_COLUMN.search(label):
            return NOTHING
        over = self.cues.of_text(segment.columns[0])
        return over.get((rule.target, "rows"), NOTHING) or over.get((rule.target, "cues"), NOTHING)

    @staticmethod
    def _by_column(
        rule: FieldRule, over: Sequence[Found], cells: list[tuple[int, Quantity]]
    ) -> list[tuple[int, Quantity]]:
        """The cells under the field's columns; where columns begin with other phrases, those named first."""
        order = {phrase: place for place, phrase in enumerate(rule.columns)}
        ranked = [
            (min(order[match.phrase] for match in matches), at, one)
            for at, one in cells
            if at < len(over) and (matches := over[at].get((rule.target, "columns")))
        ]
        return [(at, one) for _, at, one in sorted(ranked, key=lambda cell: (cell[0], cell[1]))]

    @staticmethod
    def _named_over(rule: FieldRule, over: Found) -> Sequence[Match[tuple[str, str]]]:
        """What the words over a column say of the target itself, such as "per user a month"."""
        named = [one for one in over.get((rule.target, "cues"), NOTHING) if one.weight > 1]
        return over.get((rule.target, "rows"), NOTHING) or named

    def _is_quickest(self, rule: FieldRule, segment: Segment) -> bool:
        """Whether it is the first row of a table of times, whose rows nobody names, each slower in turn."""
        rows = [
            one
            for one in self.segments
            if one.table == segment.table and one.document == segment.document and not one.is_header
        ]
        if not segment.table or len(rows) < 3 or rows[0] is not segment:
            return False
        if any(self.cues.of_text(self._label(one)).get((rule.target, "rows")) for one in rows):
            return False
        times = []
        for row in rows:
            over = [self.cues.of_text(one) for one in row.columns]
            chosen = self._by_column(rule, over, self._figures(rule, row))
            if not chosen or chosen[0][1].minutes is None:
                return False
            times.append(chosen[0][1].minutes)
        return times == sorted(times)

    def _label(self, segment: Segment) -> str:
        """What a row is about: its cells up to the first figure that is paid or timed."""
        parts: list[str] = []
        for cell in segment.cells:
            if parts and any(one.kind != "count" for one in quantities(cell)):
                break
            if cell:
                parts.append(cell)
        return " ".join(parts[:3])

    def _figures(self, rule: FieldRule, segment: Segment) -> list[tuple[int, Quantity]]:
        found = []
        for one in segment.quantities:
            at = cell_of(segment, one)
            if at is None:
                continue
            if _fits(rule, one) and not (rule.kind == "money" and one.kind != "money"):
                found.append((at, one))
            elif rule.kind == "money" and one.kind == "count" and self._is_money_cell(segment, at):
                found.append((at, replace(one, kind="money")))
        return found

    def _is_money_cell(self, segment: Segment, at: int) -> bool:
        """Whether a bare number is an amount by the words over it."""
        cell = segment.cells[at].lstrip("£$€ ")
        if bare_amount(cell) is None or at >= len(segment.columns):
            return False
        priced = bool(_CENTS.search(cell)) and _says_money(
            self.cues.of_text(segment.cells[0]), segment.heading
        )
        return priced or bool(_MONEY_COLUMN.search(segment.columns[at]))

    def _may_be_in_row(self, rule: FieldRule, segment: Segment, found: Found, quantity: Quantity) -> bool:
        if rule.kind == "count":
            return self._counts(rule, found, quantity, segment.words.at(quantity.end - 1) + 1)
        if rule.kind != "money":
            return True
        period = period_of(segment, quantity, self.cues)
        if not _period_fits(rule, period):
            return False
        return not (
            rule.target in ("bid.monthly", "bid.minimum_monthly")
            and self._is_unit_price(segment, found, quantity)
        )

    def _of_several(
        self,
        rule: FieldRule,
        segment: Segment,
        found: Found,
        cells: list[tuple[int, Quantity]],
        weight: float,
    ) -> Iterator[Candidate]:
        """One amount of several in a row: of count times unit, of the column asked for, or a package."""
        over = [self.cues.of_text(one) for one in segment.columns]
        named = [(at, one) for at, one in cells if at < len(over) and over[at].get((rule.target, "columns"))]
        if len(named) == 1:
            yield from self._valued(rule, segment, found, named[0][1], weight + 1)
            return
        numbers = [number for cell in segment.cells if (number := bare_amount(cell)) is not None]
        for _, one in cells:
            for _, other in cells:
                if one is not other and any(
                    abs(n * one.value - other.value) < Decimal("0.02") for n in numbers
                ):
                    amount = other if rule.target == "bid.monthly" else one
                    yield from self._valued(rule, segment, found, amount, weight + 1)
                    return
        if len({one.value for _, one in cells}) == 1:
            yield from self._valued(rule, segment, found, cells[0][1], weight)
            return
        in_packages = [
            (at, one)
            for at, one in cells
            if at < len(over) and segment.columns[at] and not _says_money(over[at], segment.columns[at])
        ]
        if len(in_packages) >= 2:
            best = [at for at, _ in in_packages if over[at].get(("", "recommended"))]
            best = best or [at for at, _ in in_packages if self._is_named(segment, segment.columns[at])]
            for at, one in in_packages:
                chosen = at in best
                reason = words.RECOMMENDED if chosen else words.PACKAGES
                for made in self._valued(rule, segment, found, one, weight + (2 if chosen else 0)):
                    yield replace(made, why=(reason, *made.why), package=segment.columns[at])
            return
        yield from self._valued(rule, segment, found, cells[0][1], weight - 1)

    def _is_named(self, segment: Segment, package: str) -> bool:
        """Whether a package is the one that the document goes on to reckon with."""
        name = re.escape(package.split("(")[0].strip())
        if not name:
            return False
        speaks = re.compile(
            rf"\b{name}\b.{{0,40}}(?:comes to|recommend|suggest|propose|quoted|costs)"
            rf"|(?:recommend|suggest|propose)\w*.{{0,40}}\b{name}\b",
            re.I,
        )
        return any(
            speaks.search(one.text)
            for one in self.segments
            if one.document == segment.document and one.kind != "row"
        )

    # ---- values

    def _valued(
        self, rule: FieldRule, segment: Segment, found: Found, quantity: Quantity, weight: float
    ) -> Iterator[Candidate]:
        """The candidate that a figure makes for a field, turned into the field's unit."""
        why: list[str] = []
        worked = ""
        value: Decimal | None = quantity.value
        if rule.kind == "money":
            period = period_of(segment, quantity, self.cues)
            if rule.per == "month" and period in ("year", "quarter"):
                parts = 12 if period == "year" else 3
                value = quantity.value / parts
                worked = f"{words.number(quantity.value)} / {parts} = {words.number(value)}"
                why.append(words.WORKED_OUT)
                weight -= 1
            elif rule.per == "month" and not period and segment.kind != "row":
                weight -= 2
        elif rule.kind == "months":
            value = quantity.months if quantity.kind == "duration" else None
            if value is None and quantity.days is not None:
                value = Decimal(round(quantity.days * 12 / 365)) or None  # 180 days are six months
            if quantity.unit in ("quarter", "day", "week"):
                why.append(words.CALENDAR)
            worked = _worked(quantity, value, "months") if quantity.unit != "month" else ""
        elif rule.kind == "days":
            value = quantity.days
            if quantity.working and quantity.unit == "day" and quantity.value >= 5:
                value = (quantity.value * 7 / 5).to_integral_value()
            turned = quantity.unit in ("month", "quarter", "year") or value != quantity.days
            if turned and value is not None:
                why.append(words.CALENDAR)
            worked = _worked(quantity, value, "days") if quantity.unit != "day" else ""
        elif rule.kind in ("minutes", "hours"):
            value = quantity.minutes
            if value is not None and rule.kind == "hours":
                value /= 60
            if quantity.unit in ("day", "week"):
                why.append(words.CALENDAR)
        if (
            value is None
            or (rule.least is not None and value < rule.least and not (rule.zero and value == 0))
            or (rule.most is not None and value > rule.most)
        ):
            return
        if rule.target == "bid.after_hours_multiple" and value < 1:
            return
        if quantity.rough:
            why.append(words.ROUGH)
            weight -= 1
        if segment.kind == "row" and rule.per == "month" and rule.kind == "money":
            band = self._band(segment)
            if band is not None:
                inside = self._in_band(rule, band)
                if inside is None:
                    return
                why.append(words.BAND)
                weight += 4 if inside else -6
        if found.get((rule.target, "prefer")):
            weight += 2
        if (
            rule.kind == "percent"
            and not rule.no_cap
            and not segment.cells
            and any(one.kind == "percent" and one.start > quantity.end for one in segment.quantities)
        ):
            why.append(words.STEPS)
        extra: dict[str, Value] = {}
        if rule.target == "bid.yearly_rise":
            extra, more = _rise(rule, segment, found, quantity)
            why += more
            weight += 2 if extra else 0
        yield self._made(
            rule, segment, found, value, weight, why, worked, money=rule.kind == "money", extra=extra
        )

    def _made(
        self,
        rule: FieldRule,
        segment: Segment,
        found: Found,
        value: Value,
        weight: float,
        why: Sequence[str] = (),
        worked: str = "",
        *,
        money: bool = False,
        extra: dict[str, Value] | None = None,
    ) -> Candidate:
        reasons = list(why)
        weight += ZONE_WEIGHT["body" if rule.anywhere else segment.zone] + (
            2.0 if segment.role == "contract" else 0.0
        )
        after = following(segment, self.segments)
        conditions = (
            found.get(("", "condition"))
            or (after and self.cues.of_text(after).get(("", "condition")))
            or (rule.per == "once" and self._conditions(rule, segment))
        )
        if conditions and rule.kind in ("money", "tax"):
            reasons.append(words.ON_A_CONDITION)
        if found.get(("", "hedge")):
            reasons.append(words.HEDGED)
            weight -= 3
        if money and found.get(("", "optional")):
            reasons.append(words.OPTIONAL)
            weight -= 5
        if segment.zone == "summary" and not rule.anywhere:
            reasons.append(words.SUMMARY_ONLY)
        return Candidate(
            target=rule.target,
            value=value,
            segment=segment,
            weight=weight,
            why=tuple(dict.fromkeys(reasons)),
            worked=worked,
            money=money,
            extra=extra or {},
        )

    # ---- what stands around

    def _conditions(self, rule: FieldRule, segment: Segment) -> bool:
        """Whether another sentence of the document makes a payment at the start depend on something."""
        for one in self.segments:
            if one.document != segment.document or one.zone == "quoted" or one.kind == "head":
                continue
            found = self.cues.of(one)
            if found.get(("", "condition")) and found.get((rule.target, "cues")):
                return True
        return False

    def _is_for_others(self, segment: Segment) -> bool:
        """Whether it is said by or of somebody else, in its own words or those it stands under.

        Whoever asks for money to take over speaks of the present provider as well.
        """
        found = self.cues.of(segment)
        if segment.aside or (found.get(("", "incumbent")) and not found.get(("bid.onboarding", "cues"))):
            return True
        above = map(self.cues.of_text, (segment.heading, segment.title, segment.lead))
        return any(one.get(("", "others")) for one in (found, *above))

    def _speaks_of(self, rule: FieldRule, segment: Segment) -> bool:
        """Whether a word of the field's matter stands in it, before it, or in what it stands under."""
        above = (segment.heading, segment.title, segment.lead, *segment.columns)
        about = [self.cues.of(segment), *map(self.cues.of_text, above)]
        before = self._before(segment)
        if before is not None:
            about.append(self.cues.of(before))
        return any(found.get((rule.target, "about")) for found in about)

    def _before(self, segment: Segment) -> Segment | None:
        """The sentence before it in the same paragraph."""
        at = segment.at - self.segments[0].at - 1
        before = self.segments[at] if at >= 0 else None
        same = before is not None and before.paragraph == segment.paragraph
        return before if same and before is not None and before.document == segment.document else None

    def _stands_under_options(self, segment: Segment) -> bool:
        """Whether what it stands under says that it is no part of the offer."""
        above = (segment.heading, segment.title, segment.lead, *segment.columns)
        return any(self.cues.of_text(one).get(("", "optional")) for one in above)

    @staticmethod
    def _is_optional(said: Found) -> bool:
        """Whether the label of a row says that it is no part of the offer."""
        return bool(said.get(("", "optional")))

    def _band(self, segment: Segment) -> tuple[int, int] | None:
        """The numbers of users a row is for, where its first cell or the one after it is such a band."""
        for at, cell in enumerate(segment.cells[:2]):
            over = segment.columns[at] if at < len(segment.columns) else ""
            about = f"{cell} {over} {segment.heading}"
            found = _BAND.search(cell)
            if found is None or not re.search(
                r"\b(?:users?|seats?|staff|people|employees|devices|pcs|computers|heads?)\b", about, re.I
            ):
                continue
            if re.search(r"[£$€%]", cell):
                continue
            low = found["low"] or found["floor"] or found["open"] or "0"
            high = found["high"] or found["top"] or "999999"
            return int(low), int(high)
        return None

    def _in_band(self, rule: FieldRule, band: tuple[int, int]) -> bool | None:
        count = self.counts.devices if rule.target == "bid.per_device" else self.counts.users
        return None if count is None else band[0] <= count <= band[1]


def _part(segment: Segment, match: Match[tuple[str, str]]) -> int:
    """Which part of a sentence a phrase stands in."""
    return _part_at(segment, segment.words.spans[match.first][0])


def _part_at(segment: Segment, place: int) -> int:
    """Which part of a sentence a place stands in: between semicolons, of a summary's promises commas."""
    if segment.zone == "summary":
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


def _fits(rule: FieldRule, quantity: Quantity) -> bool:
    """Whether a figure is of the kind that a field takes."""
    kinds = {
        "money": ("money",), "percent": ("percent",), "months": ("duration",), "days": ("duration",),
        "minutes": ("duration",), "hours": ("duration",), "multiple": ("multiple",),
        "count": ("count", "duration"),
    }.get(rule.kind, ())  # fmt: skip
    if quantity.kind not in kinds:
        return False
    if rule.kind == "count" and quantity.kind == "duration":
        return quantity.unit == "hour" and any("hour" in one for one in rule.counts)
    if rule.kind == "months":
        return quantity.unit in ("month", "quarter", "year") or (
            rule.in_days and quantity.unit in ("day", "week")
        )
    if rule.kind in ("minutes", "hours"):
        return quantity.unit in ("minute", "hour", "day")
    return True


def _period_fits(rule: FieldRule, period: str) -> bool:
    allowed = {
        "month": ("month", "year", "quarter", ""),
        "hour": ("hour",),
        "once": ("once", ""),
        "": ("", "once", "month", "year", "hour", "day", "quarter"),
    }[rule.per]
    return period in allowed


def _says_money(found: Found, text: str) -> bool:
    return bool(_MONEY_COLUMN.search(text)) or any(
        found.get(("", one)) for one in ("month", "year", "hour", "total", "once")
    )


def _nothing(rule: FieldRule) -> Value:
    return Decimal(1) if rule.kind == "multiple" else Decimal(0)


def _worked(quantity: Quantity, value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    plural = "" if quantity.value == 1 else "s"
    return f"{words.number(quantity.value)} {quantity.unit}{plural} = {words.number(value)} {unit}"


def _is_capped(rule: FieldRule, segment: Segment, found: Found, quantity: Quantity) -> bool:
    """Whether words of a cap stand right before a figure, with no other figure between."""
    at = segment.words.at(quantity.start)
    return any(
        0 <= at - match.last <= 3
        and not any(
            segment.words.spans[match.last - 1][1] <= other.start < quantity.start
            for other in segment.quantities
            if other.kind == quantity.kind
        )
        for match in found.get((rule.target, "cap"), NOTHING)
    )


def _rise(
    rule: FieldRule, segment: Segment, found: Found, quantity: Quantity
) -> tuple[dict[str, Value], list[str]]:
    """Whether a rise is capped at its percent, and the reason to look where it hangs on an index."""
    percents = [one for one in segment.quantities if one.kind == "percent"]
    between = len(percents) > 1 and _is_capped(rule, segment, found, quantity)  # a floor and a ceiling
    open_end = bool(found.get((rule.target, "no_cap"))) and not between
    capped = bool(found.get((rule.target, "cap"))) and not open_end
    tied = bool(found.get((rule.target, "index"))) and not capped
    extra: dict[str, Value] = (
        {"bid.rise_capped": True} if capped else {"bid.rise_capped": False} if open_end else {}
    )
    return extra, [words.OPEN_END] if open_end or tied else []
