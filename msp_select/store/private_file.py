"""Files that are their owner's alone, and links in their place, which are refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msp_select.errors import FileError, shown_path
from msp_select.store.atomic_write import PRIVATE, atomic_write
from msp_select.store.os_errors import file_error

MOST_BYTES = 1 << 20


def read_private(path: Path, most: int = MOST_BYTES) -> bytes:
    """What stands in an ordinary file, nothing where there is none; a link is not followed (FileError)."""
    refused = FileError(f"{shown_path(path)}: is a link, or no ordinary file", "Move it away and try again.")
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return b""
    except OSError:
        raise refused from None
    with os.fdopen(descriptor, "rb") as file:
        if path.is_symlink() or not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise refused
        return file.read(most)


def new_private(path: Path) -> int:
    """A descriptor of a file that is made now, its owner's alone (FileExistsError, OSError)."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE)


def write_private(path: Path, data: bytes) -> None:
    """Replace a file that is its owner's alone; a link in its place is refused (FileError)."""
    if path.is_symlink():
        raise FileError(f"{shown_path(path)}: is a link", "Move it away and try again.")
    try:
        atomic_write(path, data, mode=PRIVATE)
    except OSError as error:
        raise file_error(error, str(path), "save") from None
