"""`explain`: why this one, and why not the cheapest."""

from __future__ import annotations

from collections.abc import Sequence

import click

from msp_select.cli.evaluate_file import evaluated, named, scoring_options
from msp_select.cli.print_json import print_json
from msp_select.cli.tables import cells, fitted, width, wrapped
from msp_select.decision.plain_values import as_plain
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.errors import UsageError
from msp_select.phrases.explanation import Explanation, Finding, Row
from msp_select.phrases.explanation import explain as findings
from msp_select.phrases.handout import HANDOUTS, Sheet, Table, handout
from msp_select.report.explanation_json import explanation_document

MORE = "More, in {} parts with every figure: the same command with --more."


@click.command()
@click.argument("file")
@click.option(
    "--against",
    metavar="CANDIDATE",
    help="Compare with this candidate; the closest rival or the cheapest by default.",
)
@click.option("--of", "subject", metavar="CANDIDATE", help="Explain this candidate; the first by default.")
@click.option(
    "--sheet",
    metavar=f"[{'|'.join(HANDOUTS)}]",
    help="Print a sheet to take along instead.",
)
@click.option("--more", is_flag=True, help="Print everything behind the one page too, by heading.")
@click.option("--short", is_flag=True, help="Everything, but the sentences alone, without the figures.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, figures unrounded.")
@scoring_options
def explain(
    file: str,
    *,
    against: str | None,
    subject: str | None,
    sheet: str | None,
    more: bool,
    short: bool,
    as_json: bool,
    method: str,
    samples: int | None,
    seed: int | None,
) -> None:
    """Say why the first of FILE is first, and why not the cheapest."""
    evaluation = evaluated(file, method=method, samples=samples, seed=seed)
    against = evaluation.shown_id(named(evaluation, against))
    subject = evaluation.shown_id(named(evaluation, subject))
    if sheet is not None:
        found = _sheet(evaluation, sheet, subject)
        if as_json:
            print_json({"schema": "msp-select/sheet/1"} | as_plain(found))
        else:
            click.echo("\n".join(sheet_lines(found)))
        return
    explanation = findings(evaluation, against=against, subject=subject)
    if as_json:
        print_json(explanation_document(evaluation, explanation))
    elif more or short:
        click.echo("\n".join(explanation_lines(explanation, rows=not short)))
    else:
        click.echo("\n".join([*one_page_lines(explanation), "", MORE.format(len(explanation.findings))]))


def one_page_lines(explanation: Explanation) -> list[str]:
    """The one page: the verdict in three lines, the contest that matters, the money, what to do next."""
    lines = [line for said in explanation.lines for line in wrapped(said.sentence)]
    return [*lines, *page_lines(explanation.page)]


def page_lines(findings: Sequence[Finding]) -> list[str]:
    """What stands under the verdict's lines: each part a heading, a sentence, and a line for each row."""
    lines: list[str] = []
    for finding in findings:
        lines += ["", *wrapped(finding.title), *wrapped(finding.sentence, indent=" ")]
        for row in finding.rows:
            lines += wrapped(f"{row.label}: {row.text}", indent="   ", first=" - ")
    return lines


def explanation_lines(explanation: Explanation, *, rows: bool = True) -> list[str]:
    """The one page, then the findings: title, sentence, and the rows beneath unless they are left out."""
    return [*one_page_lines(explanation), "", *finding_lines(explanation.findings, rows=rows)]


def finding_lines(findings: Sequence[Finding], *, rows: bool = True) -> list[str]:
    """What stands behind the one page, by heading."""
    lines: list[str] = []
    for finding in findings:
        lines += ["", fitted(finding.title, width()).rstrip(), *wrapped(finding.sentence, indent="  ")]
        lines += _rows(finding.rows) if rows else []
    return lines[1:]


def _rows(rows: Sequence[Row]) -> list[str]:
    """Label and text side by side; a label too long for that has a line of its own."""
    label = min(max((cells(row.label) for row in rows), default=0), width() // 2 - 8)
    indent = " " * (label + 6)
    lines: list[str] = []
    for row in rows:
        if cells(row.label) > label:
            lines += [*wrapped(row.label, indent="    "), *wrapped(row.text, indent=indent)]
        else:
            lines += wrapped(row.text, indent=indent, first=f"    {fitted(row.label, label)}  ")
    return lines


def _sheet(evaluation: Evaluation, name: str, subject: str | None) -> Sheet:
    """A sheet by its name, for the candidate named or the first."""
    if evaluation.leader is None:
        raise UsageError("There is no candidate to make a sheet for.", "Add one first.")
    return handout(evaluation, name, subject or evaluation.leader.id)


def sheet_lines(sheet: Sheet) -> list[str]:
    """A sheet as a page of text: each row a block, its cells under the names of their columns."""
    lines = [*wrapped(sheet.title), *wrapped(sheet.intro)]
    for part in sheet.tables:
        lines += ["", *wrapped(part.title)]
        if part.is_form:
            lines += _to_fill_in(part)
            continue
        label = max(cells(column) for column in part.columns)
        for row in part.rows:
            lines.append("")
            for column, cell in part.said(row):
                lines += wrapped(cell, indent=" " * (label + 4), first=f"  {fitted(column, label)}  ")
    for note in sheet.notes:
        lines += ["", *wrapped(note)]
    return lines


def _to_fill_in(part: Table) -> list[str]:
    """A table that is still empty: what its columns are, and its rows on a line each."""
    columns = f"A column each, to be filled in: {', '.join(part.columns[1:])}."
    lines = ["", *wrapped(columns, indent="  ")]
    for row in part.rows:
        lines += wrapped(row[0], indent="    ", first="  ")
    return lines
