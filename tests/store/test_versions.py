"""Previous versions are kept by the order of saving, whatever the clock does, where they do not lie about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_select.errors import UsageError
from msp_select.model.catalog import Catalog
from msp_select.store import earlier_versions as versions
from msp_select.store.earlier_versions import (
    ALL_AT_LEAST,
    ALL_AT_MOST,
    DAYS,
    HOURS,
    keep_version,
    previous_versions,
    version_numbered,
)
from msp_select.store.session import StoredSession, load_session, save_session

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def save(stored: StoredSession, title: str, after: dt.timedelta) -> StoredSession:
    return save_session(stored, stored.session.model_copy(update={"title": title}), NOON + after)


@pytest.fixture
def quick(own_folders: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A path whose versions are written without waiting for the disk, so that thousands can be."""
    assert own_folders.is_relative_to(tmp_path)
    monkeypatch.setattr(
        versions, "atomic_write", lambda path, data, mode: path.write_bytes(data) if mode == 0o600 else None
    )
    return tmp_path / "practice.toml"


def kept_of(path: Path, moments: Sequence[dt.datetime]) -> list[int]:
    """Save at these moments; which of the saves (counted from 0) are kept, the newest first."""
    for number, moment in enumerate(moments):
        keep_version(path, str(number).encode(), moment)
    return [int(version.read()) for version in previous_versions(path)]


def test_the_old_version_is_kept_and_opens(stored: StoredSession, catalog: Catalog) -> None:
    old = stored.path.read_bytes()
    save(stored, "New", dt.timedelta())
    (kept,) = previous_versions(stored.path)
    assert kept.read() == old
    assert load_session(kept.path, catalog).session.title == "Small"
    assert kept.path.parent.name.startswith("small-")


def test_all_of_the_last_hour_are_kept_the_newest_first(quick: Path) -> None:
    moments = [NOON + dt.timedelta(seconds=25 * number) for number in range(120)]
    assert kept_of(quick, moments) == list(reversed(range(120)))


def test_an_hour_of_editing_does_not_push_out_what_is_older(quick: Path) -> None:
    days = [NOON - number * DAY for number in range(40, 0, -1)]
    hours = [NOON - number * HOUR for number in range(11, 0, -1)]
    now = [NOON + dt.timedelta(seconds=2 * number) for number in range(700)]
    moments = [*days, *hours, *now]
    kept = {moments[number] for number in kept_of(quick, moments)}
    assert set(now[-ALL_AT_MOST:]) <= kept
    assert set(hours) <= kept
    assert {moment.date() for moment in kept} == {(NOON - number * DAY).date() for number in range(DAYS)}
    assert len(kept) <= ALL_AT_MOST + HOURS + DAYS


def test_of_an_hour_and_of_a_day_the_last_is_kept(quick: Path) -> None:
    moments = [NOON + dt.timedelta(minutes=20 * number) for number in range(3 * 24 * 7)]
    kept = [moments[number] for number in kept_of(quick, moments)]
    older = [moment for moment in kept if moment < moments[-1] - 2 * DAY]
    assert [(moment.hour, moment.minute) for moment in older] == [(23, 40)] * len(older)
    assert len(older) >= 4
    hourly = [moment for moment in kept if moments[-1] - 20 * HOUR < moment < moments[-1] - 8 * HOUR]
    assert [moment.minute for moment in hourly] == [40] * len(hourly)
    assert len(hourly) >= 11


@given(
    steps=st.lists(
        st.one_of(
            st.integers(0, 300),
            st.sampled_from([-86400 * 400, -86400, -3600, 3600, 86400, 86400 * 400]),
        ),
        min_size=1,
        max_size=90,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_whatever_the_clock_does_the_last_twenty_saves_are_there_in_their_order(
    quick: Path, steps: list[int]
) -> None:
    path = quick.with_name(f"{len(list(quick.parent.iterdir()))}-{id(steps)}.toml")
    for version in previous_versions(path):
        version.path.unlink()
    moments, now = [], NOON
    for step in steps:
        now += dt.timedelta(seconds=step)
        moments.append(now)
    kept = kept_of(path, moments)
    last = list(reversed(range(len(moments))))
    assert kept[:ALL_AT_LEAST] == last[:ALL_AT_LEAST]
    assert kept == sorted(kept, reverse=True)


@pytest.mark.parametrize("away", [400 * DAY, -400 * DAY])
def test_a_clock_that_was_wrong_once_pushes_nothing_out_and_stops_nothing(
    quick: Path, away: dt.timedelta
) -> None:
    days = [NOON - number * DAY for number in range(10, 0, -1)]
    wrong = [NOON + away + dt.timedelta(minutes=number) for number in range(5)]
    after = [NOON + dt.timedelta(minutes=number) for number in range(120)]
    moments = [*days, *wrong, *after]
    kept = {moments[number] for number in kept_of(quick, moments)}
    assert set(days) <= kept
    assert wrong[-1] in kept
    assert set(after[60:]) <= kept


def test_two_files_of_one_name_do_not_share_versions(
    stored: StoredSession, catalog: Catalog, tmp_path: Path
) -> None:
    twin = tmp_path / "small.toml"
    twin.write_bytes(stored.path.read_bytes())
    save(stored, "New", dt.timedelta())
    assert previous_versions(twin) == ()
    save(load_session(twin, catalog), "Twin", dt.timedelta())
    assert len(previous_versions(stored.path)) == 1


def test_a_version_keeps_its_number_and_what_is_none_is_left_alone(quick: Path) -> None:
    kept_of(quick, [NOON + number * 3 * HOUR for number in range(80)])
    folder = previous_versions(quick)[0].path.parent
    (folder / "000001-20261340T990000Z.toml").write_bytes(b"no day")
    (folder / "notes.toml").write_bytes(b"mine")
    before = previous_versions(quick)
    keep_version(quick, b"new", NOON + 300 * HOUR)
    assert previous_versions(quick)[0].number == 81
    assert {version.number for version in previous_versions(quick)[1:]} <= {v.number for v in before}
    assert (folder / "notes.toml").read_bytes() == b"mine"
    assert version_numbered(quick, 81).read() == b"new"
    with pytest.raises(UsageError) as caught:
        version_numbered(quick, 2)
    assert caught.value.message == f"{quick}: there is no version 2 of it"


def test_a_state_folder_that_cannot_be_written_does_not_stop_a_save(
    stored: StoredSession, catalog: Catalog, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folders.mkdir(exist_ok=True)
    (own_folders / "blocked").write_text("", encoding="utf-8")
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(own_folders / "blocked"))
    save(stored, "New", dt.timedelta())
    assert load_session("small.toml", catalog).session.title == "New"
