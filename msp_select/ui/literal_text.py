"""The one way in which text from outside is shown: as it is, never as markup, what is unsafe written out.

Widgets take `literal` (Textual's Content); cells of a DataTable and labels of a Tree take `cell` (Rich's
Text), because a Content there would show its first character only.
"""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text
from textual.content import Content

from msp_select.errors import visible

ELLIPSIS = "…"


def literal(text: str, style: str = "") -> Content:
    """`text` for a widget: label, title, option, prompt, tooltip."""
    text = visible(text)
    return Content.styled(text, style) if style else Content(text)


def cell(text: str, style: str = "", *, right: bool = False) -> Text:
    """`text` for a cell of a DataTable or a label of a Tree."""
    return Text(visible(text), style=style, justify="right" if right else "left", no_wrap=True)


def on_one_line(text: str) -> str:
    """`text` with its line breaks and runs of blanks made single blanks."""
    return " ".join(visible(text).split())


def fitted(text: str, width: int) -> str:
    """`text` on one line in at most `width` cells, cut with an ellipsis; wide characters count as two."""
    text = on_one_line(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def padded(text: str, width: int) -> str:
    """`text` fitted and filled to exactly `width` cells."""
    return set_cell_size(fitted(text, width), width)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; its own line breaks are kept, long words are cut."""
    lines: list[str] = []
    for paragraph in visible(text).splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            for piece in chop_cells(word, width) if cell_len(word) > width else [word]:
                if line and cell_len(line) + 1 + cell_len(piece) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = f"{line} {piece}" if line else piece
        lines.append(line)
    return lines
