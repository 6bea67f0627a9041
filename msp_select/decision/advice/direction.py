"""Who is driving: the business, both, or the provider; and what would keep today's provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from msp_select.decision.advice.answer_grades import Grade, claimed_value, grade
from msp_select.decision.advice.improvements import Improvement, improvements
from msp_select.decision.advice.warning_patterns import Caution, cautions_of
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.candidate import Answer, CandidateKind

Word = Literal["you", "shared", "the provider", "not known yet"]
DIRECTION = "proactivity.direction"
YOURS, SHARED = 65.0, 40.0  # points of 100 for direction from which you drive, from which it is shared
ENOUGH = 0.5  # share of the criterion's weight that must be answered
MOST_CHANGES = 5

TestName = Literal["goals", "results", "presence"]
TESTS: tuple[tuple[TestName, tuple[str, ...]], ...] = (
    ("goals", ("ali_asked_goals",)),
    ("results", ("ali_outcome_scorecard",)),
    ("presence", ("pro_strategy_meeting", "ali_looks_ahead")),
)
"""Do they know your goals, measure themselves on your results, show up unasked; and who was asked what."""


@dataclass(frozen=True, kw_only=True)
class DirectionTest(Fact):
    """One of the three tests: its outcome, and the questions it rests on."""

    kind: ClassVar[str] = "direction_test"
    test: TestName
    outcome: Grade
    questions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Driving(Fact):
    """Who sets the course with one candidate, and what to know first.

    You drive from 65 of 100 points for direction, if none of the three tests is answered with no; from 40
    it is shared; below that the provider drives; with less than half of it answered it is not known yet.
    `word` is None, and there are no tests, where direction is not asked about at all.
    """

    kind: ClassVar[str] = "driving"
    word: Word | None
    direction_points: float | None
    warnings: tuple[str, ...]
    candidate_kind: CandidateKind
    tests: tuple[DirectionTest, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, kw_only=True)
class KeepToday(Fact):
    """What would have to change to keep today's provider: failed must-haves, then the requests worth most."""

    kind: ClassVar[str] = "keep_today"
    changes: int
    must_haves: tuple[str, ...]
    questions: tuple[str, ...]
    requests: tuple[Improvement, ...] = field(metadata=FOR_WORDS_ONLY)


def who_is_driving(evaluation: Evaluation, candidate_id: str) -> Driving:
    """The word, the three tests with the answers they rest on, and the cautions."""
    result = evaluation.result(candidate_id)
    asked = DIRECTION in evaluation.catalog.criteria  # it is not where its pillar is left out
    tests = tuple(_test(evaluation, result, name, ids) for name, ids in TESTS) if asked else ()
    value, cautions = _direction(evaluation, result), cautions_of(evaluation, result)
    return Driving(
        candidates=(candidate_id,),
        word=_word(value, tests) if asked else None,
        direction_points=value,
        warnings=tuple(caution.kind for caution in cautions),
        candidate_kind=result.candidate.kind,
        tests=tests,
        cautions=cautions,
    )


def _test(evaluation: Evaluation, result: Result, name: TestName, ids: tuple[str, ...]) -> DirectionTest:
    """The mean of the answers known; a question that nobody asked is named only where none is known."""
    questions = [q for q in map(evaluation.catalog.questions.get, ids) if q is not None]
    claimed = {q.id: claimed_value(q, result.candidate.answers.get(q.id)) for q in questions}
    known = {question: value for question, value in claimed.items() if value is not None}
    return DirectionTest(
        candidates=(result.id,),
        test=name,
        outcome=grade(sum(known.values()) / len(known) if known else None),
        questions=tuple(known) or tuple(claimed)[:1],
    )


def _direction(evaluation: Evaluation, result: Result) -> float | None:
    """The points for direction; None while less than half of its weight is answered."""
    values = result.criteria.get(DIRECTION)
    if values is None:
        return None
    catalog, weights = evaluation.catalog, evaluation.weights.questions
    rows = [q for q in result.effective if q in catalog.questions]
    here = [q for q in rows if catalog.criterion_key(catalog.questions[q]) == DIRECTION]
    asked = {q: result.candidate.answers.get(q) for q in here}
    applies = [q for q in here if not _is(asked[q], "not_applicable")]
    known = sum(weights[q] for q in applies if _is(asked[q], "answered", "refused"))
    total = sum(weights[q] for q in applies)
    return values.point if total and known / total >= ENOUGH else None


def _is(answer: Answer | None, *states: str) -> bool:
    return answer is not None and answer.counts_as in states


def _word(value: float | None, tests: tuple[DirectionTest, ...]) -> Word:
    if value is None:
        return "not known yet"
    if value < SHARED:
        return "the provider"
    if value < YOURS or any(test.outcome == "no" for test in tests):
        return "shared"
    return "you"


def keep_today(evaluation: Evaluation) -> KeepToday | None:
    """What would have to change to keep today's provider; None without one, or with nothing to ask for."""
    today = next((r for r in evaluation.results if r.candidate.kind == "incumbent"), None)
    if today is None:
        return None
    failed = {gate.question: gate.rule.cure for gate in today.failed}
    questions = evaluation.catalog.questions
    cured = tuple(question for question, cure in failed.items() if cure or questions[question].better)
    asked = [
        one
        for one in improvements(evaluation, today.id)
        if one.question not in failed and one.kind == "better"
    ]
    requests = asked[: max(0, MOST_CHANGES - len(cured))]
    if not cured and not requests:
        return None
    return KeepToday(
        candidates=(today.id,),
        changes=len(cured) + len(requests),
        must_haves=cured,
        questions=tuple(one.question for one in requests),
        requests=tuple(requests),
    )
