"""Questions: answer, say how one knows, note, move about; prices come last and stay sealed."""

from __future__ import annotations

from decimal import Decimal

from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.progress import all_questions
from tests import counts
from tests.ui.driving import NOON, a_file, driving, read_back

QUICK = counts.questions("quick")


async def test_a_digit_answers_and_goes_on() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5")
        await driver.shows(f"Question 1 of {QUICK}")
        await driver.press("2")
        await driver.shows(f"Question 2 of {QUICK}")
        await driver.shows(f"Saved {NOON.astimezone():%H:%M}")
    assert read_back(path).candidates[0].answers == {"pro_backup_test": Answer(value="quarterly_sample")}


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
        await driver.press("f5", "d", "r", "x", "enter")
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
        await driver.press("ctrl+s", "2", "e", "right", "left", "left")
        await driver.shows("[contract]")
        await driver.shows("Counts as 72 for sure, at most 80")
        await driver.shows("clause [7]")
        await driver.press("E", "w")
        await driver.write("Jo")
        await driver.press("enter")
    answer = read_back(path).candidates[0].answers["pro_backup_test"]
    assert (answer.evidence, answer.note, answer.by) == ("written", "clause [7]", "Jo")


async def test_an_answer_is_taken_back_and_the_undo_brings_it_again() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "2", "left", "delete")
        await driver.shows("(not asked yet)")
        assert driver.session.candidates[0].answers == {}
        await driver.press("ctrl+z")
    assert len(read_back(path).candidates[0].answers) == 1


async def test_one_question_can_be_asked_of_all_candidates_in_a_row() -> None:
    path = a_file("Vexley", "Grentwick")
    async with driving(path) as driver:
        await driver.press("f5", "t", "1", "2")
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
        await driver.shows("◆ must-have: A sample restored once or twice a year")
        await driver.shows("Ask for")
        await driver.shows("Watch for")
    async with driving(a_file("Vexley", path="b.toml"), size=(60, 18)) as driver:
        await driver.press("f5")
        await driver.shows("5  Never restored")
        await driver.press("f1")
        await driver.shows("Ask for")


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


async def test_a_figure_and_a_state_never_stand_beside_each_other() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press(
            "f5", "o", "y", "enter", "l", "end", "up", "up", "enter", "7", "enter", "left", "r"
        )
        await driver.press("left", "8", "enter", "left", "d")
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
