"""Edits of evaluators and their marks, as pure functions."""

from __future__ import annotations

from typing import Any

from msp_select.model.edits import with_fields
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session
from msp_select.model.slug import free_slug


def add_evaluator(session: Session, name: str, weight: float = 1.0) -> Session:
    """One more evaluator, with an id of their own; evaluators stand in the order of their ids."""
    free = free_slug(name, {one.id for one in session.evaluators})
    return with_evaluator(session, Evaluator(id=free, name=name, weight=weight))


def with_evaluator(session: Session, evaluator: Evaluator) -> Session:
    """The session with this evaluator, in place of the one of that id if there is one."""
    others = [one for one in session.evaluators if one.id != evaluator.id]
    in_order = sorted([*others, _in_order(session, evaluator)], key=lambda one: one.id)
    return with_fields(session, evaluators=tuple(in_order))


def edit_evaluator(session: Session, evaluator_id: str, **fields: Any) -> Session:
    """One evaluator with name, weight, pillars or marks replaced."""
    evaluator = session.evaluator(evaluator_id)
    return with_evaluator(session, Evaluator.model_validate(dict(evaluator) | fields))


def remove_evaluator(session: Session, evaluator_id: str) -> Session:
    """The session without that evaluator and their marks."""
    session.evaluator(evaluator_id)
    return with_fields(session, evaluators=tuple(one for one in session.evaluators if one.id != evaluator_id))


def _in_order(session: Session, evaluator: Evaluator) -> Evaluator:
    """Marks in the order of the candidates, then of the questions' ids: one order, however they came in."""
    marks = {
        candidate.id: dict(sorted(evaluator.marks[candidate.id].items()))
        for candidate in session.candidates
        if evaluator.marks.get(candidate.id)
    }
    return evaluator.model_copy(update={"marks": marks})


def evaluator_of(session: Session, name: str) -> Evaluator:
    """The evaluator of that name or id; a new one, not yet in the session, where there is none."""
    for evaluator in session.evaluators:
        if name == evaluator.id or name.casefold() == evaluator.name.casefold():
            return evaluator
    return Evaluator(id=free_slug(name, {evaluator.id for evaluator in session.evaluators}), name=name)
