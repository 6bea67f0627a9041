"""What a bidder's own documents say: values and passages with page and quote, each for a person to accept."""

from __future__ import annotations

from msp_select.reading.read_documents import read_documents
from msp_select.reading.reading import (
    Contradiction,
    Document,
    Find,
    OtherReading,
    PageText,
    Reading,
    Role,
    SentFile,
    Side,
    Zone,
)

__all__ = [
    "Contradiction",
    "Document",
    "Find",
    "OtherReading",
    "PageText",
    "Reading",
    "Role",
    "SentFile",
    "Side",
    "Zone",
    "read_documents",
]
