"""What a run says of its clients: the figures of `match`, the veils of each session, one row a fault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from msp_select.batch.chunks import Setup, run_chunk, unpack_rows
from msp_select.batch.client_rows import Options
from msp_select.batch.pack import archive_of, has_pack, open_pack, pack_folder, unpack, write_pack
from msp_select.batch.tables import MATCH_TABLES, Rows
from msp_select.decision.matching.match import match_library
from msp_select.decision.matching.match_blinding import blind_matching
from msp_select.decision.matching.match_reasons import shortlist
from msp_select.decision.matching.pool import Wanted
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.library import Library, open_library
from msp_select.store.session import dump_session
from tests import invented
from tests.batch.runs import Place, files, manifest, rows

CATALOG = load_catalog()


@pytest.fixture
def library(place: Place, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("MSP_SELECT_CACHE_DIR", place.environment["MSP_SELECT_CACHE_DIR"])
    return open_library(place.library, CATALOG)


def rows_of(library: Library, session: Session, **options: object) -> dict[str, list[dict[str, object]]]:
    setup = Setup(CATALOG, write_pack(library, CATALOG), Options(**options))  # type: ignore[arg-type]
    found, _ = unpack_rows(run_chunk(setup.packed(), [("one", dump_session(session))]))
    assert found["failures"] == []
    return named(found)


def named(found: Rows) -> dict[str, list[dict[str, object]]]:
    return {
        table: [dict(zip([c.name for c in MATCH_TABLES[table]], row, strict=True)) for row in each]
        for table, each in found.items()
    }


def client(number: int, **settings: bool) -> Session:
    made = invented.client(number, CATALOG, random.Random(number))
    return set_settings(made, **{"sealed": False, "blind": False, **settings})


@pytest.mark.parametrize("veil", [{}, {"sealed": True}, {"blind": True}, {"sealed": True, "blind": True}])
@pytest.mark.parametrize("number", range(2))
def test_a_list_has_every_figure_that_match_gives_under_every_veil(
    library: Library, number: int, veil: dict[str, bool]
) -> None:
    session = client(number, **veil)
    found = rows_of(library, session, fit_size=True, tries=20)
    wanted = Wanted(users=int(session.business["biz_users"]))  # type: ignore[arg-type]
    matching = blind_matching(match_library(session, CATALOG, library.pool(CATALOG), wanted))
    expected = shortlist(matching, 5)
    (head,) = found["clients"]
    assert head["on_file"] == len(library.rows)
    assert head["fit"] == len(matching.matches)
    assert head["acceptable"] == len(matching.acceptable)
    assert len(found["shortlists"]) == len(expected.chosen) + len(expected.near)
    assert found["shortlists"]
    for row, match in zip(found["shortlists"], [*expected.chosen, *expected.near], strict=True):
        assert (row["provider"], row["name"], row["rank"], row["group"]) == (
            match.id, match.name, match.rank, match.group,
        )  # fmt: skip
        assert row["score"] == (None if veil.get("sealed") else match.score)
        assert (row["quality"], row["claimed"], row["proven"]) == (match.quality, match.claimed, match.proven)
        assert (row["failed"], row["open"], row["aged"]) == (len(match.failed), len(match.open), match.aged)
        assert row["coverage"] == match.coverage
        if veil.get("sealed"):
            assert row["price_proven"] is None
            assert row["price_claimed"] is None
        if veil.get("blind"):
            assert str(row["name"]).startswith("Firm ")
            assert row["provider"] not in {one.id for one in library.rows}


def test_no_price_under_seal_moves_a_byte(tmp_path: Path, library: Library, place: Place) -> None:
    other = tmp_path / "dearer"
    other.mkdir()
    for path in place.library.iterdir():
        text = path.read_text("utf-8")
        (other / path.name).write_text(text.replace("hourly_rate = 1", "hourly_rate = 2"), "utf-8")
    dearer = open_library(other, CATALOG)
    assert {row.digest for row in dearer.rows} != {row.digest for row in library.rows}
    sealed, opened = client(1, sealed=True), client(1)
    assert rows_of(library, sealed, tries=20) == rows_of(dearer, sealed, tries=20)
    assert rows_of(library, opened, tries=20) != rows_of(dearer, opened, tries=20)


def test_who_hides_names_is_counted_in_no_row_of_a_provider(place: Place, tmp_path: Path) -> None:
    for blind in (False, True):
        hidden = Place.__new__(Place)
        hidden.__dict__.update(place.__dict__, folder=tmp_path, clients=tmp_path / f"clients-{blind}")
        hidden.clients.mkdir()
        (hidden.clients / "one.toml").write_bytes(dump_session(client(2, blind=blind)))
        out = hidden.match(f"out-{blind}", "--workers", "0", "--csv")
        counted = sum(int(row["matched"]) for row in rows(out, "providers"))
        assert counted == (0 if blind else 120)


def test_what_an_answer_at_its_best_would_lift_is_what_match_then_says(library: Library) -> None:
    session = client(0)
    found = rows_of(library, session, top=1)
    matching = match_library(session, CATALOG, library.pool(CATALOG))
    bar = matching.acceptable[0].score
    standings = {match.at: matching.standing(match) for match in matching.acceptable[1:]}
    for row in found["answers"]:
        lifted = 0
        for match in matching.acceptable[1:]:
            problem, effective = standings[match.at].problem, standings[match.at].scores.effective
            at = problem.row(str(row["question"]))
            lifted += match.score + effective[0, at] * (100 - problem.point[0, at]) > bar + 1e-9
        assert row["lifted"] == lifted
    assert found["answers"]


def test_one_broken_file_is_one_row_that_says_where(tmp_path: Path) -> None:
    small = Place(tmp_path, clients=3, providers=30)
    broken = small.clients / "client-00001.toml"
    broken.write_text(broken.read_text("utf-8").replace("term_months = ", "term_months = ="), "utf-8")
    (small.clients / "empty.toml").write_bytes(b"")
    out = small.match("out", "--workers", "0", "--csv", status=1)
    found = rows(out, "failures")
    assert [(row["file"], row["stage"]) for row in found] == [("client-00001", "read"), ("empty", "read")]
    assert found[0]["why"].startswith("client-00001:")
    assert [row["client"] for row in rows(out, "clients")] == ["client-00000", "client-00002"]


def test_regions_and_sectors_stand_in_a_file_beside_the_run(place: Place, tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.csv"
    wanted.write_text("file,region,sector,users\nclient-00001.toml,North,health,40\n", "utf-8")
    found = {row["client"]: row for row in rows(place.match("wanted", "--wanted", str(wanted), "--workers",
             "0", "--csv"), "clients")}  # fmt: skip
    some = found["client-00001"]
    assert int(some["fit"]) < 120
    left_out = sum(int(some[f"left_out_{why}"]) for why in ("region", "sector", "size"))
    assert left_out + int(some["fit"]) == 120
    assert found["client-00002"]["fit"] == "120"
    wanted.write_text("file,region\nnobody,North\n", "utf-8")
    said = place.run("match", str(place.clients), "--library", str(place.library), "-o",
                     str(tmp_path / "no"), "--wanted", str(wanted), status=2)  # fmt: skip
    assert '"nobody", which is no file of' in said


def test_everybody_is_written_chunk_by_chunk(place: Place) -> None:
    out = place.match("everybody", "--everybody", "--workers", "0", "--csv", "--chunk", "10")
    parts = sorted((out / "everybody").iterdir())
    assert len(parts) == 3
    lines = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in parts)
    assert lines == sum(int(row["fit"]) for row in rows(out, "clients"))


def test_the_manifest_names_what_decides_and_no_time_or_host(place: Place, alone: Path) -> None:
    found = manifest(alone)
    assert found["schema"] == "msp-select/batch/1"
    assert found["library"]["files"] == 120
    assert found["tables"]["clients"]["rows"] == 24
    text = (alone / "run.json").read_text("utf-8")
    assert str(place.folder) not in text
    assert "workers" not in text
    assert {f"{name}.parquet" for name in MATCH_TABLES} == set(files(alone))


def test_a_pack_goes_to_another_machine_as_one_piece(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = write_pack(library, CATALOG)
    piece = archive_of(digest)
    here = {path.name: path.read_bytes() for path in pack_folder(digest).iterdir()}
    monkeypatch.setenv("MSP_SELECT_CACHE_DIR", str(tmp_path))
    assert not has_pack(digest)
    unpack(digest, piece)
    assert {path.name: path.read_bytes() for path in pack_folder(digest).iterdir()} == here
    assert has_pack(digest)
    pack, pool = open_pack(digest, CATALOG), library.pool(CATALOG)
    assert [one.id for one in pack.listed] == [one.id for one in pool.listed]
    assert pack.listed[3].bid == pool.listed[3].bid
    wanted = Wanted(region="north", users=12)
    session = client(1)
    assert (
        match_library(session, CATALOG, pack, wanted).matches
        == match_library(session, CATALOG, pool, wanted).matches
    )


def test_in_money_that_nobody_asks_for_not_every_file_of_a_pack_is_looked_at(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, pool = open_pack(write_pack(library, CATALOG), CATALOG), library.pool(CATALOG)
    session = with_fields(client(1), currency="JPY")
    monkeypatch.delattr(type(pack.listed), "__getitem__")
    found = match_library(session, CATALOG, pack)
    assert found.matches == match_library(session, CATALOG, pool).matches
    assert {match.open for match in found.matches} != {()}
