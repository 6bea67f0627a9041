"""Writing a document that a person asked for: a report, a form, a sheet."""

from __future__ import annotations

from pathlib import Path

from msp_select.store.atomic import atomic_write
from msp_select.store.os_errors import file_error


def write_document(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all (FileError that says why not)."""
    try:
        atomic_write(path, data)
    except OSError as error:
        raise file_error(error, str(path), "save") from None
