"""Figures of a table's row that may be the value of a target: by its words and those over its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from msp_select.model.reading_rules import FieldRule
from msp_select.phrases.en import proposals as words
from msp_select.reading.candidate_context import Context
from msp_select.reading.candidate_values import Candidate, Figures, fits, nothing_for, period_fits
from msp_select.reading.evidence_index import NOTHING, Found
from msp_select.reading.money_context import cell_of, period_of
from msp_select.reading.phrases_in_text import Match
from msp_select.reading.quantities import Quantity, bare_amount, quantities
from msp_select.reading.segments import Segment
from msp_select.reading.sentence_candidates import counts_things, is_unit_price

_MONEY_COLUMN = re.compile(
    r"[£$€]|\b(?:USD|GBP|AUD|EUR|price|fee|fees|cost|costs|amount|charge|charges|rate|rates|monthly|total|investment|"
    r"subtotal)\b",
    re.I,
)
_YEAR = re.compile(r"\b20\d\d\b")
_COUNT_CELL = re.compile(r"\d{1,5}(?=$|\s?\()")  # such as "41 (37 full time)"
_CENTS = re.compile(r"[.,]\d\d$")


class Rows:
    """Finds the candidates of a field in one row after the other."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self.context, self.figures = context, figures

    def candidates(self, rule: FieldRule, segment: Segment, found: Found) -> Iterator[Candidate]:
        label = self._label(segment)
        said = self.context.cues.of_text(label)
        over = [self.context.cues.of_text(one) for one in segment.columns]
        if rule.kind == "money" and self.context.is_optional(said):
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
            yield self.figures.made(rule, segment, found, nothing_for(rule), 9.0)
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
                for made in self.figures.valued(rule, segment, found, chosen[0][1], 10.0):
                    yield replace(made, why=(words.FIRST_ROW, *made.why))
                return
            if rows and chosen and not self._reckoned(rule, segment, cells):
                cells = chosen
            elif turned:
                cells, rows = turned, said[(rule.target, "columns")]
            elif rule.whole_row:
                return
        if not rows and not rule.whole_row:
            under = [(at, one) for at, one in cells if at < len(over) and self._named_over(rule, over[at])]
            if under:
                cells, rows = under, self._named_over(rule, over[under[0][0]])
        if not rows and self.counts_as_many(rule, segment):
            unit = self._reckoned(rule, segment, cells)
            for made in self.figures.valued(rule, segment, found, unit[1], 6.0) if unit else ():
                yield replace(made, why=(words.AS_MANY, *made.why), by_count=True)
            return
        if not rows or not cells:
            return
        weight = 11.0 + min(rows[0].weight, 3)
        if rule.target == "bid.monthly":  # the total goes before a line of it
            weight += 2 if said.get(("", "total")) else -2 if self._reckoned(rule, segment, cells) else 0
        if rule.kind == "money" and len(cells) > 1:
            yield from self._of_several(rule, segment, found, cells, weight)
            return
        several = len(cells) > 1 and len({at for at, _ in cells}) == 1
        if several and rule.kind != "count" and found.get((rule.target, "cues")):
            return  # one cell says several things: it is read as a sentence
        cells = self._of_the_last_year(segment, cells)
        why: tuple[str, ...] = ()
        if len({one.value for _, one in cells}) > 1 and not (rule.columns and chosen):
            why = (words.SEVERAL_IN_ROW,)
        for made in self.figures.valued(rule, segment, found, cells[0][1], weight):
            yield replace(made, why=(*why, *made.why))

    def of_packages(
        self, rule: FieldRule, segment: Segment, found: Found, heard: Sequence[Candidate]
    ) -> Iterator[Candidate]:
        """What was heard in a row as in a sentence; of several columns the recommended one's, with doubt."""
        figures = self._figures(rule, segment) if segment.columns and heard else []
        if len({one.value for _, one in figures}) < 2 or len({at for at, _ in figures}) < 2:
            yield from heard
            return
        over = [self.context.cues.of_text(one) for one in segment.columns]
        best = [one for at, one in figures if at < len(over) and over[at].get(("", "recommended"))]
        if len(best) == 1:
            for made in self.figures.valued(rule, segment, found, best[0], heard[0].weight):
                yield replace(made, why=(words.RECOMMENDED, *made.why))
            return
        for one in heard:
            yield replace(one, why=(words.SEVERAL_IN_ROW, *one.why))

    def counts_as_many(self, rule: FieldRule, segment: Segment) -> bool:
        """Whether a row counts as many as there are users, or devices, in the session."""
        counts = self.context.counts
        many = {"bid.per_user": counts.users, "bid.per_device": counts.devices}.get(rule.target)
        if many is None or (rule.target == "bid.per_device" and many == counts.users):
            return False
        return any(bare_amount(cell) == many for cell in segment.cells)

    @staticmethod
    def _of_the_last_year(segment: Segment, cells: list[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
        """Of figures under years the latest year's, else all."""
        years = {
            at: int(named.group())
            for at, _ in cells
            if at < len(segment.columns) and (named := _YEAR.search(segment.columns[at]))
        }
        latest = max(years.values(), default=0)
        return (
            [(at, one) for at, one in cells if years.get(at, latest) == latest] if len(years) > 1 else cells
        )

    @staticmethod
    def _reckoned(
        rule: FieldRule, segment: Segment, cells: list[tuple[int, Quantity]]
    ) -> tuple[int, Quantity] | None:
        """Of a unit and a line that is so many of it, the line for what is paid in all, else the unit."""
        counts = [number for cell in segment.cells if (number := bare_amount(cell)) is not None]
        counts += [one.value for one in segment.quantities if one.kind == "count"]  # "48 at £56"
        for unit in cells:
            for line in cells:
                if unit is not line and any(
                    abs(count * unit[1].value - line[1].value) < Decimal("0.02") for count in counts
                ):
                    return line if rule.target == "bid.monthly" else unit
        return None

    def _named_at_the_side(self, rule: FieldRule, segment: Segment) -> Sequence[Match[tuple[str, str]]]:
        """What the words over the labels say of the target, where a label says no more than "price"."""
        label = segment.cells[0] if segment.cells else ""
        if rule.kind != "money" or not segment.columns or not _MONEY_COLUMN.search(label):
            return NOTHING
        over = self.context.cues.of_text(segment.columns[0])
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
            for one in self.context.segments
            if one.table == segment.table and one.document == segment.document and not one.is_header
        ]
        if not segment.table or len(rows) < 3 or rows[0] is not segment:
            return False
        if any(self.context.cues.of_text(self._label(one)).get((rule.target, "rows")) for one in rows):
            return False
        times = []
        for row in rows:
            over = [self.context.cues.of_text(one) for one in row.columns]
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
            if fits(rule, one) and not (rule.kind == "money" and one.kind != "money"):
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
            self.context.cues.of_text(segment.cells[0]), segment.heading
        )
        return priced or bool(_MONEY_COLUMN.search(segment.columns[at]))

    def _may_be_in_row(self, rule: FieldRule, segment: Segment, found: Found, quantity: Quantity) -> bool:
        if rule.kind == "count":
            at = cell_of(segment, quantity)
            alone = at is not None and _COUNT_CELL.match(segment.cells[at]) is not None
            if alone and self.context.cues.of_text(self._label(segment)).get((rule.target, "rows")):
                return True
            return counts_things(rule, found, quantity, segment.words.at(quantity.end - 1) + 1)
        if rule.kind != "money":
            return True
        period = period_of(segment, quantity, self.context.cues)
        if not period_fits(rule, period):
            return False
        return not (
            rule.target in ("bid.monthly", "bid.minimum_monthly") and is_unit_price(segment, found, quantity)
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
        over = [self.context.cues.of_text(one) for one in segment.columns]
        named = [(at, one) for at, one in cells if at < len(over) and over[at].get((rule.target, "columns"))]
        certain = self._reckoned(rule, segment, cells) or (named[0] if len(named) == 1 else None)
        if certain is not None:
            yield from self.figures.valued(rule, segment, found, certain[1], weight + 1)
            return
        if len({one.value for _, one in cells}) == 1:
            yield from self.figures.valued(rule, segment, found, cells[0][1], weight)
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
                for made in self.figures.valued(rule, segment, found, one, weight + (2 if chosen else 0)):
                    yield replace(made, why=(reason, *made.why), package=segment.columns[at])
            return
        yield from self.figures.valued(rule, segment, found, cells[0][1], weight - 1)

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
            for one in self.context.segments
            if one.document == segment.document and one.kind != "row"
        )


def _says_money(found: Found, text: str) -> bool:
    return bool(_MONEY_COLUMN.search(text)) or any(
        found.get(("", one)) for one in ("month", "year", "hour", "total", "once")
    )
