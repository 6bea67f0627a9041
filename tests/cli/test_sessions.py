"""`new`, `check`, `catalog`, `paths`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests import counts
from tests.cli.runs import run
from tests.strategies import shipped_catalog


def test_a_new_session_is_started_checked_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "our-practice.toml"
    done = run("new", str(file), "--currency", "USD")
    assert done.status == 0
    assert done.out.splitlines()[0] == f"{file} is started. Comments you write into it do not survive a save."
    assert (
        run("check", str(file)).out == f"{file}: a sound session, our practice: 0 candidates, "
        f"{counts.questions('quick')} questions each (quick)\n"
    )
    again = run("new", str(file), "--currency", "USD")
    assert again.status == 2
    assert again.err == f"{file}: not saved: there is already a file of that name\nChoose another name.\n"


def test_a_currency_is_taken_in_small_letters_and_a_wrong_one_refused(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    wrong = run("new", str(file), "--currency", "euros")
    assert (wrong.status, file.exists()) == (2, False)
    assert wrong.err.startswith("--currency: ")
    assert "EUROS" in wrong.err
    assert run("new", str(file), "--currency", "eur").status == 0
    assert 'currency = "EUR"' in file.read_text("utf-8")


def test_the_currency_is_never_assumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal it is asked; where nobody can be asked the option is wanted."""
    file = tmp_path / "ours.toml"
    monkeypatch.setattr("sys.stdin", io.StringIO("chf\n"))
    refused = run("new", str(file))
    assert (refused.status, file.exists()) == (2, False)
    assert refused.err.startswith("--currency: in which currency are the bids?")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    done = run("new", str(file))
    assert done.status == 0
    assert "In which currency are the bids: " in done.out
    assert 'currency = "CHF"' in file.read_text("utf-8")


def test_a_title_too_long_for_a_file_is_refused_by_its_option(tmp_path: Path) -> None:
    done = run("new", str(tmp_path / "ours.toml"), "--title", "x" * 3000, "--currency", "USD")
    assert (done.status, done.err.splitlines()[1:]) == (2, ["Give another one."])
    assert done.err.startswith("--title: a name of 3000 characters is too long")


def test_a_folder_that_has_gone_is_named_as_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    done = run("new", "ours.toml", "--currency", "USD")
    monkeypatch.chdir(tmp_path)
    assert done.status == 2
    assert done.err == "The folder you are in is no longer there.\nGo into another folder, then try again.\n"


def test_an_example_copied_ranks_like_the_example(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    run("new", str(file), "--from", "example:design-studio")
    copied, shipped = (
        run("rank", name, "--json", "--samples", "0").out for name in (str(file), "example:design-studio")
    )
    assert copied == shipped


def test_check_names_every_fault_of_every_file_and_exits_with_1(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    run("new", str(good), "--currency", "USD")
    bad.write_text(good.read_text("utf-8").replace('size = "quick"', 'size = "tiny"\nsizze = 3'), "utf-8")
    done = run("check", str(good), str(bad), str(tmp_path / "missing.toml"))
    assert done.status == 1
    assert done.out.startswith(f"{good}: a sound session")
    assert f"{bad}:" in done.err
    assert 'did you mean "size"' in done.err
    assert "missing.toml" in done.err


def test_check_reads_questionnaires_and_profiles_too() -> None:
    root = Path(__file__).parents[2]
    done = run("check", str(root / "questionnaires/staffing.toml"), str(root / "weights/lean.toml"))
    assert done.status == 0
    staffing = next(one for one in shipped_catalog().questionnaires if one.id == "staffing")
    assert f"a sound questionnaire, Staffing: {len(staffing.questions)} questions" in done.out


def test_the_catalog_lists_pillars_profiles_and_examples() -> None:
    out = run("catalog", "--questions").out
    for name in ("proactivity", "four_pillars", "example:law-firm", "sec_backup_isolated"):
        assert name in out


def test_paths_are_those_of_the_environment() -> None:
    out = run("paths").out
    assert "msp-select-tests-" in out
