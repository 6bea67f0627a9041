"""When the cheapest would be the right choice, or would stop being it: conditions with their figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.costing.break_even_downtime import break_even_standstill
from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.break_even_prices import break_even
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.findings.weight_turning_points import price_ties
from msp_select.decision.robustness.weight_sensitivity import lead_ranges
from msp_select.decision.scoring.evaluation import Result, eligible

LEVEL = 1e-9  # of the prices: what is nearer to today's is today's

ConditionKind = Literal[
    "hour of standstill",
    "weight of price",
    "its price",
    "no effect of foresight",
    "its open answers",
    "cash at hand",
]


@dataclass(frozen=True)
class Condition:
    """One condition: the figure from which it holds, today's where there is one, and on which side it lies.

    `now_is_default`: today's figure is ours; `at_least`: a line of the figure is missing.
    """

    kind: ConditionKind
    figure: Decimal
    now: Decimal | None = None
    now_is_default: bool = False
    at_least: bool = False
    below: bool = False


@dataclass(frozen=True, kw_only=True)
class WhenRight(Fact):
    """When `cheapest` would be right, or would stop being so where it leads, beside `other`."""

    kind: ClassVar[str] = "when_right"
    cheapest: str
    cheapest_leads: bool
    conditions: tuple[ConditionKind, ...]
    condition_values: tuple[Decimal, ...]
    other: str
    failed_must_haves: int
    open_must_haves: int
    lead_points: float
    cheapest_of_offers_only: bool
    cheapest_shared: bool
    found: tuple[Condition, ...] = field(metadata=FOR_WORDS_ONLY)


def when_right(pair: Pair) -> WhenRight | None:
    """The conditions, with their figures, under which the cheapest would be right; or would stop being so."""
    low = pair.cheapest
    if pair.against is None or low is None:
        return None
    if low not in (pair.subject, pair.against):
        pair = Pair(pair.evaluation, pair.subject, low)
    if pair.costs is None or pair.against is None:
        return None
    dear = pair.against if low is pair.subject else pair.subject
    if low.rank > 1 if low is pair.subject else low.rank < dear.rank:
        return None  # who is behind does not stay first, and who is ahead need not become right
    found = _conditions(pair, low, dear)
    if low is pair.subject and not found and pair.price is None:
        return None  # no price is scored: nothing was varied that could unseat it
    return WhenRight(
        candidates=(low.id, dear.id),
        cheapest=low.id,
        cheapest_leads=low is pair.subject,
        conditions=tuple(one.kind for one in found),
        condition_values=tuple(one.figure for one in found),
        other=dear.id,
        failed_must_haves=len(low.failed),
        open_must_haves=len(low.open),
        lead_points=low.score - dear.score,
        cheapest_of_offers_only=not pair.cheapest_of_all,
        cheapest_shared=pair.cheapest_shared,
        found=tuple(found),
    )


def _conditions(pair: Pair, low: Result, dear: Result) -> list[Condition]:
    found = [
        _hour_condition(pair, low, dear),
        _weight_condition(pair, low, dear),
        _price_condition(pair, low),
    ]
    if low is not pair.subject:
        found += [
            _foresight_condition(low, dear),
            _answers_condition(low, dear),
            _budget_condition(dear),
        ]
    return [one for one in found if one is not None]


def _hour_condition(pair: Pair, low: Result, dear: Result) -> Condition | None:
    """Total cost: the hour of standstill at which the cheaper in cash is no longer the cheaper in all."""
    business = pair.evaluation.business
    said = business.standstill_hour
    if low.costs is None or dear.costs is None or said is None:
        return None
    crossing = break_even_standstill(low.costs, dear.costs, business)
    low_is_lower = low.costs.known.middle <= dear.costs.known.middle
    if crossing is None or low_is_lower != (low is pair.subject):
        return None
    return Condition(
        "hour of standstill",
        crossing,
        now=said.middle,
        now_is_default=said.is_default,
        below=crossing < said.middle,
    )


def _weight_condition(pair: Pair, low: Result, dear: Result) -> Condition | None:
    if pair.price is None:
        return None
    now = pair.view.weight(pair.price)
    if low is pair.evaluation.results[0]:  # where answers weigh less, too few of them may be enough
        ranges = lead_ranges(pair.evaluation, pair.view, low)
        mine = next(one for one in ranges if one.pillar == pair.price)
        found = [share for share, to in ((mine.low, mine.to_low), (mine.high, mine.to_high)) if to]
    else:
        leads = low is pair.subject
        others = [one for one in eligible(pair.evaluation) if one is not low] if leads else [dear]
        found = [
            share
            for other in others
            if (low.score > other.score) == leads
            for share in price_ties(pair, pair.price, low, other)
        ]
    if not found:
        return None
    nearest = min(found, key=lambda share: abs(share - now))
    return Condition("weight of price", _exact(100 * nearest), now=_exact(100 * now), below=nearest <= now)


def _price_condition(pair: Pair, low: Result) -> Condition | None:
    """What its own price would have to be: lower to lead, or higher to lose the lead."""
    rivals = [one for one in eligible(pair.evaluation) if one is not low]
    if not rivals or low.costs is None:
        return None
    best = max(rivals, key=lambda result: result.score)
    found = break_even(pair, low, best)
    line = pair.price_line(low)
    if found is None or line is None or found.factor is None:
        return None
    if (found.factor < 1 - LEVEL) == (low is pair.subject):
        return None
    if low is not pair.subject and found.level >= 100.0:  # at the end of the scale it could only be level
        return None
    return Condition("its price", _exact(sum(line.cash(found.factor)) / 2), below=found.factor < 1 - LEVEL)


def _foresight_condition(low: Result, dear: Result) -> Condition | None:
    """Whether it is only the effect of foresight that makes the dearer one cheaper in all."""
    assert low.costs is not None
    assert dear.costs is not None
    mine, theirs = low.costs.total_without_proactivity, dear.costs.total_without_proactivity
    if mine is None or theirs is None:
        return None
    without = theirs.middle - mine.middle
    if dear.costs.known.middle >= low.costs.known.middle or without <= 0:
        return None
    return Condition("no effect of foresight", without)


def _answers_condition(low: Result, dear: Result) -> Condition | None:
    """Whether what nobody has answered yet could carry the cheaper one past the other."""
    if low.coverage >= 1.0 or low.possible <= dear.score:
        return None
    return Condition("its open answers", _exact(low.possible))


def _budget_condition(dear: Result) -> Condition | None:
    """Cash that simply is not there."""
    assert dear.costs is not None
    return Condition("cash at hand", dear.costs.cash.middle, at_least=dear.costs.lacks(*CASH))


def _exact(figure: float) -> Decimal:
    return Decimal(repr(float(figure)))
