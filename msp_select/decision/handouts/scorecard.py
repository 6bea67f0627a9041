"""The monthly scorecard: eight measures, their targets from the answers, and when to look again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.advice.improvements import better_figure
from msp_select.decision.answer_value import value_of
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.term_dates import days_after, months_after
from msp_select.model.candidate import Answer, AnswerValue, Candidate
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Evidence, State
from msp_select.model.service_agreement import Measure

MONTHS = 12
YEARS = 3

Origin = Literal["answer", "no_target", "not_asked", "own_start"]
"""The answer; an answer that sets no target; no question asked yet; the business's own first months."""


@dataclass(frozen=True)
class Target:
    """Where one measure's target comes from: `value` is the answer it is taken from, with its `evidence`.

    `better` is the figure to ask for where that answer is weak. A `state` is why there is no answer.
    """

    origin: Origin | State
    question: str | None = None
    value: AnswerValue | None = None
    evidence: Evidence | None = None
    better: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Scorecard(Handout):
    """One target for each measure of the agreement, in its order; `months` by the first day of each."""

    name: ClassVar[str] = "scorecard"
    as_of: dt.date
    targets: tuple[Target, ...]
    months: tuple[dt.date, ...]
    first_review_days: int
    first_review: dt.date
    yearly_reviews: tuple[dt.date, ...]


def scorecard(evaluation: Evaluation, candidate_id: str) -> Scorecard:
    """Targets with their origin, the twelve months after `as_of`, and the review dates.

    Reviews are held after so many days, then every year of the term, three at most.
    """
    candidate = evaluation.result(candidate_id).candidate
    session, agreement = evaluation.session, evaluation.catalog.agreed
    reviews, as_of = agreement.reviews, session.as_of
    many = min(YEARS, max(1, session.term_months // reviews.every_months))
    return Scorecard(
        candidate=candidate_id,
        as_of=as_of,
        targets=tuple(_target(evaluation, candidate, measure) for measure in agreement.scorecard),
        months=tuple(months_after(as_of.replace(day=1), n) for n in range(1, MONTHS + 1)),
        first_review_days=reviews.first_days,
        first_review=days_after(as_of, reviews.first_days),
        yearly_reviews=tuple(months_after(as_of, n * reviews.every_months) for n in range(1, many + 1)),
    )


def _target(evaluation: Evaluation, candidate: Candidate, measure: Measure) -> Target:
    """The answer a target is taken from; with a weak one the better figure to ask for."""
    question = evaluation.catalog.questions.get(measure.question or "")
    if question is None:
        return Target("own_start")
    answer = candidate.answers.get(question.id)
    if answer is None:
        return Target("not_asked", question.id)
    if answer.value is None:
        return Target(answer.state, question.id)
    if not (measure.target if isinstance(answer.value, Decimal) else answer.value in measure.targets):
        return Target("no_target", question.id)
    return Target(
        "answer",
        question.id,
        answer.value,
        answer.evidence or question.default_evidence,
        _better(evaluation, question, answer),
    )


def _better(evaluation: Evaluation, question: Question, answer: Answer) -> Decimal | None:
    if not question.value or not isinstance(answer.value, Decimal):
        return None
    figure = better_figure(question, evaluation.catalog)
    return figure if value_of(question, Answer(value=figure)) > value_of(question, answer) else None
