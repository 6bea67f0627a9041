"""`sheet` and `receive` as a person meets them: a file out, an account back, nothing half."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msp_select.cli import receive
from tests.cli.runs import Run, run
from tests.exchange.returned import NUMBER, fill

EXAMPLE = "example:design-studio"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    assert run("new", str(tmp_path / "studio.toml"), "--from", EXAMPLE).status == 0
    return tmp_path


def sent(place: Path, *more: str, name: str = "form.xlsx") -> Run:
    return run("sheet", str(place / "studio.toml"), "-o", str(place / name), *more)


def received(place: Path, *more: str, name: str = "form.xlsx") -> Run:
    return run("receive", str(place / "studio.toml"), str(place / name), *more)


def first(place: Path) -> str:
    import tomllib

    data = tomllib.loads((place / "studio.toml").read_text("utf-8"))
    return str(next(c["id"] for c in data["candidates"] if c.get("kind", "provider") == "provider"))


def test_the_form_goes_out_with_the_command_that_takes_it_back(place: Path) -> None:
    done = sent(place, "--candidate", first(place), "--size", "quick")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].startswith(f"{place / 'form.xlsx'}: ")
    assert lines[0].endswith("Your own notes, budget and price range are not in it.")
    assert lines[1] == (
        f"When it comes back: msp-select receive {place / 'studio.toml'} {place / 'form.xlsx'}"
    )


def test_a_form_that_may_hold_answers_is_not_overwritten(place: Path) -> None:
    sent(place)
    again = sent(place)
    assert (again.status, again.err) == (
        2,
        f"{place / 'form.xlsx'}: not written: there is already a file of that name, perhaps with a bidder's "
        "answers\nChoose another name, or add --replace.\n",
    )
    assert sent(place, "--replace").status == 0


def test_another_ending_and_another_candidate_are_answered_with_the_right_ones(place: Path) -> None:
    assert sent(place, name="form.pdf").err == (
        f"{place / 'form.pdf'}: a form ends in .html, .xlsx or .csv\n"
        "Use -o OUT.html, -o OUT.xlsx or -o OUT.csv.\n"
    )
    assert sent(place, "--candidate", "nobody").err.startswith('There is no candidate "nobody".\nUse one of')
    assert not (place / "form.xlsx").exists()


def test_good_answers_are_taken_saved_and_logged(place: Path) -> None:
    sent(place, "--candidate", first(place), "--size", "full")
    form = place / "form.xlsx"
    form.write_bytes(fill(form.read_bytes(), "pro_vuln_scan", answer=None, instead="We cannot say yet"))
    done = received(place, "--as", "J. Smith")
    assert (done.status, done.err) == (0, "")
    assert "they were asked and couldn't say" in done.out
    last = done.out.splitlines()[-1]
    assert re.search(
        r"2 rows taken and saved; \d+ rows left blank count as not answered. The log names", last
    )
    text = (place / "studio.toml").read_text("utf-8")
    assert 'answers received from \\"form.xlsx\\" (sha256 ' in text or 'received from "form.xlsx"' in text
    assert received(place).out.splitlines()[-1] == "There is nothing new in it."


def test_with_one_fault_nothing_is_taken_unless_the_good_rows_are_asked_for(place: Path) -> None:
    candidate = first(place)
    sent(place, "--candidate", candidate, "--size", "full")
    form, session = place / "form.xlsx", place / "studio.toml"
    data = fill(form.read_bytes(), NUMBER, answer="5,0", instead=None)
    form.write_bytes(fill(data, "sta_vetting", answer=None, instead="We cannot say yet"))
    before = session.read_bytes()
    done = received(place)
    assert done.status == 1
    assert '"5,0" can be read as 5 or as 50; expected a number' in " ".join(done.out.split())
    assert done.err.startswith("form.xlsx: nothing was taken: 1 row was refused\nAsk the bidder to mend what")
    assert "or add --accept-good to take the" in done.err
    assert session.read_bytes() == before
    good = received(place, "--accept-good")
    assert good.status == 0
    assert "; 1 row refused; " in good.out.splitlines()[-1]
    assert session.read_bytes() != before


def test_on_a_terminal_a_person_chooses_between_the_two_readings(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(place, "--candidate", first(place), "--size", "full")
    form = place / "form.xlsx"
    form.write_bytes(fill(form.read_bytes(), NUMBER, answer="5,0", instead=None))
    monkeypatch.setattr(receive, "on_terminal", lambda: True)
    asked: list[str] = []

    def choose(question: str, **_: object) -> str:
        asked.append(question)
        return "5"

    monkeypatch.setattr("click.prompt", choose)
    done = received(place, "--dry-run")
    assert asked == ["Which is meant"]
    assert (done.status, done.err) == (0, "")
    assert ": 5 days" in done.out
    assert done.out.splitlines()[-1] == "Nothing was changed."


def test_another_bidders_form_is_refused_and_the_file_stays_as_it_was(place: Path) -> None:
    sent(place, "--candidate", first(place))
    before = (place / "studio.toml").read_bytes()
    ids = run("check", str(place / "studio.toml"))
    assert ids.status == 0
    import tomllib

    data = tomllib.loads(before.decode())
    other = next(c["id"] for c in data["candidates"] if c["id"] != first(place))
    done = received(place, "--candidate", other)
    assert done.status == 1
    assert done.err == (
        "form.xlsx: nothing was taken: the form was made for the candidate "
        f'"{first(place)}", not for "{other}"\n'
        "Check that it is the right file for this session and candidate.\n"
    )
    assert (place / "studio.toml").read_bytes() == before


def test_an_example_can_be_tried_but_not_changed(place: Path) -> None:
    sent(place, "--candidate", first(place))
    refused = run("receive", EXAMPLE, str(place / "form.xlsx"))
    assert refused.status == 2
    assert refused.err.startswith(f"{EXAMPLE}: it is part of the program and stays as it is\n")
    assert run("receive", EXAMPLE, str(place / "form.xlsx"), "--dry-run").status == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.xlsx", "there is no such file or folder"), (".", "is a folder, not a file")],
)
def test_a_file_that_cannot_be_read_is_one_sentence(place: Path, name: str, said: str) -> None:
    done = received(place, name=name)
    assert done.status == 2
    assert said in done.err.splitlines()[0]


def test_hidden_names_stay_hidden_in_the_account(place: Path) -> None:
    candidate = first(place)
    session = place / "studio.toml"
    text = session.read_text("utf-8")
    text = text.replace("blind = false\n", "").replace("[settings]\n", "[settings]\nblind = true\n")
    session.write_text(text, "utf-8")
    assert sent(place, "--candidate", candidate).err.startswith("There is no candidate")
    done = sent(place, "--candidate", "provider-a")
    assert "for Provider A." in done.out
    assert received(place, "--dry-run").out.startswith("Provider A, from form.xlsx")
