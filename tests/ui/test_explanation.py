"""Why: the same findings as the command line, with charts, for any two candidates."""

from __future__ import annotations

import re

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.phrases.en.words import about
from msp_select.phrases.explanation import explain
from msp_select.store.catalog import load_catalog
from msp_select.ui.components.folding_page import WhyPage
from tests.ui.driving import ODD, SIZES, Driver, a_file, driving, read_back
from tests.ui.test_result import a_copy, a_sealed_file

PAGE = 45  # lines


async def on_why(driver: Driver) -> WhyPage:
    """Go to the reasons and wait for them."""
    await driver.press("f7")
    return driver.app.screen.query_one(WhyPage)


def marked(page: WhyPage) -> list[str]:
    """The headings painted in reverse: one, or none."""
    return [
        line.content.plain.rstrip()
        for line in page.lines
        if any("reverse" in str(span.style) for span in line.content.spans)
    ]


def flowing(text: str) -> str:
    """A page as one line, so that sentences can be found in it."""
    return " ".join(text.split())


async def test_the_one_page_stands_there_and_every_sentence_behind_it_unfolds() -> None:
    path = a_copy()
    explanation = explain(evaluate(read_back(path), load_catalog()))
    async with driving(path) as driver:
        page = await on_why(driver)
        text = flowing(page.text)
        for one in (*explanation.lines, *explanation.page):
            assert flowing(one.sentence) in text
        assert len(page.lines) <= PAGE + 3 + len(explanation.findings)
        for finding in explanation.findings:
            assert f"▸ {flowing(finding.title)}" in text
        await driver.press("m")
        text = flowing(page.text)
        for finding in explanation.findings:
            assert f"▾ {flowing(finding.title)}" in text
            assert flowing(finding.sentence) in text
        await driver.shows("Why Ninefold Harrow  against Vexley & Pyke")
        await driver.press("m")
        assert "▾" not in page.text


async def test_enter_unfolds_the_heading_marked_and_folds_it_again() -> None:
    async with driving(a_copy()) as driver:
        page = await on_why(driver)
        await driver.press("enter")
        await driver.says("n goes to the next heading; Enter unfolds those behind the page.")
        await driver.press("t", "7", "p", "n")
        assert marked(page) == ["▾ How sure this is"]
        assert "Narrow: " in page.text
        await driver.press("enter")
        assert marked(page) == ["▸ How sure this is"]
        assert "Narrow: " not in page.text


async def test_a_text_is_found_behind_the_page_and_unfolded() -> None:
    async with driving(a_copy()) as driver:
        page = await on_why(driver)
        assert "an hour of standstill" not in page.text
        await driver.press("slash")
        await driver.write("Hour of Standstill")
        await driver.press("enter")
        assert marked(page) == ["▾ The hour of standstill at which both cost the same"]
        await driver.shows("an hour of standstill costs you")
        await driver.press("slash", *"restore", "enter")
        first = marked(page)
        await driver.press("slash", "enter")
        assert len(marked(page)) == 1
        assert marked(page) != first
        await driver.press("slash", *"zzz", "enter")
        await driver.says('"zzz" stands nowhere here.')


async def test_the_contributions_are_drawn_and_add_up() -> None:
    path = a_copy()
    evaluation = evaluate(read_back(path), load_catalog())
    gap = evaluation.result("ninefold").score - evaluation.result("vexley-pyke").score
    async with driving(path) as driver:
        page = await on_why(driver)
        await driver.press("m")
        lines = [line.content.plain for line in page.lines]
        chart = [line for line in lines if "│" in line and "█" in line and line.startswith("  ")]
        assert len(chart) >= 10
        together = next(line for line in lines if line.strip().startswith("together"))
        assert f"+{gap:.1f}" in together


async def test_cost_and_quality_are_drawn_with_who_is_beaten_in_small_letters() -> None:
    path = a_copy()
    costs = evaluate(read_back(path), load_catalog()).result("grentwick").costs
    assert costs is not None
    async with driving(path) as driver:
        page = await on_why(driver)
        await driver.press("m")
        lines = [line.content.plain for line in page.lines]
        assert any("cash over the term →" in line for line in lines)
        cash = about(costs.cash.middle, "USD")
        assert f"A  Grentwick Callout: {cash} cash over three years" in page.text
        assert "g  Own IT person: USD 486,900 cash over three years" in page.text


async def test_any_two_candidates_can_be_held_against_each_other() -> None:
    async with driving(a_copy()) as driver:
        await on_why(driver)
        await driver.press("s", "3")
        await driver.shows("Why Vexley & Pyke  against Ninefold Harrow")
        await driver.press("g", "7")
        await driver.shows("Why Vexley & Pyke  against Grentwick Callout")
        await driver.press("s", "2")
        await driver.shows("Why Ninefold Harrow  against Grentwick Callout")


async def test_n_and_p_go_from_heading_to_heading_and_t_lists_them() -> None:
    async with driving(a_copy()) as driver:
        page = await on_why(driver)
        await driver.press("n")
        assert driver.text.splitlines()[3].strip() == "Ninefold Harrow or Vexley & Pyke?"
        await driver.press("n")
        assert driver.text.splitlines()[3].strip() == "What speaks for Vexley & Pyke"
        await driver.press("p")
        assert marked(page) == ["Ninefold Harrow or Vexley & Pyke?"]
        await driver.press("t")
        await driver.shows("Go to")
        await driver.press("8")
        assert page.scroll_offset.y > 0
        assert marked(page) == ["▾ Why not Grentwick Callout, the cheapest?"]


@pytest.mark.parametrize("size", SIZES)
async def test_what_to_ask_and_why_not_the_cheapest_are_one_key_away_from_anywhere_time_and_again(
    size: tuple[int, int],
) -> None:
    at_the_top = {"a": "What to ask next", "w": "Why not Grentwick Callout, the cheapest?"}
    async with driving(a_copy(), size=size) as driver:
        for place in ("home", "result", "compare", "why", "home", "why", "result"):
            for key in ("a", "w", "w", "a"):
                await driver.go(place)
                await driver.press(key)
                page = driver.app.screen.query_one(WhyPage)
                row = page.scroll_offset.y
                heading = page.lines[row].content.plain
                assert at_the_top[key].startswith(heading.removeprefix("▾ ")[:20]), f"{key} from {place}"


async def test_escape_goes_back_to_where_one_came_from() -> None:
    async with driving(a_copy()) as driver:
        await driver.go("home")
        await driver.press("f6", "a")
        assert driver.app.place_shown() == "why"
        await driver.press("escape")
        assert driver.app.place_shown() == "result"
        await driver.press("f8", "e", "escape")
        assert driver.app.place_shown() == "compare"
        await driver.press("escape", "escape")
        assert driver.app.place_shown() == "home"


async def test_nothing_of_a_price_is_said_while_prices_are_sealed() -> None:
    async with driving(a_sealed_file()) as driver:
        page = await on_why(driver)
        await driver.press("m")
        assert "Prices are sealed" in page.text
        assert not re.search(r"USD -?\d", page.text)
        assert "5,000" not in page.text


async def test_nobody_to_explain_says_which_key_helps() -> None:
    async with driving(a_file()) as driver:
        await on_why(driver)
        await driver.shows("F4 adds a candidate")


async def test_an_odd_name_is_shown_as_it_is() -> None:
    async with driving(a_file(ODD, "Plain"), size=(120, 40)) as driver:
        page = await on_why(driver)
        await driver.shows(ODD)
        assert ODD in flowing(page.text)
