"""Candidates: add, rename, copy, remove; what each asks for in money."""

from __future__ import annotations

from decimal import Decimal

from msp_select.model.bid import Bid
from msp_select.model.bid_fields import FIELDS
from msp_select.ui.widgets.selectable_lines import LineList
from tests import counts
from tests.bid_terms import terms_with
from tests.ui.driving import a_file, driving, read_back

GROUPS = "part-time: 6 at 60; mail: 4 at 15"


async def test_an_empty_list_says_which_key_fills_it_and_that_key_does() -> None:
    path = a_file()
    async with driving(path) as driver:
        await driver.press("f4")
        await driver.shows("a  adds the first")
        await driver.press("a")
        await driver.write("Vexley & Pyke")
        await driver.press("enter", "1", "a")
        await driver.write("Own person")
        await driver.press("enter", "3")
    first, second = read_back(path).candidates
    assert (first.name, first.kind) == ("Vexley & Pyke", "provider")
    assert (second.name, second.kind) == ("Own person", "in_house")
    assert second.bid is None  # no amount before anything is said


async def test_a_name_without_a_visible_letter_is_refused_in_words() -> None:
    async with driving(a_file()) as driver:
        await driver.press("f4", "a", "space", "enter")
        await driver.shows("Type something, or press Esc.")


async def test_renaming_changing_the_kind_and_copying_keep_the_answers() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "2", "f4", "e", "end", "!", "enter", "w", "2", "d", "enter")
    first, second = read_back(path).candidates
    assert (first.id, first.name, first.kind) == ("vexley", "Vexley!", "incumbent")
    assert second.name == "Vexley! (copy)"
    assert second.answers == first.answers
    assert len(first.answers) == 1


async def test_removing_asks_first_with_the_safe_button_marked_and_can_be_undone() -> None:
    path = a_file("Vexley", "Grentwick")
    async with driving(path) as driver:
        await driver.press("f4", "x", "enter")
        assert len(driver.session.candidates) == 2, "Enter is on the safe button"
        await driver.press("x", "y")
        assert [c.name for c in driver.session.candidates] == ["Grentwick"]
        await driver.press("ctrl+z")
        await driver.says("Undone: removed Vexley")
    assert [c.name for c in read_back(path).candidates] == ["Vexley", "Grentwick"]


async def test_coverage_and_must_haves_stand_beside_each_name_and_money_is_sealed() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("f5", "5", "f4")
        line = next(line for line in driver.text.splitlines() if "Vexley" in line)
        assert f"1 of {counts.without_prices('quick')}" in line
        await driver.shows("Prices are sealed: the questions on them are not counted here.")
        assert "1 not met" in line
        assert "sealed" in line


async def test_the_money_terms_are_entered_field_by_field_once_prices_are_open() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f4", "b")
        await driver.shows("Prices are sealed")
        await driver.press("o")
        await driver.write("The board wants a figure")
        await driver.press("enter")
        await driver.press("enter", "1", "down", "down", *"148.50", "enter")
        await driver.shows("148.50  USD a month")
    session = read_back(path)
    assert session.candidates[0].bid is not None
    assert session.candidates[0].bid.basis == "per_user"
    assert session.candidates[0].bid.per_user == Decimal("148.50")
    assert not session.settings.sealed
    assert [(entry.what, entry.why) for entry in session.log] == [
        ("prices opened", "The board wants a figure")
    ]


async def test_a_figure_that_cannot_be_is_refused_in_words_and_one_can_be_left_open_again() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f4", "b", "o", "y", "enter", "enter", "6", "down", "7", "enter")
        await driver.press("enter")
        await driver.write("x")
        await driver.press("enter")
        await driver.shows("That is not a number.")
        await driver.press("escape", "delete")
    bid = read_back(path).candidates[0].bid
    assert bid is not None
    assert bid.hourly_rate is None


async def test_an_offer_in_parts_is_entered_part_by_part() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f4", "b", "o", "y", "enter", "enter", "3", "m")
        await driver.write("Security")
        await driver.press("enter", "down", "9", "enter")
    bid = read_back(path).candidates[0].bid
    assert bid is not None
    assert [(part.name, part.per_user) for part in bid.modules] == [("Security", Decimal(9))]


async def test_the_fee_is_repeated_as_it_is_typed_and_bands_are_one_line() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f4", "b", "o", "y", "enter", "enter", "1", "down", *"500", "enter")
        await driver.shows("Fee: 500 a month")
        await driver.press("down", "down", "enter")
        await driver.write("up to 25: 110")
        await driver.press("enter")
        await driver.shows('the last band has no "up_to"')
        await driver.press("end")
        await driver.write("; above: 98")
        await driver.press("enter")
        await driver.shows("Fee: 500 + users x the price for their number a month")
    bid = read_back(path).candidates[0].bid
    assert bid is not None
    assert [band.up_to for band in bid.bands] == [25, None]


async def test_every_term_of_a_bid_can_be_entered_field_by_field() -> None:
    """Of two terms that exclude each other the second is refused; parts have lines of their own."""
    path = a_file("Vexley")
    excluded = {"bands", "outside_bill_share", "modules"}
    async with driving(path) as driver:
        await driver.press("f4", "b", "o", "y", "enter", "enter", "7")  # shared with your own staff
        await driver.press("end", "enter", "home")  # and all fields of other bases
        sheet = driver.app.screen.query_one(LineList)
        for name, field in FIELDS.items():
            if name == "modules":
                continue
            await driver.press("down")
            assert sheet.key == f"bid.{name}"
            if name in excluded:
                continue
            value = terms_with(name)[name]
            if field.entry == "yes_no":
                await driver.press("enter", "2")  # no
            elif field.entry == "grade":
                await driver.press("enter", "3")
            elif field.entry == "tax":
                await driver.press("enter", "2")  # with tax
            else:
                await driver.press("enter")
                await driver.write(GROUPS if name == "groups" else str(value))
                await driver.press("enter")
    bid = read_back(path).candidates[0].bid
    assert bid is not None
    wanted = Bid.model_validate(
        {"basis": "shared"} | {key: terms_with(key)[key] for key in FIELDS if key not in excluded}
    )
    assert bid.model_dump(exclude_defaults=True) == wanted.model_dump(exclude_defaults=True)
