"""The favourite: asked for once before the first result, undone like any answer, told beside the ranking."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from msp_select.model.candidate import Answer
from msp_select.model.disclosure import hide
from msp_select.model.edits import set_answer
from msp_select.phrases.en.favourite import QUESTION
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.places import PLACES
from msp_select.ui.widgets.selectable_lines import Page
from tests.cli.test_plain import walked
from tests.ui.driving import NOON, Driver, a_file, driving, read_back

JUDGING = ("result", "why", "compare", "costs")
QUESTIONS = ("pro_strategy_meeting", "tra_admin_access", "pro_patch_days")


def a_judged_file(*, blind: bool = False) -> str:
    """Two candidates, of whom one has answered something, and nobody asked for a favourite yet."""
    path = a_file("Vexley", "Other", favourite_asked=False)
    stored = load_session(path, load_catalog())
    question = load_catalog().questions[QUESTIONS[0]]
    answer = Answer(value=question.levels[0].id, evidence="contract")
    session = set_answer(stored.session, "vexley", QUESTIONS[0], answer)
    save_session(stored, hide(session, "names", NOON) if blind else session, NOON)
    return path


def asks(driver: Driver) -> bool:
    return isinstance(driver.app.screen, ModalScreen) and QUESTION in driver.text


def stands(screen: Screen[object]) -> str:
    """Everything a place has to show, whether a dialog is in front of it or not."""
    pages = [line.content.plain for page in screen.query(Page) for line in page.lines]
    return "\n".join([*pages, *(str(one.render()) for one in screen.query(Static))])


def test_places_that_show_how_they_stand_are_these() -> None:
    assert {place.name for place in PLACES.values() if place.load().JUDGES} == set(JUDGING)


@pytest.mark.parametrize("place", JUDGING)
async def test_it_is_asked_before_anything_shows_how_they_stand_and_kept(place: str) -> None:
    path = a_judged_file()
    async with driving(path) as driver:
        await driver.go("home")
        await driver.go(place)
        assert asks(driver)
        behind = driver.app.screen_stack[-2]
        assert not re.search("Vexley|Other", stands(behind))
        await driver.press("3")
        assert not asks(driver)
        assert driver.session.favourite == "other"
        await driver.until(lambda: bool(re.search("Vexley|Other", stands(behind))))
        for again in (*JUDGING, "result"):
            await driver.go(again)
            assert not asks(driver)
        await driver.shows("Your gut says Other; it is too early to compare.")
    assert read_back(path).favourite == "other"


@pytest.mark.parametrize("key", ["enter", "escape", "1"])
async def test_it_can_be_skipped_and_is_not_asked_again(key: str) -> None:
    path = a_judged_file()
    async with driving(path) as driver:
        await driver.press("f6", key)
        assert driver.session.favourite == ""
        await driver.shows("Vexley")
        assert "Your gut" not in driver.text
    async with driving(path) as driver:
        await driver.press("f7", "f6")
        assert not asks(driver)


async def test_undo_takes_it_back_and_the_next_run_asks_again() -> None:
    path = a_judged_file()
    async with driving(path) as driver:
        await driver.press("f6", "2")
        assert driver.session.favourite == "vexley"
        await driver.press("ctrl+z")
        assert driver.session.favourite is None
        assert not asks(driver)
        await driver.says("Undone: favourite noted")
        await driver.press("ctrl+y")
        assert driver.session.favourite == "vexley"
        await driver.press("ctrl+z")
    async with driving(path) as driver:
        await driver.press("f6")
        assert asks(driver)


async def test_it_is_not_asked_while_names_are_hidden_nor_before_anything_is_answered() -> None:
    async with driving(a_judged_file(blind=True)) as driver:
        await driver.press("f6")
        assert not asks(driver)
    async with driving(a_file("Vexley", "Other", path="b.toml", favourite_asked=False)) as driver:
        await driver.press("f6")
        assert not asks(driver)


@pytest.mark.parametrize("names", ["shown", "hidden"])
async def test_presenting_asks_for_it_before_the_first_slide_unless_names_are_to_be_hidden(
    names: str,
) -> None:
    path = a_file("Vexley", "Other", favourite_asked=False)
    async with driving(path) as driver:
        await driver.press("f5", "2")
        await driver.go("present")
        await driver.press("1" if names == "shown" else "2")
        assert asks(driver) is (names == "shown")
        if names == "shown":
            assert not driver.app.screen_stack[-2].query("#slide > *")
            await driver.press("2")
        await driver.until(lambda: bool(driver.app.screen.query("#slide > *")))
        assert not asks(driver)
        await driver.press("escape")
    assert read_back(path).favourite == ("vexley" if names == "shown" else None)


async def test_an_example_is_looked_at_without_being_asked() -> None:
    async with driving("example:design-studio") as driver:
        await driver.press("f6")
        await driver.shows("Your gut says Vexley & Pyke: second, ")


async def test_why_says_where_the_two_differ_and_what_would_make_the_gut_right() -> None:
    async with driving("example:design-studio", size=(120, 40)) as driver:
        await driver.press("f7", "t")
        assert "Your gut and the ranking" in driver.text


def test_the_plain_walk_asks_once_too() -> None:
    path = Path(a_judged_file())
    out = walked(path, "5", "2", "6", "", "u", "q")
    assert out.count(QUESTION) == 1
    assert "Your gut and the ranking" in out
    assert "Taken back: favourite noted." in out
    assert load_session(path, load_catalog()).session.favourite is None
    assert walked(path, "6", "", "", "5", "q").count(QUESTION) == 1
    assert load_session(path, load_catalog()).session.favourite == ""


def test_plain_mode_asks_before_the_costs_which_tell_how_the_order_moves() -> None:
    assert walked(Path(a_judged_file()), "8", "2", "1", "", "q").count(QUESTION) == 1
