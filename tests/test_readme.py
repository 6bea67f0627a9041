"""Every command the README shows, run in its order in an empty folder."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from msp_select.cli.program import COMMANDS
from tests.cli.runs import run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
GOES_ON = {("msp-select", "serve", "practice.toml", "--bidder", "vexley-pyke")}  # as tests/browser tries it
NEEDS_A_SCREEN = {("msp-select",), ("msp-select", "open", "practice.toml")}


def shown() -> list[list[str]]:
    """The commands of the README's walk, as typed."""
    lines = [line.split(" #")[0].strip() for block in BLOCKS[2:] for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith("msp-select")]


def test_the_first_screen_has_exactly_two_commands_that_set_themselves_up() -> None:
    first, second = BLOCKS[:2]
    for command in (first, second):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert command.count("\n") == 1
    assert first.rstrip().endswith("msp-select rank example:dental-practice")
    assert second.rstrip().endswith("-m pytest")
    assert len(README[: README.index(second)].splitlines()) < 40


def test_the_lines_that_install_it_name_an_extra_there_is() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = re.findall(r"^.*\b(uv(?:\.exe)?|pipx)\b.* install '\.\[(\w+)\]'", README, re.MULTILINE)
    assert len(named) == 4
    assert {extra for _, extra in named} <= set(extras)


def test_every_command_shown_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "tests" / "reading" / "open" / "larkspan.pdf", tmp_path)  # what a bidder sent
    commands = shown()
    assert len(commands) > 12
    for command in commands:
        if tuple(command) in GOES_ON:
            continue
        done = run(*command[1:])
        if tuple(command) in NEEDS_A_SCREEN:
            assert done.err.startswith("The interface needs a terminal, and this is none."), command
        else:
            assert done.status == 0, (command, done.err)


def test_every_command_there_is_stands_in_the_readme() -> None:
    named = {command[1] for command in shown() if len(command) > 1}
    assert set(COMMANDS) <= named


def test_every_key_of_the_library_and_the_match_stands_in_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("library", "add", "example:dental-practice", "--candidate", "ninefold", "--library", "providers")
    listed = json.loads(run("library", "list", "--library", "providers", "--json").out)
    matched = json.loads(run("match", "example:dental-practice", "--library", "providers", "--json").out)
    keys = {*listed, *listed["providers"][0], *matched, *matched["matches"][0]} - {"as_of"}
    programs = README[README.index("## For programs") :]
    assert [key for key in sorted(keys) if f"`{key}`" not in programs] == []


def test_the_pictures_are_there() -> None:
    for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (Path(__file__).parents[1] / target).is_file(), target
