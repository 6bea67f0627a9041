"""What is not known or not proven: coverage, worst to best, words alone, and who comes first how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from msp_select.decision.fact import AMONG_FIGURES, Fact
from msp_select.decision.findings.candidate_pair import VISIBLE, WORDS_ALONE, Pair
from msp_select.decision.scoring.evaluation import Result

DEFAULT_SILENCE = 25.0


@dataclass(frozen=True, kw_only=True)
class Coverage(Fact):
    """How much of each is answered, in percent, and how far it could move; None of the other where alone.

    `not_asked` counts the scored questions nobody asked, `unknown` those the bidder cannot answer.
    `left_out_percent`: of those of the two whose score rests on too little, what was agreed not to apply.
    """

    kind: ClassVar[str] = "coverage"
    coverage_percent: float
    against_coverage_percent: float | None
    not_asked: int
    unknown: int
    against_not_asked: int | None
    against_unknown: int | None
    silence_value: float
    proven: float
    claimed: float
    possible: float
    against_proven: float | None
    against_claimed: float | None
    against_possible: float | None
    rests_on_little: tuple[str, ...]
    left_out_percent: tuple[float, ...]

    @property
    def silence_is_default(self) -> bool:
        """Whether the most that no answer can count is as we set it."""
        return self.silence_value == DEFAULT_SILENCE


def coverage(pair: Pair) -> Coverage:
    """How much of what matters is answered, and how far the open answers could move each candidate."""
    subject, against = pair.subject, pair.against
    not_asked, unknown = _states(pair, subject)
    other = _states(pair, against) if against else (None, None)
    little = [result for result in (subject, against) if result and result.rests_on_little]
    return Coverage(
        candidates=pair.ids,
        coverage_percent=100 * subject.coverage,
        against_coverage_percent=100 * against.coverage if against else None,
        not_asked=not_asked,
        unknown=unknown,
        against_not_asked=other[0],
        against_unknown=other[1],
        silence_value=pair.evaluation.session.settings.silence,
        proven=subject.proven,
        claimed=subject.claimed,
        possible=subject.possible,
        against_proven=against.proven if against else None,
        against_claimed=against.claimed if against else None,
        against_possible=against.possible if against else None,
        rests_on_little=tuple(result.id for result in little),
        left_out_percent=tuple(100 * result.left_out for result in little),
    )


def _states(pair: Pair, result: Result) -> tuple[int, int]:
    """How many scored questions nobody asked, and how many the bidder cannot answer."""
    catalog = pair.evaluation.catalog
    questions = [row for row in pair.evaluation.problem.rows if row in catalog.questions]
    answers = [result.candidate.answers.get(row) for row in questions]
    return sum(a is None for a in answers), sum(a is not None and a.counts_as == "unknown" for a in answers)


@dataclass(frozen=True, kw_only=True)
class WordsAlone(Fact):
    """How many points of the advantage of `ahead` were only said or written, and by which answers.

    `proven_gap_points`: how far it is ahead counting only what is proven; `proof_decides`: whether that can
    be said, which it can not where the one ahead by it fails a must-have that the other keeps.
    """

    kind: ClassVar[str] = "words_alone"
    ahead: str
    advantage_points: float
    words_alone_points: float
    words_alone_percent: float
    proven_gap_points: float
    behind: str
    answers: tuple[str, ...]
    answers_points: tuple[float, ...]
    proof_decides: bool

    @property
    def level_by_proof(self) -> bool:
        """Whether the two are level counting only what is proven."""
        return abs(self.proven_gap_points) < VISIBLE


def words_alone(pair: Pair) -> WordsAlone | None:
    """How much of the advantage was only said or written, and what is left when that is discounted."""
    if pair.against is None:
        return None
    ahead, behind = (pair.subject, pair.against) if pair.gap >= 0 else (pair.against, pair.subject)
    sign = 1 if pair.gap >= 0 else -1
    in_favour = [(gap.row, sign * gap.points) for gap in pair.answer_gaps if sign * gap.points > 0]
    words = [(row, points) for row, points in in_favour if _rests_on_words(pair, ahead, row)]
    total, on_words = (sum((points for _, points in part), 0.0) for part in (in_favour, words))
    gap = ahead.proven - behind.proven
    by_proof, other = (ahead, behind) if gap > 0 else (behind, ahead)
    return WordsAlone(
        candidates=pair.ids,
        ahead=ahead.id,
        advantage_points=total,
        words_alone_points=on_words,
        words_alone_percent=100 * on_words / total if total else 0.0,
        proven_gap_points=gap,
        behind=behind.id,
        answers=tuple(row for row, _ in words),
        answers_points=tuple(points for _, points in words),
        proof_decides=not by_proof.failed or bool(other.failed),
    )


def _rests_on_words(pair: Pair, result: Result, row: str) -> bool:
    question, answer = pair.evaluation.catalog.questions.get(row), pair.answer(result, row)
    if question is None or answer is None or answer.state != "answered":
        return False
    return (answer.evidence or question.default_evidence) in WORDS_ALONE


@dataclass(frozen=True, kw_only=True)
class FirstPlaces(Fact):
    """In how many of the tries each comes first, in percent, the most first; in how many nobody could."""

    kind: ClassVar[str] = "first_places"
    drawn: tuple[str, ...] = field(metadata=AMONG_FIGURES)
    first_share_percent: tuple[float, ...]
    nobody_percent: float
    draws: int
    seed: int


def first_places(pair: Pair) -> FirstPlaces | None:
    """In how many of the drawn tries each candidate comes first."""
    evaluation = pair.evaluation
    if evaluation.simulation is None or len(evaluation.results) < 2:
        return None
    shares = {r.id: r.first_share for r in evaluation.results if r.first_share is not None}
    ordered = sorted(shares, key=lambda one: -shares[one])
    return FirstPlaces(
        candidates=tuple(one for one in ordered if shares[one] > 0),
        drawn=tuple(ordered),
        first_share_percent=tuple(100 * shares[one] for one in ordered),
        nobody_percent=100 * max(0.0, 1 - sum(shares.values())),
        draws=evaluation.draws,
        seed=evaluation.seed,
    )
