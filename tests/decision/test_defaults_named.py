"""A default is named beside a figure only where the figure changes when that default moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

import pytest

from msp_select.decision.costing.estimate import Figure
from msp_select.decision.fact import Fact
from msp_select.decision.findings import break_even_prices, first_sentence, gut_check, total_costs
from msp_select.decision.findings import value_for_money as market
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.session import Session
from msp_select.phrases.en.amounts import figure_called
from msp_select.phrases.explanation import Explanation, explain
from msp_select.phrases.finding import Finding
from msp_select.phrases.names import Names
from msp_select.store.session import load_session
from tests.decision.sessions_at_random import session_at_random
from tests.decision.test_costs_sources import everything_in
from tests.decision.test_examples import EXAMPLES
from tests.strategies import shipped_catalog

STATED: dict[str, tuple[Callable[[Pair], Fact | Finding | None], tuple[str, ...]]] = {
    "first_sentence": (first_sentence.first_sentence, ("cash_gap_term",)),
    "why_not_cheapest": (first_sentence.why_not_cheapest, ("cash_gap_term",)),
    "headline_and_total": (total_costs.headline_and_total, ("total_gap_term",)),
    "carried_risk": (total_costs.carried, ("risk_term", "against_risk_term")),
    "standstill": (break_even_prices.standstill, ("standstill_hour",)),
    "value_for_money": (market.value_for_money, ("cash_term",)),
    "break_even_price": (break_even_prices.room_upwards, ("factor", "monthly_fee")),
    "price_needed": (break_even_prices.price_needed, ("factor", "monthly_fee")),
    "gut_check": (lambda pair: gut_check.gut_check(pair.evaluation), ("cash_user_month",)),
}
"""Findings that name defaults, and which of their figures their sentence states."""
SESSIONS = (*EXAMPLES, "0", "1", "2", "4")
NAMED = re.compile(r"Our defaults? in it: (.*)\.$")


@cache
def session_of(name: str) -> Session:
    if name.isdigit():
        return session_at_random(int(name), shipped_catalog())
    return load_session(f"example:{name}", shipped_catalog()).session


@cache
def evaluation(name: str, default: str = "", to: Decimal | None = None) -> Evaluation:
    session = session_of(name)
    own = session.assumptions if to is None else {**session.assumptions, default: to}
    return evaluate(session.model_copy(update={"assumptions": own}), shipped_catalog(), draws=0)


@cache
def explained(name: str) -> Explanation:
    return explain(evaluation(name))


def stated(name: str, finding: Finding, default: str = "", to: Decimal | None = None) -> list[object]:
    """The figures of that finding about the same two, after the session itself says another figure."""
    found = evaluation(name, default, to)
    about = explained(name)
    against = None if about.against is None else found.result(about.against)
    pair = Pair(found, found.result(about.subject), against)
    if finding.kind == "defaults":
        both = [result.costs for result in (pair.subject, pair.against) if result and result.costs]
        return [
            round(end, 4)
            for costs in both
            for line in costs.lines
            for end in (line.amount.low, line.amount.middle, line.amount.high)
        ]
    make, keys = STATED[finding.kind]
    again = make(pair)
    figures = [None] * len(keys) if again is None else [again.figures[key] for key in keys]
    return [_rounded(figure) for figure in figures]


def _rounded(figure: object) -> object:
    if isinstance(figure, list):
        return [_rounded(one) for one in figure]
    return round(figure, 6) if isinstance(figure, float) else figure


def named(finding: Finding) -> list[str]:
    """The titles of the defaults that a finding names."""
    if finding.kind == "defaults":
        return [str(title) for title in finding.figures["defaults"] or ()]  # type: ignore[union-attr]
    found = NAMED.search(finding.sentence)
    return re.findall('"([^"]+)"', found.group(1)) if found else []


def called(figure_id: str) -> str:
    """The title of a default, or of what was worked out from several; the catalog is the same everywhere."""
    return figure_called(figure_id, Names.of(evaluation(SESSIONS[0])))


def moves(name: str, title: str) -> Iterator[tuple[str, Decimal]]:
    """Every default that goes by that title, or from which what goes by it was worked out, and where to."""
    found = evaluation(name)
    lines = [line for result in found.results if result.costs for line in result.costs.lines]
    figures = [one for line in lines for one in line.figures if one.id and called(one.id) == title]
    ids = {one.id for one in everything_in(figures)}
    for default, figure in found.business.defaults.items():
        if default in ids:
            yield from ((default, to) for to in _elsewhere(figure))


def _elsewhere(figure: Figure) -> list[Decimal]:
    ends = [end for end in (figure.low, figure.high) if end != figure.middle]
    return ends or [figure.middle * 2 or Decimal(1)]


@pytest.mark.parametrize("name", SESSIONS)
def test_a_default_is_named_only_where_moving_it_changes_the_figure(name: str) -> None:
    wrong = []
    for finding in explained(name).findings:
        now = None
        for title in named(finding):
            now = now or stated(name, finding)
            if all(stated(name, finding, *move) == now for move in moves(name, title)):
                wrong.append(f"{finding.kind}: {title}")
    assert wrong == []


@pytest.mark.parametrize("name", SESSIONS)
def test_a_sentence_names_the_first_two_of_the_defaults_its_figures_rest_on(name: str) -> None:
    for finding in explained(name).findings:
        ids = finding.figures.get("default_ids")
        if isinstance(ids, list):
            titles = [called(str(one)) for one in ids]
            assert named(finding) == (titles if finding.kind == "defaults" else titles[:2]), finding.kind


def test_every_finding_that_names_defaults_was_met() -> None:
    met = {finding.kind for name in SESSIONS for finding in explained(name).findings if named(finding)}
    assert met == {*STATED, "defaults"}
