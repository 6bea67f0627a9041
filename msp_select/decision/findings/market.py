"""Cost against merit: who is on the value-for-money line, and who is beaten on every dimension."""

from __future__ import annotations

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import CASH, defaults_clause
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import about, count, listed, plain, term, verb
from msp_select.decision.profile import PRICE


def value_for_money(pair: Pair) -> Finding | None:
    """Cash against quality: on the line is whoever no other beats on both."""
    priced = [(result, result.costs) for result in pair.evaluation.results if result.costs is not None]
    if pair.sealed or len(priced) < 2:
        return None
    from msp_select.engine.dominance import frontier

    cash = [float(costs.cash.middle) for _, costs in priced]
    quality = [result.quality for result, _ in priced]
    line = [bool(on) for on in frontier(cash, quality)]
    on_line = [result for (result, _), on in zip(priced, line, strict=True) if on]
    beaten = _beaten(pair)
    if len(on_line) == len(priced):
        sentence = f"Each of the {count(len(priced), 'priced candidate')} buys more quality for more cash: none is beaten on both."
    else:
        sentence = (
            f"Cash against quality, {listed([result.name for result in on_line])} "
            f"{verb(len(on_line), 'is', 'are')} beaten by nobody on both."
        )
    if beaten:
        sentence += " " + " ".join(
            f"{worse.name} is beaten by {better.name} on cash and on every pillar."
            for worse, better in beaten[:2]
        )
    order = sorted(range(len(priced)), key=cash.__getitem__)
    return Finding(
        kind="value_for_money",
        title="Cost against quality",
        sentence=sentence + defaults_clause([costs for _, costs in priced], CASH),
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
                f"{about(priced[k][1].cash.middle, pair.currency)} cash over {term(pair.months)}, "
                f"quality {plain(quality[k])} of 100{'' if line[k] else '; beaten on both'}",
            )
            for k in order
        ),
    )


def _beaten(pair: Pair) -> list[tuple[Result, Result]]:
    """Who is no better than another on cash and every other pillar, and worse on one; with that other."""
    from msp_select.engine.dominance import dominates

    view = pair.view
    kept = [k for k, pillar in enumerate(view.pillars) if pillar != PRICE]
    full = [
        result
        for result in pair.evaluation.results
        if result.costs is not None and all(view.values[result.id][k] is not None for k in kept)
    ]
    if len(full) < 2 or not kept:
        return []
    table = [
        [-float(r.costs.cash.middle) if r.costs else 0.0, *(view.values[r.id][k] or 0.0 for k in kept)]
        for r in full
    ]
    matrix = dominates(table)
    return [
        (worse, next(better for i, better in enumerate(full) if matrix[i, j]))
        for j, worse in enumerate(full)
        if matrix[:, j].any()
    ]


def dearest(pair: Pair) -> Finding | None:
    """Whether the dearest is the best: dearer is not safer."""
    priced = [result for result in pair.evaluation.results if result.costs is not None]
    if pair.sealed or len(priced) < 3:
        return None
    by_cash = sorted(priced, key=lambda result: result.costs.cash.middle if result.costs else 0)
    for result in reversed(by_cash):
        better = [one for one in by_cash if one.score > result.score and one is not result]
        cheaper = [
            one
            for one in better
            if one.costs and result.costs and one.costs.cash.middle < result.costs.cash.middle
        ]
        if cheaper:
            best = max(cheaper, key=lambda one: one.score)
            place = len(by_cash) - by_cash.index(result)
            name = {1: "The dearest", 2: "The second dearest"}.get(place, f"Number {place} from the dear end")
            return Finding(
                kind="dearer_not_safer",
                title="Dearer is not safer",
                sentence=(
                    f"{name}, {result.name}, scores {plain(result.score)} of 100, less than {best.name} "
                    f"with {plain(best.score)}, which costs less cash."
                ),
                figures={"dear": result.id, "better_for_less": best.id, "place_from_dearest": place},
                candidates=(result.id, best.id),
            )
    return None
