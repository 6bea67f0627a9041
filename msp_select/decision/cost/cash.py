"""The money paid to a provider over the term: fees and everything that comes on top of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from msp_select.decision.cost.bid_inputs import BidInputs
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.fees import MONTHS, counts_priced, fees_over_term, monthly_fee, over_term
from msp_select.decision.cost.in_house import person_lines
from msp_select.decision.cost.lines import Line, Missing, line, line_at
from msp_select.decision.cost.lookup import added_by_us
from msp_select.decision.cost.span import HUNDRED, ZERO, Figure, known

ALL_HOURS = known(HUNDRED, "percent of support hours", "the bid")
ALL_CALLS = known(HUNDRED, "percent of faults", "the bid")
THE_FEE = known(ZERO, "a month", "the bid")


def cash_lines(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> list[Line | Missing]:
    """The cash lines of one candidate; `multiplier`: hours needed, times those at an average provider."""
    if inputs.in_house:
        return person_lines(inputs, business)
    person = person_lines(inputs, business) if inputs.shared else []
    return [
        _fees(inputs, business),
        _onboarding(inputs, business),
        *_on_top(inputs, business, multiplier),
        _licences(inputs, business),
        *person,
    ]


def _fees(inputs: BidInputs, business: BusinessInputs) -> Line:
    return line_at(
        "fees",
        "Fees over the term",
        "cash",
        lambda of: fees_over_term(inputs.bid, business, inputs.yearly_rise, of),
        [THE_FEE, *counts_priced(inputs.bid, business), business.growth_percent, inputs.yearly_rise],
    )


def _onboarding(inputs: BidInputs, business: BusinessInputs) -> Line | Missing:
    """The stated amount, else some monthly fees; nothing for today's provider."""
    title, months = "Starting (onboarding)", inputs.onboarding_multiple
    if inputs.onboarding is not None:
        return line("onboarding", title, "cash", lambda amount: amount, inputs.onboarding)
    return line_at(
        "onboarding", title, "cash", lambda of: of(months) * monthly_fee(inputs.bid, business, of), [months]
    )


def _on_top(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> list[Line | Missing]:
    """Hours, after-hours and projects billed, or in their place the stated share p of the whole bill."""
    share = inputs.outside_bill
    if share is None:
        return _billed_hours(inputs, business, multiplier)
    if share.middle == HUNDRED or monthly_fee(inputs.bid, business, lambda figure: figure.middle) == 0:
        # A bill that is all extras cannot be counted from its fee: then every hour is billed.
        outside = replace(ALL_HOURS, origin=share.origin)
        return _billed_hours(replace(inputs, outside_hours=outside), business, multiplier)
    return [
        line_at(
            "extras",
            "Billed on top of the fee",
            "cash",
            lambda of: (
                fees_over_term(inputs.bid, business, inputs.yearly_rise, of)
                * of(share)
                / (HUNDRED - of(share))
            ),
            [share, *counts_priced(inputs.bid, business), business.growth_percent, inputs.yearly_rise],
        )
    ]


def _billed_hours(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> list[Line | Missing]:
    return [
        _extra_hours(inputs, business, multiplier),
        _after_hours(inputs, business),
        _projects(inputs, business),
    ]


def _extra_hours(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> Line | Missing:
    """SUM of 12 (U h M k - hours bought) q R (1+e)^(y-1); q is all for hourly bids and beyond a block."""
    bid, term = inputs.bid, business.term_months
    bought = (bid.block_hours or ZERO) if bid.basis == "block" else ZERO
    hourly = bid.basis == "hourly"

    def amount(
        h: Decimal, m: Decimal, k: Decimal, q: Decimal, r: Decimal, e: Decimal, g: Decimal, u: Decimal
    ) -> Decimal:
        return over_term(
            term,
            lambda year: (
                MONTHS
                * max(ZERO, u * year.grown(g) * h * m * k / HUNDRED - bought)
                * q
                / HUNDRED
                * r
                * year.grown(e)
            ),
        )

    return line(
        "extra_hours",
        "Support hours billed on top",
        "cash",
        amount,
        business.defaults["hours_per_user"],
        multiplier,
        business.defaults["calls_made_when_hourly"] if hourly else ALL_CALLS,
        ALL_HOURS if hourly or bid.basis == "block" else inputs.outside_hours,
        inputs.hourly_rate,
        inputs.yearly_rise,
        business.growth_percent,
        business.users,
    )


def _after_hours(inputs: BidInputs, business: BusinessInputs) -> Line | Missing:
    return line(
        "after_hours",
        "Hours outside office hours",
        "cash",
        lambda h, r, m, e: over_term(business.term_months, lambda year: h * r * m * year.grown(e)),
        inputs.after_hours,
        inputs.hourly_rate,
        inputs.after_hours_multiple,
        inputs.yearly_rise,
    )


def _projects(inputs: BidInputs, business: BusinessInputs) -> Line | Missing:
    """Fixed quotes, and hours at the rate: the bid's, else those you plan, else some per user."""
    title, fixed = "Projects", inputs.bid.projects_fixed
    if fixed is not None and inputs.project_hours is None:
        return line(
            "projects", title, "cash", lambda amount: amount, known(fixed, "over the term", "the bid")
        )
    hours = inputs.project_hours or business.planned_project_hours
    per_user = added_by_us(business.defaults["project_hours_per_user"])
    term, sure = business.term_months, fixed or ZERO
    if hours is not None:
        return line(
            "projects",
            title,
            "cash",
            lambda h, r, e: sure + over_term(term, lambda year: h * r * year.grown(e)),
            hours,
            inputs.hourly_rate,
            inputs.yearly_rise,
        )
    return line(
        "projects",
        title,
        "cash",
        lambda h, u, g, r, e: over_term(term, lambda year: h * u * year.grown(g) * r * year.grown(e)),
        per_user,
        business.users,
        business.growth_percent,
        inputs.hourly_rate,
        inputs.yearly_rise,
    )


def _licences(inputs: BidInputs, business: BusinessInputs) -> Line | Missing:
    return line(
        "licences",
        "Licences and tools not in the fee",
        "cash",
        lambda each, u, g: over_term(business.term_months, lambda year: MONTHS * u * year.grown(g) * each),
        inputs.licences,
        business.users,
        business.growth_percent,
    )
