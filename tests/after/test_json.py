"""What machines read after signing is as its schemas say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.after.agreements import session
from tests.after.deadline_cases import CASES, signed_of
from tests.after.files import written
from tests.after.test_stay import SITUATIONS
from tests.after.years import EXPECTED, year
from tests.cli.runs import run
from tests.test_schemas import wrong


@pytest.mark.parametrize("name", EXPECTED)
def test_a_review_is_as_its_schema_says(name: str, tmp_path: Path) -> None:
    assert wrong("review", json.loads(run("review", written(tmp_path, year(name)), "--json").out)) == []


@pytest.mark.parametrize("name", SITUATIONS)
def test_stay_or_go_is_as_its_schema_says(name: str, tmp_path: Path) -> None:
    found = run("stay", written(tmp_path, SITUATIONS[name][0]), "--json")
    assert wrong("stay", json.loads(found.out)) == []


def test_every_notice_is_as_its_schema_says(tmp_path: Path) -> None:
    for case in CASES:
        found = run("calendar", written(tmp_path, session(signed_of(case))), "--json")
        assert wrong("calendar", json.loads(found.out)) == []


def test_the_report_gains_its_part_with_the_same_words(tmp_path: Path) -> None:
    file = written(tmp_path, year("silent_a"))
    out = tmp_path / "out.md"
    assert run("report", file, "-o", str(out)).status == 0
    document, sentences = out.read_text("utf-8"), json.loads(run("review", file, "--json").out)["sentences"]
    assert "## After signing" in document
    for sentence in sentences:
        assert sentence in document.replace("\\", "")
    assert "?" in document[document.index("The year on one page") :]
