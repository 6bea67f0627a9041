"""An evaluation with one default of ours at another figure: the money, the price level and the score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from msp_select.decision.costing.cash_columns import Level, scored_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.moving import moving_costs
from msp_select.decision.costing.total_cost import COSTED_PILLARS, Costs, costs
from msp_select.decision.scoring.evaluation import Evaluation, Result, Values

OUT_OF_PLACE = 2  # times a default without a range


def other_figures(evaluation: Evaluation, default: str) -> tuple[Decimal, ...]:
    """What a default is moved to, to see what it does: its ends, dear one first; else twice its figure."""
    figure = evaluation.business.defaults[default]
    ends = tuple(end for end in dict.fromkeys((figure.high, figure.low)) if end != figure.middle)
    return ends or (figure.middle * OUT_OF_PLACE or Decimal(1),)


def with_default(
    evaluation: Evaluation, default: str, to: Decimal, candidates: Collection[str]
) -> Evaluation:
    """The evaluation with these candidates as they would be with that figure in place of the default.

    Order, draws and verdict are left as they were.
    """
    own = {**evaluation.session.assumptions, default: to}
    session = evaluation.session.model_copy(update={"assumptions": own})
    business = business_inputs(session, evaluation.catalog, evaluation.weights.inputs)
    moving = moving_costs([result.candidate for result in evaluation.results], business, evaluation.catalog)
    moved = [one for one in evaluation.results if one.id in candidates]
    levels = scored_levels([one.candidate for one in moved], business, evaluation.catalog)
    after = {
        one.id: _moved(evaluation, one, level, _costs(evaluation, one, business, moving))
        for one, level in zip(moved, levels, strict=True)
    }
    results = tuple(after.get(one.id, one) for one in evaluation.results)
    return replace(evaluation, session=session, business=business, moving=moving, results=results)


def _moved(evaluation: Evaluation, result: Result, level: Level | None, paid: Costs | None) -> Result:
    """The price level is a straight part of the score; no other value rests on money."""
    key = evaluation.catalog.priced_criterion or ""
    before, level = result.criteria.get(key), level or result.price_level
    if result.price_level is None or before is None or level is None:
        return replace(result, costs=paid)
    after = Values(level[0], sum(level) / 2, level[1])
    score = result.score + result.effective[key] * (after.point - before.point)
    return replace(
        result, costs=paid, price_level=level, score=score, criteria={**result.criteria, key: after}
    )


def _costs(
    evaluation: Evaluation, result: Result, business: BusinessInputs, moving: Mapping[str, Estimate]
) -> Costs | None:
    points = {name: result.pillars.get(name) for name in COSTED_PILLARS if name in result.pillars}
    known = {name: result.score if values is None else values.point for name, values in points.items()}
    wanted = {name: known.get(name, 50.0) for name in COSTED_PILLARS}
    return costs(result.candidate, business, evaluation.catalog, moving=moving.get(result.id), **wanted)
