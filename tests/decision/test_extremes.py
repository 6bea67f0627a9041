"""The smallest and the largest figure in every field: refused in a sentence, or scored and reported."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.errors import FileFaults
from msp_select.model.answer_checks import assumption_most, session_faults
from msp_select.model.bid import Bid, Module, OwnPerson
from msp_select.model.edits import set_bid, with_fields
from msp_select.model.session import Session
from msp_select.phrases.explanation import explain
from msp_select.report import render
from msp_select.store.session import load_session, parse_session
from tests.strategies import shipped_catalog

CATALOG = shipped_catalog()
SESSION = load_session("example:design-studio", CATALOG).session
WHO = next(candidate.id for candidate in SESSION.candidates if candidate.bid is not None)
TRIED = [Decimal(10) ** power for power in (15, 12, 9, 6, 4, 3, 2, 0, -3, -20)] + [Decimal(0)]


NEEDED: dict[type[BaseModel], dict[str, str]] = {Bid: {"basis": "flat"}, Module: {"name": "m"}, OwnPerson: {}}


def takes(model: type[BaseModel], name: str, value: Decimal) -> bool:
    """Whether the field takes this figure."""
    try:
        model.model_validate(NEEDED[model] | {name: value})
    except ValidationError:
        return False
    return True


def figures(model: type[BaseModel]) -> list[str]:
    """The fields that take a number."""
    return [name for name in model.model_fields if takes(model, name, Decimal(1))]


def extremes(model: type[BaseModel], name: str) -> Iterator[Decimal]:
    """The largest figure the field takes, the smallest, and nothing."""
    taken = [value for value in TRIED if takes(model, name, value)]
    assert taken[0] < 10**15, f"{name} has no limit of its own"
    yield from dict.fromkeys((taken[0], taken[-2]))


def holds(session: Session, *, reported: bool = True) -> None:
    """It is scored, explained and reported, and no figure is lost on the way."""
    assert list(session_faults(session, CATALOG)) == []
    evaluation = evaluate(session, CATALOG, draws=20)
    for result in evaluation.results:
        assert math.isfinite(result.score)
    assert render(evaluation, "html") if reported else explain(evaluation)


@pytest.mark.parametrize("name", figures(Bid))
def test_every_figure_of_a_bid(name: str) -> None:
    others = {"outside_hours_share": None, "outside_bill_share": None} if name.startswith("outside") else {}
    for at, value in enumerate(extremes(Bid, name)):
        holds(set_bid(SESSION, WHO, {**others, name: value}), reported=not at)


@pytest.mark.parametrize("name", figures(OwnPerson))
def test_every_figure_of_the_person_of_ones_own(name: str) -> None:
    for at, value in enumerate(extremes(OwnPerson, name)):
        holds(set_bid(SESSION, WHO, {"basis": "shared", "own_person": {name: value}}), reported=not at)


@pytest.mark.parametrize("name", figures(Module))
def test_every_figure_of_a_module(name: str) -> None:
    for value in extremes(Module, name):
        holds(set_bid(SESSION, WHO, {"basis": "tiered", "modules": [{"name": "m", name: value}]}))


def test_all_figures_at_their_largest_together() -> None:
    fields: dict[str, Any] = {
        name: max(extremes(Bid, name)) for name in figures(Bid) if name != "outside_bill_share"
    }
    own = {name: max(extremes(OwnPerson, name)) for name in figures(OwnPerson)}
    holds(set_bid(SESSION, WHO, {**fields, "basis": "shared", "own_person": own}))


@pytest.mark.parametrize("one", CATALOG.assumptions.assumptions, ids=lambda one: one.id)
def test_every_assumption(one: Any) -> None:
    for value in (assumption_most(one), Decimal("-99.9")):
        holds(with_fields(SESSION, assumptions={**SESSION.assumptions, one.id: value}), reported=False)
    beyond = with_fields(SESSION, assumptions={one.id: assumption_most(one) + 1})
    (fault,) = session_faults(beyond, CATALOG)
    assert "is outside -100 to " in fault.what


@pytest.mark.parametrize("most", [True, False])
def test_all_assumptions_together(most: bool) -> None:
    given = {one.id: assumption_most(one) if most else Decimal(0) for one in CATALOG.assumptions.assumptions}
    holds(with_fields(SESSION, assumptions=given))


@pytest.mark.parametrize("value", [0, 1e-20, 1, 1e15])
def test_every_weight(value: float) -> None:
    for part, key in (("pillars", "price"), ("criteria", "price"), ("questions", "pro_patch_days")):
        given: dict[str, Any] = (
            {"price": {"level": value, "terms": 1}} if part == "criteria" else {key: value}
        )
        weights = SESSION.weights.model_copy(update={part: given})
        session = SESSION.model_copy(update={"weights": weights})
        if not list(session_faults(session, CATALOG)):
            holds(session)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("as_of", "0001-01-01", "as_of: 0001-01-01 is not in the years 1970 to 2199"),
        ("created", "9999-12-31", "created: 9999-12-31 is not in the years 1970 to 2199"),
        ("term_months", "1000000", "term_months: 1000000 is outside 1 to 120 months"),
    ],
)
def test_a_date_or_a_term_out_of_this_world_is_refused(field: str, text: str, said: str) -> None:
    lines = {"schema": "1", "title": '"S"', "created": "2026-11-20", "as_of": "2026-11-21"} | {field: text}
    data = "".join(f"{key} = {value}\n" for key, value in lines.items())
    with pytest.raises(FileFaults) as caught:
        parse_session(data.encode(), "s.toml", CATALOG)
    assert said in caught.value.message


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1969-12-31T00:00:00Z"]
)
def test_a_moment_out_of_this_world_is_refused_and_does_not_overflow(at: str) -> None:
    head = 'schema = 1\ntitle = "S"\ncreated = 2026-11-20\nas_of = 2026-11-21\n'
    with pytest.raises(FileFaults) as caught:
        parse_session(f'{head}[[log]]\nat = {at}\nwhat = "x"\n'.encode(), "s.toml", CATALOG)
    assert "is not in the years 1970 to 2199" in caught.value.message
