"""A candidate's money terms: exact decimals, in the session's currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from msp_select.model.scalars import (
    Amount,
    Count,
    Day,
    Days,
    Evidence,
    Flag,
    Frozen,
    Id,
    Months,
    Name,
    Percent,
    Quantity,
    Rate,
    Several,
)

Basis = Literal["per_user", "per_device", "tiered", "flat", "block", "hourly", "shared", "in_house"]
Tax = Literal["excluded", "included"]


class Module(Frozen):
    """One module of a tiered or shared bid; prices are a month."""

    name: Name
    monthly: Amount = Decimal(0)
    per_user: Amount = Decimal(0)
    per_device: Amount = Decimal(0)
    per_server: Amount = Decimal(0)
    per_site: Amount = Decimal(0)


class Band(Frozen):
    """A price for each user, by how many users there are in all; the last band has no `up_to`."""

    up_to: Count | None = None
    per_user: Amount


class Group(Frozen):
    """Users with a price of their own, such as part-time ones; the others pay `per_user`."""

    id: Id
    users: Count
    per_user: Amount


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
    bands: Several[Band] = ()  # in place of one price for each user: the whole count decides which holds
    groups: Several[Group] = ()
    per_device: Amount | None = None  # a month
    per_server: Amount | None = None  # a month
    per_site: Amount | None = None  # a month
    modules: Several[Module] = ()
    block_hours: Quantity | None = None  # hours a month
    block_rate: Amount | None = None  # an hour
    minimum_monthly: Amount | None = None
    minimum_users: Quantity | None = None
    discount_percent: Percent | None = None  # off unit prices, modules, fee and block
    discount_months: Months | None = None  # the whole term where it is left out
    ceiling_monthly: Amount | None = None  # fee and extras of a month are never more
    free_months: Months | None = None  # the first months cost nothing
    first_months: Months | None = None  # the first months, free ones included, cost first_monthly
    first_monthly: Amount | None = None
    term_months: Months | None = None  # the bid's own term, where it is not the one compared
    notice_days: Days | None = None  # before the term ends
    vat: Tax | None = None  # whether the prices of the offer itself hold the tax
    valid_until: Day | None = None  # the last day of the offer
    price_held_months: Months | None = None  # no rise before
    onboarding: Amount | None = None  # once
    yearly_rise: Rate | None = None  # percent
    rise_capped: Flag | None = None
    hourly_rate: Amount | None = None  # an hour outside the fee
    after_hours_multiple: Rate | None = None  # times the hourly rate
    shortest_minutes: Quantity | None = None  # the shortest time billed
    hours_known: Quantity | None = None  # support hours a year, where this bidder's are known
    visit_fee: Amount | None = None  # each visit
    visits: Quantity | None = None  # a year
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

    @property
    def grade(self) -> Evidence:
        """What its figures rest on where no document is noted as their source."""
        return self.evidence or "written"

    @model_validator(mode="after")
    def _one_share_outside(self) -> Self:
        if self.outside_hours_share is not None and self.outside_bill_share is not None:
            raise ValueError(
                '"outside_hours_share" and "outside_bill_share" say the same thing: keep one of them'
            )
        return self

    @model_validator(mode="after")
    def _bands_in_order(self) -> Self:
        ends = [band.up_to for band in self.bands]
        if self.bands and self.per_user is not None:
            raise ValueError('"per_user" and "bands" say the same thing: keep one of them')
        if self.bands and ends[-1] is not None:
            raise ValueError('the last band has no "up_to": it is for all who are more')
        rising = [end for end in ends[:-1] if end is not None]
        if len(rising) < len(ends[:-1]) or sorted(set(rising)) != rising:
            raise ValueError('each band but the last has an "up_to", and each is larger than the one before')
        return self

    @model_validator(mode="after")
    def _one_of_each_group(self) -> Self:
        ids = [group.id for group in self.groups]
        if len(set(ids)) < len(ids):
            raise ValueError("two groups have the same id")
        return self

    @model_validator(mode="after")
    def _a_term_to_bind(self) -> Self:
        if self.term_months == 0:
            raise ValueError('"term_months" is at least 1')
        return self
