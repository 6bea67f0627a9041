"""The document for a word processor: real headings, lists, tables, captions, and words for every picture."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from itertools import count
from typing import Any

from msp_select.errors import UsageError
from msp_select.model.letterhead import Letterhead
from msp_select.report.as_pdf import widths
from msp_select.report.chart_data import Chart
from msp_select.report.document import (
    Block,
    Bullets,
    Column,
    Listed,
    Paragraph,
    Picture,
    Statement,
    Table,
    Terms,
)
from msp_select.report.options import FORMATS
from msp_select.report.rendering import Order
from msp_select.report.templating import svg

INSTALL = 'pip install "msp-select[docx]"'
SIZES = {"a4": (210, 297), "letter": (216, 279)}  # millimetres
MARGIN, PICTURE = 20, 110
BODY, SMALL, SMALLEST = 10, 8.5, 6.5  # points: of the text, of tables and captions, of wide tables
WIDE = 7  # columns from which a table takes small print
PAD = 0.8  # millimetres between a column's line and its text
WIDER = 1.2  # than on paper: nobody knows in which font the file is opened
USUAL_ACCENT = Letterhead().accent
OLDEST = (1980, 1, 1, 0, 0, 0)  # the time of every part of the file


def docx(order: Order) -> bytes:
    """The document as DOCX; the same session gives the same bytes, dated by its own day."""
    if not FORMATS["docx"].is_there:
        raise UsageError("A Word document needs a part that is not installed.", f"Install it with: {INSTALL}")
    import docx as word
    from docx.shared import Mm, Pt, RGBColor

    document, look = order.document, order.look
    made: Any = word.Document()
    page = made.sections[0]
    width, height = SIZES[look.paper]
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    for name in ("Title", "Heading 1", "Heading 2", "Subtitle", "Caption"):
        made.styles[name].font.color.rgb = RGBColor.from_string(look.accent[1:].upper())
    usual, caption = made.styles["Normal"], made.styles["Caption"]
    usual.font.size, caption.font.size = Pt(BODY), Pt(SMALL)
    usual.paragraph_format.space_after, usual.paragraph_format.line_spacing = Pt(4), 1.0
    caption.paragraph_format.space_after = Pt(2)
    day = dt.datetime.combine(document.as_of, dt.time())
    about = made.core_properties
    about.title, about.author, about.comments = document.title[:250], look.prepared_by[:250], ""
    about.created = about.modified = day
    numbers = count(1)

    def drawn(chart: Chart) -> None:
        _chart(made, chart, look.accent, next(numbers))

    if order.options.logo:
        made.add_picture(io.BytesIO(order.options.logo), height=Mm(14))
        _described(made, look.firm or look.name or "Logo")
    made.add_heading(document.title, 0)
    if document.subtitle:
        made.add_paragraph(document.subtitle, style="Subtitle")
    for name, text in document.facts:
        _pair(made, name, text)
    for section in document.sections:
        heading = made.add_heading(section.title, 1)
        heading.paragraph_format.page_break_before = section.new_page
        for block in section.blocks:
            _block(made, block, section.title, width - 2 * MARGIN, drawn)
    out = io.BytesIO()
    made.save(out)
    return _dated_alike(out.getvalue())


def _block(made: Any, block: Block, heading: str, room: float, drawn: Callable[[Chart], None]) -> None:
    match block:
        case Paragraph():
            made.add_paragraph().add_run(block.text).bold = block.lead or None
        case Bullets():
            _list(made, block.items)
        case Listed():
            made.add_heading(block.title, 2)
            _list(made, block.items)
        case Terms():
            for name, text in block.items:
                _pair(made, name, text)
        case Table():
            _table(made, block, heading, room)
        case Picture():
            drawn(block.chart)
        case Statement():
            if block.title != heading:
                made.add_heading(block.title, 2)
            made.add_paragraph(block.sentence)
            for chart in block.charts:
                drawn(chart)
            for name, text in block.pairs:
                _pair(made, name, text)


def _list(made: Any, items: tuple[str, ...]) -> None:
    for item in items:
        made.add_paragraph(item, style="List Bullet")


def _pair(made: Any, name: str, text: str) -> None:
    from docx.shared import Pt

    line = made.add_paragraph()
    line.paragraph_format.space_after = Pt(1)
    line.add_run(f"{name}: ").bold = True
    line.add_run(text)


def _table(made: Any, table: Table, heading: str, room: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    if table.caption != heading:
        made.add_paragraph(table.caption, style="Caption").paragraph_format.keep_with_next = True
    letters = SMALLEST if len(table.columns) > WIDE else SMALL
    sizes = [Mm(size) for size in _sizes(table, room, letters * WIDER * 25.4 / 72)]
    grid = made.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    grid.autofit = False
    for line, size in zip(grid.columns, sizes, strict=True):
        line.width = size
    _narrow(grid)
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    texts = [[column.title for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
    for k, row in enumerate(texts):
        line = grid.rows[0] if k == 0 else grid.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, column, size in zip(line.cells, row, table.columns, sizes, strict=True):
            cell.width = size
            words = cell.paragraphs[0]
            words.add_run(text).font.size = Pt(letters)
            words.paragraph_format.space_after = Pt(0)
            if _is_number(column):
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph()


def _narrow(grid: Any) -> None:
    """Less room beside the texts of its cells than a word processor leaves."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(PAD).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = grid._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    (properties.append if look is None else look.addprevious)(margins)


def _sizes(table: Table, room: float, em: float) -> list[float]:
    """How wide each column is, in millimetres: as on paper, by few letters, else by share."""
    found = widths(table)
    short = [-one * em + 2 * PAD if one < 0 else 0.0 for one in found]
    shared = sum(one for one in found if one > 0)
    if not shared or sum(short) > 0.75 * room:
        least = [one or 8 * em for one in short]
        return [room * one / sum(least) for one in least]
    return [one or (room - sum(short)) * share / shared for one, share in zip(short, found, strict=True)]


def _is_number(column: Column) -> bool:
    return column.kind != "text"


def _chart(made: Any, chart: Chart, accent: str, number: int) -> None:
    """The picture under its title; its words are its alternative text, or stand in for it."""
    from docx.shared import Mm

    made.add_paragraph(chart.title, style="Caption").paragraph_format.keep_with_next = True
    if not FORMATS["pdf"].is_there:  # what sets the PDF draws the picture too
        made.add_paragraph(chart.alternative)
        return
    drawn = str(svg(chart, f"chart-{number}")).replace(USUAL_ACCENT, accent)
    made.add_picture(io.BytesIO(_picture(drawn)), width=Mm(PICTURE))
    _described(made, chart.alternative)


def _picture(drawn: str) -> bytes:
    import typst

    return typst.compile(
        f"#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.data), format: "svg", width: {PICTURE}mm)'.encode(),
        format="png",
        ppi=180,
        sys_inputs={"data": drawn},
        ignore_system_fonts=True,
    )


def _described(made: Any, words: str) -> None:
    made.inline_shapes[-1]._inline.docPr.set("descr", words)


def _dated_alike(data: bytes) -> bytes:
    """The same parts, each with the same time, so that the same words give the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, OLDEST), before.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
