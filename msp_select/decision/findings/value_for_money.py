"""Cost against merit: who is on the value-for-money line, and who is beaten on every dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.amounts import RestsOn, missing_lines, moving_defaults
from msp_select.decision.findings.candidate_pair import Pair, compared
from msp_select.decision.scoring.evaluation import Result
from msp_select.engine.dominance import dominates, frontier

MANY = 3  # priced providers below which "dearer" says little
CLEARLY = 2.0  # points


@dataclass(frozen=True, kw_only=True)
class ValueForMoney(RestsOn, Fact):
    """Cash over the term against quality, 0..100, of everybody with a price, in rising order of the cash.

    `on_the_line`: whom no other beats on both; `candidates` are the same in rank order. `beaten`: who is no
    better than the one beside it in `beaten_by` on cash and on every other pillar, and worse on one.
    """

    kind: ClassVar[str] = "value_for_money"
    priced: tuple[str, ...] = field(metadata=FOR_WORDS_ONLY)
    cash_term: tuple[Decimal, ...]
    quality: tuple[float, ...]
    on_the_line: tuple[str, ...]
    beaten: tuple[str, ...]
    beaten_by: tuple[str, ...]

    @property
    def figures(self) -> Mapping[str, Any]:
        """The figures are of everybody with a price, so `candidates` among them are those."""
        return {"candidates": list(self.priced), **super().figures}


def value_for_money(pair: Pair) -> ValueForMoney | None:
    """Cash against quality: on the line is whoever no other beats on both."""
    priced = compared(pair.evaluation.results)
    if len(priced) < 2:
        return None
    line = frontier(
        [float(costs.cash.middle) for _, costs in priced], [result.quality for result, _ in priced]
    )
    on_line = tuple(result.id for (result, _), on in zip(priced, line, strict=True) if on)
    beaten, all_costs = _beaten(pair), [costs for _, costs in priced]
    whom = [result.id for result, _ in priced]
    rising = sorted(priced, key=lambda one: float(one[1].cash.middle))
    return ValueForMoney(
        candidates=on_line,
        priced=tuple(result.id for result, _ in rising),
        cash_term=tuple(costs.cash.middle for _, costs in rising),
        quality=tuple(result.quality for result, _ in rising),
        on_the_line=tuple(result.id for result, _ in rising if result.id in on_line),
        beaten=tuple(worse.id for worse, _ in beaten),
        beaten_by=tuple(better.id for _, better in beaten),
        default_ids=moving_defaults(pair, all_costs, CASH, _cash_of_each, whom),
        missing_line_ids=missing_lines(all_costs, CASH),
    )


def _cash_of_each(pair: Pair) -> list[Decimal]:
    return [costs.cash.middle for _, costs in compared(pair.evaluation.results)]


def _beaten(pair: Pair) -> list[tuple[Result, Result]]:
    """Who is no better than another on cash and every other pillar, and worse on one; with that other."""
    view = pair.view
    kept = [k for k, pillar in enumerate(view.pillars) if pillar != pair.evaluation.catalog.price_pillar]
    full = [
        (result, costs)
        for result, costs in compared(pair.evaluation.results)
        if all(view.values[result.id][k] is not None for k in kept)
    ]
    if len(full) < 2 or not kept:
        return []
    table = [[-float(costs.cash.middle), *(view.values[r.id][k] or 0.0 for k in kept)] for r, costs in full]
    matrix = dominates(table)
    return [
        (worse, next(better for i, (better, _) in enumerate(full) if matrix[i, j]))
        for j, (worse, _) in enumerate(full)
        if matrix[:, j].any()
    ]


@dataclass(frozen=True, kw_only=True)
class DearerNotSafer(RestsOn, Fact):
    """A dear provider that scores clearly less than a cheaper one, and the cheapest that matches it.

    `place_from_dearest`: 1 for the dearest provider; the scores are of 100.
    """

    kind: ClassVar[str] = "dearer_not_safer"
    dear: str
    match: str
    place_from_dearest: int
    cash_gap_term: Decimal
    dear_score: float
    match_score: float


def dearer_not_safer(pair: Pair) -> DearerNotSafer | None:
    """The dearest provider that scores clearly less than a cheaper one, and the cheapest that matches it."""
    bidders = [result for result in pair.evaluation.results if result.candidate.kind != "in_house"]
    both = compared(bidders)
    priced = [(costs.cash.middle, result) for result, costs in both]
    priced.sort(key=lambda one: one[0])
    if len(priced) < MANY:
        return None
    for place in range(len(priced) - 1, 0, -1):
        cash, dear = priced[place]
        cheaper = [(cost, one) for cost, one in priced[:place] if cost < cash]
        if not any(one.score >= dear.score + CLEARLY for _, one in cheaper):
            continue
        cost, match = next((cost, one) for cost, one in cheaper if one.score >= dear.score)
        return DearerNotSafer(
            candidates=(dear.id, match.id),
            dear=dear.id,
            match=match.id,
            place_from_dearest=len(priced) - place,
            cash_gap_term=cash - cost,
            dear_score=dear.score,
            match_score=match.score,
            missing_line_ids=missing_lines([costs for _, costs in both], CASH),
        )
    return None
