"""Earlier versions in the interface: listed with how they differ, looked at, and put back."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from msp_select.store.earlier_versions import previous_versions
from msp_select.ui.versions import EXAMPLE, NONE_KEPT, VersionsDialog
from msp_select.ui.widgets.dialogs import AskText, Confirm
from tests.ui.driving import Driver, a_file, driving, read_back


async def changed_three_times(driver: Driver) -> None:
    """An answer, a copy of the candidate, and an answer about the business; then the start."""
    await driver.press("f5", "2", "f4", "d", "enter", "f2", *"40", "enter")
    await driver.go("home")


def listed(driver: Driver) -> list[str]:
    """The lines of the dialog that name a version, by how they differ."""
    return [
        line.split("differs in:")[1].rstrip(" │")
        for line in driver.text.splitlines()
        if "differs in:" in line
    ]


async def test_they_are_listed_with_how_they_differ_and_each_says_what_it_holds() -> None:
    async with driving(a_file("Vexley")) as driver:
        await changed_three_times(driver)
        await driver.press("v")
        assert listed(driver) == [
            " 1 answer",
            " 2 answers, 1 candidate",
            " 3 answers, 1 candidate",
        ]
        assert "It holds 2 candidates, 2 answers, 0 answers about the" in driver.text
        await driver.press("down", "down")
        assert "It holds 1 candidate, 0 answers" in driver.text
        await driver.press("escape")
        assert driver.app.place_shown() == "home"


async def test_one_is_put_back_after_a_question_kept_itself_and_taken_back_by_undo() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await changed_three_times(driver)
        before = driver.session
        await driver.press("v", "end", "enter")
        assert isinstance(driver.app.screen, Confirm)
        await driver.press("enter")  # the safe side
        assert isinstance(driver.app.screen, VersionsDialog)
        assert driver.session is before
        await driver.press("enter", "y")
        assert [len(one.answers) for one in driver.session.candidates] == [0]
        assert read_back(path).candidates == driver.session.candidates
        assert driver.session.log[-1].what == "version 1 restored"
        assert len(previous_versions(Path(path))) == 4
        await driver.press("ctrl+z")
        assert driver.session.candidates == before.candidates
    assert len(read_back(path).candidates) == 2


async def test_the_palette_has_it_and_the_keys_are_in_the_help() -> None:
    async with driving(a_file("Vexley"), size=(100, 50)) as driver:
        await driver.press("f5", "2", "escape", "escape", "f1")
        assert "Earlier versions of this file" in driver.text
        await driver.press("escape", "f4", "ctrl+p")
        await driver.write("Earlier versions")
        await driver.until(lambda: driver.app.screen.query_one(OptionList).option_count == 1)
        await driver.press("down", "enter")
        assert isinstance(driver.app.screen, VersionsDialog)


async def test_where_there_is_none_it_is_said() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("escape", "v")
        await driver.says(NONE_KEPT)
    async with driving("example:law-firm") as driver:
        await driver.press("escape", "v")
        await driver.says(EXAMPLE)


async def test_one_that_cannot_be_read_says_so_and_changes_nothing() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await changed_three_times(driver)
        before = driver.session
        previous_versions(Path(path))[-1].path.write_bytes(b"title =")
        await driver.press("v", "end")
        assert listed(driver)[-1] == " it cannot be read"
        assert "version 1:1:8" in driver.text
        await driver.press("enter", "y", "escape")
        assert driver.session is before


async def test_locked_weights_need_a_reason_first() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "right", "right")
        await driver.rest()
        await driver.until(lambda: "Saved" in driver.text)
        work = driver.app.work
        assert work is not None
        from msp_select.model.disclosure import reveal

        driver.app.change(reveal(work.session, "prices", driver.app.now(), "a round"), "prices opened")
        await driver.rest()
        weights = driver.session.weights
        await driver.go("home")
        await driver.press("v", "end", "enter", "y")
        assert isinstance(driver.app.screen, AskText)
        await driver.press("escape")
        await driver.until(lambda: not isinstance(driver.app.screen, AskText))
        assert driver.session.weights == weights
        await driver.press("v", "end", "enter", "y")
        await driver.shows("Why change")
        await driver.write("the board asked")
        await driver.shows("the board asked")
        await driver.press("enter")
        await driver.until(lambda: driver.session.weights != weights)
        assert driver.session.log[-1].why == "the board asked"
        assert driver.session.settings.weights_locked is not None
