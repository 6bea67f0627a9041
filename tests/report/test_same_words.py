"""A sentence is written once: screen, command line and every document say it word for word."""

from __future__ import annotations

import pytest

from msp_select.cli.explain import explanation_lines
from msp_select.phrases.en.headline import verdict_sentence
from msp_select.phrases.explanation import explain
from msp_select.report.findings import ROWS_ELSEWHERE
from tests.report.reports import DOCUMENTS, evaluated, example, scored, sealed, text_of

EXAMPLES = ("dental-practice", "design-studio", "law-firm")


def sentences(name: str) -> list[str]:
    return [" ".join(finding.sentence.split()) for finding in explain(evaluated(name)).findings]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_command_line_says_every_sentence(name: str) -> None:
    printed = " ".join(" ".join(explanation_lines(explain(evaluated(name)))).split())
    assert [one for one in sentences(name) if one not in printed] == []


@pytest.mark.parametrize("ending", [ending for ending in DOCUMENTS if ending != "json"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_document_says_every_sentence(name: str, ending: str) -> None:
    text = text_of(evaluated(name), ending)
    assert [one for one in sentences(name) if one not in text] == []
    assert " ".join(verdict_sentence(evaluated(name)).split()) in text


@pytest.mark.parametrize("ending", ["html", "md", "pdf"])
def test_every_row_beneath_a_finding_is_there_too(ending: str) -> None:
    text = text_of(evaluated(), ending)
    found = explain(evaluated()).findings
    rows = [row for finding in found if finding.kind not in ROWS_ELSEWHERE for row in finding.rows]
    assert [row.text for row in rows if " ".join(row.text.split()) not in text] == []


@pytest.mark.parametrize("ending", ["html", "md", "pdf", "xlsx"])
def test_a_sealed_session_says_the_same_sentences_too(ending: str) -> None:
    evaluation = scored(sealed(example()))
    text = text_of(evaluation, ending)
    found = [" ".join(finding.sentence.split()) for finding in explain(evaluation).findings]
    assert [one for one in found if one not in text] == []
