"""A candidate's money terms: exact decimals, in the session's currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from msp_select.model.fields import Amount, Evidence, Flag, Frozen, Name, Percent, Quantity, Rate, Several

Basis = Literal["per_user", "per_device", "tiered", "flat", "block", "hourly", "shared", "in_house"]


class Module(Frozen):
    """One module of a tiered or shared bid; prices are a month."""

    name: Name
    monthly: Amount = Decimal(0)
    per_user: Amount = Decimal(0)
    per_device: Amount = Decimal(0)
    per_server: Amount = Decimal(0)
    per_site: Amount = Decimal(0)


class OwnPerson(Frozen):
    """The in-house person, or the part of one in a shared arrangement; amounts in the session's currency."""

    people: Quantity | None = None  # full-time equivalents
    salary: Amount | None = None  # a year, before on-costs
    on_costs: Rate | None = None  # percent of salary
    recruiting: Rate | None = None  # percent of a year's salary, each hire
    tenure_years: Quantity | None = None
    tools_per_user: Amount | None = None  # a month
    training: Amount | None = None  # a year
    cover_days: Quantity | None = None  # a year: holiday, illness, courses
    cover_day: Amount | None = None  # cost of one day's cover
    oncall_hours: Quantity | None = None  # a year
    oncall_rate: Amount | None = None  # an hour
    security_service: Amount | None = None  # a year


class Bid(Frozen):
    """What the candidate asks for; a field left out is not known and is never taken from another bid."""

    basis: Basis
    evidence: Evidence | None = None  # what these terms rest on; "written" where nobody says
    monthly: Amount | None = None  # the fee a month as quoted; unit prices, modules and hours are added to it
    per_user: Amount | None = None  # a month
    per_device: Amount | None = None  # a month
    per_server: Amount | None = None  # a month
    per_site: Amount | None = None  # a month
    modules: Several[Module] = ()
    block_hours: Quantity | None = None  # hours a month
    block_rate: Amount | None = None  # an hour
    minimum_monthly: Amount | None = None
    minimum_users: Quantity | None = None
    onboarding: Amount | None = None  # once
    yearly_rise: Rate | None = None  # percent
    rise_capped: Flag | None = None
    hourly_rate: Amount | None = None  # an hour outside the fee
    after_hours_multiple: Rate | None = None  # times the hourly rate
    outside_hours_share: Percent | None = None  # percent of support hours billed outside the fee
    outside_bill_share: Percent | None = None  # percent of the whole bill that comes on top of the fee
    after_hours: Quantity | None = None  # hours a year billed
    project_hours: Quantity | None = None  # hours a year billed
    projects_fixed: Amount | None = None  # fixed quotes, over the term
    licences_per_user: Amount | None = None  # a month, licences and tools not in the fee
    tools_included_per_user: Amount | None = None  # a month, what the tools inside the fee cost the provider
    exit_fee: Amount | None = None  # once
    exit_months: Quantity | None = None  # months of fees owed
    credit_share: Percent | None = None  # percent of the fee at risk when targets are missed
    missed_share: Percent | None = None  # percent of months in which they are expected to be missed
    own_hours: Quantity | None = None  # the business's own hours a month spent on the provider
    own_person: OwnPerson | None = None

    @model_validator(mode="after")
    def _one_share_outside(self) -> Self:
        if self.outside_hours_share is not None and self.outside_bill_share is not None:
            raise ValueError(
                "outside_hours_share and outside_bill_share say the same thing: keep one of them"
            )
        return self
