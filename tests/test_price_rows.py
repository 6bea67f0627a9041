"""What a price is, the catalog says: whatever the pillar, its criteria and its questions are called."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from typing import Any

import pytest

from msp_select.decision.plain_values import as_plain
from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.phrases.explanation import explain
from msp_select.report import render
from msp_select.report.ranking_json import ranking_document
from msp_select.store.catalog import load_catalog
from msp_select.store.files import shipped_folder
from msp_select.store.session import load_session
from tests.strategies import shipped_catalog

# Other ids that sort as these do: equal values are put in the order of their ids.
OTHER = {"price": "pricf", "level": "levem", "price.level": "pricf.levem"}
CRITERIA = ("predictability", "freedom", "sustainability")
OTHER |= {f"price.{name}": f"pricf.{name}" for name in CRITERIA}


def renamed(value: Any, *, in_price: bool = False) -> Any:
    """The same data with the pillar of prices and its first criterion under other ids."""
    if isinstance(value, dict):
        inside = in_price or value.get("id") == "price"
        return {
            _name(key, in_price): renamed(item, in_price=inside or key == "price")
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [renamed(item, in_price=in_price) for item in value]
    return _name(value, in_price) if isinstance(value, str) else value


def _name(word: str, in_price: bool) -> str:
    return word if word == "level" and not in_price else OTHER.get(word, word)


@cache
def evaluations(example: str, *, sealed: bool) -> tuple[Evaluation, Evaluation]:
    """An example as it is, and with the pillar of prices under another id."""
    session = load_session(f"example:{example}", load_catalog()).session
    session = session.model_copy(update={"settings": session.settings.model_copy(update={"sealed": sealed})})
    catalog = Catalog.model_validate(renamed(shipped_catalog().model_dump(by_alias=True)))
    other = Session.model_validate(renamed(session.model_dump(by_alias=True)))
    assert catalog.priced_criterion == "pricf.levem"
    return evaluate(session, shipped_catalog(), draws=150), evaluate(other, catalog, draws=150)


def back(text: str) -> str:
    """The ids of before."""
    return re.sub(r"\blevem\b", "level", re.sub(r"\bpricf\b", "price", text))


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("example", ["dental-practice", "design-studio"])
def test_nothing_hangs_on_what_the_price_rows_are_called(example: str, sealed: bool) -> None:
    one, other = evaluations(example, sealed=sealed)

    def figures(evaluation: Evaluation) -> list[str]:
        found = [
            ranking_document(evaluation),
            as_plain(explain(evaluation)),
            as_plain(robustness(evaluation)),
        ]
        return json.dumps(found, indent=1).split("\n")

    assert [back(line) for line in figures(other)] == figures(one)
    pages = [render(evaluation, "md").decode() for evaluation in (one, other)]
    assert back(pages[1]) == pages[0]


def test_the_price_rows_of_the_shipped_catalog() -> None:
    catalog = shipped_catalog()
    file = tomllib.loads((shipped_folder("questionnaires") / "price.toml").read_text("utf-8"))
    named = [criterion["id"] for criterion in file["criteria"]]
    priced = [criterion["id"] for criterion in file["criteria"] if "scored_from" in criterion]
    rows = (*catalog.questions, *catalog.criteria, *(pillar.id for pillar in catalog.questionnaires))
    assert {row for row in rows if catalog.is_price(row)} == {
        "price",
        *(f"price.{name}" for name in named),
        *(question["id"] for question in file["questions"]),
    }
    assert [catalog.priced_criterion] == [f"price.{name}" for name in priced]
    assert catalog.price_pillar == "price"


def test_money_asked_anywhere_is_a_price() -> None:
    data = shipped_catalog().model_dump(by_alias=True)
    questions = [q for pillar in data["questionnaires"] for q in pillar["questions"]]
    fee = next(question for question in questions if question["id"] == "pri_monthly")
    security = next(pillar for pillar in data["questionnaires"] if pillar["id"] == "security")
    there = security["criteria"][0]["id"]
    security["questions"] += (
        fee | {"id": "sec_service", "criterion": there, "feeds": ""},
        fee | {"id": "sec_multiple", "criterion": there, "kind": "number", "feeds": "bid.exit_fee"},
    )
    catalog = Catalog.model_validate(data)
    prices = {row for row in catalog.questions if catalog.is_price(row)}
    assert prices == {q for q in shipped_catalog().questions if q.startswith("pri_")} | {
        "sec_service",
        "sec_multiple",
    }
