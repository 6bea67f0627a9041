"""The start: begin, open, try an example, go on where one was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from msp_select.ui.progress import minutes_for
from msp_select.ui.remembered import load_state
from tests import counts
from tests.ui.driving import SIZES, a_file, driving, read_back

QUICK = counts.questions("quick")


async def test_the_first_page_offers_three_ways_in_and_asks_for_a_session_before_anything_else() -> None:
    async with driving() as driver:
        for entry in ("Start a new selection", "Open a session file", "Try an example"):
            assert entry in driver.text
        await driver.press("f4")
        await driver.says("Start or open a session first.")
        assert driver.app.place_shown() == "home"


async def test_a_new_session_is_started_with_the_keyboard_and_lands_in_the_business() -> None:
    async with driving() as driver:
        await driver.press("n")
        await driver.write("Hill Dental")
        await driver.press("enter")
        await driver.shows("hill-dental.toml")
        await driver.press("enter", "2")
        await driver.shows("In which currency are the bids?")
        await driver.press("enter")  # none is assumed
        await driver.shows("In which currency are the bids?")
        await driver.press("2")
        assert driver.app.place_shown() == "business"
    session = read_back("hill-dental.toml")
    assert (session.title, session.size, session.settings.sealed) == ("Hill Dental", "core", True)
    assert session.currency == "EUR"
    assert session.created.isoformat() == "2026-11-21"


@pytest.mark.parametrize("size", SIZES)
async def test_any_other_currency_is_its_three_letters(size: tuple[int, int]) -> None:
    async with driving(size=size) as driver:
        await driver.burst("n", *"Hill", "enter", "enter", "1", "9", *"krone", "enter")
        await driver.shows("A currency is three letters")
        await driver.burst(*["backspace"] * 5, *"nok", "enter")
        await driver.until(lambda: driver.app.place_shown() == "business")
    assert read_back("hill.toml").currency == "NOK"


async def test_a_name_that_is_taken_is_refused_in_words_and_another_is_offered() -> None:
    a_file(path="acme.toml")
    async with driving() as driver:
        await driver.press("n")
        await driver.write("Acme")
        await driver.press("enter")
        await driver.shows("acme-2.toml")
        await driver.press("end", *["backspace"] * len("-2.toml"), "enter")
        await driver.shows("There is already a file of that name. Choose another.")


async def test_escape_at_any_question_of_the_start_leaves_everything_as_it_was() -> None:
    async with driving() as driver:
        for answers in ((), ("a", "enter"), ("a", "enter", "enter"), ("a", "enter", "enter", "1")):
            await driver.press("n", *answers, "escape")
            assert driver.app.place_shown() == "home"
    assert list(Path().iterdir()) == []


async def test_what_was_opened_before_is_listed_with_how_far_it_is_and_reopens_where_it_was_left() -> None:
    path = a_file("Vexley", "Grentwick")
    async with driving(path) as driver:
        await driver.press("f5", "2", "right", "right")
        await driver.shows(f"Question 3 of {QUICK}")
    async with driving() as driver:
        await driver.shows(f"1 of {2 * counts.without_prices('quick')} answered")
        await driver.shows("today")
        await driver.press("end", "enter")
        await driver.shows(f"Question 3 of {QUICK}")
    assert load_state().visits[0].reference == str(Path(path).resolve())


async def test_a_file_that_cannot_be_read_is_explained_and_the_open_session_stays() -> None:
    path = a_file("Vexley")
    Path("bad.toml").write_text("# msp-select\nschema = 1\ntitel = 3\n")
    async with driving(path) as driver:
        await driver.press("escape", "o")
        options = [line for line in driver.text.splitlines() if "bad.toml" in line]
        await driver.press(options[0].strip(" │")[0])
        await driver.shows('unknown key; did you mean "title"?')
        await driver.press("escape")
        assert driver.session.candidates[0].name == "Vexley"


async def test_an_example_opens_for_looking_and_keeps_nothing() -> None:
    async with driving() as driver:
        await driver.press("e", "1", "1")
        assert driver.app.work is not None
        assert driver.app.work.read_only
        await driver.shows("Example: changes are not kept")
    assert list(Path().iterdir()) == []


async def test_an_example_is_copied_into_the_folder_and_the_copy_is_worked_on() -> None:
    async with driving() as driver:
        await driver.press("e", "2", "2", "enter")
        assert driver.app.work is not None
        assert not driver.app.work.read_only
        await driver.press("f4", "e", "end", "x", "enter")
    assert read_back("design-studio.toml").candidates[0].name.endswith("x")


async def test_a_copy_is_saved_under_another_name_and_worked_on_from_then() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("escape", "c", "enter", "f4", "e", "end", "2", "enter")
    assert read_back("acme.toml").candidates[0].name == "Vexley2"
    assert read_back(path).candidates[0].name == "Vexley"


async def test_the_start_of_an_open_session_says_how_far_each_place_is() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("escape")
        await driver.shows(f"{counts.about_the_business()} questions to begin with, all optional")
        await driver.shows(f"0 of {counts.without_prices('quick')} answered; prices apart, sealed")
        await driver.press("home", "enter")
        assert driver.app.place_shown() == "business"


async def test_enter_opens_the_session_file_saved_last() -> None:
    older, newer = a_file("Vexley", path="older.toml"), a_file("Harrow", path="newer.toml")
    os.utime(older, (1, 1))
    async with driving() as driver:
        await driver.press("o", "enter")
        assert driver.app.key_of_work == str(Path(newer).resolve())


@pytest.mark.parametrize("size", SIZES)
async def test_enter_at_the_start_goes_on_where_something_is_left_to_do(size: tuple[int, int]) -> None:
    path = a_file("Vexley", "Northgate")
    async with driving(path, size=size) as driver:
        await driver.go("home")
        asked = counts.about_the_business()
        next_up = f"Next: your business, question 1 of {asked}, about {minutes_for(asked)} minutes"
        await driver.shows("▌  Continue")
        assert next_up in " ".join(driver.text.replace("▌", " ").split())
        await driver.press("enter", *"12", "enter", "f5", "2", "enter", "k", "f4", "down", "escape")
        await driver.go("home")
        await driver.shows(f"Next: Northgate, question 1 of {QUICK}")
        await driver.press("f4", "up")
        await driver.go("home")
        await driver.shows(f"Next: Vexley, question 3 of {QUICK}")
        await driver.press("enter")
        await driver.shows(f"Question 3 of {QUICK}")
        await driver.go("home")
        await driver.press("n", *"Hill", "enter", "enter")
        await driver.shows(f"({QUICK} questions, about {minutes_for(QUICK)}")


async def test_two_files_of_one_name_are_told_apart_by_their_folders() -> None:
    for folder in ("north", "south"):
        Path(folder).mkdir()
        a_file("Vexley", path=f"{folder}/bids.toml")
    async with driving("north/bids.toml", size=(120, 40)) as driver:
        for other in ("south/bids.toml", a_file("Vexley", path="other.toml")):
            driver.app.go("home")
            driver.app.try_open(other)
            await driver.rest()
        driver.app.go("home")
        await driver.shows("Opened before", "north/bids.toml", "south/bids.toml")
