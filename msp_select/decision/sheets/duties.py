"""The duties of both sides, side by side."""

from __future__ import annotations

from msp_select.decision.advice.own_side import cannot_promise, sponsor
from msp_select.decision.advice.standing import found_in_words
from msp_select.decision.evaluation import Evaluation
from msp_select.decision.findings.wording import capital, count, verb
from msp_select.decision.sheets.sheet import Sheet, Table, agreement_of, filled, said
from msp_select.model.agreement import Duty
from msp_select.model.candidate import Candidate

INTRO = (
    "The provider brings skill, people and tools; you bring the goals, the facts and the decisions. "
    "Neither side can do the other's part."
)
INTRO_IN_HOUSE = (
    "Your own people bring skill and time; you bring the goals, the means and the decisions. "
    "Neither side can do the other's part."
)
LATE = "While you are late with a duty, the provider's promised times stop; the contract checklist says how."
NOBODY = (
    "Nobody is named on your side yet. Name a person before you sign, or the provider will set the course."
)


def duties(evaluation: Evaluation, candidate_id: str) -> Sheet:
    """Area by area: what the candidate does, with its own answer, and what the business does."""
    candidate = evaluation.result(candidate_id).candidate
    named = sponsor(evaluation.session)
    rows = [_row(evaluation, candidate, duty) for duty in agreement_of(evaluation).duties]
    if rows:
        rows.insert(0, _owner_row(named))
    return Sheet(
        name="duties",
        title=f"Duties of both sides: {candidate.name} and you",
        intro=INTRO_IN_HOUSE if candidate.kind == "in_house" else INTRO,
        tables=filled(Table("Who does what", ("Area", candidate.name, "You"), tuple(rows))),
        notes=said(NOBODY if named is None else "", _lacking(evaluation), LATE),
    )


def _owner_row(named: str | None) -> tuple[str, ...]:
    theirs = "Names one person who answers for the whole service, with a direct number"
    if named is None:
        yours = (
            "Nobody is named yet: somebody must own the relationship, attend the reviews and say yes or no"
        )
    else:
        yours = f"{capital(named)}: owns the relationship, attends the reviews and says yes or no"
    return ("Who answers", theirs, yours)


def _row(evaluation: Evaluation, candidate: Candidate, duty: Duty) -> tuple[str, ...]:
    lacking = cannot_promise(evaluation.session) or ()
    client = f"{duty.client} (you cannot promise this yet)" if duty.own in lacking else duty.client
    return (duty.area, _provider_side(evaluation, candidate, duty), client)


def _provider_side(evaluation: Evaluation, candidate: Candidate, duty: Duty) -> str:
    """The duty, and in brackets what the candidate answered about it."""
    question = evaluation.catalog.questions.get(duty.question or "")
    if question is None:
        return duty.provider
    answer = candidate.answers.get(question.id)
    return f"{duty.provider} (today's answer: {found_in_words(question, answer)})"


def _lacking(evaluation: Evaluation) -> str:
    lacking = cannot_promise(evaluation.session)
    if lacking is None:
        return "You have not said yet which duties you can promise."
    if not lacking:
        return ""
    n = len(lacking)
    return (
        f"You cannot promise {count(n, 'duty', 'duties')} yet: settle {verb(n, 'it', 'them')} "
        "before you sign, or expect their promises to stop there."
    )
