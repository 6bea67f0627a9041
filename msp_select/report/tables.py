"""The tables of a report: ranking, costs, criteria, must-haves, assumptions, and the long ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msp_select.decision.advice.answer_grades import standings
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import EVERYTHING
from msp_select.decision.costing.total_cost import Figure, Kind
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.scoring.problem import criterion_weights
from msp_select.phrases.en import must_haves as must_haves_in_words
from msp_select.phrases.en.audit_trail import timeline as days
from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.origins import origin_words
from msp_select.phrases.en.words import term
from msp_select.phrases.names import Names
from msp_select.report import table_cells
from msp_select.report.document import Block, Cell, Column, Paragraph, RangeColumn, Table
from msp_select.report.numbering import numbers

NAMED_COLUMNS, NAMED_LETTERS = 7, 24  # so many candidates, with names so long, have a column by name
NUMBERED_COLUMNS = 14  # candidates beside each other that a page still holds by number
BY_NUMBER = "candidates by their numbers in the ranking"
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
    must_haves, called = bool(evaluation.weights.must_haves), numbers(evaluation)
    columns = (
        Column("Rank", "count"),
        Column("Candidate"),
        Column("Group"),
        Column(measure.capitalize(), "points"),
        Column("Proven", "points"),
        Column("Possible", "points"),
        Column("Answered", "percent"),
        Column("First", "percent"),
        *(Column(title, "count") for title in ("Must-haves not met", "Must-haves open") if must_haves),
    )
    return Table(
        "Ranking",
        f"Ranking: {measure} from 0 to 100, proven to possible; first: share of the tries in which the "
        "candidate comes first",
        columns,
        tuple(_ranking_row(result, called[result.id])[: len(columns)] for result in shown),
        heading=1,
    )


def _ranking_row(result: Result, number: str) -> tuple[Cell, ...]:
    return (
        Cell(number, result.rank),
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
    names, weights = Names.of(evaluation), evaluation.weights
    rows, set_aside = [], False
    each = zip(evaluation.problem.criteria, criterion_weights(evaluation.problem), strict=True)
    for key, share in each:
        values = [result.criteria[key] for result in shown]
        set_aside |= share == 0 < weights.criteria[key]
        rows.append(
            (
                (table_cells.text(names.criterion(key)), table_cells.weight(100 * float(share))),
                [None if value is None else value.point for value in values],
            )
        )
    caption = "Value of each criterion from 0 to 100, and what it weighs of the whole"
    if set_aside:
        caption += "; what nobody is asked about weighs nothing"
    yield from _heat_map(
        "Criteria",
        caption,
        (Column("Criterion"), Column("Weight", "percent")),
        rows,
        shown,
        numbers(evaluation),
    )


def answers(evaluation: Evaluation, shown: Sequence[Result]) -> Iterable[Table]:
    """The value of each answer for each candidate; the words are in the workbook."""
    catalog, names = evaluation.catalog, Names.of(evaluation)
    points = {result.id: {s.question: s.point for s in standings(evaluation, result.id)} for result in shown}
    asked = [row for row in evaluation.problem.rows if any(row in found for found in points.values())]
    rows = [
        (
            (
                table_cells.text(names.row(row)),
                table_cells.text(catalog.criteria[catalog.criterion_key(catalog.questions[row])].title),
            ),
            [points[result.id].get(row) for result in shown],
        )
        for row in asked
    ]
    caption = "Value of each answer as it counts, from 0 to 100"
    yield from _heat_map(
        "Values", caption, (Column("Question"), Column("Criterion")), rows, shown, numbers(evaluation)
    )


def _heat_map(
    name: str,
    caption: str,
    heads: tuple[Column, ...],
    rows: Sequence[tuple[tuple[Cell, ...], Sequence[float | None]]],
    shown: Sequence[Result],
    called: Mapping[str, str],
) -> Iterable[Table]:
    """Values of candidates beside each other, by name as long as there is room, else by number."""
    by_name = len(shown) <= NAMED_COLUMNS and all(len(result.name) <= NAMED_LETTERS for result in shown)
    most = NAMED_COLUMNS if by_name else NUMBERED_COLUMNS
    parts = -(-len(shown) // most) or 1
    width = -(-len(shown) // parts) or 1
    for start in range(0, len(shown), width):
        some = shown[start : start + width]
        part = f", candidates {start + 1} to {start + len(some)}" if parts > 1 else ""
        yield Table(
            name if start == 0 else f"{name} {start // width + 1}",
            f"{caption}{part}{'' if by_name else f'; {BY_NUMBER}'}",
            (*heads, *(Column(result.name if by_name else called[result.id], "points") for result in some)),
            tuple((*head, *map(table_cells.points, values[start : start + width])) for head, values in rows),
            heat=True,
        )


def must_haves(evaluation: Evaluation, shown: Sequence[Result]) -> Iterable[Block]:
    """Each must-have that somebody fails or has left open, with what would cure it, once."""
    names = Names.of(evaluation)
    called = numbers(evaluation)
    failed, still_open = _who(shown, "failed", called), _who(shown, "open", called)
    told = [row for row in evaluation.weights.must_haves if row in failed or row in still_open]
    if not told:
        yield Paragraph("Everybody meets every must-have, and none is open.")
        return
    states = (("Not met by", failed), ("Open with", still_open))
    by_state = [(title, found) for title, found in states if found]
    yield Table(
        "Must-haves not met",
        f"Must-haves not met or still open; {BY_NUMBER}",
        tuple(map(Column, ("Must-have", *(title for title, _ in by_state), "What would cure it"))),
        tuple(
            (
                table_cells.text(names.row(row)),
                *(table_cells.text(", ".join(found.get(row, ()))) for _, found in by_state),
                table_cells.text(must_haves_in_words.cure(names, row)),
            )
            for row in told
        ),
    )


def _who(shown: Sequence[Result], outcome: str, called: Mapping[str, str]) -> dict[str, list[str]]:
    """The numbers of those with that outcome, by must-have."""
    found: dict[str, list[str]] = {}
    for result in shown:
        for gate in result.gates:
            if gate.outcome == outcome:
                found.setdefault(gate.question, []).append(called[result.id])
    return found


def timeline(evaluation: Evaluation) -> Iterable[Table]:
    """What happened when, and why, from the session's log."""
    rows = [(table_cells.text(row.label), table_cells.text(row.text)) for row in days(Names.of(evaluation))]
    if rows:
        yield Table(
            "Timeline", "When, in UTC", (Column("When"), Column("What happened, and why")), tuple(rows)
        )


def assumptions(evaluation: Evaluation) -> Iterable[Block]:
    """Every figure of the business the sums rest on, with its origin."""
    names = Names.of(evaluation)
    rows = [
        (
            table_cells.text(title),
            table_cells.figure(figure, evaluation.session.currency),
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
