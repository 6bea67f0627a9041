"""The tables of a report: ranking, costs, criteria, must-haves, assumptions, and the long ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import EVERYTHING
from msp_select.decision.costing.total_cost import Figure, Kind
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.origins import origin_words
from msp_select.phrases.en.words import term
from msp_select.phrases.names import Names
from msp_select.report import table_cells
from msp_select.report.appendix_tables import all_must_haves
from msp_select.report.document import Block, Cell, Column, Paragraph, RangeColumn, Table

COLUMNS_AT_ONCE = 7  # candidates beside each other that a page still holds
COSTS = "Costs"
SUMS: dict[Kind, str] = {
    "cash": "Cash",
    "own_time": "Own time",
    "leaving": "Leaving early",
    "risk": "Risk",
    "credits": "Given back",
}


def ranking(evaluation: Evaluation, shown: Iterable[Result]) -> Table:
    """Who comes where, with which score, how sure, and what stands in the way."""
    measure = evaluation.measure
    shown = tuple(shown)
    must_haves = bool(evaluation.weights.must_haves)
    columns = (
        Column("Rank", "count"),
        Column("Candidate"),
        Column("Group"),
        Column(measure.capitalize(), "points"),
        Column("Proven", "points"),
        Column("Possible", "points"),
        Column("Answered", "percent"),
        Column("First", "percent"),
        *(Column(title, "count") for title in ("Must-haves failed", "Must-haves open") if must_haves),
    )
    return Table(
        "Ranking",
        f"Ranking: {measure} from 0 to 100, proven to possible; first: share of the tries in which the "
        "candidate comes first",
        columns,
        tuple(_ranking_row(result)[: len(columns)] for result in shown),
        heading=1,
    )


def _ranking_row(result: Result) -> tuple[Cell, ...]:
    return (
        table_cells.count(result.rank),
        table_cells.text(result.name),
        table_cells.text(GROUPS[result.group].words),
        table_cells.points(result.score),
        table_cells.points(result.proven),
        table_cells.points(result.possible),
        table_cells.percent(result.coverage),
        table_cells.percent(result.first_share),
        table_cells.count(len(result.failed)),
        table_cells.count(len(result.open)),
    )


def costs(evaluation: Evaluation, shown: Iterable[Result]) -> Iterable[Block]:
    """Sticker, cash, own time, leaving, risk and total of each; nothing where nobody has a price."""
    session, currency = evaluation.session, evaluation.session.currency
    if not (evaluation.catalog.knows_prices or session.settings.sealed):
        return
    priced = [(result, result.costs) for result in shown]
    if all(found is None for _, found in priced):
        yield Paragraph("No candidate has a price yet.")
        return
    over = term(session.term_months)
    yield Table(
        COSTS,
        f"Sticker price, cash and total cost in {currency} over {over}; "
        "a range where defaults of ours are in the sum",
        (
            Column("Candidate"),
            Column("Fee a month, as quoted", "money"),
            Column(SUMS["cash"], "money"),
            _ends(SUMS["cash"]),
            *(Column(title, "money") for kind, title in SUMS.items() if kind != "cash"),
            Column("Total", "money"),
            _ends("Total"),
        ),
        tuple(
            (table_cells.text(result.name), *[table_cells.NONE] * 9)
            if found is None
            else (
                table_cells.text(result.name),
                table_cells.amount(found.sticker_per_month, currency),
                table_cells.sum_of(found, ("cash",), currency),
                table_cells.NONE if found.lacks("cash") else table_cells.range_of(found.cash, currency),
                *(table_cells.sum_of(found, (kind,), currency) for kind in SUMS if kind != "cash"),
                table_cells.sum_of(found, EVERYTHING, currency),
                table_cells.NONE if found.total is None else table_cells.range_of(found.total, currency),
            )
            for result, found in priced
        ),
    )


def _ends(what: str) -> RangeColumn:
    ends = (f"{what}, lowest", f"{what}, highest")
    return RangeColumn(f"{what}, from lowest to highest", ends=ends, number_kind="money")


def criteria(evaluation: Evaluation, shown: Sequence[Result]) -> Iterable[Table]:
    """The value of each criterion for each candidate, so many candidates at a time as a page holds."""
    catalog, weights = evaluation.catalog, evaluation.weights
    parts = -(-len(shown) // COLUMNS_AT_ONCE) or 1
    width = -(-len(shown) // parts)
    for start in range(0, len(shown), width or 1):
        some = shown[start : start + width]
        part = f", candidates {start + 1} to {start + len(some)}" if parts > 1 else ""
        rows = []
        for key in evaluation.problem.criteria:
            pillar = catalog.pillar_of_criterion[key]
            values = [result.criteria[key] for result in some]
            rows.append(
                (
                    table_cells.text(catalog.criteria[key].title),
                    table_cells.text(pillar.title),
                    table_cells.weight(weights.pillars[pillar.id] * weights.criteria[key] / 100),
                    *(table_cells.points(None if value is None else value.point) for value in values),
                )
            )
        yield Table(
            "Criteria" if start == 0 else f"Criteria {start // width + 1}",
            f"Value of each criterion from 0 to 100, and what it weighs of the whole{part}",
            (
                Column("Criterion"),
                Column("Pillar"),
                Column("Weight", "percent"),
                *(Column(result.name, "points") for result in some),
            ),
            tuple(rows),
        )


def must_haves(
    evaluation: Evaluation, shown: Iterable[Result], *, told: Iterable[str] = ()
) -> Iterable[Block]:
    """Each must-have that a candidate fails or has left open; those `told` already are left out."""
    skipped = set(told)
    table = all_must_haves(evaluation, [result for result in shown if result.id not in skipped])
    if table.rows:
        yield replace(table, caption="Must-haves that the others fail or that are open") if skipped else table
    elif not skipped:
        yield Paragraph("Nobody fails a must-have, and none is open.")


def assumptions(evaluation: Evaluation) -> Iterable[Block]:
    """Every figure of the business the sums rest on, with its origin."""
    names = Names.of(evaluation)
    rows = [
        (
            table_cells.text(title),
            table_cells.figure(figure),
            table_cells.text(unit),
            table_cells.text(origin_words(figure, names)),
        )
        for title, figure, unit in _business_figures(evaluation.business)
    ]
    yield Table(
        "Assumptions",
        "What the sums take your business to be: low / middle / high where it is a range",
        (
            Column("Figure"),
            RangeColumn("Value", ends=("Low", "High"), number_kind="figure"),
            Column("Unit"),
            Column("Where it comes from"),
        ),
        tuple(rows),
    )


def _business_figures(business: BusinessInputs) -> Iterable[tuple[str, Figure, str]]:
    money = f"{business.currency} an hour"
    named: tuple[tuple[str, Figure | None, str], ...] = (
        ("Users", business.users, "people"),
        ("Devices", business.devices, "devices"),
        ("Servers", business.servers, "servers"),
        ("Sites", business.sites, "sites"),
        ("Growth", business.growth_percent, "percent a year"),
        ("An hour of standstill of the whole firm", business.standstill_hour, money),
        ("One hour of work, pay with on-costs", business.hourly_pay, money),
        ("Serious stops at an average provider", business.outages, "times a year"),
        ("A serious security event", business.security_event_cost, f"{business.currency} once"),
        ("Low price reference", business.price_low, f"{business.currency} per user and month"),
        ("High price reference", business.price_high, f"{business.currency} per user and month"),
        ("Budget", business.budget_month, f"{business.currency} a month"),
    )
    for title, figure, unit in named:
        if figure is not None:
            yield title, figure, unit
