"""`paths`: where msp-select keeps what it keeps."""

from __future__ import annotations

import click

from msp_select.cli.tables import table
from msp_select.store import files


@click.command()
def paths() -> None:
    """Print where msp-select keeps what it keeps."""
    rows = [
        ("your own questionnaires and weights", str(files.config_folder())),
        ("previous versions and recent files", str(files.state_folder())),
        ("derived files that may be deleted", str(files.cache_folder())),
    ]
    for line in table(("what", "where"), rows):
        click.echo(line)
