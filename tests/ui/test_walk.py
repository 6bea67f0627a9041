"""The whole walk with keys alone: an empty folder to a ranked session of two candidates."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.store.catalog import load_catalog
from msp_select.ui.screens.questions import QuestionsScreen
from tests import counts
from tests.ui.driving import Driver, driving, read_back


async def _answer(driver: Driver, good: bool) -> None:
    """Answer the question on show: the best or the worst there is."""
    screen = driver.app.screen
    assert isinstance(screen, QuestionsScreen)
    question = screen.question
    assert question is not None
    if question.kind == "choice":
        best = max(range(len(question.levels)), key=lambda at: question.levels[at].value)
        worst = min(range(len(question.levels)), key=lambda at: question.levels[at].value)
        await driver.press(str((best if good else worst) + 1), "enter")
    elif question.kind == "number":
        points = sorted(question.value, key=lambda point: point[1], reverse=good)
        await driver.press(*f"{points[0][0]:f}", "enter")
    else:
        await driver.press(*("900" if good else "400"), "enter")
        if "Keep it all the same?" in driver.text:
            await driver.press("y")


async def test_from_an_empty_folder_to_a_ranking_of_two() -> None:
    async with driving() as driver:
        await driver.press("n", *"Hill", "enter", "enter", "1", "1")
        await driver.press("1", "2", "enter", "f4", "a", *"Good", "enter", "1", "a", *"Poor", "enter", "1")
        await driver.press("home", "enter", "2")  # all answers are typed in
        screen = driver.app.screen
        assert isinstance(screen, QuestionsScreen)
        for _ in range(2 * counts.before_prices("quick")):
            while screen.question is None:
                await driver.press("right")
            await _answer(driver, driver.app.candidate == "good")
        await driver.press("g", "o", "y")
        for _ in range(2 * 3):
            await driver.press("g")
            await _answer(driver, driver.app.candidate == "good")
        await driver.press("f6")
        await driver.shows("Good")
        await driver.shows("Poor")
        await driver.press("ctrl+q")
    session = read_back("hill.toml")
    assert session.business == {"biz_users": Decimal(12)}
    evaluation = evaluate(session, load_catalog(), draws=0)
    assert [result.name for result in evaluation.results] == ["Good", "Poor"]
    assert [result.coverage for result in evaluation.results] == [1.0, 1.0]
    assert evaluation.results[1].failed
