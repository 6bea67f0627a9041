"""Random evaluators with marks and weights, for properties that must hold for all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.edits import with_fields
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from tests.strategies import ids, names, numbers, sessions, shipped_catalog, texts

Draw = st.DrawFn


def owner_questions(catalog: Catalog) -> list[Question]:
    """The questions evaluators mark."""
    return [question for question in catalog.questions.values() if question.asked_of == "owner"]


@st.composite
def marks(draw: Draw, session: Session, catalog: Catalog) -> dict[str, dict[str, Any]]:
    """Some marks for some candidates, of what is asked about each, as a file would say them."""
    asked, conditions = owner_questions(catalog), Conditions.of(session, catalog)
    places = [(c.id, q) for c in session.candidates for q in asked if conditions.may_apply(q, c)]
    found: dict[str, dict[str, Any]] = {}
    for candidate, question in draw(st.lists(st.sampled_from(places), max_size=8)) if places else ():
        found.setdefault(candidate, {})[question.id] = {
            "value": draw(_value(question)),
            "note": draw(texts()),
        }
    return found


def _value(question: Question) -> st.SearchStrategy[Any]:
    if question.kind == "choice":
        return st.sampled_from([level.id for level in question.levels])
    low, high = question.range or (Decimal(0), Decimal(100))
    return numbers(low, high)


@st.composite
def evaluators(draw: Draw, session: Session, catalog: Catalog) -> list[dict[str, Any]]:
    """Up to three evaluators, as a file would say them."""
    pillars = [pillar.id for pillar in catalog.questionnaires]
    percents = st.dictionaries(st.sampled_from(pillars), st.integers(1, 90), max_size=3)
    return [
        {
            "id": one,
            "name": draw(names()),
            "weight": draw(st.integers(0, 3)),
            "pillars": draw(percents),
            "marks": draw(marks(session, catalog)),
        }
        for one in draw(st.lists(ids(), max_size=3, unique=True))
    ]


@st.composite
def panels(draw: Draw, most: int = 3) -> Session:
    """Valid sessions with evaluators, marks revealed or not, over the shipped catalog."""
    session = draw(sessions(most=most))
    settings = session.settings.model_copy(
        update={"marks_revealed": draw(st.booleans()), "blind": draw(st.booleans())}
    )
    people = draw(evaluators(session, shipped_catalog()))
    return with_fields(session, evaluators=people, settings=settings)
