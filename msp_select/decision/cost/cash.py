"""The money paid to a provider over the term: fees and everything that comes on top of them."""

from __future__ import annotations

from msp_select.decision.cost import formulas
from msp_select.decision.cost.bid_inputs import BidInputs
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.estimate import NOTHING, UNKNOWN, Estimate, total_of
from msp_select.decision.cost.in_house import person_lines
from msp_select.decision.cost.lines import Line, Missing, line
from msp_select.decision.cost.lookup import added_by_us


def cash_lines(inputs: BidInputs, business: BusinessInputs, multiplier: Estimate) -> list[Line | Missing]:
    """The cash lines of one candidate; `multiplier`: hours needed, times those at an average provider."""
    if inputs.in_house:
        return person_lines(inputs, business)
    fee = formulas.monthly_fee(Estimate, inputs.fee)
    fees = formulas.fees(Estimate, inputs.fee, inputs.rises, business.term_months)
    start = inputs.onboarding or formulas.onboarding(inputs.onboarding_multiple, fee)
    each_user = formulas.for_each_user(inputs.licences, business.user_months)
    return [
        line("fees", "Fees over the term", "cash", fees),
        line("onboarding", "Starting (onboarding)", "cash", start),
        *_on_top(inputs, business, multiplier, fees),
        line("licences", "Licences and tools not in the fee", "cash", each_user),
        *(person_lines(inputs, business) if inputs.shared else []),
    ]


def _on_top(
    inputs: BidInputs, business: BusinessInputs, multiplier: Estimate, fees: Estimate
) -> list[Line | Missing]:
    """Hours, after-hours and projects billed, or in their place the stated share of the whole bill."""
    hours = _hours(inputs, business, multiplier)
    after_hours = formulas.after_hours(
        inputs.after_hours,
        inputs.hourly_rate,
        inputs.after_hours_multiple,
        inputs.rises,
        business.term_months,
    )
    projects = _projects(inputs, business)
    share = inputs.outside_bill
    if share is not None:
        extras = formulas.extras(Estimate, fees, share)
        billed = total_of((hours, after_hours, projects))
        if billed.is_known:  # without a rate only the fee says what the share comes to
            extras = formulas.least_extras(Estimate, extras, billed, share)
        return [line("extras", "Billed on top of the fee", "cash", extras)]
    return [
        line("extra_hours", "Support hours billed on top", "cash", hours),
        line("after_hours", "Hours outside office hours", "cash", after_hours),
        line("projects", "Projects", "cash", projects),
    ]


def _hours(inputs: BidInputs, business: BusinessInputs, multiplier: Estimate) -> Estimate:
    """The support hours outside the fee, at their rate; all of them where a share of the bill is named."""
    hours: Estimate = formulas.extra_hours(
        Estimate,
        users=business.users or UNKNOWN,
        growth=business.growth_percent,
        hours_per_user=business.defaults["hours_per_user"],
        multiplier=multiplier,
        calls=inputs.calls_made,
        bought=inputs.bought_hours,
        outside=inputs.outside_hours,
        rate=inputs.hourly_rate,
        rises=inputs.rises,
        term_months=business.term_months,
    )
    return hours


def _projects(inputs: BidInputs, business: BusinessInputs) -> Estimate:
    """Fixed quotes, and hours at the rate: the bid's, else those you plan, else some per user."""
    fixed, rate, rises = inputs.projects_fixed, inputs.hourly_rate, inputs.rises
    if fixed is not None and inputs.project_hours is None:
        return fixed
    hours = inputs.project_hours or business.planned_project_hours
    if hours is not None:
        return formulas.projects(fixed or NOTHING, hours, rate, rises, business.term_months)
    per_user = added_by_us(business.defaults["project_hours_per_user"])
    users = business.users or UNKNOWN
    return formulas.projects_by_users(
        per_user, users, business.growth_percent, rate, rises, business.term_months
    )
