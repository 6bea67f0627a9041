"""What people write is data: no format reads it as markup, a formula or a command."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.report import render
from msp_select.report.as_csv import safe
from msp_select.report.as_markdown import escaped
from tests.report.reports import (
    NASTY,
    cells,
    example,
    markdown_words,
    pdf_words,
    renamed,
    scored,
    text_of,
)

FORMULAS = ('=HYPERLINK("http://x")', "+1", "@SUM(1)", "-2+3", "＝1", "\u00a0=1")


@cache
def odd() -> Evaluation:
    """The dental practice with names that would do harm anywhere they were not escaped."""
    session = example()
    ids = [one.id for one in session.candidates]
    names = {ids[0]: NASTY, ids[1]: FORMULAS[0], ids[2]: FORMULAS[4], ids[3]: "W" * 200}
    return scored(renamed(session, names, title=NASTY, paid_by='"/><img src=x onerror=alert(1)>'), draws=50)


class Tags(HTMLParser):
    """The tags of a page and what they refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_a_page_holds_no_script_no_handler_and_no_address_outside() -> None:
    tags = Tags(render(odd(), "html").decode())
    assert not {"script", "img", "iframe", "link", "object", "embed", "form", "a:href"} & set(tags.tags)
    assert [name for name, _ in tags.attributes if name.startswith("on") or name in ("src", "style")] == []
    links = [value for name, value in tags.attributes if name in ("href", "xlink:href")]
    assert all(link.startswith("#") for link in links)
    assert NASTY in text_of(odd(), "html")


def test_every_chart_of_a_page_is_well_formed() -> None:
    page = render(odd(), "html").decode()
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) == 5
    for chart in charts:
        tree = ElementTree.fromstring(chart)
        assert {element.tag.split("}")[1] for element in tree.iter()} <= {
            *("svg", "title", "desc", "defs", "pattern", "rect", "circle", "polyline", "text")
        }


def test_no_two_elements_of_a_page_share_an_id() -> None:
    tags = Tags(render(odd(), "html").decode())
    ids = [value for name, value in tags.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_markdown_shows_the_name_as_it_stands() -> None:
    assert " ".join(NASTY.split()) in text_of(odd(), "md")
    assert "<script>" not in re.sub(r"\\<", "", render(odd(), "md").decode())


@settings(max_examples=60)
@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=30))
def test_any_text_survives_markdown(text: str) -> None:
    assert markdown_words(f"before {escaped(text)} after".encode()) == " ".join(
        f"before {text} after".split()
    )


def test_the_pdf_shows_the_name_as_it_stands() -> None:
    assert " ".join(NASTY.split()) in pdf_words(render(odd(), "pdf"))


def test_a_workbook_holds_names_as_text() -> None:
    values = [value for row in cells(render(odd(), "xlsx"), "Ranking") for value in row]
    assert {FORMULAS[0], FORMULAS[4]} <= set(values)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(render(odd(), "xlsx")))
    kinds = {
        page.title: {cell.data_type for row in page.iter_rows() for cell in row if cell.value}
        for page in book
    }
    assert kinds.pop("Score") == {"s", "n", "f"}  # its formulas hold places of cells alone
    assert set().union(*kinds.values()) <= {"s", "n"}
    formulas = [str(cell.value) for row in book["Score"].iter_rows() for cell in row if cell.data_type == "f"]
    assert not [one for one in formulas if re.search(r"[^-A-Z0-9$:,()<>=+*/\"]", one)]
    assert not any(cell.hyperlink for page in book for row in page.iter_rows() for cell in row)


def test_numbers_of_a_workbook_are_numbers() -> None:
    head, *rows = cells(render(odd(), "xlsx"), "Ranking")[1:]
    score = head.index("Score")
    assert [row[score] for row in rows] == pytest.approx([result.score for result in odd().results])


@pytest.mark.parametrize("text", [*FORMULAS, "\t=1", "\r=1", "\n=1", "  =1", "＋1", "－1", "＠A1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Vexley & Pyke", "", "a=1", "3M", "'quoted", "–"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_csv_keeps_numbers_as_numbers_and_names_harmless() -> None:
    rows = list(csv.DictReader(io.StringIO(render(odd(), "csv").decode("utf-8-sig"))))
    assert {row["name"] for row in rows} >= {f"'{FORMULAS[0]}", f"'{FORMULAS[4]}", NASTY}
    assert [float(row["score"]) for row in rows] == [result.score for result in odd().results]


def test_letters_that_the_pdf_cannot_show_are_named_plainly() -> None:
    session = example()
    named = renamed(session, {session.candidates[0].id: "漢字 IT שלום Ångström"})
    text = pdf_words(render(scored(named, draws=50), "pdf"))
    assert (
        "Letters this PDF cannot show: cjk unified ideograph-5b57 (U+5B57), cjk unified ideograph-6f22 "
        "(U+6F22). Each stands as □; the HTML report shows them."
    ) in text
    assert "□□ IT" in text
    assert "Ångström" in text
