"""What is worth asking for at the table: each weak answer, the better one, and the points between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.decision.advice.answer_grades import GOOD, Standing, standings
from msp_select.decision.answer_value import value_of
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.candidate import Answer, AnswerValue
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Evidence

LEAST = 0.05  # points of 100: what is worth less would print as 0.0


@dataclass(frozen=True)
class Improvement:
    """One thing to ask for; `points` of 100 the score gains if it is agreed and written into the contract.

    `kind`: a "better" answer, which is `wanted`, a level's id or a figure in the question's unit; or the same
    one put "in writing", or "shown" where it is no promise. `evidence` is what backs today's.
    """

    kind: Literal["better", "in writing", "shown"]
    question: str
    wanted: AnswerValue | None
    evidence: Evidence | None
    points: float


def improvements(evaluation: Evaluation, candidate_id: str) -> tuple[Improvement, ...]:
    """Everything answered, refused or unknown that could be better, by weight times gap, largest first."""
    found = [
        improvement
        for standing in standings(evaluation, candidate_id)
        if standing.state is not None
        if (improvement := _improvement(standing, evaluation)).points >= LEAST
    ]
    return tuple(sorted(found, key=lambda improvement: -improvement.points))


def _improvement(standing: Standing, evaluation: Evaluation) -> Improvement:
    question, reliance = evaluation.catalog.questions[standing.question], evaluation.weights.evidence
    wanted, value = better_answer(question, evaluation.catalog)
    if standing.claimed is not None and is_good_enough(standing.claimed, value):
        return _backed(question, standing, standing.claimed, reliance)
    agreed = max(reliance["contract"], reliance[question.default_evidence])
    gain = standing.weight * (value * (1 + agreed) / 2 - standing.point)
    return Improvement("better", question.id, wanted, standing.evidence, gain)


def _backed(
    question: Question, standing: Standing, claimed: float, reliance: Mapping[Evidence, float]
) -> Improvement:
    """A promise belongs in the contract; a fact that is no promise can only be shown."""
    proved = reliance["contract"] if question.promise else reliance["seen"]
    gain = standing.weight * (claimed * (1 + proved) / 2 - standing.point)
    kind: Literal["in writing", "shown"] = "in writing" if question.promise else "shown"
    return Improvement(kind, question.id, None, standing.evidence, gain)


def is_good_enough(claimed: float | None, better: float) -> bool:
    """Whether an answer is good, or as good as what would be asked for: then it only wants writing down."""
    return claimed is not None and claimed >= min(GOOD, better)


def better_answer(question: Question, catalog: Catalog) -> tuple[AnswerValue, float]:
    """The answer to ask for and its value: the best level's id, or the figure to ask for."""
    if question.levels:
        best = max(question.levels, key=lambda level: level.value)
        return best.id, best.value
    figure = better_figure(question, catalog)
    return figure, value_of(question, Answer(value=figure))


def better_figure(question: Question, catalog: Catalog) -> Decimal:
    """The figure to ask for, in the question's unit."""
    aim = catalog.agreed.aim(question.id)
    return _first_good(question) if aim is None else aim


def _first_good(question: Question) -> Decimal:
    """The least demanding of the question's own figures that is worth 75 points, else the best there is."""
    good = [point for point in question.value if point[1] >= GOOD]
    by_points = (lambda point: point[1]) if good else (lambda point: -point[1])
    return min(good or question.value, key=by_points)[0]
