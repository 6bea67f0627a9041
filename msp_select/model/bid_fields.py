"""The fields of a bid as an owner meets them: which there are, in what unit, and what they mean."""

from __future__ import annotations

from typing import NamedTuple

from msp_select.model.bid_lists import BANDS_EXAMPLE, GROUPS_EXAMPLE

BASES = {
    "per_user": "A price for each user",
    "per_device": "A price for each device",
    "tiered": "Packages put together (parts)",
    "flat": "One flat fee a month",
    "block": "Hours bought in advance",
    "hourly": "By the hour, as things break",
    "shared": "Shared with your own staff (parts)",
    "in_house": "Your own staff",
}


class Field(NamedTuple):
    """One field: its name in the bid, what it is called, its unit ({} is the currency), and help.

    `price`: whether it is a part of the price that is bargained over, and moves with it.
    """

    name: str
    title: str
    unit: str
    help: str = ""
    price: bool = False


class Section(NamedTuple):
    """Fields that belong together; shown for these bases only, or for all where none is named."""

    title: str
    fields: tuple[Field, ...]
    bases: tuple[str, ...] = ()


OVER_THE_YEARS = Section(
    "Over the years",
    (
        Field("term_months", "Term of this bid", "months", "Where it is not the term you compare."),
        Field("price_held_months", "Prices held for", "months", "No rise before."),
        Field("yearly_rise", "Yearly rise", "% a year"),
        Field("credit_share", "Fee at risk if targets are missed", "% of the fee"),
        Field("missed_share", "Months in which you expect that", "% of months"),
        Field("tools_included_per_user", "Worth of tools inside the fee", "{} a user and month"),
        Field("own_hours", "Your own hours on this provider", "hours a month"),
    ),
)
SECTIONS: tuple[Section, ...] = (
    Section(
        "The fee",
        (
            Field("monthly", "Fee a month", "{} a month", "Prices for each unit are added to it.", True),
            Field("per_user", "For each user", "{} a month", price=True),
            Field("bands", "By the number of users", "{} a month", f"Such as: {BANDS_EXAMPLE}"),
            Field("groups", "Users with their own price", "{} a month", f"Such as: {GROUPS_EXAMPLE}"),
            Field("per_device", "For each device", "{} a month", price=True),
            Field("per_server", "For each server", "{} a month", price=True),
            Field("per_site", "For each site", "{} a month", price=True),
            Field("discount_percent", "Discount", "%", "Off all above, and off hours bought in advance."),
            Field("discount_months", "For the first", "months", "Empty: for the whole term."),
            Field("minimum_monthly", "Least billed", "{} a month", price=True),
            Field("minimum_users", "Least users billed", "users"),
            Field("ceiling_monthly", "Most billed, extras included", "{} a month", price=True),
            Field("free_months", "Free at first", "months"),
            Field("first_months", "Another fee at first, for", "months", "Free months count among them."),
            Field("first_monthly", "That fee", "{} a month", price=True),
        ),
        ("per_user", "per_device", "flat", "tiered", "shared", "block", "hourly"),
    ),
    Section(
        "Hours bought in advance",
        (
            Field("block_hours", "Hours in the block", "hours a month"),
            Field("block_rate", "Price of one of them", "{} an hour", price=True),
        ),
        ("per_user", "per_device", "flat", "tiered", "shared", "block"),
    ),
    Section(
        "Starting and leaving",
        (
            Field("onboarding", "To get started", "{} once", "0 if it is free; leave open if nobody said."),
            Field("exit_fee", "To leave", "{} once"),
            Field("exit_months", "Fees owed on leaving halfway", "months of fees"),
        ),
    ),
    Section(
        "Outside the fee",
        (
            Field("hourly_rate", "An hour of other work", "{} an hour"),
            Field("after_hours_multiple", "Outside office hours", "times that rate"),
            Field("shortest_minutes", "Shortest time billed", "minutes"),
            Field("hours_known", "Support hours, where known", "hours a year", "Such as those of last year."),
            Field("visit_fee", "Each visit", "{}"),
            Field("visits", "Visits", "a year"),
            Field("after_hours", "Hours outside office hours", "hours a year"),
            Field(
                "outside_hours_share", "Support hours not in the fee", "% of support hours",
                "Either this or the next one, not both.",
            ),
            Field("outside_bill_share", "Extras on top of the fee", "% of all bills"),
            Field("project_hours", "Project work billed", "hours a year"),
            Field("projects_fixed", "Projects at a fixed price", "{} over the term"),
            Field("licences_per_user", "Licences and tools not in the fee", "{} a user and month"),
        ),
    ),
    OVER_THE_YEARS,
)  # fmt: skip

PRICES = tuple(field.name for section in SECTIONS for field in section.fields if field.price)

OWN_PERSON: tuple[Field, ...] = (
    Field("people", "People", "full-time people"),
    Field("salary", "Salary of one", "{} a year", "Before social charges and other extras."),
    Field("on_costs", "Extras on the salary", "% of salary"),
    Field("recruiting", "Finding a new one", "% of a year's salary"),
    Field("tenure_years", "How long one stays", "years"),
    Field("tools_per_user", "Tools", "{} a user and month"),
    Field("training", "Training", "{} a year"),
    Field("cover_days", "Days away to be covered", "days a year"),
    Field("cover_day", "Cover", "{} a day"),
    Field("oncall_hours", "On call", "hours a year"),
    Field("oncall_rate", "On call", "{} an hour"),
    Field("security_service", "Security watched from outside", "{} a year"),
)

MODULE: tuple[Field, ...] = (
    Field("monthly", "flat", "{} a month", price=True),
    Field("per_user", "for each user", "{} a month", price=True),
    Field("per_device", "for each device", "{} a month", price=True),
    Field("per_server", "for each server", "{} a month", price=True),
    Field("per_site", "for each site", "{} a month", price=True),
)
