"""How one candidate stands on single questions: what was found, how good it is, what it weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from msp_select.decision.answer_value import value_of
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.problem import scored_questions
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Evidence, State

Grade = Literal["yes", "partly", "no", "not known yet"]
NOT_KNOWN: Literal["not known yet"] = "not known yet"  # also where no grade is meant
GOOD, MIDDLING = 75.0, 40.0  # claimed value 0..100 from which an answer counts as good, as middling


@dataclass(frozen=True)
class Standing:
    """One question as one candidate stands: `claimed` 0..100, None where nothing is known.

    `state` is None where it was not asked, `evidence` where there is no answer; `weight` is its share of the
    total, `point` its value as scored.
    """

    question: str
    state: State | None
    evidence: Evidence | None
    claimed: float | None
    point: float
    weight: float

    @property
    def known(self) -> bool:
        """Whether it was answered, or refused."""
        return self.claimed is not None


def grade(claimed: float | None) -> Grade:
    """A claimed value as yes (from 75), partly (from 40) or no."""
    if claimed is None:
        return NOT_KNOWN
    return "yes" if claimed >= GOOD else "partly" if claimed >= MIDDLING else "no"


def relied_on(question: Question, answer: Answer | None) -> Evidence | None:
    """What backs an answer; None where there is none."""
    if answer is None or answer.state != "answered":
        return None
    return answer.evidence or question.default_evidence


def claimed_value(question: Question, answer: Answer | None) -> float | None:
    """The value of what was said, 0..100; 0 for a refusal; None where it is not known or does not apply."""
    if answer is None or answer.state in ("unknown", "not_applicable"):
        return None
    if answer.state == "refused":
        return 0.0
    return value_of(question, answer)


def standings(evaluation: Evaluation, candidate_id: str) -> tuple[Standing, ...]:
    """The candidate's scored questions in the order they are asked."""
    return tuple(_standings(evaluation, candidate_id))


def strengths(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The good answers among these that weigh something, those that earn most first."""
    good = (s for s in found if s.claimed is not None and s.claimed >= GOOD and s.weight > 0)
    return tuple(sorted(good, key=lambda s: -s.weight * s.point))


def weaknesses(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The bad answers among these that weigh something, those that lose most first."""
    bad = (s for s in found if s.claimed is not None and s.claimed < MIDDLING and s.weight > 0)
    return tuple(sorted(bad, key=lambda s: -s.weight * (100 - s.point)))


def _standings(evaluation: Evaluation, candidate_id: str) -> Iterator[Standing]:
    result, problem = evaluation.result(candidate_id), evaluation.problem
    at = problem.candidates.index(candidate_id)
    for question in scored_questions(evaluation.session, evaluation.catalog, evaluation.weights):
        if question.id not in result.effective:
            continue
        row = problem.row(question.id)
        if not problem.applies[at, row]:
            continue
        answer = result.candidate.answers.get(question.id)
        yield Standing(
            question=question.id,
            state=None if answer is None else answer.state,
            evidence=relied_on(question, answer),
            claimed=claimed_value(question, answer),
            point=float(problem.point[at, row]),
            weight=result.effective[question.id],
        )
