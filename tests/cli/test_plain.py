"""The plain walk: the same questions as ordinary prompts, from an empty file to a ranking."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from msp_select.cli.plain.candidates import CHOICES
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import OWN_PERSON, SECTIONS, Field
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from tests import counts
from tests.bid_terms import TERMS, terms_with
from tests.cli.runs import run


def walked(file: Path, *typed: str) -> str:
    """The walk with these lines typed, one after the other; what was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "msp_select", "open", str(file), "--plain"],
        input="\n".join(typed) + "\n",
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "80"},
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def started(tmp_path: Path) -> Path:
    file = tmp_path / "ours.toml"
    run("new", str(file))
    return file


def test_from_an_empty_file_to_a_ranking_of_two(tmp_path: Path) -> None:
    file = started(tmp_path)
    add = ["3", "a", "Acme [IT] [/] Ltd", "1", "a", "Zeta & Söhne", "1", "m"]
    # The first question of the quick set, for each: a level, its evidence, a note.
    answers = ["4", "1", "2", "4", "clause 3", "m", "4", "2", "5", "", "", "m"]
    out = walked(file, *add, *answers, "5", "q")
    session = load_session(file, load_catalog()).session
    assert [candidate.name for candidate in session.candidates] == ["Acme [IT] [/] Ltd", "Zeta & Söhne"]
    (first,) = session.candidates[0].answers.values()
    (second,) = session.candidates[1].answers.values()
    assert (first.evidence, first.note) == ("seen", "clause 3")
    assert (second.evidence, second.note) == ("said", "")
    assert f"Question 1 of {counts.questions('quick')} - Proactivity - Acme [IT] [/] Ltd" in out
    assert "Prices are sealed" in out
    assert "#  candidate" in out
    assert not set("█▓░┌─│") & set(out)


def test_an_answer_about_the_business_says_what_it_moved(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "1", "12", "m", "u", "q")
    assert "This moved price 25 -> 28 because " in out
    assert "Taken back: How many people" in out
    assert not load_session(file, load_catalog()).session.business


def test_states_that_are_no_answer_and_the_document_to_ask_for(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(
        file,
        "3",
        "a",
        "Acme",
        "1",
        "m",
        "4",
        "?",
        "d",
        "",
        "r",
        "",
        "x",
        "",
        "x",
        "no computers",
        "",
        "m",
        "q",
    )
    assert "Ask for: " in out
    assert "Watch for: " in out
    assert "It needs a reason." in out
    states = [a.state for a in load_session(file, load_catalog()).session.candidates[0].answers.values()]
    assert states == ["unknown", "refused", "not_applicable"]


def test_prices_are_typed_field_by_field_and_opening_them_early_is_logged(tmp_path: Path) -> None:
    file = started(tmp_path)
    asked = sum(len(one.fields) for one in SECTIONS if not one.bases or "per_user" in one.bases)
    out = walked(
        file, "3", "a", "Acme", "1", "p", "1", "", "148,5", *[""] * (asked - 4), "2", "3",
        "m", "7", "the board wants it", "q",
    )  # fmt: skip
    session = load_session(file, load_catalog()).session
    bid = session.candidates[0].bid
    assert bid is not None
    assert (bid.basis, bid.per_user) == ("per_user", Decimal("148.5"))
    assert (bid.rise_capped, bid.evidence) == (True, "written")
    assert not session.settings.sealed
    assert session.log[-1].why == "the board wants it"
    assert "The prices are open; the log says so." in out


def test_the_fee_is_repeated_as_the_sum_it_is_and_bands_are_one_line(tmp_path: Path) -> None:
    file = started(tmp_path)
    file.write_text(file.read_text("utf-8").replace("sealed = true", "sealed = false"), "utf-8")
    fields = [
        field.name for one in SECTIONS if not one.bases or "per_user" in one.bases for field in one.fields
    ]
    given = {"monthly": "500", "bands": "up to 25: 110; above: 98", "per_site": "80", "groups": "six of them"}
    typed = [given.get(name, "") for name in fields]
    out = walked(file, "3", "a", "Acme", "1", "p", "1", *typed, "", "", "m", "q")
    bid = load_session(file, load_catalog()).session.candidates[0].bid
    assert bid is not None
    assert [(band.up_to, int(band.per_user)) for band in bid.bands] == [(25, 110), (None, 98)]
    assert '"six of them" is not understood; expected a line such as "part-time: 6 at 60' in out
    assert "Fee: 500 + users x the price for their number + 1 site x 80 a month" in out


def test_a_wrong_key_is_answered_and_the_end_of_the_input_ends_the_walk(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "nonsense", "3", "a", "Acme")
    assert '"nonsense" is none of these: 1, 2, 3, 4, 5, 6, 7, u, q.' in out
    assert load_session(file, load_catalog()).session.candidates == ()


@pytest.mark.parametrize("left_out", [("per_user", "outside_hours_share"), ("bands", "outside_bill_share")])
def test_every_term_of_a_bid_can_be_typed(tmp_path: Path, left_out: tuple[str, str]) -> None:
    """The two walks differ in which of two terms that exclude each other is typed."""
    file = started(tmp_path)
    file.write_text(file.read_text("utf-8").replace("sealed = true", "sealed = false"), "utf-8")
    wanted = Bid.model_validate(
        {"basis": "shared"} | {key: terms_with(key)[key] for key in TERMS if key not in (*left_out, "basis")}
    )
    shared = [field for one in SECTIONS if not one.bases or "shared" in one.bases for field in one.fields]
    typed = [
        "" if field.name in left_out else as_typed(field, getattr(wanted, field.name)) for field in shared
    ]
    own = [str(getattr(wanted.own_person, field.name) or "") for field in OWN_PERSON]
    walked(file, "3", "a", "Acme", "1", "p", "7", *typed, *own, "m", "q")
    bid = load_session(file, load_catalog()).session.candidates[0].bid
    assert bid is not None
    assert bid.model_dump(exclude_defaults=True) == wanted.model_dump(exclude_defaults=True)


def as_typed(field: Field, value: Any) -> str:
    """What a person types for that value: a line, the number of a choice, a number."""
    if field.entry == "lines":
        return LISTED_FIELDS[field.name].write(value)
    choices = CHOICES.get(field.entry)
    return str(value) if choices is None else str(list(choices).index(value) + 2)
