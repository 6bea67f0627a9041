"""`new`, `check`, `catalog`, `paths`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.runs import run


def test_a_new_session_is_started_checked_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "our-practice.toml"
    done = run("new", str(file))
    assert done.status == 0
    assert done.out.splitlines()[0] == f"{file} is started. Comments you write into it do not survive a save."
    assert (
        run("check", str(file)).out
        == f"{file}: a sound session, our practice: 0 candidates, 29 questions each (quick)\n"
    )
    again = run("new", str(file))
    assert again.status == 2
    assert again.err == f"{file}: not saved: there is already a file of that name\nChoose another name.\n"


def test_an_example_copied_ranks_like_the_example(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    run("new", str(file), "--from", "example:design-studio")
    copied, shipped = (
        run("rank", name, "--json", "--samples", "0").out for name in (str(file), "example:design-studio")
    )
    assert copied == shipped


def test_check_names_every_fault_of_every_file_and_exits_with_1(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    run("new", str(good))
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
    assert "a sound questionnaire, Staffing: 15 questions" in done.out


def test_the_catalog_lists_pillars_profiles_and_examples() -> None:
    out = run("catalog", "--questions").out
    for name in ("proactivity", "four_pillars", "example:law-firm", "sec_backup_isolated"):
        assert name in out


def test_paths_are_those_of_the_environment() -> None:
    out = run("paths").out
    assert "msp-select-tests-" in out
