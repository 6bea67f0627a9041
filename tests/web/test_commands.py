"""`serve` and `invite` as a person meets them: what is refused before a port is opened, who is invited."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from msp_select.store.invitations import invitations
from tests.cli.runs import run
from tests.web.conftest import WHO

BOTH = "belong together"
REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "another address without https": (("--host", "0.0.0.0"), "must not travel in the open"),
    "another address and http": (("--host", "0.0.0.0", "--public", "http://a.example"), "must not travel"),
    "a name for an address": (("--host", "localhost"), "is no address"),
    "an origin with a path": (("--public", "https://a.example/x"), "is no bare origin"),
    "an origin with a name": (("--public", "https://me@a.example"), "is no bare origin"),
    "a proxy alone": (("--proxy", "127.0.0.1"), BOTH),
    "a header alone": (("--user-header", "X-User"), BOTH),
    "users alone": (("--user", "ann=owner"), BOTH),
    "a proxy without an origin": (("--proxy", "127.0.0.1", "--user-header", "X", "--user", "a=owner"), BOTH),
    "nobody of that name": (("--bidder", "nobody"), 'There is no candidate "nobody"'),
    "a day that is over": (("--evaluator", "Jo", "--until", "2001-01-01"), "is over"),
    "no time": (("--idle", "soon"), "is no time"),
}


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
