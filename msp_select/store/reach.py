"""What an interface that is served may touch: its own session and what belongs to it, and no other file.

Its keys come from elsewhere, and whoever types may name any path of the machine. The rule stands where
the interpreter opens a file, so that no screen can forget to ask.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from msp_select.store.atomic_write import PREFIX, SUFFIX
from msp_select.store.files import (
    config_folder,
    examples_folder,
    name_of,
    sheets_name,
    shipped_folder,
    state_folder,
)
from msp_select.store.invitations import lock_of_invitations, place_of, served_place
from msp_select.store.session import lock_of

_MACHINE = ("/dev/null", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime", "/usr/lib/locale")
_FORBIDDEN = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "socket.connect")
_CHANGES = ("os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod", "os.chown", "sqlite3.connect")
_LOOKS = ("stat", "lstat", "access", "readlink")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Reach:
    """The files and folders of one session; everything else is out of reach.

    `copies` are where copies of the session go, each by the beginning of its name; `folders` are made where
    they are not there yet.
    """

    session: Path
    lock: Path
    own: tuple[Path, ...]
    read: tuple[Path, ...]
    copies: tuple[Path, ...]
    folders: tuple[Path, ...]

    @classmethod
    def of(cls, session: Path) -> Reach:
        """What belongs to the session at that path: versions, copies of what was not saved, sheets, inbox."""
        file = _real(session)
        name, state = name_of(file), _real(state_folder())
        places = map(Path, (sys.prefix, sys.base_prefix, *filter(None, sys.path)))
        program = (place for place in places if not file.is_relative_to(_real(place)))
        shipped = (examples_folder(), *(shipped_folder(kind) for kind in ("questionnaires", "weights")))
        beside = (file.parent / "questionnaires", file.parent / "weights")
        return cls(
            session=file,
            lock=_real(lock_of(file)),
            own=(
                state / "versions" / name,
                file.with_name(f"{file.name}.inbox"),
                file.with_name(sheets_name(file.name)),
                place_of(file),
                lock_of_invitations(file),
            ),
            read=tuple(
                map(
                    _real,
                    (*program, *shipped, *beside, config_folder(), served_place(file), *map(Path, _MACHINE)),
                )
            ),
            copies=(state / "recovery" / name, state / "documents" / name),
            folders=(state, *(state / kind for kind in ("versions", "recovery", "documents"))),
        )

    def may_open(self, path: Path) -> bool:
        """Whether what stands there may be read."""
        return self.may_write(path) or _inside(_real(path), self.read)

    def may_write(self, path: Path) -> bool:
        """Whether something may be written, moved or removed there."""
        real = _real(path)
        if real in (self.session, self.lock, *self.folders) or _inside(real, self.own):
            return True
        if real.name.startswith(PREFIX) and real.name.endswith(
            SUFFIX
        ):  # a file being written, before its name
            return real.parent in {self.session.parent, *(place.parent for place in self.copies)}
        return any(real.parent == copy.parent and real.name.startswith(copy.name) for copy in self.copies)

    def may_list(self, path: Path) -> bool:
        """Whether the names in that folder may be seen."""
        real = _real(path)
        return _inside(real, (*self.own, *self.read)) or real in {copy.parent for copy in self.copies}

    def may_see(self, path: Path) -> bool:
        """Whether it may be known that something is there: what may be opened, and the way to it."""
        real = _real(path)
        return self.may_open(real) or any(
            place.is_relative_to(real) for place in (self.session, *self.own, *self.read, *self.folders)
        )


def confine(reach: Reach, reader: Sequence[str] = ()) -> None:
    """Keep this process within reach from now on; there is no way back (PermissionError beyond).

    `reader` is the one program that may be started, with page numbers behind it and nothing else.
    """

    def check(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            writing = isinstance(flags, int) and bool(flags & _WRITES)
            _hold(path, reach.may_write if writing else reach.may_open)
        elif event in ("os.listdir", "os.scandir"):
            _hold(arguments[0] if arguments[0] is not None else ".", reach.may_list)
        elif event in ("os.rename", "os.link", "os.symlink"):
            for path in arguments[:2]:
                _hold(path, reach.may_write)
        elif event == "sqlite3.connect" and arguments[0] == ":memory:":
            return  # the index of a document, which is in no file
        elif event in _CHANGES:
            _hold(arguments[0], reach.may_write)
        elif event == "subprocess.Popen" and _is_reader(arguments, reader):
            return
        elif event in _FORBIDDEN:
            raise PermissionError(13, "is not done while this is served in a browser", event)

    sys.addaudithook(check)
    for name in _LOOKS:  # no event tells of these, and whether a file is there says something too
        setattr(os, name, partial(_look, reach, getattr(os, name)))


def _is_reader(arguments: tuple[object, ...], reader: Sequence[str]) -> bool:
    """Whether that program is started, in this folder and environment, for pages or for all of them."""
    match arguments:
        case (str(program), [*command], None, None) if reader:
            pages = command[len(reader) :]
            return (
                [program, *command[: len(reader)]] == [reader[0], *reader]
                and len(pages) in (0, 2)
                and all(isinstance(one, str) and one.isdecimal() for one in pages)
            )
    return False


def _look(reach: Reach, look: Callable[..., object], path: Any, *more: Any, **named: Any) -> object:
    """Look at a file; what is out of reach is as if it were not there."""
    if isinstance(path, int) or _looking.on or reach.may_see(Path(os.fsdecode(path))):
        return look(path, *more, **named)
    if look is _ACCESS:
        return False
    raise FileNotFoundError(2, "No such file or directory", path)


def _hold(path: object, allows: Callable[[Path], bool]) -> None:
    if isinstance(path, int) or path is None:
        return  # a file that is open already
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    if not allows(Path(name)):
        raise PermissionError(13, "is out of reach of what is served in a browser", name)


def _inside(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


class _Looking(threading.local):
    """Whether this thread is finding out where a path leads, for which it has to look at all of it."""

    on = False


_looking = _Looking()
_ACCESS = os.access


def _real(path: Path) -> Path:
    before, _looking.on = _looking.on, True
    try:
        return Path(os.path.realpath(path))
    finally:
        _looking.on = before
