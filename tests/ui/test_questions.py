"""Questions: answer, say how one knows, note, move about; prices come last and stay sealed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from textual.widgets import OptionList

from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer, set_business
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.progress import all_questions
from tests import counts
from tests.ui.driving import NOON, SIZES, a_file, driving, read_back

QUICK = counts.questions("quick")


async def test_a_digit_answers_a_capital_letter_says_how_one_knows_and_enter_goes_on() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5")
        await driver.shows(f"Question 1 of {QUICK}")
        await driver.press("2")
        await driver.shows("●2", "[Said]", f"Question 1 of {QUICK}")
        await driver.press("C")
        await driver.shows("[Contract]", f"Question 1 of {QUICK}")
        await driver.press("enter")
        await driver.shows(f"Question 2 of {QUICK}")
        await driver.shows(f"Saved {NOON.astimezone():%H:%M}")
    answer = Answer(value="quarterly_sample", evidence="contract")
    assert read_back(path).candidates[0].answers == {"pro_backup_test": answer}


async def test_who_wants_it_so_answers_with_one_key_here_and_about_the_business() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "f", "2")
        await driver.says("A digit answers and goes on at once.")
        await driver.shows(f"Question 2 of {QUICK}")
        await driver.press("f2", "l", "home", *["down"] * 3, "enter", "1")
        await driver.shows(f"Question 5 of {counts.about_the_business()}")
    async with driving(path) as driver:
        await driver.press("f5", "l", "home", "enter", "3")
        await driver.shows(f"Question 2 of {QUICK}")
        await driver.press("f", "left", "2")
        await driver.shows(f"Question 1 of {QUICK}")
    answers = read_back(path).candidates[0].answers
    assert answers == {"pro_backup_test": Answer(value="quarterly_sample")}


async def test_arrows_and_enter_answer_as_well() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "down", "down", "enter")
    assert read_back(path).candidates[0].answers["pro_backup_test"].value == "once_or_twice_a_year"


async def test_a_number_is_typed_checked_and_taken_with_enter() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "right", "1", "9", "backspace", "4", "enter", "left")
        await driver.shows("● 14 days")
        await driver.press("9", "9", "9", "9", "9", "9", "enter")
        await driver.shows("is outside")
        await driver.press("escape")
        await driver.shows("● 14 days")
    assert read_back(path).candidates[0].answers["pro_patch_days"].value == Decimal(14)


async def test_the_answer_that_is_no_number_can_be_chosen_where_there_is_one() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "right", "down", "enter")
    assert read_back(path).candidates[0].answers["pro_patch_days"].value == "none"


async def test_not_knowing_refusing_and_not_applying_are_answers_of_their_own() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "d", "enter", "r", "enter", "x", "enter")
        await driver.shows("Type something, or press Esc.")
        await driver.write("no server")
        await driver.press("enter")
        await driver.press("enter")  # whether the owner agrees
    states = [(a.state, a.reason) for a in read_back(path).candidates[0].answers.values()]
    assert states == [("unknown", ""), ("refused", ""), ("not_applicable", "no server")]


async def test_proof_and_note_go_with_the_answer_whether_given_before_or_after_it() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "e", "e", "n")
        await driver.write("clause [7]")
        await driver.press("ctrl+s")
        await driver.says("Note kept. Now choose an answer.")
        await driver.press("2", "enter", "left")
        await driver.shows("[Contract]")
        await driver.shows("Counts as 72 for sure, at most 80")
        await driver.shows("clause [7]")
        await driver.press("W", "w")
        await driver.write("Jo")
        await driver.press("enter")
    answer = read_back(path).candidates[0].answers["pro_backup_test"]
    assert (answer.evidence, answer.note, answer.by) == ("written", "clause [7]", "Jo")


async def test_an_answer_is_taken_back_and_the_undo_brings_it_again() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "2", "delete")
        await driver.shows("(not asked yet)")
        assert driver.session.candidates[0].answers == {}
        await driver.press("ctrl+z")
    assert len(read_back(path).candidates[0].answers) == 1


async def test_one_question_can_be_asked_of_all_candidates_in_a_row() -> None:
    path = a_file("Vexley", "Grentwick")
    async with driving(path) as driver:
        await driver.press("f5", "t", "1", "enter", "2", "enter")
        await driver.shows(f"Question 2 of {QUICK}")
        await driver.press("t", "c", "2")
        await driver.shows("Grentwick · Proactivity")
    values = [c.answers["pro_backup_test"].value for c in read_back(path).candidates]
    assert values == ["quarterly_with_drill", "quarterly_sample"]


async def test_the_next_open_question_is_found_from_anywhere_and_any_can_be_listed() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("f5", "right", "right", "g")
        await driver.shows(f"Question 4 of {QUICK}")
        await driver.press("l", "home", "enter")
        await driver.shows(f"Question 1 of {QUICK}")


async def test_the_must_have_the_document_and_the_warning_sign_are_on_the_page() -> None:
    async with driving(a_file("Vexley"), size=(100, 34)) as driver:
        await driver.press("f5")
        await driver.shows("◆ must be at least: A sample restored once or twice a year")
        await driver.shows("Ask for")
        await driver.shows("Watch for")
    async with driving(a_file("Vexley", path="b.toml"), size=(60, 18)) as driver:
        await driver.press("f5")
        await driver.shows("5  Never restored")
        await driver.press("f1")
        await driver.shows("Ask for")


@pytest.mark.parametrize("size", SIZES)
async def test_a_must_have_an_answer_switched_on_is_asked_counted_listed_and_says_why(
    size: tuple[int, int],
) -> None:
    path = a_file("Vexley")
    stored = load_session(path, load_catalog())
    save_session(stored, set_business(stored.session, "biz_hours", "long_days"))
    async with driving(path, size=size) as driver:
        await driver.press("f5")
        await driver.shows(f"Question 1 of {counts.questions('quick', biz_hours='long_days')}")
        await driver.press("l")
        listed = driver.app.screen.query_one(OptionList).options
        short = load_catalog().questions["sta_after_hours"].short
        at = next(at for at, option in enumerate(listed) if short in str(option.prompt))
        await driver.press("home", *["down"] * at, "enter")
        await driver.until(
            lambda: "(because you work when most providers have gone home)" in " ".join(driver.text.split())
        )
        assert driver.text.count("must be at least:") == 1
        await driver.press("1", "home")
    assert "sta_after_hours" in read_back(path).candidates[0].answers


async def test_what_is_to_be_asked_is_a_mark_of_its_own_that_an_answer_replaces() -> None:
    path = a_file("Vexley", "Harrow")
    async with driving(path) as driver:
        await driver.press("f5", "n")
        await driver.write("in the call")
        await driver.press("ctrl+s", "k")
        await driver.shows("●k ask them", "in the call")
        await driver.press("enter", "k", "g")
        await driver.shows(f"Question 3 of {QUICK}")
        await driver.press("f4")
        await driver.shows("To be asked: Vexley 2.")
        await driver.press("f5", "l", "home", "enter", "2")
    one = read_back(path).candidates[0]
    assert one.to_ask == {"pro_patch_days": ""}
    assert one.answers == {"pro_backup_test": Answer(value="quarterly_sample", note="in the call")}
    assert "ask = true" in Path(path).read_text("utf-8")


async def test_prices_stay_sealed_until_the_rest_is_scored_and_opening_is_logged() -> None:
    path = a_file("Vexley")
    stored = load_session(path, catalog := load_catalog())
    session = stored.session
    for question in all_questions(session, catalog):
        if not question.bid_field:
            session = set_answer(session, "vexley", question.id, Answer(state="unknown"))
    save_session(stored, session)
    async with driving(path) as driver:
        await driver.press("f5", "g")
        await driver.says("Every question has an answer. The prices can be opened now: o.")
        await driver.press("o", "y", "g")
        await driver.shows(f"Question {counts.before_prices('quick') + 1} of {QUICK}")
        await driver.press("9", "0", "0", "enter", "0", "enter", "d")
    session = read_back(path)
    bid = session.candidates[0].bid
    assert bid is not None
    assert (bid.monthly, bid.onboarding) == (Decimal(900), Decimal(0))
    assert session.candidates[0].answers["pri_rate"].state == "unknown"
    assert [(entry.what, entry.why) for entry in session.log] == [("prices opened", "")]


@pytest.mark.parametrize("size", SIZES)
async def test_keys_typed_on_the_sealed_page_go_on_and_open_nothing(size: tuple[int, int]) -> None:
    path = a_file("Vexley", "Harrow")
    async with driving(path, size=size) as driver:
        await driver.press("f5", "l", "home", "enter", *["right"] * counts.before_prices("quick"))
        await driver.shows("Prices are sealed", "▌  Go on with the prices sealed")
        await driver.burst(*"433", "2", "enter", *"41")
        await driver.shows("Harrow", f"Question 1 of {QUICK}")
        assert driver.session.settings.sealed
    assert read_back(path).log == ()


async def test_a_figure_and_a_state_never_stand_beside_each_other() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press(
            "f5", "o", "y", "enter", "l", "end", "up", "up", "enter", "7", "enter", "left", "r"
        )
        await driver.press("8", "enter", "left", "d")
    session = read_back(path)  # the store would refuse both
    assert session.candidates[0].answers["pri_monthly"].state == "unknown"
    assert session.candidates[0].bid is not None
    assert session.candidates[0].bid.monthly is None


async def test_without_a_candidate_the_page_says_what_to_do() -> None:
    async with driving(a_file()) as driver:
        await driver.press("f5", "g", "t", "c", "l", "n", "e", "d", "x", "delete", "right")
        await driver.shows("There is nobody to ask about yet.")
        await driver.press("enter")
        assert driver.app.place_shown() == "candidates"
