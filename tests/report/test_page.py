"""The page for a browser: its policy, its structure, and words for every picture."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import pairwise

from markupsafe import escape

from msp_select.report import Options, render
from tests.report.reports import evaluated


@cache
def page(options: Options | None = None) -> str:
    return render(evaluated(), "html", options=options).decode()


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{escape(policy)}"' in page()
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_headings_go_down_one_level_at_a_time() -> None:
    for options in (None, Options(bidder="ninefold"), Options(sheet="contract")):
        levels = [int(level) for level in re.findall(r"<h([1-6])", page(options))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_says_what_its_headings_head() -> None:
    for table in re.findall(r"<table>.*?</table>", page(), re.DOTALL):
        assert table.count("<caption") == 1
        assert re.findall(r"<th(?! scope)[ >]", table) == []
        rows = table.count("<tr>") - 1
        assert table.count('<th scope="row"') == rows


def test_every_chart_has_a_title_and_its_words() -> None:
    charts = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    assert len(charts) == 5
    for chart in charts:
        assert 'role="img"' in chart
        assert re.search(r"<title id=[^>]+>[^<]{5,}</title>", chart)
        assert re.search(r"<desc id=[^>]+>[^<]{40,}</desc>", chart)


def test_every_link_leads_to_a_section_of_the_page() -> None:
    targets = re.findall(r'href="#([^"]+)"', page())
    assert len(targets) == 22
    assert all(f'id="{target}"' in page() for target in targets)
