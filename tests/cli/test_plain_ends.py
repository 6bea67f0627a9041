"""The plain walk ended at any moment and in every way: each answer given is in the file or the recovery copy.

Any lines are first typed in this process, noting the session after each; then the same lines are typed into
the program in a pseudo-terminal, with the file changed outside or not, until it is ended.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import filelock
import pytest

from msp_select.model.session import Session
from msp_select.store.atomic_write import PREFIX
from msp_select.store.catalog import load_catalog
from msp_select.store.recovery import recoveries
from msp_select.store.session import load_session
from tests.strategies import shipped_catalog
from tests.test_unsaved import OUTSIDE, content, file, removed, walked  # noqa: F401

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for POSIX", allow_module_level=True)

import pty

LIMIT = 60.0
End = Literal["kill", "term", "hup", "int", "window", "eof"]
ENDS: tuple[End, ...] = ("kill", "term", "hup", "int", "window", "eof")
STATUS = {"term": 128 + signal.SIGTERM, "hup": 128 + signal.SIGHUP, "kill": -signal.SIGKILL}
LINES = ("1", "1", "2", "3", "4", "m", "b", "", "12", "7", "a", "Firm", "Vexley", "u", "d", "?", "n", "60")
BEGINNING = ("1", "12", "3", "m", "3", "a", "Vexley", "1", "m")  # so that there is something to lose


class Walk:
    """`msp-select open FILE --plain` in a pseudo-terminal, at its first prompt."""

    def __init__(self, path: Path) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80", "TERM": "dumb"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            command = [sys.executable, "-m", "msp_select", "open", str(path), "--plain"]
            os.execve(sys.executable, command, environment)
        self.output = b""
        self.until_asked()

    def type(self, line: str) -> None:
        """A line, and wait for the next prompt."""
        self.send(line)
        self.until_asked()

    def send(self, line: str) -> None:
        """A line, and wait for nothing."""
        self.output = b""
        os.write(self.fd, line.encode() + b"\r")

    def until_asked(self) -> None:
        """Read until it waits for a line."""
        end = time.monotonic() + LIMIT
        while not (b"\n" in self.output and self.output.endswith(b": ")):
            assert time.monotonic() < end, self.output
            assert self.read(), self.output

    def read(self) -> bool:
        """Read what is there, waiting a moment for it; False at the end."""
        if select.select([self.fd], [], [], 0.2)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:  # so the end is told on Linux
                return False
            self.output += data
            return bool(data)
        return True

    def told(self, how: End) -> None:
        """Send what ends it."""
        if how == "window":
            os.close(self.fd)
        elif how in ("eof", "int"):
            os.write(self.fd, b"\x04" if how == "eof" else b"\x03")
        else:
            os.kill(self.pid, {"term": signal.SIGTERM, "hup": signal.SIGHUP, "kill": signal.SIGKILL}[how])

    def end(self, how: End) -> int:
        """End it, and its exit status, or minus the signal it died of.

        A signal between the prompt and the reading of a line is heard only when the reading ends, as in every
        Python program; so it is sent again while nothing happens, and heard once.
        """
        end = time.monotonic() + LIMIT
        self.told(how)
        while how != "window" and self.read():
            assert time.monotonic() < end, self.output
            if not select.select([self.fd], [], [], 2)[0]:
                self.told(how)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def answered(session: Session) -> Session:
    """All but what tells the time: the log, since when the weights are locked, and the digest of that."""
    settings = session.settings.model_copy(update={"weights_locked": None})
    return content(session).model_copy(update={"settings": settings, "catalog": ()})


def in_file(path: Path) -> Session:
    return answered(load_session(path, load_catalog()).session)


def kept(path: Path) -> list[Session]:
    """What the file and the recovery copies hold."""
    found = [answered(one.read(shipped_catalog())) for one in recoveries(path)]
    return [*found, in_file(path)] if path.is_file() and path.read_bytes() != b"title =" else found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("how", ENDS)
def test_whatever_ends_the_walk_every_answer_given_is_kept(
    file: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    how: End,
    seed: int,
) -> None:
    chance = random.Random(f"{how} {seed}")
    before, states = file.read_bytes(), [in_file(file)]
    lines = [*BEGINNING, *(chance.choice(LINES) for _ in range(16))]
    typed: list[str | Callable[[], object]] = []
    for line in lines:
        typed += [line, lambda: states.append(in_file(file))]
    with monkeypatch.context() as patch:
        walked(patch, file, *typed)
    assert len(states) == len(lines) + 1
    file.write_bytes(before)
    walk, last = Walk(file), chance.randrange(len(BEGINNING), len(lines))
    # A kill leaves no time to see that a file is gone which held everything: there it goes at the start.
    harmed = -1 if seed == 0 else 0 if how == "kill" else chance.randrange(last)
    for at, line in enumerate(lines[:last]):
        if at == harmed:
            chance.choice(OUTSIDE)(file)
        walk.type(line)
    if seed == 2:  # in the middle of the next
        walk.send(lines[last])
        time.sleep(chance.random() / 50)
    status = walk.end(how)
    assert status == STATUS.get(how, status)
    possible = states[last : last + 2]
    held = kept(file)
    assert any(one in possible for one in held), lines[: last + 1]
    if how in ("term", "hup") and states[last] != states[0]:
        assert b"Traceback" not in walk.output
    if in_file_as(file) not in possible:  # then the next walk offers it, and takes it
        removed(file)
        file.write_bytes(before)
        with monkeypatch.context() as patch:
            taken = walked(patch, file, "y", "q")
        assert "Recovered: " in taken.out
        assert in_file(file) in possible


def in_file_as(path: Path) -> Session | None:
    """What the file holds, if it is a session."""
    return in_file(path) if path.is_file() and path.read_bytes() != b"title =" else None


@pytest.mark.parametrize("how", ["kill", "window"])
def test_ended_while_it_waits_for_another_program_the_answer_is_kept_apart(file: Path, how: End) -> None:  # noqa: F811
    walk = Walk(file)
    walk.type("1")
    (lock,) = file.absolute().parent.glob(f"{PREFIX}*.lock")
    with filelock.FileLock(lock):
        walk.send("12")
        end = time.monotonic() + LIMIT
        while not recoveries(file):
            assert time.monotonic() < end
            time.sleep(0.01)
        if how == "kill":
            walk.end(how)
    if how == "window":
        walk.end(how)
        assert in_file(file).business["biz_users"] == 12
    else:
        (copy,) = recoveries(file)
        assert copy.read(shipped_catalog()).business["biz_users"] == 12
