"""What the cost model knows about one candidate: the bid, else an answer, else a default."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.lookup import NO_NUMBER, THE_BID, THEIR_ANSWER, Look, dear_half
from msp_select.decision.cost.span import Figure, known
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog


@dataclass(frozen=True)
class BidInputs:
    """One candidate's figures; percents as percents, prices a month, rates an hour.

    None where neither bid nor answer says anything and there is no default in this currency.
    `outside_hours` or `outside_bill` is set, never both; neither for hourly and block bids.
    """

    bid: Bid
    incumbent: bool
    in_house: bool
    shared: bool  # a part of a person of one's own beside the provider
    yearly_rise: Figure
    hourly_rate: Figure | None
    after_hours_multiple: Figure
    after_hours: Figure
    project_hours: Figure | None
    licences: Figure | None
    onboarding: Figure | None  # an amount
    onboarding_multiple: Figure  # monthly fees, where there is no amount
    outside_hours: Figure | None
    outside_bill: Figure | None
    exit_fee: Figure | None
    exit_fee_months: Figure
    exit_months: Figure
    credit: Figure
    missed: Figure
    own_hours: Figure | None
    p1_response_minutes: Figure
    p1_restore_hours: Figure
    ordinary_response_hours: Figure
    promised_hours: Figure | None


def bid_of(candidate: Candidate) -> Bid | None:
    """The bid; an in-house candidate without one is priced from the defaults alone."""
    if candidate.bid is None and candidate.kind == "in_house":
        return Bid(basis="in_house")
    return candidate.bid


def is_in_house(candidate: Candidate, bid: Bid) -> bool:
    """A person of one's own, with no provider beside."""
    return bid.basis == "in_house" or candidate.kind == "in_house"


def _is_shared(candidate: Candidate, bid: Bid) -> bool:
    return "shared" in (bid.basis, candidate.kind) or bid.own_person is not None


def bid_inputs(candidate: Candidate, bid: Bid, business: BusinessInputs, catalog: Catalog) -> BidInputs:
    """Every figure of one candidate, with its origin."""
    look = Look(candidate, business, catalog)
    in_house = is_in_house(candidate, bid)
    incumbent = candidate.kind == "incumbent"
    own = "in_house_" if in_house else ""
    outside_hours, outside_bill = _outside(bid, look)
    onboarding = look.stated(bid.onboarding, "once")
    if incumbent:
        onboarding = known(Decimal(0), "once", "today's provider has nothing to start")
    return BidInputs(
        bid=bid,
        incumbent=incumbent,
        in_house=in_house,
        shared=not in_house and _is_shared(candidate, bid),
        yearly_rise=_yearly_rise(bid, look, in_house=in_house),
        hourly_rate=_hourly_rate(bid, look),
        after_hours_multiple=look.stated(bid.after_hours_multiple, "times the normal rate")
        or look.added_sure("after_hours_multiple"),
        after_hours=look.stated(bid.after_hours, "hours a year") or look.added_sure("after_hours_year"),
        project_hours=look.stated(bid.project_hours, "hours a year"),
        licences=look.stated(bid.licences_per_user, "per user and month") or look.added("licences_per_user"),
        onboarding=onboarding,
        onboarding_multiple=look.added_sure("onboarding_multiple"),
        outside_hours=outside_hours,
        outside_bill=outside_bill,
        exit_fee=look.stated(bid.exit_fee, "once"),
        exit_fee_months=look.default("exit_fee_months"),
        exit_months=look.stated(bid.exit_months, "months of fees")
        or look.answer("exit_months", "exit_months"),
        credit=look.stated(bid.credit_share, "percent of the fee")
        or look.answer("credit_percent", "credit_percent"),
        missed=look.stated(bid.missed_share, "percent of months") or look.default("missed_percent"),
        own_hours=look.stated(bid.own_hours, "hours a month"),
        p1_response_minutes=look.answer("p1_response_minutes", f"{own}p1_response_minutes"),
        p1_restore_hours=look.answer("p1_restore_hours", f"{own}p1_restore_hours"),
        ordinary_response_hours=look.answer("ordinary_response_hours", f"{own}ordinary_response_hours"),
        promised_hours=look.given("promised_hours"),
    )


def _hourly_rate(bid: Bid, look: Look) -> Figure | None:
    """Hours beyond a block cost what the block's cost, where the bid names no other rate."""
    block_rate = bid.block_rate if bid.basis == "block" else None
    stated = bid.hourly_rate if bid.hourly_rate is not None else block_rate
    return look.stated(stated, "an hour") or look.added("hourly_rate")


def _yearly_rise(bid: Bid, look: Look, *, in_house: bool) -> Figure:
    if bid.yearly_rise is not None:
        return known(bid.yearly_rise, "percent a year", THE_BID)
    if in_house:
        return look.default("pay_rise")
    found = look.value("yearly_rise_percent")
    if bid.rise_capped is False or (found is not None and found[0] == NO_NUMBER):
        return look.default("yearly_rise_uncapped")
    if found is not None and isinstance(found[0], Decimal):
        return known(found[0], found[1], THEIR_ANSWER)
    return look.default("yearly_rise")


def _outside(bid: Bid, look: Look) -> tuple[Figure | None, Figure | None]:
    """The share outside the fee: of the support hours, or of the whole bill."""
    if bid.basis in ("hourly", "block"):
        return None, None
    if bid.outside_hours_share is not None:
        return known(bid.outside_hours_share, "percent of support hours", THE_BID), None
    if bid.outside_bill_share is not None:
        return None, known(bid.outside_bill_share, "percent of the bill", THE_BID)
    found = look.value("extra_share_percent")
    if found is None:
        return look.added_sure("outside_hours_share"), None
    if isinstance(found[0], str):
        return dear_half(look.default("outside_hours_share")), None
    return None, known(found[0], found[1], THEIR_ANSWER)
