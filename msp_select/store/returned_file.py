"""A file that came from outside: its name fit to be shown and logged, and no more of it than asked for."""

from __future__ import annotations

from pathlib import Path

from msp_select.errors import FileError, shown_path
from msp_select.model.scalars import clean_text
from msp_select.store.os_errors import file_error


def clean_name(path: Path) -> str:
    """The file's own name, fit to be shown and logged."""
    return " ".join(clean_text(path.name).split())[:200]


def first_bytes(path: Path, most: int) -> bytes:
    """The bytes of a file, `most` at the most (FileError)."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(
                f"{shown_path(path)}: is not an ordinary file", "Give the name of the file that came back."
            )
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise file_error(error, str(path), "read") from None
