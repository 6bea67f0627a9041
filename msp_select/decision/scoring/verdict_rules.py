"""How sure a ranking is: the kinds of a verdict in their order, the first that holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from msp_select.decision.costing.choices import has_price
from msp_select.decision.scoring.caveats import caveats
from msp_select.decision.scoring.chances import chances
from msp_select.decision.scoring.conditions import conditions
from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE, Evaluation, Result
from msp_select.decision.scoring.verdict import (
    CLEAR,
    LOWERING,
    NARROW,
    OVER_LIMIT,
    Caveat,
    Verdict,
    VerdictKind,
)

LIKELY = 0.10
"""The share of tries, or the chance of open must-haves, from which somebody has to be reckoned with."""
FEWEST_TRIES = 100  # fewer say nothing in percent


def judge(evaluation: Evaluation) -> Verdict | None:
    """The verdict on results in rank order; None where there are none, or where it would need more tries."""
    if not evaluation.results or _awaits_tries(evaluation):
        return None
    leader = evaluation.results[0]
    if_asked = leads_if_asked(evaluation)
    found = caveats(evaluation)
    kind = _kind(evaluation, if_asked, over_limit=any(one.kind in OVER_LIMIT for one in found))
    if kind == "clear" and any(one.kind in LOWERING for one in found):
        kind = "narrow"
    rival = _rival(evaluation)
    return Verdict(
        kind=kind,
        leader=leader.id,
        rival=rival.id if rival else None,
        first_and_acceptable=leader.first_share,
        first_if_met=leader.first_if_met,
        rival_if_met=rival.first_if_met if rival else None,
        if_asked=if_asked if kind == "incomplete" and if_asked != leader.id else None,
        conditions=() if kind == "none_acceptable" else conditions(evaluation, leader),
        caveats=(*found, *_size(evaluation, kind)),
        expected_loss=_losses(evaluation),
    )


def _size(evaluation: Evaluation, kind: VerdictKind) -> Iterator[Caveat]:
    """How often a verdict like this one, of a small set of questions, turns once every question is asked."""
    catalog, size = evaluation.catalog, evaluation.session.size
    sizes, everything = catalog.sizes, len(catalog.questions_in(size)) == len(catalog.questions)
    percent = None if sizes is None or everything else sizes.turned_percent(size, kind)
    if percent is not None:
        yield Caveat("size", turned_percent=percent)


def _awaits_tries(evaluation: Evaluation) -> bool:
    """Whether only tries can tell, and there are none or too few."""
    if evaluation.simulation is not None and evaluation.draws >= FEWEST_TRIES:
        return False
    leader, rivals = evaluation.results[0], evaluation.results[1:]
    return bool(rivals) and not _none_acceptable(evaluation) and not _unknown(evaluation, leader)


def _none_acceptable(evaluation: Evaluation) -> bool:
    return all(result.failed for result in evaluation.results)


def _unknown(evaluation: Evaluation, leader: Result) -> bool:
    """Whether too little is known of the leader, or not its price."""
    return leader.coverage < ENOUGH_COVERAGE or _unpriced(evaluation, leader)


def _kind(evaluation: Evaluation, if_asked: str, *, over_limit: bool) -> VerdictKind:
    leader, rivals = evaluation.results[0], evaluation.results[1:]
    if _none_acceptable(evaluation):
        return "none_acceptable"
    if not rivals:
        return "open_must_haves" if leader.open else "over_limit" if over_limit else "single"
    if _unknown(evaluation, leader):
        return "incomplete"
    if any((r.first_if_met or 0.0) >= LIKELY and r.coverage < ENOUGH_COVERAGE for r in rivals):
        return "incomplete"
    if leader.open:
        return "open_must_haves"
    if if_asked != leader.id:
        return "incomplete"
    if over_limit:
        return "over_limit"
    share = leader.first_share or 0.0
    return "clear" if share >= CLEAR else "narrow" if share >= NARROW else "too_close"


def _unpriced(evaluation: Evaluation, leader: Result) -> bool:
    """Whether prices belong to the decision, and the leader has none: none measured, or none at all."""
    if evaluation.catalog.priced_criterion is None:
        return False
    if evaluation.business.has_yardstick:
        return leader.price_level is None
    bid = leader.candidate.bid
    return bid is None or not has_price(bid)


def _rival(evaluation: Evaluation) -> Result | None:
    """Whoever else would come first most often with its open must-haves met."""
    others = [result for result in evaluation.results[1:] if result.first_if_met]
    return max(others, key=lambda result: result.first_if_met or 0.0, default=None)


def _losses(evaluation: Evaluation) -> Mapping[str, float]:
    simulation = evaluation.simulation
    if simulation is None:
        return {}
    ids = [evaluation.problem.candidates[int(i)] for i in simulation.eligible]
    return dict(zip(ids, simulation.expected_loss.tolist(), strict=True))


def leads_if_asked(evaluation: Evaluation) -> str:
    """Whose mean is highest over what was asked: the leader's id unless another's is higher.

    Of those that fail nothing and meet their open must-haves with some chance. What nobody asked is left
    out; of whoever answered too little, everything without an answer is.
    """
    problem, leader = evaluation.problem, evaluation.results[0]
    means: dict[str, float] = {}
    for result in evaluation.results:
        i = problem.candidates.index(result.id)
        chance = chances([result.gates], problem.rows).prod()
        if result is not leader and (result.failed or chance < LIKELY):
            continue
        dropped = problem.silent[i] if result.coverage < ENOUGH_COVERAGE else ~problem.asked[i]
        effective = np.array([result.effective[row] for row in problem.rows])
        weights = np.where(dropped, 0.0, effective)
        if weights.sum() > 0:
            means[result.id] = float(weights @ problem.point[i] / weights.sum())
    best = max(means, key=means.__getitem__, default=leader.id)
    return leader.id if means.get(leader.id, -np.inf) >= means.get(best, -np.inf) - 1e-9 else best
