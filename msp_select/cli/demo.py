"""`demo`: the worked example, in the interface or as text."""

from __future__ import annotations

import sys

import click

from msp_select.cli.start_ui import open_session

EXAMPLE = "example:dental-practice"


@click.command()
def demo() -> None:
    """The worked example in the interface; on a pipe, its ranking and explanation."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        open_session(EXAMPLE)
        return
    from msp_select.cli.ranked_and_explained import ranked_and_explained

    click.echo("\n".join(ranked_and_explained(EXAMPLE)))
