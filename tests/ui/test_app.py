"""The frame of all places: keys, saving, trouble, small windows, colours, and what is not loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import OptionList

from msp_select.errors import MspSelectError
from msp_select.store.files import state_folder
from msp_select.ui.app import SelectApp
from msp_select.ui.places import PLACES, WALK
from msp_select.ui.remembered import UiState, Visit, load_state, state_file, store_state
from msp_select.ui.start_session import read_again
from msp_select.ui.widgets.foot import Foot
from tests import counts
from tests.ui.driving import NOON, Driver, a_file, driving, read_back
from tests.ui.rest import at_rest

ROOT = str(Path(__file__).parents[2])
MINE = ("home", "business", "candidates", "questions", "bid", "details")


async def test_every_place_is_reached_by_its_key_by_the_list_of_places_and_left_by_escape() -> None:
    async with driving(a_file("Vexley")) as driver:
        for number, place in enumerate(WALK, 2):
            await driver.press(place.key)
            assert driver.app.place_shown() == place.name
            assert place.title in driver.text.splitlines()[0]
            await driver.press("escape", "escape", "ctrl+g", str(number))
            assert driver.app.place_shown() == place.name


async def test_the_palette_offers_every_place_and_deed_in_plain_words() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("f4")
        titles = [command.title for command in driver.app.get_system_commands(driver.app.screen)]
    assert {place.title for place in WALK} <= set(titles)
    assert {"Add", "Remove", "Undo", "Quit", "Colours: light, dark and others", "Help"} <= set(titles)
    assert all(title[0].isupper() for title in titles)


async def test_a_deed_chosen_in_the_palette_is_done() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("f4", "ctrl+p")
        await driver.write("Duplicate")
        await driver.until(lambda: driver.app.screen.query_one(OptionList).option_count == 1)
        await driver.press("down", "enter")
        await driver.shows("Name of the copy?")


async def test_help_tells_what_the_place_is_for_and_every_key_of_it() -> None:
    async with driving(a_file("Vexley"), size=(100, 50)) as driver:
        await driver.press("f4", "f1")
        for words in ("Each line is one candidate.", "Rename", "Go to another place", "Undo, redo"):
            assert words in driver.text
        await driver.press("escape")
        assert driver.app.place_shown() == "candidates"


@pytest.mark.parametrize("place", MINE)
async def test_every_key_at_the_foot_does_something(place: str) -> None:
    async with driving(a_file("Vexley", "Grentwick")) as driver:
        await driver.go(place)
        keys = [
            active.binding.key
            for active in driver.app.screen.active_bindings.values()
            if active.binding.show and active.enabled
        ]
        assert len(keys) <= 8
        for key in keys:
            await driver.go(place)
            await driver.press("down", "up")
            before = _state(driver)
            await driver.press(key)
            assert _state(driver) != before, f"{key} on {place}"
            if len(driver.app.screen_stack) > 1:
                await driver.press("escape")


def _state(driver: Driver) -> tuple[object, ...]:
    return (
        driver.text,
        driver.session,
        driver.app.screen,
        list(driver.app.messages),
    )


@pytest.mark.parametrize("place", [place.name for place in PLACES.values()])
async def test_no_key_of_a_place_is_taken_by_what_can_have_the_focus_on_it(place: str) -> None:
    async with driving(a_file("Vexley", "Harrow")) as driver:
        await driver.go(place)
        screen = driver.app.screen
        letters = {key for key in screen._bindings.key_to_bindings if len(key) == 1}
        for widget in screen.query("*"):
            if widget.can_focus:
                assert letters.isdisjoint(widget._bindings.key_to_bindings), type(widget).__name__


@pytest.mark.parametrize("place", MINE)
async def test_at_80_by_24_the_keys_of_a_place_fit_on_its_last_line(place: str) -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.go(place)
        foot = driver.app.screen.query_one(Foot)
        assert foot.shown[: len(foot.keys)] == foot.keys


async def test_a_window_too_small_says_so_and_recovers_with_the_focus_where_it_was() -> None:
    async with driving(a_file("Vexley")) as driver:
        await driver.press("f5", "right")
        focused = driver.app.focused
        await driver.resize(59, 17)
        await driver.shows("It needs 60 x 18, now 59 x 17.")
        await driver.resize(80, 24)
        await driver.shows(f"Question 2 of {counts.questions('quick')}")
        assert driver.app.focused is focused


async def test_undo_and_redo_go_through_the_changes_of_every_place_and_are_saved() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5", "2", "f2", "8", "enter", "f4", "x", "y", *["ctrl+z"] * 3)
        session = read_back(path)
        assert len(session.candidates) == 1
        assert session.candidates[0].answers == {}
        assert session.business == {}
        await driver.press("ctrl+z")
        await driver.says("There is nothing to undo.")
        await driver.press("ctrl+y", "ctrl+y", "ctrl+y")
    assert read_back(path).candidates == ()
    assert "biz_users" in read_back(path).business


async def test_what_cannot_be_saved_is_said_on_the_page_with_what_to_do_and_stays_in_memory() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f5")
        Path(path).write_text(Path(path).read_text() + "\n")
        await driver.press("2")
        await driver.shows("NOT SAVED")
        await driver.shows("another program changed the file since it was opened")
        await driver.shows("save yours under another name")
        assert driver.session.candidates[0].answers
        await driver.press("escape", "escape", "c", "enter")
        assert "NOT SAVED" not in driver.text
    assert read_back("acme.toml").candidates[0].answers
    assert not read_back(path).candidates[0].answers


async def test_a_file_changed_by_others_is_read_again_after_a_warning() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f4")
        Path(path).write_text(Path(path).read_text().replace('"Vexley"', '"Grentwick"'))
        await driver.press("d", "enter")
        assert len(driver.session.candidates) == 2
        read_again(driver.app)
        await driver.press("y")
        assert [c.name for c in driver.session.candidates] == ["Grentwick"]
        assert driver.app.place_shown() == "candidates"
        await driver.shows("Grentwick")
        assert "NOT SAVED" not in driver.text
        await driver.press("d", "enter")
    assert len(read_back(path).candidates) == 2


async def test_a_file_that_cannot_be_read_never_takes_over_the_terminal() -> None:
    with pytest.raises(MspSelectError) as caught:
        SelectApp("nowhere.toml")
    assert caught.value.message == "nowhere.toml: there is no such file or folder"


async def test_the_colours_chosen_are_remembered() -> None:
    async with driving() as driver:
        assert driver.app.theme == "textual-dark"
        driver.app.theme = "textual-light"
        await driver.rest()
    async with driving() as driver:
        assert driver.app.theme == "textual-light"


async def test_no_color_means_the_colours_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with driving(a_file("Vexley")) as driver:
        assert driver.app.theme == "ansi-dark"
        for strip in driver.app.screen._compositor.render_strips():
            for colourless in (f for f in driver.app._filters if f.enabled):
                strip = strip.apply_filter(colourless, Color(0, 0, 0))
            styles = [segment.style for segment in strip if segment.style is not None]
            colours = [colour for style in styles for colour in (style.color, style.bgcolor)]
            assert all(colour is None or colour.is_default for colour in colours)
        await driver.press("f4")
        await driver.shows("▌")


@pytest.mark.parametrize("damage", ["", "[]", '{"visits": [3], "theme": 4}', "\x00\xff", "[" * 5000])
def test_a_damaged_memory_is_as_good_as_none(damage: str) -> None:
    state_folder().mkdir(parents=True)
    state_file().write_text(damage, encoding="latin-1")
    assert load_state() == UiState()


def test_the_memory_keeps_the_latest_dozen_with_the_last_first() -> None:
    state = UiState()
    for number in range(15):
        state = state.visited(Visit(f"{number}.toml"))
    store_state(state.visited(Visit("9.toml", title="Again")))
    visits = load_state().visits
    assert len(visits) == 12
    assert visits[0] == Visit("9.toml", title="Again")
    assert [visit.reference for visit in visits].count("9.toml") == 1


async def test_a_fault_of_the_program_leaves_no_answer_and_no_name_behind() -> None:
    path = a_file("Secret Ltd")
    app = SelectApp(path, clock=lambda: NOON)

    def fail() -> None:
        secret = app.work
        raise RuntimeError(f"Secret Ltd {secret}")

    async def run() -> None:
        async with app.run_test():
            app.call_later(fail)
            await at_rest(app)

    with pytest.raises(RuntimeError):
        await run()
    assert app.return_code == 1
    (report,) = state_folder().glob("fault-*.txt")
    assert "RuntimeError" in report.read_text()
    assert "test_app.py" in report.read_text()
    assert "Secret" not in report.read_text()
    assert "Secret" not in "".join(str(shown) for shown in app._exit_renderables)


def test_neither_numpy_nor_pydantic_is_loaded_before_the_start_is_painted() -> None:
    code = (
        "import asyncio, sys\n"
        "from msp_select.ui.app import SelectApp\n"
        "from tests.ui.rest import at_rest\n"
        "async def main():\n"
        "    async with (app := SelectApp()).run_test():\n"
        "        await at_rest(app)\n"
        "        assert not {'numpy', 'pydantic'} & set(sys.modules)\n"
        "asyncio.run(main())\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": ROOT})


async def test_no_place_that_only_asks_loads_numpy() -> None:
    code = (
        "import asyncio, sys\n"
        "from tests.ui.driving import a_file, driving\n"
        "async def main():\n"
        "    async with driving(a_file('Vexley', path='n.toml')) as driver:\n"
        "        await driver.press('f2', 'f4', 'f5', 'escape', 'escape')\n"
        "        assert 'numpy' not in sys.modules\n"
        "asyncio.run(main())\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": ROOT})


def test_the_table_of_places_has_no_key_twice() -> None:
    keys = [place.key for place in PLACES.values() if place.key]
    assert len(keys) == len(set(keys)) == 8
