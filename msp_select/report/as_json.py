"""Ranking, explanation and reports as plain data: the keys are a promise to whoever reads them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msp_select import __version__
from msp_select.decision.costing.total_cost import Costs, Estimate
from msp_select.decision.findings.leader import Sureness, how_sure
from msp_select.decision.scoring.evaluation import Evaluation, Result, Values
from msp_select.decision.scoring.verdict import OVER_LIMIT, Caveat, Condition
from msp_select.decision.weighting.resolved_weights import Step
from msp_select.model.catalog import Catalog
from msp_select.phrases.en import verdict as words
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.origins import origins_of
from msp_select.phrases.en.weighting import step_title
from msp_select.phrases.names import Names
from msp_select.report.plain_values import as_plain
from msp_select.report.robustness_json import robustness_document

if TYPE_CHECKING:
    from msp_select.phrases.explanation import Explanation
    from msp_select.report.document import Block, Document
    from msp_select.report.rendering import Order

RANKING_SCHEMA = "msp-select/ranking/2"
EXPLANATION_SCHEMA = "msp-select/explanation/1"
REPORT_SCHEMA = "msp-select/report/1"


def ranking_document(evaluation: Evaluation) -> dict[str, Any]:
    """The ranking in rank order, scores unrounded; money, score and price null while sealed."""
    session, sureness = evaluation.session, how_sure(evaluation)
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
        "verdict": sureness.verdict if sureness else None,
        "sureness": _sureness(sureness, Names.of(evaluation)) if sureness else None,
        "ranking": [_row(evaluation, result) for result in evaluation.results],
    }


def _sureness(fact: Sureness, names: Names) -> dict[str, Any]:
    """The verdict with its shares, conditions and reservations; what does not apply to one is left out."""
    verdict = fact.judged
    return {
        "leader": verdict.leader,
        "rival": verdict.rival,
        "first_and_acceptable": verdict.first_and_acceptable,
        "first_if_met": verdict.first_if_met,
        "if_asked": verdict.if_asked,
        "conditions": [
            _given(condition) | {"sentence": words.condition_sentence(condition, names)}
            for condition in verdict.conditions
        ],
        "caveats": [
            _given(caveat)
            | ({"missing": [LINES[line] for line in caveat.missing]} if caveat.missing else {})
            | ({"first_within": caveat.first_within} if caveat.kind in OVER_LIMIT else {})
            | {"sentence": words.caveat_sentence(fact, caveat, names)}
            for caveat in verdict.caveats
        ],
        "sentence": words.sentence(fact, names),
    }


def _given(fact: Condition | Caveat) -> dict[str, Any]:
    return {key: value for key, value in as_plain(fact).items() if value not in (None, [])}


def explanation_document(evaluation: Evaluation, explanation: Explanation) -> dict[str, Any]:
    """The findings in reading order, each with its figures (unrounded) and its sentence."""
    return {
        "schema": EXPLANATION_SCHEMA,
        "language": explanation.language,
        "title": evaluation.session.title,
        "currency": evaluation.session.currency,
        "subject": explanation.subject,
        "against": explanation.against,
        "findings": [as_plain(finding) for finding in explanation.findings],
    }


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
            {"id": section.id, "title": section.title, "blocks": [_block(b) for b in section.blocks]}
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


def _row(evaluation: Evaluation, result: Result) -> dict[str, Any]:
    costs = result.costs
    return {
        "rank": result.rank,
        "id": result.id,
        "name": result.name,
        "kind": result.candidate.kind,
        "group": result.group,
        "score": result.score if evaluation.measure == "score" else None,
        "quality": result.quality,
        "claimed": result.claimed,
        "proven": result.proven,
        "possible": result.possible,
        "coverage": result.coverage,
        "not_applicable": result.left_out,
        "rests_on_little": result.rests_on_little,
        "failed_must_haves": [gate.question for gate in result.failed],
        "open_must_haves": [gate.question for gate in result.open],
        "first_rank_share": result.first_share,
        "rank_shares": None if result.rank_shares is None else list(result.rank_shares),
        "pillars": {p.id: _point(result.pillars.get(p.id)) for p in evaluation.whole.questionnaires},
        "criteria": {key: _point(result.criteria.get(key)) for key in evaluation.whole.criteria},
        "sticker_per_month": _amount(costs.sticker_per_month) if costs else None,
        "price_level": None if result.price_level is None else list(result.price_level),
        "cash_total": _amount(costs.cash.middle) if costs else None,
        "cash_range": [float(costs.cash.low), float(costs.cash.high)] if costs else None,
        "moving_cost": _amount(costs.moving.middle) if costs and costs.moving else None,
        "missing_money": [LINES[line.id] for line in costs.missing] if costs else None,
        "total_known": _amount(costs.known.middle) if costs else None,
        "total_cost": _amount(costs.total.middle) if costs and costs.total else None,
    }


def _point(values: Values | None) -> float | None:
    return None if values is None else values.point


def _amount(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
