"""Sealed prices: the decision is made without them, and everything else is as it is when they are open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.model.session import Session
from msp_select.report.ranking_json import ranking_document
from tests.decision.sessions import candidate, session
from tests.evaluators import panels
from tests.strategies import shipped_catalog

HIDDEN = ("score", "sticker_per_month", "cash_total", "total_cost")
OF_QUALITY = ("proven", "claimed", "possible")  # like the order, of everything but the price


def with_prices(found: Session, *, sealed: bool) -> Session:
    return found.model_copy(update={"settings": found.settings.model_copy(update={"sealed": sealed})})


def test_what_a_bidder_noted_beside_a_price_is_sealed_with_it() -> None:
    """It may tell the price, and came while prices were open: they can be sealed again."""
    told = {"onboarding": "7319 if signed by May"}
    bidder = candidate("acme", remarks=told, note="mine")
    sealed = seen(session(bidder, settings={"sealed": True}), shipped_catalog())
    assert (sealed.candidates[0].remarks, sealed.candidates[0].note) == ({}, "mine")
    opened = session(bidder)
    assert seen(opened, shipped_catalog()).candidates[0].remarks == told
    for viewer in (Viewer("room"), Viewer("bidder", "acme"), Viewer("evaluator", "jo")):
        assert seen(opened, shipped_catalog(), viewer).candidates[0].remarks == {}


@settings(max_examples=20)
@given(panels())
def test_while_sealed_the_score_is_the_quality_and_there_is_no_money_and_no_verdict(found: Session) -> None:
    catalog = shipped_catalog()
    opened = evaluate(with_prices(found, sealed=False), catalog, draws=30)
    sealed = evaluate(with_prices(found, sealed=True), catalog, draws=30)
    for result in opened.results:
        other = sealed.result(result.id)
        assert other.score == other.quality == other.order_value == pytest.approx(result.quality, abs=1e-9)
        assert (other.costs, other.price_level, other.candidate.bid) == (None, None, None)
        kept = {name: values for name, values in result.pillars.items() if name != "price"}
        assert other.pillars == kept
        gates = {gate.question: gate.outcome for gate in result.gates if not catalog.is_price(gate.question)}
        assert {gate.question: gate.outcome for gate in other.gates} == gates
    document = ranking_document(sealed)
    assert document["verdict"] is None
    for row in document["ranking"]:
        assert all(row[key] is None for key in HIDDEN)
        assert row["pillars"]["price"] is None
        assert {row["criteria"][key] for key in row["criteria"] if key.startswith("price.")} == {None}


@settings(max_examples=10)
@given(panels())
def test_an_evaluation_of_sealed_prices_takes_over_from_the_one_before(found: Session) -> None:
    catalog, session = shipped_catalog(), with_prices(found, sealed=True)
    before = evaluate(session, catalog, draws=0)
    again = evaluate(session, catalog, draws=0, previous=before)
    assert again.problem.point is before.problem.point
