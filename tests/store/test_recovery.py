"""What could not be saved is kept apart: one copy for each window, found by its file, gone only when told."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from msp_select.model.catalog import Catalog
from msp_select.model.edits import new_session
from msp_select.store.recovery import Recovery, recoveries, write_recovery
from msp_select.store.session import StoredSession

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def kept(of: Path, title: str, now: dt.datetime = NOON, before: Recovery | None = None) -> Recovery:
    recovery = write_recovery(of, new_session(title, dt.date(2026, 11, 20)), now, before)
    assert recovery is not None
    return recovery


def test_a_copy_is_found_by_its_file_and_reads_as_the_session(
    stored: StoredSession, catalog: Catalog
) -> None:
    made = write_recovery(stored.path, stored.session, NOON)
    assert made is not None
    (found,) = recoveries(stored.path)
    assert found == made == recoveries()[0]
    assert found.of == Path(os.path.abspath(stored.path))
    assert found.at == NOON
    assert found.read(catalog) == stored.session
    assert recoveries(Path("another.toml")) == ()
    found.discard()
    found.discard()
    assert recoveries() == ()


def test_one_window_keeps_one_copy_and_two_windows_do_not_share_it(file: Path, catalog: Catalog) -> None:
    first = kept(file, "First")
    second = kept(file, "Second")
    again = kept(file, "First, later", NOON + dt.timedelta(minutes=5), first)
    assert again == first
    assert {one.read(catalog).title for one in recoveries(file)} == {"First, later", "Second"}
    second.discard()
    assert [one.read(catalog).title for one in recoveries(file)] == ["First, later"]


def test_the_newest_comes_first_and_a_name_like_any_other_does_no_harm(file: Path, catalog: Catalog) -> None:
    odd = file.with_name('a\n"\x1b[2J\udcff#.toml')
    kept(odd, "Odd")
    kept(file, "Old", NOON - dt.timedelta(days=400))
    kept(file, "New", NOON)
    assert [one.read(catalog).title for one in recoveries(file)] == ["New", "Old"]
    assert [(one.of, one.read(catalog).title) for one in recoveries(odd)] == [(odd, "Odd")]


@pytest.mark.skipif(os.name != "posix", reason="needs file modes")
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_nobody_else_may_read_it_whatever_the_umask(file: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        made = kept(file, "Mine")
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"\xff\xfe",
        b"# What could not be saved of \n",
        b"# What could not be saved of 7",
        b"title = 1\n",
        b"\0" * 99,
    ],
)
def test_a_copy_that_is_none_is_left_out_and_left_alone(file: Path, catalog: Catalog, harm: bytes) -> None:
    good = kept(file, "Good")
    bad = good.path.with_name(good.path.name.replace("-2026", "x-2026"))
    bad.write_bytes(harm)
    good.path.with_name("notes.txt").write_bytes(harm)
    assert [one.read(catalog).title for one in recoveries(file)] == ["Good"]
    assert bad.read_bytes() == harm


def test_a_state_folder_that_takes_nothing_is_said(
    file: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folders.mkdir(exist_ok=True)
    (own_folders / "blocked").write_text("", encoding="utf-8")
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(own_folders / "blocked"))
    assert write_recovery(file, new_session("x", dt.date(2026, 11, 20)), NOON) is None
    assert recoveries() == ()


def test_it_says_how_much_of_what_and_when(file: Path) -> None:
    recovery = kept(file, "Mine")
    today, tomorrow = NOON, NOON + dt.timedelta(days=1)
    clock = f"{NOON.astimezone():%H:%M}"
    assert recovery.sentence(7, today) == f"Recovered: 7 answers of small.toml, {clock}"
    assert recovery.sentence(1, tomorrow) == (
        f"Recovered: 1 answer of small.toml, {NOON.astimezone():%Y-%m-%d} {clock}"
    )
    assert recovery.sentence(0, today) == f"Recovered: changes of small.toml, {clock}"
