"""The owner's interface in the browser: its page, and the socket to the process."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import WSCloseCode, WSMsgType, web

from msp_select.open_session import OpenSession
from msp_select.store.inbox import Inbox
from msp_select.web.door import DOOR, Login, allowed
from msp_select.web.headers import desk_policy, socket_origin
from msp_select.web.host import Host
from msp_select.web.pages import html, page

FRAME = 64 << 10
BURST, A_SECOND = 128 << 10, 32 << 10  # letters typed into the interface
LEAST = 8  # letters that a frame counts as, whatever it says
SIZES_A_SECOND = 20
MOVED = 4001  # the code of a socket that was closed with a reason in a word
routes = web.RouteTableDef()


@dataclass
class Desks:
    """The running interfaces: one a file, so many in all."""

    most: int
    grace: float
    idle: float
    hosts: dict[Path, Host] = field(default_factory=dict)
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def running(self) -> int:
        """How many there are."""
        return sum(not host.ended.is_set() for host in self.hosts.values())

    async def stop(self) -> None:
        """End them all."""
        await asyncio.gather(*(host.stop("stopped") for host in self.hosts.values()))


DESKS: web.AppKey[Desks] = web.AppKey("desks", Desks)


@routes.get("/desk")
async def desk(request: web.Request) -> web.StreamResponse:
    """The page of the interface."""
    login = allowed(request, "owner")
    door = request.app[DOOR]
    title = OpenSession.open(str(login.file)).shown.title
    response = html(page("desk.html.j2", title=title, socket=f"{socket_origin(door.origin)}/desk/socket"))
    response.headers["Content-Security-Policy"] = desk_policy(door.origin)
    return response


@routes.get("/desk/plain")
async def plain(request: web.Request) -> web.StreamResponse:
    """What works without a terminal."""
    login = allowed(request, "owner")
    text = (
        f"In a terminal of your own: msp-select open {login.file.name} --plain asks by ordinary prompts, and "
        f"msp-select report {login.file.name} -o decision.html writes the decision as a page."
    )
    return html(page("message.html.j2", title="The same without a terminal", text=text))


@routes.get("/desk/socket")
async def socket(request: web.Request) -> web.StreamResponse:
    """The socket to the interface; a second one takes over from the first."""
    login, desks = allowed(request, "owner"), request.app[DESKS]
    digits = [request.query.get(name, "") for name in ("width", "height")]
    if not all(re.fullmatch("[0-9]{1,4}", one) for one in digits):
        raise web.HTTPBadRequest(text="Expected width and height.")
    if request.headers.get("Upgrade", "").lower() != "websocket":
        raise web.HTTPBadRequest(text="Expected a WebSocket.")
    width, height = max(20, min(400, int(digits[0]))), max(5, min(200, int(digits[1])))
    async with desks.starting:
        ws, host = await _joined(request, login, width, height)

    async def send(data: bytes | str) -> None:
        await (ws.send_bytes(data) if isinstance(data, bytes) else ws.send_str(data))

    async def leave(why: str) -> None:
        await ws.close(code=MOVED, message=why.encode())

    try:
        await host.attach(send, leave, width, height)
        await _frames(ws, host, request, login)
    finally:
        host.detach(send)
    return ws


async def _joined(
    request: web.Request, login: Login, width: int, height: int
) -> tuple[web.WebSocketResponse, Host]:
    """The socket, and the interface of its file: the one that runs, else a new one."""
    desks, file = request.app[DESKS], login.file
    host = desks.hosts.get(file)
    fresh = host is None or host.ended.is_set()
    if fresh and desks.running >= desks.most:
        raise web.HTTPServiceUnavailable(text="Too many are at work here.")
    ws = web.WebSocketResponse(heartbeat=15, timeout=2, max_msg_size=FRAME, compress=False, autoping=False)
    await ws.prepare(request)
    if fresh or host is None:
        command = [sys.executable, "-I", "-m", "msp_select", "open", str(file)]
        forget = Inbox.of(file).forget_brought  # of a run before, and of this one
        forget()
        host = Host(command, file.parent, grace=desks.grace, idle=desks.idle, over=forget)
        desks.hosts[file] = host
        await host.start(width, height)
        request.app[DOOR].note(request, "started", role=login.role, file=file.name)
    return ws, host


async def _frames(ws: web.WebSocketResponse, host: Host, request: web.Request, login: Login) -> None:
    """What the window sends, until it says something that it may not."""
    budget, door = _Budget(), request.app[DOOR]
    async for message in ws:
        if not door.is_good(login):
            fault = "no login"
        elif message.type in (WSMsgType.PING, WSMsgType.PONG):
            fault = "" if budget.takes(LEAST) else "too much"
            if message.type == WSMsgType.PING and not fault:
                await ws.pong(message.data)
        elif message.type != WSMsgType.TEXT:
            fault = "no text"
        else:
            fault = await _frame(message.data, ws, host, budget)
        if fault:
            await ws.close(code=WSCloseCode.POLICY_VIOLATION, message=fault.encode())
            return


async def _frame(text: str, ws: web.WebSocketResponse, host: Host, budget: _Budget) -> str:
    """Do what one frame says; why it may not say it, or nothing."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return "no frame"
    if not isinstance(frame, list) or not 1 <= len(frame) <= 2:
        return "no frame"
    keys = frame[1] if frame[0] == "stdin" and isinstance(frame[-1], str) and len(frame) == 2 else ""
    if not budget.takes(max(LEAST, len(keys))):
        return "too much"
    match frame:
        case ["stdin", str(keys)]:
            await host.keys(keys)
        case ["resize", {"width": width, "height": height, **more}] if not more:
            if not (_whole(width, 20, 400) and _whole(height, 5, 200) and budget.resizes()):
                return "bad size"
            await host.resize(width, height)
        case ["focus"] | ["blur"]:
            await host.focus(there=frame == ["focus"])
        case ["ping", str(said)] if len(said) <= 40:
            await ws.send_str(json.dumps(["pong", said]))
        case _:
            return "no frame"
    return ""


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


class _Budget:
    """How much one window may still type, and how often it may be resized."""

    def __init__(self) -> None:
        self._left, self._before = float(BURST), time.monotonic()
        self._resizes: list[float] = []

    def takes(self, letters: int) -> bool:
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._before) * A_SECOND) - letters
        self._before = now
        return self._left >= 0

    def resizes(self) -> bool:
        now = time.monotonic()
        self._resizes = [*(at for at in self._resizes if now - at < 1), now]
        return len(self._resizes) <= SIZES_A_SECOND
