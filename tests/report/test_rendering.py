"""Which formats there are, what they refuse, and that the same session gives the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.errors import UsageError
from msp_select.report import FORMATS, Options, render
from tests.decision.sessions import session
from tests.report.reports import DOCUMENTS, evaluated, example, of_many, scored, text_of

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
        render(evaluated(), "doc")
    assert caught.value.message == 'There is no report format for ".doc".'
    assert caught.value.remedy == f"End the name in one of: html, {pdf}docx, xlsx, md, csv, json."


@pytest.mark.parametrize("options", [Options(bidder="ninefold"), Options(sheet="contract")])
def test_csv_holds_the_ranking_only(options: Options, pdf: str) -> None:
    with pytest.raises(UsageError) as caught:
        render(evaluated(), "csv", options=options)
    assert caught.value.message == "A .csv file holds the ranking only."
    assert caught.value.remedy == f"Use one of: html, {pdf}docx, xlsx, md, json."


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
    assert "3  Ostrabrook" not in text
    assert "| 3 |" not in text
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


DECISION = [
    "The decision",
    "What to do now",
    "The contest that matters",
    "The candidates side by side",
    "What each costs",
    "Criteria by candidates",
    "Must-haves not met, and what would cure them",
    "What to ask next",
    "What to sign",
]


def sections(options: Options | None = None, evaluation: Evaluation | None = None) -> list[dict[str, Any]]:
    report = json.loads(render(evaluation or evaluated(), "json", options=options))
    found: list[dict[str, Any]] = report["sections"]
    return found


def test_the_sections_come_in_the_order_a_reader_needs() -> None:
    titles = [section["title"] for section in sections()]
    pages = [f"{result.rank}  {result.name}" for result in evaluated().results]
    assert titles == [
        *DECISION,
        *pages,
        "The reasons in full",
        "Your own side",
        "The money in full",
        "How sure the order is",
        "Assumptions and where they come from",
        "The answers as they count",
        "How this was worked out",
        "The selection from day to day",
        "Record",
    ]


def test_a_brief_report_is_the_decision_alone_and_says_it_in_the_same_words() -> None:
    assert sections(Options(length="brief")) == sections()[: len(DECISION)]


def test_the_first_page_decides() -> None:
    """Three lines, the picture, and what to do: each step with who and by when."""
    decision, todo = sections()[:2]
    assert [block["type"] for block in decision["blocks"]] == ["paragraph"] * 3 + ["picture"]
    recommended, steps = todo["blocks"]
    assert recommended["lead"]
    assert [column["title"] for column in steps["columns"]] == ["Step", "Who", "By when"]
    assert all(cell["text"].strip("–") for row in steps["rows"] for cell in row)
    assert [section["id"] for section in sections() if section["new_page"]][:2] == ["contest", "ranking"]


def test_of_many_candidates_the_first_few_get_a_page_and_the_others_a_row() -> None:
    many = scored(of_many(40), draws=0)
    found = sections(evaluation=many)
    pages = [section for section in found if section["id"].startswith("candidate-")]
    assert len(pages) == 8
    ranking = next(section for section in found if section["id"] == "ranking")
    assert len(ranking["blocks"][0]["rows"]) == 40
    assert "Of so many candidates, the answers are in the workbook" in json.dumps(found)


def test_no_set_of_rows_is_printed_twice() -> None:
    """A cure, a found answer, an amount with its words: once in the whole report."""
    for name in ("dental-practice", "design-studio", "law-firm"):
        seen: dict[tuple[str, tuple[str, ...]], str] = {}
        for section in sections(evaluation=evaluated(name)):
            for block in section["blocks"]:
                if block["type"] == "table":
                    rows = tuple(" ".join(cell["text"] for cell in row) for row in block["rows"])
                else:
                    rows = tuple(f"{row['label']} {row['text']}" for row in block.get("rows", ()))
                # Two candidates may well have given the same answers: each has them on its own page.
                key = (section["id"] if section["id"].startswith("candidate-") else "", rows)
                if len(rows) > 1:
                    assert key not in seen, (name, section["id"], seen[key])
                    seen[key] = section["id"]


def test_what_would_cure_a_must_have_is_printed_once() -> None:
    text = text_of(evaluated(), "md")
    cures = {gate.rule.cure for result in evaluated().results for gate in result.failed}
    assert len(cures) > 10
    assert {cure: text.count(" ".join(cure.split())) for cure in cures} == dict.fromkeys(cures, 1)
