"""A person of one's own: the whole of one, a part of one, or the part beside a provider."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from msp_select.decision import cost_formulas
from msp_select.decision.costing.bid_inputs import BidInputs
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.cost_line import Line, Missing, line
from msp_select.decision.costing.estimate import UNKNOWN, Estimate, Figure, known
from msp_select.decision.costing.figure_sources import added_by_us
from msp_select.model.bid import OwnPerson


@dataclass(frozen=True)
class _Look:
    """Where the figures of a person stand: in the bid, else a default added by us."""

    inputs: BidInputs
    business: BusinessInputs

    def __call__(self, field: str, default: str = "") -> Estimate:
        """The bid's figure, else the default of that name."""
        if (stated := self.stated(field)) is not None:
            return known(stated, "bid", field)
        figure = self.business.defaults.get(default or field)
        return UNKNOWN if figure is None else added_by_us(figure)

    def stated(self, field: str) -> Decimal | None:
        """The bid's own field."""
        person = self.inputs.bid.own_person or OwnPerson()
        amount: Decimal | None = getattr(person, field, None)
        return amount

    def people(self) -> Estimate:
        """People employed, as parts of one: as stated, else more the more users there are."""
        shared = self.inputs.shared
        least = self("people", "shared_people" if shared else "people")
        if not (isinstance(least, Figure) and least.is_default):
            return least
        return usual_people(self.business, least, shared=shared)

    def counts(self, *fields: str) -> bool:
        """Whether a line counts: beside a provider, who gives the rest, only what the bid names."""
        return not self.inputs.shared or all(self.stated(field) is not None for field in fields)


def usual_people(business: BusinessInputs, least: Estimate, *, shared: bool) -> Estimate:
    """At least so many people, and more the more users there are."""
    needed = cost_formulas.people_beside if shared else cost_formulas.people_needed
    each = added_by_us(business.defaults["users_per_person"])
    return needed(Estimate, business.users or UNKNOWN, each, least).in_order


def person_lines(inputs: BidInputs, business: BusinessInputs) -> list[Line | Missing]:
    """Pay, recruiting and training, times the people employed; cover, nights, tools and security beside."""
    look, months = _Look(inputs, business), business.term_months
    people, salary = look.people(), look("salary")
    rise = inputs.pay_rise
    pay = cost_formulas.pay(monthly_pay(inputs, business), rise, months)
    hires = hires_a_year(look("tenure_years"))
    recruiting = cost_formulas.recruiting(people, salary, look("recruiting"), hires, months)
    training = cost_formulas.training(people, look("training"), months)
    lines = [
        line("pay", "cash", pay),
        line("recruiting", "cash", recruiting),
        line("training", "cash", training),
    ]
    if look.counts("cover_days", "cover_day"):
        cover = cost_formulas.cover(people, look("cover_days"), look("cover_day"), months)
        lines.append(line("cover", "cash", cover))
    if look.counts("oncall_hours", "oncall_rate"):
        on_call = cost_formulas.on_call(look("oncall_hours"), look("oncall_rate"), months)
        lines.append(line("on_call", "cash", on_call))
    if look.counts("tools_per_user"):
        tools = cost_formulas.for_each_user(
            look("tools_per_user", "in_house_tools_per_user"), business.user_months
        )
        lines.append(line("tools", "cash", tools))
    if look.counts("security_service"):
        service = cost_formulas.security_service(look("security_service"), months)
        lines.append(line("security_service", "cash", service))
    return lines


def monthly_pay(inputs: BidInputs, business: BusinessInputs) -> Estimate:
    """What the person costs a month in the first year, on-costs included; unknown without a salary."""
    look = _Look(inputs, business)
    return cost_formulas.monthly_pay(look.people(), look("salary"), look("on_costs"))


def hires_a_year(tenure: Estimate) -> Estimate:
    """The same figure, read as hires a year: the longest stay is its cheap end."""
    hires = cost_formulas.hires_a_year(Estimate, tenure).in_order
    if not isinstance(tenure, Figure):
        return hires
    return replace(tenure, low=hires.low, middle=hires.middle, high=hires.high, unit="hires_a_year")
