"""Which charts belong to a ranking and to a finding, with their figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msp_select.decision.costing.cost_line import CASH, EVERYTHING
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.total_cost import Costs, Kind
from msp_select.decision.findings.candidate_pair import VISIBLE, compared
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.words import term
from msp_select.phrases.explanation import Finding
from msp_select.report.chart_data import (
    AT_ONCE,
    PARTS,
    Bar,
    Chart,
    MoneyRanges,
    MoneyRow,
    Point,
    RankShares,
    Shares,
    Span,
    Step,
    ThreePartBars,
    ValueForMoney,
    Waterfall,
)
from msp_select.report.numbering import numbers

MOST_STEPS = 10  # criteria drawn one by one

Drawn = TypeVar("Drawn")


def ranking_charts(evaluation: Evaluation, shown: Sequence[Result]) -> tuple[Chart, ...]:
    """The three-part bars, so many at a time as fit one page."""
    called = numbers(evaluation)
    bars = [_bar(result, called[result.id]) for result in shown]
    return tuple(
        ThreePartBars(_part(PARTS, start, some, len(bars)), evaluation.measure, some)
        for start, some in _portions(bars)
    )


def _bar(result: Result, number: str) -> Bar:
    label = f"{number}  {result.name}"
    return Bar(label, result.score, result.proven, result.claimed, result.possible, result.group)


def money_charts(evaluation: Evaluation, shown: Sequence[Result]) -> tuple[Chart, ...]:
    """What each costs as ranges, of those whose sums are whole; nothing where nobody's is."""
    called = numbers(evaluation)
    rows = [
        MoneyRow(
            f"{called[result.id]}  {result.name}", _span(costs, costs.cash, "cash"), _span(costs, costs.known)
        )
        for result in shown
        if (costs := result.costs) is not None
    ]
    if evaluation.session.settings.sealed or not any(row.cash or row.whole for row in rows):
        return ()
    unit = f"{evaluation.session.currency} over {term(evaluation.session.term_months)}"
    return (
        MoneyRanges(
            "What each costs, from lowest to highest", unit, tuple(rows), evaluation.session.currency
        ),
    )


def _span(costs: Costs, found: Estimate, *kinds: Kind) -> Span | None:
    if costs.lacks(*(kinds or EVERYTHING)):
        return None
    return Span(float(found.low), float(found.middle), float(found.high))


def charts_of(evaluation: Evaluation, finding: Finding) -> tuple[Chart, ...]:
    """The charts that show this finding's figures; most have none."""
    if finding.kind == "differences":
        return (_waterfall(evaluation, finding),)
    if finding.kind == "value_for_money":
        return (_value_for_money(evaluation, finding),)
    if finding.kind == "first_places":
        return _rank_shares(evaluation)
    return ()


def _waterfall(evaluation: Evaluation, finding: Finding) -> Chart:
    """The finding's rows as steps; the last row is their sum."""
    steps = [Step(row.label, row.value or 0.0) for row in finding.rows[:-1]]
    largest = sorted(steps, key=lambda step: -abs(step.points))[:MOST_STEPS]
    shown = [step for step in steps if abs(step.points) >= VISIBLE and step in largest]
    rest = sum(step.points for step in steps if step not in shown)
    if len(shown) < len(steps):
        shown.append(Step("all others", rest))
    subject, against = (evaluation.result(candidate).name for candidate in finding.candidates)
    return Waterfall("How the points add up", subject, against, tuple(shown))


def _value_for_money(evaluation: Evaluation, finding: Finding) -> Chart:
    session = evaluation.session
    on_line = _strings(finding, "on_the_line")
    side_by_side = compared(evaluation.results)
    partly = any(costs.lacks(*CASH) for _, costs in side_by_side)
    part = ", what is known of it" if partly else ""
    called = numbers(evaluation)
    points = tuple(
        Point(
            called[result.id],
            result.name,
            float(costs.cash.middle),
            result.quality,
            result.id in on_line,
            not result.failed,
        )
        for result, costs in side_by_side
    )
    return ValueForMoney(
        "Quality against cash, and the line nobody beats",
        f"Cash over {term(session.term_months)}, {session.currency}{part}",
        points,
        session.currency,
    )


def _strings(finding: Finding, name: str) -> set[str]:
    found = finding.figures[name]
    return {str(item) for item in found} if isinstance(found, list) else set()


def _rank_shares(evaluation: Evaluation) -> tuple[Chart, ...]:
    rows = []
    for result in evaluation.results:
        if result.rank_shares is not None:
            first, second, third = (*result.rank_shares[:3], 0.0, 0.0)[:3]
            rows.append(Shares(result.name, first, second, third, sum(result.rank_shares[3:])))
    title = "Shares of first, second, third and later places"
    return tuple(RankShares(_part(title, start, some, len(rows)), some) for start, some in _portions(rows))


def _portions(rows: Sequence[Drawn]) -> list[tuple[int, tuple[Drawn, ...]]]:
    return [(start, tuple(rows[start : start + AT_ONCE])) for start in range(0, len(rows), AT_ONCE)]


def _part(title: str, start: int, some: Sequence[object], of: int) -> str:
    return title if of <= AT_ONCE else f"{title}, {start + 1} to {start + len(some)} of {of}"
