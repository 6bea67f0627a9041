"""The ranking as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msp_select.decision.findings.gut_check import GutCheck, gut_check
from msp_select.decision.findings.leader import Sureness, how_sure
from msp_select.decision.plain_values import as_plain
from msp_select.decision.scoring.evaluation import Evaluation, Result, Values
from msp_select.decision.scoring.verdict import OVER_LIMIT, Caveat, Condition
from msp_select.phrases.en import gut_check as gut_words
from msp_select.phrases.en import verdict as words
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.headline import verdict_in_lines
from msp_select.phrases.names import Names

RANKING_SCHEMA = "msp-select/ranking/2"


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
        "lines": [as_plain(line) for line in verdict_in_lines(evaluation)],
        "gut_check": None if (gut := gut_check(evaluation)) is None else _gut(gut, Names.of(evaluation)),
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
            _given(condition) | {"sentence": words.condition_sentence(condition, names, fact.leader)}
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


def _gut(fact: GutCheck, names: Names) -> dict[str, Any]:
    """The owner's favourite beside the ranking, with its figures."""
    return {**fact.figures, "sentence": gut_words.gut_check(fact, names).sentence}


def _given(fact: Condition | Caveat) -> dict[str, Any]:
    return {key: value for key, value in as_plain(fact).items() if value not in (None, [])}


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
