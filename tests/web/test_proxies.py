"""The proxies of the documentation, as they are written there: who somebody is cannot be claimed."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from msp_select.web.door import Proxy, User
from tests.web.conftest import WHO, Serve, Served, free_port

DOCS = Path(__file__).parents[2] / "docs" / "proxy"
ORIGIN = "https://choose.example.com"
SOCKET = "/desk/socket?width=80&height=24"


@pytest.fixture
async def knows() -> AsyncIterator[int]:
    """In the place of oauth2-proxy: it believes a cookie."""

    async def who(request: web.Request) -> web.Response:
        name = request.cookies.get("who")
        headers = {"X-Auth-Request-Email": name} if name else {}
        return web.Response(status=202 if name else 401, headers=headers)

    async def sign_in(_request: web.Request) -> web.Response:
        return web.Response(text="sign in")

    app = web.Application()
    app.router.add_get("/oauth2/auth", who)
    app.router.add_get("/oauth2/sign_in", sign_in)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield port
    await runner.cleanup()


def nginx(folder: Path, port: int) -> tuple[str, ...]:
    """nginx with the configuration, on a plain port."""
    text = (DOCS / "nginx.conf").read_text("utf-8")
    text = re.sub(r"\n\s+ssl_certificate\S*.*?;", "", text).replace(
        "listen 443 ssl;", f"listen 127.0.0.1:{port};"
    )
    places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in
                     ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    head = f"daemon off; pid {folder}/pid; error_log {folder}/log;"
    (folder / "conf").write_text(f"{head} events {{}} http {{ access_log off; {places}\n{text}\n}}")
    return (shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "conf"))


def caddy(folder: Path, port: int) -> tuple[str, ...]:
    """Caddy with the configuration, on a plain port."""
    text = (DOCS / "Caddyfile").read_text("utf-8")
    text = text.replace("choose.example.com {", f"http://choose.example.com:{port} {{\n\tbind 127.0.0.1")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{text}")
    return ("caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile"))


@pytest.mark.parametrize("make", [nginx, caddy])
async def test_the_proxy_says_who_somebody_is(make: object, serve: Serve, knows: int, tmp_path: Path) -> None:
    name = getattr(make, "__name__", "")
    if shutil.which(name) is None and not Path(f"/usr/sbin/{name}").exists():
        pytest.skip(f"{name} is not installed: its configuration was not tried")
    users = {"ann@example.com": User("owner"), "bob@example.com": User("bidder", WHO)}
    served: Served = await serve(
        origin=ORIGIN, proxy=Proxy("127.0.0.1", "X-Msp-User", users, "X-Msp-Address"), invited=False
    )
    port, folder = free_port(), tmp_path / "proxy"
    folder.mkdir()
    command = nginx(folder, port) if name == "nginx" else caddy(folder, port)
    for file in (folder / "conf", folder / "Caddyfile"):
        if file.exists():
            text = file.read_text("utf-8").replace("127.0.0.1:4180", f"127.0.0.1:{knows}")
            file.write_text(text.replace("127.0.0.1:8765", f"127.0.0.1:{served.port}"))
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={"HOME": str(folder)},
    )
    try:
        from_elsewhere = aiohttp.TCPConnector(local_addr=("127.0.0.2", 0))
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", connector=from_elsewhere) as session:

            async def got(path: str, who: str = "", **more: str) -> tuple[int, str]:
                headers = {"Host": "choose.example.com", **({"Cookie": f"who={who}"} if who else {}), **more}
                async with session.get(path, headers=headers, allow_redirects=False) as answer:
                    return answer.status, await answer.text()

            async with asyncio.timeout(20):
                while True:
                    try:
                        await got("/enter")
                        break
                    except aiohttp.ClientError:
                        await asyncio.sleep(0.05)
            assert (await got("/desk", "ann@example.com"))[0] == 200
            assert (await got("/answers", "bob@example.com"))[0] == 200
            assert (await got("/desk", "bob@example.com"))[0] == 404
            assert (await got("/desk", "mallory@example.com"))[0] == 401
            claimed = {"X-Msp-User": "ann@example.com"}
            assert "terminal" in (await got("/desk", "ann@example.com"))[1]
            assert "terminal" not in (await got("/desk", **claimed))[1]
            assert (await got("/answers", "bob@example.com", **claimed))[0] == 200
            assert (await got("/desk", "bob@example.com", **claimed))[0] == 404
            assert (await got("/desk", "bob@example.com", X_Msp_User="ann@example.com"))[0] == 404
            headers = {"Host": "choose.example.com", "Origin": ORIGIN, "Cookie": "who=ann@example.com"}
            headers["X-Msp-Address"] = "203.0.113.1"
            async with session.ws_connect(SOCKET, headers=headers) as ws:
                async with asyncio.timeout(30):
                    message = await ws.receive()
                assert message.type == aiohttp.WSMsgType.BINARY
            [begun] = map(json.loads, served.door.audit.path.read_text("utf-8").splitlines())
            assert (begun["what"], begun["from"]) == ("started", "127.0.0.2")
    finally:
        process.terminate()
        await process.wait()
