"""The money paid to a provider over the term: fees and everything that comes on top of them."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision import cost_formulas
from msp_select.decision.cost_formulas import FeeYear
from msp_select.decision.costing.bid_inputs import BidInputs
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import Line, Missing, line
from msp_select.decision.costing.estimate import NOTHING, UNKNOWN, Estimate, total_of
from msp_select.decision.costing.figure_sources import added_by_us
from msp_select.decision.costing.in_house import person_lines


def cash_lines(inputs: BidInputs, business: BusinessInputs, multiplier: Estimate) -> list[Line | Missing]:
    """The cash lines of one candidate; `multiplier`: hours needed, times those at an average provider."""
    if inputs.in_house:
        return person_lines(inputs, business)
    years = cost_formulas.fee_years(Estimate, inputs.fee, business.term_months)
    fees = cost_formulas.fees(inputs.fee, years, inputs.rises)
    start = inputs.onboarding or cost_formulas.onboarding(inputs.onboarding_multiple, years[0].usual)
    each_user = cost_formulas.for_each_user(inputs.licences, business.user_months)
    return [
        line("fees", "cash", fees),
        line("onboarding", "cash", start),
        *_on_top(inputs, business, multiplier, years, fees),
        line("licences", "cash", each_user),
        *(person_lines(inputs, business) if inputs.shared else []),
    ]


def _on_top(
    inputs: BidInputs,
    business: BusinessInputs,
    multiplier: Estimate,
    years: Sequence[FeeYear[Estimate]],
    fees: Estimate,
) -> list[Line | Missing]:
    """Hours, after-hours and projects billed, or in their place the stated share of the whole bill."""
    hours = _hours(inputs, business, multiplier)
    after_hours = cost_formulas.after_hours(
        inputs.after_hours,
        inputs.hourly_rate,
        inputs.after_hours_multiple,
        inputs.rises,
        business.term_months,
    )
    projects = _projects(inputs, business)
    visits = () if inputs.visit_fee is None else (_visits(inputs, inputs.visit_fee, business),)
    on_top: tuple[Estimate, ...] = (hours, after_hours, projects)
    fixed: Estimate = inputs.projects_fixed or NOTHING
    share = inputs.outside_bill
    if share is not None:
        extras = cost_formulas.extras(Estimate, fees, share)
        billed = total_of(on_top)
        if billed.is_known:  # without a rate only the fee says what the share comes to
            fixed = cost_formulas.fixed_extras(Estimate, extras, billed, share, fixed)
            extras = cost_formulas.least_extras(Estimate, extras, billed, share)
        else:
            fixed = NOTHING
        on_top = (extras,)
    if share is not None or inputs.fee.ceiling is not None:
        together = total_of((*on_top, *visits))
        capped = cost_formulas.under_ceiling(
            Estimate, inputs.fee, years, together, fixed, inputs.rises, business.term_months
        )
        return [line("extras", "cash", capped)]
    return [
        line("extra_hours", "cash", hours),
        line("after_hours", "cash", after_hours),
        line("projects", "cash", projects),
        *(line("visits", "cash", amount) for amount in visits),
    ]


def _hours(inputs: BidInputs, business: BusinessInputs, multiplier: Estimate) -> Estimate:
    """The support hours outside the fee, at their rate; all of them where a share of the bill is named."""
    needed, growth = _needed(inputs, business, multiplier)
    hours: Estimate = cost_formulas.extra_hours(
        Estimate,
        needed=needed,
        growth=growth,
        bought=inputs.bought_hours,
        outside=inputs.outside_hours,
        rate=inputs.hourly_rate,
        rises=inputs.rises,
        term_months=business.term_months,
    )
    if inputs.shortest_minutes is None:
        return hours
    return cost_formulas.rounded_up(Estimate, hours, inputs.shortest_minutes)


def _needed(inputs: BidInputs, business: BusinessInputs, multiplier: Estimate) -> tuple[Estimate, Estimate]:
    """Hours a month in the first year, and the percent by which they grow; known ones as they are."""
    if inputs.hours_known is not None:
        known: Estimate = inputs.hours_known
        return cost_formulas.each_month(known), NOTHING
    users, hours_per_user = business.users or UNKNOWN, business.defaults["hours_per_user"]
    needed: Estimate = cost_formulas.hours_needed(users, hours_per_user, multiplier, inputs.calls_made)
    return needed, business.growth_percent


def _visits(inputs: BidInputs, fee: Estimate, business: BusinessInputs) -> Estimate:
    return cost_formulas.visits(inputs.visits, fee, inputs.rises, business.term_months)


def _projects(inputs: BidInputs, business: BusinessInputs) -> Estimate:
    """Fixed quotes, and hours at the rate: the bid's, else those you plan, else some per user."""
    fixed, rate, rises = inputs.projects_fixed, inputs.hourly_rate, inputs.rises
    if fixed is not None and inputs.project_hours is None:
        return fixed
    hours = inputs.project_hours or business.planned_project_hours
    if hours is not None:
        return cost_formulas.projects(fixed or NOTHING, hours, rate, rises, business.term_months)
    per_user = added_by_us(business.defaults["project_hours_per_user"])
    users = business.users or UNKNOWN
    return cost_formulas.projects_by_users(
        per_user, users, business.growth_percent, rate, rises, business.term_months
    )
