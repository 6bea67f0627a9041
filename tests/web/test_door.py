"""Who may come in, and what becomes of everybody else: roles, order of checks, limits."""

from __future__ import annotations

import json
import time
from typing import Any

import aiohttp
import pytest

from msp_select.store.invitations import invitations, withdraw
from msp_select.web.door import Proxy, User
from tests.web.conftest import OTHER, PERSON, WHO, Serve, Served

ROLES = ("nobody", "owner", "bidder", "evaluator")
SIZE = "width=80&height=24"

# Route, method, and what nobody, the owner, a bidder and an evaluator are answered.
TABLE: list[tuple[str, str, tuple[int, int, int, int]]] = [
    ("/", "GET", (303, 303, 303, 303)),
    ("/enter", "GET", (200, 200, 200, 200)),
    ("/desk", "GET", (401, 200, 404, 404)),
    ("/desk/plain", "GET", (401, 200, 404, 404)),
    (f"/desk/socket?{SIZE}", "GET", (401, 400, 404, 404)),
    ("/download/x", "GET", (401, 404, 404, 404)),
    ("/desk/files/x", "PUT", (401, 404, 404, 404)),
    ("/answers", "GET", (401, 404, 200, 200)),
    ("/answers", "PUT", (401, 404, 422, 422)),
    ("/answers/hand-in", "POST", (401, 404, 200, 200)),
    ("/static/form.css", "GET", (200, 200, 200, 200)),
    ("/static/nothing", "GET", (404, 404, 404, 404)),
    ("/nothing", "GET", (404, 404, 404, 404)),
    ("/leave", "POST", (303, 303, 303, 303)),
]


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_gets_its_own_pages_and_no_other(served: Served, role: str) -> None:
    session = served.stranger() if role == "nobody" else await served.come_in(role)
    found = {}
    for path, method, _ in TABLE:
        body: dict[str, Any] = {"json": {}} if method == "PUT" else {}
        async with session.request(
            method, path, headers=served.headers, allow_redirects=False, **body
        ) as answer:
            found[method, path] = answer.status
    assert found == {(method, path): wanted[ROLES.index(role)] for path, method, wanted in TABLE}


async def test_home_sends_each_role_to_its_place(served: Served) -> None:
    for role, place in (("owner", "/desk"), ("bidder", "/answers"), ("evaluator", "/answers")):
        async with (await served.come_in(role)).get("/", allow_redirects=False) as answer:
            assert answer.headers["Location"] == place
    async with served.stranger().get("/", allow_redirects=False) as answer:
        assert answer.headers["Location"] == "/enter"


async def enter(session: aiohttp.ClientSession, served: Served, key: str) -> int:
    async with session.post(
        "/enter", data={"key": key}, headers=served.headers, allow_redirects=False
    ) as answer:
        return answer.status


async def test_the_owners_key_opens_once(served: Served) -> None:
    key = served.key("owner")
    assert await enter(served.stranger(), served, key) == 303
    assert await enter(served.stranger(), served, key) == 403


async def test_looking_at_a_link_uses_nothing_up(served: Served) -> None:
    key = served.key("owner")
    for _ in range(3):
        async with served.stranger().get(f"/enter#{key}") as answer:
            assert answer.status == 200
    assert await enter(served.stranger(), served, key) == 303


async def test_an_invitation_opens_so_often_and_until_its_day(served: Served) -> None:
    key = served.key("bidder", times=2)
    found = [await enter(served.stranger(), served, key) for _ in range(3)]
    assert found == [303, 303, 403]
    assert await enter(served.stranger(), served, served.key("bidder", days=-1)) == 403


async def test_a_withdrawn_invitation_ends_the_login_too(served: Served) -> None:
    session = await served.come_in("bidder")
    async with session.get("/answers") as answer:
        assert answer.status == 200
    withdraw(served.file, invitations(served.file)[0].id)
    async with session.get("/answers") as answer:
        assert answer.status == 401


async def test_who_left_is_out(served: Served) -> None:
    session = await served.come_in("owner")
    cookies = {one.key: one.value for one in session.cookie_jar}
    async with session.post("/leave", headers=served.headers, allow_redirects=False) as answer:
        assert answer.status == 303
    async with served.stranger(cookies=cookies).get("/desk") as answer:
        assert answer.status == 401


async def test_a_login_grows_old(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    session = await served.come_in("owner")
    later = time.time() + 12 * 3600 + 1
    monkeypatch.setattr("msp_select.web.door.time.time", lambda: later)
    async with session.get("/desk") as answer:
        assert answer.status == 401


async def test_twenty_wrong_keys_a_minute_are_enough(served: Served) -> None:
    session = served.stranger()
    assert [await enter(session, served, f"wrong{at}") for at in range(21)] == [403] * 20 + [429]
    assert await enter(session, served, served.key("owner")) == 429


async def test_the_cookie_is_for_this_server_and_no_script(served: Served) -> None:
    async with served.stranger().post(
        "/enter", data={"key": served.key("owner")}, headers=served.headers, allow_redirects=False
    ) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"msp-{served.port}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


async def test_behind_https_the_cookie_is_locked_to_the_host(serve: Serve) -> None:
    served: Served = await serve(origin="https://choose.example.com")
    headers = {"Host": "choose.example.com", "Origin": served.origin}
    async with aiohttp.ClientSession() as session, session.post(
        f"http://127.0.0.1:{served.port}/enter", data={"key": served.key("owner")}, headers=headers,
        allow_redirects=False,
    ) as answer:  # fmt: skip
        assert answer.headers["Set-Cookie"].startswith("__Host-msp=")
        assert "Secure" in answer.headers["Set-Cookie"].split("; ")


async def test_every_answer_lets_nothing_from_elsewhere_in(served: Served) -> None:
    session = await served.come_in("owner")
    for path in ("/enter", "/desk", "/answers", "/static/form.js", "/nothing"):
        async with session.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
            assert ("'unsafe-inline'" in policy) == (path == "/desk")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Server"] == "msp-select"


async def test_the_proxy_says_who_somebody_is_and_nobody_else_may(serve: Serve) -> None:
    users = {"ann": User("owner"), "bob": User("bidder", WHO), "eve": User("evaluator", PERSON)}
    served: Served = await serve(proxy=Proxy("127.0.0.1", "X-User", users), invited=False)
    session = served.stranger()

    async def status(path: str, *names: str) -> int:
        headers = [("X-User", name) for name in names]
        async with session.get(path, headers=headers) as answer:
            return answer.status

    assert await status("/desk", "ann") == 200
    assert await status("/answers", "bob") == 200
    assert await status("/answers", "eve") == 200
    assert await status("/answers", "ann") == 404
    assert await status("/desk", "mallory") == 401
    assert await status("/desk", "ann", "ann") == 401
    assert await status("/desk", "ANN") == 401
    assert await status("/desk") == 401
    assert await enter(session, served, served.key("owner")) == 403
    assert await enter(session, served, served.key("bidder")) == 403
    served.door.proxy = Proxy("192.0.2.1", "X-User", users)
    assert await status("/desk", "ann") == 403
    async with session.get("/desk", headers={"x_user": "ann"}) as answer:
        assert answer.status == 403


async def test_behind_a_proxy_each_address_has_its_own_wrong_keys(serve: Serve) -> None:
    served: Served = await serve(proxy=Proxy("127.0.0.1", address_header="X-Address"))
    session = served.stranger()

    async def tried(key: str, *addresses: str) -> int:
        headers = [("Origin", served.origin), *(("X-Address", one) for one in addresses)]
        async with session.post(
            "/enter", data={"key": key}, headers=headers, allow_redirects=False
        ) as answer:
            return answer.status

    assert [await tried("wrong", "203.0.113.5") for _ in range(21)] == [403] * 20 + [429]
    assert await tried("wrong", "203.0.113.6") == 403
    odd = ((), ("203.0.113.7", "203.0.113.8"), ("203.0.113.7, 203.0.113.8",), ("x",), ("",))
    assert [await tried("wrong", *odd[at % 5]) for at in range(21)] == [403] * 20 + [429]
    neighbours = [await tried("wrong", f"2001:db8::{at:x}") for at in range(21)]
    assert neighbours == [403] * 20 + [429]
    assert await tried("wrong", "2001:db8:0:1::1") == 403
    assert await tried(served.key("owner"), "203.0.113.6") == 303
    text = served.door.audit.path.read_text("utf-8")
    assert json.loads(text.splitlines()[-1])["from"] == "203.0.113.6"
    served.door.proxy = Proxy("192.0.2.1", address_header="X-Address")
    for name in ("X-Address", "x_address"):
        async with session.get("/enter", headers={name: "203.0.113.9"}) as answer:
            assert answer.status == 403


async def test_the_audit_has_a_line_for_each_and_never_a_key(served: Served) -> None:
    key = served.key("bidder")
    agent = "x\u202e\n{}".replace("\n", " ") + "y" * 300
    session = served.stranger(headers={"User-Agent": agent})
    await enter(session, served, "wrong-key-of-somebody")
    await enter(session, served, key)
    async with session.post("/answers/hand-in", headers=served.headers) as answer:
        assert answer.status == 200
    text = served.door.audit.path.read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["what"] for line in lines] == ["refused", "login", "handed in"]
    assert key not in text
    assert "wrong-key" not in text
    assert all(len(line["agent"]) <= 120 for line in lines)
    assert served.door.audit.path.stat().st_mode & 0o777 == 0o600
    kept = served.file.with_name("practice.toml.invitations.json")
    assert key not in kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600


async def test_a_bidder_who_is_no_candidate_any_more_is_told_so(served: Served) -> None:
    session = await served.come_in("bidder", "gone-away")
    async with session.get("/answers") as answer:
        assert (answer.status, await answer.text()) == (410, "Who invited you no longer asks.")


async def test_no_page_holds_what_another_role_may_not_see(served: Served) -> None:
    async with (await served.come_in("bidder")).get("/answers") as answer:
        text = await answer.text()
    assert OTHER not in text.casefold()
    assert "checked" in text
    async with (await served.come_in("evaluator")).get("/answers") as answer:
        assert "Price" not in (await answer.text()).split("If you like")[0]
