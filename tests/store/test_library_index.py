"""The index: whatever happens to it, the library is what the files say, and no file is touched."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from msp_select.decision.matching.pool import pool_of
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Questionnaire
from msp_select.store import library_index
from msp_select.store.library import Library, library_faults, new_or_open, open_library, put
from msp_select.store.library_index import index_path
from msp_select.store.providers import parse_provider, read_provider
from tests.store.test_library import ACME, acme

BUILT_ANEW = "it was built anew from the files."


@pytest.fixture
def folder(tmp_path: Path, own_folders: Path, catalog: Catalog) -> Path:
    """A library of five, its index built."""
    assert own_folders.is_relative_to(tmp_path)
    path = tmp_path / "library"
    firms = [acme(id=f"firm-{n}", name=f"Firm {n}") for n in range(5)]
    list(put(new_or_open(path, catalog), firms, catalog))
    open_library(path, catalog)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def who(library: Library) -> list[tuple[str, str]]:
    return [(row.id, row.name) for row in library.rows]


def changed_by(*statements: str) -> Callable[[Path], None]:
    """Somebody else writes into the index; the program's mark on it stays."""

    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as index, index:
            for statement in statements:
                index.execute(statement)

    return change


def of_another_program(path: Path) -> None:
    path.unlink()
    changed_by("CREATE TABLE moz_places (id, url)", "INSERT INTO moz_places VALUES (1, 'a')")(path)


COLUMNS = (
    "file", "size", "changed", "read", "digest", "id", "name", "faulty", "answers", "oldest", "facts",
    "bid", "highest", "codes", "days", "seal",
)  # fmt: skip
DAMAGED = (f"The library's index was damaged: {BUILT_ANEW}",)
ANOTHER = (f"The library's index came from another version of msp-select: {BUILT_ANEW}",)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(Path.unlink, (), id="deleted"),
        pytest.param(lambda path: path.write_bytes(b""), (), id="emptied file"),
        pytest.param(lambda path: path.write_bytes(b"no index" * 900), DAMAGED, id="overwritten"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), DAMAGED, id="cut off"),
        pytest.param(changed_by("DROP TABLE providers"), DAMAGED, id="no table"),
        pytest.param(changed_by("PRAGMA user_version = 77"), ANOTHER, id="another version"),
        pytest.param(of_another_program, ANOTHER, id="another program's"),
        pytest.param(changed_by("ALTER TABLE providers ADD COLUMN x"), DAMAGED, id="a column more"),
        pytest.param(
            changed_by("UPDATE providers SET codes = zeroblob(length(codes)) WHERE id = 'firm-2'"),
            DAMAGED,
            id="zeroed",
        ),
        *(
            pytest.param(
                changed_by(f"UPDATE providers SET {name} = {value} WHERE id = 'firm-2'"),
                told,
                id=f"{name} {word}",
            )
            for name in COLUMNS
            for value, word, told in (
                ("NULL", "missing", DAMAGED if name != "faulty" else ()),
                ("CAST(x'ff9dc3' AS TEXT)", "no text", DAMAGED),
                ("x'00'", "bytes", DAMAGED),
                ("12345", "a number", DAMAGED),
            )
        ),
        *(
            pytest.param(changed_by(f"ALTER TABLE providers DROP COLUMN {name}"), DAMAGED, id=f"no {name}")
            for name in COLUMNS[1:]
        ),
        *(
            pytest.param(changed_by(statement), DAMAGED, id=statement)
            for statement in (
                "DROP TABLE answers",
                "DELETE FROM answers",
                "UPDATE answers SET said = replace(said, 'contract', 'seen')",
                "UPDATE answers SET said = NULL",
                "UPDATE answers SET said = x'00'",
                "UPDATE answers SET seal = 1",
                "UPDATE answers SET code = 2",
            )
        ),
    ],
)
def test_a_harmed_index_is_built_anew_and_no_file_is_touched(
    folder: Path, catalog: Catalog, harm: Callable[[Path], object], told: tuple[str, ...]
) -> None:
    before, expected = files(folder), who(open_library(folder, catalog))
    harm(index_path(folder))
    library = open_library(folder, catalog)
    assert library.told == told
    assert who(library) == expected
    assert open_library(folder, catalog).told == ()
    assert files(folder) == before


def test_any_byte_turned_over_leaves_the_list_as_it_was(
    tmp_path: Path, own_folders: Path, catalog: Catalog
) -> None:
    few = catalog_of(catalog, [catalog.questionnaires[0]])
    assert own_folders.is_relative_to(tmp_path)
    folder = tmp_path / "library"
    list(put(new_or_open(folder, few), [acme()], few))
    os.utime(folder / "acme.toml", ns=(1, 1))  # long before it is read, so that its row is taken as it is
    expected = open_library(folder, few).rows
    path = index_path(folder)
    with closing(sqlite3.connect(path)) as index:  # small pages: every byte in a few seconds
        index.execute("PRAGMA page_size = 512")
        index.execute("VACUUM")
    sound = path.read_bytes()
    assert (open_library(folder, few).told, len(sound) < 4000) == ((), True)
    noticed = 0
    for at, byte in enumerate(sound):
        path.write_bytes(sound[:at] + bytes([byte ^ 0xFF]) + sound[at + 1 :])
        library = open_library(folder, few)
        assert [replace(row, read=0, seal=0) for row in library.rows] == [
            replace(row, read=0, seal=0) for row in expected
        ], at
        assert library.told in ((), DAMAGED, ANOTHER), at
        if library.told:
            noticed += 1
            assert open_library(folder, few).told == (), at
    assert noticed > len(sound) // 4


def test_the_index_says_what_the_files_say(folder: Path, catalog: Catalog) -> None:
    (folder / "firm-3.toml").write_text(ACME.replace("acme", "firm-3").replace("14", "3"), "utf-8")
    library = open_library(folder, catalog)
    indexed = library.pool(catalog)
    found = [read_provider(folder / row.file, catalog) for row in library.rows]
    direct = pool_of([(one.provider, one.digest) for one in found], catalog)
    assert indexed.answers.days.tolist() == direct.answers.days.tolist()
    for name in vars(direct.answers.each):
        ours, theirs = (getattr(p.answers.each, name).take(p.answers.codes) for p in (indexed, direct))
        assert ours.tobytes() == theirs.tobytes()
        assert ours.dtype == theirs.dtype
    for ours, theirs in zip(indexed.listed, direct.listed, strict=True):
        assert (ours.id, ours.name, ours.digest, ours.profile) == (
            theirs.id, theirs.name, theirs.digest, theirs.profile,
        )  # fmt: skip
        assert ours.bid == theirs.bid
        assert {k: a.value for k, a in ours.feeding.items()} == {
            k: a.value for k, a in theirs.feeding.items()
        }


def test_added_changed_renamed_and_removed_files_are_noticed(folder: Path, catalog: Catalog) -> None:
    (folder / "firm-0.toml").unlink()
    (folder / "firm-1.toml").rename(folder / "first.toml")
    (folder / "firm-2.toml").write_text(
        ACME.replace('"Acme"', '"Changed"').replace("acme", "firm-2"), "utf-8"
    )
    (folder / "firm-3.toml").write_text("broken =", "utf-8")
    (folder / "new.toml").write_text(ACME, "utf-8")
    library = open_library(folder, catalog)
    assert who(library) == [
        ("acme", "Acme"),
        ("firm-2", "Changed"),
        ("firm-1", "Firm 1"),
        ("firm-4", "Firm 4"),
    ]
    assert library.left_out == ("firm-3.toml",)


def test_a_change_of_the_same_size_within_the_tick_of_a_clock_is_noticed(
    folder: Path, catalog: Catalog
) -> None:
    path = folder / "firm-2.toml"
    stamp = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Firm 2", b"Mirf 2"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert ("firm-2", "Mirf 2") in who(open_library(folder, catalog))


def test_a_file_that_only_looks_newer_is_not_read_again(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = who(open_library(folder, catalog))
    for path in folder.glob("*.toml"):
        os.utime(path, ns=(1, 1))
    monkeypatch.setattr("msp_select.store.library_index.model_of", None)
    assert who(open_library(folder, catalog)) == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with links and pipes")
def test_what_is_no_file_is_left_out_and_the_others_stay(folder: Path, catalog: Catalog) -> None:
    before = who(open_library(folder, catalog))
    (folder / "nowhere.toml").symlink_to(folder / "gone")
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    found = open_library(folder, catalog)
    assert who(found) == before
    assert sorted(found.left_out) == ["folder.toml", "nowhere.toml", "pipe.toml"]
    assert found.told == ()


def test_without_a_place_for_the_index_the_library_works_all_the_same(
    folder: Path, own_folders: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = who(open_library(folder, catalog))
    in_the_way = own_folders / "a file"
    in_the_way.write_text("", "utf-8")
    monkeypatch.setenv("MSP_SELECT_CACHE_DIR", str(in_the_way))
    library = open_library(folder, catalog)
    assert who(library) == expected
    assert library.told == (
        f"The library's index cannot be kept in {in_the_way}/libraries: every file was read instead.",
    )


def test_other_questions_are_held_against_what_was_said_and_no_file_is_read_again(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = catalog.questionnaires[0]
    others = (q for q in catalog.questions.values() if q.id not in {own.id for own in first.questions})
    other = next(q for q in others if q.levels and not q.bid_field)
    for name, answer in (
        ("known", f'{other.id}]\nvalue = "{other.levels[0].id}"'),
        ("level", f'{other.id}]\nvalue = "no such level"'),
        ("question", "no_such_question]\nvalue = 3"),
    ):
        text = ACME.replace("acme", name).replace("pro_patch_days]\nvalue = 14", answer)
        (folder / f"{name}.toml").write_text(text.replace("contract", "written"), "utf-8")
    for path in folder.glob("*.toml"):
        os.utime(path, ns=(1, 1))
    assert set(open_library(folder, catalog).left_out) == {"level.toml", "question.toml"}
    assert library_faults(folder, catalog)[0] == len(open_library(folder, catalog).rows) == 6
    fewer = catalog_of(catalog, [first])
    monkeypatch.setattr("msp_select.store.library_index.model_of", None)
    assert set(open_library(folder, fewer).left_out) == {"known.toml", "level.toml", "question.toml"}
    assert len(open_library(folder, catalog).rows) == 6
    assert open_library(folder, fewer).pool(fewer).answers.codes.shape == (len(fewer.questions), 5)


def test_an_answer_beside_the_same_figure_in_the_bid_is_left_out_as_when_it_is_checked(
    folder: Path, catalog: Catalog
) -> None:
    asked = next(q for q in catalog.questions.values() if q.bid_field == "onboarding")
    for name, bid in (("one", 'basis = "flat"'), ("two", 'basis = "flat"\nonboarding = 100')):
        text = ACME.replace("acme", name).replace("[answers.", f"[bid]\n{bid}\n\n[answers.")
        unknown = f'\n[answers.{asked.id}]\nstate = "refused"\n'
        (folder / f"{name}.toml").write_text(text + unknown, "utf-8")
    assert open_library(folder, catalog).left_out == ("two.toml",)
    assert library_faults(folder, catalog)[0] == 6


def catalog_of(catalog: Catalog, questionnaires: list[Questionnaire]) -> Catalog:
    return Catalog(
        questionnaires=tuple(questionnaires),
        business=catalog.business,
        profiles=catalog.profiles,
        assumptions=catalog.assumptions,
    )


def test_many_windows_may_open_one_library_at_once(folder: Path, catalog: Catalog) -> None:
    index_path(folder).unlink()
    found: list[list[tuple[str, str]]] = []
    threads = [
        threading.Thread(target=lambda: found.append(who(open_library(folder, catalog)))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 6
    assert len(found[0]) == 5


@pytest.mark.skipif(os.name != "posix", reason="needs fork and kill")
def test_a_first_build_killed_at_any_moment_goes_on_and_harms_no_file(folder: Path, catalog: Catalog) -> None:
    for number in range(60):
        text = ACME.replace("acme", f"more-{number:02d}")
        (folder / f"more-{number:02d}.toml").write_text(text, "utf-8")
    before = files(folder)
    chance = random.Random(3)
    for _ in range(10):
        with_index = index_path(folder)
        if chance.random() < 0.3:
            with_index.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            try:
                open_library(folder, catalog)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0.0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert len(open_library(folder, catalog).rows) == 65
    assert files(folder) == before


def test_a_provider_of_another_library_is_not_mixed_in(
    folder: Path, tmp_path: Path, catalog: Catalog
) -> None:
    other = tmp_path / "other"
    list(put(new_or_open(other, catalog), [parse_provider(ACME.encode(), "a", catalog)], catalog))
    assert who(open_library(other, catalog)) == [("acme", "Acme")]
    assert len(open_library(folder, catalog).rows) == 5


def test_many_new_files_are_read_by_processes_to_the_same_index(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.toml").write_text("id =", "utf-8")
    alone = open_library(folder, catalog)
    told: list[tuple[int, int]] = []
    for broken in (False, True):
        index_path(folder).unlink()
        with monkeypatch.context() as patch:
            patch.setattr(library_index, "MANY", 1)
            patch.setattr(library_index, "BATCH", 2)
            patch.setattr("os.cpu_count", lambda: 2)
            if broken:  # no process can be had: they are read here
                patch.setattr(library_index, "leave_with_parent", _ends_its_process)
            together = open_library(folder, catalog, lambda read, of: told.append((read, of)))
        assert [replace(row, read=0, seal=0) for row in together.rows] == [
            replace(row, read=0, seal=0) for row in alone.rows
        ]
        assert together.left_out == alone.left_out == ("broken.toml",)
    assert told == [(0, 6), (2, 6), (4, 6)] * 2


def _ends_its_process(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
