"""What the cost model knows about one candidate: the bid, else an answer, else a default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from msp_select.decision.cost_formulas import Fee
from msp_select.decision.costing.choices import (
    at_least,
    at_most,
    fee_of,
    is_in_house,
    is_shared,
    rate_for_hours,
    rises_of,
)
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import NOTHING, Estimate, Figure, known, worked_out
from msp_select.decision.costing.figure_sources import Look, dear_half
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog

ALL_HOURS = known(Decimal(100), "bid")
ALL_CALLS = known(Decimal(100), "bid")


@dataclass(frozen=True)
class BidInputs:
    """One candidate's figures; percents as percents, prices a month, rates an hour.

    Unknown where neither bid nor answer says anything and there is no default in this currency; None where
    the bid says nothing and something else stands in for it.
    """

    bid: Bid
    incumbent: bool
    in_house: bool
    shared: bool  # a part of a person of one's own beside the provider
    fee: Fee[Estimate]
    pay_rise: Figure  # percent a year, of one's own people
    rises: tuple[Estimate, ...]  # percent, of all its prices, at each turn of a year
    hourly_rate: Estimate
    after_hours_multiple: Estimate
    after_hours: Estimate
    project_hours: Figure | None
    projects_fixed: Figure | None
    licences: Estimate
    onboarding: Figure | None  # an amount
    onboarding_multiple: Estimate  # monthly fees, where there is no amount
    bought_hours: Estimate
    calls_made: Figure
    hours_known: Figure | None  # a year
    shortest_minutes: Figure | None
    visit_fee: Figure | None
    visits: Estimate  # a year
    outside_hours: Estimate  # all of them where a share of the whole bill is named
    outside_bill: Figure | None
    exit_fee: Figure | None
    exit_fee_months: Figure
    exit_months: Figure
    licence_lock_months: Figure
    months_owed: Figure | None  # of those, where it is said and not a default of ours
    credit: Figure
    missed: Figure
    own_hours: Figure | None
    p1_response_minutes: Figure
    p1_restore_hours: Figure
    ordinary_response_hours: Figure
    promised_hours: Figure | None


def bid_inputs(candidate: Candidate, bid: Bid, business: BusinessInputs, catalog: Catalog) -> BidInputs:
    """Every figure of one candidate, with its origin."""
    look = Look(candidate, bid, business, catalog)
    in_house = is_in_house(candidate, bid)
    incumbent = candidate.kind == "incumbent"
    own = "in_house_" if in_house else ""
    outside_hours, outside_bill = _outside(bid, look)
    stated = look.stated
    return BidInputs(
        bid=bid,
        incumbent=incumbent,
        in_house=in_house,
        shared=is_shared(candidate, bid),
        fee=fee_of(bid, business),
        pay_rise=(stated("yearly_rise") if in_house else None) or look.default("pay_rise"),
        rises=rises_of(
            bid, business.term_months, _yearly_rise(bid, look), look.default("yearly_rise_uncapped")
        ),
        hourly_rate=stated(rate_for_hours(bid)) or look.added("hourly_rate"),
        after_hours_multiple=stated("after_hours_multiple") or look.added("after_hours_multiple"),
        after_hours=look.leaned_on("after_hours", business.defaults["after_hours_year"])
        or look.added("after_hours_year"),
        project_hours=look.leaned_on("project_hours", usual_projects(business)),
        projects_fixed=stated("projects_fixed"),
        licences=look.leaned_on("licences_per_user", business.defaults.get("licences_per_user"))
        or look.added("licences_per_user"),
        onboarding=known(Decimal(0), "incumbent") if incumbent else stated("onboarding"),
        onboarding_multiple=look.added("onboarding_multiple"),
        bought_hours=(stated("block_hours") if bid.basis == "block" else None) or NOTHING,
        calls_made=look.default("calls_made_when_hourly") if bid.basis == "hourly" else ALL_CALLS,
        hours_known=stated("hours_known"),
        shortest_minutes=stated("shortest_minutes"),
        visit_fee=stated("visit_fee"),
        visits=stated("visits") or look.added("visits_year"),
        outside_hours=outside_hours,
        outside_bill=outside_bill,
        exit_fee=stated("exit_fee"),
        exit_fee_months=look.default("exit_fee_months"),
        exit_months=stated("exit_months") or look.answer("exit_months", "exit_months"),
        licence_lock_months=look.answer("licence_lock_months", "licence_lock_months"),
        months_owed=stated("exit_months") or look.given("exit_months"),
        credit=stated("credit_share")
        or look.answer("credit_percent", "credit_percent", more_is_dearer=False),
        missed=stated("missed_share") or look.default("missed_percent"),
        own_hours=stated("own_hours"),
        p1_response_minutes=look.answer("p1_response_minutes", f"{own}p1_response_minutes"),
        p1_restore_hours=look.answer("p1_restore_hours", f"{own}p1_restore_hours"),
        ordinary_response_hours=look.answer("ordinary_response_hours", f"{own}ordinary_response_hours"),
        promised_hours=look.given("promised_hours"),
    )


def _yearly_rise(bid: Bid, look: Look) -> Figure:
    """Percent a year: as said, from nothing to a limit, or without one where nobody has named a limit."""
    usual, free = look.default("yearly_rise"), look.default("yearly_rise_uncapped")
    if (said := look.leaned_on("yearly_rise", usual)) is not None:
        return _as_said(said, bid.rise_capped, usual, free)
    if (limit := look.given("yearly_rise_percent")) is not None and bid.rise_capped is not False:
        return at_most(limit, usual, free)
    return dear_half(free) if look.silence("yearly_rise_percent") == "refused" else free


def _as_said(said: Figure, capped: bool | None, usual: Figure, free: Figure) -> Figure:
    if capped is None:
        return said
    return at_most(said, usual, free) if capped else at_least(said, free)


def usual_projects(business: BusinessInputs) -> Figure | None:
    """Hours of projects a year that are usual for so many users; None where nobody says how many."""
    per_user = business.defaults["project_hours_per_user"]
    if business.users is None:
        return None
    usual = Estimate.__mul__(per_user, business.users)
    return worked_out(usual, "devices", per_user.id, "hours_a_year")


def _outside(bid: Bid, look: Look) -> tuple[Estimate, Figure | None]:
    """The share outside the fee, of the support hours; and of the whole bill, where that is what is said."""
    if bid.basis in ("hourly", "block"):
        return ALL_HOURS, None
    usual = look.default("outside_hours_share")
    if bid.outside_hours_share is not None:
        said = look.leaned_on("outside_hours_share", usual)
        return said or usual, None
    share = look.leaned_on("outside_bill_share", usual, "percent_of_bill")
    share = share or look.given("extra_share_percent")
    if share is None and look.silence("extra_share_percent"):
        share = dear_half(usual)
    if share is not None:
        return replace(ALL_HOURS, origin=share.origin), share
    return look.added("outside_hours_share"), None
