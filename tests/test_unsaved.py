"""Whatever happens to the file while a session is open, and however that ends, no answer is lost."""

from __future__ import annotations

import builtins
import datetime as dt
import random
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.model.edits import add_candidate, new_session, set_business, set_pillar_weight
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.store import session as store
from msp_select.store.catalog import load_catalog
from msp_select.store.recovery import recoveries
from msp_select.store.session import load_session, new_session_file
from tests import counts
from tests.cli.runs import Run, run


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new session in the current folder."""
    for kind in ("STATE", "CACHE"):
        monkeypatch.setenv(f"MSP_SELECT_{kind}_DIR", str(tmp_path / "own" / kind))
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.02)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    new_session_file("practice.toml", new_session("Practice", dt.date(2026, 11, 20)))
    return Path("practice.toml")


def edited(file: Path) -> None:
    if file.is_file():
        file.write_text(file.read_text("utf-8") + "\n# by hand\n", "utf-8")


def damaged(file: Path) -> None:
    if file.is_file():
        file.write_bytes(b"title =")


def removed(file: Path) -> None:
    file.unlink() if file.is_file() else shutil.rmtree(file, ignore_errors=True)


def a_folder(file: Path) -> None:
    removed(file)
    file.mkdir()


OUTSIDE = [edited, damaged, removed, a_folder]


def content(session: Session) -> Session:
    """All but the log, in which every session says for itself what happened."""
    return session.model_copy(update={"log": (), "log_chain": None})


def a_change(work: OpenSession, chance: random.Random) -> None:
    session = work.session
    kind = chance.randrange(5)
    if kind == 0:
        work.change(add_candidate(session, f"Firm {chance.randrange(10**6)}"), "added")
    elif kind == 1:
        work.change(set_pillar_weight(session, "price", float(chance.randrange(1, 99))), "weight")
    elif kind == 2 and chance.random() < 0.5:
        work.undo() if chance.random() < 0.7 else work.redo()
    else:
        work.change(set_business(session, "biz_users", Decimal(chance.randrange(1, 10**5))), "users")


@pytest.mark.parametrize("seed", range(40))
def test_a_random_walk_with_the_file_changed_outside_loses_nothing(file: Path, seed: int) -> None:
    chance = random.Random(seed)
    work = OpenSession.open(str(file), keep_unsaved=True)
    for _ in range(chance.randrange(2, 14)):
        if chance.random() < 0.3:
            chance.choice(OUTSIDE)(file)
        a_change(work, chance)
    if chance.random() < 0.5:  # else it is killed: what was given is on the disk already
        work.close()
    last = content(work.session)
    copies = [content(recovery.read(work.catalog)) for recovery in recoveries(file)]
    if work.problem is None:
        assert content(load_session(file, work.catalog).session) == last
        assert copies == []
    else:
        assert copies == [last]
        removed(file)
        new_session_file(file, new_session("Practice", dt.date(2026, 11, 20)))
        again = OpenSession.open(str(file), keep_unsaved=True)
        for recovery, _ in again.recovered():  # none where all was taken back
            again.recover(recovery)
        assert again.problem is None
        assert content(load_session(file, work.catalog).session) == last
        assert recoveries(file) == ()


def test_the_copy_goes_once_saving_works_again(file: Path) -> None:
    work = OpenSession.open(str(file), keep_unsaved=True)
    kept = file.read_bytes()
    file.unlink()
    work.change(set_business(work.session, "biz_users", Decimal(7)), "users")
    assert work.problem is not None
    assert len(recoveries(file)) == 1
    assert work.recovered() == ()  # one's own is not offered
    file.write_bytes(kept)
    work.save()
    assert work.problem is None
    assert recoveries(file) == ()


def test_what_was_recovered_already_is_not_offered_again(file: Path) -> None:
    work = OpenSession.open(str(file), keep_unsaved=True)
    kept = file.read_bytes()
    file.unlink()
    work.change(set_business(work.session, "biz_users", Decimal(7)), "users")
    file.write_bytes(kept)
    other = OpenSession.open(str(file), keep_unsaved=True)
    other.change(set_business(other.session, "biz_users", Decimal(7)), "users")
    assert OpenSession.open(str(file)).recovered() == ()
    assert recoveries(file) == ()


def test_a_copy_taken_over_an_edited_file_keeps_its_log_and_what_is_hidden(file: Path) -> None:
    work = OpenSession.open(str(file), keep_unsaved=True)
    assert run("hide", str(file), "names", "--why", "a round").status == 0
    work.change(set_business(work.session, "biz_users", Decimal(7)), "users")
    assert work.problem is not None
    again = OpenSession.open(str(file), keep_unsaved=True)
    ((recovery, answers),) = again.recovered()
    assert answers == 1
    again.recover(recovery)
    assert again.session.business["biz_users"] == 7
    assert again.session.settings.blind
    assert [entry.what for entry in again.session.log][:1] == ["names hidden"]
    assert again.session.log[-1].what.startswith("recovered what was not saved on ")
    assert run("check", str(file)).status == 0


# -- the plain walk ------------------------------------------------------------------------------------------


def walked(monkeypatch: pytest.MonkeyPatch, file: Path, *typed: str | Callable[[], object]) -> Run:
    """The plain walk in this process: lines typed, and things that happen between two prompts."""
    left = list(typed)

    def answer(prompt: str) -> str:
        print(prompt, end="")  # noqa: T201
        while left and callable(left[0]):
            left.pop(0)()  # type: ignore[operator]
        if not left:
            raise EOFError
        line = left.pop(0)
        assert isinstance(line, str)
        return line

    monkeypatch.setattr(builtins, "input", answer)
    return run("open", str(file), "--plain")


def test_the_plain_walk_says_at_the_next_prompt_what_was_not_saved_and_what_to_do(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = walked(monkeypatch, file, "1", lambda: edited(file), "12", "3", "m", "q", "s", "q", "l")
    before, _, after = done.out.partition("practice.toml: not saved: another program changed the file")
    assert f"Question 1 of {counts.about_the_business()}" in before
    assert f"Question 2 of {counts.about_the_business()}" not in before
    assert f"Question 2 of {counts.about_the_business()}" in after
    flat = " ".join(after.split())
    assert "save yours under another name. What you answered since is kept apart, and offered when" in flat
    assert "Still not saved." in after
    assert after.count("Not everything is saved") == 2
    assert done.status == 2
    assert done.err.startswith("practice.toml: not saved: another program changed the file")
    assert "nothing was changed" not in done.err.lower()


@pytest.mark.parametrize("harm", [edited, removed, a_folder])
def test_the_end_of_the_input_loses_nothing_and_the_next_walk_offers_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None]
) -> None:
    kept = file.read_bytes()
    done = walked(monkeypatch, file, "1", lambda: harm(file), "12", "3")
    assert done.status == 2
    assert "not saved" in done.err
    removed(file)
    file.write_bytes(kept)
    later = walked(monkeypatch, file, "l", "q")
    assert "Recovered: 2 answers of practice.toml, " in later.out
    assert later.status == 0
    taken = walked(monkeypatch, file, "y", "q")
    assert (taken.status, taken.err) == (0, "")
    saved = load_session(file, load_catalog()).session
    assert len(saved.business) == 2
    assert "Recovered" not in walked(monkeypatch, file, "q").out


def test_a_copy_nobody_wants_is_removed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = file.read_bytes()
    walked(monkeypatch, file, "1", lambda: removed(file), "12")
    file.write_bytes(kept)
    assert "Recovered" in walked(monkeypatch, file, "x", "q").out
    assert recoveries() == ()
    assert file.read_bytes() == kept
