"""An evaluator's form as it came back: a text file by its ending, else a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from msp_select.exchange.cell_grid import MAX_FILE
from msp_select.exchange.read_marks_sheet import MarksSheet, read_marks_sheet
from msp_select.model.catalog import Catalog
from msp_select.store.evaluator_files import MarksFile, read_marks
from msp_select.store.returned_file import clean_name, first_bytes


def brought_marks(path: Path, catalog: Catalog) -> MarksFile | MarksSheet:
    """The form at `path` (FileError, FileFaults by line or cell)."""
    if path.suffix.lower() == ".toml":
        return read_marks(path)
    return read_marks_sheet(first_bytes(path, MAX_FILE + 1), clean_name(path), catalog)
