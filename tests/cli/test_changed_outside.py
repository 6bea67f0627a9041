"""What a session was scored with stands in it; whatever is changed outside is told, and logged."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from msp_select.store.files import shipped_folder
from tests.cli.runs import run

FAST = ("--samples", "0")
OWN = (
    "Changed since this session was last saved, not by msp-select: this session's own weights, settings or "
    "answers about the business."
)
PROFILE = 'Changed since this session was last saved, not by msp-select: the weight profile "Mine".'
QUESTIONS = 'Changed since this session was last saved, not by msp-select: the questions "Own checks".'

MINE = re.sub(
    r"(?m)^(id|title) +=.*$",
    lambda found: f'{found[1]} = "{"mine" if found[1] == "id" else "Mine"}"',
    (shipped_folder("weights") / "lean.toml").read_text("utf-8"),
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session scored with a profile and a questionnaire of its own, saved once by the program."""
    for kind in ("STATE", "CACHE"):
        monkeypatch.setenv(f"MSP_SELECT_{kind}_DIR", str(tmp_path / "own" / kind))
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "mine.toml").write_text(MINE, "utf-8")
    path = tmp_path / "practice.toml"
    run("new", str(path), "--from", "example:design-studio")
    path.write_text(path.read_text("utf-8").replace('profile = "lean"', 'profile = "mine"'), "utf-8")
    assert run("hide", str(path), "names", "--why", "a round").status == 0
    return path


def data(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def by_profile(file: Path) -> None:
    """One pillar weighs a percent more, another one less."""
    profile = file.parent / "weights" / "mine.toml"
    weights = data(profile)["pillars"]
    moved = {"price": weights["price"] + 1, "security": weights["security"] - 1}
    text = profile.read_text("utf-8")
    for name, weight in moved.items():
        text = re.sub(rf"(?m)^{name} *= *\d+$", f"{name} = {weight}", text, count=1)
    profile.write_text(text, "utf-8")


def another_pillar(file: Path) -> None:
    """Questions of one's own beside the session, under ids of their own."""
    folder = file.parent / "questionnaires"
    folder.mkdir()
    text = (shipped_folder("questionnaires") / "staffing.toml").read_text("utf-8")
    text = re.sub(r"(?m)^id +=.*$", 'id = "own_checks"', text, count=1)
    text = re.sub(r"(?m)^title +=.*$", 'title = "Own checks"', text, count=1)
    (folder / "own.toml").write_text(text.replace('"sta_', '"own_'), "utf-8")


EDITS: list[tuple[str, Callable[[Path], object], str]] = [
    ("weights in the profile", by_profile, PROFILE),
    (
        "a weight in the session",
        lambda f: replaced(f, 'profile = "mine"', 'profile = "mine"\npillars = { price = 60 }'),
        OWN,
    ),
    ("another profile", lambda f: replaced(f, 'profile = "mine"', 'profile = "price_only"'), OWN),
    (
        "a must-have",
        lambda f: replaced(f, "[weights]", "[must_haves.pro_patch_days]\non = true\n\n[weights]"),
        OWN,
    ),
    ("silence", lambda f: replaced(f, "silence = 25", "silence = 60"), OWN),
    ("the seed", lambda f: replaced(f, "seed = 20261120", "seed = 7"), OWN),
    ("the size", lambda f: replaced(f, 'size = "quick"', 'size = "full"'), OWN),
    ("names shown", lambda f: replaced(f, "blind = true", "blind = false"), OWN),
    ("an answer about the business", lambda f: replaced(f, "biz_users = 6", "biz_users = 60"), OWN),
    (
        "an assumption",
        lambda f: replaced(f, "tickets_per_user = 0.6", "tickets_per_user = 2"),
        OWN,
    ),
]


def test_the_first_save_writes_what_it_was_scored_with(file: Path) -> None:
    entries = data(file)["catalog"]
    assert {entry["id"] for entry in entries} >= {
        "staffing",
        "business",
        "assumptions",
        "mine",
        "this session",
    }
    assert "lean" not in {entry["id"] for entry in entries}
    assert all(len(entry["digest"]) == 64 for entry in entries)
    assert run("rank", str(file), *FAST).err == ""
    before = file.read_bytes()
    assert run("check", str(file)).status == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize(("edit", "told"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_what_is_changed_outside_is_told_until_the_next_save_which_logs_it(
    file: Path, edit: Callable[[Path], object], told: str
) -> None:
    edit(file)
    edited = file.read_bytes()
    out = file.with_suffix(".md")
    for command in (
        ("rank", str(file), *FAST),
        ("rank", str(file), "--json", *FAST),
        ("explain", str(file), *FAST),
        ("report", str(file), "-o", str(out), *FAST),
        ("robustness", str(file), "--samples", "100"),
    ):
        done = run(*command)
        assert done.status == 0, done.err
        assert " ".join(done.err.split()).startswith(told), command
    json.loads(run("rank", str(file), "--json", *FAST).out)
    assert told in " ".join(out.read_text("utf-8").replace("\\", "").split())
    assert file.read_bytes() == edited
    assert run("hide", str(file), "prices", "--why", "a round").status == 0
    whats = [entry["what"] for entry in data(file)["log"]]
    assert whats[-2].startswith("changed outside since the last save: ")
    assert whats[-1] == "prices sealed again"
    assert run("rank", str(file), *FAST).err == ""


def test_locked_weights_moved_by_a_file_are_in_the_log_before_results_show(file: Path) -> None:
    run("hide", str(file), "prices", "--why", "a round")
    run("reveal", str(file), "prices", "--why", "all scored")
    by_profile(file)
    done = run("rank", str(file), *FAST)
    assert PROFILE in done.err
    assert data(file)["log"][-1]["what"] == 'changed outside since the last save: the weight profile "Mine"'
    assert run("check", str(file)).status == 0
    assert run("rank", str(file), *FAST).err == ""


def test_new_and_gone_questions_are_told(file: Path) -> None:
    another_pillar(file)
    counted = 'profile = "mine"\npillars = { own_checks = 10 }'
    replaced(file, 'profile = "mine"', counted)
    done = run("rank", str(file), *FAST)
    assert done.status == 0, done.err
    assert 'New since this session was last saved: the questions "Own checks".' in done.err
    run("hide", str(file), "prices", "--why", "a round")
    assert run("rank", str(file), *FAST).err == ""
    replaced(file.parent / "questionnaires" / "own.toml", "weight    = 2", "weight    = 3")
    assert QUESTIONS in run("rank", str(file), *FAST).err
    (file.parent / "questionnaires" / "own.toml").unlink()
    text = file.read_text("utf-8").replace("[weights.pillars]\nown_checks = 10\n", "")
    file.write_text(text.replace("pillars = { own_checks = 10 }\n", ""), "utf-8")
    assert (
        'Gone since this session was last saved: the questions "own_checks".'
        in run("rank", str(file), *FAST).err
    )


def test_an_older_file_without_digests_and_an_example_are_told_nothing(file: Path) -> None:
    text = file.read_text("utf-8")
    head, _, rest = text.partition("\n[[catalog]]")
    file.write_text(head + "\n" + rest[rest.index("[log_chain]") :], "utf-8")
    assert "catalog" not in data(file)
    by_profile(file)
    assert run("rank", str(file), *FAST).err == ""
    assert run("rank", "example:law-firm", *FAST).err == ""


def test_a_comment_or_the_order_of_keys_changes_nothing(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("[settings]\n", "[settings] # how\n").replace("silence = 25", "silence = 25.0"), "utf-8"
    )
    assert run("rank", str(file), *FAST).err == ""


@pytest.mark.parametrize(
    ("hide", "old", "new", "fault"),
    [
        (
            "prices",
            "sealed = true",
            "sealed = false",
            '"prices sealed again", and the settings have them open',
        ),
        ("prices", "sealed = true", "", '"prices sealed again", and the settings have them open'),
        ("names", "blind = true", "blind = false", '"names hidden", and the settings have them open'),
    ],
)
def test_check_does_not_call_a_file_sound_whose_log_and_settings_disagree(
    file: Path, hide: str, old: str, new: str, fault: str
) -> None:
    run("hide", str(file), hide, "--why", "a round")
    assert run("check", str(file)).status == 0
    replaced(file, old, new)
    done = run("check", str(file))
    assert done.status == 1
    assert f"{file}: log: the last entry about {hide} is {fault}" in done.err


def test_check_misses_a_lock_that_was_taken_away(file: Path) -> None:
    run("hide", str(file), "prices", "--why", "a round")
    run("reveal", str(file), "prices", "--why", "all scored")
    assert run("check", str(file)).status == 0
    line = next(line for line in file.read_text("utf-8").splitlines() if line.startswith("weights_locked"))
    replaced(file, f"{line}\n", "")
    done = run("check", str(file))
    assert (done.status, "the settings have them unlocked" in done.err) == (1, True)
