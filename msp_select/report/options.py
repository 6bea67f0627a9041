"""What a document is to hold, and the formats there are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from msp_select.model.letterhead import Letterhead

Length = Literal["brief", "full"]


@dataclass(frozen=True)
class Options:
    """`bidder`: feedback for that candidate; `sheet`: one of the sheets, of `candidate` or the first.

    `length`: the decision alone, or with a page a candidate and everything it rests on.
    `letterhead`: a consultant's own, with the `logo` as PNG.
    `anonymous` calls candidates "Provider A" and so on; `top` keeps the tables to the first so many.
    Candidates are named by the ids of the session itself, also where the document hides them.
    """

    bidder: str | None = None
    sheet: str | None = None
    candidate: str | None = None
    anonymous: bool = False
    top: int | None = None
    against: str | None = None
    length: Length = "full"
    letterhead: Letterhead | None = None
    logo: bytes = b""


@dataclass(frozen=True)
class Format:
    """One kind of file: its ending, what it is in plain words, where its code is.

    `needs` is a module that is installed only with an extra of the program.
    """

    ending: str
    title: str
    place: str
    ranking_only: bool = False
    needs: str = ""

    @property
    def is_there(self) -> bool:
        """Whether it can be made with what is installed."""
        return not self.needs or find_spec(self.needs) is not None


FORMATS: dict[str, Format] = {
    one.ending: one
    for one in (
        Format("html", "Page for a browser, one file", "msp_select.report.as_html:html"),
        Format("pdf", "PDF for printing and sending", "msp_select.report.as_pdf:pdf", needs="typst"),
        Format("docx", "Word document to edit", "msp_select.report.as_docx:docx", needs="docx"),
        Format("xlsx", "Excel workbook", "msp_select.report.as_xlsx:xlsx"),
        Format("md", "Markdown text", "msp_select.report.as_markdown:markdown"),
        Format("csv", "The ranking as a plain table", "msp_select.report.as_csv:csv", ranking_only=True),
        Format("json", "Everything as data for programs", "msp_select.report.as_json:json_report"),
    )
}


def offered(*, documents: bool = False) -> tuple[str, ...]:
    """The endings that can be made here; `documents`: only those that hold more than the ranking."""
    return tuple(
        one.ending for one in FORMATS.values() if one.is_there and not (documents and one.ranking_only)
    )
