"""`reveal`: what was hidden until it is judged, shown."""

from __future__ import annotations

import sys
from typing import cast

import click

from msp_select.cli.change_file import saved, writable
from msp_select.cli.tables import wrapped
from msp_select.cli.usable import usable
from msp_select.errors import UsageError, shown_path
from msp_select.model.disclosure import VEILS, Hidden, is_hidden
from msp_select.model.disclosure import reveal as opened

HIDDEN = ("prices", "names", "marks")


@click.command()
@click.argument("file")
@click.argument("what", type=click.Choice(HIDDEN))
@click.option("--why", default="", metavar="REASON", help="Why now; it is kept in the log.")
def reveal(file: str, what: str, *, why: str) -> None:
    """Show prices, names or marks of FILE that were hidden; asks why, and logs it."""
    click.echo("\n".join(wrapped(revealed(file, cast("Hidden", what), why))))


def revealed(file: str, what: Hidden, why: str) -> str:
    """Open prices, names or marks in the file and say so in a sentence."""
    work = writable(file)
    if not is_hidden(work.session, what):
        return f"{shown_path(file)}: {what} are not hidden; nothing was changed."
    with usable("--why"):
        session = opened(work.session, what, work.now(), reason_given(why))
    saved(work, session, VEILS[what].opened)
    locked = " From now on a change of weights needs a reason." if what == "prices" else ""
    return f"{shown_path(file)}: {VEILS[what].opened}. The log keeps when and why.{locked}"


def reason_given(why: str) -> str:
    """The reason given, or asked for where somebody can answer."""
    if not why.strip() and sys.stdin.isatty() and sys.stdout.isatty():
        why = str(click.prompt("Why"))
    if not why.strip():
        raise UsageError("This needs a reason; the log keeps it.", 'Add --why "..."')
    return why.strip()
