"""Names that look like markup or hold escape sequences, walked through every place."""

from __future__ import annotations

import os
import re

import pytest

from msp_select.ui.places import BESIDE, WALK
from msp_select.ui.widgets.dialogs import Notice
from tests import counts
from tests.control_texts import REACHES_A_TERMINAL, file_names
from tests.ui.driving import ODD, a_file, driving

ESCAPES = "Bold\x1b[1m \x1b]0;PWNED\x1b\\\x9b2J\u202eevil\u2066 Ltd"


@pytest.mark.parametrize("place", [place.name for place in (*WALK, *BESIDE)] + ["home", "details", "bid"])
async def test_an_odd_name_is_shown_as_it_is_in_every_place(place: str) -> None:
    path = a_file(ODD, ESCAPES, title="Title [/] [red]x[/]")
    async with driving(path, size=(120, 40)) as driver:
        await driver.go(place)
        if place == "present":
            await driver.press("1")  # names as they are
        text = driver.text
        heading = "T I T L E   [ / ]   [ R E D ] X [ / ]" if place == "present" else "Title [/] [red]x[/]"
        assert heading in text
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        if place in ("candidates", "questions", "bid"):
            assert ODD in text
        await driver.press("f1", "escape", "down", "ctrl+g", "escape", "ctrl+p", "escape")
        assert driver.app.place_shown() == place
        assert driver.app.return_code is None


async def test_dialogs_messages_and_the_undo_show_an_odd_name_as_it_is() -> None:
    async with driving(a_file(ODD), size=(120, 40)) as driver:
        for key in ("e", "w", "d", "x", "t"):
            await driver.press("f4", key)
            await driver.shows(ODD)
            await driver.press("escape")
        await driver.press("x", "y")
        assert driver.session.candidates == ()
        await driver.press("ctrl+z")
        await driver.says(f"Undone: removed {ODD}")
        await driver.press("f5", "c")
        await driver.shows(ODD)


async def test_an_odd_name_typed_by_hand_is_kept_to_the_letter() -> None:
    async with driving(a_file()) as driver:
        await driver.press("f4", "a")
        await driver.write(ODD)
        await driver.press("enter", "1")
        assert driver.session.candidates[0].name == ODD


async def test_wide_letters_keep_the_columns_in_line() -> None:
    async with driving(a_file("株式会社アクメ情報システムサービス東京本社", "Vexley")) as driver:
        await driver.press("f4")
        rows = [line for line in driver.text.splitlines() if f"of {counts.without_prices('quick')}" in line]
        from rich.cells import cell_len

        ends = {cell_len(row[: row.index("provider")]) for row in rows}
        assert len(rows) == 2
        assert len(ends) == 1


@pytest.mark.parametrize("name", file_names(".toml", room=100), ids=lambda name: name[:2])
async def test_a_file_name_is_written_out_in_the_list_on_the_way_and_among_those_opened_before(
    name: str,
) -> None:
    folder = name.removesuffix(".toml")
    os.mkdir(folder)
    a_file("Vexley", path=name)
    a_file("Vexley", path=f"{folder}/in.toml")
    async with driving(size=(150, 50)) as driver:
        await driver.press("o")
        assert "Which session file?" in driver.text
        assert_written_out(driver.text)
        await driver.press("1")
        await driver.rest()
        assert driver.app.work is not None
        assert_written_out(driver.text)
        for place in (place.name for place in (*WALK, *BESIDE) if place.name != "present"):
            driver.app.go(place)
            await driver.rest()
            assert_written_out(driver.text)
        driver.app.go("home")
        driver.app.try_open(f"{folder}/in.toml", place="hand_over")
        await driver.rest()
        assert_written_out(driver.text)
        await driver.press("enter")
        await driver.shows("where to?")
        assert_written_out(driver.text)
        await driver.press("escape")
        driver.app.go("home")
        await driver.rest()
        await driver.shows("Opened before")
        assert_written_out(driver.text)
        driver.app.try_open(f"{folder}/{name}")
        await driver.rest()
        assert isinstance(driver.app.screen, Notice)
        assert_written_out(driver.text)


def assert_written_out(text: str) -> None:
    assert not REACHES_A_TERMINAL.search(text)
