"""The monthly fee on every basis, and the years of a term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.span import HUNDRED, ZERO, End, Figure
from msp_select.model.bid import Bid, Module

MONTHS = Decimal(12)
FIXED_BASES = ("flat", "block", "hourly")  # a growing number of people leaves these fees alone


@dataclass(frozen=True)
class Year:
    """One year of the term: how many years went before, and its months (a broken last one has fewer)."""

    before: int
    months: Decimal

    @property
    def share(self) -> Decimal:
        """The part of a whole year."""
        return self.months / MONTHS

    def grown(self, percent: Decimal) -> Decimal:
        """What 1 has become at that percent a year."""
        return (1 + percent / HUNDRED) ** self.before


@cache
def years(term_months: int) -> tuple[Year, ...]:
    """The years of a term in months, the last one pro rata."""
    return tuple(
        Year(start // 12, Decimal(min(12, term_months - start))) for start in range(0, term_months, 12)
    )


def over_term(term_months: int, a_year: Callable[[Year], Decimal]) -> Decimal:
    """The sum of a yearly amount over the years of the term, the last one pro rata."""
    return sum((a_year(year) * year.share for year in years(term_months)), ZERO)


def user_months(business: BusinessInputs, of: End) -> Decimal:
    """Users times months over the term, growth included; 0 without users."""
    if business.users is None:
        return ZERO
    users, growth = of(business.users), of(business.growth_percent)
    return over_term(business.term_months, lambda year: MONTHS * users * year.grown(growth))


def has_price(bid: Bid) -> bool:
    """Whether the bid names any price its fee, its hours or its person can be counted from."""
    if bid.basis == "in_house":
        return True
    if bid.basis == "shared" and bid.own_person is not None:
        return True
    if bid.basis == "hourly":
        return bid.hourly_rate is not None
    if bid.basis == "block" and bid.block_hours is not None:
        return bid.block_rate is not None or bid.hourly_rate is not None or bid.monthly is not None
    return bid.monthly is not None or bool(bid.modules) or has_unit_prices(bid)


def has_unit_prices(bid: Bid) -> bool:
    """Whether the fee follows from counts and unit prices."""
    return any(price is not None for price in (bid.per_user, bid.per_device, bid.per_server, bid.per_site))


def monthly_fee(bid: Bid, business: BusinessInputs, of: End, growth: Decimal = Decimal(1)) -> Decimal:
    """The fee a month at the first year's prices, with the people grown by the factor `growth`.

    Unit prices and modules times their counts; else hours bought times their rate; else the fee as quoted.
    Never below the bid's minimum.
    """
    fee = _plain_fee(bid, business, of, growth)
    return max(fee, bid.minimum_monthly) if bid.minimum_monthly is not None else fee


def _plain_fee(bid: Bid, business: BusinessInputs, of: End, growth: Decimal) -> Decimal:
    counts = _counts(bid, business, of, growth)
    if has_unit_prices(bid) or bid.modules:
        modules = sum((module.monthly + _counted(module, counts) for module in bid.modules), ZERO)
        return _counted(bid, counts) + modules
    if bid.basis == "block" and bid.block_hours is not None:
        rate = bid.block_rate if bid.block_rate is not None else bid.hourly_rate
        if rate is not None:
            return bid.block_hours * rate
    monthly = bid.monthly or ZERO
    return monthly if bid.basis in FIXED_BASES else monthly * growth


def _counts(
    bid: Bid, business: BusinessInputs, of: End, growth: Decimal
) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    if bid.basis in FIXED_BASES:
        growth = Decimal(1)
    users = ZERO if business.users is None else of(business.users) * growth
    if bid.minimum_users is not None:
        users = max(users, bid.minimum_users)
    return users, of(business.devices) * growth, of(business.servers) * growth, of(business.sites) * growth


def _counted(prices: Bid | Module, counts: tuple[Decimal, Decimal, Decimal, Decimal]) -> Decimal:
    """Unit prices times their counts."""
    users, devices, servers, sites = counts
    return (
        (prices.per_user or ZERO) * users
        + (prices.per_device or ZERO) * devices
        + (prices.per_server or ZERO) * servers
        + (prices.per_site or ZERO) * sites
    )


def fees_over_term(bid: Bid, business: BusinessInputs, rise: Figure, of: End) -> Decimal:
    """SUM over the years of months x F (1+e)^(y-1), with F following the number of people."""
    growth = of(business.growth_percent)
    return over_term(
        business.term_months,
        lambda year: MONTHS * monthly_fee(bid, business, of, year.grown(growth)) * year.grown(of(rise)),
    )


def counts_priced(bid: Bid, business: BusinessInputs) -> tuple[Figure, ...]:
    """The counts that the fee depends on."""
    parts: tuple[Bid | Module, ...] = (bid, *bid.modules)
    counts = (
        (business.users, [part.per_user for part in parts]),
        (business.devices, [part.per_device for part in parts]),
        (business.servers, [part.per_server for part in parts]),
        (business.sites, [part.per_site for part in parts]),
    )
    return tuple(count for count, prices in counts if count is not None and any(prices))
