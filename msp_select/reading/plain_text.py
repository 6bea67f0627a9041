"""Plain text and web pages: paragraphs, bullets, headings, and tables set with tabs, bars or blanks."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise

from msp_select.reading.blocks import Block, Parsed
from msp_select.reading.html_text import html_blocks
from msp_select.reading.limits import MAX_LINE

_BULLET = re.compile(r"^\s*(?:[•▪●◦‣·*–—-]|\(?[a-z]\)|o)\s+(?=\S)")
_QUOTED = re.compile(r"^\s*>")
_OLDER = re.compile(
    r"^\s*(?:[-_*]{0,12}\s*(?:original|forwarded|previous|earlier|older) (?:message|e-?mail|mail)s?\b|"
    r"begin forwarded message|_{10,}\s*$|(?:on|am) .{4,120} (?:wrote|schrieb)\b.{0,40}:(?:\s|$))",
    re.I,
)
_WROTE = re.compile(r"^[^.!?]{2,80}\bwrote(?: on [^.!?]{4,60}| earlier| last week)?:\s*$", re.I)
_OLDER_HEADER = re.compile(r"^\s*\*?(?:from|von):\*?\s.*", re.I)
_HEADER = re.compile(r"^\s*\*?(?:sent|date|to|subject|cc|gesendet|an|betreff):\*?\s.*", re.I)
_HEADERS = re.compile(
    r"^\s*(?:from|von):\s.*\s(?:sent|date|gesendet|datum):\s.*\s(?:to|subject|an|betreff):\s", re.I
)
_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}|\s{2,}(?=[£$€\d])")
_RULE = re.compile(r"^[\s|+=_*-]{3,}$")
_FIGURE = re.compile(r"[£$€]\s?\d|\d\s?%|\d[\d,]*\.\d\d\b")


def parse_text(data: bytes) -> Parsed:
    """A text file."""
    parsed = Parsed("text", [])
    add_text(decoded(data, parsed), parsed)
    return parsed


def parse_html(data: bytes) -> Parsed:
    """A web page that was saved."""
    parsed = Parsed("html", [])
    html_blocks(decoded(data, parsed), parsed)
    quote_older(parsed.blocks)
    return parsed


def decoded(data: bytes, parsed: Parsed) -> str:
    """The text of these bytes: UTF-8, UTF-16 with its mark, else Windows-1252, which is said."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        parsed.note("encoding")
        return data.decode("cp1252", errors="replace")


def add_text(text: str, parsed: Parsed, page: int = 0, part: str = "") -> None:
    """Add the paragraphs of `text` to the blocks of `parsed`; older messages below it are quoted."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n"):
        if len(line) > MAX_LINE:
            parsed.note("long_line")
        lines.append(line[:MAX_LINE].rstrip())
    parsed.blocks += _blocks(lines, page, part)


def _blocks(lines: list[str], page: int, part: str) -> Iterator[Block]:
    older = False
    width = _width(lines)
    before = ""
    paragraph: Block | None = None
    header: list[str] = []
    header_line = ""
    table = 0
    for number, raw in enumerate(lines, 1):
        older = older or _begins_older(lines, number - 1)
        quoted = older or bool(_QUOTED.match(raw))
        line = re.sub(r"^(?:\s*>)+ ?", "", raw) if quoted else raw
        bullet = _BULLET.match(line)
        # Words set apart by wide blanks are cells; a first line indented by blanks is none.
        cells = [] if bullet else _cells(line)
        blank = not line.strip() or bool(_RULE.match(line))
        broken = paragraph is not None and (paragraph.quoted != quoted or _is_broken(before, line, width))
        before = line
        if blank or cells or bullet or broken:
            if paragraph is not None:
                yield paragraph
                paragraph = None
            if blank:
                header = header if _RULE.match(line) and line.strip() else []
                continue
        if cells:
            first = not header
            if first:
                table += 1
                header, header_line = cells, line
            headed = not any(_FIGURE.search(cell) for cell in header)
            columns = _over(cells, line, header, header_line)
            yield Block(
                "row",
                " ".join(cell for cell in cells if cell),
                page,
                part,
                cells,
                columns if headed and not first else [],
                table,
                number,
                [0],
                quoted,
            )
        elif bullet:
            paragraph = Block("bullet", line[bullet.end() :].strip(), page, part, line=number, starts=[0])
            paragraph.quoted = quoted
        elif paragraph is None:
            if _is_heading(line.strip(), lines[number : number + 1]):
                yield Block("head", line.strip().strip("*#= "), page, part, line=number, starts=[0])
                continue
            paragraph = Block("text", line.strip(), page, part, line=number, starts=[0], quoted=quoted)
        else:
            paragraph.starts.append(len(paragraph.text) + 1)
            paragraph.text += f" {line.strip()}"
    if paragraph is not None:
        yield paragraph


def quote_older(blocks: list[Block]) -> None:
    """Mark everything as quoted from where an older message begins, of the blocks of a page or mail."""
    lines = [block.text for block in blocks]
    at = next((at for at in range(len(lines)) if _begins_older(lines, at)), len(blocks))
    for block in blocks[at:]:
        block.quoted = True


def _width(lines: list[str]) -> int:
    """How long lines are where they break only for want of room: before one that begins small."""
    return max(
        (len(line) for line, after in pairwise(lines) if line.strip() and after.lstrip()[:1].islower()),
        default=0,
    )


def _is_broken(line: str, after: str, width: int) -> bool:
    """Whether a line ends where it does on purpose: the next begins something of its own, with room there."""
    begins = after.lstrip()
    if not begins or begins[0].islower() or line.rstrip().endswith((",", "-", "–")):
        return False
    return len(line) + 1 + len(begins.split()[0]) < 0.85 * width or not width


def _begins_older(lines: list[str], at: int) -> bool:
    """Whether an older message begins here: its introduction, or its headers one below the other."""
    line = lines[at]
    if (
        _HEADERS.match(line)
        or _WROTE.match(line)
        or _OLDER.match(line)
        or (at + 1 < len(lines) and _OLDER.match(f"{line} {lines[at + 1].strip()}"))
    ):
        return True
    return bool(_OLDER_HEADER.match(line)) and any(map(_HEADER.match, lines[at + 1 : at + 4])) and at > 0


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _CELLS.split(line.strip().strip("|").strip())]
    filled = [cell for cell in cells if cell]
    return cells if len(filled) >= 2 else []


def _over(cells: list[str], line: str, header: list[str], header_line: str) -> list[str]:
    """The words over each cell: by their number where signs part them, by their place where blanks do."""
    if "|" in line or "\t" in line:
        return [header[at] if at < len(header) else "" for at in range(len(cells))]
    heads = _spans(header, header_line)
    return [
        max(heads, key=lambda head: min(end, head[2]) - max(start, head[1]))[0]
        for _, start, end in _spans(cells, line)
    ]


def _spans(cells: list[str], line: str) -> list[tuple[str, int, int]]:
    found, at = [], 0
    for cell in cells:
        at = line.index(cell, at)
        found.append((cell, at, at + len(cell)))
        at += len(cell)
    return found


def _is_heading(line: str, following: list[str]) -> bool:
    """A line without an amount that ends no sentence: in capitals, underlined, numbered, or by itself."""
    if not 3 < len(line) < 70 or line.endswith((".", ",", ";", "?", "!")) or _FIGURE.search(line):
        return False
    below = following[0] if following else ""
    underlined = bool(_RULE.match(below)) and bool(below.strip())
    numbered = bool(re.match(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|#+)\s+[A-Z]", line)) and len(line) < 50
    alone = not below.strip() and len(line) < 50 and line[0].isupper() and line.count(" ") < 7
    return (
        line.isupper() or underlined or numbered or (alone and not line.endswith(":")) or line.startswith("#")
    )
