"""What of a reading may be shown while names are hidden: documents by letters, the firms' names masked.

A reading that is decided upon is made with its names, or the file would keep quotes that stand nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from msp_select.decision.panel.pseudonyms import hidden_names, hiding, letters
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.reading.reading import Reading


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class ShownNames:
    """What documents are called, by their ids in the reading, and `text` as it may be shown."""

    documents: Mapping[str, str]
    text: Callable[[str], str] = field(default=_as_it_is)

    @classmethod
    def of(cls, reading: Reading, session: Session, catalog: Catalog) -> ShownNames:
        """The names as the session has them hidden or not; letters go on from those read before."""
        if not session.settings.blind:
            return cls({one.id: one.name for one in reading.documents})
        known = [one.sha256 for one in session.candidate(reading.candidate).documents]
        order = list(dict.fromkeys((*known, *(one.sha256 for one in reading.documents))))
        called = {one.id: f"document {letters(order.index(one.sha256))}" for one in reading.documents}
        return cls(called, hiding(session.candidates, hidden_names(session), catalog.words))
