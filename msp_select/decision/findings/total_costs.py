"""The sums side by side: sticker, cash, own time, risk, total; and the defaults in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.costing.cost_line import EVERYTHING
from msp_select.decision.costing.total_cost import Costs, Estimate, Figure, Kind
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.amounts import RestsOn, missing_lines, moving_defaults
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.scoring.evaluation import Result

A_CENT = Decimal("0.005")  # half of one: what differs by less costs the same


@dataclass(frozen=True)
class Sum:
    """A sum of one candidate over the term, of one kind of lines or all; None where no line of it is known.

    `part`: whether a line of it is missing, so that it is at least that.
    """

    candidate: str
    of: Kind | Literal["total"]
    amount: Estimate | None
    part: bool


@dataclass(frozen=True, kw_only=True)
class HeadlineAndTotal(RestsOn, Fact):
    """The monthly fees of the two as quoted, beside all that comes with them over the term.

    The gap is the subject's less the other's, None where either total is not known.
    """

    kind: ClassVar[str] = "headline_and_total"
    sticker_per_month: Decimal | None
    against_sticker_per_month: Decimal | None
    cash_term: Decimal
    against_cash_term: Decimal
    total_term: Decimal | None
    against_total_term: Decimal | None
    total_gap_term: Decimal | None
    term_months: int
    sums: tuple[Sum, ...] = field(metadata=FOR_WORDS_ONLY)

    @property
    def totals_alike(self) -> bool:
        """Whether both totals are known and the same."""
        return self.total_gap_term is not None and abs(self.total_gap_term) < A_CENT


def headline_and_total(pair: Pair) -> HeadlineAndTotal | None:
    """The monthly fee as quoted beside all that comes with it."""
    if pair.costs is None or pair.against is None:
        return None
    mine, theirs = pair.costs
    gap = _total_gap(pair)
    moving = () if gap is None else moving_defaults(pair, pair.costs, EVERYTHING, lambda m: [_total_gap(m)])
    return HeadlineAndTotal(
        candidates=pair.ids,
        sticker_per_month=mine.sticker_per_month,
        against_sticker_per_month=theirs.sticker_per_month,
        cash_term=mine.cash.middle,
        against_cash_term=theirs.cash.middle,
        total_term=None if mine.total is None else mine.total.middle,
        against_total_term=None if theirs.total is None else theirs.total.middle,
        total_gap_term=gap,
        term_months=pair.months,
        sums=tuple(one for result, costs in _priced(pair) for one in _sums(result, costs)),
        default_ids=moving,
        missing_line_ids=missing_lines(pair.costs, EVERYTHING),
    )


def _total_gap(pair: Pair) -> Decimal | None:
    totals = [costs.total for costs in pair.costs or ()]
    known = [total.middle for total in totals if total is not None]
    return known[0] - known[1] if len(known) == 2 else None


def _priced(pair: Pair) -> list[tuple[Result, Costs]]:
    """The two, as far as they have a price, each with all of its own lines."""
    return [(result, result.costs) for result in (pair.subject, pair.against) if result and result.costs]


def _sums(result: Result, costs: Costs) -> Sequence[Sum]:
    by_kind = [_sum(result, kind, (kind,), costs.sum_of(kind), costs) for kind in EVERYTHING]
    return [*by_kind, _sum(result, "total", EVERYTHING, costs.known, costs)]


def _sum(
    result: Result, of: Kind | Literal["total"], kinds: tuple[Kind, ...], amount: Estimate, costs: Costs
) -> Sum:
    part = costs.lacks(*kinds)
    nothing_known = part and not any(line.kind in kinds for line in costs.lines)
    return Sum(result.id, of, None if nothing_known else amount, part)


@dataclass(frozen=True)
class RiskLine:
    """What one kind of trouble, a line of the cost table, costs with one candidate over the term."""

    candidate: str
    line: str
    amount: Estimate


@dataclass(frozen=True, kw_only=True)
class CarriedRisk(RestsOn, Fact):
    """What waiting, stops and incidents cost with each of the two over the term, in the owner's own money."""

    kind: ClassVar[str] = "carried_risk"
    risk_term: Decimal
    against_risk_term: Decimal
    risk_gap_term: Decimal
    lines: tuple[RiskLine, ...] = field(metadata=FOR_WORDS_ONLY)


def carried(pair: Pair) -> CarriedRisk | None:
    """What waiting, stops and incidents cost with each, in the owner's own money."""
    if pair.costs is None or pair.against is None:
        return None
    if any(costs.lacks("risk") for costs in pair.costs):
        return None
    mine, theirs = (costs.risk.middle for costs in pair.costs)
    return CarriedRisk(
        candidates=pair.ids,
        risk_term=mine,
        against_risk_term=theirs,
        risk_gap_term=mine - theirs,
        lines=tuple(
            RiskLine(result.id, line.id, line.amount)
            for result, costs in _priced(pair)
            for line in costs.lines
            if line.kind == "risk"
        ),
        default_ids=moving_defaults(pair, pair.costs, ("risk",), _risks),
    )


def _risks(pair: Pair) -> list[Decimal]:
    return [costs.risk.middle for costs in pair.costs or ()]


@dataclass(frozen=True)
class Total:
    """The total of one candidate over the term, and the same if a provider's foresight prevented nothing."""

    candidate: str
    total: Estimate
    without_proactivity: Estimate


@dataclass(frozen=True, kw_only=True)
class LowestTotal(Fact):
    """Who costs least when everything is counted, with and without the boldest assumption.

    `all_lowest`: everybody who costs that little; `everyone_priced`: whether all who could be chosen have a
    price. `totals` are in rising order.
    """

    kind: ClassVar[str] = "lowest_total"
    lowest: str
    lowest_without_proactivity: str
    all_lowest: tuple[str, ...]
    everyone_priced: bool
    totals: tuple[Total, ...] = field(metadata=FOR_WORDS_ONLY)

    @property
    def foresight_decides(self) -> bool:
        """Whether it would be somebody else without the effect of foresight."""
        return self.lowest != self.lowest_without_proactivity


def lowest_total(pair: Pair) -> LowestTotal | None:
    """Who costs least when everything is counted, with and without the boldest assumption."""
    choice = [result for result in pair.evaluation.results if not result.failed]
    priced = [(result, result.costs) for result in choice if result.costs is not None]
    totals = [
        Total(result.id, costs.total, costs.total_without_proactivity)
        for result, costs in priced
        if costs.total is not None and costs.total_without_proactivity is not None
    ]
    if len(totals) < 2 or len(totals) < len(priced):
        return None
    least = min(totals, key=lambda one: one.total.middle)
    without = min(totals, key=lambda one: one.without_proactivity.middle)
    return LowestTotal(
        candidates=tuple(dict.fromkeys((least.candidate, without.candidate))),
        lowest=least.candidate,
        lowest_without_proactivity=without.candidate,
        all_lowest=tuple(one.candidate for one in totals if one.total.middle == least.total.middle),
        everyone_priced=len(priced) == len(choice),
        totals=tuple(sorted(totals, key=lambda one: one.total.middle)),
    )


@dataclass(frozen=True, kw_only=True)
class Defaults(RestsOn, Fact):
    """Every default the sums of the two rest on, and every line that is not known.

    `used`: those of the defaults that are in a line that is not nothing, by id.
    """

    kind: ClassVar[str] = "defaults"
    used: tuple[Figure, ...] = field(metadata=FOR_WORDS_ONLY)


def defaults(pair: Pair) -> Defaults | None:
    """Every default the sums rest on, with its range and where it comes from."""
    both = _priced(pair)
    if not both:
        return None
    each = [costs for _, costs in both]
    moving = moving_defaults(pair, each, EVERYTHING, _every_sum)
    used = {one: figure for costs in each for one, figure in costs.assumptions.items()}
    return Defaults(
        candidates=tuple(result.id for result, _ in both),
        default_ids=moving,
        missing_line_ids=missing_lines(each, EVERYTHING),
        used=tuple(used[one] for one in moving if one in used),
    )


def _every_sum(pair: Pair) -> list[Decimal]:
    """All sums of the two, at both ends and the middle."""
    sums = [costs.sum_of(kind) for _, costs in _priced(pair) for kind in EVERYTHING]
    return [end for one in sums for end in (one.low, one.middle, one.high)]
