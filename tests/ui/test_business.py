"""Your business: what each answer moves, one effect at a time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.store.catalog import load_catalog
from tests import counts
from tests.ui.driving import SIZES, Driver, a_file, driving, read_back


async def _go_to(driver: Driver, question: str) -> None:
    await driver.press("f2")
    assert driver.app.work is not None
    asked = driver.app.work.catalog.business.asked(driver.session.business)
    ids = [q.id for number in (1, 2, 3) for q in asked if q.round == number]
    await driver.press("l", "home", *["down"] * ids.index(question), "enter")


async def test_a_number_is_typed_and_what_it_moves_is_said_with_the_reason() -> None:
    path = a_file()
    async with driving(path) as driver:
        await driver.press("f2", "8", "enter")
        await driver.shows(f"Question 2 of {counts.about_the_business()}")
        await driver.until(lambda: any("price" in said for said in driver.app.messages))
        await driver.press("left")
        await driver.shows("price from 25 % to 28 % because in a firm under 15 people")
    assert read_back(path).business == {"biz_users": Decimal(8)}


async def test_one_effect_is_taken_back_on_its_own_and_acts_again() -> None:
    path = a_file()
    async with driving(path) as driver:
        await driver.press("f2", "8", "enter", "left", "down", "down", "enter")
        assert read_back(path).weights.undone == ("biz_users.price",)
        await driver.shows("(taken back)")
        assert resolve_weights(driver.session, load_catalog()).pillars["price"] == 25
        await driver.press("end", "u")
    assert read_back(path).weights.undone == ()


async def test_a_choice_is_made_by_its_digit_changed_and_left_open_again() -> None:
    path = a_file()
    async with driving(path) as driver:
        await _go_to(driver, "biz_risk")
        await driver.press("1")
        await driver.shows("price from 25 % to 18 %")
        await driver.press("3")
        await driver.shows("price from 25 % to 35 %")
        await driver.press("delete")
        await driver.shows("You can skip this.")
    assert read_back(path).business == {}


async def test_several_can_be_ticked_and_none_excludes_the_others() -> None:
    path = a_file()
    async with driving(path) as driver:
        await _go_to(driver, "biz_regulated")
        await driver.press("2", "1")
        assert driver.session.business["biz_regulated"] == ("health", "cards")
        await driver.press("6")
        assert driver.session.business["biz_regulated"] == ("none",)
        await driver.press("1", "1", "enter")
        await driver.says("Choose with 1-6, or press → to skip.")
    assert read_back(path).business == {}


async def test_words_are_kept_as_they_were_typed() -> None:
    path = a_file()
    async with driving(path) as driver:
        await _go_to(driver, "biz_main_apps")
        await driver.press("enter")
        await driver.write("Files [/] and [red]mail")
        await driver.press("ctrl+s", "left")
        await driver.shows("Files [/] and [red]mail")
    assert read_back(path).business == {"biz_main_apps": "Files [/] and [red]mail"}


async def test_the_helpers_work_out_what_an_hour_of_standstill_costs() -> None:
    path = a_file()
    async with driving(path) as driver:
        await driver.press("f2", "4", "0", "enter")
        await _go_to(driver, "biz_hourly_pay")
        await driver.press("3", "0", "enter", "5", "0", "enter", "left")
        await driver.shows("an hour in which nothing works costs about USD 600")
    assert read_back(path).business["biz_idle_share"] == Decimal(50)


async def test_a_number_out_of_range_is_refused_in_words() -> None:
    async with driving(a_file()) as driver:
        await driver.press("f2", "0", "enter")
        await driver.shows("0 is outside 1 to 100000 people")
        await driver.press("escape")
        await driver.shows("type a number (people)")
        assert driver.app.place_shown() == "business"


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_round_ends_with_what_can_wait_and_each_round_can_be_the_last(
    size: tuple[int, int],
) -> None:
    asked = load_catalog().business.asked({})
    second = sum(question.round == 2 for question in asked)
    async with driving(a_file(), size=size) as driver:
        await driver.burst("f2", *["right"] * counts.about_the_business())
        await driver.shows(f"{second} more questions make money", "Go on to what matters")
        await driver.press("1", "delete", "u", "space")  # nothing is asked here
        assert driver.session.business == {}
        await driver.press("left")
        await driver.shows(f"Question {counts.about_the_business()} of {counts.about_the_business()}")
        await driver.press("right", "enter")
        await driver.until(lambda: driver.app.place_shown() == "weights")
        await driver.press("f2", "down", "enter")
        await driver.shows(f"Question 1 of {second}")
        await driver.press("l", "end", "enter", "right")
        await driver.shows("That was all about your business.")
        await driver.press("right")
        assert driver.app.place_shown() == "weights"


async def test_once_prices_were_opened_a_change_of_weights_asks_why_and_goes_into_the_log() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "o", "y", "enter", "f2", "8", "enter")
        await driver.shows("The weights are locked")
        await driver.press("escape")
        assert driver.session.business == {}
        await driver.press("left", "8", "enter")
        await driver.write("We forgot to count")
        await driver.press("enter")
    session = read_back(path)
    assert session.business["biz_users"] == Decimal(8)
    assert session.log[-1].what.startswith("weights changed: answer to: How many people")
    assert session.log[-1].why == "We forgot to count"


@pytest.mark.parametrize("size", SIZES)
async def test_the_hour_of_standstill_is_worked_out_together_in_the_first_round(
    size: tuple[int, int],
) -> None:
    path, first = a_file(), counts.about_the_business()
    async with driving(path, size) as driver:
        await driver.press("f2", *"20", "enter")
        await _go_to(driver, "biz_downtime_hour")
        await driver.shows("w  Work it out with me", f"Question 8 of {first}")
        await driver.press("w")
        await driver.shows("What does an average hour", f"Question 9 of {first + 3}")
        await driver.press(*"40", "enter", *"50", "enter")
        await driver.shows("how much do you sell in a busy hour")
        await driver.press(*"1000", "enter", *"20", "enter", *"50", "enter")
        await driver.shows("Which program could you least do without?", f"Question 14 of {first + 5}")
        await driver.press(*["left"] * 6)
        await driver.shows("about USD 500.")
        await driver.press(*"600", "enter")  # one's own figure is taken all the same, and nothing else asked
        await driver.shows("Which program could you least do without?", f"Question 9 of {first}")
    assert read_back(path).business["biz_downtime_hour"] == 600


@pytest.mark.parametrize("key", ["enter", "w"])
async def test_nothing_is_worked_out_once_the_hour_is_given(key: str) -> None:
    async with driving(a_file()) as driver:
        await _go_to(driver, "biz_downtime_hour")
        if key == "enter":
            await driver.press("down", key)  # the line itself does what its letter does
            await driver.shows("What does an average hour")
        else:
            await driver.press(*"500", "enter", "left", key)
            assert "Work it out" not in driver.text
            await driver.shows("If nothing worked for one hour")


async def test_messages_of_what_moved_do_not_pile_up_before_the_page() -> None:
    async with driving(a_file()) as driver:
        await driver.press("f2", *"8", "enter")
        await _go_to(driver, "biz_regulated")
        await driver.press("1", "3", "enter", "1", "enter", "2", "enter")
        said = [message for message in driver.app.messages if message.startswith("That moved")]
        assert len(said) == 4
        assert any(" more." in message for message in said)
        assert sum("That moved" in str(toast.render()) for toast in driver.app.screen.query("Toast")) == 1


async def test_the_two_ends_of_the_price_range_cannot_be_typed_the_wrong_way_round() -> None:
    path = a_file()
    async with driving(path) as driver:
        await _go_to(driver, "biz_price_low")
        await driver.press(*"90", "enter", *"80", "enter")
        await driver.shows("It has to be above your very good price, USD 90.")
        await driver.press("delete", *["backspace"] * 2, *"180", "enter", "left", "left", *"180", "enter")
        await driver.shows("It has to be below the price at which you walk away, USD 180.")
    assert read_back(path).business == {"biz_price_low": 90, "biz_price_high": 180}
