"""Invented libraries and clients: every basis and field of a bid, every way to say nothing."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

from msp_select.model.bid import Bid, OwnPerson
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE
from msp_select.model.session import Session
from msp_select.store.providers import dump_provider
from msp_select.store.session_text import dump_session

BASES = ("per_user", "per_device", "tiered", "flat", "block", "hourly", "shared", "in_house")
SIZES = (6, 12, 18, 25, 40, 60, 90, 140, 220, 400)
FEEDS = ("yearly_rise_percent", "extra_share_percent")


def bid(chance: random.Random, odd: float = 0.3) -> dict[str, Any]:
    """A bid on any basis; `odd` is the chance of each optional field."""
    basis = chance.choices(BASES, (40, 12, 14, 12, 6, 6, 7, 3))[0]
    found: dict[str, Any] = {"basis": basis}

    def maybe(name: str, low: int, high: int, often: float = odd) -> None:
        if chance.random() < often:
            found[name] = _money(chance, low, high)

    def months(name: str, most: int, often: float) -> None:
        if chance.random() < often:
            found[name] = chance.randint(1, most)

    if basis == "per_user" and chance.random() < 0.2:
        steps = sorted(chance.sample(range(5, 200), chance.randint(1, 3)))
        found["bands"] = [{"up_to": step, "per_user": _money(chance, 60, 260)} for step in steps]
        found["bands"].append({"per_user": _money(chance, 60, 260)})
    elif basis in ("per_user", "shared"):
        found["per_user"] = _money(chance, 60, 260)
        maybe("per_server", 40, 160)
        maybe("per_site", 20, 200)
    elif basis == "per_device":
        found["per_device"] = _money(chance, 20, 120)
    elif basis == "tiered":
        found["modules"] = [_module(chance, number) for number in range(chance.randint(1, 4))]
    elif basis == "flat":
        found["monthly"] = _money(chance, 400, 14000)
    elif basis == "block":
        found["block_hours"] = Decimal(chance.randint(5, 60))
        maybe("block_rate", 80, 150, 0.7)
        maybe("monthly", 400, 4000, 0.2)
    if chance.random() < odd / 3:
        found["groups"] = [
            {"id": f"group-{n}", "users": chance.randint(1, 30), "per_user": _money(chance, 0, 90)}
            for n in range(chance.randint(1, 2))
        ]
    if basis in ("shared", "in_house") and chance.random() < 0.7:
        found["own_person"] = _person(chance, odd)
    maybe("monthly", 100, 3000, 0.1)
    maybe("hourly_rate", 80, 200, 0.95 if basis in ("hourly", "block") else 0.6)
    maybe("minimum_monthly", 200, 3000)
    maybe("ceiling_monthly", 500, 20000, odd / 2)
    maybe("discount_percent", 0, 30)
    months("discount_months", 36, odd)
    months("free_months", 3, odd / 3)
    months("first_months", 12, odd / 2)
    maybe("first_monthly", 100, 3000)
    months("term_months", 60, odd)
    months("price_held_months", 36, odd)
    if chance.random() < odd:
        found["minimum_users"] = Decimal(chance.choice([5, 10, 25, 50]))
    maybe("onboarding", 0, 12000, 0.6)
    maybe("yearly_rise", 0, 8, 0.5)
    if chance.random() < odd:
        found["rise_capped"] = chance.random() < 0.5
    if chance.random() < odd:
        found["evidence"] = chance.choice(EVIDENCE)
    maybe("after_hours_multiple", 1, 3)
    maybe("after_hours", 0, 40)
    maybe("shortest_minutes", 5, 60)
    maybe("hours_known", 0, 400)
    maybe("visit_fee", 0, 200)
    maybe("visits", 0, 30)
    share = chance.random()
    if share < 0.25:
        found["outside_hours_share"] = _money(chance, 0, 100)
    elif share < 0.5:
        found["outside_bill_share"] = chance.choice([_money(chance, 0, 60), Decimal(0), Decimal(100)])
    maybe("project_hours", 0, 120)
    maybe("projects_fixed", 0, 9000, 0.2)
    maybe("licences_per_user", 0, 30)
    maybe("exit_fee", 0, 5000)
    return found


def _money(chance: random.Random, low: int, high: int) -> Decimal:
    return Decimal(chance.randint(low * 100, high * 100)) / 100


def _module(chance: random.Random, number: int) -> dict[str, Any]:
    prices = {"monthly": 900, "per_user": 80, "per_device": 20, "per_site": 50}
    return {"name": f"Module {number}"} | {
        name: _money(chance, 0, high) for name, high in prices.items() if chance.random() < 0.6
    }


def _person(chance: random.Random, odd: float) -> dict[str, Any]:
    usual = {"people": 2, "salary": 80000, "on_costs": 35, "recruiting": 30, "tenure_years": 8}
    high = {name: usual.get(name, 60) for name in OwnPerson.model_fields}
    return {
        name: Decimal(chance.randint(0, most)) for name, most in high.items() if chance.random() < 0.3 + odd
    }


def provider(number: int, catalog: Catalog, chance: random.Random) -> Provider:
    """One that answers about nine questions in ten, some long ago, some of them with nothing."""
    care = chance.choice([1.0, 2.0, 4.0, 12.0])  # how well a firm works; the last sort passes must-haves
    answers = {
        question.id: _answer(question, chance, care)
        for question in catalog.questions.values()
        if not question.bid_field and chance.random() < 0.9
    }
    for question in catalog.questions.values():
        if question.feeds in FEEDS and not question.bid_field:
            answers |= _feeding(question, chance)
    smallest = chance.choice([1, 5, 20, 50])
    priced = chance.random() < 0.97
    return Provider.model_validate(
        {
            "id": f"firm-{number:05d}",
            "name": f"Firm {number:05d} of somewhere",
            "dated": dt.date(chance.choice([2025, 2026]), chance.randint(1, 9), 15),
            "currency": chance.choices(["USD", "GBP", "EUR"], (94, 4, 2))[0],
            "profile": {
                "regions": chance.sample(["north", "south", "east", "west"], chance.randint(1, 2)),
                "sectors": chance.sample(["health", "legal", "retail", "building"], 2),
                "smallest_client": smallest,
                "largest_client": smallest * 20,
            },
            "bid": Bid.model_validate(bid(chance)) if priced else None,
            "answers": {key: answer for key, answer in answers.items() if not _in_bid(key, catalog, priced)},
        }
    )


def _in_bid(key: str, catalog: Catalog, priced: bool) -> bool:
    return priced and bool(catalog.questions[key].bid_field)


def _feeding(question: Question, chance: random.Random) -> dict[str, Answer]:
    roll = chance.random()
    if roll < 0.15 and question.none is not None:
        return {question.id: Answer(value="none", evidence=chance.choice(EVIDENCE))}
    if roll < 0.25:
        return {question.id: Answer(state="refused")}
    if roll < 0.35:
        return {question.id: Answer(state="unknown")}
    return {}


def _answer(question: Question, chance: random.Random, care: float) -> Answer:
    value: Decimal | str
    if chance.random() < 0.03:
        return Answer(state=chance.choice(["unknown", "refused"]))
    if question.kind == "choice":
        best_first = sorted(question.levels, key=lambda level: -level.value)
        value = best_first[min(int(chance.expovariate(care)), len(best_first) - 1)].id
    else:
        points = sorted(question.value, key=lambda point: -point[1])
        low, high = question.range or (Decimal(0), Decimal(100))
        at = min(int(chance.expovariate(care) * 2), len(points) - 1) if points else 0
        value = min(max(points[at][0], low), high) if points else low
    note = "As told in the yearly round of questions." if chance.random() < 0.3 else ""
    return Answer(value=value, evidence=chance.choice(EVIDENCE), note=note)


def client(number: int, catalog: Catalog, chance: random.Random) -> Session:
    """A client: size, growth, hours, risk, aims and own weights; no candidates of its own."""
    users = chance.choice(SIZES)
    business: dict[str, Any] = {"biz_users": users}
    optional = {
        "biz_devices": int(users * chance.uniform(1, 1.8)),
        "biz_servers": chance.randint(0, 6),
        "biz_sites": chance.randint(1, 5),
    }
    business |= {key: value for key, value in optional.items() if chance.random() < 0.6}
    if chance.random() < 0.8:
        low = chance.randint(50, 120)
        business |= {"biz_price_low": low, "biz_price_high": low + chance.randint(60, 220)}
    for question in catalog.business.questions:
        if question.kind == "choice" and chance.random() < 0.7:
            business[question.id] = chance.choice(question.options).id
    weights: dict[str, Any] = {"profile": chance.choice([profile.id for profile in catalog.profiles])}
    if chance.random() < 0.3:
        weights["pillars"] = {"price": chance.choice([10, 18, 22, 30, 40])}
    return Session.model_validate(
        {
            "title": f"Client {number:05d}",
            "created": dt.date(2026, 10, 1),
            "as_of": dt.date(2026, 11, chance.randint(1, 28)),
            "size": chance.choice(["quick", "core", "core", "full"]),
            "currency": chance.choices(["USD", "GBP"], (95, 5))[0],
            "term_months": chance.choice([12, 24, 36, 36, 36, 42, 60]),
            "settings": {"seed": number + 1, "sealed": chance.random() < 0.05},
            "business": business,
            "weights": weights,
        }
    )


def make_library(folder: Path, count: int, catalog: Catalog) -> None:
    """A folder of that many provider files."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(count)
    for number in range(count):
        one = provider(number, catalog, chance)
        (folder / f"{one.id}.toml").write_bytes(dump_provider(one))


def make_clients(folder: Path, count: int, catalog: Catalog) -> None:
    """A folder of that many client files."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"clients {count}")
    for number in range(count):
        (folder / f"client-{number:05d}.toml").write_bytes(dump_session(client(number, catalog, chance)))
