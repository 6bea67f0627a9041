"""The folder that documents go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import shown_path

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession


def folder_of(work: OpenSession) -> Path:
    """Where documents go unless told otherwise: beside the session, or here for an example."""
    folder = Path.cwd() if work.read_only else Path(work.stored.path).resolve().parent
    return folder if shown_path(folder) == str(folder) else Path()  # it goes into a line that is typed in
