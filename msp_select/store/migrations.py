"""Older sessions brought to today's schema, and what older programs said in words alone read from them.

Only this module knows those words; what a file says by keys is never read from words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msp_select.errors import FileFaults
from msp_select.model.log import EntryByWords, LogEntry, LogKind, says_kind
from msp_select.model.session import SCHEMA, Session
from msp_select.store.toml import Document

Step = Callable[[dict[str, Any]], dict[str, Any]]

# STEPS[n] turns the data of schema n into schema n + 1.
STEPS: Mapping[int, Step] = {}


def schema_of(document: Document) -> int:
    """The schema a document says it has (FileFaults where it says none)."""
    found = document.data.get("schema")
    if isinstance(found, int) and not isinstance(found, bool) and found >= 1:
        return found
    what = "is missing; expected schema = 1" if found is None else "is not a schema number; expected 1"
    raise FileFaults([document.fault(("schema",), what)], "Write schema = 1 as the first line.")


def migrated(document: Document, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA) -> dict[str, Any]:
    """The document's data in schema `newest` (FileFaults for a newer one, naming both numbers)."""
    found = schema_of(document)
    if found > newest:
        raise FileFaults(
            [document.fault(("schema",), f"the file has schema {found}, this program knows up to {newest}")],
            "Update msp-select, then open the file again.",
        )
    data = document.data
    for schema in range(found, newest):
        data = {**steps[schema](data), "schema": schema + 1}
    return data


_OPENED = "prices opened"
_SAID: Mapping[str, LogKind] = {
    _OPENED: "prices_opened",
    "prices sealed again": "prices_sealed",
    "names shown": "names_shown",
    "names hidden": "names_hidden",
    "marks revealed": "marks_revealed",
    "marks hidden again": "marks_hidden",
}
_BEGUN: Mapping[str, LogKind] = {"taken back: ": "taken_back", "done again: ": "done_again"}


def with_log_read(session: Session) -> Session:
    """The session with the kind of every entry of its log that says none read from the entry's words."""
    log = tuple(_by_words(entry) for entry in session.log)
    if all(read is entry for read, entry in zip(log, session.log, strict=True)):
        return session
    return session.model_copy(update={"log": log})


def _by_words(entry: LogEntry) -> LogEntry:
    words = entry.what.lower()
    begun = next((kind for start, kind in _BEGUN.items() if entry.what.startswith(start)), None)
    kind = begun or _SAID.get(entry.what) or ("prices_opened" if _OPENED in words else None)
    weights = "weight" in words
    if says_kind(entry) or not (kind or weights):
        return entry
    return EntryByWords.model_validate(dict(entry) | {"kind": kind, "weights": weights})
