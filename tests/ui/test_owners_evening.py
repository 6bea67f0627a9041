"""The owner's evening by keys alone, counted: from an empty folder to an honest ranking of three bids."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.exchange.form_labels import choices
from msp_select.model.questionnaire import Question
from msp_select.store.catalog import load_catalog
from msp_select.ui.screens.business import BusinessScreen
from msp_select.ui.screens.questions import QuestionsScreen
from msp_select.ui.widgets.dialogs import Confirm
from msp_select.ui.widgets.selectable_lines import LineList
from tests.exchange.returned import AT, edited
from tests.ui.driving import Driver, driving, read_back

BIDDERS = ("Vexley", "Harrow", "Ninefold")
MOST_KEYS, MOST_KEYS_TYPING_ALL = 400, 700
MOST_ABOUT_THE_BUSINESS, MOST_ANSWERS_A_CANDIDATE = 12, 8


class Keys:
    """A keyboard that counts what is pressed on it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.pressed = 0

    async def __call__(self, *keys: str) -> None:
        self.pressed += len(keys)
        await self.driver.burst(*keys)


async def _start(keys: Keys) -> None:
    await keys("n", *"hill", "enter", "enter", "1", "1")


def _page(driver: Driver) -> str:
    """The page itself, without the messages that pass in front of it."""
    return driver.app.screen.query(LineList).first().text


async def _answer_business(keys: Keys) -> None:
    """The question about the business that is on show."""
    screen = keys.driver.app.screen
    assert isinstance(screen, BusinessScreen)
    question = screen.question
    if question.options:
        await keys("1", "enter")
    elif question.kind == "text":
        await keys("enter", *"practice", "enter", "enter")
    else:
        low, high = question.range or (Decimal(0), Decimal(100))
        usual = {"biz_users": "28", "biz_price_low": "90", "biz_price_high": "180"}
        number = usual.get(question.id, f"{min(max(low, Decimal(20)), high):f}")
        await keys(*number, "enter")
        if isinstance(keys.driver.app.screen, Confirm):  # far from the usual: it is kept all the same
            await keys("y")


async def _name_the_bidders(keys: Keys) -> None:
    await keys("f4")
    for name in BIDDERS:
        await keys("a", *name.lower(), "enter", "1")


def _figure(question: Question, good: bool) -> Decimal:
    """A number that earns much or little; what a bid costs for a figure that earns nothing by itself."""
    if not question.value:
        return Decimal({"monthly": 3800, "onboarding": 4000}.get(question.bid_field, 150))
    points = sorted(question.value, key=lambda point: point[1], reverse=good)
    return points[0 if good else 1][0]


async def _answer(keys: Keys, question: Question, good: bool) -> None:
    if question.levels:
        best = max(range(len(question.levels)), key=lambda at: question.levels[at].value)
        await keys(str(best + 1 if good else 2), "enter")
        return
    await keys(*f"{_figure(question, good):f}", "enter")
    if isinstance(keys.driver.app.screen, Confirm):  # far from the usual: it is kept all the same
        await keys("y")


def filled_in(data: bytes, good: bool) -> bytes:
    """The sheet as a bidder sends it back: every question answered, and a monthly fee."""
    questions = load_catalog().questions

    def edit(_book: object, page: object) -> None:
        for row in range(1, page.max_row + 1):  # type: ignore[attr-defined]
            question = questions.get(str(page.cell(row, AT["id"]).value))  # type: ignore[attr-defined]
            if question is None:
                continue
            cell = page.cell(row, AT["answer"])  # type: ignore[attr-defined]
            if question.levels:
                levels = sorted(question.levels, key=lambda level: level.value, reverse=good)
                cell.value = choices(question)[levels[0 if good else 1].id]
            else:
                cell.value = float(_figure(question, good))

    return edited(data, edit)


def _sheets() -> dict[str, Path]:
    return {path.stem: path for path in Path("hill-sheets").glob("*.xlsx")}


async def test_sheets_sent_and_read_back_take_few_keys_and_end_in_an_honest_ranking(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with driving() as driver:
        keys = Keys(driver)
        await _start(keys)
        business = 0
        while "Go on to what matters" not in _page(driver):
            await _answer_business(keys)
            business += 1
        await _name_the_bidders(keys)
        told = " ".join(_page(driver).split())
        assert "You can answer" in told
        assert "are for the bidders: send each the questions." in told
        await keys("home", "enter")
        await driver.shows("Send each bidder the questions")
        await keys("1")
        answers = dict.fromkeys((one.id for one in driver.session.candidates), 0)
        screen = driver.app.screen
        assert isinstance(screen, QuestionsScreen)
        for _ in range(3 * MOST_ANSWERS_A_CANDIDATE):
            if screen.question is None:
                await keys("enter")  # on to the next bidder, or to the sheets
            if driver.app.place_shown() == "bidders" or screen.question is None:
                break
            answers[driver.app.candidate] += 1
            await _answer(keys, screen.question, good=driver.app.candidate == "vexley")
        if driver.app.place_shown() != "bidders":
            await driver.shows("Send the sheets")
            await keys("enter")
        await driver.until(lambda: driver.app.place_shown() == "bidders")
        before = evaluate(driver.session, load_catalog(), draws=200)
        assert {result.group for result in before.results} == {"too_few_answers"}
        await keys("s")
        await driver.until(lambda: all(one.sheets for one in driver.session.candidates))
        assert sorted(_sheets()) == sorted(answers)
        await driver.go("home")
        await driver.shows("vexley: sent 21 Nov, not back yet, 6 of")
        await driver.go("bidders")
        for name, path in _sheets().items():
            path.write_bytes(filled_in(path.read_bytes(), good=name == "vexley"))
        for at in range(len(BIDDERS)):
            await keys("r", str(at + 1))
            await driver.shows("Enter takes them")
            await keys("enter")
        await driver.until(lambda: all(one.sheets[-1].back for one in driver.session.candidates))
        await keys("f5", "o", "y", "f6", "enter")  # nobody is the favourite
        await driver.shows("vexley")
        await keys("ctrl+q")
    session = read_back("hill.toml")
    found = evaluate(session, load_catalog(), draws=200)
    assert found.verdict is not None
    assert found.verdict.kind != "incomplete"
    assert min(result.coverage for result in found.results) > 0.99
    assert found.results[0].id == "vexley"
    assert not session.settings.sealed
    with capsys.disabled():
        sys.stdout.write(
            f"\nSheets sent and read back: {keys.pressed} keys, {business} questions about the business, "
            f"{max(answers.values())} answers a candidate before the sheets go out.\n"
        )
    assert keys.pressed <= MOST_KEYS
    assert business <= MOST_ABOUT_THE_BUSINESS
    assert 0 < max(answers.values()) <= MOST_ANSWERS_A_CANDIDATE


async def test_who_types_everything_needs_more_keys_but_no_crowd_of_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with driving() as driver:
        keys = Keys(driver)
        await _start(keys)
        business = 0
        while "That was all about your business." not in _page(driver):
            if "Go on to what matters" in _page(driver):
                await keys("right")
                continue
            await _answer_business(keys)
            business += 1
        await _name_the_bidders(keys)
        await keys("home", "enter")
        await driver.shows("Type all answers in yourself")
        await keys("2")
        screen, answers = driver.app.screen, 0
        assert isinstance(screen, QuestionsScreen)
        await driver.until(lambda: screen.question is not None)
        last = driver.session.candidates[-1].id
        while screen.question is not None or driver.app.candidate != last:
            if screen.question is None:
                await keys("right")  # money, once everything else is scored
                continue
            await _answer(keys, screen.question, good=driver.app.candidate == "vexley")
            answers += 1
        await keys("o", "y")
        for _ in range(3 * 3):
            await keys("g")
            assert screen.question is not None
            await _answer(keys, screen.question, good=driver.app.candidate == "vexley")
            answers += 1
        await keys("f6", "enter", "ctrl+q")
    found = evaluate(read_back("hill.toml"), load_catalog(), draws=200)
    assert found.verdict is not None
    assert found.verdict.kind != "incomplete"
    assert found.results[0].id == "vexley"
    with capsys.disabled():
        sys.stdout.write(
            f"\nEverything typed: {keys.pressed} keys, {business} questions about the business, "
            f"{answers} answers about {len(BIDDERS)} bidders.\n"
        )
    assert keys.pressed <= MOST_KEYS_TYPING_ALL
