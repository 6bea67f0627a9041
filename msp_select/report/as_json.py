"""The ranking as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msp_select.decision.evaluation import Evaluation, Result, Values

RANKING_SCHEMA = "msp-select/ranking/1"
PRICE = "price"


def ranking_document(evaluation: Evaluation) -> dict[str, Any]:
    """The ranking in rank order, scores unrounded; money, score and price null while sealed."""
    session = evaluation.session
    return {
        "schema": RANKING_SCHEMA,
        "title": session.title,
        "currency": session.currency,
        "vat": session.vat,
        "term_months": session.term_months,
        "method": evaluation.method,
        "seed": evaluation.seed,
        "draws": evaluation.draws,
        "sealed": session.settings.sealed,
        "verdict": evaluation.verdict.kind if evaluation.verdict else None,
        "ranking": [_row(result, sealed=session.settings.sealed) for result in evaluation.results],
    }


def _row(result: Result, *, sealed: bool) -> dict[str, Any]:
    costs = None if sealed else result.costs
    return {
        "rank": result.rank,
        "id": result.id,
        "name": result.name,
        "kind": result.candidate.kind,
        "group": result.group,
        "score": None if sealed else result.score,
        "quality": result.quality,
        "claimed": result.claimed,
        "proven": result.proven,
        "coverage": result.coverage,
        "failed_must_haves": [gate.question for gate in result.failed],
        "open_must_haves": [gate.question for gate in result.open],
        "first_rank_share": result.first_share,
        "rank_shares": None if result.rank_shares is None else list(result.rank_shares),
        "pillars": {
            name: _point(values, hidden=sealed and name == PRICE) for name, values in result.pillars.items()
        },
        "criteria": {
            name: _point(values, hidden=sealed and name.startswith(f"{PRICE}."))
            for name, values in result.criteria.items()
        },
        "sticker_per_month": _amount(costs.sticker_per_month) if costs else None,
        "cash_total": _amount(costs.cash.middle) if costs else None,
        "total_cost": _amount(costs.total.middle) if costs else None,
    }


def _point(values: Values | None, *, hidden: bool) -> float | None:
    return None if values is None or hidden else values.point


def _amount(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
