"""The monthly scorecard: eight measures, their targets from the answers, a year of blank months."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msp_select.decision.advice.improvements import better_figure
from msp_select.decision.answer_columns import value_of
from msp_select.decision.evaluation import Evaluation
from msp_select.decision.gates import with_unit
from msp_select.decision.names import GRADES, NOT_ASKED, STATES
from msp_select.decision.sheets.notice import days_after, months_after
from msp_select.decision.sheets.sheet import Sheet, Table, agreement_of, filled, said
from msp_select.model.agreement import Measure
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.questionnaire import Question

MONTHS = 12
YEARS = 3
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
INTRO = (
    "One page a month, filled in by the provider and read by you: target, result, and what was missed. "
    "What is missed is looked at together, for its cause; what is beaten is worth saying too."
)
FIRST = (
    "Write down today's figures before the start. The first months flatter everyone, "
    "so look again after {days} days, and score the provider anew every year."
)


def scorecard(evaluation: Evaluation, candidate_id: str) -> Sheet:
    """Targets with their origin, blank columns for the months after `as_of`, and the review dates."""
    candidate = evaluation.result(candidate_id).candidate
    agreement, as_of = agreement_of(evaluation), evaluation.session.as_of
    lines = [(measure, *_target(evaluation, candidate, measure)) for measure in agreement.measures]
    return Sheet(
        name="scorecard",
        title=f"Monthly scorecard: {candidate.name}",
        intro=INTRO,
        tables=filled(
            Table(
                "Targets",
                ("Measure", "Unit and period", "Target", "Where it comes from", "Proof"),
                tuple((m.title, m.unit, target, origin, m.proof) for m, target, origin in lines),
            ),
            Table(
                "Month by month",
                ("Measure", "Before", *month_columns(as_of)),
                tuple((m.title, *[""] * (MONTHS + 1)) for m, _, _ in lines),
            ),
            Table("Review dates", ("When", "What", "Done"), review_rows(evaluation)),
        ),
        notes=said(
            FIRST.format(days=agreement.reviews.first_days),
            f"Dates count from {as_of}; if the service starts later, move them by as many days.",
        ),
    )


def month_columns(as_of: dt.date) -> tuple[str, ...]:
    """The twelve months after that date, such as "Dec 2026"."""
    months = (months_after(as_of.replace(day=1), n) for n in range(1, MONTHS + 1))
    return tuple(f"{MONTH_NAMES[month.month - 1]} {month.year}" for month in months)


def review_rows(evaluation: Evaluation) -> tuple[tuple[str, ...], ...]:
    """First after so many days, then every year of the term, three at most; each with a cell to tick."""
    reviews, session = agreement_of(evaluation).reviews, evaluation.session
    first = days_after(session.as_of, reviews.first_days)
    rows = [(str(first), f"First review, after {reviews.first_days} days: targets against results", "")]
    many = min(YEARS, max(1, session.term_months // reviews.every_months))
    for n in range(1, many + 1):
        due = months_after(session.as_of, n * reviews.every_months)
        rows.append((str(due), "Yearly review: score the provider anew with the same questions", ""))
    return tuple(rows)


def _target(evaluation: Evaluation, candidate: Candidate, measure: Measure) -> tuple[str, str]:
    """The target and where it comes from; a weak answer names the better figure to ask for."""
    question = evaluation.catalog.questions.get(measure.question or "")
    if question is None:
        return measure.otherwise, "starting figure: your first three months"
    answer = candidate.answers.get(question.id)
    target = _from_answer(measure, question, answer)
    if answer is None or target is None:
        return measure.otherwise, _why_open(answer)
    figure = better_figure(question, evaluation.catalog) if question.value else None
    if isinstance(answer.value, Decimal) and figure is not None and _is_better(question, figure, answer):
        target = f"{target}; ask for {_with_figure(measure, question, figure)}"
    return target, f"their answer ({GRADES[answer.evidence or question.default_evidence].words})"


def _is_better(question: Question, figure: Decimal, answer: Answer) -> bool:
    return value_of(question, Answer(value=figure)) > value_of(question, answer)


def _from_answer(measure: Measure, question: Question, answer: Answer | None) -> str | None:
    if answer is None or answer.value is None:
        return None
    if isinstance(answer.value, Decimal):
        return _with_figure(measure, question, answer.value) if measure.target else None
    return measure.targets.get(answer.value)


def _with_figure(measure: Measure, question: Question, figure: Decimal) -> str:
    with_its_unit = measure.target.replace("{answer}", with_unit(figure, question.unit))
    return with_its_unit.replace("{figure}", f"{figure.normalize():f}")


def _why_open(answer: Answer | None) -> str:
    if answer is None:
        return NOT_ASKED
    if answer.state == "answered":
        return "their answer sets no target"
    words = STATES[answer.state].words
    return f"{words} today: {answer.reason}" if answer.state == "not_applicable" else words
