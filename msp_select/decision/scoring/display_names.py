"""Candidates of the same name, told apart wherever a sentence names them."""

from __future__ import annotations

from collections import Counter

from msp_select.decision.panel.mean_marks import with_marks
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.session import Session


def as_judged(session: Session, catalog: Catalog) -> Session:
    """The session as it is scored: the marks of several people as answers, no two names alike.

    Of one's own people the owner says what does not apply, so that needs nobody's agreement; of today's
    provider the owner has seen what is asked of the time here. A question that is not asked of a candidate
    does not apply to it, whatever was answered.
    """
    session = with_marks(session, catalog)
    conditions = Conditions.of(session, catalog)
    candidates = []
    for candidate in session.candidates:
        answers = conditions.answers(_own_word(candidate, catalog))
        same = answers is candidate.answers
        candidates.append(candidate if same else candidate.model_copy(update={"answers": answers}))
    return told_apart(session.model_copy(update={"candidates": tuple(candidates)}))


def _own_word(candidate: Candidate, catalog: Catalog) -> Candidate:
    """The candidate with the owner's word where that is what an answer rests on."""
    answers = dict(candidate.answers)
    for key, answer in candidate.answers.items():
        if candidate.kind == "in_house" and answer.counts_as != answer.state:
            answers[key] = answer.model_copy(update={"confirmed": True})
        elif candidate.kind == "incumbent" and answer.state == "answered" and answer.evidence is None:
            question = catalog.questions.get(key)
            grade = None if question is None else question.evidence_for(candidate.kind)
            answers[key] = answer.model_copy(update={"evidence": grade})
        if answer.state == "answered" and key in candidate.sources and candidate.sources[key].undecided:
            answers[key] = answer.model_copy(update={"evidence": "said"})
    return candidate if answers == candidate.answers else candidate.model_copy(update={"answers": answers})


def told_apart(session: Session) -> Session:
    """The session with the id behind each name that another candidate has too: "Harrow (harrow-2)"."""
    borne = Counter(candidate.name.casefold() for candidate in session.candidates)
    if all(number == 1 for number in borne.values()):
        return session
    named = tuple(
        candidate.model_copy(update={"name": f"{candidate.name} ({candidate.id})"})
        if borne[candidate.name.casefold()] > 1
        else candidate
        for candidate in session.candidates
    )
    return session.model_copy(update={"candidates": named})
