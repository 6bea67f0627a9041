"""How sure the ranking is, before what and with which reservations; and that prices are sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.robustness.other_methods import LEVEL, other_weights
from msp_select.decision.robustness.weight_sensitivity import pillar_view
from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE, Evaluation, Result, contenders
from msp_select.decision.scoring.verdict import CaveatKind, Verdict, VerdictKind
from msp_select.decision.scoring.verdict_rules import LIKELY

ALIKE = 0.05  # points: what differs by less prints alike


@dataclass(frozen=True, kw_only=True)
class Sureness(Fact):
    """The verdict on the leader and its likeliest rival; its conditions and caveats in `judged`.

    Shares of the tries in percent, losses in points, None without tries. `ahead_if_only_proven`: who of those
    that fail nothing would be ahead of the leader. `safer_if_unsure`: the rival, where the two are too close
    and it is first more often if the pillars may weigh anything. `answered_too_little`: who keeps a verdict
    from being given, and `answered_percent` how much of what matters each answered. `fewest_failed`: who
    fails the fewest must-haves, and how many. `cash_not_known`: whether somebody who could be chosen may pay
    more than is known. `level_with`: whose score is the leader's, of those in its group.
    """

    kind: ClassVar[str] = "verdict"
    verdict: VerdictKind
    leader: str
    rival: str | None
    first_share_percent: float | None
    first_if_met_percent: float | None
    conditions: int
    caveats: tuple[CaveatKind, ...]
    rival_first_share_percent: float | None
    expected_loss_points: float | None
    rival_expected_loss_points: float | None
    if_asked: str | None
    open_must_haves: tuple[str, ...]
    ahead_if_only_proven: tuple[str, ...]
    safer_if_unsure: str | None
    answered_too_little: tuple[str, ...]
    answered_percent: tuple[float, ...]
    fewest_failed: str
    fewest_failed_must_haves: int
    cash_not_known: bool
    level_with: tuple[str, ...]
    compared: int
    judged: Verdict = field(metadata=FOR_WORDS_ONLY)

    @property
    def losses_known(self) -> bool:
        """Whether it is known what taking either of the two loses."""
        return None not in (self.expected_loss_points, self.rival_expected_loss_points)

    @property
    def loses_less(self) -> str | None:
        """Who of leader and rival loses less on average; None where both lose alike, or it is not known."""
        mine, theirs = self.expected_loss_points, self.rival_expected_loss_points
        if mine is None or theirs is None or abs(mine - theirs) < ALIKE:
            return None
        return self.leader if mine <= theirs else self.rival


@dataclass(frozen=True, kw_only=True)
class Sealed(Fact):
    """Prices are hidden."""

    kind: ClassVar[str] = "sealed"
    sealed: bool = True


def sureness(pair: Pair) -> Sureness | None:
    """How sure the ranking is, what to settle before signing, and the reservations."""
    return how_sure(pair.evaluation)


def how_sure(evaluation: Evaluation) -> Sureness | None:
    """What there is to know of the verdict; None where there is none, as while prices are sealed."""
    verdict = evaluation.verdict
    if verdict is None:
        return None
    leader, results = evaluation.result(verdict.leader), evaluation.results
    rival = None if verdict.rival is None else evaluation.result(verdict.rival)
    fewest = min(results, key=lambda result: len(result.failed))
    too_little = [result for result in results if _keeps_from_a_verdict(result, leader)]
    of_choice = [result.costs for result in results if not result.failed]
    return Sureness(
        candidates=tuple(result.id for result in results[:2]),
        verdict=verdict.kind,
        leader=leader.id,
        rival=verdict.rival,
        first_share_percent=_percent(verdict.first_and_acceptable),
        first_if_met_percent=_percent(verdict.first_if_met),
        conditions=len(verdict.conditions),
        caveats=tuple(caveat.kind for caveat in verdict.caveats),
        rival_first_share_percent=_percent(rival.first_share) if rival else None,
        expected_loss_points=verdict.expected_loss.get(leader.id),
        rival_expected_loss_points=verdict.expected_loss.get(rival.id) if rival else None,
        if_asked=verdict.if_asked,
        open_must_haves=tuple(
            one.question for one in verdict.conditions if one.kind == "open" and one.question
        ),
        ahead_if_only_proven=tuple(
            result.id for result in results if not result.failed and result.proven >= leader.proven + ALIKE
        ),
        safer_if_unsure=_safer(evaluation, verdict),
        answered_too_little=tuple(result.id for result in too_little),
        answered_percent=tuple(100 * result.coverage for result in too_little),
        fewest_failed=fewest.id,
        fewest_failed_must_haves=len(fewest.failed),
        cash_not_known=any(costs is None or costs.lacks("cash") for costs in of_choice),
        level_with=tuple(
            one.id
            for one in results
            if one is not leader and one.group == leader.group and abs(one.score - leader.score) < LEVEL
        ),
        compared=len(results),
        judged=verdict,
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _keeps_from_a_verdict(result: Result, leader: Result) -> bool:
    """Whether it answered too little, and is first or may well be."""
    counts = result is leader or (result.first_if_met or 0.0) >= LIKELY
    return counts and result.coverage < ENOUGH_COVERAGE


def _safer(evaluation: Evaluation, verdict: Verdict) -> str | None:
    """The rival of a leader that is too close, where it is first more often whatever the pillars weigh."""
    if verdict.kind != "too_close" or verdict.rival is None:
        return None
    view = pillar_view(evaluation)
    if not any(view.weights):
        return None
    shares = other_weights(view, contenders(evaluation), evaluation.seed)[0].first_shares
    favoured = shares.get(verdict.rival, 0.0) > shares.get(verdict.leader, 0.0)
    return verdict.rival if favoured else None


def sealed(pair: Pair) -> Sealed | None:
    """That prices are hidden, and what is left out for it."""
    return Sealed() if pair.sealed else None
