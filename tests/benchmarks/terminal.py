"""How quick the terminal interface feels, as ratios to the smallest Textual program in the same run.

Run from the checkout: python -m tests.benchmarks.terminal [RUNS] [ROWS]; ROWS is a part of the names of the
rows wanted, all without it. Both programs run in a pseudo-terminal of 80 x 24; the clock starts with the
process, or with the key written, and stops when what it leads to has been read. Each row is the median over
runs one after the other, each in a home of its own: what one moves, and where it was left, is not what the
next begins with.

A shared machine slows a long stretch of work more than a short one, which is done before its turn is over. So
beside the ratio by the clock stands the one by processor time of the main thread until then ("worked"), which
others do not move; only Linux tells it of another process. The bar is for either, on a machine at rest.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

HELLO = """
from textual.app import App
from textual.widgets import Footer, Static

class Hello(App):
    BINDINGS = [("a", "again", "Again")]
    count = 0

    def compose(self):
        yield Static("hello")
        yield Footer()

    def action_again(self):
        self.count += 1
        self.query_one(Static).update(f"hello {self.count}")

Hello().run()
"""
ROWS, COLUMNS = 24, 80
# Modules are compiled once, as an installed program's are, even where the caller forbids it for itself.
NOT_PASSED_ON = ("NO_COLOR", "LINES", "COLUMNS", "PYTHONDONTWRITEBYTECODE")
QUIET = 0.08  # seconds without output after which a picture is whole
TOO_LONG = 60.0
CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_][^\x1b]*\x1b\\)")
TAB, ENTER, RIGHT, LEFT, SHIFT_RIGHT = "\t", "\r", "\x1b[C", "\x1b[D", "\x1b[1;2C"
F2, F5, F6, CTRL_G, END, UP = "\x1bOQ", "\x1b[15~", "\x1b[17~", "\x07", "\x1b[F", "\x1b[A"
PROVIDERS = 10_000
HOME, MADE = "home", "made"  # where programs run, and what that is copied from
CLIENT = "client.toml"


@dataclass(frozen=True)
class Task:
    """A program, the text (a pattern) of its first whole picture, and keys whose effect is timed.

    `before` leads to where the keys are pressed; `rest` (seconds) is how long nothing may move before each,
    so that what the program still works out in the background is not counted as its answer. `shows`: what a
    key has to bring, by a pattern; without it the first of what it paints counts.
    """

    command: tuple[str, ...]
    text: str
    before: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    rest: float = 0.3
    shows: str = ""


class Span(NamedTuple):
    """Seconds by the clock, and of processor time worked meanwhile (nan where that is not told)."""

    clock: float
    worked: float


@dataclass(frozen=True)
class Timing:
    """Seconds to the first picture and from each key to its paint; memory in MiB once all is quiet."""

    picture: Span
    keys: tuple[Span, ...]
    memory: float


class Program:
    """A command in a pseudo-terminal."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in NOT_PASSED_ON}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(command[0], list(command), environment)

    def read(self, wait: float) -> tuple[float, bytes]:
        """What comes within `wait` seconds, and when it came; nothing if nothing does."""
        if not select.select([self.fd], [], [], wait)[0]:
            return time.perf_counter(), b""
        data = os.read(self.fd, 1 << 16)
        return time.perf_counter(), data

    def worked(self) -> float:
        """Seconds of processor time its main thread has worked so far, as `/proc` of Linux tells."""
        try:
            return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
        except OSError:
            return float("nan")

    def until(self, text: str) -> Span:
        """When that text (a pattern) was there, since the start."""
        seen = b""
        while (moment := time.perf_counter()) - self.start < TOO_LONG:
            moment, data = self.read(1.0)
            seen += data
            if re.search(text, CONTROL.sub(b"", seen).decode(errors="replace")):
                return Span(moment - self.start, self.worked())
        raise SystemExit(f"{text!r} did not come: {CONTROL.sub(b'', seen)[-2000:].decode(errors='replace')}")

    def settle(self, rest: float) -> None:
        """Wait until nothing was written for `rest` seconds."""
        while self.read(rest)[1]:
            pass

    def press(self, key: str, shows: str = "") -> Span:
        """From the key to the first of what it paints, or to what it has to show."""
        before, sent, seen = self.worked(), time.perf_counter(), b""
        os.write(self.fd, key.encode())
        while True:
            moment, data = self.read(2.0)
            if not data:
                return Span(float("nan"), float("nan"))
            seen += data
            if re.search(shows, CONTROL.sub(b"", seen).decode(errors="replace")):
                return Span(moment - sent, self.worked() - before)

    def memory(self) -> float:
        """What the process holds in memory, MiB."""
        answer = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.pid)], check=True, capture_output=True, text=True
        )
        return int(answer.stdout) / 1024

    def end(self) -> None:
        """Kill it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self.fd)


def timing(task: Task) -> Timing:
    """One run of a task."""
    program = Program(task.command)
    try:
        picture = program.until(task.text)
        for key in task.before:
            program.settle(task.rest)
            os.write(program.fd, key.encode())
        program.settle(max(task.rest, 1.0))
        memory = program.memory()
        keys = []
        for key in task.keys:
            program.settle(task.rest)
            keys.append(program.press(key, task.shows))
        return Timing(picture, tuple(keys), max(memory, program.memory()))
    finally:
        program.end()


def renew(folder: Path) -> None:
    """Sessions and what is remembered as they were made, whatever was done with them since."""
    shutil.rmtree(folder / HOME)
    shutil.copytree(folder / MADE, folder / HOME)


def many(folder: Path, name: str, count: int) -> str:
    """A session of `count` candidates, all with the answers of the example's first ones."""
    from msp_select.model.edits import with_fields
    from msp_select.store.catalog import load_catalog
    from msp_select.store.session import load_session, new_session_file

    session = load_session("example:dental-practice", load_catalog()).session
    models = session.candidates
    candidates = tuple(
        models[at % len(models)].model_copy(update={"id": f"c{at}", "name": f"Candidate {at}"})
        for at in range(count)
    )
    path = folder / HOME / f"{name}.toml"
    new_session_file(path, with_fields(session, candidates=candidates, favourite=""))
    return str(path)


def make_match(folder: Path) -> None:
    """A session that was left at its match with `PROVIDERS`, whose prices are open."""
    from msp_select.model.edits import set_settings
    from msp_select.store.catalog import load_catalog
    from msp_select.store.library import open_library
    from msp_select.store.session import new_session_file
    from msp_select.ui.remembered import UiState, Visit, store_state
    from tests import invented

    catalog = load_catalog()
    path, library = folder / HOME / CLIENT, folder / "library"
    invented.make_library(library, PROVIDERS, catalog)
    new_session_file(path, set_settings(invented.client(3, catalog, random.Random(3)), sealed=False))
    time.sleep(2.1)  # a file younger than this when it is indexed is read again
    open_library(library, catalog)
    store_state(UiState(visits=(Visit(str(path), place="match"),), library=str(library)))


def main(runs: int, wanted: str) -> None:
    """Print each row: ours, hello's, their ratio and the bar it is held against."""
    folder = Path(tempfile.mkdtemp())
    (folder / HOME).mkdir()
    for variable, name in (("STATE", f"{HOME}/state"), ("CONFIG", f"{HOME}/config"), ("CACHE", "cache")):
        os.environ[f"MSP_SELECT_{variable}_DIR"] = str(folder / name)
    try:
        rows = [row for row in (*_rows(folder), *_match_rows(folder)) if wanted in row[0]]
        if any("Match" in title for title, *_ in rows):
            make_match(folder)  # so many providers take a minute to invent
        shutil.copytree(folder / HOME, folder / MADE)
        hello = Task((sys.executable, "-c", HELLO), "hello", keys=("a",) * 6, rest=0.15)
        for task in (hello, *(row[1] for row in rows)):
            renew(folder)
            timing(replace(task, keys=()))  # modules compiled, files in the cache
        found: dict[str, list[tuple[Span, Span]]] = {title: [] for title, *_ in rows}
        for _ in range(runs):
            for title, task, figure, _ in rows:
                renew(folder)
                floor, ours = figure(timing(hello)), figure(timing(task))
                found[title].append((ours, floor))
    finally:
        shutil.rmtree(folder)
    print(f"{'':<44} {'this':>8} {'hello':>8} {'ratio':>6} {'worked':>7} {'bar':>5}")
    for title, _, figure, bar in rows:
        this, that = (
            Span(*map(statistics.median, zip(*side, strict=True))) for side in zip(*found[title], strict=True)
        )
        ratio, worked = (statistics.median(a[k] / b[k] for a, b in found[title]) for k in (0, 1))
        unit, scale = ("MiB", 1) if figure is _memory else ("ms", 1000)
        print(
            f"{title:<44} {this.clock * scale:5.0f}{unit:<3} {that.clock * scale:5.0f}{unit:<3} {ratio:6.2f}"
            f" {worked:7.2f} {bar:5.1f}"
        )


Figure = Callable[[Timing], Span]


def _picture(found: Timing) -> Span:
    return found.picture


def _key(found: Timing) -> Span:
    return Span(*map(statistics.median, zip(*found.keys, strict=True)))


def _memory(found: Timing) -> Span:
    return Span(found.memory, float("nan"))


def _rows(folder: Path) -> list[tuple[str, Task, Figure, float]]:
    program = (sys.executable, "-m", "msp_select")
    six, forty = many(folder, "six", 6), many(folder, "forty", 40)
    moves, answers = (RIGHT, LEFT) * 3, ("d", "r") * 3  # each changes what the one before left
    at_result, at_questions = (F6, TAB), (F5,)
    result = Task((*program, "open", "example:dental-practice"), "What matters", rest=1.0)
    return [
        ("first picture of Home", Task(program, "Choose the company"), _picture, 1.5),
        ("first picture of the example's Result", result, _picture, 2.5),
        *(
            row
            for count, path, most in ((6, six, 8.0), (40, forty, 16.0))
            for row in (
                (
                    f"a weight moved on Result, {count} candidates",
                    Task((*program, "open", path), "·", at_result, moves, 1.2),
                    _key,
                    most,
                ),
                (
                    f"a question answered, {count} candidates",
                    Task((*program, "open", path), "·", at_questions, answers, 0.4),
                    _key,
                    most,
                ),
            )
        ),
        ("memory on the example's Result", result, _memory, 3.0),
    ]


def _match_rows(folder: Path) -> list[tuple[str, Task, Figure, float]]:
    """Match over a library whose index is there: its rows once it is gone to, and as a weight is moved."""
    there = (sys.executable, "-m", "msp_select", "open", str(folder / HOME / CLIENT))
    rows, moved = r"Firm \d+ of", r"[▲▼]\d"
    go_on = (CTRL_G, END, UP, UP, UP)  # Match is the last place but three
    named = f"{PROVIDERS:,} providers"
    return [
        (f"Match gone back to, {named}", Task(there, rows, (F2, *go_on), (ENTER,), 1.0, rows), _key, 16.0),
        (f"a weight moved on Match, {named}", Task(there, rows, ("w",), (SHIFT_RIGHT,) * 4, 1.5), _key, 16.0),
        (
            f"rows ranked again on Match, {named}",
            Task(there, rows, ("w",), (SHIFT_RIGHT,) * 4, 1.5, moved),
            _key,
            16.0,
        ),
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, " ".join(sys.argv[2:]))
