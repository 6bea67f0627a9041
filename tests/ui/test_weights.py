"""What matters: a profile, an order with swings, pairs, or the bars; how sure; all of it in the file."""

from __future__ import annotations

import pytest

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.store.catalog import load_catalog
from msp_select.ui.components.weight_editor import WeightEditor
from tests import counts
from tests.ui.driving import a_file, driving, read_back


async def test_a_profile_is_chosen_by_its_summary() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3")
        await driver.shows("For most businesses: acting ahead and openness first")
        await driver.press("p", "2")
        assert driver.session.weights.profile != "balanced"
        profile = load_catalog().profile(driver.session.weights.profile)
        assert profile is not None
        await driver.shows(profile.title)
    assert read_back(path).weights.profile == profile.id


async def test_bars_show_the_shares_in_text_and_move_with_the_arrows() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3")
        bars = driver.app.screen.query_one(WeightEditor)
        assert "28 %" in bars.lines[0].content.plain
        await driver.press("right", "right", "shift+left", "down", "4", "0")
        assert "25 %" in bars.lines[0].content.plain
        assert "40 %" in bars.lines[1].content.plain
        assert "your own figure" in bars.lines[1].content.plain
    session = read_back(path)
    assert session.weights.pillars == {"proactivity": 25, "transparency": 40}
    assert sum(resolve_weights(session, load_catalog()).pillars.values()) == pytest.approx(100)


async def test_backspace_gives_one_figure_up_and_x_all() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "4", "0", "down", "3", "0", "backspace")
        assert driver.session.weights.pillars == {"proactivity": 40}
        await driver.press("x")
        assert driver.session.weights.pillars == {}
        await driver.press("x")
        await driver.says("There are no figures of your own to give up.")
    assert read_back(path).weights.pillars == {}


async def test_enter_shows_what_a_part_is_made_of_and_its_bars_move_too() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "down", "down", "down", "enter")
        await driver.shows("Inside Price")
        await driver.shows("How much")
        await driver.press("6", "0", "escape")
        assert "Inside Price" not in driver.text
    assert read_back(path).weights.criteria == {"price": {"level": 60}}


async def test_ranking_and_swings_become_the_users_own_figures() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "r")
        await driver.shows("If all were at their worst")
        await driver.shows("Never restored")
        await driver.press("4", "1", "1", "1")  # price, proactivity, transparency, staffing; security is left
        await driver.shows("Moving Proactivity from its worst to its best is worth how much")
        await driver.shows("at its worst")
        asked = (("Proactivity", "50"), ("Transparency", "25"), ("Staffing", "15"), ("Security", "10"))
        for part, points in asked:
            await driver.shows(f"Moving {part} from its worst")
            await driver.write(points)
            await driver.press("enter")
        given = "Price 50 %, Proactivity 25 %"
        await driver.until(lambda: given in " ".join(driver.text.replace("│", " ").split()))
        await driver.shows("Take these (y)")
        await driver.press("y")
        await driver.until(lambda: driver.session.weights.pillars != {})
    assert read_back(path).weights.pillars == {
        "proactivity": 25,
        "transparency": 12.5,
        "staffing": 7.5,
        "price": 50,
        "security": 5,
    }


async def test_the_order_alone_can_be_enough() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "r", "1", "1", "1", "1", "enter")
        await driver.shows("Take these (y)")
        await driver.press("y")
        await driver.until(lambda: driver.session.weights.pillars != {})
    pillars = read_back(path).weights.pillars
    assert list(pillars.values()) == sorted(pillars.values(), reverse=True)
    assert pillars["proactivity"] == pytest.approx(100 * (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5) / 5, abs=0.1)


async def test_points_that_are_no_number_are_refused_and_escape_goes_one_back() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "r", "2", "escape", "4", "1", "1", "1")
        await driver.write("much")
        await driver.press("enter")
        await driver.shows('"much" is not a number from 0 to 100.')
        await driver.press("escape")
        assert "Moving" not in driver.text
        assert driver.session.weights.pillars == {}


async def test_pairs_say_when_the_answers_contradict_each_other() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "c")
        await driver.shows("Pair 1 of 10")
        await driver.press("1", "7", "1", "7", "1", "7", "1", "7", "1", "7")
        await driver.shows("Consistency ratio 2.30")
        await driver.shows("better go through them again")
        await driver.press("n")
    assert read_back(path).weights.pillars == {}


async def test_how_sure_is_chosen_and_kept() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3")
        await driver.shows("▌fairly▐")
        await driver.press("u", "1")
        await driver.shows("▌hardly▐")
    assert read_back(path).settings.confidence == "hardly"


async def test_a_part_is_left_out_and_taken_in_again() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "o", "3")
        bars = driver.app.screen.query_one(WeightEditor)
        assert "Staffing" not in " ".join(line.content.plain for line in bars.lines)
        assert driver.session.weights.leave_out == ("staffing",)
        questions = load_catalog().within(driver.session.weights).questions_in(driver.session.size)
        assert len(questions) < counts.questions("quick")
        await driver.press("f5")
        await driver.shows(f"Question 1 of {len(questions)}")
        await driver.press("f3", "o", "3")
        assert "Staffing" in " ".join(line.content.plain for line in bars.lines)
    assert read_back(path).weights.leave_out == ()


async def test_the_last_part_that_counts_stays() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", *("o1 o2 o3 o5".replace(" ", "")), "o", "4")
        await driver.says("It stays: every pillar is left out; at least one must count.")
    assert read_back(path).weights.leave_out == ("proactivity", "transparency", "staffing", "security")


async def test_where_price_is_left_out_nothing_is_sealed_and_no_money_is_asked() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f3", "o", "4", "f4")
        assert "sealed" not in driver.text
        assert "fee" not in driver.text
        await driver.press("b")
        await driver.shows("money is left out of this selection")
