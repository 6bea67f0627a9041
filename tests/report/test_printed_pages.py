"""Printed pages: how many there are, and that no text on them is cut or printed over another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from msp_select.decision.findings.next_steps import next_steps
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.letterhead import Letterhead
from msp_select.phrases.en.headline import verdict_in_lines
from msp_select.phrases.en.next_steps import steps as in_table
from msp_select.phrases.names import Names
from msp_select.report import Options, render
from msp_select.report.chart_data import PARTS
from msp_select.report.options import Length
from tests.report.reports import NAMES, evaluated, long_names, of_many, scored

pdfium = pytest.importorskip("pypdfium2")
pytest.importorskip("typst")

Box = tuple[float, float, float, float]
Q_HEIGHT = 0.85  # of its width: how high a Q is over its line
BESIDE, BELOW = 1.2, 3.0  # points by which boxes may touch


@cache
def pages(evaluation: Evaluation, length: Length) -> tuple[tuple[Box, list[tuple[Box, str]]], ...]:
    """Each page's own box, and every line of text on it with its box: left, bottom, right, top."""
    document = pdfium.PdfDocument(render(evaluation, "pdf", options=Options(length=length)))
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(((0.0, 0.0, *page.get_size()), [*_lines(text)]))
    return tuple(found)


def _lines(text: Any) -> Iterator[tuple[Box, str]]:
    """Letters that follow each other on a line, with their box.

    As wide as the letters' own places and without the tail of a Q: this font draws it far under what follows.
    """
    box: Box | None = None
    words, before = "", 0.0
    for k, letter in enumerate(text.get_text_range()):
        if letter.isspace() or letter in "\ufffe\u200b":
            continue
        left, _, right, _ = text.get_charbox(k, loose=True)
        _, bottom, _, top = text.get_charbox(k)
        if letter == "Q":
            bottom = top - Q_HEIGHT * (right - left)
        if box and before < left < box[2] + 6 and bottom < box[3] and box[1] < top:
            box, words = (box[0], min(box[1], bottom), max(box[2], right), max(box[3], top)), words + letter
        else:
            if box:
                yield box, words
            box, words = (left, bottom, right, top), letter
        before = left
    if box:
        yield box, words


LETTERHEAD = {
    "firm": "Hollis & Sons",
    "name": "Ada Hollis",
    "address": "12 Mill Lane, Ostrabrook",
    "prepared_for": "Dr Lind",
    "introduction": "You asked us to compare the bids you received. This is what we found.",
    "disclaimer": "This rests on what the bidders answered.",
}
EXAMPLES = ("dental-practice", "design-studio", "law-firm")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_under_a_letterhead_a_brief_report_has_four_pages_too(name: str, paper: str) -> None:
    own = Letterhead.model_validate(LETTERHEAD | {"paper": paper})
    data = render(evaluated(name), "pdf", options=Options(length="brief", letterhead=own))
    assert len(pdfium.PdfDocument(data)) == 4


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_brief_report_has_four_pages_and_a_full_one_at_most_twenty(name: str) -> None:
    assert len(pages(evaluated(name), "brief")) == 4
    assert len(pages(evaluated(name), "full")) <= 20


def test_a_full_report_on_forty_candidates_has_at_most_45_pages() -> None:
    assert len(pages(scored(of_many(40), draws=50), "full")) <= 45


@pytest.mark.parametrize("letters", NAMES)
@pytest.mark.parametrize("number", [2, 7, 40])
def test_no_text_is_cut_or_printed_over_another(number: int, letters: int) -> None:
    evaluation = scored(long_names(number, letters), draws=50)
    shown = ""
    for page, lines in pages(evaluation, "brief"):
        shown += " ".join(text for _, text in lines)
        for box, text in lines:
            assert page[0] <= box[0] < box[2] <= page[2], text
            assert page[1] <= box[1] < box[3] <= page[3], text
        assert overlapping([line for line in lines if line[1].strip()]) == []
    together = "".join(shown.replace("\u200b", "").split())
    for result in evaluation.results[:8]:
        assert result.name.replace(" ", "") in together


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("number", "letters"), [(2, 3), (7, 40), (7, 60), (40, 3), (40, 60)])
def test_the_first_page_has_verdict_picture_and_every_step(number: int, letters: int, paper: str) -> None:
    evaluation = scored(long_names(number, letters), draws=50)
    own = Letterhead.model_validate(LETTERHEAD | {"paper": paper})
    steps = next_steps(evaluation)
    assert steps is not None
    for options in (Options(length="brief"), Options(length="full", letterhead=own)):
        first = pdfium.PdfDocument(render(evaluation, "pdf", options=options))[0].get_textpage()
        shown = "".join(first.get_text_range().replace("\u200b", "").replace("\ufffe", "-").split())
        lines = [line.sentence for line in verdict_in_lines(evaluation)]
        told = [text for step in in_table(steps, Names.of(evaluation)) for text in step]
        for said in (*lines, PARTS, *told):
            assert "".join(said.split()) in shown


def overlapping(lines: list[tuple[Box, str]]) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes lie over each other by more than the slack both ways."""
    ordered = sorted(lines, key=lambda line: line[0][1])
    found = []
    for k, (one, text) in enumerate(ordered):
        for other, more in ordered[k + 1 :]:
            if other[1] >= one[3] - BELOW:
                break
            across = min(one[2], other[2]) - max(one[0], other[0])
            if across > BESIDE and min(one[3], other[3]) - other[1] > BELOW:
                found.append((text, more))
    return found


def test_boxes_over_each_other_are_found() -> None:
    """The check itself: two texts printed over each other, and two below each other."""
    line: Box = (0, 0, 50, 10)
    assert overlapping([(line, "a"), ((40, 3, 80, 13), "b")]) == [("a", "b")]
    assert overlapping([(line, "a"), ((0, 9.5, 50, 20), "b")]) == []
