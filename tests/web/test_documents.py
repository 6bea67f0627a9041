"""A file from the owner's device: taken in when the interface asks, once, and nothing else at any time."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from msp_select.exchange import form_of
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.page_answers import form_with
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Inbox
from msp_select.web.host import Host, Wanted
from tests.web.conftest import WHO, Served
from tests.web.test_desk import PATIENCE, Window, window

BYTES = {"Content-Type": "application/octet-stream"}
TEXT = b"No.,Answer\r\n"


class Asking(Host):
    """An interface that has asked for a file, and remembers what it is told."""

    def __init__(self, file: Path) -> None:
        super().__init__([], file.parent, grace=60, idle=60)
        self.wanted = Wanted((".xlsx", ".csv"))
        self.told: list[dict[str, object]] = []

    async def _meta(self, data: dict[str, object]) -> None:
        self.told.append(data)


@pytest.fixture
def asking(served: Served) -> Asking:
    """The interface of the session."""
    host = Asking(served.file)
    served.desks.hosts[served.file] = host
    return host


def path_of(host: Asking, name: str = "name=back.csv") -> str:
    """Where a file is sent that it asked for."""
    assert host.wanted is not None
    return f"/desk/files/{host.wanted.key}?{name}"


async def put(session: aiohttp.ClientSession, path: str, data: Any, headers: dict[str, str]) -> int:
    async with session.put(path, data=data, headers=headers) as answer:
        assert "Traceback" not in await answer.text()
        return answer.status


def left(served: Served) -> list[str]:
    """What lies in the inbox."""
    return [one.name for one in served.file.parent.glob("*.inbox/**/*") if one.is_file()]


async def test_what_was_asked_for_is_taken_once_and_told(served: Served, asking: Asking) -> None:
    session, before, path = await served.come_in("owner"), served.file.read_bytes(), path_of(asking)
    assert await put(session, path, TEXT, served.headers | BYTES) == 204
    [told] = asking.told
    kept = Path(str(told["path"]))
    assert (told["type"], kept.name, kept.read_bytes()) == ("file_brought", "back.csv", TEXT)
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert await put(session, path, TEXT, served.headers | BYTES) == 404
    asking.wanted = Wanted((".csv",))
    assert await put(session, path_of(asking, "name=next.csv"), TEXT, served.headers | BYTES) == 204
    assert left(served) == ["next.csv"]
    assert Inbox.of(served.file).handed_in("bidder") == []
    assert served.file.read_bytes() == before
    assert '"brought in"' in served.door.audit.path.read_text("utf-8")


NAMES = {
    "back.CSV": "back.csv",
    "..%2f..%2fetc%2fpasswd.csv": "etc-passwd.csv",
    "C%3a%5cx%5cback.csv": "C--x-back.csv",
    "%00%1b]0;x%07back.csv": "back.csv",
    ".~lock.back.csv": "lock.back.csv",
    "a%20%20b%0a.xlsx": "a b.xlsx",
    "%e2%80%aevsc.csv": "vsc.csv",
    "x" * 300 + ".csv": "x" * 60 + ".csv",
    "%f0%9f%92%a1" * 100 + ".csv": "💡" * 60 + ".csv",
}


async def test_a_name_stays_in_the_folder_and_is_fit_to_be_shown(served: Served, asking: Asking) -> None:
    session, found = await served.come_in("owner"), {}
    for name in NAMES:
        asking.wanted = Wanted((".xlsx", ".csv"))
        url = URL(f"{served.origin}{path_of(asking, f'name={name}')}", encoded=True)
        async with session.put(url, data=TEXT, headers=served.headers | BYTES) as answer:
            assert answer.status == 204
        found[name] = left(served)
    assert found == {name: [wanted] for name, wanted in NAMES.items()}


PACKED = gzip.compress(b"0" * 100_000)
Change = Callable[[Served, Asking], tuple[str, Any, dict[str, str]]]
REFUSED: dict[str, tuple[Change, int]] = {
    "another key": (lambda s, _: ("/desk/files/x?name=a.csv", TEXT, s.headers | BYTES), 404),
    "a key that begins so": (
        lambda s, a: (path_of(a).replace("?", "x?"), TEXT, s.headers | BYTES), 404,
    ),
    "a key of other letters": (lambda s, _: ("/desk/files/%c3%a9?name=a.csv", TEXT, s.headers | BYTES), 404),
    "no origin": (lambda _, a: (path_of(a), TEXT, BYTES), 403),
    "another origin": (lambda _, a: (path_of(a), TEXT, {"Origin": "https://evil.example"} | BYTES), 403),
    "the origin null": (lambda _, a: (path_of(a), TEXT, {"Origin": "null"} | BYTES), 403),
    "from the same site": (
        lambda s, a: (path_of(a), TEXT, s.headers | BYTES | {"Sec-Fetch-Site": "same-site"}), 403,
    ),
    "no name": (lambda s, a: (path_of(a, ""), TEXT, s.headers | BYTES), 422),
    "two names": (lambda s, a: (path_of(a, "name=a.csv&name=b.csv"), TEXT, s.headers | BYTES), 422),
    "another ending": (lambda s, a: (path_of(a, "name=a.toml"), TEXT, s.headers | BYTES), 422),
    "an ending behind": (lambda s, a: (path_of(a, "name=a.csv.exe"), TEXT, s.headers | BYTES), 422),
    "an ending alone": (lambda s, a: (path_of(a, "name=.csv"), TEXT, s.headers | BYTES), 422),
    "dots and an ending": (lambda s, a: (path_of(a, "name=%2e%2e.csv"), TEXT, s.headers | BYTES), 422),
    "a form": (lambda s, a: (path_of(a), {"file": "x"}, s.headers), 415),
    "plain text": (lambda s, a: (path_of(a), TEXT, s.headers | {"Content-Type": "text/plain"}), 415),
    "more than is taken": (lambda s, a: (path_of(a), b"x" * 3000, s.headers | BYTES), 413),
    "more than is taken, in pieces": (lambda s, a: (path_of(a), pieces(), s.headers | BYTES), 413),
    "more than is taken, packed": (
        lambda s, a: (path_of(a), PACKED, s.headers | BYTES | {"Content-Encoding": "gzip"}), 413,
    ),
}  # fmt: skip


async def pieces() -> AsyncIterator[bytes]:
    """More than is taken, without saying how much."""
    for _ in range(30):
        yield b"x" * 100


async def test_what_was_not_asked_for_is_refused_and_leaves_nothing(
    served: Served, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msp_select.web.documents.MOST_BROUGHT", 2000)
    session, found = await served.come_in("owner"), {}
    for name, (make, _) in REFUSED.items():
        found[name] = await put(session, *make(served, asking)), left(served)
    assert found == {name: (wanted, []) for name, (_, wanted) in REFUSED.items()}
    assert asking.told == []
    assert await put(session, path_of(asking), TEXT, served.headers | BYTES) == 204


@pytest.mark.parametrize("role", ["nobody", "bidder", "evaluator"])
async def test_the_key_alone_brings_nothing_in(served: Served, asking: Asking, role: str) -> None:
    session = served.stranger() if role == "nobody" else await served.come_in(role)
    wanted = 401 if role == "nobody" else 404
    assert await put(session, path_of(asking), TEXT, served.headers | BYTES) == wanted
    assert (asking.told, left(served)) == ([], [])


async def test_of_two_at_once_one_is_taken_and_a_slow_one_is_given_up(
    served: Served, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msp_select.web.documents.EACH_WITHIN", 0.5)
    session, begun, never = await served.come_in("owner"), asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield TEXT
        begun.set()
        await never.wait()

    first = asyncio.create_task(put(session, path_of(asking), slow(), served.headers | BYTES))
    await begun.wait()
    assert await put(session, path_of(asking), TEXT, served.headers | BYTES) == 409
    assert await first == 408
    assert (asking.told, left(served)) == ([], [])
    assert await put(session, path_of(asking), TEXT, served.headers | BYTES) == 204


async def test_what_is_given_up_on_its_way_is_not_kept(served: Served, asking: Asking) -> None:
    session, begun, go_on = await served.come_in("owner"), asyncio.Event(), asyncio.Event()

    async def half() -> AsyncIterator[bytes]:
        yield TEXT
        begun.set()
        await go_on.wait()

    sent = asyncio.create_task(put(session, path_of(asking), half(), served.headers | BYTES))
    await begun.wait()
    asking.wanted = None
    go_on.set()
    assert await sent == 404
    assert (asking.told, left(served)) == ([], [])


@pytest.mark.parametrize("place", ["practice.toml.inbox", "practice.toml.inbox/brought"])
async def test_a_link_in_the_place_of_the_folder_is_not_written_through(
    served: Served, asking: Asking, place: str, tmp_path: Path
) -> None:
    session, elsewhere = await served.come_in("owner"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.csv").write_text("mine")
    link = served.file.parent / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere)
    assert await put(session, path_of(asking), TEXT, served.headers | BYTES) == 503
    assert [one.name for one in elsewhere.iterdir()] == ["mine.csv"]


async def wanted(seen: Window) -> dict[str, Any] | None:
    """What the page is told next of a file that is asked for, or that none is any more."""
    async with asyncio.timeout(PATIENCE):
        while True:
            message = await seen.ws.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
            if message.type == aiohttp.WSMsgType.TEXT:
                kind, what = json.loads(message.data)
                assert kind == "file_wanted"
                return what  # type: ignore[no-any-return]
            seen.feed(message.data)


async def test_an_owner_reads_a_sheet_back_from_the_device_in_front(served: Served) -> None:
    work = OpenSession.open(str(served.file))
    form, known = form_of(work.session, work.catalog, WHO, "full"), work.session.candidate(WHO).answers
    question = next(
        one.question for one in form.lines if one.question.levels and one.question.id not in known
    )
    said = {"answer": question.levels[0].id, "note": "said by e-mail"}
    sheet = csv_bytes(form_with(form, {question.id: said}))
    session = await served.come_in("owner")
    seen = await window(served, session)
    await seen.until("Result")
    await seen.press("\x07")  # ctrl+g
    await seen.until("Where to?")
    await seen.press("\x1b[B" * 9 + "\r")
    await seen.until("who has none yet")
    await seen.press("r")
    given_up = await wanted(seen)
    await seen.press("\x1b")
    assert await wanted(seen) is None
    assert given_up is not None
    path = f"/desk/files/{given_up['key']}?name=vexley.csv"
    assert await put(session, path, sheet, served.headers | BYTES) == 404
    await seen.press("r")
    await wanted(seen)
    await seen.ws.close()
    seen = await window(served, session)  # asked again of whoever comes back
    asked = await wanted(seen)
    assert asked is not None
    assert asked["endings"] == [".xlsx", ".ods", ".csv"]
    path = f"/desk/files/{asked['key']}?name=vexley.csv"
    assert await put(session, path, sheet, served.headers | BYTES) == 204
    await seen.until("Enter takes")
    assert left(served) == ["vexley.csv"]
    await seen.press("\r")
    await seen.until("Order now:")
    await served.desks.stop()
    answer = OpenSession.open(str(served.file)).session.candidate(WHO).answers[question.id]
    assert {"answer": answer.value, "note": answer.bidder} == said
    assert left(served) == []
