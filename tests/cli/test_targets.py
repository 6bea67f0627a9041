"""Where a file is written, and over what it never is: every way of writing, each target with its sentence."""

from __future__ import annotations

import ast
import os
import socket
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import msp_select
from msp_select.cli import ask, calendar
from msp_select.decision.handouts import HANDOUTS
from msp_select.exchange.form_files import BIDDER_FORMS, MARKS_FORMS
from msp_select.report import FORMATS
from tests.cli.parser import every_path
from tests.cli.runs import Run, run
from tests.control_texts import REACHES_A_TERMINAL

FOLDER = "is a folder, not a file"
LINK = "not written: it is a link, and a document is never written through one"
DEVICE = "not written: it is a device or a pipe, not an ordinary file"
SESSION = "a document never replaces a session or a file of the program"
FOREIGN = (
    "not written: there is already a file of that name, and it is not what msp-select last wrote there for "
    "this session"
)
ANSWERS = "not written: there is already a file of that name, perhaps with a bidder's answers"
THERE = "not written: there is already a file of that name"
MARKS = "not written: there is already a file of that name, perhaps with marks in it"
NEW = "not saved: there is already a file of that name"
RECORD = "not written: it is no record of who did what"
PROTECTED = "not saved: you are not allowed to save it"


@dataclass(frozen=True)
class Way:
    """One way to write a file: the command with its option, the ending, and what it says of a file there.

    `says` of a file that is something else, `own` of the session under another name; where `always`, `says`
    of whatever is there. `replaces`: there is --replace; `ends`: the command writes and is done.
    """

    command: str
    option: str
    ending: str
    words: tuple[str, ...] = ()
    says: str = FOREIGN
    own: str = SESSION
    always: bool = False
    replaces: bool = True
    ends: bool = True

    @property
    def name(self) -> str:
        """How a test calls it."""
        return " ".join((self.command, *self.words, self.option, self.ending))

    def run(self, out: str, *more: str, file: str = "mine.toml") -> Run:
        """The command, writing to `out`."""
        given = (out,) if self.option == "file" else (file, self.option, out)
        return run(*self.command.split(), *given, *self.words, *more)

    def said(self, target: Target) -> str:
        """The sentence for that target."""
        if self.always or not target.says:
            return self.says
        return self.own if target.says == SESSION else target.says


WRITERS = (
    *(Way("report", "-o", f".{ending}", ("--samples", "0")) for ending in FORMATS),
    *(Way("report", "-o", ".md", ("--samples", "0", "--sheet", name)) for name in HANDOUTS),
    Way("report", "-o", ".html", ("--samples", "0", "--for", "bidder", "vexley-pyke")),
    *(Way("sheet", "-o", ending, says=ANSWERS) for ending in BIDDER_FORMS),
    *(
        Way("sheet", "-o", ending, ("--actuals",), says=ANSWERS)
        for ending in BIDDER_FORMS
        if ending != ".html"
    ),
    *(Way("ask", "-o", ending, ("--candidate", "vexley-pyke"), says=THERE) for ending in ask.ENDINGS),
    *(
        Way("marks", "-o", ending, ("--evaluator", "Jo"), says=MARKS, own=MARKS, replaces=False)
        for ending in MARKS_FORMS
    ),
    Way("calendar", "-o", calendar.ENDING),
    *(Way("batch report", "-o", ending, own=FOREIGN, ends=False) for ending in (".html", ".json")),
    Way("serve", "--audit", ".jsonl", ("--no-browser",), says=RECORD, replaces=False, ends=False),
    Way(
        "new",
        "file",
        ".toml",
        ("--title", "Ours", "--currency", "EUR"),
        says=NEW,
        always=True,
        replaces=False,
    ),
    Way("stay", "--write", ".toml", says=NEW, always=True, replaces=False),
)
FOLDERS = {("batch match", "-o"), ("batch rerank", "-o")}
READ = {
    ("actuals", "--pulse"), ("actuals", "given"), ("batch match", "--wanted"), ("batch match", "clients"),
    ("serve", "--users"),
    ("batch report", "--against"), ("batch report", "out"), ("batch rerank", "--catalog"),
    ("batch rerank", "sessions"), ("batch status", "out"), ("library import", "source"), ("marks", "--from"),
    ("read", "documents"), ("receive", "returned"), ("report", "--letterhead"), ("sheet", "--letterhead"),
}  # fmt: skip
LIBRARY = "--library"  # a folder of the program's own kind, whose files only `library` writes


def test_every_way_to_write_is_in_the_table() -> None:
    """Each path that a command takes is written, a folder, or read: a new one has to be said to be one."""
    known = {(way.command, way.option) for way in WRITERS} | FOLDERS | READ
    found = {(command, option) for command, option in every_path() if option != LIBRARY}
    assert found == known


OWN_STATE = {
    "batch/pack.py": "the pack of a library, beside its index",
    "batch/run.py": "the folder of a run, once check_folder let it through",
    "batch/tables.py": "the tables of a run, in that folder",
    "ui/crash.py": "the report of a crash, in the state folder",
    "ui/remembered.py": "what the interface remembers, in the state folder",
    "web/audit.py": "the record of who did what, once Audit.check let it through",
    "web/documents.py": "what came from the device of who looks, beside the inbox, in a new file of its own",
}


def test_nothing_is_written_past_the_check() -> None:
    """Only the store, and what keeps state of the program's own, opens a file to write."""
    home = Path(msp_select.__file__).parent
    found = {
        file.relative_to(home).as_posix()
        for file in home.rglob("*.py")
        if file.parent.name != "store" and any(map(_writes, ast.walk(ast.parse(file.read_text("utf-8")))))
    }
    assert found == set(OWN_STATE)


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    given = [one.value for one in (*node.args[:2], *(k.value for k in node.keywords if k.arg == "mode"))
             if isinstance(one, ast.Constant)]  # fmt: skip
    opens = called in ("open", "fdopen") and any(
        isinstance(mode, str) and len(mode) <= 3 and set(mode) & set("wax+") for mode in given
    )
    return opens or called in ("atomic_write", "write_bytes", "write_text", "copyfile", "copytree", "move")


@cache
def signed() -> bytes:
    """An example with somebody who has signed, as a file."""
    stay = run("new", "signed.toml", "--from", "example:design-studio")
    terms = ("--starts", "2027-02-01", "--months", "36", "--notice", "90", "--form", "letter")
    done = run("sign", "signed.toml", "--candidate", "vexley-pyke", *terms, "--renews", "12")
    assert (stay.status, done.status) == (0, 0), done.err
    data = Path("signed.toml").read_bytes()
    for left in Path().glob("signed.toml*"):
        left.unlink()
    return data


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session in a folder of its own, which is the current one."""
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MSP_SELECT_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "mine.toml").write_bytes(signed())
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


@dataclass(frozen=True)
class Target:
    """What lies where a file is to be written, and what is said of it; nothing: what the way says."""

    name: str
    make: Callable[[Path], object]
    says: str = ""


TARGETS = (
    Target("a folder", Path.mkdir, FOLDER),
    Target("a link to another session", linked, LINK),
    Target("a link to nothing", lambda path: path.symlink_to("nowhere"), LINK),
    Target("a link to a device", lambda path: path.symlink_to("/dev/null"), LINK),
    Target("a link to itself", lambda path: path.symlink_to(path.name), LINK),
    Target("a pipe", os.mkfifo, DEVICE),
    Target("a socket", bound, DEVICE),
    Target("the session under another name", hard_link_to_the_session, SESSION),
    Target("another session under such a name", another_session),
    Target("somebody's file", lambda path: path.write_text("mine")),
    Target("an empty file", Path.touch),
)


def as_it_is(path: Path) -> object:
    """What lies there, without opening a pipe."""
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        return os.readlink(path)
    return path.read_bytes() if stat.S_ISREG(found.st_mode) else found.st_mode


def everything() -> dict[str, object]:
    """All that lies in the current folder but locks."""
    return {path.name: as_it_is(path) for path in Path().iterdir() if path.suffix != ".lock"}


posix = pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and sockets")
each_way = pytest.mark.parametrize("way", WRITERS, ids=lambda way: way.name)
each_that_ends = pytest.mark.parametrize("way", [w for w in WRITERS if w.ends], ids=lambda way: way.name)


@posix
@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
@each_way
def test_a_target_that_is_something_else_stays_as_it_is(way: Way, target: Target) -> None:
    if way.says == RECORD and target.name == "an empty file":
        return  # a record begins in it
    out = Path(f"out{way.ending}")
    target.make(out)
    there, said = everything(), way.said(target)
    done = way.run(out.name)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"{out.name}: {said}"
    assert everything() == there
    if not way.replaces:
        return
    if said != way.says:
        again = way.run(out.name, "--replace")
        assert (again.status, again.err) == (2, done.err)
        assert everything() == there
        return
    assert "add --replace." in done.err.splitlines()[1]
    if way.ends and target.name == "somebody's file":
        again = way.run(out.name, "--replace")
        assert (again.status, again.err) == (0, "")
        assert out.read_bytes() != there[out.name]


@each_way
@pytest.mark.usefixtures("session")
def test_a_file_that_is_write_protected_is_not_replaced(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere: here it is told what the mode tells everybody else."""
    out = Path(f"out{way.ending}")
    out.write_text("mine")
    out.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, how: bool(os.stat(path).st_mode & how * 0o111))
    done = way.run(out.name, *(("--replace",) if way.replaces and way.ends else ()))
    said = PROTECTED if way.replaces and way.ends else way.says
    assert (done.status, done.err.splitlines()[0]) == (2, f"{out.name}: {said}")
    assert out.read_text() == "mine"


PLACES = {
    "nowhere/out": ("there is no such folder", "not saved: there is no folder"),
    "mine.toml/out": ("part of the path is a file, not a folder", "not saved: there is no folder"),
    "x" * 300: ("the name is too long",) * 2,
}


@pytest.mark.parametrize("place", PLACES)
@each_way
@pytest.mark.usefixtures("session")
def test_a_place_where_nothing_can_be_is_said_and_nothing_is_made(way: Way, place: str) -> None:
    there = everything()
    done = way.run(f"{place}{way.ending}")
    assert (done.status, done.out) == (2, "")
    assert PLACES[place][way.always] in done.err.splitlines()[0]
    assert everything() == there


@each_way
@pytest.mark.usefixtures("session")
def test_the_session_that_is_read_is_never_the_target(way: Way) -> None:
    if way.command in ("new", "batch report"):
        return  # they read none
    out = Path(f"out{way.ending}")
    data = Path("mine.toml").read_bytes()
    out.write_bytes(data)
    for name in (str(out), f"./{out}", f"../work/{out}", str(out.absolute())):
        done = way.run(name, *(("--replace",) if way.replaces else ()), file=str(out))
        said = way.says if way.always else way.own
        assert (done.status, done.err.splitlines()[0]) == (2, f"{Path(name)}: {said}")
        assert out.read_bytes() == data


@each_that_ends
@pytest.mark.usefixtures("session")
def test_odd_letters_in_a_name_are_kept_in_it_and_reach_no_terminal(way: Way) -> None:
    name = f"[b]é \u202e'\x1b[31m{way.ending}"
    done = way.run(name)
    assert (done.status, done.err) == (0, "")
    assert Path(name).stat().st_size
    assert not REACHES_A_TERMINAL.search(done.out)


@pytest.mark.usefixtures("session")
def test_the_report_of_a_run_is_never_written_over_what_the_run_says_of_itself() -> None:
    Path("run").mkdir()
    Path("run/run.json").write_text("{}")
    done = run("batch", "report", "run", "-o", "run/run.json", "--replace")
    assert (done.status, done.err.splitlines()[0]) == (2, f"run/run.json: {SESSION}")


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("command", sorted(command for command, _ in FOLDERS))
def test_a_run_takes_no_folder_with_something_else_in_it(command: str) -> None:
    Path("some").mkdir()
    Path("library").mkdir()
    words = ("--library", "library") if command == "batch match" else ("--weights", "lean")
    Path("own/parts").mkdir(parents=True)
    Path("own/parts/page").write_text("mine")
    Path("file").write_text("mine")
    for out, said in (
        ("own", "not written: it is a folder with something else in it"),
        ("file", "not written: it is a file, and a run has a folder"),
        ("mine.toml/run", "not written: it is a file, and a run has a folder"),
    ):
        for more in ((), ("--fresh",)):
            done = run(*command.split(), "some", *words, "-o", out, *more)
            assert (done.status, done.err.splitlines()[0]) == (2, f"{out}: {said}")
    assert Path("own/parts/page").read_text() == "mine"
    assert Path("file").read_text() == "mine"


REPORT = Way("report", "-o", ".csv", ("--samples", "0"))


def test_a_report_is_written_again_until_somebody_changes_it_or_for_another_session(session: Path) -> None:
    out = Path("out.csv")
    assert REPORT.run(out.name).status == 0
    first = out.read_bytes()
    text = session.read_text("utf-8").replace("silence = 25", "silence = 10")
    session.write_text(text, "utf-8")
    assert REPORT.run(out.name).status == 0
    assert out.read_bytes() != first
    other = run("report", "example:law-firm", "-o", "out.csv", "--samples", "0")
    assert other.err.splitlines()[0] == f"out.csv: {FOREIGN}"
    out.write_bytes(out.read_bytes() + b"a note by hand\n")
    by_hand = out.read_bytes()
    assert REPORT.run(out.name).err.splitlines()[0] == f"out.csv: {FOREIGN}"
    assert out.read_bytes() == by_hand


def test_a_place_where_nothing_can_be_remembered_only_asks_for_replace(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("", "utf-8")
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "blocked"))
    out = session.with_name("out.csv")
    assert REPORT.run(out.name).status == 0
    assert REPORT.run(out.name).status == 2
    assert REPORT.run(out.name, "--replace").status == 0
