"""Is this offer plausible, and do its answers go together? Nothing here rejects anybody."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msp_select.decision.checking.checked_answers import CheckedAnswers
from msp_select.decision.checking.contradictions import contradictions
from msp_select.decision.checking.floor import floor_check, support_fee
from msp_select.decision.checking.low_price import low_price_warnings
from msp_select.decision.cost import formulas
from msp_select.decision.cost.bid_inputs import bid_inputs
from msp_select.decision.cost.choices import bid_of, fee_of, is_by_unit, months_beyond
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.estimate import Estimate, Figure, known
from msp_select.decision.cost.moving import leaving_cost
from msp_select.decision.cost.standstill import business_numbers
from msp_select.decision.findings.finding import Finding
from msp_select.decision.findings.wording import exactly, term
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

HALF = 50  # percent of the bill
THE_SAME = Decimal("0.01")  # a quoted fee that differs from its unit prices by no more may be the same one


def checks(session: Session, catalog: Catalog, business: BusinessInputs) -> tuple[Finding, ...]:
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
        *contradictions(everyone),
    ]
    return tuple(finding for finding in found if finding is not None)


def fees_per_user_month(session: Session, business: BusinessInputs) -> Mapping[str, Decimal]:
    """The monthly fee per user of every provider that charges one for support, by id."""
    fees: dict[str, Decimal] = {}
    for candidate in session.candidates:
        fee = support_fee(candidate, business)
        if fee is not None and business.users is not None:
            fees[candidate.id] = fee / business.users.middle
    return fees


def quote_check(candidate: Candidate, business: BusinessInputs) -> Finding | None:
    """A monthly fee beside unit prices that come to the same: perhaps one fee, counted twice."""
    bid = candidate.bid
    if not (bid and bid.monthly and is_by_unit(bid) and business.users):
        return None
    units = bid.model_copy(update={"monthly": None, "minimum_monthly": None, "block_hours": None})
    counted = formulas.monthly_fee(Estimate, fee_of(units, business)).middle
    if abs(counted - bid.monthly) > THE_SAME * bid.monthly:
        return None
    return Finding(
        "fee_counted_twice",
        "Perhaps one fee, counted twice",
        f"{candidate.name} names {exactly(bid.monthly, business.currency)} a month, and its unit prices "
        "times your counts come to the same. Everything a bid names is added up: if it is the same money, "
        "take one of the two out.",
        {"quoted_month": float(bid.monthly), "counted_month": float(counted)},
        (candidate.id,),
    )


def outside_check(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> Finding | None:
    """More than half of the bill on top of the fee."""
    bid = bid_of(candidate)
    share = None if bid is None else bid_inputs(candidate, bid, business, catalog).outside_bill
    if share is None or share.middle <= HALF:
        return None
    return Finding(
        "mostly_outside_the_fee",
        "The fee says little",
        f"{candidate.name}: half of the bill and more is outside the fee: the fee says little.",
        {"share_percent": float(share.middle)},
        (candidate.id,),
    )


def term_check(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> Finding | None:
    """A bid that binds longer than is compared, and does not say what is owed for the rest."""
    bid = bid_of(candidate)
    if bid is None or bid.term_months is None or not months_beyond(bid, business.term_months):
        return None
    if bid_inputs(candidate, bid, business, catalog).months_owed is not None:
        return None
    here = business.term_months
    return Finding(
        "binds_longer",
        "It binds longer than is compared",
        f"{candidate.name} binds you for {term(bid.term_months)}, longer than is compared ({term(here)}). "
        "What you would owe for the rest is not said: ask what leaving at that point costs.",
        {"term_months": bid.term_months, "compared_months": here},
        (candidate.id,),
    )


def leaving_check(candidate: Candidate, business: BusinessInputs, catalog: Catalog) -> Finding | None:
    """What leaving today's provider costs, where it does not say."""
    if candidate.kind != "incumbent" or leaving_cost(candidate, business, catalog).is_known:
        return None
    return Finding(
        "leaving_not_known",
        "What leaving costs is not known",
        f"Every other choice has to leave {candidate.name}, and what that costs is not known: look for the "
        "clause on notice, months still owed and fees on leaving, and put it into its money terms.",
        {"incumbent": candidate.id},
    )


def yardstick_check(session: Session, catalog: Catalog, business: BusinessInputs) -> Finding | None:
    """A low price reference that is not below the high one measures nothing."""
    answers = business_numbers(session, catalog)
    figures = {
        name: known(answers[name], "", "yours") if name in answers else business.defaults.get(name)
        for name in ("price_low", "price_high")
    }
    low, high = figures["price_low"], figures["price_high"]
    if low is None or high is None or low.middle < high.middle:
        return None
    return Finding(
        "yardstick_upside_down",
        "The price range is the wrong way round",
        f"The very good price, {_reference(low, session.currency)}, is not below the price at which you "
        f"would walk away, {_reference(high, session.currency)}. Until it is, no price is scored.",
        {
            "price_low_per_user_month": float(low.middle),
            "price_high_per_user_month": float(high.middle),
        },
    )


def _reference(figure: Figure, currency: str) -> str:
    whose = " (our assumption)" if figure.is_default else ""
    return f"{exactly(figure.middle, currency)} per user and month{whose}"
