"""The interface as a process behind a socket: started without a shell, kept a while when the socket goes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual._binary_encode import DecodeError, load

# What a new terminal is told: another screen, the mouse, pasted text as such, no cursor, nothing on it.
MODES = b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2004h\x1b[2J"
DRIVER = "msp_select.ui.browser:BrowserDriver"
MOST_PACKET = 8 << 20
MOST_BROUGHT = 40 << 20  # bytes of a file that is brought in, as many as a document may have that is read
CHUNK = 64 << 10
MOST_FAULTS = 4096  # bytes of standard error that are kept
SLOW = 10.0  # seconds after which a socket that takes nothing is let go
KEPT = ("LANG", "LC_ALL", "TZ", "MSP_SELECT_CONFIG_DIR", "MSP_SELECT_STATE_DIR", "MSP_SELECT_CACHE_DIR")
KEPT_ON_WINDOWS = ("SYSTEMROOT", "TEMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
Send = Callable[[bytes | str], Awaitable[None]]
Leave = Callable[[str], Awaitable[None]]


def environment(width: int, height: int) -> dict[str, str]:
    """What the process needs and nothing else: no key and no token of the server's own is passed on."""
    names = KEPT + (KEPT_ON_WINDOWS if sys.platform == "win32" else ())
    return (
        {"LANG": "C.UTF-8"}
        | {name: os.environ[name] for name in names if name in os.environ}
        | {
            "HOME": os.path.expanduser("~"),
            "PATH": os.defpath,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_FPS": "60",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }
    )


@dataclass
class Delivery:
    """A document on its way from the interface to the browser."""

    name: str
    taken: bool = False
    chunks: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)


@dataclass
class Wanted:
    """A file that the interface asks for: the key it is brought with, once, and how its name may end."""

    endings: tuple[str, ...]
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    coming: bool = False

    @property
    def frame(self) -> str:
        """What the page is told."""
        told = {"key": self.key, "endings": self.endings, "most": MOST_BROUGHT}
        return json.dumps(["file_wanted", told])


class Host:
    """One running interface; it paints to the socket that was attached last, or to none."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        grace: float,
        idle: float,
        over: Callable[[], None] = lambda: None,
    ) -> None:
        self.ended = asyncio.Event()
        self.deliveries: dict[str, Delivery] = {}
        self.wanted: Wanted | None = None
        self._command, self._folder, self._over = command, folder, over
        self._grace, self._idle = grace, idle
        self._process: asyncio.subprocess.Process | None = None
        self._send: Send | None = None
        self._leave: Leave | None = None
        self._touched = time.monotonic()
        self._detached: float | None = None
        self._why = "ended"
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writing = asyncio.Lock()
        self._painting: asyncio.Task[None] | None = None
        self._begun = False

    @property
    def pid(self) -> int | None:
        """The process."""
        return self._process.pid if self._process else None

    async def start(self, width: int, height: int) -> None:
        """Start the interface for a window of that size."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment(width, height),
            cwd=self._folder,
            start_new_session=True,
        )
        for job in (self._read(), self._drain(), self._watch()):
            self._go_on(job)

    async def attach(self, send: Send, leave: Leave, width: int, height: int) -> None:
        """Paint to this socket from now on; who looked before is told that it moved."""
        if self._leave is not None:  # not waited for: a laptop that sleeps answers no farewell
            self._go_on(self._leave("moved"))
        if self._painting is not None:
            self._painting.cancel()
        again, self._begun = self._begun, True
        self._send, self._leave, self._detached = send, leave, None
        self._touched = time.monotonic()
        if again:  # a new terminal knows no mode, and has nothing on it
            await send(MODES)
            await self.resize(width, height)
            await self._meta({"type": "repaint"})
            if self.wanted is not None:
                await send(self.wanted.frame)

    def detach(self, send: Send) -> None:
        """That socket is gone."""
        if self._send is send:
            self._send = self._leave = None
            self._detached = time.monotonic()

    async def keys(self, text: str) -> None:
        """What was typed."""
        self._touched = time.monotonic()
        await self._packet(b"D", text.encode("utf-8", "replace"))

    async def resize(self, width: int, height: int) -> None:
        """The window has another size."""
        await self._meta({"type": "resize", "width": width, "height": height})

    async def focus(self, *, there: bool) -> None:
        """The window got or lost the focus."""
        await self._meta({"type": "focus" if there else "blur"})

    async def ask(self, key: str) -> None:
        """Ask the interface for the next piece of a document."""
        await self._meta({"type": "deliver_chunk_request", "key": key, "size": CHUNK})

    async def brought(self, path: Path) -> None:
        """Tell the interface where the file is that it asked for."""
        self._touched = time.monotonic()
        self.wanted = None
        await self._meta({"type": "file_brought", "path": str(path)})

    async def stop(self, why: str = "stopped") -> None:
        """End the interface: asked first, then told, then killed."""
        self._why = why
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._meta({"type": "quit"}), 1)
        for patience, number in ((5, signal.SIGTERM), (3, signal.SIGKILL), (3, None)):
            try:
                await asyncio.wait_for(process.wait(), patience)
                return
            except TimeoutError:
                if number is not None:
                    self._kill(number)

    def _kill(self, number: int) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)

    def _go_on(self, job: Awaitable[None]) -> None:
        task = asyncio.ensure_future(job)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # a socket that is gone is no fault

    async def _meta(self, data: dict[str, object]) -> None:
        await self._packet(b"M", json.dumps(data).encode())

    async def _packet(self, kind: bytes, payload: bytes) -> None:
        assert self._process is not None
        stdin = self._process.stdin
        assert stdin is not None
        async with self._writing:
            with contextlib.suppress(ConnectionError, RuntimeError):
                stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
                await stdin.drain()

    async def _read(self) -> None:
        assert self._process is not None
        stdout = self._process.stdout
        assert stdout is not None
        try:
            if not await _has_begun(stdout):
                return
            while True:
                head = await stdout.readexactly(5)
                size = int.from_bytes(head[1:], "big")
                if size > MOST_PACKET:
                    return
                if not await self._take(head[:1], await stdout.readexactly(size)):
                    return
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), 5)
            if self._process.returncode is None:
                self._kill(signal.SIGKILL)
            self.ended.set()
            for delivery in self.deliveries.values():
                delivery.chunks.put_nowait(b"")
            if self._leave is not None:
                self._go_on(self._leave(self._why))
            self._over()

    async def _take(self, kind: bytes, payload: bytes) -> bool:
        """What the interface says; whether it says more."""
        if kind == b"D":
            await self._paint(payload)
        elif kind == b"M":
            meta = json.loads(payload)
            if meta.get("type") == "exit":
                return False
            if meta.get("type") == "deliver_file_start" and self._send is not None:
                key = str(meta["key"])
                self.deliveries[key] = Delivery(Path(str(meta["path"])).name)
                await self._paint(json.dumps(["deliver_file_start", key]))
            elif meta.get("type") == "file_wanted":
                endings = tuple(map(str, meta["endings"]))
                self.wanted = Wanted(endings) if endings else None
                await self._paint(self.wanted.frame if self.wanted else json.dumps(["file_wanted", None]))
        elif kind == b"P":
            with contextlib.suppress(DecodeError):
                packed = load(payload)
                match packed:
                    case ("deliver_chunk", str(key), bytes(chunk)) if key in self.deliveries:
                        self.deliveries[key].chunks.put_nowait(chunk)
        return True

    async def _paint(self, payload: bytes | str) -> None:
        send = self._send
        if send is None:
            return

        async def paint() -> None:
            await send(payload)

        task = self._painting = asyncio.ensure_future(paint())
        await asyncio.wait({task}, timeout=SLOW)
        if not task.done() or task.cancelled() or task.exception() is not None:
            task.cancel()  # gone, or it takes nothing: the interface must not stand still for it
            self.detach(send)

    async def _drain(self) -> None:
        assert self._process is not None
        stderr = self._process.stderr
        assert stderr is not None
        kept = b""
        while data := await stderr.read(MOST_FAULTS):
            kept = (kept + data)[-MOST_FAULTS:]

    async def _watch(self) -> None:
        while not self.ended.is_set():
            await asyncio.sleep(0.25)
            now = time.monotonic()
            if self._detached is not None and now - self._detached > self._grace:
                await self.stop("left")
            elif now - self._touched > self._idle:
                await self.stop("idle")


async def _has_begun(stdout: asyncio.StreamReader) -> bool:
    for _ in range(10):
        line = await stdout.readline()
        if line == b"__GANGLION__\n" or not line:
            return bool(line)
    return False
