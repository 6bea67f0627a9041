"""The program in a real pseudo-terminal: told to end, its window closed, or killed at any moment."""

from __future__ import annotations

import contextlib
import os
import random
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from msp_select.model.fields import EVIDENCE
from tests.ui.driving import a_file, read_back

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for POSIX", allow_module_level=True)

import pty

LEAVES = b"\x1b[?1049l"  # back from the alternate screen
SHOWS_CURSOR = b"\x1b[?25h"


class Terminal:
    """The program with a file open in a pseudo-terminal of 80 x 24."""

    def __init__(self, path: str) -> None:
        environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "msp_select", "open", path], environment)
        self.output = b""

    def until(self, text: bytes, seconds: float = 20.0) -> None:
        """Read until what matches `text` was written since the last call."""
        start, end = len(self.output), time.monotonic() + seconds
        while not re.search(text, self.output[start:]):
            assert time.monotonic() < end, f"{text!r} never came; last: {self.output[-2000:]!r}"
            self.read(0.2)

    def read(self, seconds: float) -> bool:
        """Read what is there; False at the end."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if ready:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b""
            self.output += data
            return bool(data)
        return True

    def keys(self, keys: str) -> None:
        """Type."""
        os.write(self.fd, keys.encode())

    def ended(self) -> int:
        """The exit status, or minus the signal it died of."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0) and select.select([self.fd], [], [], 0)[0]:
                    pass
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it did not end")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_saves_and_puts_the_terminal_back(number: signal.Signals) -> None:
    path = a_file("Vexley")
    terminal = Terminal(path)
    terminal.until(b"people use a computer")
    terminal.keys("7\r")
    terminal.until(b"reliance on few clients")
    os.kill(terminal.pid, number)
    assert terminal.ended() == 128 + number
    assert LEAVES in terminal.output
    assert SHOWS_CURSOR in terminal.output[terminal.output.index(LEAVES) - 200 :]
    assert read_back(path).business["biz_users"] == 7


def test_a_closed_window_ends_it_with_everything_saved() -> None:
    path = a_file("Vexley")
    terminal = Terminal(path)
    terminal.until(b"people use a computer")
    terminal.keys("7\r")
    terminal.until(b"reliance on few clients")
    os.close(terminal.fd)
    end = time.monotonic() + 20
    while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert read_back(path).business["biz_users"] == 7


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_the_file_holds_every_answer_shown_as_saved(seed: int) -> None:
    path = a_file("Vexley")
    chance = random.Random(seed)
    terminal = Terminal(path)
    terminal.until(b"people use a computer")
    terminal.keys("\x1bOS\r")  # F4, then the questions of the candidate
    terminal.until(b"Question 1 of 29")
    shown = 0
    for _ in range(chance.randint(1, 6)):
        terminal.keys("d")
        terminal.until(rb"Saved \d\d:\d\d")
        shown += 1
    terminal.keys("d" * chance.randint(0, 3))
    time.sleep(chance.random() / 10)
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    session = read_back(path)
    assert shown <= len(session.candidates[0].answers) <= shown + 3
    assert all(answer.evidence in (None, *EVIDENCE) for answer in session.candidates[0].answers.values())
    assert [p.name for p in Path().glob("*.toml")] == [path]
