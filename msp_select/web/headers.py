"""What every answer says to the browser: nothing from elsewhere, nothing in a frame, nothing kept."""

from __future__ import annotations

from aiohttp import web

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser sends "Origin: null" with our own form, and nobody could come in.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src {style}; img-src data:; font-src 'self'; "
    "connect-src 'self' {socket}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def dress(response: web.StreamResponse, origin: str) -> None:
    """Give an answer the headers that every answer has."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "msp-select"
    policy = _POLICY.format(style="'self'", socket=socket_origin(origin))
    response.headers.setdefault("Content-Security-Policy", policy)


def desk_policy(origin: str) -> str:
    """The policy of the terminal's page alone: xterm writes a style element."""
    return _POLICY.format(style="'self' 'unsafe-inline'", socket=socket_origin(origin))


def socket_origin(origin: str) -> str:
    """The origin as a WebSocket has it."""
    return origin.replace("http", "ws", 1)
