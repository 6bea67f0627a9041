"""Candidates of the same name, told apart wherever a sentence names them."""

from __future__ import annotations

from collections import Counter

from msp_select.decision.panel.mean_marks import with_marks
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import under_conditions
from msp_select.model.session import Session


def as_judged(session: Session, catalog: Catalog) -> Session:
    """The session as it is scored: the marks of several people as answers, no two names alike.

    Of one's own people the owner says what does not apply, so that needs nobody's agreement. A question
    whose condition does not hold for a candidate does not apply to it, whatever was answered.
    """
    return told_apart(_under_conditions(_own_word(with_marks(session, catalog)), catalog))


def _own_word(session: Session) -> Session:
    candidates = tuple(map(_confirmed, session.candidates))
    same = all(a is b for a, b in zip(candidates, session.candidates, strict=True))
    return session if same else session.model_copy(update={"candidates": candidates})


def _confirmed(candidate: Candidate) -> Candidate:
    if candidate.kind != "in_house" or all(a.counts_as == a.state for a in candidate.answers.values()):
        return candidate
    answers = {
        key: answer.model_copy(update={"confirmed": True}) if answer.state == "not_applicable" else answer
        for key, answer in candidate.answers.items()
    }
    return candidate.model_copy(update={"answers": answers})


def _under_conditions(session: Session, catalog: Catalog) -> Session:
    if not catalog.conditional:
        return session
    candidates = tuple(
        candidate.model_copy(update={"answers": under_conditions(candidate.answers, catalog)})
        for candidate in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


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
