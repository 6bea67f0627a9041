"""The long tables: every must-have, every answer, every line of every sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msp_select.decision.advice.answer_grades import standings
from msp_select.decision.advice.where_it_stands import where_it_stands
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.phrases.en import answers, must_haves
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.notes import note_in_words
from msp_select.phrases.en.origins import origins_of
from msp_select.phrases.en.sources import place_in_words, said_value, what_of
from msp_select.phrases.en.words import plain, term
from msp_select.phrases.names import Names
from msp_select.report import table_cells
from msp_select.report.document import Cell, Column, Table

CHANGED = "changed since"


def annex(evaluation: Evaluation, shown: Sequence[Result]) -> tuple[Table, ...]:
    """All must-haves failed or open, every answer, and every line of every sum."""
    tables = (
        all_must_haves(evaluation, shown),
        _answers(evaluation, shown),
        where_it_stands_table(evaluation, shown),
        _cost_lines(evaluation, shown),
    )
    return tuple(table for table in tables if table.rows)


def _answers(evaluation: Evaluation, shown: Iterable[Result]) -> Table:
    catalog, names = evaluation.catalog, Names.of(evaluation)
    rows = []
    for result in shown:
        for standing in standings(evaluation, result.id):
            question = catalog.questions[standing.question]
            answer = names.answer(result.id, question.id)
            rows.append(
                (
                    table_cells.text(result.name),
                    table_cells.text(catalog.pillar_of[question.id].title),
                    table_cells.text(catalog.criteria[catalog.criterion_key(question)].title),
                    table_cells.text(names.question(result.id, question.id)),
                    table_cells.text(answers.found(names, result.id, question.id)),
                    table_cells.text(answers.how_sure(standing.evidence)),
                    table_cells.points(standing.point),
                    Cell(f"{plain(100 * standing.weight, 2)} %", 100 * standing.weight),
                    table_cells.text(note_in_words(answer) if answer else ""),
                )
            )
    return Table(
        "Answers",
        "Every answer that is scored, with its value from 0 to 100 and its weight in the whole",
        (
            Column("Candidate"),
            Column("Pillar"),
            Column("Criterion"),
            Column("Question"),
            Column("Answer"),
            Column("How sure"),
            Column("Value", "points"),
            Column("Weight", "percent"),
            Column("Note"),
        ),
        tuple(rows),
    )


def where_it_stands_table(evaluation: Evaluation, shown: Iterable[Result]) -> Table:
    """Every answer and figure of these that was taken from a document, and its place."""
    names = Names.of(evaluation)
    rows = [
        (
            table_cells.text(names.candidate(one.candidate)),
            table_cells.text(what_of(one.target, names.catalog)),
            table_cells.text(said_value(one.target, one.value, names.session, names.catalog)),
            table_cells.text(CHANGED if one.changed else answers.how_sure(one.evidence)),
            table_cells.text(one.document),
            table_cells.text(place_in_words(one.page, one.place)),
            table_cells.text(one.quote),
        )
        for one in where_it_stands(evaluation, shown)
    ]
    titles = ("Candidate", "Question", "Read as", "How sure", "Document", "Page", "What stands there")
    return Table(
        "Where it stands",
        "Every answer and figure that was taken from a bidder's own document, and its place there",
        tuple(map(Column, titles)),
        tuple(rows),
    )


COST_KINDS = {
    "cash": "cash",
    "own_time": "own time",
    "leaving": "leaving early",
    "risk": "risk",
    "credits": "given back",
}


def _cost_lines(evaluation: Evaluation, shown: Iterable[Result]) -> Table:
    currency, names = evaluation.session.currency, Names.of(evaluation)
    rows = [
        (
            table_cells.text(result.name),
            table_cells.text(COST_KINDS[line.kind]),
            table_cells.text(LINES[line.id]),
            table_cells.amount(line.low, currency),
            table_cells.amount(line.middle, currency),
            table_cells.amount(line.high, currency),
            table_cells.text("; ".join(origins_of(line, names))),
        )
        for result in shown
        if result.costs is not None
        for line in result.costs.lines
    ]
    return Table(
        "Cost lines",
        f"Every line of every sum, {currency} over {term(evaluation.session.term_months)}",
        (
            Column("Candidate"),
            Column("Kind"),
            Column("Line"),
            Column("Low", "money"),
            Column("Middle", "money"),
            Column("High", "money"),
            Column("Where it comes from"),
        ),
        tuple(rows),
    )


def all_must_haves(evaluation: Evaluation, shown: Iterable[Result]) -> Table:
    """Every must-have these fail or have left open."""
    names = Names.of(evaluation)
    rows = [
        (
            table_cells.text(result.name),
            table_cells.text(names.row(gate.question)),
            table_cells.text("fails" if gate.outcome == "failed" else "open"),
            table_cells.text(answers.found(names, result.id, gate.question)),
            table_cells.text(must_haves.wanted(names, gate.question)),
            table_cells.text(gate.rule.cure),
        )
        for result in shown
        for gate in (*result.failed, *result.open)
    ]
    titles = ("Candidate", "Must-have", "State", "Found", "Wanted", "What would cure it")
    return Table("Must-haves", "Must-haves that are failed or open", tuple(map(Column, titles)), tuple(rows))
