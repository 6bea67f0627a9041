"""Where the owner's favourite and the ranking differ, and the smallest changes that would make it first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.break_even_prices import PriceNeeded, price_needed
from msp_select.decision.findings.candidate_pair import VISIBLE, Contribution, Pair
from msp_select.decision.findings.fewest_changes import fewest
from msp_select.decision.findings.weight_turning_points import END
from msp_select.decision.robustness.weight_sensitivity import NearestLead, nearest_leads
from msp_select.decision.scoring.evaluation import ADDITIVE, ENOUGH_COVERAGE, Evaluation
from msp_select.decision.scoring.verdict import OVER_LIMIT, VerdictKind

MOST_CRITERIA = 3
MOST_ANSWERS = 3  # better answers, failed must-haves apart, beyond which a change is no small one
MOST_WEIGHT = 0.5  # of the whole, above which one pillar would decide by itself
LEAST_PRICE = 0.5  # of its present price, below which nobody would offer it

Standing = Literal["agrees", "too_early", "differs"]
Change = Literal["asked alike", "your limit", "open must-haves", "answers", "price", "weight"]


@dataclass(frozen=True, kw_only=True)
class GutCheck(Fact):
    """The owner's `favourite` held against the `leader`, both by id, and its `place` in the ranking.

    `standing`: "too_early" where either of them has answered too little, or the verdict is incomplete; then
    nothing is compared. `gap_points`: what the favourite is behind, negative where it scores more;
    `criteria`: those in which the two differ most, at most three, each with the leader's points less the
    favourite's. `within_reach`: the two are too close to call.

    `changes`: each by itself would put the favourite first, and is the smallest of its kind: `answers` that
    are the best there are, and proven; a `price` below what it asks now, here as cash per user and month;
    the weight of one `pillar`, in percent, beyond which it leads; `open_must_haves` of the leader, not met.
    `tried`: the kinds that were looked for in vain; `answers_needed`: how many better answers it would take
    besides the must-haves, too many to be told, None where not even all of them are enough. While prices are
    sealed none is looked for.
    """

    kind: ClassVar[str] = "gut_check"
    favourite: str
    leader: str
    place: int
    standing: Standing
    verdict: VerdictKind | None
    sealed: bool
    failed_must_haves: tuple[str, ...] = ()
    gap_points: float | None = None
    criteria: tuple[str, ...] = ()
    contribution_points: tuple[float, ...] = ()
    within_reach: bool = False
    changes: tuple[Change, ...] = ()
    tried: tuple[Change, ...] = ()
    answers: tuple[str, ...] = ()
    answers_needed: int | None = None
    open_must_haves: tuple[str, ...] = ()
    cash_user_month: float | None = None
    pillar: str | None = None
    pillar_percent: float | None = None
    pillar_percent_now: float | None = None
    contributions: tuple[Contribution, ...] = field(default=(), metadata=FOR_WORDS_ONLY)
    price: PriceNeeded | None = field(default=None, metadata=FOR_WORDS_ONLY)

    @property
    def answers_besides(self) -> tuple[str, ...]:
        """The answers that would have to be better besides those to failed must-haves."""
        return tuple(one for one in self.answers if one not in self.failed_must_haves)

    @property
    def leads_below(self) -> bool:
        """Whether the pillar would have to weigh less, not more."""
        return (self.pillar_percent or 0.0) < (self.pillar_percent_now or 0.0)


def gut_check(evaluation: Evaluation, beside: Pair | None = None) -> GutCheck | None:
    """The favourite against the ranking, with what would have to be so for the gut to be right.

    Where the pair that is explained beside it is the same, what was worked out for it is used.
    """
    found = held_against_ranking(evaluation)
    if found is None or found.standing == "agrees":
        return found
    leader, favourite = evaluation.results[0], evaluation.result(found.favourite)
    same = beside is not None and beside.subject is leader and beside.against is favourite
    pair = beside if beside is not None and same else Pair(evaluation, leader, favourite)
    return _asked_alike(pair, found) if found.standing == "too_early" else _changes(pair, found)


def held_against_ranking(evaluation: Evaluation) -> GutCheck | None:
    """Where the favourite stands, and no more; None where none is noted or shown, or nobody is beside it."""
    wanted = evaluation.session.favourite
    if not wanted or len(evaluation.results) < 2:
        return None
    leader, favourite = evaluation.results[0], evaluation.result(wanted)
    kind = evaluation.verdict.kind if evaluation.verdict else None
    early = kind == "incomplete" or min(leader.coverage, favourite.coverage) < ENOUGH_COVERAGE
    agrees = favourite.rank == leader.rank
    found = GutCheck(
        candidates=tuple(dict.fromkeys((favourite.id, leader.id))),
        favourite=favourite.id,
        leader=leader.id,
        place=favourite.rank,
        standing="agrees" if agrees else "too_early" if early else "differs",
        verdict="incomplete" if early else kind,
        sealed=evaluation.session.settings.sealed,
        failed_must_haves=tuple(gate.question for gate in favourite.failed),
    )
    return _compared(Pair(evaluation, leader, favourite), found) if found.standing == "differs" else found


def _compared(pair: Pair, found: GutCheck) -> GutCheck:
    """Where the two differ most."""
    parts = [part for part in pair.contributions if abs(part.points) >= VISIBLE][:MOST_CRITERIA]
    verdict = pair.evaluation.verdict
    close = verdict is not None and verdict.kind == "too_close" and verdict.rival == found.favourite
    return replace(
        found,
        gap_points=pair.gap,
        criteria=tuple(part.key for part in parts),
        contribution_points=tuple(part.points for part in parts),
        contributions=tuple(parts),
        within_reach=close,
    )


def _asked_alike(pair: Pair, found: GutCheck) -> GutCheck:
    """Whether the favourite is whom the verdict says would lead if everybody were asked the same."""
    verdict = pair.evaluation.verdict
    alike = verdict is not None and verdict.if_asked == found.favourite
    return replace(found, changes=("asked alike",)) if alike else found


def _changes(pair: Pair, found: GutCheck) -> GutCheck:
    """What would put the favourite first; of one that fails a must-have that comes before all else."""
    if found.sealed or pair.evaluation.method != ADDITIVE:
        return found
    found = _answers(pair, found)
    if found.failed_must_haves:
        return found
    return _weight(pair, _price(pair, _without_the_leader(pair, _within_the_limit(pair, found))))


def _with(found: GutCheck, change: Change, **figures: object) -> GutCheck:
    return replace(found, changes=(*found.changes, change), **figures)  # type: ignore[arg-type]


def _in_vain(found: GutCheck, change: Change) -> GutCheck:
    return replace(found, tried=(*found.tried, change))


def _answers(pair: Pair, found: GutCheck) -> GutCheck:
    """The fewest answers; where the leader fails a must-have too, meeting all of its own is enough."""
    favourite = pair.evaluation.result(found.favourite)
    if pair.subject.failed:
        return _with(found, "answers", answers=found.failed_must_haves)
    best = fewest(pair, favourite, pair.subject)
    if set(best.forced) != set(found.failed_must_haves):
        return found  # a must-have that is no row of the score: what meeting it would bring is not known
    if not best.enough or len(best.rows) - len(best.forced) > MOST_ANSWERS:
        needed = len(best.rows) - len(best.forced) if best.enough else None
        return replace(_in_vain(found, "answers"), answers_needed=needed)
    return _with(found, "answers", answers=best.rows)


def _within_the_limit(pair: Pair, found: GutCheck) -> GutCheck:
    verdict = pair.evaluation.verdict
    over = verdict.caveat(*OVER_LIMIT) if verdict is not None and verdict.kind == "over_limit" else None
    return _with(found, "your limit") if over and over.first_within == found.favourite else found


def _without_the_leader(pair: Pair, found: GutCheck) -> GutCheck:
    """Whether the favourite is next, should the leader turn out not to meet what is open.

    A must-have that only wants an answer is no such thing: whatever it is meets it.
    """
    questions = pair.evaluation.catalog.questions
    still_open = tuple(
        gate.question
        for gate in pair.subject.open
        if not gate.rule.answered and not questions[gate.question].bid_field
    )
    if not still_open or pair.evaluation.results[1].id != found.favourite:
        return found
    return _with(found, "open must-haves", open_must_haves=still_open)


def _price(pair: Pair, found: GutCheck) -> GutCheck:
    """Its own price, where prices decide between the two."""
    needed = price_needed(pair)
    if needed is None:
        return found
    if needed.factor is None or needed.factor < LEAST_PRICE:
        return _in_vain(found, "price")
    return _with(found, "price", price=needed, cash_user_month=needed.cash_user_month)


def _weight(pair: Pair, found: GutCheck) -> GutCheck:
    """The weight of one pillar nearest to today's, the others in proportion."""
    leads = [
        lead
        for lead in nearest_leads(pair.evaluation, pair.view, found.favourite)
        if END < lead.share <= max(MOST_WEIGHT, lead.now)
    ]
    if not leads:
        return _in_vain(found, "weight")
    near: NearestLead = min(leads, key=lambda lead: abs(lead.share - lead.now))
    return _with(
        found,
        "weight",
        pillar=near.pillar,
        pillar_percent=100 * near.share,
        pillar_percent_now=100 * near.now,
    )
