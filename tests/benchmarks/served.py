"""How quick the interface is in a browser, as ratios to the same interface in a terminal in the same run.

Run from the checkout: python -m tests.benchmarks.served [RUNS]. The server runs as its user starts it, the
page in Chromium; the clock starts with the click on the link or with the key, and stops when the browser's
terminal has taken in what is painted. Lines are those of the list of what must be shown; medians over runs
one after the other, so that a shared machine slows both sides alike.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pyte
from playwright.sync_api import Browser, Page, WebSocket

from tests.benchmarks.terminal import F5, F6, Program
from tests.report.browser import browser
from tests.web.conftest import free_port
from tests.web.test_attacks import RAW

EXAMPLE = "example:dental-practice"
ANSWERS, WEIGHTS = ("1", "2", "3", "1", "2", "3"), ("\x1b[C", "\x1b[D", "\x1b[C", "\x1b[D")
F3 = "\x1bOR"
NAMES = {F3: "F3", F5: "F5", F6: "F6", "\x1b[C": "ArrowRight", "\x1b[D": "ArrowLeft"}
TOO_LONG, REST = 60.0, 0.5
# In the page itself, so that what drives the browser is not counted: from the key to the first frame after
# it, once the terminal, whose own turn comes first, has taken it in.
CLOCK = """
window.pressed = 0; window.taken = 0;
addEventListener("keydown", () => { window.pressed = performance.now(); window.taken = 0; }, true);
const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => setTimeout(() => {
      if (window.pressed && !window.taken) window.taken = performance.now();
    }, 0));
  }
};
"""


def practice(folder: Path) -> Path:
    """A session of one's own."""
    file = folder / "practice.toml"
    subprocess.run(
        [sys.executable, "-m", "msp_select", "new", str(file), "--from", EXAMPLE],
        check=True, capture_output=True,
    )  # fmt: skip
    return file


@contextmanager
def serving(file: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The server, its origin and the owner's link."""
    command = [sys.executable, "-m", "msp_select", "serve", str(file), "--json", "--no-browser",
               "--port", str(free_port()), *more]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    told = json.loads(server.stdout.readline())
    try:
        yield server, told["origin"], told["links"][0]["link"]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        server.stdout.close()


class Window:
    """The page of the interface, and what it has been sent."""

    def __init__(self, page: Page) -> None:
        self.page, self.frames, self.opened = page, 0, 0.0
        self.screen = pyte.Screen(160, 50)
        self._stream = pyte.ByteStream(self.screen)
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        self.opened = time.perf_counter()
        socket.on("framereceived", self._painted)

    def _painted(self, payload: bytes | str) -> None:
        if isinstance(payload, bytes):  # not the answer to a ping
            self.frames += 1
            self._stream.feed(payload)

    def until(self, words: str) -> None:
        """Wait until these words are painted, and the browser is at rest with it."""
        end = time.perf_counter() + TOO_LONG
        while words not in "\n".join(self.screen.display):
            if time.perf_counter() > end:
                raise SystemExit(f"{words!r} did not come:\n" + "\n".join(self.screen.display))
            self.page.wait_for_timeout(5)
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def settle(self, rest: float) -> None:
        """Wait until nothing was painted for so many seconds."""
        before = -1
        while before != self.frames:
            before = self.frames
            self.page.wait_for_timeout(rest * 1000)

    def press(self, key: str) -> float:
        """Seconds from the key to the first of what it paints being taken in."""
        self.page.keyboard.press(NAMES.get(key, key))
        self.page.wait_for_function("() => window.taken > 0")
        took: float = self.page.evaluate("() => window.taken - window.pressed")
        return took / 1000


def in_browser(chromium: Browser) -> tuple[float, list[float], list[float]]:
    """Seconds to the Result, from answer keys and from weight keys to their paint."""
    with tempfile.TemporaryDirectory() as folder, serving(practice(Path(folder))) as (_, _, link):
        page = chromium.new_page(viewport={"width": 1000, "height": 600})
        page.add_init_script(CLOCK)
        page.goto(link)
        seen = Window(page)
        begun = time.perf_counter()
        page.get_by_role("button", name="Open").click()
        seen.until("Result")
        first = time.perf_counter() - begun
        page.locator("textarea.xterm-helper-textarea").focus()
        answers = _keys(seen, F5, "How do we know?", ANSWERS)
        weights = _keys(seen, F3, "What matters", WEIGHTS)
        page.close()
    return first, answers, weights


def _keys(seen: Window, place: str, words: str, keys: tuple[str, ...]) -> list[float]:
    seen.page.keyboard.press(NAMES[place])
    seen.until(words)
    found = []
    for key in keys:
        seen.settle(REST)
        found.append(seen.press(key))
    return found


def in_terminal() -> tuple[float, list[float], list[float]]:
    """The same in a pseudo-terminal."""
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "msp_select", "open", str(practice(Path(folder))))
        program, found = Program(command), list[list[float]]()
        first = program.until("Result").clock
        for place, words, keys in ((F5, "How do we know?", ANSWERS), (F3, "What matters", WEIGHTS)):
            os.write(program.fd, place.encode())
            program.until(words)
            timings = []
            for key in keys:
                program.settle(REST)
                timings.append(program.press(key).clock)
            found.append(timings)
        os.kill(program.pid, signal.SIGKILL)
        os.waitpid(program.pid, 0)
    return first, found[0], found[1]


def lost_and_taken_over(chromium: Browser) -> dict[str, float]:
    """Seconds until the picture is there again after a reload, and until a second window has it.

    Of both once from the address, with the page to load, and once from the opening of the socket.
    """
    found = {}
    with tempfile.TemporaryDirectory() as folder, serving(practice(Path(folder))) as (server, _, link):
        context = chromium.new_context(viewport={"width": 1000, "height": 600})
        page = context.new_page()
        page.goto(link)
        page.get_by_role("button", name="Open").click()
        page.wait_for_selector("body.-first-byte")
        process = _children(server.pid)
        for name, again in (("5 reload", page), ("6 another window", context.new_page())):
            seen, begun = Window(again), time.perf_counter()
            again.goto(page.url)
            seen.until("Result")
            found[name], found[f"{name}, its socket"] = (
                time.perf_counter() - since for since in (begun, seen.opened)
            )
            if _children(server.pid) != process:
                raise SystemExit("The interface was started anew.")
        context.close()
    return found


def _children(pid: int) -> set[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(one) for one in text.split()}


def attacked() -> tuple[float, int]:
    """The slowest answer while it is attacked, in seconds, and the most memory of the server, in MiB."""
    with tempfile.TemporaryDirectory() as folder, serving(practice(Path(folder))) as (server, origin, _):
        host, port = str(urlsplit(origin).hostname), int(urlsplit(origin).port or 80)

        async def attack(text: str) -> None:
            text = text.replace("{host}", f"{host}:{port}").replace("{port}", str(port))
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(text.encode())
            try:
                await asyncio.wait_for(reader.read(65536), 12)
            except (TimeoutError, ConnectionError):
                pass
            finally:
                writer.close()

        async def ask(over: asyncio.Event) -> float:
            slowest = 0.0
            async with aiohttp.ClientSession(origin) as session:
                while not over.is_set():
                    begun = time.perf_counter()
                    async with session.get("/enter") as answer:
                        await answer.read()
                    slowest = max(slowest, time.perf_counter() - begun)
                    await asyncio.sleep(0.05)
            return slowest

        async def both() -> float:
            over = asyncio.Event()
            asking = asyncio.create_task(ask(over))
            for _ in range(10):
                await asyncio.gather(*(attack(text) for text, _ in RAW.values()))
            over.set()
            return await asking

        slowest = asyncio.run(both())
        status = Path(f"/proc/{server.pid}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return slowest, int(peak.split()[1]) >> 10


def main() -> None:
    """Print each figure with its bar."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    both = []
    with browser() as chromium:
        for _ in range(runs):
            both.append((in_browser(chromium), in_terminal()))
        again = lost_and_taken_over(chromium)
    print(f"medians of {runs}; browser : terminal")
    bars = (("2 click to the Result", 3.5), ("3 answer key", 2.5), ("4 weight key", 1.5))
    for at, (line, bar) in enumerate(bars):
        one, other = (statistics.median(_flat(run[side][at] for run in both)) for side in (0, 1))
        print(f"{line:<24}{one / other:6.2f}  (at most {bar})  {one * 1000:.0f} : {other * 1000:.0f} ms")
    for line, seconds in again.items():
        print(f"{line:<30}{seconds:6.2f} s, the same process")
    slowest, memory = attacked()
    print(f"{'9 while it is attacked':<24}{slowest:6.2f} s the slowest answer (2), {memory} MB at most (200)")


def _flat(values: Iterator[float | list[float]]) -> Iterator[float]:
    for value in values:
        yield from value if isinstance(value, list) else [value]


if __name__ == "__main__":
    main()
