"""What another figure did: to a candidate's total, to the order, and to how dear the first could become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.fact import Fact
from msp_select.decision.findings.break_even_prices import overtakers, soonest
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.scoring.evaluation import Evaluation


@dataclass(frozen=True)
class Standing:
    """What of an evaluation another figure may move.

    `known`: what is known of the candidate's total, None without a price; `order`: the candidates' ids by
    rank; `fee_at_tie`: the monthly fee up to which the first of them stays first, None where no fee changes
    that or none is stated.
    """

    known: Estimate | None
    order: tuple[str, ...]
    fee_at_tie: float | None


@dataclass(frozen=True, kw_only=True)
class ChangedCosts(Fact):
    """How a candidate stood before another figure was taken, and how it stands now."""

    kind: ClassVar[str] = "changed_costs"
    before: Standing
    now: Standing

    @property
    def order_moved(self) -> bool:
        """Whether anybody has another rank."""
        return self.before.order != self.now.order


def changed_costs(before: Evaluation, now: Evaluation, candidate_id: str) -> ChangedCosts:
    """What moved between two evaluations of one session (KeyError where either lacks the candidate)."""
    return ChangedCosts(
        candidates=(candidate_id,),
        before=_standing(before, candidate_id),
        now=_standing(now, candidate_id),
    )


def _standing(evaluation: Evaluation, candidate_id: str) -> Standing:
    costs = evaluation.result(candidate_id).costs
    return Standing(
        known=None if costs is None else costs.known,
        order=tuple(result.id for result in evaluation.results),
        fee_at_tie=_fee_at_tie(evaluation),
    )


def _fee_at_tie(evaluation: Evaluation) -> float | None:
    first = evaluation.results[0]
    fee = first.costs.sticker_per_month if first.costs else None
    found = overtakers(Pair(evaluation, first, None))
    factor = soonest(found)[0].factor if found else None
    return None if factor is None or not fee else float(fee) * factor
