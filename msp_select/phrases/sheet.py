"""What a handout is in words: a page of tables and notes that an owner takes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msp_select.decision.sheets.sheet import Sheet, Table, filled, said
from msp_select.phrases.names import Names

__all__ = ["Sheet", "SheetWording", "Table", "filled", "said"]

SheetWording = Callable[[Any, Names], Sheet]
"""Words one kind of handout; the names are those of the session it is made from."""
