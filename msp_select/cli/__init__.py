"""The command line: nothing heavy is loaded before a command needs it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from msp_select import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 a check failed, 2 bad usage or an unreadable file."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:  # answered before click is loaded, because scripts ask it often
        sys.stdout.write(f"msp-select {__version__}\n")
        return 0
    from msp_select.cli.program import run

    # A command lives for a moment and makes few cycles: looking for them takes a tenth of its time.
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, *threshold[1:])
    try:
        return run(given)
    finally:
        gc.set_threshold(*threshold)
