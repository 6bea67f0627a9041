"""A monthly fee as the sum it is: what is typed, repeated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msp_select.decision.cost import formulas
from msp_select.decision.cost.choices import fee_of, prices_a_block
from msp_select.decision.cost.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.cost.estimate import Estimate
from msp_select.decision.profile import resolve_weights
from msp_select.model.bid import Bid, Module
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

UNITS = (("users", "per_user"), ("devices", "per_device"), ("servers", "per_server"), ("sites", "per_site"))


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
    least = "" if bid.minimum_monthly is None else f", at least {_number(bid.minimum_monthly)}"
    sum_of = f"{' + '.join(parts)}{least}"
    return f"Fee: {total}" if sum_of == _number(fee.middle) else f"Fee: {sum_of} = {total}"


def _parts(bid: Bid, business: BusinessInputs) -> Iterator[str]:
    if bid.monthly is not None:
        yield _number(bid.monthly)
    yield from _unit_parts(bid, bid, business)
    for module in bid.modules:
        if module.monthly:
            yield _number(module.monthly)
        yield from _unit_parts(module, bid, business)
    if bid.block_hours is not None and not prices_a_block(bid):
        rate = bid.hourly_rate if bid.block_rate is None else bid.block_rate
        yield f"{_number(bid.block_hours)} hours{'' if rate is None else f' x {_number(rate)}'}"


def _unit_parts(priced: Bid | Module, bid: Bid, business: BusinessInputs) -> Iterator[str]:
    for unit, field in UNITS:
        price: Decimal | None = getattr(priced, field)
        if not price:
            continue
        count: Estimate | None = getattr(business, unit)
        if count is not None and unit == "users" and bid.minimum_users is not None:
            count = Estimate.larger(count, bid.minimum_users)
        yield f"{unit if count is None else _counted(count.middle, unit)} x {_number(price)}"


def _counted(number: Decimal, units: str) -> str:
    return f"{_number(number)} {units.removesuffix('s') if number == 1 else units}"


def _number(amount: Decimal) -> str:
    """To the hundredth, thousands apart, no idle zeros: "2,400", "12.5"."""
    text = f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".")
