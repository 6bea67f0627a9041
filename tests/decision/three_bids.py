"""Three bids small enough to check by hand: one question a pillar, its value the number answered.

The figures of the textbook case: weights 30, 20, 25 and 25, a price scale of 50 to 150 per user and month,
Northwind 78/80/74 at 98, Budgetix 45/50/52 at 62, Alpine 88/84/85 at 135.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.session import Session
from msp_select.phrases.explanation import Explanation, explain
from tests.decision.sessions import catalog_of, session

QUALITY = ("proactivity", "transparency", "staffing")
WEIGHTS = {"proactivity": 30, "transparency": 20, "staffing": 25, "price": 25}
USERS = 10
NOTHING_ELSE = {
    "onboarding": 0,
    "yearly_rise": 0,
    "hourly_rate": 100,
    "after_hours_multiple": 1,
    "outside_hours_share": 0,
    "after_hours": 0,
    "project_hours": 0,
    "licences_per_user": 0,
}


def tiny_catalog(**must_have: Any) -> Catalog:
    """Three pillars of one question each, and a price pillar of the level alone.

    `must_have` stands on the question about staffing, where given.
    """
    pillars = [_pillar(name, must_have if name == "staffing" else {}) for name in QUALITY]
    level = {"id": "level", "title": "How much", "share": 100, "scored_from": "cash"}
    pillars.append(_questionnaire("price", [level], []))
    return catalog_of(pillars)


def _pillar(name: str, must_have: Mapping[str, Any]) -> Questionnaire:
    question = {
        "id": f"q_{name}",
        "criterion": "care",
        "weight": 1,
        "sizes": ["quick", "core"],
        "asked_of": "bidder",
        "text": f"How good is their {name}?",
        "short": f"{name} mark",
        "ask": f"How good is your {name}?",
        "why": "It matters.",
        "kind": "number",
        "unit": "marks",
        "value": [[0, 0], [100, 100]],
        "range": [0, 100],
        "better": f"Please improve your {name}.",
        "evidence": f"A report on {name}.",
    } | ({"must_have": must_have} if must_have else {})
    return _questionnaire(name, [{"id": "care", "title": f"{name.title()} care"}], [question])


def _questionnaire(name: str, criteria: list[Any], questions: list[Any]) -> Questionnaire:
    head = {"schema": 1, "id": name, "version": "1.0", "title": name.title(), "summary": "Made up."}
    return Questionnaire.model_validate(head | {"criteria": criteria, "questions": questions})


def bidder(
    name: str,
    marks: tuple[float | None, ...],
    price: float | None,
    *,
    evidence: str = "confirmed",
    **fields: Any,
) -> Candidate:
    """A candidate with a mark for each quality pillar (None: not asked) and a price per user and month."""
    answers = {
        f"q_{pillar}": {"value": mark, "evidence": evidence}
        for pillar, mark in zip(QUALITY, marks, strict=True)
        if mark is not None
    }
    bid = (
        None
        if price is None
        else {"basis": "flat", "monthly": price * USERS, "evidence": "contract"} | NOTHING_ELSE
    )
    made = {"id": name.lower().replace(" ", "-"), "name": name, "answers": answers, "bid": bid}
    return Candidate.model_validate(made | fields)


NORTHWIND = bidder("Northwind", (78, 80, 74), 98)
BUDGETIX = bidder("Budgetix", (45, 50, 52), 62)
ALPINE = bidder("Alpine", (88, 84, 85), 135)


def of(*candidates: Candidate, **fields: Any) -> Session:
    """A session of these bids on the textbook weights and price scale."""
    business = {"biz_users": USERS, "biz_price_low": 50, "biz_price_high": 150, "biz_growth": "steady"}
    head: dict[str, Any] = {"business": business, "weights": {"pillars": WEIGHTS}}
    return session(*candidates, **(head | fields))


def scored(
    *candidates: Candidate, draws: int = 0, catalog: Catalog | None = None, **fields: Any
) -> Evaluation:
    """Those bids evaluated; nothing is drawn unless asked for."""
    return evaluate(of(*candidates, **fields), catalog or tiny_catalog(), draws=draws)


def explained(evaluation: Evaluation, **whom: Any) -> Explanation:
    """Short for the explanation of an evaluation."""
    return explain(evaluation, **whom)


def sentence(evaluation: Evaluation, kind: str, **whom: Any) -> str:
    """The sentence of that finding; an empty one where the finding does not apply."""
    found = explain(evaluation, **whom).finding(kind)
    return "" if found is None else found.sentence
