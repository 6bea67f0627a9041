"""What a bid costs beside its price: own time and leaving; and what it gives back for missed promises."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.cost.bid_inputs import BidInputs
from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.fees import monthly_fee
from msp_select.decision.cost.lines import Line, Missing, line, line_at
from msp_select.decision.cost.span import HUNDRED, Figure, derived

TEN_USERS = Decimal(10)


def own_time_lines(
    inputs: BidInputs, business: BusinessInputs, transparency: Decimal
) -> list[Line | Missing]:
    """12 T w c, and everybody's hour at the change-over (none to today's provider or one's own person)."""
    lines = [
        line(
            "own_supervision",
            "Your time to supervise, chase and check",
            "own_time",
            lambda w, c: w * c * business.term_months,
            _own_hours(inputs, business, transparency),
            business.owner_hour,
        )
    ]
    if not (inputs.incumbent or inputs.in_house):
        lines.append(
            line(
                "change_over",
                "Everybody's time at the change-over",
                "own_time",
                lambda h, u, pay: h * u * pay,
                business.defaults["change_over_hours"],
                business.users,
                business.hourly_pay,
            )
        )
    return lines


def _own_hours(inputs: BidInputs, business: BusinessInputs, transparency: Decimal) -> Figure | None:
    """Hours a month: the bid's, else more the less a provider shows and the more users there are."""
    if inputs.own_hours is not None:
        return inputs.own_hours
    if inputs.in_house:
        return business.defaults["manager_hours"]
    if (users := business.users) is None:
        return None
    opaque, plain = business.defaults["own_hours_opaque"], business.defaults["own_hours_open"]
    return derived(
        lambda of: (of(opaque) + (of(plain) - of(opaque)) * transparency / HUNDRED) * of(users) / TEN_USERS,
        [opaque, plain, users],
        "hours a month",
        "the points for transparency",
        "Own time spent on the provider",
    )


def leaving_lines(inputs: BidInputs, business: BusinessInputs) -> list[Line | Missing]:
    """z (E_f + E_m F + 0.5 F), with F the monthly fee of the first year; nothing for one's own person."""
    if inputs.in_house:
        return []
    chance, overlap = business.defaults["leaving_chance"], business.defaults["overlap_months"]
    fee = inputs.exit_fee or inputs.exit_fee_months
    in_months = inputs.exit_fee is None
    return [
        line_at(
            "leaving",
            "Leaving early, times its chance",
            "leaving",
            lambda of: (
                of(chance)
                / HUNDRED
                * (
                    of(fee) * (monthly_fee(inputs.bid, business, of) if in_months else 1)
                    + (of(inputs.exit_months) + of(overlap)) * monthly_fee(inputs.bid, business, of)
                )
            ),
            [chance, fee, inputs.exit_months, overlap],
        )
    ]


def credit_lines(inputs: BidInputs, business: BusinessInputs) -> list[Line | Missing]:
    """-(v 12 F T x share of months missed); F as in the first year."""
    if inputs.in_house:
        return []
    months = business.term_months
    return [
        line_at(
            "credits",
            "Given back for missed promises",
            "credits",
            lambda of: (
                -(
                    of(inputs.credit)
                    / HUNDRED
                    * monthly_fee(inputs.bid, business, of)
                    * months
                    * of(inputs.missed)
                    / HUNDRED
                )
            ),
            [inputs.credit, inputs.missed],
        )
    ]
