"""The terminal interface, loaded only here."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import click

from msp_select.errors import UsageError, shown_path

WEB_DRIVER = ":BrowserDriver"  # a browser at the other end: no terminal, and other people's files around


def open_home() -> None:
    """Start the interface at its first page."""
    _run(None)


def open_session(reference: str) -> None:
    """Start the interface with a session."""
    _run(reference)


def _run(reference: str | None) -> None:
    """Start the interface and leave with its exit status; without a terminal say what works instead."""
    served = os.environ.get("TEXTUAL_DRIVER", "").endswith(WEB_DRIVER)
    if served and reference is not None:
        from msp_select.reading.reader_process import COMMAND
        from msp_select.store.reach import Reach, confine

        confine(Reach.of(Path(reference)), COMMAND)
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    elif not _on_terminal():
        file = shown_path(reference or "FILE")
        raise UsageError(
            "The interface needs a terminal, and this is none.",
            f"Use msp-select open {file} --plain, msp-select rank {file} or msp-select explain {file}.",
        )
    from msp_select.ui.app import SelectApp
    from msp_select.ui.leaving import last_words

    app = SelectApp(reference)
    app.run()
    if app.return_code == 0 and (words := last_words(app)):
        click.echo(words)
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)


def _end_with(server: int) -> None:
    """Save and end when the server that started this is gone, however it went."""
    while os.getppid() == server:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _on_terminal() -> bool:
    """Whether keys can be read and a screen drawn (Textual draws on standard error)."""
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
