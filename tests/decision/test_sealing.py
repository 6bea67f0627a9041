"""Sealing hides prices and orders by quality; every other figure stays what it was."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings

from msp_select.decision.evaluate import evaluate
from msp_select.model.session import Session
from msp_select.report.as_json import ranking_document
from tests.evaluators import panels
from tests.strategies import shipped_catalog

HIDDEN = ("score", "sticker_per_month", "cash_total", "total_cost")


def with_prices(found: Session, *, sealed: bool) -> Session:
    return found.model_copy(update={"settings": found.settings.model_copy(update={"sealed": sealed})})


@settings(max_examples=20, deadline=None)
@given(panels())
def test_sealing_hides_what_rests_on_prices_and_changes_nothing_else(found: Session) -> None:
    catalog = shipped_catalog()
    opened = evaluate(with_prices(found, sealed=False), catalog, draws=30)
    sealed = evaluate(with_prices(found, sealed=True), catalog, draws=30)
    for result in opened.results:
        other = sealed.result(result.id)
        assert dataclasses.replace(result, rank=0, order_value=0.0) == (
            dataclasses.replace(other, rank=0, order_value=0.0)
        )
        assert other.order_value == other.quality
    rows = {row["id"]: row for row in ranking_document(sealed)["ranking"]}
    for row in ranking_document(opened)["ranking"]:
        hidden = rows[row["id"]]
        assert all(hidden[key] is None for key in HIDDEN)
        assert hidden["pillars"]["price"] is None
        assert not any(value for key, value in hidden["criteria"].items() if key.startswith("price."))
        kept = set(row) - {*HIDDEN, "rank", "pillars", "criteria"}
        assert {key: row[key] for key in kept} == {key: hidden[key] for key in kept}
