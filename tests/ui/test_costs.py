"""Costs: what a candidate costs line by line, and another figure in the place of one of ours, by keys."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from msp_select.decision.handouts.cost_sheet import cost_sheet
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.bid import Bid
from msp_select.model.disclosure import hide
from msp_select.model.edits import edit_candidate, set_settings
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session, new_session_file
from msp_select.ui.screens.costs import CostList
from tests.ui.driving import NOON, Driver, a_file, driving, read_back

SIZES = ((80, 24), (120, 40), (60, 20))
HOURS = "figure:ours/hours_per_user"
TICKETS = "figure:ours/tickets_per_user"


def example(name: str = "dental-practice") -> Session:
    return load_session(f"example:{name}", load_catalog()).session


def kept(session: Session, path: str = "a.toml") -> str:
    new_session_file(path, session)
    return path


def bare() -> Session:
    """The practice with a bid of Vexley & Pyke that names a price for each user and nothing else."""
    return edit_candidate(
        example(), "vexley-pyke", bid=Bid(basis="per_user", per_user=Decimal(100)), answers={}
    )


async def on_costs(driver: Driver, candidate: str = "vexley-pyke") -> CostList:
    """The costs of that candidate, all there."""
    await driver.press("f4")
    driver.app.candidate = candidate
    await driver.go("costs")
    await driver.until(lambda: bool(the_list(driver).key))
    return the_list(driver)


async def says(driver: Driver, *texts: str) -> None:
    """Wait until the screen shows each of these, wherever its lines are broken."""
    for text in texts:
        await driver.until(lambda text=text: text in " ".join(re.sub("[│▌]", " ", driver.text).split()))  # type: ignore[misc]


async def lists(driver: Driver, *texts: str) -> None:
    """Wait until the lines hold each of these, on the screen or below it."""
    for text in texts:
        await driver.until(lambda text=text: text in the_list(driver).text)  # type: ignore[misc]


def the_list(driver: Driver) -> CostList:
    return driver.app.screen.query_one(CostList)


async def mark(driver: Driver, key: str) -> None:
    """Go down, key by key, to the line of that key."""
    sheet = the_list(driver)
    while sheet.key != key:
        before = sheet.key
        await driver.press("down")
        assert sheet.key != before, f"no line {key}"


def shown_amounts(sheet: CostList) -> dict[str, list[Decimal]]:
    """The three amounts on each line of the table, by its key."""
    found: dict[str, list[Decimal]] = {}
    for line in sheet.lines:
        key = line.key or line.of
        numbers = re.findall(r"(?<!\S)-?[\d,]+(?:\.\d+)?(?!\S)", line.content.plain)
        if key.startswith(("row:", "sum:")) and len(numbers) >= 3:
            found[key] = [Decimal(number.replace(",", "")) for number in numbers[-3:]]
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_the_lines_shown_are_those_of_the_model_and_sum_to_the_totals(size: tuple[int, int]) -> None:
    fact = cost_sheet(evaluate(example(), load_catalog(), draws=0), "tarnhollow")
    async with driving(kept(example()), size=size) as driver:
        sheet = await on_costs(driver, "tarnhollow")
        shown = shown_amounts(sheet)
        for row in fact.rows:
            ends = [row.amount.low, row.amount.middle, row.amount.high]
            assert shown[f"row:{row.key}"] == [round(end) for end in ends], row.key
        for at in range(3):
            rows = sum(amounts[at] for key, amounts in shown.items() if key.startswith("row:"))
            assert abs(rows - shown["sum:total"][at]) <= len(fact.rows) / 2, "but for what rounding leaves"
        assert all(shown["sum:paid"][at] < shown["sum:total"][at] for at in range(3))
        assert not [line for line in sheet.lines if "…" in line.content.plain], "nothing is cut"
        await says(driver, "USD over three years, without tax")


@pytest.mark.parametrize("size", SIZES)
async def test_the_same_amounts_a_year_a_month_and_a_user_and_month(size: tuple[int, int]) -> None:
    async with driving(kept(example()), size=size) as driver:
        sheet = await on_costs(driver)
        whole = shown_amounts(sheet)["row:fee/fees"][1]
        for words, times in (("a year", 3), ("a month", 36), ("a user and month", 36 * 40)):
            await driver.press("p")
            await says(driver, f"USD {words}, without tax")
            assert shown_amounts(sheet)["row:fee/fees"][1] == pytest.approx(whole / times, abs=1)
        await driver.press("p")
        await says(driver, "USD over three years")


async def test_it_is_reached_from_the_candidates_from_the_result_and_by_its_name_and_esc_goes_back() -> None:
    async with driving(kept(example())) as driver:
        await driver.press("f4", "b", "c")
        await lists(driver, "With lost time and risk")
        await says(driver, "Grentwick Callout")
        await driver.press("escape")
        assert driver.app.place_shown() == "bid"
        await driver.press("f6", "down", "m")
        await lists(driver, "With lost time and risk")
        second = evaluate(example(), load_catalog(), draws=0).results[1]
        await says(driver, second.name)
        await driver.press("escape")
        assert driver.app.place_shown() == "result"
        await driver.press("ctrl+p", *"costs", "enter")
        assert driver.app.place_shown() == "costs"
        await driver.press("b")
        await says(driver, f"{second.name}: money terms")
        await driver.press("escape")
        assert driver.app.place_shown() == "costs"


@pytest.mark.parametrize("size", SIZES)
async def test_enter_on_an_amount_says_what_it_is_worked_out_from(size: tuple[int, int]) -> None:
    async with driving(kept(example()), size=size) as driver:
        await on_costs(driver)
        await mark(driver, "row:added/extra_hours")
        await driver.press("enter")
        await says(driver, "Support hours billed on top", "Likely:", "At least:", "a user and month")
        seen = ""
        for _ in range(20):  # the whole text, where it does not fit on the screen
            seen += " ".join(re.sub("[│▌]", " ", driver.text).split())
            await driver.press("down")
        assert "USD 165 an hour" in seen
        await driver.press("escape")
        assert driver.app.place_shown() == "costs"


@pytest.mark.parametrize("size", SIZES)
async def test_a_figure_for_this_candidate_goes_into_its_money_terms_and_can_be_taken_back(
    size: tuple[int, int],
) -> None:
    path = kept(bare())
    async with driving(path, size=size) as driver:
        sheet = await on_costs(driver)
        before = shown_amounts(sheet)["sum:total"]
        await mark(driver, "figure:ours/licences_per_user")
        await driver.press("enter")
        await says(driver, "for Vexley & Pyke alone", "usual: USD 0-25 a user and month; ")
        await driver.press(*"30", "enter")
        await driver.until(lambda: sheet.key == "figure:candidate/licences_per_user")
        await says(driver, "Vexley & Pyke in all:", "(before:")
        after = shown_amounts(sheet)["sum:total"]
        bid = read_back(path).candidate("vexley-pyke").bid
        assert bid is not None
        assert bid.licences_per_user == 30
        costs = evaluate(read_back(path), load_catalog(), draws=0).result("vexley-pyke").costs
        assert costs is not None
        assert after == [round(end) for end in (costs.known.low, costs.known.middle, costs.known.high)]
        assert after != before
        await driver.press("delete")
        await driver.until(lambda: sheet.key == "figure:ours/licences_per_user")
        assert shown_amounts(sheet)["sum:total"] == before
    bid = read_back(path).candidate("vexley-pyke").bid
    assert bid is not None
    assert bid.licences_per_user is None


async def test_a_figure_for_everybody_outlives_the_program_and_undo_takes_it_back() -> None:
    path = kept(example())
    async with driving(path) as driver:
        sheet = await on_costs(driver)
        before = shown_amounts(sheet)["sum:total"]
        await mark(driver, TICKETS)
        await driver.press("enter")
        await says(driver, "requests per user and month, for everybody")
        await driver.press(*"1.5", "enter")
        await says(driver, "Your own figures, for everybody", "The order")
        assert shown_amounts(sheet)["sum:total"][1] > before[1]
    assert read_back(path).assumptions == {"tickets_per_user": Decimal("1.5")}
    async with driving(path) as driver:
        sheet = await on_costs(driver, "tarnhollow")
        await mark(driver, "figure:everybody/tickets_per_user")
        await says(driver, "your own figure, for everybody, in place of ours, 0.5 / 1 / 2")
        await driver.press("enter")
        await says(driver, "1.5")
        await driver.press("escape", "delete")
        await driver.until(lambda: sheet.key == TICKETS)
        await driver.press("ctrl+z")
        await driver.until(lambda: sheet.key == "figure:everybody/tickets_per_user")
        await says(driver, "Tarnhollow Basic in all")
    assert read_back(path).assumptions == {"tickets_per_user": Decimal("1.5")}


async def test_e_puts_the_same_figure_in_for_everybody_and_a_digit_begins_to_type() -> None:
    path = kept(example())
    async with driving(path) as driver:
        sheet = await on_costs(driver)
        await mark(driver, HOURS)
        await driver.press("e")
        await says(driver, "month, for everybody")
        await driver.press("escape", "9")
        await says(driver, "hours a year, for Vexley & Pyke alone")
        await driver.press("0", "enter")
        await driver.until(lambda: sheet.key == "figure:candidate/hours_per_user")
    bid = read_back(path).candidate("vexley-pyke").bid
    assert bid is not None
    assert bid.hours_known == 90


async def test_what_is_no_number_or_cannot_be_is_refused_in_words_and_nothing_changes() -> None:
    path = kept(bare())
    async with driving(path) as driver:
        await on_costs(driver)
        await mark(driver, "figure:ours/outside_hours_share")
        await driver.press("enter", *"soon", "enter")
        await says(driver, "That is not a number.")
        await driver.press("ctrl+u", *"140", "enter")
        await says(driver, "100")
        await driver.press("escape", "enter", *"-5", "enter")
        await says(driver, "-5 is below zero.")
        await driver.press("escape")
        await mark(driver, "figure:ours/licences_per_user")
        await driver.press("enter", *"30 EUR", "enter")
        await says(driver, "Amounts are in USD here")
        await driver.press("escape", "e", *"26000", "enter")
        await says(driver, "It cannot be more than 25,000.")
        await driver.press("escape")
        await driver.press("delete")
        await driver.says("There is nothing of yours or theirs here to take back.")
    assert read_back(path) == bare()


async def test_a_figure_is_read_by_the_rules_of_every_other_number() -> None:
    """The reading is shown, which of two is meant is asked, and so is what is far from all that is known."""
    path = kept(example())
    async with driving(path) as driver:
        sheet = await on_costs(driver)
        await mark(driver, HOURS)
        await driver.press("enter", *"1.234")
        await says(driver, "= 1,234 or 1.234 hours a year")
        await driver.press("enter")
        await says(driver, "1,234 or 1.234?")
        await driver.press("1")
        await driver.until(lambda: sheet.key == "figure:candidate/hours_per_user")
        await driver.press("home")
        await mark(driver, "figure:ours/outage_share")
        await driver.press("e", *"80 %")
        await says(driver, "= 80 percent of the firm")
        await driver.press("enter")
        await driver.until(lambda: sheet.key == "figure:everybody/outage_share")
        await driver.press("home")
        await mark(driver, TICKETS)
        await driver.press("enter", *"40", "enter")
        await says(driver, "40 is far from what is usual (usual: 0.5-2 requests per user and")
        await driver.press("n")
        await says(driver, "= 40 requests per user and month")
        await driver.press("escape")
    bid = read_back(path).candidate("vexley-pyke").bid
    assert bid is not None
    assert bid.hours_known == 1234
    assert read_back(path).assumptions == {"outage_share": 80}


async def test_another_figure_says_when_the_order_moves() -> None:
    session = example()
    first, second = evaluate(session, load_catalog(), draws=0).results[:2]
    async with driving(kept(session)) as driver:
        await on_costs(driver, first.id)
        await driver.press("end")
        while the_list(driver).key != "figure:candidate/licences_per_user":
            await driver.press("up")
        await driver.press("enter", *"200", "enter")
        await says(driver, "far more than anybody is known to pay (usual: USD 0-25 a user and month")
        await driver.press("y")
        await says(driver, f"The order moves: now {second.name} is first, no longer {first.name}")


async def test_sealed_prices_show_nothing_and_can_be_opened_here() -> None:
    async with driving(kept(set_settings(example(), sealed=True)), size=(80, 24)) as driver:
        driver.app.candidate = "vexley-pyke"
        await driver.go("costs")
        await says(driver, "Prices are sealed until the rest is scored.")
        assert not re.search(r"\d{3}", the_list(driver).text)
        await driver.press("p", "e", "delete", "enter")
        await says(driver, "Prices are sealed until the rest is scored.")
        await driver.press("o", "y")
        await lists(driver, "With lost time and risk")


async def test_hidden_names_stay_hidden() -> None:
    session = hide(example(), "names", NOON)
    async with driving(kept(session)) as driver:
        await on_costs(driver)
        for _ in session.candidates:
            await driver.press("n")
            await says(driver, "Provider ")
            assert not [c.name for c in session.candidates if c.name in driver.text]


@pytest.mark.parametrize("size", SIZES)
async def test_own_staff_todays_provider_and_a_candidate_without_a_price_have_their_page(
    size: tuple[int, int],
) -> None:
    session = edit_candidate(example(), "quillmoor", bid=None)
    async with driving(kept(session), size=size) as driver:
        await on_costs(driver, "own-person")
        await says(driver, "Pay, as you say", "What else you name")
        driver.app.candidate = "quillmoor"
        await driver.press("f4")
        await driver.go("costs")
        await says(driver, "No price yet.")
    async with driving(kept(example("law-firm"), "law.toml"), size=size) as driver:
        sheet = await on_costs(driver, "halverstock")
        assert "row:own_time/change_over" not in shown_amounts(sheet), "nobody moves to who is there"
        await on_costs(driver, "merrowdown")
        assert shown_amounts(the_list(driver))["row:extras/moving"][1] > 0


async def test_without_a_candidate_it_leads_to_where_one_is_added() -> None:
    async with driving(a_file()) as driver:
        await driver.go("costs")
        await driver.until(lambda: driver.app.place_shown() == "candidates")
