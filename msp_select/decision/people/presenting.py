"""A session as a client in the room may see it: no working notes, names as wished; no figure changes."""

from __future__ import annotations

from msp_select.decision.people.blinding import without_names
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session


def for_the_room(session: Session, *, names: bool) -> Session:
    """The session without notes and who gave them; names stay with `names`, unless hidden anyway."""
    shown = session if names and not session.settings.blind else without_names(session)
    return shown.model_copy(
        update={
            "candidates": tuple(map(_candidate, shown.candidates)),
            "evaluators": tuple(map(_evaluator, shown.evaluators)),
        }
    )


def _candidate(candidate: Candidate) -> Candidate:
    answers = {key: _answer(answer) for key, answer in candidate.answers.items()}
    return candidate.model_copy(update={"note": "", "answers": answers})


def _answer(answer: Answer) -> Answer:
    return answer.model_copy(update={"note": "", "by": ""}) if answer.note or answer.by else answer


def _evaluator(evaluator: Evaluator) -> Evaluator:
    marks = {
        candidate: {question: mark.model_copy(update={"note": ""}) for question, mark in given.items()}
        for candidate, given in evaluator.marks.items()
    }
    return evaluator.model_copy(update={"marks": marks})
