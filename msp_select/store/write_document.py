"""Writing a document that a person asked for, and never over anything else: a report, a form, a sheet."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msp_select.errors import FileError, UsageError, shown_path
from msp_select.store.atomic_write import PRIVATE, atomic_write
from msp_select.store.files import is_installed, name_of, session_path, state_folder
from msp_select.store.os_errors import file_error


def check_target(path: Path, session: str | Path, *, replace: bool = False) -> None:
    """Refuse a place where no document of `session` (FILE or example:NAME) may be written.

    Never allowed are a folder, a device or pipe, a link, the session itself, a session or catalog file and a
    file of the program. Another file is replaced only if it is still what was last written there for the
    same session, or with `replace`. Raises FileError and UsageError.
    """
    shown = shown_path(path)
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise FileError(
                f"{shown_path(path.parent)}: there is no such folder",
                "Create it first, or name another one.",
            ) from None
        return
    except OSError as error:
        raise file_error(error, shown, "save") from None
    if stat.S_ISDIR(found.st_mode):
        raise FileError(f"{shown}: is a folder, not a file", "Give the name of a file inside it.")
    if stat.S_ISLNK(found.st_mode):
        raise FileError(
            f"{shown}: not written: it is a link, and a document is never written through one",
            "Give the document a name of its own, or remove the link.",
        )
    if not stat.S_ISREG(found.st_mode):
        raise FileError(
            f"{shown}: not written: it is a device or a pipe, not an ordinary file",
            "Give the document a name of its own.",
        )
    own = session_path(session)
    if path.suffix.lower() == ".toml" or is_installed(path) or (own.exists() and path.samefile(own)):
        raise UsageError(
            f"{shown}: a document never replaces a session or a file of the program",
            "Give the document a name of its own.",
        )
    if not replace and not is_as_written(path, session):
        raise UsageError(
            f"{shown}: not written: there is already a file of that name, and it is not what msp-select last "
            "wrote there for this session",
            "Choose another name, or add --replace.",
        )


def write_document(path: Path, data: bytes, session: str | Path, *, replace: bool = False) -> None:
    """Write a document of `session` to `path`, whole or not at all, where `check_target` allows it.

    Raises FileError and UsageError that say why not.
    """
    check_target(path, session, replace=replace)
    try:
        atomic_write(path, data)
    except OSError as error:
        raise file_error(error, str(path), "save") from None
    with suppress(OSError):
        record = _record(path)
        os.makedirs(record.parent, mode=0o700, exist_ok=True)
        atomic_write(record, _stamp(data, session), mode=PRIVATE)


def is_as_written(path: Path, session: str | Path) -> bool:
    """Whether the file is, to the byte, what was last written there for this session."""
    try:
        return _record(path).read_bytes() == _stamp(path.read_bytes(), session)
    except OSError:
        return False


def _record(path: Path) -> Path:
    return state_folder() / "documents" / name_of(path)


def _stamp(data: bytes, session: str | Path) -> bytes:
    return f"{sha256(data).hexdigest()} {name_of(session_path(session))}\n".encode()
