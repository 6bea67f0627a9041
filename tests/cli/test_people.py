"""Several people and no favourites, as typed: forms out and back, prices, names and marks opened."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.runs import Run, run

DENTAL = "example:dental-practice"
NAMES = ("Grentwick", "Quillmoor", "Tarnhollow", "Vexley", "Pyke", "Ostrabrook", "Ninefold", "Harrow")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a copy of an example, `d.toml`."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "d.toml", "--from", DENTAL).status == 0
    return tmp_path


def form_of(name: str, *values: str) -> Run:
    """A form written for that person, filled in from the top and taken back."""
    file = Path(f"{name}.toml")
    if not file.exists():
        assert run("marks", "d.toml", "--evaluator", name, "-o", str(file)).status == 0
    text = file.read_text("utf-8")
    for value in values:
        text = text.replace('value = ""', f'value = "{value}"', 1)
    file.write_text(text, "utf-8")
    return run("marks", "d.toml", "--from", str(file))


def test_two_people_mark_and_their_marks_stay_hidden_until_revealed(folder: Path) -> None:
    assert folder.is_dir()
    done = form_of("Jo", "price_list", "told_not_asked")
    assert done.out == "d.toml: marks of Jo taken in: 2 new, 0 the same, 0 replaced.\n"
    assert form_of("Al", "offer_quotes_goals").status == 0
    before = run("marks", "d.toml").out
    assert "Jo  2 of 28 marks" in before
    assert "Al  1 of 28 marks" in before
    assert "Jo 0" not in run("explain", "d.toml", "--samples", "0").out
    assert run("reveal", "d.toml", "marks", "--why", "both are done").status == 0
    after = run("marks", "d.toml").out
    assert "Al 100 and Jo 0, 100 points apart; agreed: 0" in " ".join(after.split())
    assert "No single view changes the winner" in after
    assert "No single view changes the winner" in run("rank", "d.toml", "--samples", "0").out


def test_a_conflict_is_shown_with_both_sides_and_the_file_stays_as_it_is(folder: Path) -> None:
    form_of("Jo", "price_list")
    form = folder / "Jo.toml"
    form.write_text(form.read_text("utf-8").replace('value = "price_list"', 'value = "asked_some"'), "utf-8")
    before = (folder / "d.toml").read_bytes()
    done = run("marks", "d.toml", "--from", "Jo.toml")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        'Jo.toml: Grentwick Callout, ali_asked_goals: the session has "price_list", the form "asked_some"\n'
        "Nothing was taken. If the form is right, add --newer; if not, mend it.\n"
    )
    assert (folder / "d.toml").read_bytes() == before
    assert run("marks", "d.toml", "--from", "Jo.toml", "--newer").out == (
        "d.toml: marks of Jo taken in: 0 new, 0 the same, 1 replaced.\n"
        'replaced: Grentwick Callout, ali_asked_goals: the session has "price_list", the form "asked_some"\n'
    )


def test_a_form_is_never_written_over_a_file(folder: Path) -> None:
    (folder / "Jo.toml").write_text("mine", "utf-8")
    done = run("marks", "d.toml", "--evaluator", "Jo", "-o", "Jo.toml")
    assert done.status == 2
    assert done.err.startswith("Jo.toml: not written: there is already a file of that name")
    assert (folder / "Jo.toml").read_text("utf-8") == "mine"


def test_a_faulty_form_is_refused_line_by_line_and_check_knows_a_good_one(folder: Path) -> None:
    assert run("marks", "d.toml", "--evaluator", "Jo", "-o", "Jo.toml").status == 0
    assert run("check", "Jo.toml").out == "Jo.toml: a sound form for marks of Jo, with 0 marks\n"
    form = folder / "Jo.toml"
    form.write_text(form.read_text("utf-8").replace('value = ""', 'value = "well"', 1), "utf-8")
    done = run("marks", "d.toml", "--from", "Jo.toml")
    assert done.status == 2
    assert done.err.startswith('Jo.toml:24: marks.grentwick.ali_asked_goals: "well" is not one of its levels')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--evaluator", "Jo"), "A form needs a person and a file.\n"
         "Give --evaluator NAME and -o OUT.html.\n"),
        (("--newer",), "--newer says that a form is right.\nGive it together with --from IN.\n"),
        (("--from", "a.toml", "--evaluator", "Jo"),
         "--from and --evaluator are two different steps.\nGive one of them.\n"),
    ],
)  # fmt: skip
def test_halves_of_a_command_are_refused(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    assert folder.is_dir()
    done = run("marks", "d.toml", *arguments)
    assert (done.status, done.err) == (2, said)


def test_a_name_or_a_reason_that_no_session_takes_is_refused_by_its_option(folder: Path) -> None:
    named = run("marks", "d.toml", "--evaluator", " ", "-o", "form.toml")
    assert (named.status, (folder / "form.toml").exists()) == (2, False)
    assert named.err.startswith("--evaluator: a name must have at least one visible character")
    reasoned = run("hide", "d.toml", "names", "--why", "x" * 5000)
    assert (reasoned.status, reasoned.err.partition(":")[0]) == (2, "--why")


def test_prices_are_opened_with_a_reason_which_locks_the_weights(folder: Path) -> None:
    assert run("hide", "d.toml", "prices", "--why", "a fresh look").status == 0
    sealed = run("rank", "d.toml", "--samples", "100").out
    assert "Prices are sealed: order and figures are of quality alone" in " ".join(sealed.split())
    assert "first in" not in sealed
    refused = run("rank", "d.toml", "--reveal", "prices")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == 'This needs a reason; the log keeps it.\nAdd --why "..."\n'
    done = run("rank", "d.toml", "--reveal", "prices", "--why", "quality is judged", "--samples", "0")
    assert done.out.startswith("d.toml: prices opened. The log keeps when and why.")
    assert "6,140" in done.out
    text = (folder / "d.toml").read_text("utf-8")
    assert "weights_locked = " in text
    assert 'what = "prices opened"\nwhy = "quality is judged"\nbefore = ' in text


@pytest.mark.parametrize("command", ["explain", "robustness", "rank"])
def test_a_sealed_session_shows_no_price_in_any_text(folder: Path, command: str) -> None:
    assert folder.is_dir()
    run("hide", "d.toml", "prices", "--why", "a fresh look")
    text = run(command, "d.toml", "--samples", "100").out
    assert "sealed" in text.lower()
    assert not {"6,140", "9,200", "261,957"} & set(text.split())
    assert not re.search(r"USD \d", text)


@pytest.mark.parametrize(
    "command",
    [("rank",), ("rank", "--json"), ("explain",), ("explain", "--json"), ("robustness",),
     ("robustness", "--json"), ("explain", "--sheet", "negotiation")],
)  # fmt: skip
def test_hidden_names_stand_in_no_output_and_change_no_figure(folder: Path, command: tuple[str, ...]) -> None:
    assert folder.is_dir()
    assert run("hide", "d.toml", "names", "--why", "the room knows two of them").status == 0
    done = run(*command[:1], "d.toml", *command[1:], "--samples", "100")
    assert done.status == 0
    assert "Provider F" in done.out
    for name in NAMES:
        assert name.lower() not in done.out.lower(), name


def test_the_ranking_without_names_has_the_same_figures(folder: Path) -> None:
    assert folder.is_dir()
    before = json.loads(run("rank", "d.toml", "--json", "--samples", "100").out)
    run("hide", "d.toml", "names", "--why", "the room knows two of them")
    after = json.loads(run("rank", "d.toml", "--json", "--samples", "100").out)
    for one, other in zip(before["ranking"], after["ranking"], strict=True):
        assert {**one, "id": "", "name": ""} == {**other, "id": "", "name": ""}
    assert run("explain", "d.toml", "--against", "provider-b", "--samples", "0").status == 0
    unknown = run("explain", "d.toml", "--against", "vexley-pyke", "--samples", "0")
    assert unknown.status == 2
    assert "vexley" not in unknown.err.replace('"vexley-pyke"', "")


def test_an_example_is_not_changed_by_opening_it(folder: Path) -> None:
    assert folder.is_dir()
    done = run("hide", DENTAL, "names", "--why", "x")
    assert done.status == 2
    assert done.err.endswith(f"Work on a copy: msp-select new FILE --from {DENTAL}\n")


def test_check_says_whether_the_log_is_whole_and_names_what_is_not(folder: Path) -> None:
    run("hide", "d.toml", "names", "--why", "one")
    run("reveal", "d.toml", "names", "--why", "two")
    assert "; the log is whole, 7 entries; the first 5 entries came by hand\n" in run("check", "d.toml").out
    file = folder / "d.toml"
    file.write_text(file.read_text("utf-8").replace('why = "one"', 'why = "never mind"'), "utf-8")
    done = run("check", "d.toml")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        'd.toml: log: entry 6 ("names hidden") was altered\n'
        "The session can still be used; look for an earlier copy of the file, or ask who changed it.\n"
    )
