"""A monthly fee as the sum it is: what is typed, repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from msp_select.decision import cost_formulas
from msp_select.decision.cost_formulas import Charge
from msp_select.decision.costing.choices import (
    ONE,
    fee_of,
    least_users,
    prices_a_block,
    user_charges,
)
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.estimate import UNKNOWN, Estimate
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid, Module
from msp_select.model.catalog import Catalog
from msp_select.model.number_text import grouped
from msp_select.model.session import Session

_EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)
UNITS = (("devices", "per_device"), ("servers", "per_server"), ("sites", "per_site"))


def quoted_fee(bid: Bid, session: Session, catalog: Catalog) -> str:
    """The same sum on the counts of the session's business."""
    weights = resolve_weights(session, catalog)
    return fee_in_words(bid, business_inputs(session, catalog, weights.inputs))


def fee_in_words(bid: Bid, business: BusinessInputs) -> str:
    """ "Fee: 500 + 20 users x 95 = 2,400 a month"; no total without every count, nothing without a fee."""
    parts = tuple(_parts(bid, business))
    if not parts:
        return ""
    fee = cost_formulas.monthly_fee(Estimate, fee_of(bid, business))
    if not fee.is_known:
        return f"Fee: {' + '.join(parts)} a month"
    total = _from_to(fee, business.currency)
    sum_of = f"{' + '.join(parts)}{_bounds(bid, business.currency)}"
    return f"Fee: {total} a month" if sum_of == total else f"Fee: {sum_of} = {total} a month"


def _bounds(bid: Bid, currency: str) -> str:
    """What is done with the sum: a discount for the whole term, the least and the most it can be."""
    always = bid.discount_months is None
    bounds = (
        ("less", bid.discount_percent if always else None, " %"),
        ("at least", bid.minimum_monthly, ""),
        ("at most", bid.ceiling_monthly, ""),
    )
    return "".join(
        f", {words} {in_figures(figure, currency)}{unit}"
        for words, figure, unit in bounds
        if figure is not None and (figure or not unit)
    )


def _user_parts(bid: Bid, business: BusinessInputs) -> Iterator[str]:
    currency = business.currency
    for group in bid.groups:
        if group.per_user:
            users = _counted(Estimate.exact(Decimal(group.users)), "users", currency)
            yield f"{users} x {in_figures(group.per_user, currency)}"
    for charge in user_charges(bid, business):
        one = cost_formulas.charged(Estimate, replace(charge, price=ONE, bands=()), 1)
        price = cost_formulas.price_of(Estimate, charge, 1)
        banded = charge.bands and not one.is_known
        each = "the price for their number" if banded else in_figures(price.middle, currency)
        yield f"{_counted(one, 'users', currency)} x {each}"


def _parts(bid: Bid, business: BusinessInputs) -> Iterator[str]:
    currency = business.currency
    if bid.monthly is not None:
        yield in_figures(bid.monthly, currency)
    yield from _user_parts(bid, business)
    yield from _unit_parts(bid, business)
    for module in bid.modules:
        if module.monthly:
            yield in_figures(module.monthly, currency)
        if module.per_user:
            users = cost_formulas.charged(
                Estimate, Charge(ONE, business.users or UNKNOWN, least_users(bid)), 1
            )
            yield f"{_counted(users, 'users', currency)} x {in_figures(module.per_user, currency)}"
        yield from _unit_parts(module, business)
    if bid.block_hours is not None and not prices_a_block(bid):
        rate = bid.hourly_rate if bid.block_rate is None else bid.block_rate
        hours = f"{in_figures(bid.block_hours, currency)} hours"
        yield hours if rate is None else f"{hours} x {in_figures(rate, currency)}"


def _unit_parts(priced: Bid | Module, business: BusinessInputs) -> Iterator[str]:
    for unit, field in UNITS:
        price: Decimal | None = getattr(priced, field)
        if price:
            count: Estimate = getattr(business, unit)
            counted = _counted(count, unit, business.currency)
            yield f"{counted} x {in_figures(price, business.currency)}"


def _counted(count: Estimate, units: str, currency: str) -> str:
    """ "1 server", "24 to 36 devices"; "users" alone where nobody has counted them."""
    if not count.is_known:
        return units
    only_one = count.low == count.high == 1
    return f"{_from_to(count, currency)} {units.removesuffix('s') if only_one else units}"


def _from_to(amount: Estimate, currency: str) -> str:
    low, high = in_figures(amount.low, currency), in_figures(amount.high, currency)
    return low if low == high else f"{low} to {high}"


def in_figures(amount: Decimal, currency: str) -> str:
    """To the hundredth, in the way of the currency's place, no idle zeros: "2,400", "12.5"."""
    exact = amount.quantize(Decimal("0.01"), context=_EXACT)
    return grouped(exact, currency, places=0)
