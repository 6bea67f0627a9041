"""The agenda of the strategic review that both sides hold every quarter."""

from __future__ import annotations

from msp_select.decision.advice.own_side import business_words, sponsor
from msp_select.decision.advice.standing import found_in_words
from msp_select.decision.evaluation import Evaluation
from msp_select.decision.findings.wording import count
from msp_select.decision.sheets.notice import months_after
from msp_select.decision.sheets.sheet import Sheet, Table, agreement_of, filled, said
from msp_select.model.agreement import AgendaItem
from msp_select.model.candidate import Candidate
from msp_select.model.questionnaire import Question

INTRO = (
    "A talk about the business, not about requests for help: status belongs in an e-mail. "
    "Figures come a week beforehand, and decisions are written down with a name and a date."
)
ALONE = "Nobody is named on your side yet: without someone who decides, the review is a report."
MEETINGS = 4


def agenda(evaluation: Evaluation, candidate_id: str) -> Sheet:
    """The items with what both sides said so far, who brings what, and the dates of the next year."""
    candidate = evaluation.result(candidate_id).candidate
    agreement, session = agreement_of(evaluation), evaluation.session
    every = agreement.reviews.meeting_every_months
    dates = [months_after(session.as_of, n * every) for n in range(1, MEETINGS + 1)]
    return Sheet(
        name="agenda",
        title=f"Strategic review: {candidate.name} and you",
        intro=INTRO,
        tables=filled(
            Table(
                "Agenda",
                ("Item", "To settle", "What you said", "What they said", "Who brings what"),
                tuple(_row(evaluation, candidate, item) for item in agreement.agenda),
            )
        ),
        notes=said(
            f"Every {count(every, 'month') if every > 1 else 'month'}, first on {dates[0]}, "
            f"then on {', '.join(map(str, dates[1:-1]))} and {dates[-1]}.",
            ALONE if sponsor(session) is None else "",
        ),
    )


def _row(evaluation: Evaluation, candidate: Candidate, item: AgendaItem) -> tuple[str, ...]:
    session, catalog = evaluation.session, evaluation.catalog
    yours = [words for name in item.business if (words := business_words(session, catalog, name))]
    theirs = [
        _answer(evaluation, candidate, question, alone=len(item.questions) == 1)
        for name in item.questions
        if (question := catalog.questions.get(name)) is not None
    ]
    mine = ("; ".join(yours) or "not answered yet") if item.business else ""
    return (item.title, item.settle, mine, "; ".join(theirs), item.bring)


def _answer(evaluation: Evaluation, candidate: Candidate, question: Question, *, alone: bool) -> str:
    """The candidate's answer; beside others, with what it is about."""
    found = found_in_words(question, candidate.answers.get(question.id))
    topic = agreement_of(evaluation).topics.get(question.id, question.text)
    return found if alone else f"{topic}: {found}"
