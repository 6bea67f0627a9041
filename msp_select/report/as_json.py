"""A report as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msp_select import __version__
from msp_select.decision.costing.total_cost import Costs, Estimate
from msp_select.decision.plain_values import as_plain
from msp_select.decision.weighting.resolved_weights import Step
from msp_select.model.catalog import Catalog
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.origins import origins_of
from msp_select.phrases.en.weighting import step_title
from msp_select.phrases.names import Names
from msp_select.report.explanation_json import explanation_document
from msp_select.report.ranking_json import ranking_document
from msp_select.report.robustness_json import robustness_document

if TYPE_CHECKING:
    from msp_select.report.document import Block, Document
    from msp_select.report.rendering import Order

REPORT_SCHEMA = "msp-select/report/1"


def json_report(order: Order) -> bytes:
    """A whole report, feedback page or sheet as JSON, UTF-8: `sections` in reading order, each block by type.

    A report also has `ranking`, `explanation` and `robustness` as the commands of these names print them,
    `costs` and `weights`; money is null while prices are sealed.
    """
    plain = document_as_plain(order.document)
    if order.document.kind == "report":
        plain |= _report_figures(order)
    return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def document_as_plain(document: Document) -> dict[str, Any]:
    """What every document has: its kind, its facts, its sections and its long tables."""
    return {
        "schema": REPORT_SCHEMA,
        "kind": document.kind,
        "program": f"msp-select {__version__}",
        "title": document.title,
        "subtitle": document.subtitle,
        "as_of": document.as_of.isoformat(),
        "facts": dict(document.facts),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "new_page": section.new_page,
                "blocks": [_block(b) for b in section.blocks],
            }
            for section in document.sections
        ],
        "annex": [_block(table) for table in document.annex],
    }


def _block(block: Block) -> dict[str, Any]:
    plain: dict[str, Any] = {"type": type(block).__name__.lower()} | as_plain(block)
    for key in ("chart", "charts"):
        if key in plain:
            charts = getattr(block, key)
            plain[key] = [_chart(one) for one in charts] if key == "charts" else _chart(charts)
    return plain


def _chart(chart: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"type": type(chart).__name__, "alternative": chart.alternative}
    plain |= as_plain(chart)
    return plain


_SUMS = ("cash", "own_time", "leaving", "risk", "credits", "total", "total_without_proactivity")


def _costs(costs: Costs | None, names: Names) -> dict[str, Any] | None:
    """The sums over the term, each low, middle and high, and the lines they are made of and lack."""
    if costs is None:
        return None
    return {
        "sticker_per_month": _amount(costs.sticker_per_month),
        **{name: _ends(getattr(costs, name)) for name in _SUMS},
        "total_known": _ends(costs.known),
        "lines": [
            {"id": line.id, "title": LINES[line.id], "kind": line.kind}
            | (_ends(line.amount) or {})
            | {"origins": list(origins_of(line, names)), "added_by_us": line.added_by_us}
            for line in costs.lines
        ],
        "missing_money": [LINES[line.id] for line in costs.missing],
    }


def _ends(amount: Estimate | None) -> dict[str, float] | None:
    return (
        None
        if amount is None
        else {"low": float(amount.low), "middle": float(amount.middle), "high": float(amount.high)}
    )


def _report_figures(order: Order) -> dict[str, Any]:
    evaluation, explanation = order.evaluation, order.explanation
    names = Names.of(evaluation)
    ranking = ranking_document(evaluation)
    ranking["ranking"] = ranking["ranking"][: order.options.top]
    return {
        "ranking": ranking,
        "explanation": explanation_document(evaluation, explanation) if explanation else None,
        "robustness": robustness_document(evaluation, order.robustness),
        "costs": None
        if evaluation.measure == "quality"
        else {r.id: _costs(r.costs, names) for r in evaluation.results},
        "weights": {
            "profile": evaluation.weights.profile,
            "pillars": as_plain(evaluation.weights.pillars),
            "criteria": as_plain(evaluation.weights.criteria),
            "steps": [_step(step, evaluation.catalog) for step in evaluation.weights.steps],
        },
        "paid_by": evaluation.session.paid_by,
        "log": [
            {
                "at": entry.at.isoformat(),
                "kind": entry.kind,
                "weights": entry.weights,
                "what": entry.what,
                "why": entry.why,
            }
            for entry in evaluation.session.log
        ],
        "catalog": [
            {"id": entry.id, "version": entry.version, "digest": entry.digest}
            for entry in evaluation.catalog.entries
        ],
    }


def _step(step: Step, catalog: Catalog) -> dict[str, Any]:
    told: dict[str, Any] = as_plain(step)
    head = {key: told[key] for key in ("key", "question", "kind", "target")}
    return head | {"title": step_title(step, catalog)} | told


def _amount(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
