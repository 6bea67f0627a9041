"""The pages of the server, and the handful of files that it gives out by exact name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

_OWN = "msp_select.web"
_FORM = "msp_select.exchange"
_CLIENT = "textual_serve"
FILES = {
    "form.css": (_FORM, "templates/form.css", "text/css"),
    "form.js": (_FORM, "templates/form.js", "text/javascript"),
    "form_served.js": (_OWN, "static/form_served.js", "text/javascript"),
    "enter.js": (_OWN, "static/enter.js", "text/javascript"),
    "desk.css": (_OWN, "static/desk.css", "text/css"),
    "desk.js": (_OWN, "static/desk.js", "text/javascript"),
    "textual.js": (_CLIENT, "static/js/textual.js", "text/javascript"),
    "xterm.css": (_CLIENT, "static/css/xterm.css", "text/css"),
    "font.ttf": (_CLIENT, "static/fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
routes = web.RouteTableDef()


@routes.get("/static/{name}")
async def static(request: web.Request) -> web.StreamResponse:
    """A file from a table: there is no folder to walk out of."""
    name = request.match_info["name"]
    if name not in FILES:
        raise web.HTTPNotFound(text="There is nothing here.")
    return web.Response(body=_content(name), content_type=FILES[name][2], charset="utf-8")


@cache
def _content(name: str) -> bytes:
    package, path, _ = FILES[name]
    return (files(package) / path).read_bytes()


def page(template: str, **values: object) -> bytes:
    """A page of the server's own templates."""
    return _environment().get_template(template).render(**values).encode()


def html(body: bytes, *, status: int = 200) -> web.Response:
    """An answer that is a page."""
    return web.Response(body=body, status=status, content_type="text/html", charset="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(_OWN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
