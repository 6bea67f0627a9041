"""Compare: parts open into criteria and single answers; the words stand below."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, save_session
from msp_select.ui.screens.compare import Table, Words
from tests.ui.driving import ODD, Driver, a_file, driving, read_back
from tests.ui.test_result import a_copy, a_sealed_file


async def on_compare(driver: Driver) -> tuple[Table, Words]:
    """Go to the comparison and wait for it."""
    await driver.press("f8")
    return driver.app.screen.query_one(Table), driver.app.screen.query_one(Words)


async def test_enter_opens_down_to_single_answers_with_evidence_and_note() -> None:
    path = a_file("Vexley", "Other")
    stored = load_session(path, load_catalog())
    answer = Answer(value=Decimal(7), evidence="contract", note="clause 7.2", by="Ms. Vex")
    save_session(stored, set_answer(stored.session, "vexley", "pro_patch_days", answer))
    async with driving(path, size=(100, 40)) as driver:
        table, words = await on_compare(driver)
        assert "Prevention" in table.text
        assert "days to install fixes" not in table.text
        await driver.press("down", "enter", "down", "down")
        assert "days to install fixes" in table.text
        assert "Vexley: 7 days (in the contract)" in words.text
        assert "Note: clause 7.2" in words.text
        assert "From: Ms. Vex" in words.text
        assert "Other: not asked yet" in words.text
        await driver.press("right")
        assert words.text.index("Other:") < words.text.index("Vexley:")
        await driver.press("up", "up", "enter")
        assert "days to install fixes" not in table.text


async def test_the_figures_are_the_evaluations_own() -> None:
    async with driving(a_copy(), size=(120, 40)) as driver:
        table, _ = await on_compare(driver)
        assert driver.app.work is not None
        evaluation = driver.app.work.evaluation(draws=0)
        line = next(line.content.plain for line in table.lines if line.key == "proactivity.prevention")
        figures = [cell.rstrip("*!") for cell in line.split()[-len(evaluation.results) :]]
        values = [result.criteria["proactivity.prevention"] for result in evaluation.results]
        assert figures == [f"{value.point:.0f}" for value in values if value is not None]


async def test_a_failed_must_have_is_marked_and_said() -> None:
    async with driving(a_copy(), size=(120, 40)) as driver:
        table, words = await on_compare(driver)
        await driver.press("o", "home", "down", "down")
        line = next(line.content.plain for line in table.lines if line.key == "pro_backup_test")
        assert "◆ backups tested" in line
        assert "!" in line
        assert "below a must-have" in " ".join(words.text.split())


async def test_q_goes_to_the_question_of_that_candidate() -> None:
    path = a_copy()
    async with driving(path) as driver:
        await on_compare(driver)
        await driver.press("q")
        await driver.says("Open a part with Enter and go to a single question first.")
        await driver.press("down", "enter", "down", "right", "q")
        await driver.shows("Vexley & Pyke")
        await driver.shows("Question 1 of")
    assert read_back(path)


async def test_e_explains_the_candidate_in_use() -> None:
    async with driving(a_copy()) as driver:
        await on_compare(driver)
        await driver.press("right", "e")
        await driver.shows("Why Vexley & Pyke")


async def test_sealed_prices_stay_out_of_the_table() -> None:
    async with driving(a_sealed_file(), size=(100, 40)) as driver:
        table, words = await on_compare(driver)
        await driver.press("o", "end")
        prices = [line.content.plain for line in table.lines if line.key.startswith("price")]
        assert prices
        assert not any(character.isdigit() for line in prices for character in line)
        await driver.press("home")
        table.move_to("price")
        await driver.until(lambda: "prices are sealed" in words.text)


async def test_forty_candidates_pass_by_under_the_arrow_keys() -> None:
    names = [f"Firm {number}" for number in range(1, 41)]
    async with driving(a_file(*names)) as driver:
        _, words = await on_compare(driver)
        await driver.press(*["right"] * 39)
        assert "▌ Firm 40:" in words.text
        assert "40" in driver.text.splitlines()[2]


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_marks_are_explained_whole_in_any_window(width: int) -> None:
    async with driving(a_file("Vexley"), size=(width, 24)) as driver:
        await on_compare(driver)
        for mark in ("* best", "! below a must-have", "· not asked yet", "? asked, couldn't say"):
            await driver.shows(mark)
        await driver.shows("- doesn't apply")


async def test_an_odd_name_is_shown_as_it_is() -> None:
    async with driving(a_file(ODD, "Plain")) as driver:
        _, words = await on_compare(driver)
        assert ODD in words.text
