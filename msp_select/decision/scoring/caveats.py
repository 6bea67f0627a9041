"""Reservations beside a verdict: limits, prices that are not scored, what does not apply, moving, words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from msp_select.decision.costing.cash_columns import scored_levels
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.scoring.conditions import bid_words
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.scoring.verdict import Caveat


def caveats(evaluation: Evaluation) -> tuple[Caveat, ...]:
    """All that hold for the first in the ranking, in the order in which they are said."""
    leader = evaluation.results[0]
    return (
        *_limits(evaluation, leader),
        *_prices(evaluation, leader),
        *_left_out(leader),
        *_moving(evaluation, leader),
        *_words(evaluation, leader),
    )


def _limits(evaluation: Evaluation, leader: Result) -> Iterator[Caveat]:
    """Above the price at which the owner walks away, or above the budget, by the lines that are known."""
    business, missing = evaluation.business, _missing_cash(leader)
    high = business.price_high
    walk_away = None if high is None or high.is_default else high.middle
    cash = _per_user_month(leader)
    if walk_away is not None and cash is not None:
        if cash.middle > walk_away:
            within = _first(evaluation, _per_user_month, walk_away)
            yield Caveat("over_walk_away", cash.middle, walk_away, within, missing=missing)
        elif cash.high > walk_away:
            yield Caveat("may_pass_walk_away", cash.high, walk_away, missing=missing)
    budget = business.budget_month
    a_month = _a_month(leader)
    if budget is not None and a_month is not None and a_month.middle > budget.middle:
        within = _first(evaluation, _a_month, budget.middle)
        yield Caveat("over_budget", a_month.middle, budget.middle, within, missing=missing)


def _prices(evaluation: Evaluation, leader: Result) -> Iterator[Caveat]:
    if evaluation.catalog.priced_criterion is not None and not evaluation.business.has_yardstick:
        yield Caveat("price_not_scored")
    if leader.costs is not None and leader.costs.missing:
        yield Caveat("missing_money", missing=tuple(line.id for line in leader.costs.missing))


def _left_out(leader: Result) -> Iterator[Caveat]:
    if leader.rests_on_little:
        yield Caveat("not_applicable", percent=100 * leader.left_out)


def _moving(evaluation: Evaluation, leader: Result) -> Iterator[Caveat]:
    """Leaving today's provider, in points of score, where it costs more than the lead over it."""
    business, priced = evaluation.business, evaluation.catalog.priced_criterion
    today = [r for r in evaluation.results if r.candidate.kind == "incumbent" and not r.failed]
    cost = evaluation.moving.get(leader.id)
    low, high = business.price_low, business.price_high
    if not today or cost is None or not cost.is_known or leader.costs is None:
        return
    if priced is None or low is None or high is None:
        return
    each = leader.costs.per_user_month(cost).middle
    points = 100.0 * float(each / (high.middle - low.middle)) * leader.effective[priced]
    best = max(today, key=lambda result: result.score)
    if best.id != leader.id and leader.score - points < best.score <= leader.score:
        yield Caveat("move", amount=cost.middle, points=points, against=best.id)


def _words(evaluation: Evaluation, leader: Result) -> Iterator[Caveat]:
    """Who would lead without the figures that only the leader's bid says."""
    priced, bid = evaluation.catalog.priced_criterion, leader.candidate.bid
    fields = [condition.field for condition in bid_words(evaluation, leader) if condition.field]
    if priced is None or bid is None or not fields or leader.price_level is None:
        return
    plain = bid.model_copy(update=dict.fromkeys(fields))
    without = leader.candidate.model_copy(update={"bid": plain})
    level = scored_levels([without], evaluation.business, evaluation.catalog)[0]
    if level is None:
        return
    lost = (sum(leader.price_level) - sum(level)) / 2 * leader.effective[priced]
    rivals = [r for r in evaluation.results[1:] if r.group == leader.group]
    if rivals and rivals[0].score > leader.score - lost:
        yield Caveat("bid_words", points=lost, first_without=rivals[0].id)


def _per_user_month(result: Result) -> Estimate | None:
    return None if result.costs is None else result.costs.per_user_month(result.costs.cash)


def _a_month(result: Result) -> Estimate | None:
    if result.costs is None:
        return None
    return result.costs.cash / result.costs.months


def _missing_cash(result: Result) -> tuple[str, ...]:
    """The titles of the lines of what would be paid that are not known."""
    missing = () if result.costs is None else result.costs.missing
    return tuple(line.id for line in missing if line.kind == "cash")


def _first(evaluation: Evaluation, paid: Callable[[Result], Estimate | None], limit: Decimal) -> str | None:
    """The first in rank order that fails nothing and whose whole cash is known and within the limit."""
    known = [r for r in evaluation.results if not r.failed and not _missing_cash(r)]
    return next((r.id for r in known if (amount := paid(r)) is not None and amount.middle <= limit), None)
