"""What somebody sends who means no good, each answered as it should be, and the server none the worse."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import time
from typing import Any

import aiohttp
import pytest

from msp_select.model.edits import edit_candidate, with_fields
from msp_select.model.scalars import clean_text
from msp_select.open_session import OpenSession
from msp_select.web import desk
from tests.web.conftest import WHO, Served

HOST = "{host}"


def request(line: str, *headers: str, body: str = "") -> str:
    """A request as it goes over the wire."""
    return "\r\n".join([line, *headers, "", body])


def get(path: str, *headers: str) -> str:
    return request(f"GET {path} HTTP/1.1", f"Host: {HOST}", *headers, "Connection: close")


def at(host: str, path: str) -> str:
    return request(f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close")


FORM = "Content-Type: application/x-www-form-urlencoded"
GOOD = "K" * 43  # in its place stands a key that would open
KEY = f"key={GOOD}"


def enter(*headers: str, body: str = KEY) -> str:
    return request(
        "POST /enter HTTP/1.1",
        f"Host: {HOST}",
        *headers,
        f"Content-Length: {len(body)}",
        "Connection: close",
        body=body,
    )


OURS = "Origin: http://{host}"
SOCKET = "/desk/socket?width=80&height=24"
UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)
CLOSE = "Connection: close"

# What is sent without a login, and the first line of what is answered ("" where nothing may be).
RAW: dict[str, tuple[str, int]] = {
    "no host": (request("GET / HTTP/1.1", CLOSE), 400),
    "two hosts": (get("/enter", f"Host: {HOST}"), 400),
    "another host": (at("evil.example", "/enter"), 421),
    "the host without its port": (at("127.0.0.1", "/enter"), 421),
    "localhost by its name": (at("localhost:{port}", "/enter"), 421),
    "a host with a name before it": (at("x@{host}", "/enter"), 421),
    "a host that begins like ours": (at("{host}.evil", "/enter"), 421),
    "a static file at another host": (at("evil", "/static/form.js"), 421),
    "another host in X-Forwarded-Host": (get("/desk", "X-Forwarded-Host: evil.example"), 401),
    "another address in Forwarded": (get("/desk", "Forwarded: for=127.0.0.1;host=evil"), 401),
    "a name in some proxy's header": (get("/desk", "X-Forwarded-User: owner", "Remote-User: owner"), 401),
    "a whole address in place of a path": (get("http://evil.example/desk"), 400),
    "no origin": (enter(FORM), 403),
    "the origin null": (enter(FORM, "Origin: null"), 403),
    "another origin": (enter(FORM, "Origin: https://evil.example"), 403),
    "our host at another port": (enter(FORM, "Origin: http://127.0.0.1:1"), 403),
    "our origin by https": (enter(FORM, "Origin: https://{host}"), 403),
    "our origin with a path": (enter(FORM, "Origin: http://{host}/"), 403),
    "our origin and something after it": (enter(FORM, "Origin: http://{host}.evil.example"), 403),
    "two origins": (enter(FORM, OURS, "Origin: https://evil.example"), 403),
    "our origin twice": (enter(FORM, OURS, OURS), 403),
    "our origin from another site": (enter(FORM, OURS, "Sec-Fetch-Site: cross-site"), 403),
    "our origin from the same site": (enter(FORM, OURS, "Sec-Fetch-Site: same-site"), 403),
    "a key as JSON": (enter("Content-Type: application/json", OURS), 415),
    "a key as plain text": (enter("Content-Type: text/plain", OURS), 415),
    "no key": (enter(FORM, OURS, body=""), 403),
    "a wrong key": (enter(FORM, OURS, body="key=x"), 403),
    "a key of a megabyte": (enter(FORM, OURS, body="key=" + "x" * (1 << 20)), 413),
    "a key with a nought": (enter(FORM, OURS, body="key=%00%ff"), 403),
    "a file for a key": (
        enter("Content-Type: multipart/form-data; boundary=b", OURS, body="--b\r\n\r\n\r\n--b--"), 415,
    ),
    "a handshake from nowhere": (get(SOCKET, *UPGRADE[:1], *UPGRADE[2:]), 403),
    "a handshake from another page": (get(SOCKET, *UPGRADE, "Origin: https://evil.example"), 403),
    "a handshake without a login": (get(SOCKET, *UPGRADE, OURS), 401),
    "a handshake at another place": (get("/enter", *UPGRADE), 403),
    "up from the static files": (get("/static/../door.py"), 404),
    "up, written otherwise": (get("/static/%2e%2e%2fdoor.py"), 404),
    "up, written twice otherwise": (get("/static/%252e%252e%252fdoor.py"), 404),
    "up with the other stroke": (get("/static/..%5cdoor.py"), 404),
    "an absolute path": (get("/static//etc/passwd"), 404),
    "a nought in a name": (get("/static/form.css%00.js"), 404),
    "the folder of static files": (get("/static/"), 404),
    "two strokes": (get("//desk"), 404),
    "other letters": (get("/DESK"), 404),
    "a stroke at the end": (get("/desk/"), 404),
    "another method": (request("DELETE /answers HTTP/1.1", f"Host: {HOST}", OURS, CLOSE), 405),
    "a method that is none": (request("BREW /enter HTTP/1.1", f"Host: {HOST}", OURS, CLOSE), 400),
    "a trace": (request("TRACE / HTTP/1.1", f"Host: {HOST}", OURS, CLOSE), 405),
    "a line of ten thousand letters": (get("/" + "a" * 10_000), 400),
    "a header of ten thousand letters": (get("/enter", "X-Long: " + "a" * 10_000), 400),
    "a hundred headers": (get("/enter", *(f"X-{at}: 1" for at in range(100))), 400),
    "a header without a colon": (get("/enter", "nonsense"), 400),
    "a header in two lines": (get("/enter", "X-One: 1\r\n two"), 400),
    "a blank before the colon": (get("/enter", "Host : evil"), 400),
    "two lengths": (enter(FORM, OURS, "Content-Length: 3"), 400),
    "a length and chunks": (enter(FORM, OURS, "Transfer-Encoding: chunked"), 400),
    "a length below nothing": (enter(FORM, OURS, "Content-Length: -1"), 400),
    "a stroke in another guise": (get("/desk%2Fsocket"), 403),
    "everything": (request("OPTIONS * HTTP/1.1", f"Host: {HOST}", OURS, CLOSE), 400),
    "a way through to another": (request("CONNECT evil:443 HTTP/1.1", f"Host: {HOST}", OURS, CLOSE), 400),
    "an old request without a host": (request("GET /enter HTTP/1.0"), 421),
    "a host that is nothing": (at("", "/enter"), 421),
    "chunks that are none": (
        request("POST /leave HTTP/1.1", f"Host: {HOST}", OURS, "Transfer-Encoding: chunked", body="ZZ"), 400,
    ),
    "chunks by another name": (enter(FORM, OURS, "Transfer-Encoding: xchunked"), 400),
    "a version to come": (request("GET /enter HTTP/9.9", f"Host: {HOST}", CLOSE), 400),
    "lines that end too soon": (get("/enter").replace("\r\n", "\n"), 400),
    "asking beforehand": (request("OPTIONS /answers HTTP/1.1", f"Host: {HOST}", CLOSE), 403),
    "leaving from another page": (request("POST /leave HTTP/1.1", f"Host: {HOST}", CLOSE), 403),
    "no request at all": ("\x00\x01\x02\r\n\r\n", 400),
    "the beginning of another protocol": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "a cookie of somebody's making": (get("/desk", "Cookie: msp-{port}=owner"), 401),
    "an empty cookie": (get("/desk", "Cookie: msp-{port}="), 401),
    "the cookie of a server with https": (get("/desk", "Cookie: __Host-msp=x"), 401),
    "a document that was not given out": (get("/download/..%2f..%2fetc%2fpasswd"), 401),
}  # fmt: skip


@pytest.mark.parametrize("name", RAW)
async def test_what_a_stranger_sends_is_refused_without_insides(served: Served, name: str) -> None:
    sent, wanted = RAW[name]
    host = f"127.0.0.1:{served.port}"
    key = served.key("owner")
    text = sent.replace("{host}", host).replace("{port}", str(served.port)).replace(GOOD, key)
    answer = await served.raw(text.encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert int(head.split()[1]) == wanted, head
    assert b"Traceback" not in body
    assert not any(
        word in answer.lower() for word in (b"aiohttp", b"python", b"aaaaaaaa", b"nonsense", b"evil")
    )
    assert (served.desks.running, len(served.door.owner_keys), served.door.logins) == (0, 1, {})
    async with served.stranger().get("/enter") as still:
        assert still.status == 200


ANSWERS: dict[str, tuple[Any, int]] = {
    "a list": ([], 422),
    "no revision": ({"answers": {}}, 422),
    "a revision that is true": ({"revision": True, "answers": {}}, 422),
    "a revision in words": ({"revision": "0", "answers": {}}, 422),
    "more than was asked for": ({"revision": 0, "answers": {}, "who": "ninefold"}, 422),
    "answers in a list": ({"revision": 0, "answers": []}, 422),
    "another question": ({"revision": 0, "answers": {"sta_trust": {"answer": "x"}}}, 422),
    "another part": ({"revision": 0, "answers": {"pro_backup_test": {"candidate": "ninefold"}}}, 422),
    "a number for a text": ({"revision": 0, "answers": {"pro_backup_test": {"note": 1}}}, 422),
    "a note without end": ({"revision": 0, "answers": {"pro_backup_test": {"note": "x" * 5000}}}, 422),
    "a revision to come": ({"revision": 9, "answers": {}}, 409),
    "a revision below nothing": ({"revision": -1, "answers": {}}, 409),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_what_a_bidder_may_not_send_changes_nothing(served: Served, name: str) -> None:
    session, before = await served.come_in("bidder"), served.file.read_bytes()
    sent, wanted = ANSWERS[name]
    async with session.put("/answers", json=sent, headers=served.headers) as answer:
        assert answer.status == wanted
    assert not list(served.file.parent.glob("*.inbox/*"))
    assert served.file.read_bytes() == before


@pytest.mark.parametrize(
    ("body", "kind", "wanted"),
    [
        ("{", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("\ud800".encode("utf-8", "surrogatepass"), "application/json", 400),
        ("{}", "text/plain", 415),
        ("x" * (300 << 10), "application/json", 413),
    ],
)
async def test_what_is_no_json_is_refused(served: Served, body: Any, kind: str, wanted: int) -> None:
    session = await served.come_in("bidder")
    headers = {**served.headers, "Content-Type": kind}
    async with session.put("/answers", data=body, headers=headers) as answer:
        assert answer.status == wanted


MANY = 2000  # frames, where the interface takes a sixteenth of what it does
FRAMES: dict[str, Any] = {
    "bytes": b"\x00",
    "no JSON": "{",
    "nested without end": "[" * 50_000,
    "an object": '{"stdin": "x"}',
    "nothing": "[]",
    "three parts": '["stdin", "x", "y"]',
    "another kind": '["quit"]',
    "a document asked for": '["deliver_chunk_request", {"key": "x"}]',
    "keys that are a number": '["stdin", 5]',
    "a size in words": '["resize", {"width": "80", "height": 24}]',
    "a size below nothing": '["resize", {"width": -1, "height": 24}]',
    "a size without end": '["resize", {"width": 80, "height": 100000}]',
    "a size that is true": '["resize", {"width": true, "height": 24}]',
    "a size and more": '["resize", {"width": 80, "height": 24, "depth": 3}]',
    "half a size": '["resize", {"width": 80.5, "height": 24}]',
    "a ping without end": json.dumps(["ping", "x" * 41]),
    "more keys than fingers": [json.dumps(["stdin", "x" * 50_000])] * 4,
    "a focus without end": ['["focus"]'] * MANY,
    "nothing typed without end": ['["stdin", ""]'] * MANY,
    "pings of the page without end": ['["ping", "x"]'] * MANY,
    "more sizes than a hand": ['["resize", {"width": 80, "height": 24}]'] * 30,
}


@pytest.mark.parametrize("name", FRAMES)
async def test_a_frame_that_may_not_be_ends_the_socket(
    served: Served, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Quiet:
        """An interface that takes everything and says nothing."""

        def __init__(self, *_: Any, **__: Any) -> None:
            self.ended, self.deliveries = asyncio.Event(), dict[str, Any]()

        async def nothing(self, *_: Any, **__: Any) -> None: ...

        start = attach = keys = resize = focus = stop = nothing

        def detach(self, _: Any) -> None: ...

    monkeypatch.setattr("msp_select.web.desk.Host", Quiet)
    sent = FRAMES[name] if isinstance(FRAMES[name], list) else [FRAMES[name]]
    if len(sent) == MANY:
        for limit in ("BURST", "A_SECOND"):
            monkeypatch.setattr(f"msp_select.web.desk.{limit}", getattr(desk, limit) // 16)
    session = await served.come_in("owner")
    async with session.ws_connect(SOCKET, headers=served.headers) as ws:
        with contextlib.suppress(aiohttp.ClientError, ConnectionError):  # closed meanwhile
            for frame in sent:
                await (ws.send_bytes(frame) if isinstance(frame, bytes) else ws.send_str(frame))
        async with asyncio.timeout(20):  # of all: while the server asks whether one is there, it never ends
            while (message := await ws.receive()).type == aiohttp.WSMsgType.TEXT:
                assert message.data.startswith('["pong"')
        assert message.type == aiohttp.WSMsgType.CLOSE
        assert message.data == 1008


async def test_a_body_that_grows_when_it_is_unpacked_is_given_up(served: Served) -> None:
    session = await served.come_in("bidder")
    body = gzip.compress(b'{"revision": 0, "answers": {"' + b"0" * 5_000_000 + b'": {}}}')
    assert len(body) < 256 << 10
    headers = {**served.headers, "Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with session.put("/answers", data=body, headers=headers) as answer:
        assert answer.status == 413


@pytest.mark.parametrize("role", ["bidder", "evaluator"])
async def test_of_many_at_once_one_is_kept_and_one_is_handed_in(served: Served, role: str) -> None:
    devices = [await served.come_in(role) for _ in range(5)]

    async def put(session: aiohttp.ClientSession) -> int:
        body = {"revision": 0, "answers": {}}
        async with session.put("/answers", json=body, headers=served.headers) as answer:
            return answer.status

    async def hand_in(session: aiohttp.ClientSession) -> int:
        async with session.post("/answers/hand-in", headers=served.headers) as answer:
            return answer.status

    assert sorted(await asyncio.gather(*map(put, devices))) == [200, 409, 409, 409, 409]
    assert sorted(await asyncio.gather(*map(hand_in, devices))) == [200, 409, 409, 409, 409]
    assert await put(devices[0]) == 409
    text = served.door.audit.path.read_text("utf-8")
    assert text.count('"handed in"') == 1


NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}\x1b]0;x\x07\u202e\ud800"


async def test_no_name_and_no_note_becomes_part_of_a_page(served: Served) -> None:
    work = OpenSession.open(str(served.file))
    name = clean_text(NASTY)[:100]
    session = edit_candidate(work.session, WHO, name=name)
    work.change(with_fields(session, title=name), "a name")
    bidder, evaluator = await served.come_in("bidder"), await served.come_in("evaluator", name[:60])
    note = {"pro_backup_test": {"answer": "none", "note": NASTY}}
    async with bidder.put("/answers", json={"revision": 0, "answers": note}, headers=served.headers) as kept:
        assert kept.status == 200
    for who, path in (
        (bidder, "/answers"),
        (evaluator, "/answers"),
        (await served.come_in("owner"), "/desk"),
    ):
        async with who.get(path) as answer:
            text = await answer.text()
        assert "&lt;/script&gt;" in text
        assert "{{7*7}}" in text
        assert not any(one in text for one in ("<script>alert", "<img src=x", "\x1b", "\x07", "\u202e"))


async def test_a_body_that_comes_slowly_is_given_up(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msp_select.web.entrance.BODY_WITHIN", 0.2)
    slow = enter(FORM, OURS).replace(f"Content-Length: {len(KEY)}", "Content-Length: 500")
    answer = await served.raw(slow.replace("{host}", f"127.0.0.1:{served.port}").encode())
    assert answer.split()[1] == b"408"


async def test_a_connection_too_many_is_closed_and_the_others_go_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msp_select.web.server.CONNECTIONS", 5)
    held = [await asyncio.open_connection("127.0.0.1", served.port) for _ in range(20)]
    for _, writer in held:
        writer.close()
    begun = time.monotonic()
    while time.monotonic() - begun < 5:
        try:
            async with served.stranger().get("/enter") as answer:
                assert answer.status == 200
                break
        except aiohttp.ClientError:
            continue
    else:
        pytest.fail("nobody is answered any more")


async def test_no_path_and_no_parameter_names_another_bidder(served: Served) -> None:
    session = await served.come_in("bidder")
    for path in ("/answers?candidate=ninefold", "/answers?who=ninefold", "/answers#ninefold"):
        async with session.get(path) as answer:
            text = await answer.text()
            assert answer.status == 200
            assert "ninefold" not in text.casefold()
    async with session.get(f"/answers/{WHO}") as answer:
        assert answer.status == 404
