"""`msp-select` alone and `open`: the terminal interface, loaded only here."""

from __future__ import annotations

import click

from msp_select.errors import UsageError


def open_home() -> None:
    """Start the interface at its first page."""
    raise UsageError(
        "The terminal interface is not part of this version yet.",
        "Use msp-select rank FILE and msp-select explain FILE; msp-select new FILE starts a session.",
    )


def open_session(reference: str) -> None:
    """Start the interface with a session."""
    open_home()


@click.command(name="open")
@click.argument("file")
def open_(file: str) -> None:
    """Open FILE in the terminal interface."""
    open_session(file)
