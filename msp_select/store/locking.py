"""One writer at a time: a lock file beside what is written, where everyone who shares the folder meets it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msp_select.errors import FileInUse
from msp_select.store.atomic_write import PRIVATE


@contextmanager
def locked(lock: Path, seconds: float, in_use: FileInUse) -> Iterator[None]:
    """Hold the lock; after so many seconds of waiting `in_use` is raised.

    The lock file is its maker's alone. Where another account made it, it cannot be taken: then what is
    written is still held against what was read, and replaced whole (OSError where the folder is closed).
    """
    import filelock

    holder = filelock.FileLock(lock, timeout=seconds, mode=PRIVATE)
    try:
        holder.acquire()
    except filelock.Timeout:
        raise in_use from None
    except PermissionError:
        if not lock.exists():
            raise
    try:
        yield
    finally:
        with suppress(OSError):  # what was written is written, whatever becomes of the lock
            holder.release()
