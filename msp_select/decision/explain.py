"""Evaluation in, facts out: why the leader, and not its rival, and not the cheapest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from msp_select.decision.fact import Fact
from msp_select.decision.findings import (
    differences,
    driving,
    evaluators,
    first_sentence,
    market,
    money,
    must_haves,
    negotiation_points,
    plausibility,
    prices,
    record,
    uncertainty,
    verdict,
    weights,
    what_if,
    when_right,
    worth,
)
from msp_select.decision.findings.pair import Pair, contest
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.errors import UsageError

FINDINGS: tuple[Callable[[Pair], Fact | Iterable[Fact] | None], ...] = (
    first_sentence.first_sentence,
    verdict.sealed,
    verdict.sureness,
    first_sentence.why_not_cheapest,
    driving.driving,
    driving.keep_today,
    must_haves.against_must_haves,
    must_haves.subject_must_haves,
    plausibility.plausibility,
    money.headline_and_total,
    money.carried,
    prices.standstill,
    money.lowest_total,
    differences.differences,
    differences.pros_and_cons,
    differences.better_at,
    differences.does_badly,
    market.value_for_money,
    market.dearer_not_safer,
    worth.premium,
    worth.even_swaps,
    prices.room_upwards,
    prices.price_needed,
    weights.heavy_price,
    weights.flip_weights,
    weights.pair_flips,
    weights.price_steps,
    weights.other_weights,
    what_if.fewest_changes_of_runner_up,
    what_if.fewest_changes_of_against,
    uncertainty.first_places,
    uncertainty.coverage,
    what_if.worth_asking,
    uncertainty.words_alone,
    evaluators.evaluators,
    negotiation_points.risks,
    negotiation_points.negotiation,
    negotiation_points.make_acceptable,
    when_right.when_right,
    money.defaults,
    record.record,
)
"""Every finding in reading order; each is left out where it does not apply."""


@dataclass(frozen=True)
class Facts:
    """Facts in reading order; `subject` the candidate explained, `against` the one it is held against."""

    subject: str
    against: str | None
    found: tuple[Fact, ...]


def facts(evaluation: Evaluation, *, against: str | None = None, subject: str | None = None) -> Facts:
    """What there is to know of the leader, or `subject`, against `against` or whoever the choice is between.

    UsageError where there is no candidate, where an id is unknown, or where both are the same.
    """
    explained = _named(evaluation, subject) if subject is not None else evaluation.leader
    if explained is None:
        raise UsageError("There is no candidate to explain.", "Add one first.")
    other = _named(evaluation, against) if against is not None else contest(evaluation, explained)
    if other is explained:
        raise UsageError(
            f'"{explained.name}" cannot be compared with itself.', "Name another candidate, or none at all."
        )
    pair = Pair(evaluation, explained, other)
    found: list[Fact] = []
    for one in FINDINGS:
        given = one(pair)
        if isinstance(given, Fact):
            found.append(given)
        elif given is not None:
            found.extend(given)
    return Facts(explained.id, other.id if other else None, tuple(found))


def _named(evaluation: Evaluation, candidate_id: str) -> Result:
    return evaluation.result(candidate_named(evaluation.session, candidate_id))
