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
    size = rng.choice(["quick", "quick", "core"])
    one: dict[str, Any] = {
        "schema": 1,
        "title": f"Session {seed}",
        "created": day,
        "as_of": day,
        "size": size,
        "currency": rng.choice(["USD", "USD", "GBP", "EUR", "CHF"]),
        "term_months": rng.choice([12, 36, 48]),
        "settings": {"seed": seed, "draws": 400},
        "business": {key: value for key, value in business.items() if key in known},
        "weights": {"profile": rng.choice([p.id for p in catalog.profiles])},
        "candidates": _candidates(rng, size, catalog),
    }
    favourite = rng.choice([*(candidate["id"] for candidate in one["candidates"]), "", None])
    return Session.model_validate(one | {"favourite": favourite})


def _candidates(rng: random.Random, size: str, catalog: Catalog) -> list[dict[str, Any]]:
    """One to five; in some sessions two are alike or the same, or one of words stands beside one of proof."""
    number = rng.choice([1, 2, 2, 3, 3, 4, 5])
    kinds = ["provider"] * number
    if number > 1 and rng.random() < 0.35:
        kinds[-1] = rng.choice(["incumbent", "in_house"])
    case = rng.random() if number > 1 else 1.0
    answered = rng.random() < 0.5 or case < 0.2
    candidates = [_candidate(rng, k, kind, size, catalog, answered) for k, kind in enumerate(kinds)]
    if case < 0.1:
        _words_beside_proof(candidates[0], candidates[1], catalog)
    elif case < 0.4:
        candidates[1] = _like(rng, candidates[0], candidates[1], catalog)
        if case < 0.2:
            _ask_less(rng, candidates[1], catalog)
    elif 0.93 < case < 1:
        candidates[1] = {**candidates[0], "id": candidates[1]["id"], "name": candidates[1]["name"]}
    return candidates


def _like(rng: random.Random, one: dict[str, Any], other: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    """The other with most answers of the one."""
    kept = {key: answer for key, answer in one["answers"].items() if rng.random() < 0.95}
    bid = other.get("bid") or {}
    answers = {**other["answers"], **kept}
    free = {key: one for key, one in answers.items() if catalog.questions[key].bid_field not in bid}
    return {**other, "answers": free}


def _ask_less(rng: random.Random, one: dict[str, Any], catalog: Catalog) -> None:
    """A third of the questions that are no must-haves were never put to it."""
    for key in list(one["answers"]):
        if catalog.questions[key].must_have is None and rng.random() < 0.35:
            del one["answers"][key]


def _words_beside_proof(one: dict[str, Any], other: dict[str, Any], catalog: Catalog) -> None:
    """The one says the best of everything and proves nothing; the other proves that it is middling."""
    for key, question in catalog.questions.items():
        values: list[Any] = [level.id for level in sorted(question.levels, key=lambda level: -level.value)]
        if question.kind != "choice" and not question.bid_field:
            values = [Decimal(round(end)) for end in _ends(question)]
        if values and key in one["answers"]:
            one["answers"][key] = {"value": values[0], "evidence": "said"}
        if values and key in other["answers"]:
            place = 0 if question.must_have else len(values) // 2
            other["answers"][key] = {"value": values[place], "evidence": "confirmed"}


def _candidate(
    rng: random.Random, k: int, kind: str, size: str, catalog: Catalog, answered: bool
) -> dict[str, Any]:
    good = 1 - rng.betavariate(1, 6)
    told = 1.0 if answered else rng.choice([1.0, 0.97, 0.9, 0.6])
    asked = 1.0 if answered else rng.choice([1.0, 1.0, 0.9, 0.7])
    answers = {
        question.id: _answer(rng, question, good, told)
        for question in catalog.questions.values()
        if question.asked_of == "bidder" and size in question.sizes and rng.random() < asked
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
    says = rng.choice([1.0, 0.7, 0.7])
    bid |= {key: value for key, value in spoken.items() if rng.random() < says}
    if bid["basis"] != "hourly" and rng.random() < says:
        bid["hourly_rate"] = 120
    return bid
