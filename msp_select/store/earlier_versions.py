"""Previous versions of a file, kept in the user's state folder and not beside it."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msp_select.errors import UsageError, shown_path
from msp_select.store.atomic_write import PRIVATE, atomic_write
from msp_select.store.files import name_of, state_folder
from msp_select.store.toml import read_bytes

ALL_FOR = dt.timedelta(hours=1)  # by the clock, and by order:
ALL_AT_LEAST, ALL_AT_MOST = 20, 200
HOURS = 24  # so many hours in which something was saved keep their last version each
DAYS = 31  # and so many days

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<number>\d{1,9})-(?P<stamp>\d{8}T\d{6}Z)\.toml")


@dataclass(frozen=True, order=True)
class Version:
    """What a file held until a save at `at` (UTC) replaced it; a higher `number` came later, always.

    The clock only thins old versions out: whether it was wrong once shows in `at` and nowhere else.
    """

    number: int
    at: dt.datetime
    path: Path

    @property
    def when(self) -> str:
        """Its time in words, where the user is."""
        return f"{self.at.astimezone():%Y-%m-%d %H:%M:%S}"

    def read(self) -> bytes:
        """The bytes kept (FileError)."""
        return read_bytes(self.path, f"version {self.number}")


def previous_versions(path: Path) -> tuple[Version, ...]:
    """The versions kept of the file at `path`, the newest first."""
    with suppress(OSError):
        return tuple(sorted(_found(_folder(path)), reverse=True))
    return ()


def version_numbered(path: Path, number: int) -> Version:
    """One version of the file at `path` (UsageError where there is none of that number)."""
    for version in previous_versions(path):
        if version.number == number:
            return version
    name = shown_path(path)
    raise UsageError(
        f"{name}: there is no version {number} of it", f"msp-select versions {name} lists those there are."
    )


def keep_version(path: Path, data: bytes, now: dt.datetime) -> None:
    """Keep `data` as what the file at `path` held until `now` (UTC), and thin out what is older.

    A state folder that cannot be written does not stop a save: the session itself matters more.
    """
    with suppress(OSError):
        kept = previous_versions(path)
        folder = _folder(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        number = kept[0].number + 1 if kept else 1
        new = folder / f"{number:06d}-{now.strftime(_STAMP)}.toml"
        atomic_write(new, data, mode=PRIVATE)
        newest_first = (Version(number, now, new), *kept)
        staying = set(_worth_keeping(newest_first))
        for version in kept:
            if version not in staying:
                version.path.unlink()


def _worth_keeping(newest_first: Sequence[Version]) -> Iterator[Version]:
    """All of the last hour, then the last of each hour for a day of work, then of each day for a month.

    Hours and days are counted where something was saved, in the order of saving, so that neither a clock
    that was wrong nor a long absence makes anything older than it is.
    """
    hours, days = set[str](), set[str]()
    for place, version in enumerate(newest_first):
        hour, day = version.at.strftime("%Y%m%d%H"), version.at.strftime("%Y%m%d")
        recent = abs(newest_first[0].at - version.at) <= ALL_FOR
        last_of_hour = hour not in hours and len(hours) < HOURS
        last_of_day = day not in days and len(days) < DAYS
        if place < ALL_AT_LEAST or (recent and place < ALL_AT_MOST) or last_of_hour or last_of_day:
            yield version
        if last_of_hour:
            hours.add(hour)
        if last_of_day:
            days.add(day)


def _folder(path: Path) -> Path:
    return state_folder() / "versions" / name_of(path)


def _found(folder: Path) -> Iterator[Version]:
    """The versions in a folder; whatever else lies there is left alone."""
    for entry in os.scandir(folder):
        name = _NAME.fullmatch(entry.name)
        if name:
            with suppress(ValueError):  # a day that does not exist
                at = dt.datetime.strptime(name["stamp"], _STAMP).replace(tzinfo=dt.UTC)
                yield Version(int(name["number"]), at, Path(entry.path))
