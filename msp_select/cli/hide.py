"""`hide`: prices, names or marks, hidden until they are judged."""

from __future__ import annotations

from typing import cast

import click

from msp_select.cli.change_file import saved, writable
from msp_select.cli.reveal import HIDDEN, reason_given
from msp_select.cli.usable import usable
from msp_select.errors import shown_path
from msp_select.model.disclosure import VEILS, Hidden, is_hidden
from msp_select.model.disclosure import hide as hidden


@click.command()
@click.argument("file")
@click.argument("what", type=click.Choice(HIDDEN))
@click.option("--why", default="", metavar="REASON", help="Why; it is kept in the log.")
def hide(file: str, what: str, *, why: str) -> None:
    """Hide prices, names or marks of FILE, or seal them again; asks why, and logs it."""
    hide_what = cast("Hidden", what)
    work = writable(file)
    if is_hidden(work.session, hide_what):
        click.echo(f"{shown_path(file)}: {what} are hidden already; nothing was changed.")
        return
    with usable("--why"):
        session = hidden(work.session, hide_what, work.now(), reason_given(why))
    saved(work, session, VEILS[hide_what].closed)
    closed = VEILS[hide_what].closed
    click.echo(f"{shown_path(file)}: {closed}. The log keeps it, and who has seen them has seen them.")
