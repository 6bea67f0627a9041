"""Small sessions for tests, built in memory over the shipped catalog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.session import Session
from tests.strategies import shipped_catalog

DAY = dt.date(2026, 11, 21)


def answer(value: Any = None, **fields: Any) -> Answer:
    """An answer as a file would say it."""
    return Answer.model_validate(({"value": value} if value is not None else {}) | fields)


def candidate(candidate_id: str, answers: Mapping[str, Any] | None = None, **fields: Any) -> Candidate:
    """A candidate; plain values in `answers` become answers."""
    given = {key: a if isinstance(a, Answer) else answer(a) for key, a in (answers or {}).items()}
    return Candidate.model_validate(
        {"id": candidate_id, "name": candidate_id.replace("-", " ").title(), "answers": given} | fields
    )


def session(*candidates: Candidate, **fields: Any) -> Session:
    """A session of these candidates; without weights of its own it has the balanced profile."""
    head = {
        "schema": 1,
        "title": "A test",
        "created": DAY,
        "as_of": DAY,
        "size": "full",
        "candidates": candidates,
    }
    return Session.model_validate(head | fields)


def catalog() -> Catalog:
    """The catalog that travels with the program."""
    return shipped_catalog()


def catalog_of(questionnaires: Iterable[Questionnaire]) -> Catalog:
    """The shipped catalog with these pillars instead of its own."""
    shipped = shipped_catalog()
    return Catalog(
        questionnaires=tuple(questionnaires),
        business=shipped.business,
        profiles=shipped.profiles,
        assumptions=shipped.assumptions,
    )
