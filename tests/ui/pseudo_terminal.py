"""The program in a real pseudo-terminal of 80 x 24, for what a pilot in the same process cannot see."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import sys
import termios
import time

from tests.ui.announcing import AT_REST
from tests.ui.rest import LIMIT

LEAVES = b"\x1b[?1049l"  # back from the alternate screen
SHOWS_CURSOR = b"\x1b[?25h"
CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
BYTES = {
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+right": "\x1b[1;2C",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "ctrl+z": "\x1a",
    "ctrl+y": "\x19",
}


class Terminal:
    """The program with a file open and at rest; `output` is everything it wrote."""

    def __init__(self, path: str, **told: str) -> None:
        """`told`: what the environment says of the terminal besides, such as TERM."""
        environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"} | told
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            command = [sys.executable, "-m", "tests.ui.announcing", "open", path]
            os.execve(sys.executable, command, environment)
        self.output = b""
        self._keys = 0
        self._rest()

    @property
    def words(self) -> bytes:
        """What was written, without the sequences that place and colour it."""
        return CONTROL.sub(b"", self.output)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, letting each take its whole effect."""
        for key in keys:
            self.send(key)
            self._rest()

    def send(self, key: str) -> None:
        """Type a key and wait for nothing."""
        os.write(self.fd, BYTES.get(key, key).encode())
        self._keys += 1

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does that was asked to bracket it."""
        os.write(self.fd, f"\x1b[200~{text}\x1b[201~".encode())

    def suspend(self) -> None:
        """Stop the program, as a shell does, and wait until it has stopped."""
        os.kill(self.pid, signal.SIGTSTP)
        end = time.monotonic() + LIMIT
        while not os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[0]:
            assert time.monotonic() < end, "it did not stop"
            self._read()

    def _rest(self) -> None:
        """Read until the program announces that it is at rest after the last key."""
        announced, end = AT_REST.format(keys=self._keys).encode(), time.monotonic() + LIMIT
        while announced not in self.output:
            assert time.monotonic() < end, f"It never came to rest; last: {self.output[-2000:]!r}"
            assert self._read(), f"It ended; last: {self.output[-2000:]!r}"

    def _read(self) -> bool:
        """Read what is there, waiting a moment for it; False at the end."""
        if select.select([self.fd], [], [], 0.2)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:  # so the end is told on Linux
                data = b""
            self.output += data
            return bool(data)
        return True

    @property
    def unread(self) -> int:
        """How many bytes it has written that nobody has read yet."""
        return int.from_bytes(fcntl.ioctl(self.fd, termios.FIONREAD, bytes(4)), sys.byteorder)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed and waits for whole lines, as a shell wants it."""
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)

    def close_window(self) -> None:
        """The window is gone; wait for the program to notice."""
        os.close(self.fd)
        end = time.monotonic() + LIMIT
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            assert time.monotonic() < end, "it did not notice"
            time.sleep(0.02)

    def ended(self) -> int:
        """The exit status, or minus the signal it died of."""
        end = time.monotonic() + LIMIT
        while self._read():
            assert time.monotonic() < end, "it did not end"
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
