"""A real server on a free port, with an owner, a bidder and an evaluator who may come in."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import pytest

from msp_select.store.inbox import Guest
from msp_select.store.invitations import invite
from msp_select.web.audit import Audit
from msp_select.web.desk import Desks
from msp_select.web.door import Door
from msp_select.web.server import run
from tests.cli.runs import run as command

EXAMPLE = "example:dental-practice"
WHO, OTHER = "vexley-pyke", "ninefold"
PERSON = "Jo Fields"


@dataclass
class Served:
    """The server of one test: its file, its door, and whoever has come in."""

    file: Path
    door: Door
    desks: Desks
    port: int
    sessions: list[aiohttp.ClientSession] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where it is."""
        return self.door.origin

    @property
    def headers(self) -> dict[str, str]:
        """What a page of the server's own sends."""
        return {"Origin": self.origin}

    def stranger(self, **settings: Any) -> aiohttp.ClientSession:
        """A browser in which nobody has come in."""
        jar = aiohttp.CookieJar(unsafe=True)
        session = aiohttp.ClientSession(self.origin, cookie_jar=jar, **settings)
        self.sessions.append(session)
        return session

    def key(self, role: str, who: str = "", **more: Any) -> str:
        """A key for somebody."""
        if role == "owner":
            return self.door.owner_key(self.file)
        guest: Guest = "bidder" if role == "bidder" else "evaluator"
        whom = who or (WHO if role == "bidder" else PERSON)
        return invite(self.file, guest, whom, dt.datetime.now(dt.UTC), **more)[1]

    async def come_in(self, role: str, who: str = "") -> aiohttp.ClientSession:
        """A browser in which somebody has come in."""
        session = self.stranger()
        key = self.key(role, who)
        async with session.post(
            "/enter", data={"key": key}, headers=self.headers, allow_redirects=False
        ) as got:
            assert got.status == 303
        return session

    async def raw(self, request: bytes) -> bytes:
        """What is answered to these bytes, to the end or for two seconds."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        try:
            return await asyncio.wait_for(reader.read(65536), 5)
        finally:
            writer.close()


Serve = Callable[..., Any]


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    """A session of one's own."""
    file = tmp_path / "practice.toml"
    file.write_bytes(_practice())
    return file


@cache
def _practice() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "practice.toml"
        assert command("new", str(file), "--from", EXAMPLE).status == 0
        return file.read_bytes()


@pytest.fixture
async def serve(session_file: Path) -> AsyncIterator[Serve]:
    """Starts the server, with settings of its own where a test gives some."""
    running: list[tuple[asyncio.Task[None], asyncio.Event, Served]] = []

    async def start(*, most: int = 4, grace: float = 60, idle: float = 1800, **settings: Any) -> Served:
        port, begun, stop = free_port(), asyncio.Event(), asyncio.Event()
        audit = Audit(session_file.with_name("audit.jsonl"))
        door = Door((session_file.resolve(),), f"http://127.0.0.1:{port}", audit)
        for name, value in settings.items():
            setattr(door, name, value)
        desks = Desks(most, grace, idle)
        served = Served(session_file.resolve(), door, desks, port)
        task = asyncio.create_task(run(door, desks, "127.0.0.1", port, begun.set, stop))
        running.append((task, stop, served))
        await begun.wait()
        return served

    yield start
    for task, stop, served in running:
        for session in served.sessions:
            await session.close()
        stop.set()
        await task


@pytest.fixture
async def served(serve: Serve) -> Served:
    """The server as it is without settings."""
    found: Served = await serve()
    return found
