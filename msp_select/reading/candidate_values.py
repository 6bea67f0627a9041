"""What a figure comes to for a target: in its unit, with how much speaks for it and reasons to look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from msp_select.model.reading_rules import FieldRule
from msp_select.phrases.en import proposals as words
from msp_select.reading.candidate_context import Context
from msp_select.reading.evidence_index import NOTHING, Found
from msp_select.reading.money_context import following, period_of
from msp_select.reading.quantities import Quantity
from msp_select.reading.reading import Value
from msp_select.reading.segments import Segment

_ON_TOP = re.compile(r"\b(?:another|an? extra|an additional)\s$", re.I)
_PAST = re.compile(r"\b(?:was|were|had been|used to be|stood at)\s(?:\w+\s){0,2}$", re.I)
ZONE_WEIGHT = {"price": 3.0, "terms": 3.0, "body": 1.0, "summary": -3.0, "quoted": -99.0}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One possible value: `weight` speaks for it, `why` are reasons to look, `worked` how it came about.

    `by_count` alone says that it is of users or devices where nothing names them.
    """

    target: str
    value: Value
    segment: Segment
    weight: float
    why: tuple[str, ...] = ()
    worked: str = ""
    money: bool = False
    package: str = ""
    by_count: bool = False
    extra: dict[str, Value] = field(default_factory=dict)


class Figures:
    """Makes candidates of figures that stand in a segment."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def valued(
        self, rule: FieldRule, segment: Segment, found: Found, quantity: Quantity, weight: float
    ) -> Iterator[Candidate]:
        """The candidate that a figure makes for a field, turned into the field's unit."""
        why: list[str] = []
        worked = ""
        value: Decimal | None = quantity.value
        if rule.kind == "money":
            period = period_of(segment, quantity, self.context.cues)
            if rule.per == "month" and period in ("year", "quarter"):
                parts = 12 if period == "year" else 3
                value = quantity.value / parts
                worked = f"{words.number(quantity.value)} / {parts} = {words.number(value)}"
                why.append(words.WORKED_OUT)
                weight -= 1
            elif rule.per == "month" and not period and segment.kind != "row":
                why.append(words.NO_PERIOD)
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
        elif quantity.part is not None:
            why.append(words.WORKED_OUT)
            worked = words.share_of(*quantity.part, quantity.value)
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
        if rule.kind == "money" and _ON_TOP.search(segment.text[: quantity.start]):
            why.append(words.OPTIONAL)
            weight -= 5
        if not rule.anywhere and not segment.cells and _PAST.search(segment.text[: quantity.start]):
            why.append(words.PAST)
            weight -= 6
        if segment.kind == "row" and rule.per == "month" and rule.kind == "money":
            band = self.context.band(segment)
            if band is not None:
                inside = self.context.in_band(rule, band)
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
        yield self.made(
            rule, segment, found, value, weight, why, worked, money=rule.kind == "money", extra=extra
        )

    def made(
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
        after = following(segment, self.context.segments)
        conditions = (
            found.get(("", "condition"))
            or (after and self.context.cues.of_text(after).get(("", "condition")))
            or (rule.per == "once" and self.context.has_conditions(rule, segment))
        )
        if conditions and (rule.kind not in ("months", "days") or rule.target == "doc.term_months"):
            reasons.append(words.ON_A_CONDITION)
            if rule.target == "doc.term_months":  # a term that something else is offered for
                weight -= 5
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


def fits(rule: FieldRule, quantity: Quantity) -> bool:
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


def period_fits(rule: FieldRule, period: str) -> bool:
    allowed = {
        "month": ("month", "year", "quarter", ""),
        "hour": ("hour",),
        "once": ("once", ""),
        "": ("", "once", "month", "year", "hour", "day", "quarter"),
    }[rule.per]
    return period in allowed


def nothing_for(rule: FieldRule) -> Value:
    return Decimal(1) if rule.kind == "multiple" else Decimal(0)


def _worked(quantity: Quantity, value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    plural = "" if quantity.value == 1 else "s"
    return f"{words.number(quantity.value)} {quantity.unit}{plural} = {words.number(value)} {unit}"


def is_capped(rule: FieldRule, segment: Segment, found: Found, quantity: Quantity) -> bool:
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
    between = len(percents) > 1 and is_capped(rule, segment, found, quantity)  # a floor and a ceiling
    open_end = bool(found.get((rule.target, "no_cap"))) and not between
    capped = bool(found.get((rule.target, "cap"))) and not open_end
    tied = bool(found.get((rule.target, "index"))) and not capped
    extra: dict[str, Value] = (
        {"bid.rise_capped": True} if capped else {"bid.rise_capped": False} if open_end else {}
    )
    return extra, [words.OPEN_END] if open_end or tied else []
