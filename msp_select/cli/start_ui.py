"""`msp-select` alone and `open`: the terminal interface, loaded only here."""

from __future__ import annotations

import os
import sys

import click

from msp_select.errors import FileError, UsageError, shown_path


def open_home() -> None:
    """Start the interface at its first page."""
    _run(None)


def open_session(reference: str) -> None:
    """Start the interface with a session."""
    _run(reference)


def _run(reference: str | None) -> None:
    """Start the interface and leave with its exit status; without a terminal say what works instead."""
    if not _on_terminal():
        file = shown_path(reference or "FILE")
        raise UsageError(
            "The interface needs a terminal, and this is none.",
            f"Use msp-select open {file} --plain, msp-select rank {file} or msp-select explain {file}.",
        )
    from msp_select.ui.app import SelectApp

    app = SelectApp(reference)
    app.run()
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)


def _on_terminal() -> bool:
    """Whether keys can be read and a screen drawn (Textual draws on standard error)."""
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


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
