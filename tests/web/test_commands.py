"""`serve` and `invite` as a person meets them: what is refused before a port is opened, who is invited."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from msp_select.cli.serve import Link, invited, tell, users_in
from msp_select.model.edits import set_settings
from msp_select.open_session import OpenSession
from msp_select.store.invitations import Served, invitations, note_served
from msp_select.web.audit import Audit
from msp_select.web.door import Door, Proxy, User
from tests.cli.runs import run
from tests.test_schemas import wrong
from tests.web.conftest import WHO

BOTH, LIKE = "belong together", "too much like"
PROXY = ("--public", "https://a.example", "--proxy", "127.0.0.1", "--user-header", "X")
REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "another address without https": (("--host", "0.0.0.0"), "must not travel in the open"),
    "another address and http": (("--host", "0.0.0.0", "--public", "http://a.example"), "must not travel"),
    "a name for an address": (("--host", "localhost"), "is no address"),
    "an origin with a path": (("--public", "https://a.example/x"), "is no bare origin"),
    "an origin with a name": (("--public", "https://me@a.example"), "is no bare origin"),
    "a proxy alone": (("--proxy", "127.0.0.1"), BOTH),
    "a header alone": (("--user-header", "X-User"), BOTH),
    "a header of addresses alone": (("--address-header", "X"), BOTH),
    "a header of addresses without an origin": (("--proxy", "127.0.0.1", "--address-header", "X"), BOTH),
    "users alone": (("--user", "ann=owner"), BOTH),
    "a proxy without an origin": (("--proxy", "127.0.0.1", "--user-header", "X", "--user", "a=owner"), BOTH),
    "nobody of that name": (("--bidder", "nobody"), 'There is no candidate "nobody"'),
    "a day that is over": (("--evaluator", "Jo", "--until", "2001-01-01"), "is over"),
    "no time": (("--idle", "soon"), "is no time"),
    "two names with one form": (("--evaluator", "Jo Fields", "--evaluator", "Jo.Fields"), "too much like"),
    "two users with one form": (
        (*PROXY, "--user", "a=evaluator:Jo Fields", "--user", "b=evaluator:Jo.Fields"),
        LIKE,
    ),
    "a user and a guest with one form": (
        (*PROXY, "--user", "a=evaluator:Jo Fields", "--evaluator", "Jo.Fields"),
        LIKE,
    ),
}


@pytest.fixture(autouse=True)
def _nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not refused fails at once, and serves nobody for ever."""

    def serve(_door: Door, _desks: object, host: str, port: int, _begun: object) -> None:
        with socket.create_server((host, port)):
            pytest.fail("it is served")

    monkeypatch.setattr("msp_select.web.server.serve", serve)


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_not_be_safe_is_not_served(session_file: Path, name: str) -> None:
    more, why = REFUSED[name]
    done = run("serve", str(session_file), "--no-browser", *more)
    assert (done.status, done.out) == (2, "")
    assert why in done.err


def test_a_link_an_example_and_no_file_are_not_served(session_file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(session_file)
    for file, why in (
        (str(link), "is a link"),
        ("example:law-firm", "is an example"),
        (str(tmp_path / "none.toml"), "none.toml"),
    ):
        done = run("serve", file, "--no-browser")
        assert (done.status, done.out) == (2, "")
        assert why in done.err


def test_a_user_of_the_proxy_has_a_role(session_file: Path) -> None:
    proxy = ("--public", "https://a.example", "--proxy", "127.0.0.1", "--user-header", "X-User")
    for user in ("ann", "ann=boss", "ann=owner:x", "ann=bidder"):
        done = run("serve", str(session_file), *proxy, "--user", user)
        assert (done.status, "is not understood" in done.err) == (2, True)


def test_users_of_the_proxy_stand_in_a_file(session_file: Path, tmp_path: Path) -> None:
    users = tmp_path / "users.toml"
    users.write_text('"ann@example.com" = "owner"\n"bob=x" = "bidder:vexley-pyke"\neve = "evaluator:Jo: B"\n')
    assert users_in(users) == {
        "ann@example.com": User("owner"),
        "bob=x": User("bidder", WHO),
        "eve": User("evaluator", "Jo: B"),
    }
    proxy = ("--public", "https://a.example", "--proxy", "127.0.0.1", "--user-header", "X-User")
    for text, why in (
        ("", "names nobody"),
        ("ann", "is no TOML"),
        ("ann = 1", "is not understood"),
        ('ann = "boss"', "is not understood"),
        ('ann = "owner:x"', "is not understood"),
        ('ann = "bidder"', 'ann = "bidder:ID"'.replace("ann", '"ann"')),
        ('ann = { role = "owner" }', "is not understood"),
        ('ann = "\\ud800"', "is no TOML"),
    ):
        users.write_text(text)
        done = run("serve", str(session_file), *proxy, "--users", str(users))
        assert (done.status, done.out, why in done.err) == (done.status, "", True), done.err
        assert done.status in (2, 3, 4)
    assert run("serve", str(session_file), *proxy, "--users", str(tmp_path / "none.toml")).status != 0


def test_what_is_printed_is_as_its_schema_says(
    session_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit = Audit(session_file.with_name("audit.jsonl"))
    door = Door((session_file,), "http://127.0.0.1:8765", audit)
    links = [Link("owner", "", session_file, door.link(door.owner_key(session_file)))]
    links += invited(door, session_file, [WHO], ["Jo Fields"], None)
    tell(door.origin, links, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert wrong("served", found) == []
    assert [one["role"] for one in found["links"]] == ["owner", "bidder", "evaluator"]
    assert wrong("served", found | {"key": "x"})


def test_hidden_names_get_their_tokens_before_a_user_of_the_proxy_marks(session_file: Path) -> None:
    work = OpenSession.open(str(session_file))
    work.change(set_settings(work.session, blind=True), "names hidden")
    proxy = Proxy("127.0.0.1", "X-User", {"ann": User("owner"), "jo": User("evaluator", "Jo Fields")})
    audit = Audit(session_file.with_name("audit.jsonl"))
    assert invited(Door((session_file,), "https://a.example", audit, proxy), session_file, [], [], None) == []
    assert all(one.token for one in OpenSession.open(str(session_file)).session.candidates)


def test_one_more_invitation_leads_where_the_session_is_served(session_file: Path) -> None:
    note_served(session_file, Served("https://choose.example.com", invited=False))
    done = run("invite", str(session_file), "--bidder", WHO)
    assert "https://choose.example.com/enter#" in done.out
    assert "start serve with --invitations" in done.err
    done = run("invite", str(session_file), "--evaluator", "Jo Fields", "--origin", "http://127.0.0.1:99")
    assert "http://127.0.0.1:99/enter#" in done.out
    done = run("invite", str(session_file), "--evaluator", "Jo-Fields")
    assert (done.status, "too much like" in done.err) == (2, True)


def test_a_port_that_is_taken_is_said(session_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", str(session_file), "--no-browser", "--port", str(taken.getsockname()[1]))
    assert done.status == 2
    assert "cannot be listened at" in done.err


def test_who_is_invited_is_listed_and_withdrawn(session_file: Path) -> None:
    file = str(session_file)
    assert "nobody is invited" in run("invite", file, "--list").out
    done = run("invite", file, "--bidder", WHO, "--until", "2099-12-31")
    assert (done.status, done.err) == (0, "")
    kept = invitations(session_file)[0]
    assert done.out.startswith(f"{kept.id}, for the bidder {WHO}, until ")
    assert "/enter#" in done.out
    assert run("invite", file, "--list").out.endswith("has not come in\n")
    assert run("invite", file, "--withdraw", "ffff").status == 2
    assert run("invite", file, "--withdraw", kept.id).status == 0
    assert invitations(session_file) == ()
    assert run("invite", file, "--bidder", WHO, "--reopen").status == 2
    assert run("invite", file).status == 2
