"""What the weights decide: where the choice flips, who wins at other weights, and who wins on price alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.fact import Fact
from msp_select.decision.findings.candidate_pair import A_CENT, Pair, compared, lowest_cash
from msp_select.decision.robustness.other_methods import LEVEL
from msp_select.decision.robustness.weight_sensitivity import (
    LeadRange,
    PillarView,
    enough_coverage,
    lead_ranges,
)
from msp_select.decision.scoring.evaluation import Result, eligible

PRICE_STEPS = (10, 20, 30, 40, 50, 60)
HEAVY = 0.5
END = 0.0005  # a share that reads as 0 or 100 %


@dataclass(frozen=True, kw_only=True)
class FlipWeights(Fact):
    """Of each pillar the range of its weight in which the lead holds, and who leads beyond it, or ""."""

    kind: ClassVar[str] = "flip_weights"
    pillars: tuple[str, ...]
    weight_percent: tuple[float, ...]
    low_percent: tuple[float, ...]
    high_percent: tuple[float, ...]
    overtaken_below: tuple[str, ...]
    overtaken_above: tuple[str, ...]
    turns_soonest: str | None


@dataclass(frozen=True, kw_only=True)
class PriceWeightFlip(Fact):
    """The weight of price nearest to today's at which `behind` passes `ahead`; None where none does."""

    kind: ClassVar[str] = "price_weight_flip"
    flip_percent: float | None
    price_weight_percent: float
    ahead: str
    behind: str
    failed_must_haves_of_behind: int


@dataclass(frozen=True, kw_only=True)
class PriceWeights(Fact):
    """Who comes first at each weight of price, in percent, and with what score.

    `level_with`: another that scores the same there, "" where nobody does.
    """

    kind: ClassVar[str] = "price_weights"
    price_percent: tuple[float, ...]
    first: tuple[str, ...]
    level_with: tuple[str, ...]
    score: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class OtherWeights(Fact):
    """Who would win on price only (None where nobody does), with equal pillars, and by their order.

    Each with another that does as well there, "" where nobody does.
    """

    kind: ClassVar[str] = "other_weights"
    price_only: str | None
    equal_weights: str
    order_weights: str
    subject: str
    price_only_level: str
    equal_level: str
    order_level: str

    @property
    def always_the_subject(self) -> bool:
        """Whether the subject wins by all of them, and shares it with nobody."""
        shared = (self.price_only_level, self.equal_level, self.order_level)
        return self.candidates == (self.subject,) and not any(shared)


@dataclass(frozen=True, kw_only=True)
class HeavyPrice(Fact):
    """Price weighs more than everything else together."""

    kind: ClassVar[str] = "heavy_price"
    price_weight_percent: float


def first_at(pair: Pair, weights: Sequence[float]) -> Result:
    """Who would be first under other weights of the pillars, of those that fail nothing."""
    those = [result.id for result in eligible(pair.evaluation)]
    return pair.evaluation.result(pair.view.first(those, weights, enough_coverage(pair.evaluation)))


def level_at(pair: Pair, first: Result, weights: Sequence[float]) -> str:
    """The id of another that would be first as well, "" where there is none."""
    view, enough = pair.view, enough_coverage(pair.evaluation)
    covered = view.coverage(first.id, weights) >= enough
    level = (
        one.id
        for one in eligible(pair.evaluation)
        if one is not first
        and (view.coverage(one.id, weights) >= enough) == covered
        and abs(view.score(one.id, weights) - view.score(first.id, weights)) < LEVEL
    )
    return next(level, "")


def flip_weights(pair: Pair) -> FlipWeights | None:
    """The weight of each pillar at which another candidate would lead, the others kept in proportion."""
    if not pair.rivals or pair.subject is not pair.evaluation.results[0]:
        return None
    ranges = lead_ranges(pair.evaluation, pair.view, pair.subject)
    turning = [found for found in ranges if found.to_low or found.to_high]
    return FlipWeights(
        candidates=(pair.subject.id,),
        pillars=tuple(found.pillar for found in ranges),
        weight_percent=tuple(100 * found.weight for found in ranges),
        low_percent=tuple(100 * found.low for found in ranges),
        high_percent=tuple(100 * found.high for found in ranges),
        overtaken_below=tuple(found.to_low or "" for found in ranges),
        overtaken_above=tuple(found.to_high or "" for found in ranges),
        turns_soonest=min(turning, key=_distance).pillar if turning else None,
    )


def _distance(found: LeadRange) -> float:
    below = found.weight - found.low if found.to_low else 1.0
    above = found.high - found.weight if found.to_high else 1.0
    return min(below, above)


def price_ties(pair: Pair, price: str, one: Result, other: Result) -> tuple[float, ...]:
    """The weights of the price pillar, shares of 1, at which two change places; never the scale's ends."""
    return tuple(t for t in pair.view.crossings(one.id, other.id, price) if END < t < 1.0 - END)


def pair_flips(pair: Pair) -> PriceWeightFlip | None:
    """The weights of price at which exactly these two change places."""
    if pair.against is None or pair.price is None:
        return None
    now = pair.view.weight(pair.price)
    found = price_ties(pair, pair.price, pair.subject, pair.against)
    ahead, behind = (pair.subject, pair.against) if pair.gap >= 0 else (pair.against, pair.subject)
    if not found and price_only(pair) is behind:
        return None  # level with it where nothing but price weighs, which no weight below that shows
    return PriceWeightFlip(
        candidates=pair.ids,
        flip_percent=100 * min(found, key=lambda share: abs(share - now)) if found else None,
        price_weight_percent=100 * now,
        ahead=ahead.id,
        behind=behind.id,
        failed_must_haves_of_behind=len(behind.failed),
    )


def price_steps(pair: Pair) -> PriceWeights | None:
    """Who comes first with price at 10, 20, ... 60 %."""
    if pair.price is None or len(pair.evaluation.results) < 2:
        return None
    view = pair.view
    steps = [view.with_weight(pair.price, step / 100) for step in PRICE_STEPS]
    firsts = [first_at(pair, weights) for weights in steps]
    return PriceWeights(
        candidates=tuple(dict.fromkeys(result.id for result in firsts)),
        price_percent=tuple(float(step) for step in PRICE_STEPS),
        first=tuple(result.id for result in firsts),
        level_with=tuple(level_at(pair, one, at) for one, at in zip(firsts, steps, strict=True)),
        score=tuple(view.score(result.id, weights) for weights, result in zip(steps, firsts, strict=True)),
    )


def other_weights(pair: Pair) -> OtherWeights | None:
    """Who wins on price only, with equal pillars, and with the order of the pillars alone."""
    if len(pair.evaluation.results) < 2:
        return None
    on_price = price_only(pair)
    alike, ordered = equal_weights(pair.view), order_weights(pair.view)
    equal, order = first_at(pair, alike), first_at(pair, ordered)
    return OtherWeights(
        candidates=tuple(dict.fromkeys(one.id for one in (on_price, equal, order) if one is not None)),
        price_only=None if on_price is None else on_price.id,
        equal_weights=equal.id,
        order_weights=order.id,
        subject=pair.subject.id,
        price_only_level="" if on_price is None else _as_cheap(pair, on_price),
        equal_level=level_at(pair, equal, alike),
        order_level=level_at(pair, order, ordered),
    )


def _as_cheap(pair: Pair, low: Result) -> str:
    """The id of another that takes as little cash of those that fail nothing, "" where there is none."""
    paid = compared([result for result in pair.evaluation.results if not result.failed])
    least = min(costs.cash.middle for _, costs in paid)
    return next((one.id for one, costs in paid if one is not low and costs.cash.middle - least < A_CENT), "")


def price_only(pair: Pair) -> Result | None:
    """The lowest cash among those that fail no must-have, where the price pillar by itself says the same.

    That pillar weighs terms and proof besides the amount. Where the two name different candidates, or no
    price is scored, or everybody fails a must-have, there is nobody of whom "on price alone" is simply true.
    """
    if pair.price is None:
        return None
    low = lowest_cash([result for result in pair.evaluation.results if not result.failed])
    first = first_at(pair, pair.view.with_weight(pair.price, 1.0))
    return low if low is first else None


def equal_weights(view: PillarView) -> tuple[float, ...]:
    """The same weight for every pillar that weighs anything."""
    weighing = sum(1 for weight in view.weights if weight > 0) or 1
    return tuple(1 / weighing if weight > 0 else 0.0 for weight in view.weights)


def order_weights(view: PillarView) -> tuple[float, ...]:
    """Weights that know only the order of the pillars: rank order centroids; equal pillars share."""
    weighing = sorted((weight for weight in view.weights if weight > 0), reverse=True)
    n = len(weighing)
    centroid = [sum(1 / j for j in range(i, n + 1)) / n for i in range(1, n + 1)]
    shares = {
        weight: sum(c for w, c in zip(weighing, centroid, strict=True) if w == weight)
        / weighing.count(weight)
        for weight in weighing
    }
    return tuple(shares.get(weight, 0.0) for weight in view.weights)


def heavy_price(pair: Pair) -> HeavyPrice | None:
    """A warning where price weighs over half."""
    if pair.price is None or pair.view.weight(pair.price) <= HEAVY:
        return None
    return HeavyPrice(price_weight_percent=100 * pair.view.weight(pair.price))
