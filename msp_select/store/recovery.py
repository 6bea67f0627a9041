"""What could not be saved: a copy of the session in the user's state folder, offered at the next start."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msp_select.errors import shown_path
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.store.atomic_write import PRIVATE, atomic_write
from msp_select.store.files import name_of, state_folder
from msp_select.store.session import dump_session, parse_session
from msp_select.store.toml import read_bytes

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r".+-(?P<stamp>\d{8}T\d{6}Z)-(?P<number>\d+)\.toml")
_HEAD = "# What could not be saved of "


@dataclass(frozen=True)
class Recovery:
    """A copy of what was not saved of the session file `of` at `at` (UTC); `path` is the copy."""

    of: Path
    at: dt.datetime
    path: Path

    def read(self, catalog: Catalog) -> Session:
        """The session as it was then (FileError, FileFaults)."""
        return parse_session(read_bytes(self.path, str(self.path)), str(self.path), catalog)

    def sentence(self, answers: int, now: dt.datetime) -> str:
        """What there is to take over, such as "Recovered: 7 answers of practice.toml, 01:25"."""
        what = "changes" if not answers else "1 answer" if answers == 1 else f"{answers} answers"
        then, today = self.at.astimezone(), now.astimezone()
        when = f"{then:%H:%M}" if then.date() == today.date() else f"{then:%Y-%m-%d %H:%M}"
        return f"Recovered: {what} of {shown_path(self.of.name)}, {when}"

    def discard(self) -> None:
        """Remove the copy: it was taken over, or nobody wants it."""
        with suppress(OSError):
            self.path.unlink()


def write_recovery(
    of: Path, session: Session, now: dt.datetime, before: Recovery | None = None
) -> Recovery | None:
    """Keep `session` as what could not be saved to `of`, in place of the copy `before`.

    None where the state folder takes nothing; then `before` is still there.
    """
    of = Path(os.path.abspath(of))
    head = f"{_HEAD}{json.dumps(str(of))}\n"
    with suppress(OSError):
        folder = _folder()
        os.makedirs(folder, mode=0o700, exist_ok=True)
        path = before.path if before is not None else _free(folder, f"{name_of(of)}-{now.strftime(_STAMP)}")
        atomic_write(path, head.encode() + dump_session(session), mode=PRIVATE)
        return Recovery(of, before.at if before is not None else now, path)
    return None


def recoveries(of: Path | None = None) -> tuple[Recovery, ...]:
    """The copies there are, of one session file or of all, the newest first."""
    with suppress(OSError):
        found = sorted(_found(), key=lambda one: (one.at, one.path.name), reverse=True)
        return tuple(one for one in found if of is None or name_of(one.of) == name_of(of))
    return ()


def _free(folder: Path, stem: str) -> Path:
    """A name that no other window uses, also not one of the same second."""
    number = os.getpid()
    while os.path.lexists(folder / f"{stem}-{number}.toml"):
        number += 1
    return folder / f"{stem}-{number}.toml"


def _found() -> Iterator[Recovery]:
    for entry in os.scandir(_folder()):
        name = _NAME.fullmatch(entry.name)
        if name:
            with suppress(OSError, ValueError, TypeError), open(entry.path, encoding="utf-8") as file:
                head = file.readline(100_000)
                if head.startswith(_HEAD):
                    at = dt.datetime.strptime(name["stamp"], _STAMP).replace(tzinfo=dt.UTC)
                    yield Recovery(Path(json.loads(head.removeprefix(_HEAD))), at, Path(entry.path))


def _folder() -> Path:
    return state_folder() / "recovery"
