"""The contract checklist: how firm each promise is, what to ask for, and what follows if it is missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from msp_select.decision.advice.answer_grades import NOT_KNOWN, Grade, claimed_value, grade, relied_on
from msp_select.decision.advice.improvements import better_answer, is_good_enough
from msp_select.decision.advice.own_obligations import Promised, promised
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.handouts.notice_date import NoticeDate, notice_date
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.candidate import Answer, AnswerValue
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Evidence

Firmness = Literal["firm", "best_effort", "not_promised"]
Consequence = Literal["as_answered", "refused", "not_applicable", "not_known", "otherwise", "no_rule"]


@dataclass(frozen=True)
class Missed:
    """What follows if a promise is missed: `level` is the candidate's answer to that, with its evidence."""

    consequence: Consequence
    level: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Promise:
    """One question that becomes a promise: how firm it is and by what evidence.

    `ask_for` is the better answer to ask for, a level's id or a figure; None where today's is good enough.
    """

    question: str
    firmness: Firmness
    evidence: Evidence | None
    ask_for: AnswerValue | None
    missed: Missed


@dataclass(frozen=True)
class ServiceLevel:
    """Whether one thing is there that a schedule of service levels must say, and by what evidence."""

    question: str | None
    state: Grade | Literal["not_applicable"]
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class ContractChecklist(Handout):
    """The promises; `service_levels` and `clock` one for each of the agreement's, in its order.

    `parts` is the question for which systems the promised times hold. `clock` says whether the business can
    do on time what would stop it. `notice` is None where it is not known or there is none.
    """

    name: ClassVar[str] = "contract"
    in_house: bool
    sealed: bool
    promises: tuple[Promise, ...]
    parts: str | None
    service_levels: tuple[ServiceLevel, ...]
    clock: tuple[Promised | None, ...]
    notice: NoticeDate | None


def contract_checklist(evaluation: Evaluation, candidate_id: str) -> ContractChecklist:
    """The promises, what must be in the schedule at least, the clock and the notice date."""
    result = evaluation.result(candidate_id)
    agreement, questions = evaluation.catalog.agreed, evaluation.catalog.questions
    return ContractChecklist(
        candidate=candidate_id,
        in_house=result.candidate.kind == "in_house",
        sealed=evaluation.session.settings.sealed,
        promises=tuple(_promises(evaluation, result)),
        parts=agreement.parts if agreement.parts in questions else None,
        service_levels=tuple(
            _service_level(questions.get(item.question or ""), result) for item in agreement.service_levels
        ),
        clock=tuple(promised(evaluation.session, rule.own) for rule in agreement.clock),
        notice=notice_date(evaluation, result),
    )


def firmness(answer: Answer | None, question: Question) -> Firmness:
    """Firm when in the contract; best effort while said, written elsewhere or seen; else not promised."""
    claimed = claimed_value(question, answer)
    if answer is None or claimed is None or claimed <= 0:
        return "not_promised"
    return "firm" if answer.evidence == "contract" else "best_effort"


def _promises(evaluation: Evaluation, result: Result) -> Iterator[Promise]:
    """The questions that become a promise: those of the session's size, and whatever else was answered."""
    session, catalog = evaluation.session, evaluation.catalog
    for question in catalog.questions.values():
        if not question.promise:
            continue
        answer = result.candidate.answers.get(question.id)
        wanted = question.in_size(session.size) or question.id in evaluation.weights.must_haves
        if (answer is None and not wanted) or (answer is not None and answer.counts_as == "not_applicable"):
            continue
        better, value = better_answer(question, catalog)
        good_enough = is_good_enough(claimed_value(question, answer), value)
        yield Promise(
            question=question.id,
            firmness=firmness(answer, question),
            evidence=relied_on(question, answer),
            ask_for=None if good_enough else better,
            missed=_missed(evaluation, result, question),
        )


def _missed(evaluation: Evaluation, result: Result, question: Question) -> Missed:
    """What follows if this promise is missed, by the candidate's own answer and how sure that is."""
    rule, catalog = evaluation.catalog.agreed.missed, evaluation.catalog
    if rule is None:
        return Missed("no_rule")
    about = catalog.questions.get(rule.question)
    if about is None or question is about or catalog.criterion_key(question) not in rule.criteria:
        return Missed("otherwise")
    answer = result.candidate.answers.get(about.id)
    if answer is not None and answer.state in ("refused", "not_applicable"):
        return Missed(answer.state)
    level = str(answer.value) if answer else ""
    return (
        Missed("as_answered", level, relied_on(about, answer)) if level in rule.words else Missed("not_known")
    )


def _service_level(question: Question | None, result: Result) -> ServiceLevel:
    if question is None:
        return ServiceLevel(None, NOT_KNOWN)
    answer = result.candidate.answers.get(question.id)
    if answer is not None and answer.counts_as == "not_applicable":
        return ServiceLevel(question.id, "not_applicable")
    state = grade(claimed_value(question, answer))
    return ServiceLevel(
        question.id, state, relied_on(question, answer) if state in ("yes", "partly") else None
    )
