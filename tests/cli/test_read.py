"""`read` in a terminal: each find is asked about, and it goes on where it stopped."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msp_select.cli import read as command
from msp_select.model.edits import set_bid, set_settings
from msp_select.model.session import Session
from msp_select.reading.reading import Reading
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file, save_session
from tests.cli.runs import Run, run
from tests.reading import made

FILE = "ours.toml"
ARGUMENTS = ("read", FILE, "larkspan.pdf", "--candidate", "larkspan")


@pytest.fixture(autouse=True)
def at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person is there, the document lies beside the file, and its reading is made by hand."""

    def read(_session: Any, _catalog: Any, candidate: str, files: Any, **_told: Any) -> Reading:
        (file,) = files
        return made.reading(candidate=candidate, documents=(made.document(name=file.name, role=file.role),))

    monkeypatch.chdir(tmp_path)
    Path("larkspan.pdf").write_bytes(b"%PDF-1.4 of nobody")
    monkeypatch.setattr(command, "read_documents", read)
    monkeypatch.setattr(command, "on_terminal", lambda: True)


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Iterator[str]:
    """What a person types, and then no more."""
    left = iter(lines)

    def ask(prompt: str = "") -> str:
        print(prompt)  # noqa: T201
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(builtins, "input", ask)
    return left


def read(monkeypatch: pytest.MonkeyPatch, *lines: str, more: tuple[str, ...] = ()) -> Run:
    """The command with these lines typed, all of which were asked for."""
    left = typing(monkeypatch, *lines)
    done = run(*ARGUMENTS, *more)
    assert list(left) == []
    return done


def larkspan() -> Any:
    return session().candidate("larkspan")


def session() -> Session:
    return load_session(FILE, load_catalog()).session


def test_each_find_is_shown_with_its_place_and_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, made.before())
    done = read(monkeypatch, "", "a", "", "q", more=("--by", "Ann"))
    assert done.status == 0, done.err
    assert "Larkspan · 1 of 10 · start when all is down · two places that do not agree" in done.out
    assert "→ 60 minutes" in done.out
    assert "Look twice: Two places differ." in done.out
    assert "Type one of: a, c, o, r, s, p, b, q." in done.out  # Enter takes nothing that is doubtful
    assert "Larkspan · 2 of 10 · For each user" in done.out
    assert "Take 138.00 USD a month?\n[a]ccept  [c]orrect  [r]eject" in done.out
    assert "2 taken, 0 corrected, 0 rejected, 8 open, 3 not found." in done.out
    assert larkspan().answers["acc_p1_response"].value == 60
    assert larkspan().bid.per_user == 138
    (entry,) = session().log
    assert "read for Larkspan by Ann: 2 taken, 0 corrected, 0 rejected; one contradiction." in entry.what


def test_it_goes_on_where_it_stopped_and_asks_nothing_rejected_again(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, made.before())
    read(monkeypatch, "a", "r", "q")
    done = read(monkeypatch, "q")
    assert "Larkspan · 3 of 10 · For each server" in done.out
    assert "1 taken, 0 corrected, 1 rejected, 8 open" in done.out
    assert len(session().log) == 1


def test_correct_other_page_back_and_the_end_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, made.before())
    typed = ("o", "a", "b", "s", "a", "a", "s", "p", "c", "4500", "s", "s", "o", "a", "c", "2")
    done = read(monkeypatch, *typed)
    assert done.status == 2  # the input ended; what was decided is kept
    assert "One-time │ Amount" in done.out
    found = larkspan()
    assert found.answers == {}  # taken from the second place, and taken back
    assert found.sources["acc_p1_response"].undecided
    assert (found.bid.per_user, found.bid.onboarding, found.bid.notice_days) == (138, 4500, 30)
    assert found.sources["bid.onboarding"].corrected
    assert found.bid.vat == "included"
    assert len(session().log) == 1


def test_a_level_is_typed_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, made.before())
    done = read(monkeypatch, *["s"] * 9, "a", "", "a", "2")
    assert "2 A sample restored at least every quarter; dated report sent" in " ".join(done.out.split())
    assert "← its words are here" in " ".join(done.out.split())
    assert larkspan().answers["pro_backup_test"].value == "quarterly_sample"


def test_without_a_decision_the_file_stays_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, made.before())
    before = Path(FILE).read_bytes()
    read(monkeypatch, "q")
    assert Path(FILE).read_bytes() == before
    monkeypatch.setattr(command, "on_terminal", lambda: False)
    assert run(*ARGUMENTS).status == run(*ARGUMENTS, "--json").status == 0
    assert Path(FILE).read_bytes() == before


def test_hidden_names_stay_hidden_at_the_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, set_settings(made.before(), blind=True))
    left = typing(monkeypatch, *["s"] * 5, "a", "q")
    done = run("read", FILE, "larkspan.pdf", "--candidate", "provider-a")
    assert list(left) == []
    assert "document A, page 6" in done.out
    assert "arkspan" not in done.out
    assert larkspan().sources["bid.yearly_rise"].quote == made.RISE


def test_check_says_what_was_changed_since_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    new_session_file(FILE, made.before())
    read(monkeypatch, *["s"] * 4, "a", "q")
    assert "changed since" not in run("check", FILE).out
    stored = load_session(FILE, load_catalog())
    save_session(stored, set_bid(stored.session, "larkspan", {"onboarding": 5000}))
    told = "Larkspan: To get started: 5,000.00 USD once; read as 4,800.00 USD once in larkspan.pdf, page 5"
    assert told in run("check", FILE).out
