"""From the files a bidder sent to one reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.reading.reading import Document, Reading, SentFile


def read_documents(
    session: Session,
    catalog: Catalog,
    candidate_id: str,
    files: Sequence[SentFile],
    *,
    pages: tuple[int, int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """What `files` say for that candidate, redacted as the session is sealed and blind; changes nothing.

    `pages` are the first and last to read of each document, from 1; `progress` is told the page and of how
    many. A document that cannot be read is in the reading with its reason, not an error.
    """
    del session, catalog, pages, progress
    documents = tuple(
        Document(
            id=f"{candidate_id}-{at}",
            name=file.name,
            sha256=sha256(file.data).hexdigest(),
            kind=None,
            role=file.role,
            refused="Not read yet.",
        )
        for at, file in enumerate(files, 1)
    )
    return Reading(
        candidate=candidate_id, documents=documents, finds=(), contradictions=(), not_found=(), withheld=0
    )
