"""What the reader process hands over: paragraphs, bullets, headings and table rows as they stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BlockKind = Literal["head", "text", "bullet", "row"]


@dataclass
class Block:
    """One paragraph, bullet, heading, or row of a table.

    `page` is the page of a PDF, the part of a mail (1 its text, then its attachments), else 0; `part` the
    name of an attachment. `cells` are those of a row, empty ones too, `columns` the words above each, none
    in the first row. `starts` are the offsets in `text` at which its lines begin, `line` the first one's
    number; 0 where nobody counts by lines. `quoted` is what was taken over from an older message.
    """

    kind: BlockKind
    text: str
    page: int = 0
    part: str = ""
    cells: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    table: int = 0
    line: int = 0
    starts: list[int] = field(default_factory=list)
    quoted: bool = False


@dataclass
class Parsed:
    """A document as parsed; `notes` are codes with their figures, for a person to be told in words."""

    kind: str
    blocks: list[Block]
    pages: int = 0
    without_text: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def note(self, code: str, **figures: Any) -> None:
        """Say something of the document, once."""
        if (code, figures) not in self.notes:
            self.notes.append((code, figures))

    def as_plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> Parsed:
        """The same back from JSON (TypeError, KeyError or ValueError where it is something else)."""
        blocks = [Block(**block) for block in plain.pop("blocks")]
        notes = [(str(code), dict(figures)) for code, figures in plain.pop("notes")]
        return cls(blocks=blocks, notes=notes, **plain)


class RefusedDocument(Exception):
    """A document that is not read at all: a code for the reason, with figures for its sentence."""

    def __init__(self, code: str, **figures: Any) -> None:
        super().__init__(code)
        self.code = code
        self.figures = figures
