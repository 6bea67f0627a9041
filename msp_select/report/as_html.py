"""The document as one HTML file: no script, no request, printable, light and dark."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from msp_select.model.letterhead import Letterhead, in_colour
from msp_select.report.rendering import Order
from msp_select.report.templating import environment, svg


def html(order: Order) -> bytes:
    """The document as a page, UTF-8; the policy allows its own style by digest and nothing else."""
    style = files("msp_select.report").joinpath("templates", "page.css").read_text(encoding="utf-8")
    look, usual = order.look, Letterhead()
    style = in_colour(style, look.accent)
    if look.paper != usual.paper:
        style = style.replace("size: A4", "size: letter")
    names = (f"chart-{number}" for number in range(1, 10_000))
    page = (
        environment()
        .get_template("page.html.j2")
        .render(
            document=order.document,
            style=Markup(style),
            policy=_policy(style, picture=bool(order.options.logo)),
            logo=b64encode(order.options.logo).decode(),
            firm=look.firm or look.name or "Logo",
            svg=lambda chart: svg(chart, next(names)),
        )
    )
    return (page + "\n").encode()


def _policy(style: str, *, picture: bool) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    pictures = "img-src data:; " if picture else ""
    return f"default-src 'none'; {pictures}style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
