"""Random decisions of the shape real ones have, as the sessions a user would have typed in.

What is drawn: how good each bidder is, as a whole and pillar by pillar; which answer it gives to each
question, with what evidence; what it bids; then what nobody asked, what was asked and not answered, what was
refused and what was agreed not to apply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np

from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE
from msp_select.model.session import Session
from tests.benchmarks.truths import Bools, Floats, value_of

DAY = dt.date(2026, 11, 1)
UNKNOWN = Answer(state="unknown")
SILENCES = (UNKNOWN, Answer(state="not_applicable", reason="says the bidder"))
REFUSED = Answer(state="refused")
AWAY = Answer(state="not_applicable", reason="the owner agrees", confirmed=True)
WEAK = 45.0


def decision(number: int, catalog: Catalog) -> Session:
    """The decision of that number: any profile and size, limits and gaps in play."""
    rng = np.random.default_rng([20261127, number])
    business: dict[str, Any] = {"biz_users": int(rng.choice([8, 20, 40, 120]))}
    if rng.random() < 0.9:
        business |= {"biz_price_low": 90}
        if rng.random() < 0.4:
            business |= {"biz_price_high": int(rng.choice([200, 270]))}
    full = comparison(
        rng,
        catalog,
        size=str(rng.choice(["quick", "core", "full"])),
        business=business,
        weights={"profile": str(rng.choice([p.id for p in catalog.profiles if p.id != "price_only"]))},
        settings={
            "seed": number,
            "confidence": str(rng.choice(["hardly", "fairly", "very"], p=[0.1, 0.8, 0.1])),
        },
        currency=str(rng.choice(["USD", "XTS"], p=[0.9, 0.1])),
    )
    return with_gaps(full, catalog, rng)


def comparison(rng: np.random.Generator, catalog: Catalog, **fields: Any) -> Session:
    """Two to six bidders that differ more by question than as a whole, every question answered."""
    head = {
        "title": "A decision",
        "created": DAY,
        "as_of": DAY,
        "size": "full",
        "business": {"biz_users": 40},
    }
    empty = Session.model_validate(head | fields)
    bidders = tuple(_bidder(f"c{k}", rng, catalog) for k in range(int(rng.integers(2, 7))))
    return empty.model_copy(update={"candidates": bidders})


def _bidder(name: str, rng: np.random.Generator, catalog: Catalog) -> Candidate:
    own = rng.normal(0.1, 0.1)
    habit = rng.dirichlet([3.5, 3.5, 1, 1.2, 0.8])  # a firm that documents its work does so in most answers
    answers = {}
    for pillar in catalog.questionnaires:
        good = own + rng.normal(0, 0.2)
        for question in (q for q in pillar.questions if q.kind != "money" and not q.bid_field):
            choices = _choices(question)
            if not choices:
                continue
            must = 1.5 if question.must_have is not None else 0.0
            place = NormalDist().cdf(good + must + rng.normal(0, 0.8))
            value = choices[min(int(place * len(choices)), len(choices) - 1)]
            answers[question.id] = Answer(value=value, evidence=EVIDENCE[rng.choice(5, p=habit)])
    spoken = {
        "yearly_rise": 3,
        "outside_hours_share": int(rng.choice([0, 10, 30])),
        "after_hours": 10,
        "project_hours": 20,
        "licences_per_user": 10,
    }
    bid = {"basis": "per_user", "per_user": int(rng.integers(70, 230))}
    bid |= {field: amount for field, amount in spoken.items() if rng.random() < 0.7}
    bid |= {field: 120 for field in ("onboarding", "hourly_rate") if rng.random() < 0.97}
    return Candidate.model_validate({"id": name, "name": name.upper(), "answers": answers, "bid": bid})


def _choices(question: Question) -> list[Decimal | str]:
    """Answers to draw from, the worst first: levels, or break points and what lies between them, or none."""
    found: list[Decimal | str] = [level.id for level in question.levels]
    xs = [x for x, _ in question.value]
    found += [*xs, *((a + b) / 2 for a, b in pairwise(xs))]
    found += ["none"] if question.none is not None else []
    return sorted(found, key=lambda one: value_of(question, one))


def with_gaps(full: Session, catalog: Catalog, rng: np.random.Generator) -> Session:
    """The same as it comes back: some not asked of everything, some silent, some where they are weak.

    Must-haves are asked first, and pressed for: seldom missing. Some name no price.
    """

    def gone(candidate: Candidate) -> Candidate:
        unasked = rng.choice([0, 0, 0.05, 0.3])
        silent = rng.choice([0, 0.02, 0.05, 0.15])
        hides = rng.choice([0, 0, 0.6])
        away = rng.choice([0, 0, 0.08])
        refuses = rng.choice([0, 0, 0, 0.01])
        unpriced = rng.random() < 0.05
        answers: dict[str, Answer] = {}
        for key, answer in candidate.answers.items():
            question = catalog.questions[key]
            draws = rng.random(6)
            weak = value_of(question, answer.value) < WEAK
            if question.must_have is not None and draws[5] < 0.8:
                answers[key] = answer
            elif draws[0] < unasked:
                continue
            elif draws[1] < silent or (weak and draws[2] < hides):
                answers[key] = SILENCES[int(draws[4] < 0.5)]
            elif draws[3] < refuses:
                answers[key] = REFUSED
            else:
                answers[key] = AWAY if draws[4] < away else answer
        bid = None if unpriced else candidate.bid
        return candidate.model_copy(update={"answers": answers, "bid": bid})

    return full.model_copy(update={"candidates": tuple(map(gone, full.candidates))})


# --- answers that go missing, three in ten ----------------------------------------------------------


def lowest(table: Floats) -> Bools:
    """The lowest three in ten of each row."""
    return np.asarray(table.argsort(axis=1).argsort(axis=1) < 0.3 * table.shape[1])


def without(full: Session, keys: Sequence[str], gone: Bools, instead: Answer | None) -> Session:
    """The session with some answers, `(candidates, keys)`, not asked for (None) or replaced."""
    candidates = []
    for candidate, row in zip(full.candidates, gone, strict=True):
        missing = {key for key, is_gone in zip(keys, row, strict=True) if is_gone}
        kept = {key: answer for key, answer in candidate.answers.items() if key not in missing}
        answers = kept if instead is None else kept | dict.fromkeys(missing, instead)
        candidates.append(candidate.model_copy(update={"answers": answers}))
    return full.model_copy(update={"candidates": tuple(candidates)})
