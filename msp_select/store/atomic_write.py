"""Writing a file so that a crash at any moment leaves the old one or the new one, whole."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = ".msp-select-"
SUFFIX = ".tmp"
STALE_AFTER = 3600.0  # seconds
PRIVATE = 0o600  # the mode of what is kept for its user alone, whatever the umask
PATIENCE = 2.0  # seconds that Windows is given to let go of a file


def atomic_write(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Replace the file at `path` by `data`, keeping its mode unless one is given, and following links.

    Raises OSError, with the old file whole and nothing left behind.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    kept = _mode(target)
    _remove_stale(folder)
    # The name is short on purpose: beside a name of 250 characters there is no room for a longer one.
    descriptor, temporary = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
    try:
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, kept if mode is None else mode)
        finally:
            os.close(descriptor)
        _replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _mode(target: str) -> int:
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return 0o666 & ~_umask()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(21, "is a folder", target)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is write-protected", target)
    return stat.S_IMODE(found.st_mode)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _replace(temporary: str, target: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(temporary, target)
            return
        except PermissionError:
            # On Windows a virus scanner or a preview may hold the file for a moment.
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _sync_folder(folder: str) -> None:
    # The new file is in place by now: a folder that cannot be synced is no reason to call it not saved.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_stale(folder: str) -> None:
    """Remove what a killed save left behind, an hour later."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            ours = entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX)
            if ours and time.time() - entry.stat().st_mtime > STALE_AFTER:
                os.unlink(entry.path)
