"""The verdict in three lines: who fits best, what to settle before signing, why not the cheapest bid."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.costing.total_cost import Costs
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.candidate_pair import A_CENT, Contribution, Pair
from msp_select.decision.findings.first_sentence import CLOSE
from msp_select.decision.findings.headline import NoCandidate, NotJudged, headline
from msp_select.decision.findings.leader import Sureness
from msp_select.decision.scoring.conditions import conditions
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.scoring.verdict import CLEAR, LOWERING, Caveat, Condition, VerdictKind

WORTH_A_LOOK_POINTS = 3.0  # behind by less, the cheapest is worth a second look
WORTH_A_LOOK_SHARE = 0.25  # and where it comes first in so many of the tries
MOST_OF_THE_OTHERS = 0.5  # of the tries in which the leader is not first
SIGNABLE: tuple[VerdictKind, ...] = ("clear", "narrow", "too_close")
"""Verdicts with which an owner may sign once the conditions are met."""

Reason = Literal["must_haves", "costs_more", "behind", "not_judged", "later"]
Place = Literal["is_cheapest", "less_than_any", "second_look", "reason"]


@dataclass(frozen=True, kw_only=True)
class WhoFits(Fact):
    """Whom to choose and how close it is: the verdict on `leader`, with the share of the tries it rests on.

    `share_percent`: tries in which it is first and acceptable; with open must-haves, those in which it is
    first if they are met; None without tries. `others_to_rival`: whether most of the other tries go to
    `rival`. `nearest`: who fails the fewest must-haves, `nearest_unsettled` how many it fails or leaves open.
    """

    kind: ClassVar[str] = "who_fits"
    verdict: VerdictKind
    leader: str
    rival: str | None
    share_percent: float | None
    others_to_rival: bool
    open_must_haves: int
    answered_too_little: tuple[str, ...]
    nearest: str
    nearest_unsettled: int
    offers_only: bool
    sureness: Sureness = field(metadata=FOR_WORDS_ONLY)

    @property
    def is_lowered(self) -> bool:
        """Whether only a reservation keeps it from being clear."""
        return self.verdict == "narrow" and (self.share_percent or 0.0) >= 100 * CLEAR

    @property
    def reservation(self) -> Caveat | None:
        """The first reservation with which a verdict is no better than narrow."""
        return self.sureness.judged.caveat(*LOWERING)


@dataclass(frozen=True, kw_only=True)
class OrderOfTheRest(Fact):
    """Prices are sealed: the order is that of everything else."""

    kind: ClassVar[str] = "order_of_the_rest"


@dataclass(frozen=True, kw_only=True)
class ToSettle(Fact):
    """What to settle with `whom` before signing: its conditions, or the must-haves it does not meet.

    While `sealed` only open must-haves. `may_sign`: whether nothing but these stands in the way; `met` how
    many must-haves it meets.
    """

    kind: ClassVar[str] = "to_settle"
    whom: str
    number: int
    failed: tuple[str, ...]
    may_sign: bool
    met: int
    sealed: bool
    conditions: tuple[Condition, ...] = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class CheapestBid(Fact):
    """Why `whom` and not `cheapest`, the cheapest offer; what it saves in cash, None where that is not known.

    `costs_more`: what it costs more in all over the term, where it does; `behind_points`: how far it is
    behind. Of the reasons the first that holds.
    """

    kind: ClassVar[str] = "cheapest_bid"
    whom: str
    cheapest: str
    place: Place
    because: Reason
    saves: Decimal | None
    costs_more: Decimal | None
    behind_points: float
    failed_must_haves: int
    term_months: int
    cheapest_of_offers_only: bool
    cheapest_shared: bool
    may_choose: bool
    contributions: tuple[Contribution, ...] = field(metadata=FOR_WORDS_ONLY)

    @property
    def as_good(self) -> bool:
        """Whether it is level with the leader."""
        return abs(self.behind_points) < CLOSE


VerdictLine = WhoFits | OrderOfTheRest | ToSettle | CheapestBid | NoCandidate | NotJudged


def verdict_lines(evaluation: Evaluation) -> tuple[VerdictLine, ...]:
    """The lines that apply, in order; none but the order and open must-haves while prices are sealed."""
    leader, found = evaluation.leader, headline(evaluation)
    if leader is None:
        return (NoCandidate(),)
    if isinstance(found, Sureness):
        whom = leader
        if found.verdict == "none_acceptable":
            whom = evaluation.result(found.fewest_failed)
        lines = (
            _who_fits(evaluation, found),
            _to_settle(evaluation, whom, found),
            _cheapest(whom, found, evaluation),
        )
        return tuple(line for line in lines if line is not None)
    settle = _to_settle(evaluation, leader, None)
    first = found if isinstance(found, NotJudged) else OrderOfTheRest()
    return (first,) if settle is None else (first, settle)


def _who_fits(evaluation: Evaluation, sure: Sureness) -> WhoFits:
    judged = sure.judged
    share = judged.first_if_met if sure.verdict == "open_must_haves" else judged.first_and_acceptable
    others = 1.0 - (judged.first_and_acceptable or 0.0)
    rival = (sure.rival_first_share_percent or 0.0) / 100
    nearest = evaluation.result(sure.fewest_failed)
    return WhoFits(
        candidates=(sure.leader,) if sure.rival is None else (sure.leader, sure.rival),
        verdict=sure.verdict,
        leader=sure.leader,
        rival=sure.rival,
        share_percent=None if share is None else 100 * share,
        others_to_rival=sure.rival is not None and rival > MOST_OF_THE_OTHERS * others,
        open_must_haves=len(sure.open_must_haves),
        answered_too_little=sure.answered_too_little,
        nearest=nearest.id,
        nearest_unsettled=len(nearest.failed) + len(nearest.open),
        offers_only=all(result.candidate.kind == "provider" for result in evaluation.results),
        sureness=sure,
    )


def _to_settle(evaluation: Evaluation, whom: Result, sure: Sureness | None) -> ToSettle | None:
    """What to settle; nothing where there is nothing and it is not time to sign."""
    sealed = evaluation.measure == "quality"
    failed = tuple(gate.question for gate in whom.failed)
    left = conditions(evaluation, whom)
    if sealed or failed:
        left = tuple(one for one in left if one.kind == "open")
    if sealed:
        failed = ()
    may_sign = sure is not None and sure.verdict in SIGNABLE
    number = len(failed) + len(left)
    if not number and not may_sign:
        return None
    return ToSettle(
        candidates=(whom.id,),
        whom=whom.id,
        number=number,
        failed=failed,
        may_sign=may_sign,
        met=sum(gate.outcome == "passed" for gate in whom.gates),
        sealed=sealed,
        conditions=left,
    )


def _cheapest(whom: Result, sure: Sureness, evaluation: Evaluation) -> CheapestBid | None:
    """The cheapest offer beside whom to choose; nothing where no money is known or nobody else is there."""
    low = Pair(evaluation, whom, None).cheapest
    if low is None or sure.compared < 2:
        return None
    pair = Pair(evaluation, whom, None if low is whom else low)
    gap, more = _gap(pair, "cash"), _gap(pair, "total")
    behind = 0.0 if low is whom else pair.gap
    place: Place = "reason"
    if low is whom:
        place = "is_cheapest"
    elif pair.costs is not None and pair.costs[0].cash.middle < pair.costs[1].cash.middle - A_CENT:
        place = "less_than_any"
    elif sure.verdict in SIGNABLE and gap is not None and gap >= A_CENT and _worth_a_look(low, behind):
        place = "second_look"
    return CheapestBid(
        candidates=pair.ids,
        whom=whom.id,
        cheapest=low.id,
        place=place,
        because=_reason(low, whom, more, behind),
        saves=gap,
        costs_more=-more if more is not None and more < 0 else None,
        behind_points=behind,
        failed_must_haves=len(low.failed),
        term_months=pair.months,
        cheapest_of_offers_only=not pair.cheapest_of_all,
        cheapest_shared=pair.cheapest_shared,
        may_choose=sure.verdict in SIGNABLE,
        contributions=pair.contributions,
    )


def _worth_a_look(low: Result, behind: float) -> bool:
    """Whether it meets every must-have, is little behind, and comes first often enough."""
    met = all(gate.outcome == "passed" for gate in low.gates)
    return met and behind < WORTH_A_LOOK_POINTS and (low.first_share or 0.0) >= WORTH_A_LOOK_SHARE


def _reason(low: Result, whom: Result, more: Decimal | None, behind: float) -> Reason:
    if len(low.failed) > len(whom.failed):
        return "must_haves"
    if more is not None and more <= -A_CENT:
        return "costs_more"
    if behind >= CLOSE:
        return "behind"
    return "not_judged" if low.group == "too_few_answers" else "later"


def _gap(pair: Pair, of: Literal["cash", "total"]) -> Decimal | None:
    """What the first of the two pays more, middle figures; None unless all of it is known of both."""
    both = [result.costs for result in (pair.subject, pair.against) if result is not None]
    if len(both) < 2 or any(costs is None or _lacks(costs, of) for costs in both):
        return None
    mine, theirs = (_sum(costs, of) for costs in both if costs is not None)
    return mine - theirs


def _lacks(costs: Costs, of: Literal["cash", "total"]) -> bool:
    return costs.lacks(*CASH) if of == "cash" else costs.total is None


def _sum(costs: Costs, of: Literal["cash", "total"]) -> Decimal:
    if of == "total" and costs.total is not None:
        return costs.total.middle
    return costs.cash.middle
