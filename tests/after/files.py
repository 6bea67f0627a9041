"""Signed sessions as files, for commands that read them."""

from __future__ import annotations

from pathlib import Path

from msp_select.model.session import Session
from msp_select.store.session import dump_session


def written(folder: Path, session: Session, name: str = "ours.toml") -> str:
    """The session in a file, by its path."""
    path = folder / name
    path.write_bytes(dump_session(session))
    return str(path)
