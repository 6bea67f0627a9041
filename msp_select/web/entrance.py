"""The way in and out: a key is exchanged for a cookie, and only this uses a key up."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from msp_select.web.door import DOOR, LOGIN_SECONDS
from msp_select.web.pages import html, page

BODY_WITHIN = 10.0  # seconds
PLACES = {"owner": "/desk", "bidder": "/answers", "evaluator": "/answers"}
routes = web.RouteTableDef()


@routes.get("/")
async def home(request: web.Request) -> web.StreamResponse:
    """Each role to its place, nobody to the way in."""
    login = request.app[DOOR].login(request)
    raise web.HTTPSeeOther("/enter" if login is None else PLACES[login.role])


@routes.get("/enter")
async def entrance(_request: web.Request) -> web.StreamResponse:
    """A field and a button: looking at the link uses nothing up, as mail scanners look at every link."""
    return html(page("enter.html.j2", say=""))


@routes.post("/enter")
async def enter(request: web.Request) -> web.StreamResponse:
    """Exchange a key for a cookie."""
    door = request.app[DOOR]
    remote = door.address(request)
    if door.is_pressed(remote):
        raise web.HTTPTooManyRequests(text="Too many tries. Wait a minute.", headers={"Retry-After": "60"})
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType(text="Expected a form.")
    async with _in_time():
        key = (await request.post()).get("key", "")
    login = door.enter(key, remote) if isinstance(key, str) else None
    if login is None:
        door.note(request, "refused")
        say = "That key opens nothing, or no longer. Please ask for a new one."
        return html(page("enter.html.j2", say=say), status=403)
    door.leave(request)
    text = door.remember(login)
    door.note(request, "login", role=login.role, who=login.who, file=login.file.name)
    response = web.HTTPSeeOther("/")
    response.set_cookie(
        door.cookie, text, httponly=True, samesite="Strict", secure=door.is_secure, path="/",
        max_age=LOGIN_SECONDS,
    )  # fmt: skip
    raise response


@routes.post("/leave")
async def leave(request: web.Request) -> web.StreamResponse:
    """End the login."""
    door = request.app[DOOR]
    door.leave(request)
    response = web.HTTPSeeOther("/enter")
    response.del_cookie(door.cookie, path="/", secure=door.is_secure, httponly=True, samesite="Strict")
    raise response


async def json_of(request: web.Request) -> Any:
    """The JSON that was sent."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Expected JSON.")
    try:
        async with _in_time():
            return json.loads(await request.read())
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="That is no JSON.") from None


class _in_time:  # noqa: N801 - it reads as a word
    """Within the time that a body may take."""

    def __init__(self) -> None:
        self._within = asyncio.timeout(BODY_WITHIN)

    async def __aenter__(self) -> None:
        await self._within.__aenter__()

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            await self._within.__aexit__(kind, error, trace)
        except TimeoutError:
            raise web.HTTPRequestTimeout(text="Too slow.") from None
