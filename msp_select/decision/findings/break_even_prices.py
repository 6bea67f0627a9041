"""Break-even prices, tested against every rival, and the hour of standstill at which two cost the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar

from msp_select.decision.costing.break_even_downtime import break_even_standstill
from msp_select.decision.costing.break_even_price import PriceLine
from msp_select.decision.costing.cost_line import CASH, EVERYTHING
from msp_select.decision.fact import Fact
from msp_select.decision.findings.amounts import RestsOn, missing_lines, moving_defaults
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.findings.first_sentence import CLOSE
from msp_select.decision.scoring.evaluation import Result, contenders


@dataclass(frozen=True)
class BreakEven:
    """The price at which a candidate ties with another: `factor` on its prices, None where no price does."""

    candidate: str
    rival: str
    factor: float | None
    level: float


def level_weight(pair: Pair, result: Result) -> float:
    """The share of the whole that the price level has for one candidate, 0..1."""
    return result.effective.get(pair.evaluation.catalog.priced_criterion or "", 0.0)


def price_level(pair: Pair, result: Result) -> float | None:
    """What one candidate's price is worth on the price scale, 0..100; None without a price."""
    values = result.criteria.get(pair.evaluation.catalog.priced_criterion or "")
    return None if values is None else values.point


def break_even(pair: Pair, result: Result, rival: Result) -> BreakEven | None:
    """Where the price of `result` ties it with `rival`; None where prices do not decide between them."""
    weight = level_weight(pair, result)
    now = price_level(pair, result)
    line = pair.price_line(result)
    if weight <= 0 or now is None or line is None:
        return None
    level = now + (rival.score - result.score) / weight
    return BreakEven(result.id, rival.id, line.factor_for(level), level)


@dataclass(frozen=True, kw_only=True)
class PriceAtTie(RestsOn):
    """What a price comes to where its factor ties two candidates, and now; None where no price ties them.

    Cash and the ends of the price scale per user and month; `price_level` 0..100, off the scale where no
    price reaches it. `price_now`: the price in the words of the bid, an hourly rate where `hourly`, else a
    monthly fee; None where the bid states none.
    """

    factor: float | None
    cash_user_month: float | None
    cash_user_month_now: float
    monthly_fee: float | None
    monthly_fee_now: float | None
    price_level: float
    price_scale_low_user_month: float
    price_scale_high_user_month: float
    hourly: bool
    price_now: Decimal | None

    @property
    def price_at_tie(self) -> float | None:
        """The price in the words of the bid at which the two tie."""
        if self.factor is None or not self.price_now:
            return None
        return float(self.price_now) * self.factor


def _price_at_tie(
    pair: Pair, result: Result, found: BreakEven, line: PriceLine, rival: Result
) -> dict[str, Any]:
    sticker, bid = result.costs.sticker_per_month if result.costs else None, result.candidate.bid
    assert bid is not None
    two, hourly = (result.id, rival.id), bid.basis == "hourly"
    told = [result.costs] if found.factor is not None and result.costs is not None else []
    return {
        "factor": found.factor,
        "cash_user_month": _cash(line, found.factor),
        "cash_user_month_now": _cash(line, 1.0),
        "monthly_fee": None if found.factor is None or not sticker else float(sticker) * found.factor,
        "monthly_fee_now": None if sticker is None else float(sticker),
        "price_level": found.level,
        "price_scale_low_user_month": line.low,
        "price_scale_high_user_month": line.high,
        "hourly": hourly,
        "price_now": bid.hourly_rate if hourly else sticker,
        "default_ids": moving_defaults(pair, told, CASH, lambda moved: _tie(moved, *two), two),
        "missing_line_ids": missing_lines(told, CASH),
    }


def _cash(line: PriceLine, factor: float | None) -> float | None:
    return None if factor is None else sum(line.cash(factor)) / 2


@dataclass(frozen=True, kw_only=True)
class BreakEvenPrice(PriceAtTie, Fact):
    """The price up to which the first of `candidates` stays first; above it `rival` leads, None for nobody.

    `overtaken_by`: every rival it could lose the lead to, and the cash per user and month above which it
    does. `limit_is_yours`: whether the high end of the price scale is the owner's own, not our default.
    """

    kind: ClassVar[str] = "break_even_price"
    rival: str | None
    overtaken_by: tuple[str, ...]
    overtaken_above_user_month: tuple[float | None, ...]
    limit_is_yours: bool


def overtakers(pair: Pair) -> tuple[tuple[BreakEven, Result], ...]:
    """Everybody the subject could lose the lead to by a higher price, and where it would."""
    if pair.subject not in contenders(pair.evaluation):
        return ()
    found = [
        (one, rival)
        for rival in pair.rivals
        if rival.score <= pair.subject.score and (one := break_even(pair, pair.subject, rival)) is not None
    ]
    return tuple(found)


def soonest(found: Sequence[tuple[BreakEven, Result]]) -> tuple[BreakEven, Result]:
    """The first of them to overtake it."""
    return min(found, key=lambda one: math.inf if one[0].factor is None else one[0].factor)


def room_upwards(pair: Pair) -> BreakEvenPrice | None:
    """The price up to which the subject still comes first, tested against every rival."""
    found = overtakers(pair)
    line = pair.price_line(pair.subject)
    if line is None or not found:
        return None
    first, rival = soonest(found)
    reached = first.factor is not None
    high = pair.evaluation.business.price_high
    return BreakEvenPrice(
        candidates=(pair.subject.id, rival.id) if reached else (pair.subject.id,),
        **_price_at_tie(pair, pair.subject, first, line, rival),
        rival=rival.id if reached else None,
        overtaken_by=tuple(rival.id for _, rival in found),
        overtaken_above_user_month=tuple(_cash(line, one.factor) for one, _ in found),
        limit_is_yours=high is not None and not high.is_default,
    )


@dataclass(frozen=True, kw_only=True)
class PriceNeeded(PriceAtTie, Fact):
    """The price below which the first of `candidates` would come first, before `rival`; or that none does it.

    `best_score_reachable`: its score at that price, or for nothing; `behind_points`: how far that is short of
    the rival.
    """

    kind: ClassVar[str] = "price_needed"
    rival: str
    best_score_reachable: float
    behind_points: float
    failed_must_haves: int

    @property
    def stays_behind(self) -> bool:
        """Whether it would be behind even for nothing, and not level."""
        return self.behind_points >= CLOSE

    @property
    def scale_ends_first(self) -> bool:
        """Whether the price scale ends before the price is low enough, not what comes on top of its fee."""
        return self.price_level >= 100.0


def price_needed(pair: Pair) -> PriceNeeded | None:
    """The price at which the other candidate would come first; or that no price does it."""
    against = pair.against
    now = None if against is None else price_level(pair, against)
    if against is None or now is None:
        return None
    line = pair.price_line(against)
    others = [result for result in contenders(pair.evaluation) if result.id != against.id]
    if pair.subject.id not in {result.id for result in others}:
        others.append(pair.subject)
    best = max(others, key=lambda result: result.score)
    if line is None or against.score > best.score:
        return None
    needed = break_even(pair, against, best)
    if needed is None:
        return None
    if needed.level >= 100.0:  # at the end of the scale it could only be level
        needed = replace(needed, factor=None)
    reach = best.score
    if needed.factor is None:
        top = max(line.level(0.0), line.level(1.0))
        reach = against.score + level_weight(pair, against) * (top - now)
    return PriceNeeded(
        candidates=(against.id, best.id),
        **_price_at_tie(pair, against, needed, line, best),
        rival=best.id,
        best_score_reachable=reach,
        behind_points=best.score - reach,
        failed_must_haves=len(against.failed),
    )


def _tie(pair: Pair, candidate: str, rival: str) -> list[float | None]:
    result = pair.evaluation.result(candidate)
    found = break_even(pair, result, pair.evaluation.result(rival))
    fee = result.costs.sticker_per_month if result.costs else None
    factor = None if found is None else found.factor
    return [factor, None if factor is None or fee is None else factor * float(fee)]


@dataclass(frozen=True, kw_only=True)
class Standstill(RestsOn, Fact):
    """The money an hour of standstill at which the two cost the same in all, the cheaper of them now first.

    None where one is cheaper whatever it costs; `totals_alike`: whether both cost the same now.
    """

    kind: ClassVar[str] = "standstill"
    standstill_hour: Decimal | None
    standstill_hour_now: Decimal
    lower_total_now: str
    totals_alike: bool
    hour_is_default: bool


def standstill(pair: Pair) -> Standstill | None:
    """The value of an hour of standstill at which both cost the same."""
    if pair.costs is None or pair.against is None:
        return None
    mine, theirs = pair.costs
    said = pair.evaluation.business.standstill_hour
    if said is None or mine.total is None or theirs.total is None:
        return None
    cheaper, dearer = (
        (pair.subject, pair.against)
        if mine.total.middle <= theirs.total.middle
        else (pair.against, pair.subject)
    )
    return Standstill(
        candidates=(cheaper.id, dearer.id),
        standstill_hour=break_even_standstill(mine, theirs, pair.evaluation.business),
        standstill_hour_now=said.middle,
        lower_total_now=cheaper.id,
        totals_alike=mine.total.middle == theirs.total.middle,
        hour_is_default=said.is_default,
        default_ids=moving_defaults(pair, pair.costs, EVERYTHING, _crossing),
        missing_line_ids=missing_lines(pair.costs, EVERYTHING),
    )


def _crossing(pair: Pair) -> list[Decimal | None]:
    return [break_even_standstill(*pair.costs, pair.evaluation.business)] if pair.costs else []
