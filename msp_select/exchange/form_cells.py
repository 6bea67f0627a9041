"""The cells of a form to fill in: how they look, what can be chosen in them, and how high they are."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msp_select.exchange.form_labels import cell_text
from msp_select.model.scalars import MAX_TEXT

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LISTS = "Lists"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


PAPERS = {"letter": 1, "a4": 9}  # as Excel counts them
LOGO = 28  # pixels: as high as the title


@dataclass(frozen=True)
class Looks:
    """How the kinds of cells look."""

    title: Format
    text: Format
    strong: Format
    quiet: Format
    head: Format
    heading: Format
    cell: Format
    count: Format
    question: Format
    number: Format
    percent: Format
    words: Format

    @classmethod
    def of(cls, book: Workbook, accent: str = "#000000") -> Looks:
        page: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
        lined = page | {"border": 1, "border_color": "#B8B8B8"}
        typed = page | {"border": 2, "border_color": "#7A6A00", "bg_color": "#FFF9D6", "locked": False}

        def look(of: dict[str, Any], **more: Any) -> Format:
            return book.add_format(of | more)

        return cls(
            title=look(page, font_size=15, bold=True, text_wrap=False, font_color=accent),
            text=look(page),
            strong=look(page, bold=True),
            quiet=look(page, italic=True, font_color="#555555", font_size=9),
            head=look(lined, bold=True, bg_color="#1F3A4D", font_color="#FFFFFF", valign="vcenter"),
            heading=look(page, bold=True, font_size=11, bg_color="#DDE6EC", text_wrap=False),
            cell=look(lined),
            count=look(lined, align="center"),
            question=look(lined),
            number=look(typed, align="left"),
            percent=look(typed, align="left", num_format="0.0#######%"),
            # As text, what begins with "=" is no formula.
            words=look(typed, num_format="@"),
        )


class Lists:
    """The hidden page of what the drop-down lists offer, one list under the other."""

    def __init__(self, page: Worksheet) -> None:
        self._page = page
        self._row = 0

    def add(self, words: Any) -> str:
        """Write a list; where it is, as a drop-down names it."""
        first = self._row
        for word in words:
            self._page.write_string(self._row, 0, word)
            self._row += 1
        return f"={LISTS}!$A${first + 1}:$A${self._row}"


def height(*cells: tuple[str, float]) -> float:
    """The height in points that shows each text in its column's width: not every program finds it itself."""
    lines = max(
        sum(max(len(textwrap.wrap(part, int(width * 1.35))), 1) for part in text.split("\n"))
        for text, width in cells
    )
    return min(5 + 12.5 * lines, 400.0)


def write_words(page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Words that no program takes for a formula; an empty cell where there are none."""
    if text:
        page.write_string(row, column, text, look)
    else:
        page.write_blank(row, column, None, look)


def is_exact(number: Decimal) -> bool:
    """Whether a cell's binary number gives this very decimal back."""
    return Decimal(repr(float(number))) == number and Decimal(f"{float(number):.16G}") == number


def drop_down(page: Worksheet, row: int, column: int, source: str) -> None:
    """A list to choose from in that cell, found at `source`; a cell may be left empty."""
    refusal = "Please choose one from the list of this cell, or leave it empty."
    page.data_validation(
        row,
        column,
        row,
        column,
        {"validate": "list", "source": source, "error_title": "Not in the list", "error_message": refusal},
    )


def limit_note(page: Worksheet, row: int, column: int) -> None:
    """A note no longer than a session holds."""
    length = {"validate": "length", "criteria": "<=", "value": MAX_TEXT - 500}
    words = {"error_title": "Too long", "error_message": f"At most {MAX_TEXT - 500:,} characters, please."}
    page.data_validation(row, column, row, column, length | words)


def add_logo(page: Worksheet, logo: bytes, row: int, column: int) -> None:
    """The logo, if there is one, as high as the title, in that cell."""
    if logo:
        scale = LOGO / int.from_bytes(logo[20:24], "big")
        sized = {"image_data": BytesIO(logo), "x_scale": scale, "y_scale": scale, "description": "Logo"}
        page.insert_image(row, column, "logo.png", sized)


def print_form(page: Worksheet, title: str, paper: str = "a4") -> None:
    """As wide as a page, with the title below; only what is to be filled in can be typed over."""
    page.set_paper(PAPERS[paper])
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L{_no_codes(title)}&RPage &P of &N")
    page.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})


def _no_codes(text: str) -> str:
    """A title as a footer takes it, where & begins a code."""
    return " ".join(cell_text(text)[:100].split()).replace("&", "&&")
