"""The report of a run: every sentence has its figures, and every figure its SQL."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pytest

from msp_select.batch import tables
from msp_select.batch.report import batch_report, report_page, statements
from msp_select.model.candidate import Candidate
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.provider import Provider
from msp_select.phrases.en.batch_report import PARTS
from msp_select.store.catalog import load_catalog
from msp_select.store.files import examples_folder
from msp_select.store.providers import dump_provider, model_of
from msp_select.store.session import dump_session, load_session
from msp_select.store.toml import parse_toml
from tests import invented
from tests.batch.runs import Place, files, manifest, rows
from tests.test_schemas import wrong

CATALOG = load_catalog()
PRICES = ("monthly", "per_user", "per_device", "per_server", "hourly_rate", "onboarding", "block_rate")
One = TypeVar("One", Provider, Candidate)


def dearer(one: One) -> One:
    """The same with every amount of its bid half as much again."""
    if one.bid is None:
        return one
    prices = {
        name: value * Decimal("1.5") for name, value in vars(one.bid).items() if name in PRICES and value
    }
    return one.model_copy(update={"bid": one.bid.model_copy(update=prices)})


def renamed(one: One) -> One:
    """The same under another name."""
    return one.model_copy(update={"name": f"Other {one.name[::-1]}"})


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
    assert (
        f"{expected:,} of 120 providers are on no list of the 24 clients that show names" in never["sentence"]
    )
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


# ----------------------------------------------------------------------------------------------- under a veil


def veiled(place: Place, folder: Path, library: Path, **veil: bool) -> Path:
    """A run of four clients under a veil against a library."""
    clients = folder / "clients"
    clients.mkdir(parents=True)
    for number in range(4):
        made = invented.client(number, CATALOG, random.Random(number))
        (clients / f"{number}.toml").write_bytes(dump_session(set_settings(made, **veil)))
    place.run("match", str(clients), "--library", str(library), "-o", str(folder / "out"), "--workers", "0",
              "--tries", "20", "--csv")  # fmt: skip
    return folder / "out"


def twin_of(place: Place, folder: Path, change: Callable[[Provider], Provider]) -> Path:
    """The library with something changed in every provider."""
    folder.mkdir()
    for path in place.library.iterdir():
        changed = change(model_of(parse_toml(path.read_bytes(), path.name)))
        (folder / path.name).write_bytes(dump_provider(changed))
    return folder


def said(out: Path) -> dict[str, Any]:
    """A report without the digest of what it is of."""
    return {**batch_report(out), "key": ""}


def test_what_is_hidden_moves_no_byte_of_a_report(place: Place, tmp_path: Path) -> None:
    twin = twin_of(place, tmp_path / "library", lambda one: renamed(dearer(one)))
    under, over = (
        [
            said(veiled(place, tmp_path / f"{drawn}-{which}", library, sealed=drawn, blind=drawn))
            for which, library in enumerate((place.library, twin))
        ]
        for drawn in (True, False)
    )
    assert report_page(under[0]) == report_page(under[1])
    assert under[0] == under[1]
    for part in ("never_listed", "how_sure"):  # where names stand, and where prices decide
        one, other = (next(each for each in found["parts"] if each["id"] == part) for found in over)
        assert one["rows"] != other["rows"]


def test_no_provider_is_named_where_every_client_hides_names(place: Place, tmp_path: Path) -> None:
    out = veiled(place, tmp_path, place.library, blind=True)
    page = report_page(batch_report(out, out))
    assert "No client shows names, so nothing can be said of single providers." in page
    assert "Nobody is first with any client that shows names." in page
    for row in rows(out, "providers"):
        assert row["provider"] not in page
        assert row["name"] not in page


def test_what_is_hidden_moves_no_byte_of_sessions_ranked_again(place: Place, tmp_path: Path) -> None:
    sessions = {path.name: load_session(path, CATALOG).session for path in examples_folder().glob("*.toml")}
    ids = {candidate.id for one in sessions.values() for candidate in one.candidates}

    def ranked(
        name: str, drawn: bool, change: Callable[[Candidate], Candidate]
    ) -> tuple[str, dict[str, bytes]]:
        folder = tmp_path / name
        folder.mkdir()
        for file, one in sessions.items():
            twin = with_fields(one, candidates=tuple(map(change, one.candidates)))
            (folder / file).write_bytes(dump_session(set_settings(twin, sealed=drawn, blind=drawn)))
        out = folder / "out"
        place.run("rerank", str(folder), "--weights", "lean", "-o", str(out), "--workers", "0", "--csv")
        return report_page(said(out)), dict(files(out))

    under, over = (
        [ranked(f"{drawn}-{change.__name__}", drawn, change) for change in (renamed, dearer)]
        for drawn in (True, False)
    )
    assert under[0] == under[1]
    assert over[0] != over[1]
    for (page, tables_), named in ((under[0], False), (over[0], True)):
        text = page + b"".join(tables_.values()).decode()
        assert any(re.search(rf"\b{one}\b", text) for one in ids) == named
