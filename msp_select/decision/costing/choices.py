"""Which formula applies to a bid: what its basis and what it states decide, without any arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msp_select.decision import cost_formulas
from msp_select.decision.cost_formulas import Charge, Fee
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import NOTHING, UNKNOWN, Estimate, Figure, known, worked_out
from msp_select.decision.costing.figure_sources import added_by_us
from msp_select.model.bid import Bid, Module
from msp_select.model.candidate import Candidate

FIXED_BASES = ("flat", "block", "hourly")  # a growing number of people leaves a fee quoted so alone
UNIT_FIELDS = ("per_user", "bands", "groups", "per_device", "per_server", "per_site", "modules")
ONE = Estimate.exact(1)


def is_in_house(candidate: Candidate, bid: Bid) -> bool:
    """A person of one's own, with no provider beside."""
    return bid.basis == "in_house" or candidate.kind == "in_house"


def is_shared(candidate: Candidate, bid: Bid) -> bool:
    """A part of a person of one's own beside the provider."""
    shared = "shared" in (bid.basis, candidate.kind) or bid.own_person is not None
    return shared and not is_in_house(candidate, bid)


def has_price(bid: Bid) -> bool:
    """Whether the bid names any price its fee, its hours or its person can be counted from."""
    if bid.basis == "in_house":
        return True  # what a person of one's own costs is ours to assume where nobody says
    if bid.basis == "shared" and bid.own_person is not None:
        return True
    if bid.basis == "hourly" and bid.hourly_rate is not None:
        return True
    if bid.block_hours is not None and _block_rate(bid) is not None:
        return True
    return bid.monthly is not None or is_by_unit(bid)


def is_by_unit(bid: Bid) -> bool:
    """Whether the bid names unit prices, of whatever kind, or modules."""
    return any(getattr(bid, field) not in (None, ()) for field in UNIT_FIELDS)


def prices_a_block(bid: Bid) -> bool:
    """Whether the monthly fee is itself the price of the hours bought, so that they are not added."""
    return bid.basis == "block" and bid.monthly is not None and bid.block_rate is None


def rate_for_hours(bid: Bid) -> str:
    """The field that says what an hour outside the fee costs; beyond a block that of one in it."""
    return "block_rate" if bid.basis == "block" and bid.hourly_rate is None else "hourly_rate"


def fee_of(bid: Bid, business: BusinessInputs) -> Fee[Estimate]:
    """Everything the bid names, summed: unit prices, modules, the fee as quoted, hours bought.

    What is charged by the unit grows with the people; so does a fee quoted alone, unless it is a fixed one.
    """
    with_people = [*_groups(bid), *user_charges(bid, business), *_unit_charges(bid, bid, business)]
    for module in bid.modules:
        with_people.extend(_unit_charges(module, bid, business))
    steady = [_charge("modules", module.monthly) for module in bid.modules if module.monthly]
    if bid.monthly is not None:
        alone = not with_people and not bid.modules and bid.basis not in FIXED_BASES
        (with_people if alone else steady).append(_charge("monthly", bid.monthly))
    if bid.block_hours is not None and not prices_a_block(bid):
        rate = _block_rate(bid)
        stated = None if rate is None else known(rate, "bid", "block_rate")
        price = stated or _added(business, "hourly_rate")
        steady.append(Charge(price, known(bid.block_hours, "bid", "block_hours")))
    return Fee(
        with_people=with_people,
        steady=steady if with_people or steady else [_charge("monthly", None)],
        minimum=_stated(bid, "minimum_monthly"),
        growth=business.growth_percent,
        ceiling=_stated(bid, "ceiling_monthly"),
        discount=_stated(bid, "discount_percent"),
        discount_months=bid.discount_months or 0,
        lasting=_stated(bid, "discount_percent") if bid.discount_months is None else None,
        free_months=bid.free_months or 0,
        first_months=bid.first_months or 0,
        first=None if bid.first_months is None else _stated(bid, "first_monthly"),
    )


def rises_of(bid: Bid, term_months: int, rise: Estimate, free: Estimate) -> tuple[Estimate, ...]:
    """The percent by which all prices rise at each turn of a year.

    Nothing as long as the price is held; once the bid's own term is over, what comes without a limit, or
    what it says if that is more.
    """
    held, bound = bid.price_held_months or 0, bid.term_months or term_months
    after: Estimate = Estimate.larger(rise, free)
    return tuple(
        NOTHING if turn < held else rise if turn < bound else after for turn in range(12, term_months, 12)
    )


def _groups(bid: Bid) -> list[Charge[Estimate]]:
    return [
        _charge("groups", group.per_user, known(Decimal(group.users), "bid", "groups", "users"))
        for group in bid.groups
        if group.per_user
    ]


def user_charges(bid: Bid, business: BusinessInputs) -> Iterator[Charge[Estimate]]:
    """What is charged for each user who is in no group with a price of its own."""
    price = bid.bands[-1].per_user if bid.bands else bid.per_user
    if not (price or bid.bands):
        return
    yield Charge(
        price=known(price or Decimal(0), "bid", "bands" if bid.bands else "per_user"),
        count=business.users or UNKNOWN,
        least=least_users(bid),
        others=[known(Decimal(group.users), "bid", "groups", "users") for group in bid.groups],
        bands=[
            (
                known(Decimal(band.up_to), "bid", "bands", "users"),
                known(band.per_user, "bid", "bands"),
            )
            for band in bid.bands
            if band.up_to is not None
        ],
    )


def least_users(bid: Bid) -> Estimate | None:
    """The least number of users billed, where the bid names one."""
    return _stated(bid, "minimum_users")


def _unit_charges(priced: Bid | Module, bid: Bid, business: BusinessInputs) -> Iterator[Charge[Estimate]]:
    """What is charged for each user (of a least number, where the bid names one), device, server and site."""
    if priced.per_user and priced is not bid:
        yield _charge("per_user", priced.per_user, business.users or UNKNOWN, least_users(bid))
    if priced.per_device:
        yield _charge("per_device", priced.per_device, business.devices)
    if priced.per_server:
        yield _charge("per_server", priced.per_server, business.servers)
    if priced.per_site:
        yield _charge("per_site", priced.per_site, business.sites)


def _charge(
    field: str, price: Decimal | None, count: Estimate | None = None, least: Estimate | None = None
) -> Charge[Estimate]:
    return Charge(known(price or Decimal(0), "bid", field), count or ONE, least)


def _stated(bid: Bid, field: str) -> Figure | None:
    amount: Decimal | None = getattr(bid, field)
    return None if amount is None else known(amount, "bid", field)


def months_beyond(bid: Bid, term_months: int) -> int:
    """How many months a bid binds beyond the term that is compared."""
    return len(range(term_months, bid.term_months or term_months))


def at_most(limit: Figure, usual: Figure, free: Figure) -> Figure:
    """A rise that may be anything up to a limit: nothing, else what is usual, else the most without one."""
    return worked_out(cost_formulas.smaller(Estimate, limit, without_limit(usual, free)), "limit", usual.id)


def without_limit(usual: Figure, free: Figure) -> Estimate:
    """What a rise may be where nothing limits it: nothing, else what is usual, else the most there is."""
    return Estimate(Decimal(0), usual.middle, free.high, (usual, free))


def at_least(said: Figure, free: Figure) -> Figure:
    """A rise that is said and has no limit: that, and at its dear end what comes without a limit."""
    dear = Estimate(Decimal(0), Decimal(0), free.high, (free,))
    return worked_out(Estimate.larger(said, dear), "no_limit", free.id)


def _added(business: BusinessInputs, name: str) -> Estimate:
    figure = business.defaults.get(name)
    return UNKNOWN if figure is None else added_by_us(figure)


def _block_rate(bid: Bid) -> Decimal | None:
    return bid.hourly_rate if bid.block_rate is None else bid.block_rate
