"""The risk that stays with the business: stops, waiting and security events, money no bill ever shows."""

from __future__ import annotations

from msp_select.decision import cost_formulas
from msp_select.decision.costing.bid_inputs import BidInputs
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import Line, Missing, line
from msp_select.decision.costing.estimate import UNKNOWN, Estimate, Figure, worked_out


def proactivity_multiplier(points: Estimate, business: BusinessInputs) -> Figure:
    """Faults and hours, times those at an average provider."""
    worst, best = business.defaults["proactivity_worst"], business.defaults["proactivity_best"]
    effect: Estimate = cost_formulas.between(worst, best, points)
    return worked_out(effect, "proactivity", "proactivity_effect", "times_average")


def security_factor(points: Estimate, business: BusinessInputs) -> Figure:
    """Security events, times those at an average provider."""
    worst, best = business.defaults["security_worst"], business.defaults["security_best"]
    effect: Estimate = cost_formulas.security_factor(Estimate, points, worst, best)
    return worked_out(effect, "security", "security_effect", "times_average")


def risk_lines(
    inputs: BidInputs, business: BusinessInputs, multiplier: Estimate, security: Estimate
) -> list[Line | Missing]:
    """Outages, waiting and security events: money an owner never sees on a bill."""
    hours = standstill_hours(inputs, business, multiplier)
    waiting = cost_formulas.waiting(
        tickets=business.defaults["tickets_per_user"],
        blocking=business.defaults["blocking_share"],
        multiplier=multiplier,
        respond_hours=inputs.ordinary_response_hours,
        fix_hours=business.defaults["ordinary_fix_hours"],
        hour=business.blocked_user_hour or UNKNOWN,
        months_of_users=business.user_months,
    )
    events = cost_formulas.security_events(
        business.defaults["security_chance"],
        multiplier,
        security,
        business.security_event_cost or UNKNOWN,
        business.term_months,
    )
    return [
        line("outages", "risk", cost_formulas.stops(hours, business.standstill_hour or UNKNOWN)),
        line("waiting", "risk", waiting),
        line("security", "risk", events),
    ]


def standstill_hours(inputs: BidInputs, business: BusinessInputs, multiplier: Estimate) -> Estimate:
    """Hours of the whole firm at a stop, over the term."""
    return cost_formulas.standstill_hours(
        outages=business.outages,
        multiplier=multiplier,
        share=business.defaults["outage_share"],
        respond_minutes=inputs.p1_response_minutes,
        restore_hours=inputs.p1_restore_hours,
        term_months=business.term_months,
    )
