"""What a bid costs beside its price: own time and leaving; and what it gives back for missed promises."""

from __future__ import annotations

from msp_select.decision import cost_formulas
from msp_select.decision.costing.bid_inputs import BidInputs
from msp_select.decision.costing.choices import months_beyond
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import Line, Missing, line
from msp_select.decision.costing.estimate import NOTHING, UNKNOWN, Estimate, total_of, worked_out


def own_time_lines(
    inputs: BidInputs, business: BusinessInputs, transparency: Estimate
) -> list[Line | Missing]:
    """Hours to supervise, and everybody's hour at the change-over (none to today's provider)."""
    hours, hour = _own_hours(inputs, business, transparency), business.owner_hour or UNKNOWN
    supervision = cost_formulas.own_supervision(hours, hour, business.term_months)
    lines = [line("own_supervision", "own_time", supervision)]
    if not inputs.incumbent:
        each, pay = business.defaults["change_over_hours"], business.hourly_pay or UNKNOWN
        change_over = cost_formulas.change_over(each, business.users or UNKNOWN, pay)
        lines.append(line("change_over", "own_time", change_over))
    return lines


def _own_hours(inputs: BidInputs, business: BusinessInputs, transparency: Estimate) -> Estimate:
    """Hours a month: the bid's, else more the less a provider shows and the more users there are."""
    if inputs.own_hours is not None:
        return inputs.own_hours
    if inputs.in_house:
        return business.defaults["manager_hours"]
    opaque, plain = business.defaults["own_hours_opaque"], business.defaults["own_hours_open"]
    hours: Estimate = cost_formulas.own_hours(opaque, plain, transparency, business.users or UNKNOWN)
    return worked_out(hours, "transparency", "own_hours", "hours_a_month")


def leaving_lines(inputs: BidInputs, business: BusinessInputs) -> list[Line | Missing]:
    """Leaving early, times its chance; nothing for one's own person.

    What today's provider charges for leaving it is no risk of staying: every other choice pays it at once.
    """
    if inputs.in_house:
        return []
    stays = inputs.incumbent
    leaving = cost_formulas.leaving(
        chance=business.defaults["leaving_chance"],
        exit_fee=NOTHING if stays else inputs.exit_fee or NOTHING,
        exit_fee_months=NOTHING if stays or inputs.exit_fee else inputs.exit_fee_months,
        exit_months=NOTHING if stays else inputs.exit_months,
        overlap=business.defaults["overlap_months"],
        fee=cost_formulas.monthly_fee(Estimate, inputs.fee),
    )
    longer = months_beyond(inputs.bid, business.term_months)
    if longer and inputs.months_owed is not None and not stays:
        fee = cost_formulas.monthly_fee(Estimate, inputs.fee)
        owed: Estimate = cost_formulas.still_owed(Estimate, inputs.months_owed, longer, fee)
        leaving = total_of((leaving, owed))
    if not stays:  # where nobody knows the licences their part is left out here, as their own line is
        locked = cost_formulas.licences_locked(
            chance=business.defaults["leaving_chance"],
            months=inputs.licence_lock_months,
            per_user=inputs.licences,
            users=business.users or UNKNOWN,
        )
        leaving = total_of((leaving, locked)) if locked.is_known else leaving
    return [line("leaving", "leaving", leaving)]


def credit_lines(inputs: BidInputs, business: BusinessInputs) -> list[Line | Missing]:
    """What is given back; nothing by one's own person."""
    if inputs.in_house:
        return []
    fee = cost_formulas.monthly_fee(Estimate, inputs.fee)
    credits = cost_formulas.given_back(inputs.credit, inputs.missed, fee, business.term_months)
    return [line("credits", "credits", credits)]
