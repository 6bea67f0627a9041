"""Who did what at the door: one JSON object a line, and never a key, a note or an answer in it."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from msp_select.errors import FileError, shown_path
from msp_select.model.scalars import clean_text
from msp_select.store.atomic_write import PRIVATE
from msp_select.store.returned_file import first_bytes
from msp_select.store.write_document import check_target

MOST_AGENT = 120  # letters
BEGINS = b'{"at": "'  # each of its lines


@dataclass(frozen=True)
class Audit:
    """The file, which only grows; a link in its place is not followed."""

    path: Path

    def check(self, session: Path) -> None:
        """Refuse a file that is something else: nothing is added to it (FileError, UsageError)."""
        check_target(self.path, session, replace=True)
        if self.path.exists() and first_bytes(self.path, len(BEGINS)) not in (b"", BEGINS):
            raise FileError(
                f"{shown_path(self.path)}: not written: it is no record of who did what",
                "Give --audit another name.",
            )

    def note(self, what: str, *, remote: str = "", agent: str = "", **more: str) -> None:
        """Write a line; nothing that was sent can begin one of its own (OSError)."""
        line = {
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "what": what,
            "from": remote,
            "agent": " ".join(clean_text(agent).split())[:MOST_AGENT],
            **more,
        }
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self.path, flags, PRIVATE), "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
