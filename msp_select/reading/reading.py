"""A reading as data: what was found in the documents of one candidate, nothing of it accepted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Literal

from msp_select.decision.fact import FOR_WORDS_ONLY

READING_SCHEMA = "msp-select/reading/1"

Role = Literal["proposal", "contract", "mail", "price_list"]
DocumentKind = Literal["pdf", "docx", "mail", "html", "text"]
Zone = Literal["summary", "price", "terms", "body", "quoted"]
Value = Decimal | bool | str
"""Of a money, percent, months or days field a number; `bid.rise_capped` is a flag, `doc.tax` a word."""


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file as it came: its own name, fit to be shown, and its bytes."""

    name: str
    data: bytes
    role: Role = "proposal"


@dataclass(frozen=True, kw_only=True)
class PageText:
    """The text of a page, or of one part of a mail, in lines as read; `page` is 0 where there is none."""

    page: int
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file read; `pages` is 0 where its kind has none, `kind` None where it was refused unknown.

    `pages_without_text` are pictures; `unread` those and what a limit cut. `notes` are sentences about what
    was left out; `refused` says why nothing was read at all, and what to do. `texts` is empty while
    prices are sealed.
    """

    id: str
    name: str
    sha256: str
    kind: DocumentKind | None
    role: Role
    pages: int = 0
    pages_without_text: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str | None = None
    texts: tuple[PageText, ...] = field(default=(), metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class OtherReading:
    """Another value that the documents give for the same target."""

    value: Value
    document: str
    page: int
    place: str
    quote: str
    zone: Zone


@dataclass(frozen=True, kw_only=True)
class Find:
    """One proposal for one target: a value, or a passage that answers a question.

    `target` is "bid.*", "doc.*" or a question's id. A passage has no value, but a `level` where one of the
    level's own cues stands in it, and its `rank` among the passages of its question, from 1; values have
    rank 1. `why` are sentences: a plain find has none. `worked` shows the arithmetic where the value does not
    stand there itself. `page` is 0 where there is none; `place` says where it stands in words. `id` is a
    digest of document, target, value and quote, the same in each reading of the same file. `before` and
    `after` are the lines around the quote.
    """

    id: str
    kind: Literal["value", "passage"]
    target: str
    value: Value | None
    level: str | None = None
    rank: int = 1
    sure: Literal["plain", "doubtful"]
    why: tuple[str, ...] = ()
    worked: str = ""
    document: str
    page: int
    place: str
    quote: str
    zone: Zone
    others: tuple[OtherReading, ...] = ()
    before: str = field(default="", metadata=FOR_WORDS_ONLY)
    after: str = field(default="", metadata=FOR_WORDS_ONLY)


def find_id(document: str, target: str, value: Value | None, quote: str) -> str:
    """Sixteen letters that are the same whenever the same is found in the same document."""
    return sha256("\0".join((document, target, str(value), quote)).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of two places that contradict each other; its document is "" where it is the session's own file."""

    document: str
    page: int
    place: str
    value: Value | None
    quote: str


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two places that do not go together, the more binding one first.

    `kind`: two values of one target; a promise against a restriction, which only may not fit; a document
    against an answer in the file; a sum that does not add up, or a count other than the session's.
    """

    kind: Literal["two_values", "promise_and_restriction", "document_and_file", "sum"]
    target: str
    one: Side
    other: Side
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Everything read in one candidate's documents; finds in the order in which a person is asked.

    `not_found` are the targets nothing stands for, in the catalog's order; `withheld` counts what waits until
    prices are opened.
    """

    candidate: str
    documents: tuple[Document, ...]
    finds: tuple[Find, ...]
    contradictions: tuple[Contradiction, ...]
    not_found: tuple[str, ...]
    withheld: int = 0
