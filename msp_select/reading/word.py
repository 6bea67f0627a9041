"""A Word document (.docx) as blocks: paragraphs and table rows in order, without hidden and deleted text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from msp_select.reading.blocks import Block, BlockKind, Parsed, RefusedDocument
from msp_select.reading.limits import MAX_MEMBERS, MAX_TAGS, MAX_UNPACKED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHUNK = 1 << 16
_MAIN = "word/document.xml"
_OTHER_KINDS = (
    ("xl/workbook.xml", "workbook"),
    ("ppt/presentation.xml", "presentation"),
    ("content.xml", "open_document"),
    ("Index/Document.iwa", "pages"),
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def parse_word(data: bytes) -> Parsed:
    """The document in these bytes (RefusedDocument)."""
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise RefusedDocument("unpacks_to_much")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
            if _MAIN not in members:
                kind = next((kind for inside, kind in _OTHER_KINDS if inside in members), "archive")
                raise RefusedDocument(kind)
            parsed = Parsed("docx", [])
            if any(member.lower().endswith("vbaproject.bin") for member in members):
                parsed.note("macros")
            if any(member.startswith("word/embeddings/") for member in members):
                parsed.note("embedded")
            main = _unpacked(archive, _MAIN)
            notes = [
                _unpacked(archive, one)
                for one in ("word/footnotes.xml", "word/endnotes.xml")
                if one in members
            ]
    except _DAMAGED:
        raise RefusedDocument("damaged") from None
    reader = _Reader(parsed)
    reader.read(_tree(main).find(f"{W}body"))
    for note in notes:
        reader.read_notes(_tree(note))
    return parsed


def _unpacked(archive: zipfile.ZipFile, member: str) -> bytes:
    """The bytes of a member, unpacked bit by bit: what it says of its size may be a lie."""
    info = archive.getinfo(member)
    if info.file_size > MAX_UNPACKED:
        raise RefusedDocument("unpacks_to_much")
    found, tags = bytearray(), 0
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            found += chunk
            tags += chunk.count(b"<")
            if len(found) > MAX_UNPACKED or tags > MAX_TAGS:
                raise RefusedDocument("unpacks_to_much")
    return bytes(found)


def _tree(xml: bytes) -> Any:
    try:
        return fromstring(xml, forbid_dtd=True)
    except DefusedXmlException:
        raise RefusedDocument("document_type") from None
    except ParseError:
        raise RefusedDocument("damaged") from None


class _Reader:
    """Walks the body; keeps count of the tables."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tables = 0

    def read(self, body: Any) -> None:
        """Add the blocks of the body in order."""
        if body is None:
            raise RefusedDocument("damaged")
        for part in _parts(body):
            if part.tag == f"{W}p":
                text = self._text(part)
                if text:
                    self.parsed.blocks.append(Block(_kind(part, text), text))
            else:
                self._table(part)

    def read_notes(self, root: Any) -> None:
        """Add footnotes: small print stands in them."""
        for note in root:
            text = " ".join(filter(None, (self._text(one) for one in note.iter(f"{W}p"))))
            if text:
                self.parsed.blocks.append(Block("text", text, part="footnote"))

    def _table(self, table: Any) -> None:
        self.tables += 1
        number = self.tables
        header: list[str] = []
        for row in table.iter(f"{W}tr"):
            cells: list[str] = []
            for cell in row.iter(f"{W}tc"):
                cells.append(" ".join(filter(None, (self._text(one) for one in cell.iter(f"{W}p")))))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                wide = "" if span is None else str(span.get(f"{W}val") or "")
                cells += [""] * (min(int(wide), 20) - 1 if wide.isdecimal() and int(wide) else 0)
            filled = [cell for cell in cells if cell]
            if not filled:
                continue
            if len(cells) == 1:  # a table that only sets off a box of text
                self.parsed.blocks.append(Block("text", filled[0]))
                continue
            columns = [header[at] if at < len(header) else "" for at in range(len(cells))]
            self.parsed.blocks.append(
                Block("row", " ".join(filled), cells=cells, columns=columns if header else [], table=number)
            )
            header = header or cells

    def _text(self, paragraph: Any) -> str:
        return " ".join("".join(self._runs(paragraph)).split())

    def _runs(self, paragraph: Any) -> Iterator[str]:
        for part in paragraph:
            if part.tag in (f"{W}del", f"{W}moveFrom"):
                self.parsed.note("tracked")
            elif part.tag == f"{W}r":
                yield from self._run(part)
            elif part.tag not in (f"{W}pPr", f"{W}p", f"{W}tbl"):
                if part.tag in (f"{W}ins", f"{W}moveTo"):
                    self.parsed.note("tracked")
                yield from self._runs(part)

    def _run(self, run: Any) -> Iterator[str]:
        if _hidden(run.find(f"{W}rPr")):
            if any(one.tag == f"{W}t" and one.text for one in run):
                self.parsed.note("hidden", page=0)
            return
        for part in run:
            if part.tag == f"{W}t":
                yield part.text or ""
            elif part.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                yield " "
            elif part.tag == f"{W}noBreakHyphen":
                yield "-"
            elif part.tag not in (f"{W}rPr", f"{W}delText", f"{W}instrText"):
                # A box of text lies in a drawing; its fallback says the same again.
                for box in part.iter(f"{W}txbxContent"):
                    for paragraph in box.iter(f"{W}p"):
                        yield f" {self._text(paragraph)} "
                    break


def _parts(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls too."""
    for part in body:
        if part.tag in (f"{W}p", f"{W}tbl"):
            yield part
        elif part.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _parts(part)


def _hidden(properties: Any) -> bool:
    if properties is None:
        return False
    vanish = properties.find(f"{W}vanish")
    if vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "off"):
        return True
    size = properties.find(f"{W}sz")
    if size is not None and str(size.get(f"{W}val")) in ("1", "2", "3"):  # half points
        return True
    colour, shade = properties.find(f"{W}color"), properties.find(f"{W}shd")
    white = colour is not None and str(colour.get(f"{W}val")).upper() in ("FFFFFF", "FEFEFE")
    return white and shade is None and properties.find(f"{W}highlight") is None


def _kind(paragraph: Any, text: str) -> BlockKind:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else str(style.get(f"{W}val") or "")
    if name.lower().startswith(("heading", "title", "subtitle", "berschrift", "überschrift")):
        return "head"
    if paragraph.find(f"{W}pPr/{W}outlineLvl") is not None and len(text) < 120:
        return "head"
    if "list" in name.lower() or paragraph.find(f"{W}pPr/{W}numPr") is not None:
        return "bullet"
    runs = [run for run in paragraph.iter(f"{W}r") if any(one.tag == f"{W}t" and one.text for one in run)]
    bold = bool(runs) and all(run.find(f"{W}rPr/{W}b") is not None for run in runs)
    short = len(text) < 80 and not text.endswith((".", ",", ";", ":"))
    return "head" if bold and short else "text"
