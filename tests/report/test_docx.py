"""The Word document: what a consultant goes on writing in has headings, captions and words for pictures."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from msp_select.errors import UsageError
from msp_select.report import Options, render
from tests.report.reports import evaluated

docx: Any = pytest.importorskip("docx")


def opened(options: Options | None = None) -> Any:
    return docx.Document(io.BytesIO(render(evaluated(), "docx", options=options)))


def test_headings_are_headings_and_every_table_has_a_caption_and_a_row_that_is_repeated() -> None:
    made = opened(Options(length="brief"))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 9
    said_by_heading = [table for table in made.tables if table.cell(0, 0).text == "Step"]
    assert len(said_by_heading) == 1  # the steps, under "What to do now"
    assert styles.count("Caption") == len(made.tables) - len(said_by_heading) + len(made.inline_shapes)
    for table in made.tables:
        assert "tblHeader" in table.rows[0]._tr.xml


def test_every_picture_has_its_words() -> None:
    pytest.importorskip("typst")
    shapes = opened(Options(length="brief")).inline_shapes
    assert len(shapes) == 3
    assert all(len(shape._inline.docPr.get("descr")) > 40 for shape in shapes)


def test_without_what_draws_pictures_their_words_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    made = opened(Options(length="brief"))
    assert not len(made.inline_shapes)
    assert any(one.text.startswith("Bars from 0 to 100.") for one in made.paragraphs)


def test_without_the_extra_it_is_refused_with_the_command_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as caught:
        render(evaluated(), "docx")
    assert caught.value.remedy == 'Install it with: pip install "msp-select[docx]"'


@pytest.mark.parametrize("name", ["dental-practice", "law-firm"])
def test_a_table_is_as_wide_as_the_page_lets_it_and_no_row_is_torn(name: str) -> None:
    """Each column has a width, all together at most what stands between the margins; a row stays together."""
    made = docx.Document(io.BytesIO(render(evaluated(name), "docx", options=Options(length="brief"))))
    page = made.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    for table in made.tables:
        assert sum(column.width for column in table.columns) <= room + 635 * len(
            table.columns
        )  # a twentieth of a point each
        assert {cell.width for cell in table.columns[0].cells} == {table.columns[0].width}
        assert all(row._tr.trPr.xpath("./w:cantSplit") for row in table.rows)
