"""From blocks to segments: one sentence, bullet or table row each, which knows its heading and zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from msp_select.model.reading_rules import ReadingRules
from msp_select.model.scalars import clean_text
from msp_select.reading.blocks import Block
from msp_select.reading.limits import MAX_LINE
from msp_select.reading.phrases_in_text import PhraseIndex, Words
from msp_select.reading.quantities import Quantity, quantities
from msp_select.reading.reading import Role, Zone

BINDING: tuple[Zone, ...] = ("price", "terms")
MAX_QUOTE = 600
# Where a sentence ends: not after what is mostly an abbreviation, a clause's number or an initial.
_END = re.compile(
    r"[.!?;](?:[\"')”’])?\s+(?=[\"'“‘(]?[A-Z0-9£$€•])|(?<=[a-z0-9)]):\s+(?=[A-Z][a-z]+ [a-z]+ [a-z])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:Mr|Ms|Mrs|Dr|St|No|Nos|Inc|Ltd|Pty|Co|Corp|LLC|vs|etc|approx|incl|excl|ex|inc|min|max|est|"
    r"hrs?|mins?|tel|ext|cl|sec|para|fig|dept|a\.m|p\.m|e\.g|i\.e|c\.f|viz|U\.S|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|"
    r"Nov|Dec)\.$",
    re.I,
)
_CLAUSE = re.compile(r"(?:^|\s)(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z]|[ivx]{1,4})\.$")
_ASKED = re.compile(r"\W*(?:[\w'’-]+\s){0,3}[\w'’-]+\?")  # "Ransomware? We put it right." is one sentence
_TITLE = re.compile(
    r"^(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z])[.)]?\s+)?(?:[A-Z][\w'’/&-]*(?:\s(?:and|of|the|to|for|&|or|[\w'’/-]+)){0,5})[.:]$"
)
# A quotation that is the whole of its paragraph, but for who said it.
_SAID_BY_OTHERS = re.compile(r"^[\"“‘«„].{25,}[\"”’»“](?:\s*[–—―(,-]?\s*[^.!?]{0,90}\.?)$")
# Words that make a sentence of what would be a title: "The agreement is month to month."
_SAYS = re.compile(
    r"\b(?:is|are|was|were|will|may|shall|must|has|have|can|cannot|do|does|runs?|rolls?|apply|applies|renews?|you|we|us|"
    r"costs?|includes?|lasts?|starts?|ends?)\b",
    re.I,
)
_CLAUSE_START = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z]|\([a-z0-9]\))[.)]?\s+)(?=[A-Z])")


@dataclass(frozen=True, eq=False)
class Segment:
    """A sentence, bullet or row: `document` is its number, `at` its place in the order of everything read.

    `text` stands in the document as it is here but for white space. `columns` are the words over each cell of
    a row; `title` is the title that its paragraph begins with, such as "6. Damages."; `lead` what introduces
    a bullet or row: the sentence before it that ends in a colon, or a line of its table with one cell alone.
    `aside` is what somebody else says, between quotation marks. `paragraph` numbers the blocks. What is
    `opening` stands in a summary, or before the terms of its document begin. `said` is how it stands in the
    document where names are hidden in `text`.
    """

    document: int
    at: int
    kind: str
    page: int
    place: str
    text: str
    zone: Zone
    heading: str
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    table: int = 0
    is_header: bool = False
    role: Role = "proposal"
    title: str = ""
    lead: str = ""
    aside: bool = False
    paragraph: int = 0
    opening: bool = False
    said: str = ""

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return Words.of(self.text)

    @cached_property
    def heading_words(self) -> Words:
        """The words of the title or heading it stands under."""
        return Words.of(self.title or self.heading)

    @cached_property
    def lead_words(self) -> Words:
        """The words of what introduces it."""
        return Words.of(self.lead)

    @cached_property
    def column_words(self) -> tuple[Words, ...]:
        """The words over each of its cells."""
        return tuple(map(Words.of, self.columns))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it holds of figures; none goes over from one cell of a row to the next."""
        found: list[Quantity] = []
        place = 0
        for cell in self.cells or (self.text,):
            at = self.text.find(cell, place) if cell else -1
            if at >= 0:
                place = at + len(cell)
                found += (replace(one, start=one.start + at, end=one.end + at) for one in quantities(cell))
        return tuple(found)

    @property
    def binding(self) -> bool:
        """Whether it stands where a bidder binds itself."""
        return self.zone in BINDING or self.role in ("contract", "price_list")

    @property
    def quote(self) -> str:
        """Its words as they are stored and shown, at most as many as a quote may have."""
        text = self.said or self.text
        return text if len(text) <= MAX_QUOTE else text[:MAX_QUOTE].rsplit(" ", 1)[0]


class Segmenter:
    """Makes segments of the blocks of several documents, in one order."""

    def __init__(self, rules: ReadingRules) -> None:
        self._zones = PhraseIndex((zone.zone, cue) for zone in rules.zones for cue in zone.headings)
        self._openings = PhraseIndex((zone.zone, cue) for zone in rules.zones for cue in zone.openings)
        self._says = PhraseIndex((zone.zone, cue) for zone in rules.zones for cue in zone.says)
        self._count = 0

    def segments(self, blocks: Iterable[Block], document: int, role: Role, kind: str) -> list[Segment]:
        """The segments of one document in order."""
        found = list(self._segments(blocks, document, role, kind))
        first = next((one.at for one in found if one.zone in ("summary", "price")), 0)
        terms = next((one.at for one in found if one.zone == "terms" and one.at > first), 0)
        return [replace(one, opening=one.zone == "summary" or one.at < terms) for one in found]

    def _segments(self, blocks: Iterable[Block], document: int, role: Role, kind: str) -> Iterator[Segment]:
        heading, part = "", ""
        zone: Zone = "body"
        table, row, paragraph, number = 0, 0, 0, 0
        lead = ""
        letter = False  # in the covering letter, up to the first heading
        for block in blocks:
            text = " ".join(clean_text(block.text).split())[:MAX_LINE]
            if not text:
                continue
            if block.part != part:
                heading, part = "", block.part
                zone = "terms" if part else "body"
            if block.kind == "head":
                titles = not heading and role == "proposal" and not block.part
                heading, letter = text, False
                zone = self._zone_of(text, zone)
                if titles and zone in BINDING:
                    zone = "body"  # the title of a proposal binds nobody
            elif block.kind != "row" and (said := next(self._says.matches(Words.of(text)), None)):
                zone = said.key
            opened = next(self._openings.matches(Words.of(text[:60])), None)
            if opened is not None and opened.first == 0 and block.kind != "row" and zone == "body":
                letter = kind != "mail"
            if block.kind == "row":
                row = row + 1 if block.table == table else 1
                lead = "" if row == 1 and not lead.endswith(":") else lead
                table = block.table
            else:
                paragraph += 1
            number += 1
            if block.kind in ("head", "text"):
                lead = ""
            here: Zone = "quoted" if block.quoted else "summary" if letter else zone
            pieces = [(0, text)] if block.kind in ("row", "head") else list(sentences(text))
            title = ""
            aside = _SAID_BY_OTHERS.match(text) is not None
            for offset, piece in pieces:
                titled = self._title_of(piece)
                title = titled or title
                if titled and here not in ("quoted", "summary"):
                    here = self._zone_of(titled, here)
                self._count += 1
                yield Segment(
                    document=document,
                    at=self._count,
                    kind=block.kind,
                    page=block.page,
                    place=_place(block, kind, heading, offset, paragraph, row),
                    text=piece,
                    zone=here,
                    heading=heading,
                    cells=tuple(" ".join(clean_text(cell).split()) for cell in block.cells),
                    columns=tuple(" ".join(clean_text(one).split()) for one in block.columns),
                    table=block.table if block.kind == "row" else 0,
                    is_header=block.kind == "row" and not block.columns,
                    role=role,
                    title=title,
                    lead=lead,
                    aside=aside,
                    paragraph=number,
                )
            if block.kind == "text" and text.endswith(":"):
                lead = pieces[-1][1]
            elif block.kind == "row" and block.columns and _is_title_row(block):
                lead = text

    def _zone_of(self, heading: str, before: Zone) -> Zone:
        """The zone a heading begins: the last phrase in it decides; one without a phrase goes on."""
        found = sorted(self._zones.matches(Words.of(heading)), key=lambda match: (match.weight, match.last))
        if found:
            return found[-1].key
        return before if before != "summary" else "body"

    @staticmethod
    def _title_of(piece: str) -> str:
        return piece if len(piece) < 50 and _TITLE.match(piece) and not _SAYS.search(piece) else ""


def _is_title_row(block: Block) -> bool:
    """Whether a row is a title of the rows below it: one cell of several is filled, without figures."""
    filled = [cell for cell in block.cells if cell.strip()]
    return len(block.cells) > 1 and len(filled) == 1 and not re.search(r"\d", filled[0])


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph with the places where they begin.

    >>> [one for _, one in sentences("1. Term. It lasts approx. 3 years. Fees rise.")]
    ['1. Term.', 'It lasts approx. 3 years.', 'Fees rise.']
    """
    begin = 0
    for end in _END.finditer(text):
        piece = text[begin : end.end()].rstrip()
        if _ABBREVIATED.search(piece) or _CLAUSE.search(piece) or _ASKED.fullmatch(piece):
            continue
        yield begin, piece
        begin = end.end()
    if text[begin:].strip():
        yield begin, text[begin:].strip()


def _place(block: Block, kind: str, heading: str, offset: int, paragraph: int, row: int) -> str:
    """Where it stands where there are no pages, in words of the document's own."""
    if kind == "pdf":
        return ""
    if block.line:
        line = block.line + sum(start <= offset for start in block.starts[1:])
        return f"{block.part}, line {line}" if block.part else f"line {line}"
    where = f"table {block.table}, row {row}" if block.kind == "row" else f"paragraph {paragraph}"
    return ", ".join(one for one in (block.part, heading[:80] if block.kind != "head" else "", where) if one)
