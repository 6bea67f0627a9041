"""A reading as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from typing import Any

from msp_select.decision.plain_values import as_plain
from msp_select.reading.reading import READING_SCHEMA, Reading


def reading_document(reading: Reading) -> dict[str, Any]:
    """The reading with every find as proposed: a program accepts nothing."""
    return {
        "schema": READING_SCHEMA,
        "candidate": reading.candidate,
        "documents": as_plain(reading.documents),
        "proposals": [as_plain(find) | {"state": "proposed"} for find in reading.finds],
        "contradictions": as_plain(reading.contradictions),
        "not_found": list(reading.not_found),
        "withheld": reading.withheld,
    }
