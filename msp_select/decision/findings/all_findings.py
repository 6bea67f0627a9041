"""Evaluation in, facts out: why the leader, and not its rival, and not the cheapest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from msp_select.decision.fact import Fact
from msp_select.decision.findings import (
    audit_trail,
    break_even_prices,
    differences,
    driving,
    fewest_changes,
    first_sentence,
    from_documents,
    gut_check,
    money_per_point,
    must_haves,
    negotiation_points,
    one_page,
    panel_agreement,
    plausibility,
    total_costs,
    uncertainty,
    weight_turning_points,
    when_cheapest_wins,
)
from msp_select.decision.findings import leader as verdict
from msp_select.decision.findings import value_for_money as market
from msp_select.decision.findings.candidate_pair import Pair, contest
from msp_select.decision.findings.verdict_lines import verdict_lines
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.decision.refusal import ComparedWithItself, NobodyToExplain
from msp_select.decision.scoring.evaluation import Evaluation, Result

FINDINGS: tuple[Callable[[Pair], Fact | Iterable[Fact] | None], ...] = (
    first_sentence.first_sentence,
    verdict.sealed,
    verdict.sureness,
    first_sentence.why_not_cheapest,
    driving.driving,
    driving.keep_today,
    lambda pair: gut_check.gut_check(pair.evaluation, pair),
    must_haves.against_must_haves,
    must_haves.subject_must_haves,
    plausibility.plausibility,
    total_costs.headline_and_total,
    total_costs.carried,
    from_documents.from_documents,
    break_even_prices.standstill,
    total_costs.lowest_total,
    differences.differences,
    differences.pros_and_cons,
    differences.better_at,
    differences.does_badly,
    market.value_for_money,
    market.dearer_not_safer,
    money_per_point.premium,
    money_per_point.even_swaps,
    break_even_prices.room_upwards,
    break_even_prices.price_needed,
    weight_turning_points.heavy_price,
    weight_turning_points.flip_weights,
    weight_turning_points.pair_flips,
    weight_turning_points.price_steps,
    weight_turning_points.other_weights,
    fewest_changes.fewest_changes_of_runner_up,
    fewest_changes.fewest_changes_of_against,
    uncertainty.first_places,
    uncertainty.coverage,
    fewest_changes.worth_asking,
    uncertainty.words_alone,
    panel_agreement.evaluators,
    negotiation_points.risks,
    negotiation_points.negotiation,
    negotiation_points.make_acceptable,
    when_cheapest_wins.when_right,
    total_costs.defaults,
    audit_trail.record,
)
"""Every finding in reading order; each is left out where it does not apply."""

ONE_PAGE: tuple[Callable[[Pair], Fact | None], ...] = (
    one_page.contest,
    one_page.speaks_for_the_other,
    one_page.money_in_short,
    one_page.to_ask,
    one_page.into_the_contract,
)
"""What stands under the verdict's lines on the one page, in reading order."""


@dataclass(frozen=True)
class Facts:
    """Facts in reading order; `subject` the candidate explained, `against` the one it is held against.

    `lines`: the verdict in three lines; `page`: what stands under them on the one page.
    """

    subject: str
    against: str | None
    found: tuple[Fact, ...]
    lines: tuple[Fact, ...]
    page: tuple[Fact, ...]


def facts(evaluation: Evaluation, *, against: str | None = None, subject: str | None = None) -> Facts:
    """What there is to know of the leader, or `subject`, against `against` or whoever the choice is between.

    Refused where there is no candidate, where an id is unknown, or where both are the same.
    """
    explained = _named(evaluation, subject) if subject is not None else evaluation.leader
    if explained is None:
        raise NobodyToExplain
    other = _named(evaluation, against) if against is not None else contest(evaluation, explained)
    if other is explained:
        raise ComparedWithItself(explained.name)
    pair = Pair(evaluation, explained, other)
    found: list[Fact] = []
    for one in FINDINGS:
        given = one(pair)
        if isinstance(given, Fact):
            found.append(given)
        elif given is not None:
            found.extend(given)
    page = tuple(fact for one in ONE_PAGE if (fact := one(pair)) is not None)
    return Facts(explained.id, other.id if other else None, tuple(found), verdict_lines(evaluation), page)


def _named(evaluation: Evaluation, candidate_id: str) -> Result:
    return evaluation.result(candidate_named(evaluation.session, candidate_id))
