"""The interface behind the door: one process a file, held to it, ended in time, and nothing lost."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pyte
import pytest

from msp_select.open_session import OpenSession
from msp_select.web.host import Host
from tests.web.conftest import Serve, Served

SIZE = {"width": "100", "height": "30"}
LINUX = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
PATIENCE = 60.0


class Window:
    """A window in which the interface is seen: what is painted, as text."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.screen.display)

    async def until(self, words: str) -> str:
        """Wait until these words are seen."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.text:
                message = await self.ws.receive()
                assert message.type == aiohttp.WSMsgType.BINARY, (message, self.text)
                self.feed(message.data)
        return self.text

    def feed(self, painted: bytes) -> None:
        """Take in what is painted."""
        self._stream.feed(painted)

    async def press(self, keys: str) -> None:
        """Type."""
        await self.ws.send_json(["stdin", keys])

    async def closed(self) -> tuple[int | None, str]:
        """Wait until the server closes the socket; its code and reason."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self.ws.receive()
                if message.type == aiohttp.WSMsgType.CLOSE:
                    return message.data, message.extra or ""


async def window(served: Served, session: aiohttp.ClientSession) -> Window:
    """A window on the interface."""
    ws = await session.ws_connect("/desk/socket", params=SIZE, headers=served.headers)
    return Window(ws)


def host(served: Served) -> Host:
    """The interface that runs."""
    return served.desks.hosts[served.file]


async def test_what_is_done_in_the_browser_is_in_the_file(served: Served) -> None:
    seen = await window(served, await served.come_in("owner"))
    await seen.until("Result")
    before = served.file.read_bytes()
    await seen.press("\x1b[15~")  # F5
    await seen.until("How do we know?")
    await seen.press("1")
    async with asyncio.timeout(PATIENCE):
        while served.file.read_bytes() == before:
            await asyncio.sleep(0.05)
    assert served.desks.running == 1


@LINUX
async def test_the_process_inherits_nothing_of_the_server(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_SERVER", "x")
    seen = await window(served, await served.come_in("owner"))
    await seen.until("Result")
    text = Path(f"/proc/{host(served).pid}/environ").read_bytes()
    names = {one.partition(b"=")[0].decode() for one in text.split(b"\0") if one}
    assert "SECRET_OF_THE_SERVER" not in names
    assert not [one for one in names if one.startswith(("PYTEST", "PYTHON"))]
    assert os.getpgid(host(served).pid or 0) == host(served).pid


@LINUX
async def test_a_second_window_takes_over_and_the_first_is_told(served: Served) -> None:
    session = await served.come_in("owner")
    first = await window(served, session)
    await first.until("Result")
    pid = host(served).pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # busy: what it is told, it is told all at once
    second = await window(served, session)
    await second.ws.send_json(["ping", "there"])
    while (message := await second.ws.receive()).type == aiohttp.WSMsgType.BINARY:
        second.feed(message.data)
    assert message.data == '["pong", "there"]'
    os.kill(pid, signal.SIGCONT)
    await second.until("Result")
    assert await first.closed() == (4001, "moved")
    assert (host(served).pid, served.desks.running) == (pid, 1)


async def test_a_frozen_window_holds_up_nobody_who_takes_over(served: Served) -> None:
    session = await served.come_in("owner")
    frozen = await window(served, session)
    await frozen.until("Result")
    transport = frozen.ws._conn.transport if frozen.ws._conn is not None else None  # it reads no more
    assert isinstance(transport, asyncio.ReadTransport)
    transport.pause_reading()
    begun = time.monotonic()
    second = await window(served, session)
    await second.until("Result")
    assert time.monotonic() - begun < PATIENCE / 2
    pid = host(served).pid
    await second.press("\x1b[15~")  # F5
    await second.until("How do we know?")
    assert (host(served).pid, served.desks.running) == (pid, 1)
    transport.resume_reading()
    assert await frozen.closed() == (4001, "moved")


async def test_a_link_put_in_the_place_of_the_session_is_not_followed_by_the_interface(
    served: Served, tmp_path: Path
) -> None:
    session = await served.come_in("owner")
    served.file.rename(tmp_path / "elsewhere.toml")
    served.file.symlink_to(tmp_path / "elsewhere.toml")
    async with session.get("/desk") as answer:
        assert answer.status == 503
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await window(served, session)
    assert caught.value.status == 503
    assert served.desks.hosts == {}


async def test_a_window_that_comes_back_in_time_finds_the_same_picture(serve: Serve) -> None:
    served: Served = await serve(grace=60)
    session = await served.come_in("owner")
    first = await window(served, session)
    before = await first.until("Result")
    pid = host(served).pid
    await first.ws.close()
    again = await window(served, session)
    await again.until("Result")
    for line in filter(None, map(str.strip, before.splitlines()[:3])):
        await again.until(line)
    assert host(served).pid == pid


@pytest.mark.parametrize("settings", [{"grace": 0.5}, {"idle": 0.5}])
async def test_left_alone_it_ends_and_nothing_is_lost(serve: Serve, settings: dict[str, float]) -> None:
    served: Served = await serve(**settings)
    seen = await window(served, await served.come_in("owner"))
    before = served.file.read_bytes()
    if "grace" in settings:
        await seen.until("Result")
        await seen.ws.close()
    else:
        assert await seen.closed() == (4001, "idle")
    async with asyncio.timeout(PATIENCE):
        await host(served).ended.wait()
    assert served.desks.running == 0
    assert OpenSession.open(str(served.file)).session
    assert served.file.read_bytes() == before


async def test_who_leaves_ends_the_socket(served: Served) -> None:
    session = await served.come_in("owner")
    seen = await window(served, session)
    await seen.until("Result")
    async with session.post("/leave", headers=served.headers, allow_redirects=False):
        pass
    await seen.press("x")
    assert (await seen.closed())[0] == 1008


async def test_one_too_many_is_refused_and_starts_nothing(serve: Serve) -> None:
    served: Served = await serve(most=0)
    session = await served.come_in("owner")
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await window(served, session)
    assert caught.value.status == 503
    assert served.desks.running == 0


@pytest.mark.parametrize("role", ["nobody", "bidder", "evaluator"])
async def test_nobody_but_the_owner_starts_a_process(served: Served, role: str) -> None:
    session = served.stranger() if role == "nobody" else await served.come_in(role)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await window(served, session)
    owner = await served.come_in("owner")
    for headers in ({}, {"Origin": "null"}, {"Origin": "https://evil.example"}):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await owner.ws_connect("/desk/socket", params=SIZE, headers=headers)
        assert caught.value.status == 403
    assert served.desks.hosts == {}


KILLED = """
import os, subprocess, sys
from msp_select.web.host import environment
command = [sys.executable, "-I", "-m", "msp_select", "open", sys.argv[1]]
pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
child = subprocess.Popen(command, env=environment(80, 24), start_new_session=True, **pipes)
child.stdout.readline()
print(child.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@LINUX
def test_the_interface_ends_when_its_server_was_killed(session_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(session_file)], capture_output=True, text=True, check=False
    )
    running = Path(f"/proc/{int(done.stdout)}/cmdline")
    end = time.monotonic() + PATIENCE
    while running.exists() and running.read_bytes() and time.monotonic() < end:
        time.sleep(0.1)
    assert not running.exists() or running.read_bytes() == b""


CONFINED = """
import os, subprocess, sys
from pathlib import Path
from msp_select.open_session import OpenSession
from msp_select.reading.read_documents import read_documents
from msp_select.reading.reader_process import COMMAND
from msp_select.reading.reading import SentFile
from msp_select.store.reach import Reach, confine
own, other, folder = map(Path, sys.argv[1:4])
confine(Reach.of(own), COMMAND)
work = OpenSession.open(str(own))
work.save()
print("saved", work.problem)
def tried(name, what):
    try:
        what()
    except PermissionError:
        print(name, "refused")
    else:
        print(name, "DONE")
tried("read", lambda: open(other).read())
tried("write", lambda: open(folder / "new.txt", "w"))
tried("append", lambda: os.open(other, os.O_WRONLY | os.O_APPEND))
tried("list", lambda: os.listdir(folder))
tried("scan", lambda: os.scandir(folder))
tried("move", lambda: os.rename(own, folder / "moved.toml"))
tried("take", lambda: os.rename(other, own))
tried("remove", lambda: os.remove(other))
tried("link", lambda: os.symlink(other, folder / "link"))
tried("folder", lambda: os.mkdir(folder / "new"))
tried("run", lambda: os.system("true"))
pages = (["1"], ["-c", "1"], ["1", "2", "3"], ["²", "²", "x"])
for command in ([sys.executable, "-c", ""], "x", *([*COMMAND, *one] for one in pages)):
    tried("start", lambda: subprocess.Popen(command))
tried("start elsewhere", lambda: subprocess.Popen(COMMAND, cwd="/"))
tried("start otherwise", lambda: subprocess.Popen(COMMAND, env={"PYTHONPATH": "/tmp"}))
tried("start another", lambda: subprocess.Popen(COMMAND, executable="/bin/true"))
sent = SentFile(name="offer.txt", data=b"The monthly fee is USD 4,250. The term is 36 months.")
read = read_documents(work.session, work.catalog, work.session.candidates[0].id, (sent,))
print("document", sorted(find.target for find in read.finds if find.kind == "value"))
print("there", [os.path.exists(one) for one in (other, "/etc/passwd", folder / "x" / "..")])
print("is", other.is_file(), other.is_symlink(), os.path.isdir("/etc"), os.access(other, os.R_OK))
print("link", (folder / "practice.toml.inbox" / "link.csv").is_file(), folder.is_dir(), own.is_file())
tried("through", lambda: open(folder / "practice.toml.inbox" / "link.csv").read())
tried("up", lambda: open(own.parent / "practice.toml.inbox" / ".." / other.name).read())
print("sheet", open(folder / "practice.toml.inbox" / "a.csv").read())
"""


def test_a_confined_process_touches_no_file_but_its_own(session_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(session_file.read_bytes())
    inbox = tmp_path / "practice.toml.inbox"
    inbox.mkdir()
    (inbox / "a.csv").write_text("mine")
    (inbox / "link.csv").symlink_to(other)
    before = [one for one in sorted(tmp_path.rglob("*")) if not one.name.startswith(".msp-select-")]
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, str(session_file), str(other), str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "saved None"
    assert [line for line in lines[1:-1] if not line.endswith(" refused")] == [
        "document ['bid.monthly', 'doc.term_months']",
        "there [False, False, False]",
        "is False False False False",
        "link False True True",
    ]
    assert lines[-1] == "sheet mine"
    assert [one for one in sorted(tmp_path.rglob("*")) if not one.name.startswith(".msp-select-")] == before
