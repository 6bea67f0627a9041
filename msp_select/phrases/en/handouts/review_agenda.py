"""The agenda of the strategic review, with what both sides said so far and who brings what."""

from __future__ import annotations

from msp_select.decision.handouts.review_agenda import ReviewAgenda, Start
from msp_select.model.service_agreement import AgendaItem
from msp_select.phrases.en import answers, own_obligations
from msp_select.phrases.en.words import count
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

INTRO = (
    "A talk about the business, not about requests for help: status belongs in an e-mail. "
    "Figures come a week beforehand, and decisions are written down with a name and a date."
)
ALONE = f"{own_obligations.NOBODY} Without someone who decides, the review is a report."


def review_agenda(fact: ReviewAgenda, names: Names) -> Sheet:
    """The items with what both sides said so far, who brings what, and the dates of the next year."""
    first, *then, last = fact.meetings
    every = fact.every_months
    each = zip(names.agreement.agenda, fact.starts, strict=True)
    return Sheet(
        name=fact.name,
        title=f"Strategic review: {names.candidate(fact.candidate)} and you",
        intro=INTRO,
        tables=filled(
            Table(
                "Agenda",
                ("Item", "To settle", "What you said", "What they said", "Who brings what"),
                tuple(_row(item, start, fact.candidate, names) for item, start in each),
            )
        ),
        notes=said(
            f"Every {count(every, 'month') if every > 1 else 'month'}, first on {first}, "
            f"then on {', '.join(map(str, then))} and {last}.",
            ALONE if fact.sponsor is None else "",
        ),
    )


def _row(item: AgendaItem, start: Start, candidate: str, names: Names) -> tuple[str, ...]:
    yours = "; ".join(own_obligations.answer(names, question) for question in start.business)
    alone = len(item.questions) == 1
    theirs = "; ".join(_answer(candidate, question, names, alone=alone) for question in start.questions)
    return (
        item.title,
        item.settle,
        (yours or own_obligations.PROMISED["not_answered"]) if item.business else "",
        theirs,
        item.bring,
    )


def _answer(candidate: str, question: str, names: Names, *, alone: bool) -> str:
    """The candidate's answer; beside others, with what it is about."""
    found = answers.found(names, candidate, question)
    topic = names.agreement.topics.get(question, names.catalog.questions[question].text)
    return found if alone else f"{topic}: {found}"
