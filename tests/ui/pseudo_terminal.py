"""The program in a real pseudo-terminal of 80 x 24, for what a pilot in the same process cannot see."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import sys
import termios
import time

LEAVES = b"\x1b[?1049l"  # back from the alternate screen
SHOWS_CURSOR = b"\x1b[?25h"
CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
ENOUGH = 30.0  # seconds after which something has gone wrong


class Terminal:
    """The program with a file open; `output` is everything it wrote."""

    def __init__(self, path: str) -> None:
        environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "msp_select", "open", path], environment)
        self.output = b""

    @property
    def words(self) -> bytes:
        """What was written, without the sequences that place and colour it."""
        return CONTROL.sub(b"", self.output)

    def until(self, text: bytes, seconds: float = ENOUGH) -> None:
        """Read until what matches `text` was written since the last call."""
        start, end = len(self.output), time.monotonic() + seconds
        while not re.search(text, self.output[start:]):
            assert time.monotonic() < end, f"{text!r} never came; last: {self.output[-2000:]!r}"
            self.read(0.2)

    def quiet(self, seconds: float) -> None:
        """Read until nothing was written for so long."""
        before = -1
        while before != len(self.output):
            before = len(self.output)
            self.read(seconds)

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

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed and waits for whole lines, as a shell wants it."""
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)

    def close_window(self) -> None:
        """The window is gone; wait for the program to notice."""
        os.close(self.fd)
        end = time.monotonic() + ENOUGH
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            assert time.monotonic() < end, "it did not notice"
            time.sleep(0.02)

    def ended(self) -> int:
        """The exit status, or minus the signal it died of."""
        end = time.monotonic() + ENOUGH
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0) and select.select([self.fd], [], [], 0)[0]:
                    pass
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it did not end")
