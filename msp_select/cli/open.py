"""`open`: a session in the terminal interface, or by ordinary prompts."""

from __future__ import annotations

import click

from msp_select.cli.start_ui import open_session
from msp_select.errors import FileError


@click.command(name="open")
@click.argument("file")
@click.option("--plain", is_flag=True, help="Ask by ordinary prompts: for screen readers and scripts.")
def open_(file: str, *, plain: bool) -> None:
    """Open FILE in the terminal interface."""
    if plain:
        open_plain(file)
    else:
        open_session(file)


def open_plain(reference: str) -> None:
    """Walk through a session by ordinary prompts."""
    from msp_select.cli.plain.menu import walk
    from msp_select.work import Work

    work = Work.open(reference, keep_unsaved=True)
    try:
        walk(work)
    except (click.Abort, KeyboardInterrupt, EOFError):
        if work.problem is None:
            raise
    work.close()
    if work.problem is not None:
        raise FileError(work.problem.message, f"{work.problem.remedy} {work.kept_words}")
