"""The risk that stays with the business: stops, waiting and security events, money no bill ever shows."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.cost.bid_inputs import BidInputs
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.fees import MONTHS, over_term
from msp_select.decision.cost.lines import Line, Missing, line
from msp_select.decision.cost.span import HUNDRED, Figure, Span, derived, span_of

MINUTES = Decimal(60)


def proactivity_multiplier(points: Decimal, business: BusinessInputs) -> Figure:
    """M: faults and hours, times those at an average provider; straight from the worst end to the best."""
    worst, best = business.defaults["proactivity_worst"], business.defaults["proactivity_best"]
    return derived(
        lambda of: of(worst) + (of(best) - of(worst)) * points / HUNDRED,
        [worst, best],
        "times the average",
        "the points for proactivity",
        "Effect of proactivity",
    )


def security_factor(points: Decimal, business: BusinessInputs) -> Figure:
    """Security events, times those at an average provider: worst at 0 points, 1 at 50, best at 100."""
    half = HUNDRED / 2
    end = business.defaults["security_worst" if points < half else "security_best"]
    distance = abs(points - half) / half
    return derived(
        lambda of: 1 + (of(end) - 1) * distance,
        [end],
        "times the average",
        "the points for security",
        "Effect of security",
    )


def risk_lines(
    inputs: BidInputs, business: BusinessInputs, multiplier: Figure, security: Figure
) -> list[Line | Missing]:
    """Outages, waiting and security events: money an owner never sees on a bill."""
    return [
        _outages(inputs, business, multiplier),
        _waiting(inputs, business, multiplier),
        _security(business, multiplier, security),
    ]


def standstill_hours(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> Span:
    """T N M i (hours to respond + hours to restore): hours of the whole firm at a stop, over the term."""
    return span_of(
        lambda of: _stopped(
            business.term_months,
            of(business.outages),
            of(multiplier),
            of(business.defaults["outage_share"]),
            of(inputs.p1_response_minutes),
            of(inputs.p1_restore_hours),
        )
    )


def _stopped(
    months: int, a_year: Decimal, m: Decimal, share: Decimal, respond: Decimal, restore: Decimal
) -> Decimal:
    return Decimal(months) / MONTHS * a_year * m * share / HUNDRED * (respond / MINUTES + restore)


def _outages(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> Line | Missing:
    """The hours at a stop, times what one costs."""
    return line(
        "outages",
        "Serious stops",
        "risk",
        lambda n, m, i, respond, restore, hour: (
            _stopped(business.term_months, n, m, i, respond, restore) * hour
        ),
        business.outages,
        multiplier,
        business.defaults["outage_share"],
        inputs.p1_response_minutes,
        inputs.p1_restore_hours,
        business.standstill_hour,
    )


def _waiting(inputs: BidInputs, business: BusinessInputs, multiplier: Figure) -> Line | Missing:
    """SUM of 12 U n b M (hours to respond + hours to fix) HU, U growing with the firm."""
    return line(
        "waiting",
        "People waiting for help",
        "risk",
        lambda n, b, m, respond, fix, hour, u, g: over_term(
            business.term_months,
            lambda year: MONTHS * u * year.grown(g) * n * b / HUNDRED * m * (respond + fix) * hour,
        ),
        business.defaults["tickets_per_user"],
        business.defaults["blocking_share"],
        multiplier,
        inputs.ordinary_response_hours,
        business.defaults["ordinary_fix_hours"],
        business.blocked_user_hour,
        business.users,
        business.growth_percent,
    )


def _security(business: BusinessInputs, multiplier: Figure, security: Figure) -> Line | Missing:
    """T s M m X."""
    term = Decimal(business.term_months) / MONTHS
    return line(
        "security",
        "Security event, times its chance",
        "risk",
        lambda s, m, factor, cost: term * s / HUNDRED * m * factor * cost,
        business.defaults["security_chance"],
        multiplier,
        security,
        business.security_event_cost,
    )
