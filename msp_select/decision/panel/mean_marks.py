"""The marks of several people as answers: what counts of them, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.answer_value import value_of
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import Evaluator, Mark, MeanMark
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session


@dataclass(frozen=True)
class GivenMark:
    """One person's mark: `value` 0..100, `weight` how much they count."""

    evaluator: str
    name: str
    mark: Mark
    value: float
    weight: float


@dataclass(frozen=True)
class MarkedQuestion:
    """All marks on one question for one candidate, and the agreed one beside them, if there is one.

    `mean` and `spread` (highest less lowest) in points 0..100; `flagged` where they lie too far apart.
    """

    candidate: str
    question: Question
    marks: tuple[GivenMark, ...]
    agreed: Answer | None
    agreed_value: float | None
    mean: float
    spread: float
    flagged: bool


def marked_questions(session: Session, catalog: Catalog) -> tuple[MarkedQuestion, ...]:
    """Every question somebody has marked, candidate by candidate; whether they may be shown is not asked."""
    found = []
    for candidate in session.candidates:
        for question in catalog.questions.values():
            given = _given(session.evaluators, candidate.id, question)
            if given:
                found.append(_marked(candidate, question, given, session.settings.spread))
    return tuple(found)


def _marked(
    candidate: Candidate, question: Question, given: tuple[GivenMark, ...], most: float
) -> MarkedQuestion:
    values = [one.value for one in given]
    agreed = candidate.answers.get(question.id)
    spread = max(values) - min(values)
    return MarkedQuestion(
        candidate.id,
        question,
        given,
        agreed,
        value_of(question, agreed) if agreed and agreed.value is not None else None,
        _mean(values, [one.weight for one in given]),
        spread,
        spread > most,
    )


def _given(evaluators: Sequence[Evaluator], candidate_id: str, question: Question) -> tuple[GivenMark, ...]:
    found = []
    for evaluator in evaluators:
        mark = evaluator.marks.get(candidate_id, {}).get(question.id)
        if mark is not None:
            value = value_of(question, mark)
            found.append(GivenMark(evaluator.id, evaluator.name, mark, value, evaluator.weight))
    return tuple(found)


def with_marks(session: Session, catalog: Catalog) -> Session:
    """The session as it is judged: once marks are revealed, their weighted mean where no mark was agreed.

    The agreed mark is the candidate's own answer. Before the reveal only own answers count, so that a total
    gives no mark away. The session itself where that changes nothing.
    """
    if not session.evaluators or not session.settings.marks_revealed:
        return session
    filled: dict[str, dict[str, Answer]] = {}
    for marked in marked_questions(session, catalog):
        if marked.agreed is None:
            filled.setdefault(marked.candidate, {})[marked.question.id] = _mean_mark(marked)
    return _with_answers(session, filled)


def as_seen_by(session: Session, evaluator: Evaluator, catalog: Catalog) -> Session:
    """The session by one person's marks and weights alone; what they left open stays as it counts for all."""
    judged = with_marks(session, catalog)
    own: dict[str, dict[str, Answer]] = {
        candidate: {question: Answer(value=mark.value, note=mark.note) for question, mark in marks.items()}
        for candidate, marks in evaluator.marks.items()
    }
    seen = _with_answers(judged, own).model_copy(update={"evaluators": ()})
    if not evaluator.pillars:
        return seen
    return seen.model_copy(update={"weights": seen.weights.model_copy(update={"pillars": evaluator.pillars})})


def _with_answers(session: Session, answers: dict[str, dict[str, Answer]]) -> Session:
    if not answers:
        return session
    candidates = tuple(
        candidate.model_copy(update={"answers": {**candidate.answers, **answers[candidate.id]}})
        if candidate.id in answers
        else candidate
        for candidate in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


def _mean_mark(marked: MarkedQuestion) -> MeanMark:
    return MeanMark(
        value=_nearest(marked), points=marked.mean, marks=len(marked.marks), note=_originals(marked)
    )


def _nearest(marked: MarkedQuestion) -> Decimal | str:
    """The level nearest to the mean, or the mean of the numbers; "none" where nobody gave a number."""
    question = marked.question
    if question.levels:
        return min(question.levels, key=lambda level: abs(level.value - marked.mean)).id
    numbers = [(float(one.mark.value), one.weight) for one in marked.marks if one.mark.value != "none"]
    if not numbers:
        return "none"
    mean = _mean([number for number, _ in numbers], [weight for _, weight in numbers])
    return Decimal(repr(round(mean, 6)))


def _originals(marked: MarkedQuestion) -> str:
    return "; ".join(f"{one.name} {one.value:.0f}" for one in marked.marks)[:4000]


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """The weighted mean; where nobody counts for anything, the plain one."""
    total = sum(weights)
    if not total:
        return sum(values) / len(values)
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / total
