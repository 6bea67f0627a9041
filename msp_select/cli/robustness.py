"""`robustness`: how sure the ranking is, what would change it, and what to ask next."""

from __future__ import annotations

import click

from msp_select.cli.evaluate_file import evaluated, scoring_options
from msp_select.cli.print_json import print_json
from msp_select.cli.tables import wrapped
from msp_select.decision.robustness.robustness import robustness as examine
from msp_select.phrases.en.robustness import robustness_lines
from msp_select.report.robustness_json import robustness_document


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, figures unrounded.")
@scoring_options
def robustness(file: str, *, as_json: bool, method: str, samples: int | None, seed: int | None) -> None:
    """Show how sure the ranking of FILE is, what would change it, and what to ask next."""
    evaluation = evaluated(file, method=method, samples=samples, seed=seed)
    found = examine(evaluation)
    if as_json:
        print_json(robustness_document(evaluation, found))
    else:
        for line in robustness_lines(found, evaluation):
            margin = " " * (len(line) - len(line.lstrip()))
            click.echo("\n".join(wrapped(line, indent=f"{margin}  ", first=margin)) if line else "")
