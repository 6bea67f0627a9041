"""The document as a tagged PDF: set by typst, from data that is never markup."""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from html import escape
from importlib.resources import files
from math import sqrt
from typing import Any

from msp_select.errors import UsageError
from msp_select.model.letterhead import Letterhead
from msp_select.phrases.en.dates import day_words
from msp_select.report.document import (
    Block,
    Bullets,
    Document,
    Listed,
    Paragraph,
    Picture,
    Statement,
    Table,
    Terms,
)
from msp_select.report.letters import letters
from msp_select.report.options import FORMATS
from msp_select.report.pdf_glyphs import mapped, with_known_letters
from msp_select.report.rendering import Order
from msp_select.report.templating import svg

PAPERS = {"a4": "a4", "letter": "us-letter"}
USUAL_ACCENT = Letterhead().accent
INSTALL = 'pip install "msp-select[pdf]"'
BREAK = "\u200b"
BOLD = 0.62  # of the font's size: the mean width of a letter of a heading, taken on the safe side
SHORT = 12  # letters in the longest cell of a column that needs no share of the page
MOST_IN_ROW = 700  # letters in a cell of a row that is not to be torn apart between two pages
MOST_IN_CELL, MOST_IN_LINE = 16, 70  # letters in a word that still fit
_PROBE = b"""#set document(title: "letters")
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#let data = json(bytes(sys.inputs.data))
#for weight in ("regular", "bold") { for line in data.lines { par(text(weight: weight, line)) } }
#image(bytes(data.svg), format: "svg", alt: "letters")"""


def pdf(order: Order) -> bytes:
    """The document as PDF/UA; its date is the session's, so that the same session gives the same bytes."""
    if not FORMATS["pdf"].is_there:
        raise UsageError("PDF needs the part of msp-select that sets pages.", f"Install it with: {INSTALL}")
    document = with_known_letters(order.document, missing_letters)
    document = mapped(document, lambda text: breakable(text, MOST_IN_LINE))
    look = {"accent": order.look.accent, "paper": PAPERS[order.look.paper]}
    logo = {"logo": b64encode(order.options.logo).decode(), "firm": order.look.firm or order.look.name}
    data = json.dumps(_data(document, order.look.accent) | look | logo, ensure_ascii=False)
    return _compiled(_template("paper.typ"), data, document.as_of)


def missing_letters(asked: list[str]) -> list[str]:
    """Those of the letters asked about, each with its marks, that no font of the PDF can show."""
    if not asked or _can_be_set(asked):
        return []
    if len(asked) == 1:
        return asked
    half = len(asked) // 2
    return missing_letters(asked[:half]) + missing_letters(asked[half:])


def _can_be_set(asked: list[str]) -> bool:
    import typst

    lines = [line for one in asked for line in (one, f"{one}x{one}")]  # where a text begins, and within it
    try:
        _compiled(_PROBE, json.dumps({"lines": lines, "svg": _picture_of(lines)}), dt.date(2000, 1, 1))
    except typst.TypstError:
        return False
    return True


def _picture_of(lines: list[str]) -> str:
    texts = "".join(
        f'<text y="{12 * k}" font-weight="{weight}">{escape(line, quote=False)}</text>'
        for weight in ("normal", "bold")
        for k, line in enumerate(lines, 1)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 {12 * len(lines) + 12}"'
    return f'{head} font-family="Libertinus Serif">{texts}</svg>'


def _template(name: str) -> bytes:
    return files("msp_select.report").joinpath("templates", name).read_bytes()


def _compiled(source: bytes, data: str, day: dt.date) -> bytes:
    import typst

    return typst.compile(
        source,
        format="pdf",
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        pdf_standards="ua-1",  # tagged, titled, every picture with its words
        timestamp=int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()),
    )


def _data(document: Document, accent: str) -> dict[str, Any]:
    names = (f"chart-{number}" for number in range(1, 10_000))

    def picture(chart: Any) -> dict[str, str]:
        return {
            "title": chart.title,
            "alternative": chart.alternative,
            "svg": str(svg(chart, next(names))).replace(USUAL_ACCENT, accent),
        }

    def plain(block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"type": "paragraph", "text": block.text, "lead": block.lead}
            case Bullets():
                return {"type": "bullets", "items": block.items}
            case Listed():
                return {"type": "listed", "title": block.title, "items": block.items}
            case Terms():
                return {"type": "terms", "items": block.items}
            case Picture():
                return {"type": "picture", "chart": picture(block.chart)}
            case Statement():
                return {
                    "type": "statement",
                    "title": block.title,
                    "sentence": block.sentence,
                    "charts": [picture(chart) for chart in block.charts],
                    "rows": block.pairs,
                }
            case Table():
                return {
                    "type": "table",
                    "caption": block.caption,
                    "columns": [
                        {"title": breakable(c.title, MOST_IN_CELL), "kind": c.kind} for c in block.columns
                    ],
                    "rows": [[breakable(cell.text, MOST_IN_CELL) for cell in row] for row in block.rows],
                    "heading": block.heading,
                    "heat": block.heat,
                    "numbers": [[cell.number for cell in row] for row in block.rows] if block.heat else [],
                    "widths": widths(block),
                    "whole": all(len(cell.text) < MOST_IN_ROW for row in block.rows for cell in row),
                    "form": any(not cell.text for row in block.rows for cell in row),
                }

    return {
        "kind": document.kind,
        "title": document.title,
        "short": document.title if len(document.title) <= 70 else f"{document.title[:69].rstrip()}…",
        "subtitle": document.subtitle,
        "as_of": day_words(document.as_of),
        "facts": document.facts,
        "contents_after": document.contents_after,
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "new_page": section.new_page,
                "blocks": [plain(b) for b in section.blocks],
            }
            for section in document.sections
        ],
    }


def widths(table: Table) -> list[float]:
    """Each column's width: a share of the page by its texts' length; below 0: in letters, for short texts."""
    return [_width(table, k) for k in range(len(table.columns))]


def _width(table: Table, k: int) -> float:
    longest = max((len(row[k].text) for row in table.rows), default=1)
    title, kind = table.columns[k].title, table.columns[k].kind
    if kind == "text" and 0 < longest <= SHORT and len(title) <= SHORT:
        return -0.58 * max(longest, len(title))
    if kind == "text":
        return sqrt(min(max(longest, 12), 400))
    heading = max(*map(len, title.replace("-", " ").split()), len(title) // 2, 4 if table.heat else 6)
    return -max(0.56 * longest, BOLD * min(heading, MOST_IN_CELL))


def breakable(text: str, most: int) -> str:
    """`text` with a place to break inside every word longer than `most`, so that nothing leaves the page."""
    return re.sub(rf"\S{{{most},}}", lambda found: _broken(found[0], most), text)


def _broken(word: str, most: int) -> str:
    parts = letters(word)
    return BREAK.join("".join(parts[k : k + most // 2]) for k in range(0, len(parts), most // 2))
