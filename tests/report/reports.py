"""Evaluations that the tests of documents share, and the text of a document as a reader gets it."""

from __future__ import annotations

import html as html_text
import io
import re
import subprocess
from functools import cache
from html.parser import HTMLParser
from shutil import which
from typing import Any

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.session import Session
from msp_select.report import FORMATS, Options, render
from msp_select.store.session import load_session
from tests.strategies import shipped_catalog

DRAWS = 400
DOCUMENTS = tuple(ending for ending, one in FORMATS.items() if not one.ranking_only)
NAMES = {
    3: "Abx",
    40: "Merrowdown and Halverstock Computing Ltd",
    60: "Quillmoor-Ostrabrook Device Management and Partners of Quincey",
}
NASTY = '<script>alert(1)</script> "&" [bold]x[/] *a* _b_ `c` | $d$ #e'


@cache
def example(name: str = "dental-practice") -> Session:
    """A bundled example."""
    return load_session(f"example:{name}", shipped_catalog()).session


@cache
def evaluated(name: str = "dental-practice") -> Evaluation:
    """A bundled example, scored with few draws."""
    return scored(example(name))


def scored(session: Session, draws: int = DRAWS) -> Evaluation:
    """A session scored with the shipped catalog."""
    return evaluate(session, shipped_catalog(), draws=draws)


def sealed(session: Session) -> Session:
    """The same session with its prices sealed."""
    return set_settings(session, sealed=True)


def renamed(session: Session, names: dict[str, str], **fields: Any) -> Session:
    """The session with some candidates under other names."""
    candidates = tuple(
        one.model_copy(update={"name": names.get(one.id, one.name)}) for one in session.candidates
    )
    return with_fields(session, candidates=candidates, **fields)


def of_many(number: int, name: str = "") -> Session:
    """The dental practice with so many candidates, each named `name` and its number if one is given."""
    session = example()
    rounds = -(-number // len(session.candidates))
    many = tuple(
        one.model_copy(update={"id": f"{one.id}-{k}", "name": f"{name or one.name} {n}"})
        for k in range(rounds)
        for n, one in enumerate(session.candidates, k * len(session.candidates) + 1)
    )
    return session.model_copy(update={"candidates": many[:number], "favourite": None})


def long_names(number: int, letters: int) -> Session:
    """So many candidates, with names of so many letters, all different."""
    session = of_many(number)
    ids = [one.id for one in session.candidates]
    names = {one: f"{NAMES[letters][: letters - 2]}{k:02}" for k, one in enumerate(ids)}
    return renamed(session, names)


def text_of(evaluation: Evaluation, ending: str, options: Options | None = None) -> str:
    """The words of a document as its reader sees them, spaces made single."""
    return words_of(render(evaluation, ending, options=options), ending)


def words_of(data: bytes, ending: str) -> str:
    """The words of a document that was rendered."""
    readers = {
        "html": html_words,
        "pdf": pdf_words,
        "md": markdown_words,
        "xlsx": xlsx_words,
        "docx": docx_words,
    }
    return readers[ending](data) if ending in readers else data.decode("utf-8-sig")


def html_words(data: bytes) -> str:
    """All text of a page, that of its charts included."""
    page = _Words()
    page.feed(data.decode())
    return _single(" ".join(page.words))


def markdown_words(data: bytes) -> str:
    """The text that a Markdown reader shows."""
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark").enable("table").render(data.decode())
    return _single(html_text.unescape(re.sub(r"<[^>]*>", "", shown)))


def pdf_words(data: bytes) -> str:
    """The text that can be copied out of a PDF, without page heads and numbers."""
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: the PDF's text is not read")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    shown = done.stdout.decode().replace("\u200b", "").replace("\f", "\n")
    lines = re.sub(r"(?<=\w)-\n(?=\w)", "-", shown).splitlines()  # no word is hyphenated by the program
    return _single(" ".join(line for line in lines if not re.fullmatch(r"\d+ of \d+", line)))


def docx_words(data: bytes) -> str:
    """Every paragraph of a Word document, those of its tables included, in reading order."""
    from docx import Document

    body = Document(io.BytesIO(data)).element.body
    parts = {"}p": " ", "}br": " "}  # a paragraph, and a line broken within one
    words = (
        one.text if one.tag.endswith("}t") else parts.get(one.tag[one.tag.index("}") :], "")
        for one in body.iter("*")
    )
    return _single("".join(words))


def xlsx_words(data: bytes) -> str:
    """Every text cell of every worksheet."""
    return _single(" ".join(str(value) for row in cells(data) for value in row if value is not None))


def cells(data: bytes, sheet: str | None = None) -> list[tuple[Any, ...]]:
    """The rows of a workbook, or of one worksheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    pages = [book[sheet]] if sheet else book.worksheets
    return [tuple(cell.value for cell in row) for page in pages for row in page.iter_rows()]


def _single(text: str) -> str:
    return " ".join(text.split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
