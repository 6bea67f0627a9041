"""What every command that changes a session does: open its file to write, and save."""

from __future__ import annotations

from msp_select.cli.load_file import tell_changes
from msp_select.errors import UsageError, shown_path
from msp_select.model.session import Session
from msp_select.open_session import OpenSession


def writable(file: str) -> OpenSession:
    work = OpenSession.open(file)
    if work.read_only:
        raise UsageError(
            f"{shown_path(file)}: it is part of the program and stays as it is",
            f"Work on a copy: msp-select new FILE --from {shown_path(file)}",
        )
    tell_changes(work.changed_outside)
    return work


def saved(work: OpenSession, session: Session, what: str) -> None:
    work.change(session, what)
    if work.problem is not None:
        raise work.problem
