"""Is this offer plausible, and do its answers go together? Nothing here rejects anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from msp_select.decision.business.downtime import business_numbers
from msp_select.decision.checks.abnormally_low_price import low_price_warnings
from msp_select.decision.checks.answers_by_topic import CheckedAnswers
from msp_select.decision.checks.contradictions import contradictions
from msp_select.decision.checks.cost_floor import floor_check, support_fee
from msp_select.decision.checks.two_places import says_two_things
from msp_select.decision.costing.bid_inputs import bid_inputs
from msp_select.decision.costing.choices import months_beyond
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import known
from msp_select.decision.costing.moving import leaving_cost
from msp_select.decision.costing.same_fee import NEAR, other_prices
from msp_select.decision.fact import Fact
from msp_select.model.bid import Tax
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

HALF = 50  # percent of the bill


@dataclass(frozen=True, kw_only=True)
class FeeCountedTwice(Fact):
    """A monthly fee beside unit prices that come to the same."""

    kind: ClassVar[str] = "fee_counted_twice"
    quoted_month: Decimal
    counted_month: Decimal


@dataclass(frozen=True, kw_only=True)
class MostlyOutsideTheFee(Fact):
    """More than half of the bill on top of the fee."""

    kind: ClassVar[str] = "mostly_outside_the_fee"
    share_percent: Decimal


@dataclass(frozen=True, kw_only=True)
class BindsLonger(Fact):
    """A bid that binds longer than is compared, and does not say what is owed for the rest."""

    kind: ClassVar[str] = "binds_longer"
    term_months: int
    compared_months: int


@dataclass(frozen=True, kw_only=True)
class LeavingNotKnown(Fact):
    """Today's provider does not say what leaving it costs: that is about every other choice."""

    kind: ClassVar[str] = "leaving_not_known"
    incumbent: str


@dataclass(frozen=True, kw_only=True)
class TaxDiffers(Fact):
    """An offer that names its prices with tax where the session compares without, or the other way round."""

    kind: ClassVar[str] = "tax_differs"
    offered: Tax
    compared: Tax


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(Fact):
    """An offer that held until a day before the one that is compared on."""

    kind: ClassVar[str] = "offer_lapsed"
    valid_until: dt.date
    as_of: dt.date


@dataclass(frozen=True, kw_only=True)
class YardstickUpsideDown(Fact):
    """A low price reference that is not below the high one; whether each is a default."""

    kind: ClassVar[str] = "yardstick_upside_down"
    price_low_per_user_month: Decimal
    price_high_per_user_month: Decimal
    price_low_is_default: bool
    price_high_is_default: bool


def checks(session: Session, catalog: Catalog, business: BusinessInputs) -> tuple[Fact, ...]:
    """All checks of a session: the yardstick, prices candidate by candidate, then the contradictions."""
    fees = fees_per_user_month(session, business)
    everyone = [CheckedAnswers(one, session, catalog, business, fees) for one in session.candidates]
    found = [
        yardstick_check(session, catalog, business),
        *(floor_check(one, business, catalog) for one in session.candidates),
        *low_price_warnings(session, business, catalog),
        *(quote_check(one, business) for one in session.candidates),
        *(outside_check(one, business, catalog) for one in session.candidates),
        *(term_check(one, business, catalog) for one in session.candidates),
        *(leaving_check(one, business, catalog) for one in session.candidates),
        *(tax_check(one, session) for one in session.candidates),
        *(offer_check(one, session) for one in session.candidates),
        *(says_two_things(one) for one in session.candidates),
        *contradictions(everyone),
    ]
    return tuple(fact for fact in found if fact is not None)


def fees_per_user_month(session: Session, business: BusinessInputs) -> Mapping[str, Decimal]:
    """The monthly fee per user of every provider that charges one for support, by id."""
    fees: dict[str, Decimal] = {}
    for candidate in session.candidates:
        fee = support_fee(candidate, business)
        if fee is not None and business.users is not None:
            fees[candidate.id] = fee / business.users.middle
    return fees


def quote_check(candidate: Candidate, business: BusinessInputs) -> FeeCountedTwice | None:
    """A monthly fee beside unit prices that come to the same: perhaps one fee, counted twice."""
    bid = candidate.bid
    counted = None if bid is None else other_prices(bid, business, NEAR)
    if bid is None or bid.monthly is None or counted is None:
        return None
    return FeeCountedTwice(candidates=(candidate.id,), quoted_month=bid.monthly, counted_month=counted)


def outside_check(
    candidate: Candidate, business: BusinessInputs, catalog: Catalog
) -> MostlyOutsideTheFee | None:
    """More than half of the bill on top of the fee."""
    bid = candidate.bid
    share = None if bid is None else bid_inputs(candidate, bid, business, catalog).outside_bill
    if share is None or share.middle <= HALF:
        return None
    return MostlyOutsideTheFee(candidates=(candidate.id,), share_percent=share.middle)


def term_check(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> BindsLonger | None:
    """A bid that binds longer than is compared, and does not say what is owed for the rest."""
    bid = candidate.bid
    if bid is None or bid.term_months is None or not months_beyond(bid, business.term_months):
        return None
    if bid_inputs(candidate, bid, business, catalog).months_owed is not None:
        return None
    return BindsLonger(
        candidates=(candidate.id,), term_months=bid.term_months, compared_months=business.term_months
    )


def tax_check(candidate: Candidate, session: Session) -> TaxDiffers | None:
    """Prices with tax in an offer, compared without, or the other way round: were they turned over?"""
    offered = None if candidate.bid is None else candidate.bid.vat
    if offered is None or offered == session.vat:
        return None
    return TaxDiffers(candidates=(candidate.id,), offered=offered, compared=session.vat)


def offer_check(candidate: Candidate, session: Session) -> OfferLapsed | None:
    """An offer that does not hold any more on the day of the comparison."""
    until = None if candidate.bid is None else candidate.bid.valid_until
    if until is None or until >= session.as_of:
        return None
    return OfferLapsed(candidates=(candidate.id,), valid_until=until, as_of=session.as_of)


def leaving_check(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> LeavingNotKnown | None:
    """What leaving today's provider costs, where it does not say."""
    if candidate.kind != "incumbent" or leaving_cost(candidate, business, catalog).is_known:
        return None
    return LeavingNotKnown(incumbent=candidate.id)


def yardstick_check(
    session: Session, catalog: Catalog, business: BusinessInputs
) -> YardstickUpsideDown | None:
    """A low price reference that is not below the high one measures nothing."""
    answers = business_numbers(session, catalog)
    figures = {
        name: known(answers[name], "yours") if name in answers else business.defaults.get(name)
        for name in ("price_low", "price_high")
    }
    low, high = figures["price_low"], figures["price_high"]
    if low is None or high is None or low.middle < high.middle:
        return None
    return YardstickUpsideDown(
        price_low_per_user_month=low.middle,
        price_high_per_user_month=high.middle,
        price_low_is_default=low.is_default,
        price_high_is_default=high.is_default,
    )
