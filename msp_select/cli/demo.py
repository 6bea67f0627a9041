"""`demo`: the worked example, in the interface or as text."""

from __future__ import annotations

import sys

import click

from msp_select.cli.evaluate_file import evaluated

EXAMPLE = "example:dental-practice"


@click.command()
def demo() -> None:
    """The worked example in the interface; on a pipe, its ranking and explanation."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from msp_select.cli.start_ui import open_session

        open_session(EXAMPLE)
        return
    from msp_select.cli.explain import explanation_lines
    from msp_select.cli.rank import ranking_lines
    from msp_select.phrases.explanation import explain

    evaluation = evaluated(EXAMPLE, method="additive", samples=None, seed=None)
    click.echo("\n".join([*ranking_lines(evaluation), "", *explanation_lines(explain(evaluation))]))
