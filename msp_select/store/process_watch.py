"""A process that works for another must not outlive it, however that one ends."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


def leave_with_parent() -> None:
    """Leave at once when the process that started this one is gone; for none that nobody started."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True, name="watch of the parent").start()
