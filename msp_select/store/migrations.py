"""Older sessions brought to today's schema, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msp_select.errors import FileFaults
from msp_select.model.session import SCHEMA
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
