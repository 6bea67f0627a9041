"""The report of a run: every sentence has its figures, and every figure its SQL."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from msp_select.batch import tables
from msp_select.batch.report import batch_report, report_page, statements
from msp_select.phrases.en.batch_report import PARTS
from tests.batch.runs import Place, files, manifest, rows
from tests.test_schemas import wrong


def test_every_part_has_its_statements_and_every_statement_its_part() -> None:
    assert {name.partition(".")[0] for name in statements()} == set(PARTS)
    assert len(statements()) == 2 * len(PARTS)


def test_the_report_is_the_same_from_csv_and_from_parquet(place: Place, alone: Path) -> None:
    plain = place.match("plain", "--workers", "0", "--csv")
    found, same = batch_report(alone), batch_report(plain)
    assert found["parts"] == same["parts"]
    never = next(part for part in found["parts"] if part["id"] == "never_listed")
    providers = rows(plain, "providers")
    expected = sum(row["listed"] == "0" for row in providers)
    assert never["figures"]["never"] == expected
    assert f"{expected:,} of 120 providers are on no list" in never["sentence"]
    assert sum(
        never["figures"][why] for why in ("never_fit", "always_failed", "never_enough", "outscored")
    ) == (expected)


def test_a_run_held_against_one_with_another_seed_names_every_list_that_changes(
    place: Place, alone: Path
) -> None:
    other = place.match("other", "--workers", "0", "--top", "3")
    found = batch_report(alone, other)
    against = next(part for part in found["parts"] if part["id"] == "against")
    assert against["figures"]["both"] == 24
    assert against["figures"]["other_first"] == 0
    assert against["figures"]["other_list"] == len(against["rows"]) > 0
    assert batch_report(alone, alone)["parts"][5]["rows"] == []


def test_the_page_stands_alone_and_shows_names_as_they_are(place: Place, alone: Path) -> None:
    page = report_page(batch_report(alone))
    assert not re.search(r"(?:src|href)=", page)
    assert "Which must-have removes most" in page
    target = place.folder / "report.html"
    place.run("report", str(alone), "-o", str(target))
    assert target.read_text("utf-8") == page
    shown = json.loads(place.run("report", str(alone)))
    assert shown["schema"] == "msp-select/batch-report/1"


def test_manifest_and_report_are_as_their_schemas_say(alone: Path) -> None:
    assert wrong("batch", manifest(alone)) == []
    assert wrong("batch-report", batch_report(alone)) == []


def test_a_folder_without_a_run_is_said_to_be_one(place: Place, tmp_path: Path) -> None:
    assert "there is no complete run in it" in place.run("report", str(tmp_path), status=2)
    assert "there is no run in it" in place.run("status", str(tmp_path), status=2)


def test_without_duckdb_a_run_writes_csv_and_a_report_says_what_brings_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "find_spec", lambda _: None)
    out = place.match("base", "--workers", "0", "--chunk", "24")
    assert {path.rpartition(".")[2] for path in files(out)} == {"csv"}
    said = place.run("report", str(out), status=2)
    assert "A report needs DuckDB, which is not installed." in said
    assert 'pip install "msp-select[parquet]" brings it' in said


def test_the_queries_of_the_documentation_run(alone: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "many-at-once.md").read_text("utf-8")
    queries = "".join(re.findall(r"```sql\n(.*?)```", text, re.DOTALL)).split(";\n")
    statements = list(filter(str.strip, queries))
    assert len(statements) >= 3
    for statement in statements:
        found = duckdb.sql(re.sub(r"'(?:OUT|OLD|NEW)/", f"'{alone}/", statement))
        assert found is not None
        assert found.columns
