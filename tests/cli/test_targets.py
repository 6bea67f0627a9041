"""Where a document is written, and over what it never is: each target with its sentence, nothing changed."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runs import Run, run

FOLDER = "is a folder, not a file"
LINK = "not written: it is a link, and a document is never written through one"
DEVICE = "not written: it is a device or a pipe, not an ordinary file"
SESSION = "a document never replaces a session or a file of the program"
FOREIGN = (
    "not written: there is already a file of that name, and it is not what msp-select last wrote there for "
    "this session"
)
ANSWERS = "not written: there is already a file of that name, perhaps with a bidder's answers"
MARKS = "not written: there is already a file of that name, perhaps with marks in it"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session in a folder of its own, which is the current one."""
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "state"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run("new", "mine.toml", "--from", "example:design-studio").status == 0
    return folder / "mine.toml"


def linked(path: Path) -> None:
    Path("other.toml").write_bytes(Path("mine.toml").read_bytes())
    path.symlink_to("other.toml")


def bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


def hard_link_to_the_session(path: Path) -> None:
    os.link("mine.toml", path)


def another_session(path: Path) -> None:
    path.write_bytes(Path("mine.toml").read_bytes())


TARGETS: list[tuple[str, Callable[[Path], object], str, str]] = [
    ("a folder", Path.mkdir, FOLDER, FOLDER),
    ("a link to another session", linked, LINK, LINK),
    ("a link to nothing", lambda path: path.symlink_to("nowhere"), LINK, LINK),
    ("a link to a device", lambda path: path.symlink_to("/dev/null"), LINK, LINK),
    ("a link to itself", lambda path: path.symlink_to(path.name), LINK, LINK),
    ("a pipe", os.mkfifo, DEVICE, DEVICE),
    ("a socket", bound, DEVICE, DEVICE),
    ("the session under another name", hard_link_to_the_session, SESSION, SESSION),
    ("another session under such a name", another_session, FOREIGN, ANSWERS),
    ("somebody's file", lambda path: path.write_text("mine"), FOREIGN, ANSWERS),
    ("an empty file", Path.touch, FOREIGN, ANSWERS),
]
NEVER = [FOLDER, LINK, DEVICE, SESSION]


def as_it_is(path: Path) -> object:
    """What lies there, without opening a pipe."""
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        return os.readlink(path)
    return path.read_bytes() if stat.S_ISREG(found.st_mode) else found.st_mode


KINDS = ["report.csv", "report.docx", "report.xlsx", "sheet.csv", "sheet.xlsx"]


def written(kind: str, out: Path, *more: str) -> Run:
    if kind.startswith("report"):
        return run("report", "mine.toml", "-o", out.name, "--samples", "0", *more)
    return run("sheet", "mine.toml", "-o", out.name, *more)


@pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and sockets")
@pytest.mark.parametrize(("make", "report", "sheet"), [t[1:] for t in TARGETS], ids=[t[0] for t in TARGETS])
@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_is_something_else_stays_as_it_is(
    session: Path, kind: str, make: Callable[[Path], object], report: str, sheet: str
) -> None:
    before = session.read_bytes()
    out = session.with_name(f"out.{kind.rpartition('.')[2]}")
    make(out)
    there = {path.name: as_it_is(path) for path in session.parent.iterdir() if path.suffix != ".lock"}
    said = report if kind.startswith("report") else sheet
    done = written(kind, out)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"{out.name}: {said}"
    replacing = written(kind, out, "--replace")
    if said in NEVER:
        assert (replacing.status, replacing.err) == (2, done.err)
        left = {path.name: as_it_is(path) for path in session.parent.iterdir() if path.suffix != ".lock"}
        assert left == there
    else:
        assert done.err.splitlines()[1] == "Choose another name, or add --replace."
        assert (replacing.status, replacing.err) == (0, "")
        assert out.read_bytes() != there[out.name]
    assert session.read_bytes() == before


@pytest.mark.parametrize("kind", ["report", "sheet"])
def test_the_session_itself_whatever_its_name_is_never_the_target(session: Path, kind: str) -> None:
    session.rename("s.csv")
    before = Path("s.csv").read_bytes()
    for out in ("s.csv", "./s.csv", "../work/s.csv", str(session.with_name("s.csv"))):
        command = [kind, "s.csv", "-o", out, "--replace"]
        done = run(*command)
        assert (done.status, done.err.splitlines()[0]) == (2, f"{Path(out)}: {SESSION}")
        assert Path("s.csv").read_bytes() == before


def test_a_report_is_written_again_until_somebody_changes_it_or_for_another_session(session: Path) -> None:
    out = Path("out.csv")
    assert written("report", out).status == 0
    first = out.read_bytes()
    text = session.read_text("utf-8").replace("silence = 25", "silence = 10")
    session.write_text(text, "utf-8")
    assert written("report", out).status == 0
    assert out.read_bytes() != first
    other = run("report", "example:law-firm", "-o", "out.csv", "--samples", "0")
    assert other.err.splitlines()[0] == f"out.csv: {FOREIGN}"
    out.write_bytes(out.read_bytes() + b"a note by hand\n")
    by_hand = out.read_bytes()
    assert written("report", out).err.splitlines()[0] == f"out.csv: {FOREIGN}"
    assert out.read_bytes() == by_hand


def test_a_form_for_marks_never_replaces_anything(session: Path) -> None:
    done = run("marks", "mine.toml", "--evaluator", "Jo", "-o", "mine.toml")
    assert done.err.splitlines()[0] == f"mine.toml: {MARKS}"
    Path("link.toml").symlink_to("nowhere.toml")
    done = run("marks", "mine.toml", "--evaluator", "Jo", "-o", "link.toml")
    assert (done.status, done.err.splitlines()[0]) == (2, f"link.toml: {LINK}")
    assert not Path("nowhere.toml").exists()
    assert session.exists()


def test_a_place_where_nothing_can_be_remembered_only_asks_for_replace(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("", "utf-8")
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "blocked"))
    out = session.with_name("out.csv")
    assert written("report", out).status == 0
    assert written("report", out).status == 2
    assert written("report", out, "--replace").status == 0
