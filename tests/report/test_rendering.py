"""Which formats there are, what they refuse, and that the same session gives the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from msp_select.errors import UsageError
from msp_select.report import FORMATS, Options, render
from tests.decision.sessions import session
from tests.report.reports import DOCUMENTS, evaluated, example, scored, text_of

RENDERED_ELSEWHERE = """
import sys
from hashlib import sha256
from tests.report.reports import evaluated
from msp_select.report import FORMATS, render
print(*(sha256(render(evaluated(), ending)).hexdigest() for ending in FORMATS))
"""


def test_the_same_session_gives_the_same_bytes_in_every_format_in_another_process() -> None:
    from hashlib import sha256

    here = [sha256(render(evaluated(), ending)).hexdigest() for ending in FORMATS]
    done = subprocess.run(
        [sys.executable, "-c", RENDERED_ELSEWHERE], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == here


@pytest.mark.parametrize("ending", FORMATS)
def test_a_session_without_candidates_still_makes_a_document(ending: str) -> None:
    assert render(scored(session()), ending)
    if ending in ("html", "md"):
        assert "There is no candidate yet." in text_of(scored(session()), ending)


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_one_candidate_without_a_price_still_makes_a_document(ending: str) -> None:
    lone = scored(example().model_copy(update={"candidates": example().candidates[:1]}))
    alone = lone.session.candidates[0].model_copy(update={"bid": None})
    assert render(scored(lone.session.model_copy(update={"candidates": (alone,)})), ending)


@pytest.fixture(params=["with typst", "without typst"])
def pdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What lists of endings say after html: the PDF only where typst is installed."""
    if request.param == "with typst":
        return "pdf, "
    monkeypatch.setitem(sys.modules, "typst", None)
    return ""


def test_an_unknown_ending_is_refused_with_those_there_are(pdf: str) -> None:
    with pytest.raises(UsageError) as caught:
        render(evaluated(), "docx")
    assert caught.value.message == 'There is no report format for ".docx".'
    assert caught.value.remedy == f"End the name in one of: html, {pdf}xlsx, md, csv, json."


@pytest.mark.parametrize("options", [Options(bidder="ninefold"), Options(sheet="contract")])
def test_csv_holds_the_ranking_only(options: Options, pdf: str) -> None:
    with pytest.raises(UsageError) as caught:
        render(evaluated(), "csv", options=options)
    assert caught.value.message == "A .csv file holds the ranking only."
    assert caught.value.remedy == f"Use one of: html, {pdf}xlsx, md, json."


def test_without_the_extra_a_pdf_is_refused_with_the_command_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as caught:
        render(evaluated(), "pdf")
    assert caught.value.message == "PDF needs the part of msp-select that sets pages."
    assert caught.value.remedy == 'Install it with: pip install "msp-select[pdf]"'


def test_top_keeps_the_tables_short_and_says_so() -> None:
    text = text_of(evaluated(), "md", Options(top=2))
    assert "Shown here: the first two of seven candidates." in text
    assert "| 3 |" not in render(evaluated(), "md", options=Options(top=2)).decode()
    assert len(render(evaluated(), "csv", options=Options(top=2)).decode().splitlines()) == 3


def test_the_json_report_holds_what_the_commands_print() -> None:
    report = json.loads(render(evaluated(), "json"))
    assert report["schema"] == "msp-select/report/1"
    assert report["ranking"]["schema"] == "msp-select/ranking/2"
    assert report["explanation"]["schema"] == "msp-select/explanation/1"
    assert report["robustness"]["schema"] == "msp-select/robustness/2"
    assert [row["id"] for row in report["ranking"]["ranking"]] == [r.id for r in evaluated().results]
    costs = evaluated().result("ninefold").costs
    assert costs is not None
    assert report["costs"]["ninefold"]["cash"]["middle"] == float(costs.cash.middle)


def test_the_sections_come_in_the_order_a_reader_needs() -> None:
    report = json.loads(render(evaluated(), "json"))
    assert [section["title"] for section in report["sections"]] == [
        "Verdict",
        "Ranking",
        "Why Ninefold Harrow, and not Vexley & Pyke",
        "How sure the order is",
        "What each costs",
        "Criteria by candidates",
        "What to ask next",
        "Must-haves and what would cure them",
        "Assumptions and where they come from",
        "How this was worked out",
        "Record",
    ]


def test_the_page_says_when_the_cheapest_is_the_one_to_take() -> None:
    report = json.loads(render(evaluated("design-studio"), "json"))
    assert report["sections"][2]["title"] == "Why the cheapest"
