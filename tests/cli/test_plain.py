"""The plain walk: the same questions as ordinary prompts, from an empty file to a ranking."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from msp_select.cli.plain.candidates import CHOICES
from msp_select.decision.advice.bidders_part import sent_questions
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import FIELDS, OWN_PERSON, Field
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.edits import edit_candidate
from msp_select.store.catalog import load_catalog
from msp_select.store.invitations import Served, invitations, note_served, use
from msp_select.store.session import load_session, new_session_file
from tests import counts
from tests.bid_terms import TERMS, terms_with
from tests.cli.runs import run
from tests.exchange.returned import fill
from tests.ui.test_owners_evening import filled_in


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


def started(tmp_path: Path, *, answers_by: str = "hand") -> Path:
    """A new session, in which the answers come in that way; "" where that is still to be asked."""
    file = tmp_path / "ours.toml"
    run("new", str(file), "--currency", "USD")
    if answers_by:
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("\n[settings]", f'answers_by = "{answers_by}"\n\n[settings]', 1), "utf-8"
        )
    return file


def test_from_an_empty_file_to_a_ranking_of_two(tmp_path: Path) -> None:
    file = started(tmp_path)
    add = ["3", "a", "Acme [IT] [/] Ltd", "1", "a", "Zeta & Söhne", "1", "m"]
    # The first question of the quick set, for each: a level, its evidence, a note.
    answers = ["4", "1", "2", "4", "clause 3", "m", "4", "2", "5", "", "", "m"]
    out = walked(file, *add, *answers, "5", "", "q")
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


def test_the_hour_of_standstill_is_worked_out_together(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "1", "20", *[""] * 6, "w", "40", "50", "1000", "20", "50", "m", "u", "q")
    assert "Working it out, 5 of 5" in out
    assert "an hour in which nothing works costs about USD 500." in out
    assert f"Question 9 of {counts.about_the_business()}" in out


def test_an_answer_about_the_business_says_what_it_moved(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "1", "12", "m", "u", "q")
    assert "This moves: price from 25 % to 28 % because " in out
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
    given = {"per_user": "148,5", "yearly_rise": "3", "rise_capped": "2", "evidence": "3"}
    typed = typed_at("per_user", given)
    out = walked(file, "3", "a", "Acme", "1", "p", "1", *typed, "", "m", "7", "the board wants it", "q")
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
    given = {"monthly": "500", "bands": "up to 25: 110; above: 98", "per_site": "80", "groups": "six of them"}
    out = walked(file, "3", "a", "Acme", "1", "p", "1", *typed_at("per_user", given), "", "m", "q")
    bid = load_session(file, load_catalog()).session.candidates[0].bid
    assert bid is not None
    assert [(band.up_to, int(band.per_user)) for band in bid.bands] == [(25, 110), (None, 98)]
    assert '"six of them" is not understood; expected a line such as "part-time: 6 at 60' in out
    assert "Fee: 500 + users x the price for their number + 1 site x 80 a month" in out


def test_a_wrong_key_is_answered_and_the_end_of_the_input_ends_the_walk(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "nonsense", "3", "a", "Acme")
    assert '"nonsense" is none of these: 1, 2, 3, 4, b, 5, 6, 7, 8, 9, a, u, q.' in out
    assert load_session(file, load_catalog()).session.candidates == ()


@pytest.mark.parametrize("left_out", [("per_user", "outside_hours_share"), ("bands", "outside_bill_share")])
def test_every_term_of_a_bid_can_be_typed(tmp_path: Path, left_out: tuple[str, str]) -> None:
    """The two walks differ in which of two terms that exclude each other is typed."""
    file = started(tmp_path)
    file.write_text(file.read_text("utf-8").replace("sealed = true", "sealed = false"), "utf-8")
    wanted = Bid.model_validate(
        {"basis": "shared"} | {key: terms_with(key)[key] for key in TERMS if key not in (*left_out, "basis")}
    )
    given = {
        name: as_typed(field, getattr(wanted, name)) for name, field in FIELDS.items() if name not in left_out
    }
    typed = typed_at("shared", given)
    more = [
        given.get(name, "")
        for name, field in FIELDS.items()
        if field.seldom or (field.bases and "shared" not in field.bases)
    ]
    own = [str(getattr(wanted.own_person, field.name) or "") for field in OWN_PERSON]
    walked(file, "3", "a", "Acme", "1", "p", "7", *typed, *own, "y", *more, "m", "q")
    bid = load_session(file, load_catalog()).session.candidates[0].bid
    assert bid is not None
    assert bid.model_dump(exclude_defaults=True) == wanted.model_dump(exclude_defaults=True)


def typed_at(basis: str, given: dict[str, str]) -> list[str]:
    """What is typed at each prompt for a field of that basis; what follows from an open one is not asked."""
    return [
        given.get(name, "")
        for name, field in FIELDS.items()
        if (not field.bases or basis in field.bases)
        and (not field.follows or given.get(field.follows))
        and not field.seldom
    ]


def as_typed(field: Field, value: Any) -> str:
    """What a person types for that value: a line, the number of a choice, a number."""
    if field.name in LISTED_FIELDS:
        return LISTED_FIELDS[field.name].write(value)
    choices = CHOICES.get(field.entry)
    return str(value) if choices is None else str(list(choices).index(value) + 2)


def test_the_costs_are_told_and_a_figure_of_ours_is_replaced_for_one_or_for_all(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    session = load_session("example:dental-practice", load_catalog()).session
    bid = Bid(basis="per_user", per_user=Decimal(100))
    new_session_file(file, edit_candidate(session, "grentwick", bid=bid, answers={}))
    listed = " ".join(walked(file, "8", "1", "", "q").split())
    assert "Costs: Grentwick Callout" in listed
    assert "USD over three years, without tax" in listed
    licences, requests = (
        re.findall(rf"(\d+) {title}", listed)[-1]
        for title in ("Licences and security tools", "Requests for help")
    )
    out = walked(file, "8", "1", licences, "1", "soon", licences, "1", "30", "", "q")
    text = " ".join(out.split())
    assert "That is not a number. Left as it was." in text
    assert "for Grentwick Callout alone (Enter alone: our figure)" in text
    assert re.search(r"Grentwick Callout in all: about USD [\d,]+ \(before: USD [\d,]+\)\. The order", text)
    priced = load_session(file, load_catalog()).session.candidate("grentwick").bid
    assert priced is not None
    assert priced.licences_per_user == 30
    out = walked(file, "8", "1", requests, "2", "", "u", "q")
    assert "requests per user and month, for everybody (Enter alone: our figure)" in " ".join(out.split())
    assert "Taken back: Requests for help, for everybody." in out
    assert load_session(file, load_catalog()).session.assumptions == {}


def test_what_is_to_be_asked_is_marked_counted_out_and_can_be_answered_later(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "3", "a", "Acme", "1", "m", "4", "k", "in the call", "m", "4", "14", "1", "", "m", "q")
    one = load_session(file, load_catalog()).session.candidates[0]
    assert one.to_ask == {"pro_backup_test": "in the call"}
    assert list(one.answers) == ["pro_patch_days"]  # the walk went on behind what is marked
    said = " ".join(out.split())
    assert "k I don't know yet: ask them" in said
    assert "Stays open and goes on the list for Acme." in said
    again = walked(file, "4", "b", "b", "3", "1", "", "m", "q")
    assert "Now: to be asked (in the call)" in again
    one = load_session(file, load_catalog()).session.candidates[0]
    assert one.to_ask == {}


def test_a_must_have_an_answer_switched_on_is_asked_and_says_why(tmp_path: Path) -> None:
    file = started(tmp_path)
    asked = [q for q in load_catalog().business.asked({}) if q.round == 1]
    at, hours = next((at, question) for at, question in enumerate(asked) if question.id == "biz_hours")
    long_days = str([option.id for option in hours.options].index("long_days") + 1)
    count = counts.questions("quick", biz_hours="long_days")
    to_the_end = [*[""] * at, long_days, "m", "3", "a", "Acme", "1", "m", "4", *[""] * count]
    out = walked(file, "1", *to_the_end, "q")
    assert f"Question {count} of {count}" in out
    assert "Because you work when most providers have gone home." in " ".join(out.split())


def test_two_candidates_cannot_have_one_name(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = walked(file, "3", "a", "Acme", "1", "a", " acme ", "m", "q")
    assert "There is already a candidate of that name." in out
    assert len(load_session(file, load_catalog()).session.candidates) == 1


def test_the_end_says_where_all_is_and_how_to_go_on(tmp_path: Path) -> None:
    file = started(tmp_path)
    out = " ".join(walked(file, "q").split())
    assert f"Saved in {file}. Go on with: msp-select open {file} --plain" in out


def test_weights_after_prices_were_opened_are_tried_for_free_and_kept_with_a_reason(tmp_path: Path) -> None:
    file = started(tmp_path)
    opened = ["3", "a", "Acme", "1", "m", "7", "the bank wants a figure"]
    before = ["2", "2", "1", "40"]
    out = walked(file, *opened, *before, "5", "m", "q")
    assert "These weights are on trial; nothing is kept yet." in out
    session = load_session(file, load_catalog()).session
    assert session.weights.pillars == {}
    assert [entry.what for entry in session.log] == ["prices opened"]
    walked(file, *before, "4", "", "4", "we forgot the branch", "m", "q")
    session = load_session(file, load_catalog()).session
    assert session.weights.pillars == {"proactivity": 40}
    assert session.log[-1].why == "we forgot the branch"


def test_numbers_are_read_by_the_rules_of_the_interface(tmp_path: Path) -> None:
    """The reading is said, two are asked about, what nobody pays is questioned, what cannot be is refused."""
    file = started(tmp_path)
    file.write_text(file.read_text("utf-8").replace("sealed = true", "sealed = false"), "utf-8")
    users = ("1", "28.5", "-28", "28 people", "m")
    fields = typed_at("per_user", {"per_user": "$1.234,50", "onboarding": "2.950"})
    at = fields.index("$1.234,50") + 1
    fields[at:at] = ["n"]  # far beyond: no
    at = fields.index("2.950") + 1
    fields[at:at] = ["1"]
    out = walked(file, *users, "3", "a", "Acme", "1", "p", "1", *fields, "", "m", "q")
    session = load_session(file, load_catalog()).session
    assert session.business["biz_users"] == 28
    bid = session.candidates[0].bid
    assert bid is not None
    assert (bid.per_user, bid.onboarding) == (None, Decimal(2950))
    for words in (
        "28.50 cannot be: type a whole number of people.",
        "-28 is below zero.",
        "= 1,234.50 USD a month",
        "is far more than anybody is known to pay",
        "usual for 28 users: USD 100-200 per user and month; a seller's figure, 2026",
        "2,950 or 2.95?",
    ):
        assert words in " ".join(out.split()), words


def test_sealed_prices_are_typed_and_not_shown(tmp_path: Path) -> None:
    file = started(tmp_path)
    typed = typed_at("per_user", {"per_user": "133.7", "evidence": "3"})
    again = ["0" if one == "3" else "" for one in typed]
    prices = ("p", "1", *typed, "")
    out = walked(file, "3", "a", "Acme", "1", *prices, "p", "", *again, "", "m", "5", "q")
    bid = load_session(file, load_catalog()).session.candidates[0].bid
    assert bid is not None
    assert (bid.per_user, bid.evidence) == (Decimal("133.7"), "written")
    assert "For each user, USD a month [entered, sealed]: " in out
    assert out.count("133.7") == out.count("= 133.70 USD a month") == 1, "only as it is typed"


def test_a_sheet_is_read_at_the_prompt_of_the_first_or_of_whom_one_names(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    run("new", str(file), "--from", "example:law-firm")
    of_the_first = walked(file, "9", "", "3", "q")
    assert "Takeover plan: from Halverstock Computing to Merrowdown IT" in of_the_first
    assert "Do not give notice to Halverstock Computing before step 9 is done" in of_the_first
    of_today = walked(file, "9", "1", "3", "q")
    assert "Halverstock Computing looks after you today and stays" in of_today
    (tmp_path / "empty").mkdir()
    assert "There is no candidate yet" in walked(started(tmp_path / "empty"), "9", "q")


def test_few_questions_first_then_sheets_out_and_back_with_undo(tmp_path: Path) -> None:
    file = started(tmp_path, answers_by="")
    out = walked(
        file,
        "3",
        "a",
        "Vexley",
        "1",
        "a",
        "Harrow",
        "1",
        "m",
        "4",
        "1",
        "1",
        *[""] * 8,
        "m",
        "b",
        "s",
        "m",
        "q",
    )
    flat = " ".join(out.split())
    assert "You can answer 15 of these 30 from the papers. The other 15 are for the bidders" in flat
    assert "Question 8 of 8" in out
    session = load_session(file, load_catalog()).session
    assert session.answers_by == "sheets"
    assert all(one.sheets for one in session.candidates)
    catalog, vexley = load_catalog(), session.candidates[0]
    asked = len(sent_questions(session, catalog, vexley, session.size))
    assert f"The sheet asks Vexley {asked} questions, also what you took from the papers." in flat
    sheet = tmp_path / "ours-sheets" / "vexley.xlsx"
    sheet.write_bytes(fill(filled_in(sheet.read_bytes(), good=True), "pro_patch_days", answer="5,0"))
    out = walked(file, "b", "r", str(sheet), "1", "y", "m", "q")
    flat = " ".join(out.split())
    assert "can be read as 5 or as 50" in flat
    assert "rows taken and saved" in flat
    session = load_session(file, load_catalog()).session
    assert session.candidate("vexley").answers["pro_patch_days"].value == 5
    assert session.candidate("vexley").sheets[0].back is not None
    out = walked(file, "b", "c", "1", "Ms Hill", *["1", *["y"] * 4] * 2, *[""] * 40)
    answers = load_session(file, load_catalog()).session.candidate("vexley").answers
    assert any(answer.evidence == "confirmed" for answer in answers.values())
    assert "Say first:" in out


def test_a_bidder_gets_a_link_by_prompts_and_it_is_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    run("new", str(file), "--from", "example:dental-practice")
    out = walked(file, "b", "i", "1", "1", "m", "q")
    [link] = [line for line in out.splitlines() if "/enter#" in line]
    session = load_session(file, load_catalog()).session
    bidder = next(one for one in session.candidates if one.kind != "incumbent")
    assert f"Send it to {bidder.name} alone" in " ".join(out.split())
    assert (session.answers_by, bool(bidder.sheets)) == ("sheets", True)
    used = use(file, link.partition("#")[2], dt.datetime.now(dt.UTC))
    assert used is not None
    assert (used.role, used.who) == ("bidder", bidder.id)
    out = walked(file, "b", "i", "1", "2", "i", "1", "2", "m", "q")
    assert "link opened" in out
    assert out.count("Take their link back") == 1
    assert invitations(file) == ()
    note_served(file, Served("https://choose.example.com", invited=False))
    assert "links are switched off" in walked(file, "b", "i", "1", "m", "q")
