"""A PDF as lines with cells: characters with boxes to words, to lines, to rows and paragraphs."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from msp_select.reading.blocks import Block, Parsed, RefusedDocument
from msp_select.reading.limits import LEAST_ON_A_PAGE, MAX_PAGE_CHARACTERS, MAX_PAGES, PAGES_AT_ONCE
from msp_select.reading.pdf_bands import banded, bands_of
from msp_select.reading.pdf_lines import SAME_LINE, Line, Word, in_columns, is_prose_pair, rows_of

JOINED = 0.4  # of the type size: a smaller gap is within a word. pdfium's tight boxes tear digits apart
NEXT_LINE = 1.4  # of the type size: a larger gap parts two paragraphs
HEADING = 1.12  # times the usual size
LEAST_SIZE = 2.0  # points
LIGHT = 238  # of 255: lighter than that is white
DARK = 600  # of 765: a shape darker than that lets white text be seen
INVISIBLE = 3  # render mode
LEAST_LINES = 5  # of a page that can have a running head
_BULLET = re.compile(r"^(?:[•▪●◦‣∙·■□➢✓✔–—*\uf0b7-]|o)\s+(?=\S)")
_PAGE = re.compile(r"\bpage\s*\d+|^\s*[-–]?\s*\d{1,3}\s*(?:[-–]|of \d+|/ ?\d+)?\s*$", re.I)
_FIGURE = re.compile(r"[£$€]\s?\d|\d\s?%|\d[\d,]*\.\d\d\b")


def parse_pdf(data: bytes, asked: tuple[int, int] | None, told: Callable[[int, int], None]) -> Parsed:
    """The pages asked for, all where there are few (RefusedDocument)."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise RefusedDocument("password" if locked else "damaged") from None
    pages = len(document)
    wanted = _wanted(pages, asked)
    parsed = Parsed("pdf", [], pages)
    _notes(document, data, parsed)
    lines: dict[int, list[Line]] = {}
    for number, at in enumerate(wanted, 1):
        told(number, len(wanted))
        lines[at] = _lines_of(document, at, parsed)
        if sum(len(line.text) for line in lines[at]) < LEAST_ON_A_PAGE:
            parsed.without_text.append(at)
            lines[at] = []
    parsed.unread = sorted({*parsed.unread, *parsed.without_text})
    repeated = _repeated(lines)
    sizes = Counter[float]()
    for page in lines.values():
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    tables = count(1)
    for at, page in lines.items():
        kept = [line for line in page if _running_key(line) not in repeated and not _is_page_number(line)]
        parsed.blocks += _blocks(in_columns(kept), at, usual, tables)
    return parsed


def _wanted(pages: int, asked: tuple[int, int] | None) -> range:
    if pages == 0:
        raise RefusedDocument("damaged")
    if asked is None:
        if pages > PAGES_AT_ONCE:
            raise RefusedDocument("too_many_pages", pages=pages, most=min(pages, PAGES_AT_ONCE))
        return range(1, pages + 1)
    first, last = asked
    if first > pages:
        raise RefusedDocument("no_such_page", pages=pages, first=first)
    if min(last, pages) - first + 1 > MAX_PAGES:
        raise RefusedDocument("too_many_pages", pages=pages, most=MAX_PAGES)
    return range(first, min(last, pages) + 1)


def _notes(document: Any, data: bytes, parsed: Parsed) -> None:
    """What is in the file and is never run, opened or followed."""
    if b"/Encrypt" in data:
        parsed.note("restricted")
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-2048:]:
        parsed.note("repaired")
    if b"/JavaScript" in data or b"/JS" in data:
        parsed.note("script")
    try:
        for at in range(min(document.count_attachments(), 20)):
            parsed.note("attachment", name=document.get_attachment(at).get_name()[:200])
    except pypdfium2.PdfiumError:
        return


def _lines_of(document: Any, at: int, parsed: Parsed) -> list[Line]:
    try:
        page = document[at - 1]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        parsed.unread.append(at)
        return []
    try:
        words = list(_words(page, text, at, parsed))
        rows, words = banded(words, bands_of(page))
    finally:
        text.close()
        page.close()
    return sorted([*rows, *rows_of(words)], key=lambda line: -line.base)


def _words(page: Any, text: Any, at: int, parsed: Parsed) -> Iterator[Word]:
    """Words in the order of the file, without what nobody sees."""
    width, height = page.get_size()
    left0, bottom0, *_ = page.get_mediabox(fallback_ok=True) or (0.0, 0.0, 0.0, 0.0)
    letters = text.count_chars()
    if letters > MAX_PAGE_CHARACTERS:
        parsed.unread.append(at)
        parsed.note("page_cut", page=at)
    box = raw.FS_RECTF()
    colours = [ctypes.c_uint() for _ in range(4)]
    shapes: list[tuple[float, float, float, float]] | None = None
    modes: dict[int, tuple[bool, bool]] = {}
    word: Word | None = None
    for i in range(min(letters, MAX_PAGE_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, i)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if code == 2 or letter == "\ufffe":  # a hyphen at the end of a line
            letter = "-"
        if letter.isspace() or not raw.FPDFText_GetLooseCharBox(text, i, box):
            if word is not None:
                yield word
                word = None
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        size = top - bottom
        handle = raw.FPDFText_GetTextObject(text, i)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in modes:
            mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
            weight = raw.FPDFText_GetFontWeight(text, i)
            modes[key] = (mode == INVISIBLE, weight >= 600)
        unseen, bold = modes[key]
        raw.FPDFText_GetFillColor(text, i, *colours)
        red, green, blue, opaque = (one.value for one in colours)
        outside = right < left0 or left > left0 + width or top < bottom0 or bottom > bottom0 + height
        unseen = unseen or outside or size < LEAST_SIZE or opaque == 0
        if not unseen and min(red, green, blue) >= LIGHT:
            if shapes is None:
                shapes = list(_dark_shapes(page))
            middle = (bottom + top) / 2
            unseen = not any(
                one[0] - 1 <= left and right <= one[2] + 1 and one[1] - 2 <= middle <= one[3] + 2
                for one in shapes
            )
        if unseen:
            parsed.note("hidden", page=at)
            continue
        if (
            word is not None
            and abs(word.base - bottom) < word.size * SAME_LINE
            and word.last - 0.1 * size < left < word.right + JOINED * size / 1.2
        ):
            word.text += letter
            word.right, word.last = max(word.right, right), left
            continue
        if word is not None:
            yield word
        word = Word(letter, left, right, bottom, size, bold, left)
    if word is not None:
        yield word


def _dark_shapes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of filled shapes and pictures that white text can be read on."""
    colours = [ctypes.c_uint() for _ in range(4)]
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    for number, shape in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if number > 5_000:
            return
        if shape.type == raw.FPDF_PAGEOBJ_PATH:
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(shape, mode, stroke)
            seen = raw.FPDFPageObj_GetFillColor(shape, *colours)
            if not mode.value or not seen or sum(one.value for one in colours[:3]) >= DARK:
                continue
        try:
            left, bottom, right, top = shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        yield left, bottom, right, top


def _running_key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _repeated(pages: dict[int, list[Line]]) -> set[str]:
    """Running heads: what stands first or last on at least half of the pages, with more between."""
    counts = Counter[str]()
    for lines in pages.values():
        if len(lines) >= LEAST_LINES:
            counts.update({_running_key(line) for line in (*lines[:2], *lines[-2:])})
    return {key for key, count in counts.items() if count >= max(2, len(pages) / 2) and len(key) < 120}


def _is_page_number(line: Line) -> bool:
    return len(line.text) < 12 and bool(_PAGE.search(line.text))


def _blocks(lines: list[Line], page: int, usual: float, tables: Iterator[int]) -> Iterator[Block]:
    """Headings, paragraphs, bullets and table rows of one page."""
    paragraph: Block | None = None
    header: list[Word] = []
    rows = False
    pitch = 0.0  # between the rows of a table
    table = 0
    last: Line | None = None
    for line in lines:
        gap = last.low - line.base if last is not None else 0.0
        near = last is not None and 0 <= gap < NEXT_LINE * max(line.size, last.size)
        bullet = _BULLET.match(line.text)
        row = len(line.cells) >= 2 and not (bullet and len(line.cells) == 2 and len(line.cells[0].text) < 3)
        if row and not is_prose_pair(line):
            if paragraph is not None:
                yield paragraph
                paragraph = None
            wordy = not any(_FIGURE.search(cell.text) for cell in line.cells)
            set_off = wordy and header and 0 < pitch < 0.8 * gap
            if not rows or not _within(gap, line) or set_off:
                header, table = line.cells if wordy else [], next(tables)
                pitch = 0.0
            elif rows:
                pitch = gap
            rows = True
            yield Block(
                "row",
                line.text,
                page,
                cells=[cell.text for cell in line.cells],
                columns=[] if line.cells is header else [_above(cell, header) for cell in line.cells],
                table=table,
            )
        elif _is_heading(line, usual):
            if paragraph is not None:
                yield paragraph
                paragraph = None
            rows = False
            yield Block("head", line.text, page)
        elif bullet:
            if paragraph is not None:
                yield paragraph
            rows = False
            paragraph = Block("bullet", line.text[bullet.end() :], page)
        else:
            rows = rows and _within(gap, line)
            if paragraph is not None and near:
                paragraph.text += f" {line.text}"
            else:
                if paragraph is not None:
                    yield paragraph
                paragraph = Block("text", line.text, page)
        last = line
    if paragraph is not None:
        yield paragraph


def _within(gap: float, line: Line) -> bool:
    """Whether a line still belongs to the table above it."""
    return 0 <= gap < 3.2 * line.size


def _is_heading(line: Line, usual: float) -> bool:
    text = line.text
    if len(line.cells) != 1 or len(text) > 90 or text.endswith((".", ",", ";", ":")):
        return False
    return line.size > usual * HEADING or line.cells[0].bold or (len(text) > 3 and text.isupper())


def _above(cell: Word, header: list[Word]) -> str:
    """The words of the header over a cell: those that overlap it, else the nearest."""
    best, most = "", -40.0
    for head in header:
        overlap = min(cell.right, head.right) - max(cell.left, head.left)
        if overlap > most:
            best, most = head.text, overlap
    return best
