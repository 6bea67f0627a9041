"""Numbers and money by keys: how each is read is shown at once; what has two meanings is asked."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from textual.events import Paste

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.business import BusinessQuestion
from msp_select.model.candidate import Answer
from msp_select.model.edits import (
    add_candidate,
    new_session,
    set_answer,
    set_bid,
    set_business,
    set_settings,
)
from msp_select.model.favourite import set_favourite
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from msp_select.phrases.en.words import unit_for
from msp_select.store.catalog import load_catalog
from msp_select.store.session import new_session_file
from msp_select.ui.bid_page import MORE
from msp_select.ui.places import PLACES
from msp_select.ui.widgets.selectable_lines import LineList
from tests.cli.runs import run
from tests.ui.driving import NOON, Driver, driving, read_back

SIZES = [(80, 24), (120, 40), (60, 20)]
KEYS = {
    ".": "full_stop",
    ",": "comma",
    " ": "space",
    "'": "apostrophe",
    "$": "dollar_sign",
    "-": "minus",
    "€": "€",
}
# What is typed for an hour's rate, as it is read with dollars and with euros; two where it is asked.
FORMS = {
    "120": ("120.00", "120,00"),
    "$120": ("120.00", None),
    "120 USD": ("120.00", None),
    "€ 120": (None, "120,00"),
    "1,250": ("1,250.00", ("1.250,00", "1,25")),
    "1,250.50": ("1,250.50", "1.250,50"),
    "1.250,50": ("1,250.50", "1.250,50"),
    "1 250": ("1,250.00", "1.250,00"),
    "1'250.00": ("1,250.00", "1.250,00"),
    "2.950": (("2,950.00", "2.95"), "2.950,00"),
    "1.234": (("1,234.00", "1.234"), "1.234,00"),
    "1.234,56": ("1,234.56", "1.234,56"),
}  # fmt: skip


def firm(
    currency: str = "USD", *, sealed: bool = False, basis: str = "per_user", **terms: Decimal | int
) -> str:
    """A firm of 28 people with one bid."""
    session = add_candidate(new_session("Acme", NOON.date(), currency=currency), "Vexley")
    session = set_business(session, "biz_users", Decimal(28))
    session = set_bid(set_settings(session, sealed=sealed), "vexley", {"basis": basis} | terms)
    new_session_file("a.toml", session)
    return "a.toml"


async def money_terms(driver: Driver, field: str) -> None:
    """Go to that field of the money terms."""
    await driver.press("f4", "b")
    await on_field(driver, field)


async def on_field(driver: Driver, field: str) -> None:
    driver.app.screen.query_one(LineList).move_to(f"bid.{field}")
    await driver.rest()


def in_digits(shown: str, currency: str) -> Decimal:
    """The number that stands on the screen, by the one convention of that currency."""
    thousands, mark = (",", ".") if currency == "USD" else (".", ",")
    return Decimal(shown.replace(thousands, "").replace(mark, "."))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("currency", ["USD", "EUR"])
async def test_every_form_is_read_as_it_is_shown(size: tuple[int, int], currency: str) -> None:
    """With dollars typed at once, which opens one dialog with all of it in; with euros pasted."""
    async with driving(firm(currency, hourly_rate=7), size=size) as driver:
        await money_terms(driver, "hourly_rate")
        for text, readings in FORMS.items():
            read = readings[currency == "EUR"]
            if currency == "USD":
                await driver.burst(*text)
            else:
                driver.app.screen.focused.post_message(Paste(text))  # type: ignore[union-attr]
                await driver.rest()
            both = (read,) if isinstance(read, str) else read or ()
            if both:
                await driver.shows(f"= {' or '.join(both)} {currency} an hour")
            await driver.burst("enter")
            if not both:
                await driver.shows(f"Amounts are in {currency} here")
                await driver.press("escape")
                continue
            if len(both) == 2:
                await driver.shows(f"{' or '.join(narrow(one) for one in both)}?")
                await driver.press("enter")  # chooses nothing
                await driver.press("2")
            await settled(driver)
            bid = driver.session.candidates[0].bid
            assert bid is not None
            assert bid.hourly_rate == in_digits(both[-1], currency), text
            await driver.shows(f"{narrow(both[-1])}  {currency} an hour")


def narrow(shown: str) -> str:
    """Without decimals that say nothing."""
    return shown[:-3] if shown[-3:] in (".00", ",00") else shown


async def settled(driver: Driver) -> None:
    """Answer that a figure beyond what is usual is meant, where that is asked."""
    if "Keep it all the same?" in driver.text:
        await driver.press("y")


@pytest.mark.parametrize("size", SIZES)
async def test_a_figure_beyond_what_anybody_pays_is_asked_about_and_what_cannot_be_is_refused(
    size: tuple[int, int],
) -> None:
    async with driving(firm(), size=size) as driver:
        await money_terms(driver, "per_user")
        await driver.shows("usual for 28 users: USD 100-200")
        await driver.burst(*"999,999", "enter")
        await driver.shows("USD 999,999 is far more", "USD 100-200")
        await driver.burst("enter")  # on the safe side
        await driver.until(lambda: "999,999.00" in driver.text)  # what was typed is still there
        assert driver.session.candidates[0].bid is not None
        assert driver.session.candidates[0].bid.per_user is None
        await driver.burst("home", *["delete"] * 7, *"-120", "enter")
        await driver.shows("-120.00 is below zero.")
        await driver.burst("home", "delete", "enter")
        assert driver.session.candidates[0].bid.per_user == 120
        await on_field(driver, "minimum_users")
        await driver.burst(*"28.5", "enter")
        await driver.shows("28.50 cannot be: type a whole number of users.")
        await driver.burst(*"30", "enter")  # in place of what was refused
        await driver.until(lambda: driver.session.candidates[0].bid.minimum_users == 30)  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES)
async def test_about_the_business_the_same_rules_hold(size: tuple[int, int]) -> None:
    async with driving(firm("EUR"), size=size) as driver:
        await driver.press("f2", "l", "home", "enter")
        await driver.burst(*"28,5", "enter")
        await driver.shows("28,50 cannot be: type a whole number")
        await driver.burst(*"1.250")  # in place of what was refused
        await driver.shows("= 1.250 people")
        await driver.burst("escape", *"-5")
        assert "-5_" in driver.text
        await driver.burst("enter")
        await driver.shows("is below zero.")
        await driver.burst("backspace", "backspace", *"1,250", "enter")
        await driver.until(
            lambda: driver.session.business["biz_users"] == 1250
        )  # 1.25 people there cannot be


@pytest.mark.parametrize("size", SIZES)
async def test_the_sum_is_shown_while_it_is_typed_then_what_is_added_and_the_total(
    size: tuple[int, int],
) -> None:
    async with driving(firm(), size=size) as driver:
        await money_terms(driver, "per_user")
        await driver.burst(*"135")
        await driver.shows("= 135.00 USD a month", "Fee: 28 users x 135 = 3,780 a month")
        await driver.burst("enter")
        sheet = in_one_line(driver.app.screen.query_one(LineList).text)
        assert "Fee: 28 users x 135 = 3,780 a month You pay over three years: about USD" in sheet
        assert "With your own time, leaving and risk: about USD" in sheet
        assert (
            "Added by us, because the bid leaves it open Starting (onboarding): USD 3,780 (USD 1,890" in sheet
        )
        assert "Left open: price of starting." in sheet
        await driver.press("end")  # which scrolls to the last of it
        await driver.shows("Licences and tools not in the fee")


def in_one_line(text: str) -> str:
    return " ".join(text.split())


async def test_fields_of_another_basis_are_not_shown_until_they_are_asked_for_or_filled_in() -> None:
    async with driving(firm(basis="flat", per_site=90)) as driver:
        await money_terms(driver, "monthly")
        sheet = driver.app.screen.query_one(LineList)
        shown = [line.key for line in sheet.lines if line.key]
        assert "bid.per_site" in shown, "it is filled in"
        assert {"bid.per_user", "bid.bands", "bid.block_hours", "bid.discount_months"}.isdisjoint(shown)
        await on_field(driver, "discount_percent")
        await driver.burst(*"5", "enter")
        assert "bid.discount_months" in [line.key for line in sheet.lines]
        sheet.move_to(MORE)
        await driver.press("enter")
        assert "bid.per_user" in [line.key for line in sheet.lines]


@pytest.mark.parametrize("size", SIZES)
async def test_sealed_prices_are_typed_and_say_nothing_but_that_they_are_entered(
    size: tuple[int, int],
) -> None:
    path = firm(sealed=True)
    async with driving(path, size=size) as driver:
        await money_terms(driver, "per_user")
        await driver.burst(*"1'33,7", "escape")
        await driver.burst(*"133.7")
        await driver.shows("= 133.70 USD a month")
        await driver.burst("enter")
        await driver.shows("entered, sealed")
        assert "133" not in driver.app.screen.query_one(LineList).text
        await driver.press("enter")  # opened again, it is not shown, and Enter leaves it
        await driver.shows("entered, sealed: what you type takes its place.")
        assert "133" not in driver.text
        await driver.press("enter")
        for place in PLACES:
            await driver.go(place)
            assert "133" not in driver.text, place
    session = read_back(path)
    assert session.settings.sealed
    bid = session.candidates[0].bid
    assert bid is not None
    assert bid.per_user == Decimal("133.7")
    assert (
        "133"
        not in run("rank", path).out + run("explain", path, "--json").out + run("rank", path, "--json").out
    )


@pytest.mark.parametrize("size", SIZES)
async def test_one_s_own_people_show_no_amount_before_anything_is_typed(size: tuple[int, int]) -> None:
    session = add_candidate(set_bid_less(), "Own person", "in_house")
    new_session_file("a.toml", session)
    async with driving("a.toml", size=size) as driver:
        await driver.press("f4")
        await driver.shows("no price yet" if size[0] >= 80 else "own staff")  # no fees in a small window
        await driver.go("result")
        await driver.shows("Own person")
        assert driver.app.work is not None
        assert driver.app.work.evaluation(draws=0).result("own-person").costs is None


@pytest.mark.parametrize("size", SIZES)
async def test_prices_open_with_none_entered_are_incomplete(size: tuple[int, int]) -> None:
    for currency in ("USD", "EUR"):  # with a yardstick of our own, and without one
        session = add_candidate(set_bid_less(currency), "Grentwick")
        for candidate in ("vexley", "grentwick"):
            for question in load_catalog().questions_in("quick"):
                if question.kind == "choice":
                    best = max(question.levels, key=lambda level: level.value)
                    answer = Answer(value=best.id, evidence="seen")
                    session = set_answer(session, candidate, question.id, answer)
        evaluation = evaluate(session, load_catalog(), draws=500)
        assert evaluation.verdict is not None
        assert evaluation.verdict.kind == "incomplete", currency
        path = f"{currency}.toml"
        new_session_file(path, set_favourite(session, ""))
        async with driving(path, size=size) as driver:
            await driver.press("f6")
            await driver.shows("It is too early to say")
            assert "comes first in" not in driver.text


def set_bid_less(currency: str = "USD") -> Session:
    """A firm of 28 people with a candidate that named no price, prices open."""
    session = add_candidate(new_session("Acme", NOON.date(), currency=currency), "Vexley")
    return set_settings(set_business(session, "biz_users", Decimal(28)), sealed=False)


@pytest.mark.parametrize("size", SIZES)
async def test_the_helpers_for_the_hour_of_standstill_are_not_asked_once_it_is_given(
    size: tuple[int, int],
) -> None:
    async with driving(firm(), size=size) as driver:
        await driver.press("f2", "l")
        await driver.shows("Which question?")
        assert driver.app.work is not None
        asked = driver.app.work.catalog.business.asked
        assert "biz_idle_share" in [q.id for q in asked(driver.session.business)]
        await driver.press("home", "enter")
        ids = [q.id for q in sorted(asked(driver.session.business), key=lambda q: q.round)]
        await driver.press("l", "home", *["down"] * ids.index("biz_downtime_hour"), "enter")
        await driver.burst(*"600", "enter")
        helpers = {"biz_idle_share", "biz_sales_hour", "biz_lost_share", "biz_margin"}
        assert helpers.isdisjoint(q.id for q in asked(driver.session.business))
        await driver.press("l")
        assert "Helper:" not in driver.text


@pytest.mark.parametrize("size", SIZES)
async def test_one_of_a_thing_is_called_one(size: tuple[int, int]) -> None:
    async with driving(firm(), size=size) as driver:
        await driver.press("f2", "l", "home", "enter")
        await driver.burst("1")
        await driver.shows("= 1 person")
        await driver.burst("enter", "left")
        await driver.shows("1 person")


def test_every_unit_there_is_has_its_word_for_one() -> None:
    catalog = load_catalog()
    asked: list[Question | BusinessQuestion] = [*catalog.questions.values(), *catalog.business.questions]
    units = {question.unit for question in asked if question.unit}
    many = {unit for unit in units if re.match(r"(?!times the)(\w[\w-]* )?(\w+s|people)\b", unit)}
    assert len(many) > 10
    for unit in units:
        assert (unit_for(Decimal(1), unit) != unit) is (unit in many), unit
        assert unit_for(Decimal(2), unit) == unit
