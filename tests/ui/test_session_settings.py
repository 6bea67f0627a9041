"""About the session: its own fields, and names hidden until the rest is judged."""

from __future__ import annotations

import datetime as dt

import pytest

from tests import counts
from tests.ui.driving import Driver, a_file, driving, read_back


async def _change(driver: Driver, title: str) -> None:
    """Put the cursor on a line and press Enter."""
    await driver.go("details")
    await driver.press("home")
    rows = [line for line in driver.text.splitlines() if line.startswith(("    ", " ▌ "))]
    at = next(at for at, row in enumerate(rows) if title in row)
    await driver.press(*["down"] * at, "enter")


@pytest.mark.parametrize(
    ("title", "typed", "field", "value"),
    [
        ("Currency", "eur", "currency", "EUR"),
        ("Compared over", "48", "term_months", 48),
        ("As of", "2027-01-31", "as_of", dt.date(2027, 1, 31)),
        ("Title", "Hill & Sons", "title", "Hill & Sons"),
        ("Who paid", "the board", "paid_by", "the board"),
    ],
)
async def test_a_field_is_typed_and_kept(title: str, typed: str, field: str, value: object) -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await _change(driver, title)
        await driver.press("ctrl+u")
        await driver.write(typed)
        await driver.press("enter")
    assert getattr(read_back(path), field) == value


@pytest.mark.parametrize(
    ("title", "typed", "fault"),
    [
        ("Currency", "dollars", "is not a currency code of three capital letters"),
        ("Compared over", "500", "500 is outside 1 to 120 months"),
        ("As of", "tomorrow", "That is not a day such as 2027-04-09 or 9 Apr 2027."),
        ("An answer they couldn't give", "101", "101 is not a value from 0 to 100"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(title: str, typed: str, fault: str) -> None:
    path = a_file("Vexley")
    before = read_back(path)
    async with driving(path) as driver:
        await _change(driver, title)
        await driver.press("ctrl+u")
        await driver.write(typed)
        await driver.press("enter")
        assert fault in " ".join(driver.text.replace("│", " ").split())
    assert read_back(path) == before


async def test_a_larger_size_asks_more_questions() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await _change(driver, "How thorough")
        await driver.press("3", "f5")
        await driver.shows(f"Question 1 of {counts.questions('full')}")
    assert read_back(path).size == "full"


async def test_hidden_names_are_hidden_in_every_place_and_shown_again_only_with_a_reason() -> None:
    path = a_file("Vexley & Pyke", "Grentwick")
    async with driving(path) as driver:
        await _change(driver, "Names of candidates")
        await driver.press("2")
        for place in ("home", "candidates", "questions", "result", "why", "compare"):
            await driver.go(place)
            assert "Vexley" not in driver.text, place
            await driver.shows("Provider A")
        await driver.press("f5", "2", "f4", "e")
        await driver.says("Names are hidden. Show them first: About this session.")
        await _change(driver, "Names of candidates")
        await driver.press("1")
        await driver.write("All is judged")
        await driver.press("enter", "f4")
        await driver.shows("Vexley & Pyke")
    session = read_back(path)
    assert session.candidates[0].answers["pro_backup_test"].value == "quarterly_sample"
    assert [(entry.what, entry.why) for entry in session.log] == [
        ("names hidden", ""),
        ("names shown", "All is judged"),
    ]
