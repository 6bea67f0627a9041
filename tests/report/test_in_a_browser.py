"""The page in a real browser: nothing cut, nothing over anything else, no fault of accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.report import Options, render
from msp_select.report.options import Length
from tests.report.browser import browser
from tests.report.reports import NAMES, evaluated, long_names, scored

WIDTHS = (390, 800, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Boxes of all lines of text; a line's box is as high as its font allows, its letters are in the middle of it.
LINES = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("title, desc") || !parent.checkVisibility()) continue;
    if (getComputedStyle(parent).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const picture = parent.closest("svg"), table = parent.closest(".wide");
    const room = (picture ?? table ?? document.documentElement).getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const cut = box.left < room.left - 1 || (!table && box.right > room.right + 1)
        || (picture && (box.top < room.top - 3 || box.bottom > room.bottom + 3));
      found.push({text: node.data.trim().slice(0, 60), cut,
        box: [box.left, box.top + box.height * 0.25, box.right, box.bottom - box.height * 0.25]});
    }
  }
  return found;
}"""
# How far the page goes beyond the window, and how far each table beyond its room.
BEYOND = """() => ({
  page: document.documentElement.scrollWidth - window.innerWidth,
  tables: [...document.querySelectorAll(".wide")].filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => `${one.ariaLabel}: ${one.scrollWidth} in ${one.clientWidth}`),
})"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def show(page: Page, evaluation: Evaluation, folder: Path, length: Length = "full") -> None:
    path = folder / "report.html"
    path.write_bytes(render(evaluation, "html", options=Options(length=length)))
    page.goto(path.as_uri())


def over_each_other(lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of lines of text whose letters lie over each other."""
    ordered = sorted(lines, key=lambda line: line["box"][1])
    found = []
    for k, one in enumerate(ordered):
        left, _, right, bottom = one["box"]
        for other in ordered[k + 1 :]:
            start, top, end, _ = other["box"]
            if top >= bottom - 1:
                break
            if min(right, end) - max(left, start) > 1:
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.parametrize("letters", NAMES)
@pytest.mark.parametrize("number", [2, 7, 40])
def test_nothing_is_cut_and_nothing_lies_over_anything_else(
    number: int, letters: int, opened: Page, tmp_path: Path
) -> None:
    show(opened, scored(long_names(number, letters), draws=50), tmp_path)
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        beyond = opened.evaluate(BEYOND)
        assert beyond["page"] <= 0, width
        if width == max(WIDTHS):
            assert beyond["tables"] == []
        for scheme in SCHEMES:
            opened.emulate_media(color_scheme=scheme)
            lines = opened.evaluate(LINES)
            assert [line["text"] for line in lines if line["cut"]] == [], width
            assert over_each_other(lines) == [], width


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_there_is_no_fault_of_accessibility(width: int, scheme: Any, opened: Page, tmp_path: Path) -> None:
    show(opened, evaluated(), tmp_path)
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme=scheme)
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
    assert found.response["testEngine"]["name"] == "axe-core"


def test_what_is_cut_or_over_something_is_found(opened: Page) -> None:
    """The check itself."""
    opened.set_viewport_size({"width": 390, "height": 900})
    opened.set_content(
        "<p style='width: 30rem; white-space: nowrap'>wider than the window, by a good deal of text</p>"
        "<p style='margin-top: -2.2rem'>over it</p><svg width=20 height=20><text y=10>cut off</text></svg>"
    )
    lines = opened.evaluate(LINES)
    assert {line["text"] for line in lines if line["cut"]} >= {"cut off"}
    assert len(over_each_other(lines)) == 1
    assert opened.evaluate(BEYOND)["page"] > 0
