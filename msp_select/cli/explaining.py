"""`explain` and `robustness`: why this one, why not the cheapest, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from msp_select.cli.loading import evaluated, print_json, scoring_options
from msp_select.cli.tables import cells, fitted, width, wrapped
from msp_select.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from msp_select.decision.evaluation import Evaluation
    from msp_select.decision.explain import Explanation, Row


@click.command()
@click.argument("file")
@click.option("--against", metavar="CANDIDATE", help="Compare with this candidate; the cheapest by default.")
@click.option("--of", "subject", metavar="CANDIDATE", help="Explain this candidate; the first by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, figures unrounded.")
@scoring_options
def explain(
    file: str,
    *,
    against: str | None,
    subject: str | None,
    as_json: bool,
    method: str,
    samples: int | None,
    seed: int | None,
) -> None:
    """Say why the first of FILE is first, and why not the cheapest."""
    evaluation = evaluated(file, method=method, samples=samples, seed=seed)
    against, subject = _named(evaluation, against), _named(evaluation, subject)
    from msp_select.decision.explain import explain as findings

    explanation = findings(evaluation, against=against, subject=subject)
    if as_json:
        from msp_select.report.as_json import explanation_document

        print_json(explanation_document(evaluation, explanation))
    else:
        click.echo("\n".join(explanation_lines(explanation)))


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, figures unrounded.")
@scoring_options
def robustness(file: str, *, as_json: bool, method: str, samples: int | None, seed: int | None) -> None:
    """Show how sure the ranking of FILE is, what would change it, and what to ask next."""
    evaluation = evaluated(file, method=method, samples=samples, seed=seed)
    from msp_select.decision.robustness import robustness as examine

    found = examine(evaluation)
    if as_json:
        from msp_select.report.as_json import robustness_document

        print_json(robustness_document(evaluation, found))
    else:
        click.echo("\n".join(found.lines()))


def explanation_lines(explanation: Explanation) -> list[str]:
    """The findings as a page of text: title, sentence, and the rows beneath."""
    lines: list[str] = []
    for finding in explanation.findings:
        lines += ["", fitted(finding.title, width()).rstrip(), *wrapped(finding.sentence, indent="  ")]
        lines += _rows(finding.rows)
    return lines[1:]


def _rows(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    label = min(max(cells(row.label) for row in rows), width() // 2)
    return [
        line
        for row in rows
        for line in wrapped(row.text, indent=" " * (label + 6), first=f"    {fitted(row.label, label)}  ")
    ]


def _named(evaluation: Evaluation, name: str | None) -> str | None:
    """A candidate by id or by name, as the user typed it."""
    if name is None:
        return None
    for result in evaluation.results:
        if name in (result.id, result.name):
            return result.id
    from difflib import get_close_matches

    ids = [result.id for result in evaluation.results]
    near = get_close_matches(name.lower(), ids, 1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    raise UsageError(f'There is no candidate "{name}".{hint}', f"Use one of: {', '.join(ids)}.")
