"""Cost against merit: who is on the value-for-money line, and who is beaten on every dimension."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import CASH, at_least, defaults_clause, left_out_clause
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair, compared
from msp_select.decision.findings.wording import about, count, listed, plain, term, verb
from msp_select.engine.dominance import dominates, frontier

MANY = 3  # priced providers below which "dearer" says little
CLEARLY = 2.0  # points


def value_for_money(pair: Pair) -> Finding | None:
    """Cash against quality: on the line is whoever no other beats on both."""
    priced = compared(pair.evaluation.results)
    if len(priced) < 2:
        return None
    cash = [float(costs.cash.middle) for _, costs in priced]
    quality = [result.quality for result, _ in priced]
    line = [bool(on) for on in frontier(cash, quality)]
    on_line = [result for (result, _), on in zip(priced, line, strict=True) if on]
    beaten = _beaten(pair)
    if len(on_line) == len(priced):
        sentence = (
            f"Each of the {count(len(priced), 'priced candidate')} buys more quality for more cash: "
            "none is beaten on both."
        )
    else:
        sentence = (
            f"Cash against quality, {listed([result.name for result in on_line])} "
            f"{verb(len(on_line), 'is', 'are')} beaten by nobody on both."
        )
    if beaten:
        sentence += " " + " ".join(
            f"{better.name} matches or beats {worse.name} on cash and on every other pillar."
            for worse, better in beaten[:2]
        )
    order = sorted(range(len(priced)), key=cash.__getitem__)
    return Finding(
        kind="value_for_money",
        title="Cost against quality",
        sentence=sentence
        + defaults_clause(
            pair, [costs for _, costs in priced], CASH, _cash_of_each, [result.id for result, _ in priced]
        ),
        figures={
            "candidates": [priced[k][0].id for k in order],
            "cash_term": [cash[k] for k in order],
            "quality": [quality[k] for k in order],
            "on_the_line": [priced[k][0].id for k in order if line[k]],
            "beaten": [worse.id for worse, _ in beaten],
            "beaten_by": [better.id for _, better in beaten],
        },
        candidates=tuple(result.id for result in on_line),
        rows=tuple(
            Row(
                priced[k][0].name,
                quality[k],
                f"{at_least(about(priced[k][1].cash.middle, pair.currency), priced[k][1], CASH)} "
                f"cash over {term(pair.months)}, "
                f"quality {plain(quality[k])} of 100{'' if line[k] else '; beaten on both'}",
            )
            for k in order
        ),
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


def dearer_not_safer(pair: Pair) -> Finding | None:
    """The dearest provider that scores clearly less than a cheaper one, and the cheapest that matches it."""
    bidders = [result for result in pair.evaluation.results if result.candidate.kind != "in_house"]
    priced = [(costs.cash.middle, result) for result, costs in compared(bidders)]
    priced.sort(key=lambda one: one[0])
    if len(priced) < MANY:
        return None
    for place in range(len(priced) - 1, 0, -1):
        cash, dear = priced[place]
        cheaper = [(cost, one) for cost, one in priced[:place] if cost < cash]
        if not any(one.score >= dear.score + CLEARLY for _, one in cheaper):
            continue
        cost, match = next((cost, one) for cost, one in cheaper if one.score >= dear.score)
        rank = len(priced) - place
        order = {1: "the dearest provider", 2: "the second dearest provider"}.get(
            rank, "one of the dearer ones"
        )
        return Finding(
            kind="dearer_not_safer",
            title="Dearer is not safer",
            sentence=(
                f"{dear.name}, {order}, scores {plain(dear.score)} of 100. {match.name} scores "
                f"{plain(match.score)} for {about(cash - cost, pair.currency)} less cash "
                f"over {term(pair.months)}.{left_out_clause([costs for _, costs in compared(bidders)], CASH)}"
            ),
            figures={
                "dear": dear.id,
                "match": match.id,
                "place_from_dearest": rank,
                "cash_gap_term": float(cash - cost),
            },
            candidates=(dear.id, match.id),
        )
    return None
