"""Numbers and money by keys: how each is read is shown at once; what has two meanings is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from textual.events import Paste

from msp_select.model.edits import add_candidate, new_session, set_bid, set_business, set_settings
from msp_select.store.session import new_session_file
from tests.ui.driving import NOON, Driver, driving

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
    from msp_select.ui.widgets.selectable_lines import LineList

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
