"""`open`: a session in the terminal interface, or by ordinary prompts."""

from __future__ import annotations

import click

from msp_select.cli.start_ui import open_session


@click.command()
@click.argument("file")
@click.option("--plain", is_flag=True, help="Ask by ordinary prompts: for screen readers and scripts.")
def open(file: str, *, plain: bool) -> None:
    """Open FILE in the terminal interface."""
    if plain:
        from msp_select.cli.plain.menu import open_plain

        open_plain(file)
    else:
        open_session(file)
