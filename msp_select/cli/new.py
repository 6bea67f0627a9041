"""`new`: a session started in a file."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from msp_select.cli.load_file import load
from msp_select.cli.usable import usable
from msp_select.errors import UsageError, shown_path
from msp_select.model.edits import new_session, with_fields
from msp_select.phrases.en.currencies import CURRENCIES_IN_WORDS
from msp_select.store.session import new_session_file


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--title", help="What is being selected, such as the business's name; the file's name by default."
)
@click.option(
    "--size",
    type=click.Choice(["quick", "core", "full"]),
    default="quick",
    show_default=True,
    help="How many questions are asked; msp-select catalog counts them.",
)
@click.option(
    "--currency", help="Three letters, such as EUR; one currency a session. Asked for where it is left out."
)
@click.option("--from", "source", metavar="example:NAME", help="Start from a copy of an example to work on.")
def new(file: Path, *, title: str | None, size: str, currency: str | None, source: str | None) -> None:
    """Start a session in FILE; it never overwrites one."""
    if source is None:
        with usable("--title"):
            session = new_session(title or file.stem.replace("-", " ").replace("_", " "), dt.date.today())
        with usable("--currency"):
            session = with_fields(session, size=size, currency=(currency or _asked_currency()).upper())
    else:
        stored, _ = load(source)
        with usable("--title"):
            session = with_fields(stored.session, title=title) if title else stored.session
    new_session_file(file, session)
    click.echo(f"{shown_path(file)} is started. Comments you write into it do not survive a save.")
    click.echo(f"Go on with: msp-select open {shown_path(file)}")


def _asked_currency() -> str:
    """The currency typed at a terminal (UsageError where nobody is there to be asked)."""
    if not sys.stdin.isatty():
        raise UsageError(
            "--currency: in which currency are the bids? It is never assumed.",
            f"Add it, such as --currency EUR. {CURRENCIES_IN_WORDS}",
        )
    click.echo(CURRENCIES_IN_WORDS)
    return str(click.prompt("In which currency are the bids"))
