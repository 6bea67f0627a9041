"""Random sessions of the shape real ones have, a seed each: gaps, refusals, limits, today's provider."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session

EVIDENCE = ("said", "written", "written", "contract", "contract", "seen", "confirmed")
SILENT = ({"state": "unknown"}, {"state": "refused"}, {"state": "not_applicable", "reason": "none"})


def session_at_random(seed: int, catalog: Catalog) -> Session:
    """The session of that number: the same one every time."""
    rng = random.Random(seed)
    day = dt.date(2026, 11, 1)
    business: dict[str, Any] = {"biz_users": rng.choice([5, 18, 40, 120])}
    if rng.random() < 0.8:
        business |= {"biz_price_low": 90, "biz_price_high": rng.choice([160, 230, 270])}
    if rng.random() < 0.5:
        business |= {"biz_pay": 30}
    if rng.random() < 0.3:
        business |= {"biz_budget": rng.choice([2000, 8000])}
    known = {question.id for question in catalog.business.questions}
    number = rng.randint(1, 5)
    kinds = ["provider"] * number
    if number > 1 and rng.random() < 0.35:
        kinds[-1] = rng.choice(["incumbent", "in_house"])
    size = rng.choice(["quick", "quick", "core"])
    return Session.model_validate(
        {
            "schema": 1,
            "title": f"Session {seed}",
            "created": day,
            "as_of": day,
            "size": size,
            "currency": rng.choice(["USD", "USD", "GBP", "EUR"]),
            "term_months": rng.choice([12, 36, 48]),
            "settings": {"seed": seed, "draws": 400},
            "business": {key: value for key, value in business.items() if key in known},
            "weights": {"profile": rng.choice([p.id for p in catalog.profiles])},
            "candidates": [_candidate(rng, k, kind, size, catalog) for k, kind in enumerate(kinds)],
        }
    )


def _candidate(rng: random.Random, k: int, kind: str, size: str, catalog: Catalog) -> dict[str, Any]:
    good, told = 1 - rng.betavariate(1, 6), rng.choice([1.0, 1.0, 1.0, 0.97, 0.9, 0.6])
    answers = {
        question.id: _answer(rng, question, good, told)
        for question in catalog.questions.values()
        if question.asked_of == "bidder" and size in question.sizes and rng.random() < max(told, 0.7)
    }
    one: dict[str, Any] = {"id": f"c{k}", "name": f"Bidder {'ABCDE'[k]}", "kind": kind}
    bid = _bid(rng, kind)
    if bid:
        one["bid"] = bid
    one["answers"] = {
        key: answer
        for key, answer in answers.items()
        if answer is not None and catalog.questions[key].bid_field not in (bid or {})
    }
    return one


def _answer(rng: random.Random, question: Question, good: float, told: float) -> dict[str, Any] | None:
    if rng.random() > told:
        return dict(rng.choice(SILENT))
    if question.bid_field:
        return None
    if question.kind == "choice":
        place = min(len(question.levels) - 1, int(len(question.levels) * rng.betavariate(1, 1 + 8 * good**3)))
        value: Any = sorted(question.levels, key=lambda level: -level.value)[place].id
    else:
        best, worst = _ends(question)
        value = Decimal(round(best + (worst - best) * rng.betavariate(1, 1 + 8 * good**3)))
    return {"value": value, "evidence": rng.choice(EVIDENCE)}


def _ends(question: Question) -> tuple[float, float]:
    """The number that is worth most and the one that is worth least, both within the question's range."""
    points = sorted(question.value, key=lambda point: point[1])
    low, high = question.range or (Decimal(0), Decimal(100))
    return tuple(float(min(max(Decimal(x), low), high)) for x in (points[-1][0], points[0][0]))  # type: ignore[return-value]


def _bid(rng: random.Random, kind: str) -> dict[str, Any] | None:
    if kind == "in_house":
        return {"basis": "in_house", "own_person": {"salary": 60000}} if rng.random() < 0.8 else None
    if rng.random() < 0.08:
        return None
    bid: dict[str, Any] = {"basis": "per_user", "per_user": rng.randint(60, 280)}
    if rng.random() < 0.15:
        bid = {"basis": "hourly", "hourly_rate": rng.randint(80, 200)}
    spoken = {
        "onboarding": 0,
        "yearly_rise": rng.choice([0, 3]),
        "outside_hours_share": rng.choice([0, 5, 30]),
        "after_hours": rng.choice([0, 10]),
        "project_hours": 0,
        "licences_per_user": rng.choice([0, 10]),
        "exit_fee": rng.choice([0, 5000]),
        "exit_months": rng.choice([1, 6]),
    }
    bid |= {key: value for key, value in spoken.items() if rng.random() < 0.7}
    if bid["basis"] != "hourly" and rng.random() < 0.7:
        bid["hourly_rate"] = 120
    return bid
