"""How the worksheets of a report look, and how they are printed: wide enough to read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from msp_select.model.letterhead import Letterhead
from msp_select.report.document import ColumnKind

FORMS: dict[ColumnKind, str] = {
    "text": "@",
    "points": "0.0",
    "money": "#,##0",
    "percent": "0.0%",
    "count": "0",
    "figure": "General",
}
LETTERS = 98.0  # of the normal size, beside each other on a sheet of Letter laid across; A4 takes 105
PAPERS = {"letter": 1, "a4": 9}  # as Excel counts them
LEAST = 70  # percent of the normal size: smaller print is not read
WIDEST = LETTERS * 100 / LEAST  # what the columns of one page may come to, in letters
LOGO = 28  # pixels
MOST_IN_HEADER = 100  # letters on either side: Excel takes 255 in all
MARGIN = 5 / 7  # letters by which a column is drawn wider than what it holds


def print_across(page: Any, *, heading: int, width: float | None = None) -> None:
    """Pages laid across, `heading` the row on top of each: as wide as the columns, or as `width` letters."""
    page.set_landscape()
    if width is None:
        page.fit_to_pages(1, 0)
    else:  # what is fitted to the page takes no breaks between its columns
        page.set_print_scale(int(min(100.0, 100 * LETTERS / width)))
    page.repeat_rows(heading)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")


def under_letterhead(page: Any, look: Letterhead) -> None:
    """Printed on the paper of the letterhead, with who it is by and for on top of each page."""
    page.set_paper(PAPERS[look.paper])
    by, whom = (text[:MOST_IN_HEADER].replace("&", "&&") for text in (look.prepared_by, look.prepared_for))
    if by or whom:
        page.set_header(f"&L{by}&R{whom}")


def add_logo(page: Any, logo: bytes, row: int, column: int) -> None:
    """The logo as high as a heading, in that cell."""
    high = int.from_bytes(logo[20:24], "big")
    scale = LOGO / high
    page.insert_image(
        row, column, "logo.png",
        {"image_data": BytesIO(logo), "x_scale": scale, "y_scale": scale, "description": "Logo"},
    )  # fmt: skip


def styles_of(book: Any, accent: str) -> dict[str, Any]:
    """The formats of its cells: one for each kind of column, and those of headings and totals."""

    def style(**how: Any) -> Any:
        return book.add_format({"valign": "top"} | how)

    head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": accent}
    return {
        "head": style(**head),
        "head-number": style(**head, align="right"),
        "title": style(bold=True, font_size=14, font_color=accent),
        "strong": style(bold=True, text_wrap=True),
        "right": style(text_wrap=True, align="right"),
        "total": style(bold=True, num_format=FORMS["points"]),
        "typed": style(num_format=FORMS["percent"], bg_color="#FFF9D6", border=1),
        **{kind: style(num_format=form) for kind, form in FORMS.items()},
        "text": style(num_format=FORMS["text"], text_wrap=True, indent=1),
    }
