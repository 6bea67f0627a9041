"""A monthly fee as the sum it is: what is typed, repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from msp_select.decision import formulas
from msp_select.decision.costing.choices import (
    ONE,
    fee_of,
    least_users,
    prices_a_block,
    user_charges,
)
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.estimate import UNKNOWN, Estimate
from msp_select.decision.formulas import Charge
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid, Module
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

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
    fee = formulas.monthly_fee(Estimate, fee_of(bid, business))
    if not fee.is_known:
        return f"Fee: {' + '.join(parts)} a month"
    total = f"{_number(fee.middle)} a month"
    sum_of = f"{' + '.join(parts)}{_bounds(bid)}"
    return f"Fee: {total}" if sum_of == _number(fee.middle) else f"Fee: {sum_of} = {total}"


def _bounds(bid: Bid) -> str:
    """What is done with the sum: a discount for the whole term, the least and the most it can be."""
    always = bid.discount_months is None
    words = (
        f", less {_number(bid.discount_percent)} %" if bid.discount_percent and always else "",
        "" if bid.minimum_monthly is None else f", at least {_number(bid.minimum_monthly)}",
        "" if bid.ceiling_monthly is None else f", at most {_number(bid.ceiling_monthly)}",
    )
    return "".join(words)


def _user_parts(bid: Bid, business: BusinessInputs) -> Iterator[str]:
    for group in bid.groups:
        if group.per_user:
            yield f"{_counted(Decimal(group.users), 'users')} x {_number(group.per_user)}"
    for charge in user_charges(bid, business):
        one = formulas.charged(Estimate, replace(charge, price=ONE, bands=()), 1)
        price = formulas.price_of(Estimate, charge, 1)
        banded = charge.bands and not one.is_known
        yield f"{_users(one)} x {'the price for their number' if banded else _number(price.middle)}"


def _parts(bid: Bid, business: BusinessInputs) -> Iterator[str]:
    if bid.monthly is not None:
        yield _number(bid.monthly)
    yield from _user_parts(bid, business)
    yield from _unit_parts(bid, business)
    for module in bid.modules:
        if module.monthly:
            yield _number(module.monthly)
        if module.per_user:
            users = formulas.charged(Estimate, Charge(ONE, business.users or UNKNOWN, least_users(bid)), 1)
            yield f"{_users(users)} x {_number(module.per_user)}"
        yield from _unit_parts(module, business)
    if bid.block_hours is not None and not prices_a_block(bid):
        rate = bid.hourly_rate if bid.block_rate is None else bid.block_rate
        yield f"{_number(bid.block_hours)} hours{'' if rate is None else f' x {_number(rate)}'}"


def _unit_parts(priced: Bid | Module, business: BusinessInputs) -> Iterator[str]:
    for unit, field in UNITS:
        price: Decimal | None = getattr(priced, field)
        if price:
            count: Estimate = getattr(business, unit)
            yield f"{_counted(count.middle, unit)} x {_number(price)}"


def _users(count: Estimate) -> str:
    return _counted(count.middle, "users") if count.is_known else "users"


def _counted(number: Decimal, units: str) -> str:
    return f"{_number(number)} {units.removesuffix('s') if number == 1 else units}"


def _number(amount: Decimal) -> str:
    """To the hundredth, thousands apart, no idle zeros: "2,400", "12.5"."""
    text = f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".")
