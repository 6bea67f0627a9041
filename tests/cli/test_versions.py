"""`versions`: listed, shown and put back, with nothing lost and nothing shown too early."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runs import run


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session with three versions behind it: with names, hidden, shown again."""
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "state"))
    path = tmp_path / "practice.toml"
    run("new", str(path), "--from", "example:design-studio")
    for command, what in (("hide", "names"), ("reveal", "names"), ("hide", "names")):
        assert run(command, str(path), what, "--why", "a round").status == 0
    return path


def settings(path: Path) -> dict[str, object]:
    import tomllib

    return dict(tomllib.loads(path.read_text("utf-8"))["settings"])


def test_they_are_listed_the_newest_first(file: Path) -> None:
    done = run("versions", str(file))
    lines = done.out.splitlines()
    assert done.status == 0
    assert lines[0].split() == ["version", "what", "the", "file", "held", "until", "now", "differs", "in"]
    assert [line.split()[0] for line in lines[1:4]] == ["3", "2", "1"]
    assert lines[-1] == f"msp-select versions {file} --show N says more; --restore N puts one back."


def test_a_file_without_versions_says_so_and_an_example_has_none(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    run("new", str(path), "--currency", "USD")
    assert run("versions", str(path)).out == (
        f"{path}: no version of it is kept: each save here keeps what was there before.\n"
    )
    refused = run("versions", "example:law-firm")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("example:law-firm: it is part of the program")
    missing = run("versions", str(path), "--restore", "7")
    assert (missing.status, missing.err.splitlines()[0]) == (2, f"{path}: there is no version 7 of it")


def test_one_is_shown_beside_the_file_as_it_is_without_names(file: Path) -> None:
    done = run("versions", str(file), "--show", "1")
    assert done.status == 0
    assert done.out.splitlines()[-1] == "What differs between them: the settings"
    answers = file.read_text("utf-8")
    file.write_text(answers.replace('evidence = "written"', 'evidence = "said"', 1), "utf-8")
    assert run("versions", str(file), "--show", "1").out.splitlines()[-1].endswith(": 1 answer, the settings")
    import tomllib

    for candidate in tomllib.loads(answers)["candidates"]:
        assert candidate["name"] not in done.out


def test_one_put_back_keeps_the_log_and_what_is_hidden_and_is_a_version_itself(file: Path) -> None:
    before = file.read_bytes()
    changed = file.read_text("utf-8").replace("silence = ", "silence = 7 #")
    file.write_text(changed, "utf-8")
    done = run("versions", str(file), "--restore", "1")
    assert done.status == 0, done.err
    assert done.out.startswith(f"{file}: version 1 of ")
    assert settings(file)["blind"] is True  # version 1 showed the names: they stay hidden
    assert settings(file)["silence"] == 25
    text = file.read_text("utf-8")
    assert text.count("[[log]]") == before.decode().count("[[log]]") + 2  # with the change by hand
    assert 'what = "version 1 restored"' in text
    assert run("check", str(file)).out.count("the log is whole") == 1
    assert run("versions", str(file)).out.splitlines()[1].split()[0] == "4"
    run("versions", str(file), "--restore", "4")
    assert settings(file)["silence"] == 7


def test_locked_weights_move_by_a_version_only_with_a_reason(file: Path) -> None:
    run("hide", str(file), "prices", "--why", "a round")
    text = file.read_text("utf-8").replace('profile = "', 'profile = "price_only" #')
    file.write_text(text, "utf-8")
    run("reveal", str(file), "prices", "--why", "all scored")
    number = run("versions", str(file)).out.splitlines()[1].split()[0]
    assert 'profile = "price_only"' in file.read_text("utf-8")
    before = file.read_bytes()
    refused = run("versions", str(file), "--restore", "1")
    assert (refused.status, refused.err.splitlines()[0]) == (
        2,
        "The weights are locked since the prices were opened.",
    )
    assert (file.read_bytes(), int(number)) == (before, 5)
    done = run("versions", str(file), "--restore", "1", "--why", "the wrong profile")
    assert done.status == 0, done.err
    assert 'why = "the wrong profile"' in file.read_text("utf-8")
    assert "weights_locked = " in file.read_text("utf-8")


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"title = ")])
def test_a_file_that_is_gone_or_damaged_comes_back(file: Path, harm: object) -> None:
    assert callable(harm)
    harm(file)
    done = run("versions", str(file), "--restore", "3")
    assert done.status == 0, done.err
    assert run("check", str(file)).status == 0
    assert 'what = "version 3 restored"' in file.read_text("utf-8")


def test_a_provider_replaced_in_a_library_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "state"))
    library, studio = str(tmp_path / "library"), str(tmp_path / "studio.toml")
    run("new", studio, "--from", "example:design-studio")
    import tomllib

    one = tomllib.loads(Path(studio).read_text("utf-8"))["candidates"][0]["id"]
    assert run("library", "add", studio, "--candidate", one, "--library", library).status == 0
    path = tmp_path / "library" / f"{one}.toml"
    before = path.read_bytes()
    path.write_bytes(before.replace(b'vat = "excluded"', b'vat = "included"'))
    assert path.read_bytes() != before
    assert run("library", "add", studio, "--candidate", one, "--library", library, "--replace").status == 0
    assert path.read_bytes() == before
    assert run("versions", str(path), "--show", "1").out.splitlines()[1].startswith("A provider, ")
    assert run("versions", str(path), "--restore", "1").status == 0
    assert b'vat = "included"' in path.read_bytes()
