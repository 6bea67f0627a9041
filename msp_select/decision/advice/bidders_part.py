"""What the bidder answers: the questions that are put into its sheet."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Size
from msp_select.model.session import Session


def sent_questions(
    session: Session,
    catalog: Catalog,
    candidate: Candidate | None,
    size: Size,
    questions: Sequence[str] = (),
) -> tuple[Question, ...]:
    """What a bidder is sent: not what its kind, the business or its answers put out of the question.

    Those of that size with every must-have that is on, or `questions` alone, in their order.
    """
    conditions, whom = Conditions.of(session, catalog), candidate or Candidate(id="any", name="any")
    if questions:
        asked = tuple(q for key in questions if (q := catalog.questions.get(key)) is not None)
    else:
        asked = catalog.questions_in(size, resolve_weights(session, catalog).must_haves)
    bidders = (question for question in asked if question.asked_of == "bidder")
    return tuple(question for question in bidders if conditions.may_apply(question, whom))
