"""Where the gap comes from: criterion by criterion, what outweighs what, and what each does better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.advice.answer_grades import claimed_value
from msp_select.decision.costing.total_cost import Estimate, price_level
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.amounts import scored_cash
from msp_select.decision.findings.candidate_pair import VISIBLE, Contribution, Pair
from msp_select.decision.scoring.evaluation import Result
from msp_select.model.evaluator import MeanMark
from msp_select.model.scalars import Evidence

WEAKEST = 3


@dataclass(frozen=True)
class ScoredCash:
    """What each of `whom` pays per user and month, as scored, middle figures; None without a price.

    `paid`: what it pays in all, with what the score leaves out; None where a line of that is not known.
    `dear_end`: how dear the bills of `counts_less` could become, where that makes most of the difference.
    `both_at`: the end of the price scale at which both lie, where they pay different amounts.
    """

    whom: tuple[str, ...]
    middles: tuple[Decimal | None, ...]
    paid: tuple[Decimal | None, ...]
    counts_less: str | None = None
    dear_end: Decimal | None = None
    both_at: Literal["best", "dear"] | None = None

    @property
    def is_paid_as_scored(self) -> bool:
        """Whether what two pay in all puts them in the order in which they are scored."""
        each = zip(self.middles, self.paid, strict=True)
        known = [(middle, paid) for middle, paid in each if middle is not None and paid is not None]
        return len(known) == 2 and (known[0][0] < known[1][0]) == (known[0][1] < known[1][1])


@dataclass(frozen=True, kw_only=True)
class Differences(Fact):
    """Point by point, largest first, summing exactly to the gap.

    `reasons`: of each criterion the question that makes most of it, the criterion itself where it is the
    price, or "" where no answers differ. `only_evidence`: whether the two answers to it are the same words;
    `evidence_decides`: whether whoever is behind in it answered it no worse, so that the proof makes the gap.
    """

    kind: ClassVar[str] = "differences"
    gap_points: float
    criteria: tuple[str, ...]
    contribution_points: tuple[float, ...]
    reasons: tuple[str, ...]
    only_evidence: tuple[bool, ...]
    evidence_decides: tuple[bool, ...]
    contributions: tuple[Contribution, ...] = field(metadata=FOR_WORDS_ONLY)
    cash: ScoredCash = field(metadata=FOR_WORDS_ONLY)

    @property
    def standing(self) -> Literal["level", "ahead", "behind"]:
        """How the subject stands."""
        if abs(self.gap_points) < VISIBLE:
            return "level"
        return "ahead" if self.gap_points > 0 else "behind"


@dataclass(frozen=True, kw_only=True)
class ProsAndCons(Fact):
    """The few advantages of `ahead` that outweigh all that `behind` does better, in points."""

    kind: ClassVar[str] = "pros_and_cons"
    ahead: str
    pros_points: float
    cons_points: float
    enough_points: float
    enough_criteria: tuple[str, ...]
    behind: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    largest_con_points: float | None

    @property
    def outweighs(self) -> bool:
        """Whether what the one does better is more than what the other does."""
        return self.enough_points >= self.cons_points


@dataclass(frozen=True, kw_only=True)
class BetterAt(Fact):
    """The criteria in which each of the two is better, of so many."""

    kind: ClassVar[str] = "better_at"
    subject_better: tuple[str, ...]
    against_better: tuple[str, ...]
    criteria: int
    contributions: tuple[Contribution, ...] = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class DoesBadly(Fact):
    """The lowest criteria of the candidate explained, 0..100, each with the row that loses most in it.

    Only what lies below its own score: the lowest of what is good everywhere is not done badly. `judged`: of
    how many criteria anything is known.
    """

    kind: ClassVar[str] = "does_badly"
    criteria: tuple[str, ...]
    values: tuple[float, ...]
    weakest: tuple[str, ...]
    judged: int
    cash: ScoredCash = field(metadata=FOR_WORDS_ONLY)


def differences(pair: Pair) -> Differences | None:
    """Point by point, largest first; the points sum exactly to the gap."""
    if pair.against is None:
        return None
    parts = pair.contributions
    reasons = [_reason(pair, part, pair.against) for part in parts]
    return Differences(
        candidates=pair.ids,
        gap_points=pair.gap,
        criteria=tuple(part.key for part in parts),
        contribution_points=tuple(part.points for part in parts),
        reasons=tuple(reason for reason, _ in reasons),
        only_evidence=tuple(alike for _, alike in reasons),
        evidence_decides=tuple(
            _no_worse_behind(pair, part, pair.against, reason)
            for part, (reason, _) in zip(parts, reasons, strict=True)
        ),
        contributions=parts,
        cash=_scored_cash(pair),
    )


def _reason(pair: Pair, part: Contribution, against: Result) -> tuple[str, bool]:
    """The question that makes most of a criterion's difference, and whether only the evidence differs."""
    if part.key == pair.evaluation.catalog.priced_criterion:
        return part.key, False
    if abs(part.points) >= VISIBLE:
        for gap in pair.answer_gaps:
            if gap.criterion == part.key and (gap.points > 0) == (part.points > 0):
                (mine, proof), (theirs, other) = (
                    _answered(pair, one, gap.row) for one in (pair.subject, against)
                )
                if mine != theirs or proof != other:
                    return gap.row, mine == theirs
    return "", False


def _no_worse_behind(pair: Pair, part: Contribution, against: Result, row: str) -> bool:
    """Whether the answer of whoever is behind there is worth no less, taken at its word."""
    question = pair.evaluation.catalog.questions.get(row)
    if question is None:
        return False
    mine, theirs = (claimed_value(question, pair.answer(one, row)) for one in (pair.subject, against))
    if mine is None or theirs is None:
        return False
    return mine <= theirs if part.points > 0 else theirs <= mine


def _answered(pair: Pair, result: Result, row: str) -> tuple[object, Evidence | None]:
    """What was answered, as far as it reads differently, and what backs it; None without an answer."""
    question, answer = pair.evaluation.catalog.questions.get(row), pair.answer(result, row)
    if question is None or answer is None:
        return None, None
    proof = answer.evidence or question.default_evidence if answer.state == "answered" else None
    marked = (answer.marks, round(answer.points)) if isinstance(answer, MeanMark) else None
    return (answer.state, answer.value, answer.reason, answer.confirmed, marked), proof


def _scored_cash(pair: Pair) -> ScoredCash:
    both = [result for result in (pair.subject, pair.against) if result is not None]
    cash = [scored_cash(pair, result) for result in both]
    middles = tuple(None if one is None else one.middle for one in cash)
    paid = tuple(map(_paid, both))
    behind = _counts_less(pair)
    if behind is None:
        both_at = _both_at(both) if len(set(middles)) > 1 else None
        return ScoredCash(pair.ids, middles, paid, both_at=both_at)
    return ScoredCash(pair.ids, middles, paid, behind[0].id, behind[1].high)


def _paid(result: Result) -> Decimal | None:
    """All that is paid in cash, per user and month; None where a part of it is not known."""
    costs = result.costs
    if costs is None or any(line.kind == "cash" for line in costs.missing):
        return None
    return costs.per_user_month(costs.cash).middle


def _both_at(both: Sequence[Result]) -> Literal["best", "dear"] | None:
    """At which end of the price scale both lie, where they do: what they differ in then counts nothing."""
    levels = {level for result in both if result.price_level is not None for level in result.price_level}
    unpriced = any(result.price_level is None for result in both)
    if unpriced or len(levels) != 1:
        return None
    return "best" if levels == {100.0} else "dear" if levels == {0.0} else None


def _counts_less(pair: Pair) -> tuple[Result, Estimate] | None:
    """Who counts less for how dear its bills could become, where that makes most of a difference."""
    business = pair.evaluation.business
    if pair.against is None or business.price_low is None or business.price_high is None:
        return None
    low, high = business.price_low.middle, business.price_high.middle
    mine, theirs = scored_cash(pair, pair.subject), scored_cash(pair, pair.against)
    level, other = pair.subject.price_level, pair.against.price_level
    if mine is None or theirs is None or level is None or other is None or low >= high:
        return None
    at_middle = [sum(price_level(Estimate.exact(cash.middle), low, high)) / 2 for cash in (mine, theirs)]
    by_point = (sum(level) - sum(other)) / 2
    if abs(by_point) < VISIBLE or (at_middle[0] - at_middle[1]) / by_point > 0.5:
        return None
    behind, cash = (pair.against, theirs) if by_point > 0 else (pair.subject, mine)
    return (behind, cash) if cash.is_range else None


def pros_and_cons(pair: Pair) -> ProsAndCons | None:
    """The few advantages that outweigh everything the other does better."""
    if pair.against is None:
        return None
    ahead, behind = (pair.subject, pair.against) if pair.gap >= 0 else (pair.against, pair.subject)
    sign = 1 if pair.gap >= 0 else -1
    pros = [part for part in pair.contributions if sign * part.points >= VISIBLE]
    cons = [part for part in pair.contributions if sign * part.points <= -VISIBLE]
    against = -sum(sign * part.points for part in cons)
    enough: list[Contribution] = []
    for part in pros:
        if enough and sum(sign * p.points for p in enough) >= against:
            break
        enough.append(part)
    return ProsAndCons(
        candidates=pair.ids,
        ahead=ahead.id,
        pros_points=sum(sign * part.points for part in pros),
        cons_points=against,
        enough_points=sum(sign * part.points for part in enough),
        enough_criteria=tuple(part.key for part in enough),
        behind=behind.id,
        pros=tuple(part.key for part in pros),
        cons=tuple(part.key for part in cons),
        largest_con_points=abs(cons[0].points) if cons else None,
    )


def better_at(pair: Pair) -> BetterAt | None:
    """What each of the two does better."""
    if pair.against is None:
        return None
    return BetterAt(
        candidates=pair.ids,
        subject_better=tuple(part.key for part in pair.contributions if part.points >= VISIBLE),
        against_better=tuple(part.key for part in pair.contributions if part.points <= -VISIBLE),
        criteria=len(pair.contributions),
        contributions=pair.contributions,
    )


def does_badly(pair: Pair) -> DoesBadly:
    """The subject's lowest criteria, with the answers that make them low."""
    judged = [
        (values.point, key)
        for key, values in pair.subject.criteria.items()
        if values is not None and _is_answered(pair, key)
    ]
    low = [(value, key) for value, key in sorted(judged) if value < pair.subject.score][:WEAKEST]
    return DoesBadly(
        candidates=(pair.subject.id,),
        criteria=tuple(key for _, key in low),
        values=tuple(value for value, _ in low),
        weakest=tuple(_weakest(pair, key) for _, key in low),
        judged=len(judged),
        cash=_scored_cash(pair),
    )


def _is_answered(pair: Pair, key: str) -> bool:
    """Whether anything in that criterion is known of the subject; silence alone is nothing it does badly."""
    problem, catalog = pair.evaluation.problem, pair.evaluation.catalog
    i = problem.candidates.index(pair.subject.id)
    return any(
        problem.known[i][k] and problem.applies[i][k]
        for k, row in enumerate(problem.rows)
        if catalog.criterion_of(row) == key
    )


def _weakest(pair: Pair, key: str) -> str:
    """The row of a criterion that loses the subject most."""
    problem, catalog = pair.evaluation.problem, pair.evaluation.catalog
    i = problem.candidates.index(pair.subject.id)
    losses = []
    for k, row in enumerate(problem.rows):
        if catalog.criterion_of(row) == key and problem.applies[i][k]:
            losses.append((pair.subject.effective[row] * (100.0 - float(problem.point[i][k])), row))
    return max(losses, key=lambda loss: loss[0])[1]
