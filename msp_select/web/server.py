"""The server: one machine, one port, and every request through the door."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from msp_select.errors import MspSelectError
from msp_select.web import answers, desk, documents, entrance, pages
from msp_select.web.answers import ONE_AT_A_TIME
from msp_select.web.desk import DESKS, Desks
from msp_select.web.door import DOOR, Door, check
from msp_select.web.headers import dress

BODY = 256 << 10
HEADERS_WITHIN = 10.0  # seconds; left alone, a connection waits an hour for its first request
LIMITS: dict[str, Any] = {
    "access_log": None,
    "keepalive_timeout": HEADERS_WITHIN,
    "max_line_size": 4096,
    "max_field_size": 4096,
    "max_headers": 64,
}
CONNECTIONS = 256
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The checks first; whatever becomes of a request, a sentence without insides."""
    door = request.app[DOOR]
    response: web.StreamResponse
    try:
        check(request, door)
        response = await handler(request)
    except web.HTTPException as error:
        response = error
    except MspSelectError:
        response = web.Response(status=503, text="The selection or its inbox cannot be read just now.")
    except (OSError, TimeoutError):
        response = web.Response(status=503, text="That did not work just now. Nothing was changed.")
    except Exception as error:
        print(f"{type(error).__name__} in {request.method} {request.path[:60]!r}", file=sys.stderr)  # noqa: T201
        response = web.Response(status=500, text="A fault of ours. Nothing was changed.")
    if not response.prepared:
        dress(response, door.origin)
    if isinstance(response, web.HTTPException):
        raise response
    return response


def application(door: Door, desks: Desks) -> web.Application:
    """Everything that is served."""
    app = web.Application(middlewares=[guard], client_max_size=BODY)
    app[DOOR], app[DESKS], app[ONE_AT_A_TIME] = door, desks, asyncio.Lock()
    for part in (entrance, pages, answers, desk, documents):
        app.add_routes(part.routes)

    async def stop(_app: web.Application) -> None:
        await desks.stop()

    app.on_shutdown.append(stop)
    return app


class _Connection(web.RequestHandler):
    """One connection; what is no request is told so, without what was sent, and without a version."""

    def handle_error(
        self,
        request: web.BaseRequest,  # noqa: ARG002 - the signature of aiohttp's own
        status: int = 500,
        exc: BaseException | None = None,  # noqa: ARG002
        message: str | None = None,  # noqa: ARG002
    ) -> web.StreamResponse:
        response = web.Response(status=status, text="That is no request.")
        dress(response, "")
        response.force_close()
        return response


class _Full(asyncio.Protocol):
    """A connection too many: it is closed at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.abort()


async def run(
    door: Door, desks: Desks, host: str, port: int, begun: Callable[[], None], stop: asyncio.Event
) -> None:
    """Serve until told to stop (OSError where the port is taken)."""
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL + 1)  # it prints what was sent, with a traceback
    runner = web.AppRunner(application(door, desks), shutdown_timeout=5, handle_signals=False, **LIMITS)
    await runner.setup()
    factory = runner.server
    assert factory is not None

    def connection() -> asyncio.Protocol:
        if len(factory.connections) >= CONNECTIONS:
            return _Full()
        return _Connection(factory, loop=loop, **LIMITS)

    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(connection, host, port, backlog=128)
    except OSError:
        await runner.cleanup()
        raise
    begun()
    await stop.wait()
    server.close()
    door.audit.note("stopped")
    await runner.cleanup()


def serve(door: Door, desks: Desks, host: str, port: int, begun: Callable[[], None]) -> None:
    """Serve until the program is interrupted or ended."""

    async def until_signalled() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
            except NotImplementedError:  # on Windows an interrupt ends the loop by itself
                break
        await run(door, desks, host, port, begun, stop)

    asyncio.run(until_signalled())
