"""Previous versions of a session, kept in the user's state folder and not beside the file."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path

from msp_select.store.atomic import atomic_write
from msp_select.store.files import name_of, state_folder

KEPT = 20
APART = dt.timedelta(minutes=1)

_STAMP = "%Y%m%dT%H%M%SZ"


def versions_folder(path: Path) -> Path:
    """The folder of the previous versions of the file at `path`."""
    return state_folder() / "versions" / name_of(path)


def previous_versions(path: Path) -> tuple[Path, ...]:
    """The versions kept of the file at `path`, the newest first."""
    folder = versions_folder(path)
    with suppress(OSError):
        return tuple(sorted(folder.glob("*.toml"), reverse=True))
    return ()


def keep_version(path: Path, data: bytes, now: dt.datetime) -> None:
    """Keep `data` as the version of `path` at `now` (UTC), unless one was kept within the last minute.

    A state folder that cannot be written does not stop a save: the session itself matters more.
    """
    with suppress(OSError):
        kept = previous_versions(path)
        if kept and abs(now - _moment(kept[0])) < APART:
            return
        folder = versions_folder(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        atomic_write(folder / f"{now.strftime(_STAMP)}.toml", data)
        for old in previous_versions(path)[KEPT:]:
            old.unlink()


def _moment(version: Path) -> dt.datetime:
    try:
        return dt.datetime.strptime(version.stem, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
