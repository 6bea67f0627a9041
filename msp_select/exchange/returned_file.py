"""A file that came back as rows of cells, whatever it was saved as."""

from __future__ import annotations

from msp_select.exchange.cell_grid import Book
from msp_select.exchange.csv_grid import csv_grid
from msp_select.exchange.file_safety import kind_of
from msp_select.exchange.ods_grid import open_document_grid
from msp_select.exchange.xlsx_grid import workbook_grid


def book_of(data: bytes, name: str) -> Book:
    """The pages of a workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file (FileError)."""
    readers = {"xlsx": workbook_grid, "ods": open_document_grid, "csv": csv_grid}
    return readers[kind_of(data, name)](data, name)
