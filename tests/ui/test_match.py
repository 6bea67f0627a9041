"""Match: a folder of providers ranked, searched, filtered, weighed and taken into the session."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Input

from msp_select.decision.matching.match import match_library
from msp_select.decision.matching.pool import pool_of
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_settings
from msp_select.model.provider import Provider
from msp_select.store.catalog import load_catalog
from msp_select.store.providers import dump_provider
from msp_select.store.session import load_session, save_session
from msp_select.ui.components.match_list import MatchList
from msp_select.ui.screens.match import MatchScreen
from msp_select.ui.widgets.foot import Foot
from msp_select.ui.widgets.virtual_list import LongList
from tests.ui.driving import ODD, Driver, a_file, driving, read_back
from tests.ui.rest import at_rest

FIRMS = (("Good", "north", 1.0), ("Fair", "north", 0.5), ("Poor", "south", 0.0), (ODD, "", 0.7))


def a_provider(number: int, name: str, region: str, quality: float, catalog: Catalog) -> Provider:
    """A provider whose answers are that good: 0 the worst; above 0.6 it is acceptable."""
    answers = {}
    as_good = quality
    for question in catalog.questions.values():
        quality = 1.0 if as_good > 0.6 and question.must_have is not None else as_good
        if question.kind == "choice":
            best_first = sorted(question.levels, key=lambda level: -level.value)
            value: Decimal | str = best_first[round((1 - quality) * (len(best_first) - 1))].id
        elif question.kind == "number" and question.value and not question.bid_field:
            best = sorted(question.value, key=lambda point: -point[1])
            value = best[round((1 - quality) * (len(best) - 1))][0]
        else:
            continue
        answers[question.id] = Answer(value=value)
    fields: dict[str, Any] = {
        "id": f"firm-{number}",
        "name": name,
        "dated": dt.date(2026, 11, 1),
        "profile": {"regions": [region] if region else [], "smallest_client": 1, "largest_client": 100},
        "bid": {"basis": "per_user", "per_user": Decimal(190 - 60 * number)},
        "answers": answers,
    }
    return Provider.model_validate(fields)


def a_library(firms: tuple[tuple[str, str, float], ...] = FIRMS) -> list[Provider]:
    """A folder "providers" of them."""
    catalog = load_catalog()
    found = [a_provider(k, *firm, catalog) for k, firm in enumerate(firms)]
    Path("providers").mkdir()
    for one in found:
        (Path("providers") / f"{one.id}.toml").write_bytes(dump_provider(one))
    return found


async def on_match(driver: Driver, *, open_folder: bool = True) -> MatchScreen:
    """Go to the match and choose the folder."""
    await driver.go("match")
    if open_folder:
        await driver.press("f", "enter")
    screen = driver.app.screen
    assert isinstance(screen, MatchScreen)
    return screen


def rows(driver: Driver) -> list[str]:
    """The keys of the list as it stands."""
    return [line.key for line in driver.app.screen.query_one(MatchList).lines]


async def test_the_way_from_no_library_to_candidates_in_the_file() -> None:
    a_library()
    path = a_file()
    async with driving(path) as driver:
        await on_match(driver, open_folder=False)
        await driver.shows("f  chooses the folder")
        await driver.press("f", "enter")
        await driver.shows("4 providers on file")
        await driver.press("space", "down", "space")
        await driver.shows("✓2")
        await driver.press("t")
        await driver.says("Took 2 providers as candidates: F4 shows them, ctrl+z takes it back.")
        assert driver.text.count("in session") == 2
        await driver.press("ctrl+z")
        assert driver.session.candidates == ()
        await driver.press("ctrl+y")
    session = read_back(path)
    assert [c.library.id for c in session.candidates if c.library] == ["firm-0", "firm-1"]
    assert all(candidate.bid is not None for candidate in session.candidates)
    assert 'taken from the library: "Good"' in [entry.what for entry in session.log]


async def test_the_order_on_the_page_is_that_of_the_match() -> None:
    on_file = a_library()
    path = a_file()
    catalog = load_catalog()
    pool = pool_of([(one, "") for one in on_file], catalog)
    async with driving(path) as driver:
        await on_match(driver)
        found = match_library(driver.session, catalog, pool)
        assert rows(driver) == [pool.listed[match.at].id for match in found.matches]
        for match in found.matches:
            if match.name == ODD:
                continue  # cut at this width
            line = next(line for line in driver.text.splitlines() if f" {match.name} " in line)
            assert f" {match.quality:.1f} " in line  # a new session keeps its prices sealed


async def test_a_moved_weight_ranks_everybody_again_and_is_saved() -> None:
    catalog = load_catalog()
    price = next(p for p in catalog.questionnaires if p.id == "price")
    a_library((("Dear and good", "", 1.0), ("Cheap and fair", "", 0.75)))
    path = a_file()
    stored = load_session(path, catalog)
    business = {"biz_users": 10, "biz_price_low": 60, "biz_price_high": 300}
    opened = set_settings(stored.session, sealed=False).model_copy(
        update={"business": {key: Decimal(value) for key, value in business.items()}}
    )
    save_session(stored, opened)
    async with driving(path) as driver:
        screen = await on_match(driver)
        assert rows(driver) == ["firm-0", "firm-1"]
        before = screen.matcher.matching
        await driver.press("w", *["down"] * list(catalog.questionnaires).index(price), "1", "0", "0")
        assert rows(driver) == ["firm-1", "firm-0"]
        after = screen.matcher.matching
        assert before is not None
        assert after is not None
        assert after.valued is before.valued, "what answers are worth is not worked out again"
        assert before.valued
        await driver.shows("▲1")
        await driver.shows("▼1")
        await driver.press("escape", "up")
        assert "▲1" not in driver.text
    assert read_back(path).weights.pillars["price"] == 100


async def test_search_and_filters_leave_out_who_does_not_fit_and_x_brings_them_back() -> None:
    a_library()
    async with driving(a_file()) as driver:
        await on_match(driver)
        everybody = rows(driver)
        await driver.press("slash", *"oo")
        assert rows(driver) == ["firm-0", "firm-2"]  # Good and Poor
        await driver.press("escape", "escape")
        assert rows(driver) == everybody
        await driver.press("r", "2")
        assert set(rows(driver)) == {"firm-0", "firm-1"}
        await driver.shows("r north")
        await driver.press("x")
        assert rows(driver) == everybody
        await driver.press("u")
        driver.app.screen.query_one(Input).value = "101"
        await driver.press("enter")
        assert rows(driver) == []
        await driver.shows("Nobody fits")
        await driver.press("x")
        await driver.press("m")
        assert "firm-2" not in rows(driver)
        await driver.shows("m none failed")


async def test_enter_says_why_one_is_in_and_another_is_out() -> None:
    a_library()
    async with driving(a_file(), size=(120, 40)) as driver:
        await on_match(driver)
        await driver.press("n", "1", "enter", "enter")
        await driver.shows("ahead of")
        await driver.press("escape", "end", "enter")
        await driver.shows("Fails the must-have")
        await driver.shows("Cure:")


async def test_the_folder_is_remembered_and_one_that_is_gone_is_named() -> None:
    a_library()
    path = a_file()
    async with driving(path) as driver:
        await on_match(driver)
    async with driving(path) as driver:
        await on_match(driver, open_folder=False)
        await driver.shows("4 providers on file")
    Path("providers").rename("elsewhere")
    async with driving(path) as driver:
        await on_match(driver, open_folder=False)
        await driver.shows("providers")
        assert "on file, " not in driver.text
        assert driver.app.return_code is None
        await driver.press("t")
        await driver.says("There is nobody to take. f chooses a folder of providers.")


async def test_a_file_that_vanished_takes_nobody() -> None:
    a_library()
    path = a_file()
    async with driving(path) as driver:
        await on_match(driver)
        (Path("providers") / "firm-0.toml").unlink()
        await driver.press("space", "space", "t")
        await driver.shows("Nobody was taken.")
        await driver.press("escape")
    assert read_back(path).candidates == ()


async def test_names_stay_hidden_here_too() -> None:
    a_library((("Vexley", "north", 1.0), ("Grentwick", "north", 0.5)))
    path = a_file()
    stored = load_session(path, load_catalog())
    save_session(stored, set_settings(stored.session, blind=True))
    async with driving(path, size=(120, 40)) as driver:
        await on_match(driver)
        await driver.shows("Firm A")
        await driver.press("enter")
        assert not re.search("Vexley|Grentwick", driver.text)
        await driver.press("escape", "t")
        assert not re.search("Vexley|Grentwick", driver.text)
    assert [c.name for c in read_back(path).candidates] == ["Vexley"]


async def test_an_odd_name_is_shown_as_it_is() -> None:
    a_library()
    async with driving(a_file(), size=(120, 40)) as driver:
        await on_match(driver)
        await driver.press("slash", *"acme", "enter", "enter")
        await driver.shows(ODD)


async def test_of_ten_thousand_lines_only_those_in_view_are_made() -> None:
    drawn: list[int] = []

    def draw(row: int) -> Content:
        drawn.append(row)
        return Content(f"  line {row}")

    class ListApp(App[None]):
        def compose(self) -> ComposeResult:
            yield LongList()

    app = ListApp()
    async with app.run_test(size=(80, 24)) as pilot:
        lines = app.query_one(LongList)
        lines.focus()
        lines.show_rows([str(k) for k in range(10_000)], draw)
        await pilot.press("end")
        await at_rest(app)
        assert lines.key == "9999"
        assert len(set(drawn)) < 100
        drawn.clear()
        lines.show_rows([str(k) for k in reversed(range(10_000))], draw)
        await at_rest(app)
        assert lines.row == 0
        assert len(set(drawn)) < 100


async def test_the_keys_fit_and_each_does_something() -> None:
    a_library()
    async with driving(a_file()) as driver:
        await on_match(driver)
        foot = driver.app.screen.query_one(Foot)
        assert foot.shown[: len(foot.keys)] == foot.keys
        keys = [a.binding.key for a in driver.app.screen.active_bindings.values() if a.binding.show]
        for key in keys:
            await on_match(driver, open_folder=False)
            await driver.press("slash", "escape")
            before = (driver.text, driver.session, driver.app.screen, list(driver.app.messages))
            if key == "x":
                await driver.press("m")
                before = (driver.text, *before[1:])
            await driver.press(key)
            after = (driver.text, driver.session, driver.app.screen, list(driver.app.messages))
            assert after != before, key
            await driver.press("escape")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
async def test_no_line_is_wider_than_the_window(size: tuple[int, int]) -> None:
    a_library()
    async with driving(a_file(), size=size) as driver:
        await on_match(driver)
        for name in ("Good", "Fair"):
            await driver.shows(name)
        await driver.press("w")
        await driver.shows("Proactivity")


async def test_a_page_gone_back_to_fits_the_window_as_it_is_now() -> None:
    a_library()
    async with driving(a_file()) as driver:
        await on_match(driver)
        await driver.shows("Good")
        assert "regions; sectors" not in driver.text
        await driver.go("business")
        await driver.resize(160, 30)
        await driver.go("match")
        await driver.shows("regions; sectors")
        wide = driver.text
        await driver.go("business")
        await driver.resize(80, 24)
        await driver.go("match")
        await driver.until(lambda: "regions; sectors" not in driver.text)
        await driver.resize(160, 30)
        await driver.until(lambda: driver.text == wide)
