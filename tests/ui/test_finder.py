"""The list of commands finds questions, candidates, fields and findings, and says when there is nothing."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from tests.ui.driving import SIZES, Driver, driving
from tests.ui.test_result import a_copy


async def search(driver: Driver, words: str) -> str:
    """What the list of commands shows for these words."""
    await driver.press("ctrl+p")
    await driver.write(words)
    await driver.until(lambda: driver.app.screen.query_one(OptionList).option_count > 0)
    return driver.text


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_searched_for_is_found_and_gone_to(size: tuple[int, int]) -> None:
    async with driving(a_copy(), size=size) as driver:
        for words, place, shows in (
            ("backups tested", "questions", "How often do they restore data"),
            ("Candidate: Vexley", "candidates", "Vexley"),
            ("Field: Compared over", "details", "Compared over"),
            ("Money: Fee a month", "bid", "Fee a month"),
            ("Finding: What to ask next", "why", "What to ask next"),
            ("average hour of your people", "business", "average hour of your people"),
        ):
            await search(driver, words)
            await driver.press("down", "enter")
            await driver.until(lambda place=place: driver.app.place_shown() == place)  # type: ignore[misc]
            await driver.shows(shows)


async def test_a_search_that_finds_nothing_says_so() -> None:
    async with driving(a_copy()) as driver:
        await search(driver, "zzzzqqqq")
        await driver.shows("No matches found")


async def test_the_names_of_colours_say_whether_they_are_light_or_dark() -> None:
    async with driving(a_copy()) as driver:
        await search(driver, "Colours")
        await driver.press("down", "enter")
        await driver.shows("Which colours?")
        await driver.write("textual-light")
        await driver.shows("textual-light (light)")
        await driver.press("down", "enter")
        assert driver.app.theme == "textual-light"
