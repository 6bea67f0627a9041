"""Files between the interface and the browser in front of it: each by a key of its own, and once."""

from __future__ import annotations

import asyncio
import hmac
import os
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from msp_select.model.scalars import clean_text
from msp_select.store.inbox import Inbox
from msp_select.store.private_file import new_private
from msp_select.web.desk import DESKS
from msp_select.web.door import DOOR, allowed
from msp_select.web.headers import dress
from msp_select.web.host import MOST_BROUGHT, Host, Wanted

PIECE = 64 << 10
ALL_WITHIN, EACH_WITHIN = 300.0, 10.0  # seconds that a file may take, and a piece of it
LONGEST = 60  # letters of a name, so that its bytes are not too many for any system
NO_NAME = '<>:"/\\|?*'  # of no file on some system or other
routes = web.RouteTableDef()


@routes.get("/download/{key}")
async def download(request: web.Request) -> web.StreamResponse:
    """A document that the interface hands over: once, and to the same login."""
    login = allowed(request, "owner")
    host = request.app[DESKS].hosts.get(login.file)
    key = request.match_info["key"]
    delivery = host.deliveries.get(key) if host is not None else None
    if host is None or delivery is None or delivery.taken:
        raise web.HTTPNotFound(text="There is nothing here.")
    delivery.taken = True
    named = f"attachment; filename*=UTF-8''{quote(delivery.name, safe='')}"
    response = web.StreamResponse(
        headers={"Content-Disposition": named, "Content-Security-Policy": "sandbox"}
    )
    response.content_type = "application/octet-stream"
    dress(response, request.app[DOOR].origin)
    await response.prepare(request)
    try:
        async for chunk in _chunks(host, key):
            await response.write(chunk)
    finally:
        host.deliveries.pop(key, None)
    return response


async def _chunks(host: Host, key: str) -> AsyncIterator[bytes]:
    while True:
        await host.ask(key)
        chunk = await asyncio.wait_for(host.deliveries[key].chunks.get(), 10)
        if not chunk:
            return
        yield chunk


@routes.put("/desk/files/{key}")
async def bring(request: web.Request) -> web.StreamResponse:
    """A file that the interface asked for, from the owner's device: put beside the session, never into it."""
    login = allowed(request, "owner")
    host = request.app[DESKS].hosts.get(login.file)
    wanted = host.wanted if host is not None and not host.ended.is_set() else None
    key = request.match_info["key"].encode()
    if host is None or wanted is None or not hmac.compare_digest(key, wanted.key.encode()):
        raise web.HTTPNotFound(text="No file is asked for any more.")
    name = _name(request, wanted)
    if request.content_type != "application/octet-stream":
        raise web.HTTPUnsupportedMediaType(text="Expected the bytes of a file.")
    if (request.content_length or 0) > MOST_BROUGHT:
        raise _too_large()
    if wanted.coming:
        raise web.HTTPConflict(text="Another file is on its way.")
    wanted.coming = True
    try:
        path = Inbox.of(login.file).place_to_bring(name)
        await _taken(request, path)
        if host.wanted is not wanted:  # it was given up meanwhile
            path.unlink()
            raise web.HTTPNotFound(text="No file is asked for any more.")
        request.app[DOOR].note(request, "brought in", role=login.role, file=login.file.name)
        await host.brought(path)
    finally:
        wanted.coming = False
    return web.Response(status=204)


def _name(request: web.Request, wanted: Wanted) -> str:
    """What the file is called, fit to be shown and for any system, if its name ends as it should."""
    said = request.query.getall("name", [])
    text = "".join("-" if one in NO_NAME else one for one in clean_text(" ".join(said)))
    ending = next((one for one in wanted.endings if text.lower().endswith(one)), "")
    name = " ".join(text[: -len(ending)].split()).strip(" .~-")[:LONGEST]  # "" where it ends otherwise
    if len(said) != 1 or not name:
        raise web.HTTPUnprocessableEntity(text=f"Choose one that ends in {', '.join(wanted.endings)}.")
    return name + ending


async def _taken(request: web.Request, path: Path) -> None:
    """Write what comes into a new file; nothing stays of what is too large, too slow or broken off."""
    whole = False
    try:
        with os.fdopen(new_private(path), "wb") as file:
            async with asyncio.timeout(ALL_WITHIN):
                while piece := await asyncio.wait_for(request.content.read(PIECE), EACH_WITHIN):
                    if file.tell() + len(piece) > MOST_BROUGHT:
                        raise _too_large()
                    file.write(piece)
        whole = True
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="Too slow.") from None
    finally:
        if not whole:
            path.unlink(missing_ok=True)


def _too_large() -> web.HTTPException:
    return web.HTTPRequestEntityTooLarge(MOST_BROUGHT, 0, text=f"A file has {MOST_BROUGHT >> 20} MB at most.")
