"""Previous versions of a session are kept where they do not lie about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from msp_select.model.catalog import Catalog
from msp_select.store.session import StoredSession, load_session, save_session
from msp_select.store.versions import KEPT, previous_versions

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def save(stored: StoredSession, title: str, after: dt.timedelta) -> StoredSession:
    return save_session(stored, stored.session.model_copy(update={"title": title}), NOON + after)


def test_the_old_version_is_kept_and_opens(stored: StoredSession, catalog: Catalog) -> None:
    old = stored.path.read_bytes()
    save(stored, "New", dt.timedelta())
    (kept,) = previous_versions(stored.path)
    assert kept.read_bytes() == old
    assert load_session(kept, catalog).session.title == "Small"
    assert kept.parent.name.startswith("small-")


def test_versions_are_a_minute_apart_the_newest_first(stored: StoredSession) -> None:
    for seconds in (0, 30, 61, 90, 130):
        stored = save(stored, f"After {seconds}", dt.timedelta(seconds=seconds))
    names = [path.stem for path in previous_versions(stored.path)]
    assert names == ["20261121T120210Z", "20261121T120101Z", "20261121T120000Z"]


def test_twenty_versions_are_kept(stored: StoredSession) -> None:
    for minute in range(0, 50, 2):
        stored = save(stored, f"Minute {minute}", dt.timedelta(minutes=minute))
    versions = previous_versions(stored.path)
    assert len(versions) == KEPT
    assert versions[0].stem == "20261121T124800Z"


def test_a_clock_set_back_does_not_stop_the_keeping(stored: StoredSession) -> None:
    stored = save(stored, "Today", dt.timedelta())
    save(stored, "Yesterday", dt.timedelta(days=-1))
    assert len(previous_versions(stored.path)) == 2


def test_two_files_of_one_name_do_not_share_versions(
    stored: StoredSession, catalog: Catalog, tmp_path: Path
) -> None:
    twin = tmp_path / "small.toml"
    twin.write_bytes(stored.path.read_bytes())
    save(stored, "New", dt.timedelta())
    assert previous_versions(twin) == ()
    save(load_session(twin, catalog), "Twin", dt.timedelta())
    assert len(previous_versions(stored.path)) == 1


def test_a_state_folder_that_cannot_be_written_does_not_stop_a_save(
    stored: StoredSession, catalog: Catalog, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folders.mkdir(exist_ok=True)
    (own_folders / "blocked").write_text("", encoding="utf-8")
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(own_folders / "blocked"))
    save(stored, "New", dt.timedelta())
    assert load_session("small.toml", catalog).session.title == "New"
