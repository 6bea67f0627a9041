"""Whether everything is on disk, in the few words at the end of the top line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession


def saved_words(work: OpenSession) -> str:
    """What the top line says."""
    if work.read_only:
        return "Example: changes are not kept"
    if work.problem is not None:
        return "NOT SAVED"
    if work.unsaved:
        return "Saving…"
    return f"Saved {work.saved_at.astimezone():%H:%M}" if work.saved_at else "Saved"
