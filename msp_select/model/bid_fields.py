"""The fields of a bid as an owner and a bidder meet them: which there are, their units, what they mean."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pydantic import ValidationError

from msp_select.model.bid import Bid
from msp_select.model.bid_lists import BANDS_EXAMPLE, GROUPS_EXAMPLE, MODULES_EXAMPLE

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
YES_NO = {"yes": True, "no": False}

Entry = Literal["number", "lines", "yes_no", "grade", "basis"]


class Field(NamedTuple):
    """One field: its name in the bid, what it is called, its unit ({} is the currency), and help.

    `price`: whether it is a part of the price that is bargained over, and moves with it. `ask`: the wording
    for a bidder; without one only the owner can say it. `entry`: a number, a text of one line for each part
    of a list (see `bid_lists`), yes or no, a grade of evidence, or one of `BASES`. `bases`: the bases of a
    fee it belongs to, all of them where none is named. `follows`: the field without which it says nothing.
    `whole`: a count.
    """

    name: str
    title: str
    unit: str = ""
    help: str = ""
    price: bool = False
    ask: str = ""
    entry: Entry = "number"
    bases: tuple[str, ...] = ()
    follows: str = ""
    whole: bool = False


class Section(NamedTuple):
    """Fields that belong together."""

    title: str
    fields: tuple[Field, ...]


BY_UNIT = ("per_user", "per_device")
IN_PARTS = ("tiered", "shared")
MONTHLY = ("per_user", "per_device", "tiered", "flat", "block", "shared")  # all that ask a fee every month


BASIS = Field(
    "basis", "What the fee is based on", entry="basis",
    ask="How are your prices put together? Choose the nearest.",
)  # fmt: skip
SECTIONS: tuple[Section, ...] = (
    Section(
        "The fee",
        (
            Field(
                "monthly", "Fee a month", "{} a month", "Prices for each unit are added to it.", True,
                "What is your monthly fee, without what you name for each user, device, server or site?",
                bases=MONTHLY,
            ),
            Field(
                "per_user", "For each user", "{} a month", price=True,
                ask="What do you charge for each user, where the monthly fee does not hold it already?",
                bases=("per_user",),
            ),
            Field(
                "bands", "By the number of users", "{} a month", f"Such as: {BANDS_EXAMPLE}", entry="lines",
                ask="Does the price for each user depend on how many there are? Then name the prices, in "
                "place of one price for each user.",
                bases=("per_user",),
            ),
            Field(
                "groups", "Users with their own price", "{} a month", f"Such as: {GROUPS_EXAMPLE}",
                entry="lines",
                ask="Do some users have a price of their own (part-time, mail only)? Then name how many, and "
                "the price for each of them.",
                bases=("per_user",),
            ),
            Field(
                "per_device", "For each device", "{} a month", price=True,
                ask="What do you charge for each device, where the monthly fee does not hold it already?",
                bases=("per_device",),
            ),
            Field(
                "per_server", "For each server", "{} a month", price=True,
                ask="What do you charge for each server, where the monthly fee does not hold it already?",
                bases=BY_UNIT,
            ),
            Field(
                "per_site", "For each site", "{} a month", price=True,
                ask="What do you charge for each site, where the monthly fee does not hold it already?",
                bases=BY_UNIT,
            ),
            Field(
                "modules", "Parts of the offer", "{} a month", f"Such as: {MODULES_EXAMPLE}", entry="lines",
                ask="Is your offer put together from parts? Then name each with its prices: flat, or for "
                "each user, device, server or site.",
                bases=IN_PARTS,
            ),
            Field(
                "discount_percent", "Discount", "%", "Off all above, and off hours bought in advance.",
                ask="What discount, in percent, do you give on all prices of the fee?",
            ),
            Field(
                "discount_months", "For the first", "months", "Empty: for the whole term.",
                ask="For how many months does that discount hold? Leave it empty for the whole term.",
                follows="discount_percent", whole=True,
            ),
            Field(
                "minimum_monthly", "Least billed", "{} a month", price=True,
                ask="What is the least you bill for a month?",
                bases=(*BY_UNIT, *IN_PARTS, "hourly"),
            ),
            Field(
                "minimum_users", "Least users billed", "users",
                ask="What is the least number of users you bill for?",
                bases=("per_user", *IN_PARTS), whole=True,
            ),
            Field(
                "ceiling_monthly", "Most billed, extras included", "{} a month", price=True,
                ask="What is the most that a month can cost, everything you bill included?",
            ),
            Field(
                "free_months", "Free at first", "months",
                ask="How many months at the start are free of the monthly fee?",
                bases=MONTHLY, whole=True,
            ),
            Field(
                "first_months", "Another fee at first, for", "months", "Free months count among them.",
                ask="For how many months at the start do you charge another fee? Count free months too.",
                bases=MONTHLY, whole=True,
            ),
            Field(
                "first_monthly", "That fee", "{} a month", price=True,
                ask="What is the monthly fee in those first months?",
                bases=MONTHLY, follows="first_months",
            ),
        ),
    ),
    Section(
        "Hours bought in advance",
        (
            Field(
                "block_hours", "Hours in the block", "hours a month",
                ask="How many hours a month does the client buy in advance?",
                bases=("block",),
            ),
            Field(
                "block_rate", "Price of one of them", "{} an hour", price=True,
                ask="What does one hour bought in advance cost?",
                bases=("block",),
            ),
        ),
    ),
    Section(
        "Starting and leaving",
        (
            Field(
                "onboarding", "To get started", "{} once", "0 if it is free; leave open if nobody said.",
                ask="What does the client pay once to get started?",
            ),
            Field(
                "exit_fee", "To leave", "{} once",
                ask="What does the client pay once for leaving, for handing everything over?",
            ),
            Field(
                "exit_months", "Fees owed on leaving halfway", "months of fees",
                ask="How many monthly fees are still owed by a client who leaves halfway through?",
                bases=MONTHLY,
            ),
        ),
    ),
    Section(
        "Outside the fee",
        (
            Field(
                "hourly_rate", "An hour of other work", "{} an hour",
                ask="What is your hourly rate, in office hours, for work outside the fee?",
            ),
            Field(
                "after_hours_multiple", "Outside office hours", "times that rate",
                ask="How many times that rate do you charge outside office hours? 1 means the same rate.",
            ),
            Field(
                "shortest_minutes", "Shortest time billed", "minutes",
                ask="What is the shortest time you bill for work outside the fee?",
            ),
            Field(
                "hours_known", "Support hours, where known", "hours a year", "Such as those of last year.",
                ask="How many support hours a year did a client like this one need from you last year?",
            ),
            Field("visit_fee", "Each visit", "{}", ask="What do you charge for each visit, travel included?"),
            Field(
                "visits", "Visits", "times a year", ask="How many such visits a year do you expect?",
                follows="visit_fee",
            ),
            Field(
                "after_hours", "Hours outside office hours", "hours a year",
                ask="How many hours a year outside office hours do you expect to bill?",
            ),
            Field(
                "outside_hours_share", "Support hours not in the fee", "% of support hours",
                "Either this or the next one, not both.",
                ask="What share of this client's support hours do you bill on top of the fee?",
                bases=MONTHLY,
            ),
            Field(
                "outside_bill_share", "Extras on top of the fee", "% of all bills",
                ask="Or, if you know that instead: what share of all your bills to this client will be "
                "outside the fee?",
                bases=MONTHLY,
            ),
            Field(
                "project_hours", "Project work billed", "hours a year",
                ask="How many hours of project work a year do you expect to bill?",
            ),
            Field(
                "projects_fixed", "Projects at a fixed price", "{} over the term",
                ask="What do the projects cost that you offer at a fixed price, over the whole term?",
            ),
            Field(
                "licences_per_user", "Licences and tools not in the fee", "{} a user and month",
                ask="What do licences and tools cost that the fee does not hold?",
            ),
        ),
    ),
    Section(
        "Over the years",
        (
            Field(
                "term_months", "Term of this bid", "months", "Where it is not the term you compare.",
                ask="For how many months does your contract bind the client?",
                whole=True,
            ),
            Field(
                "price_held_months", "Prices held for", "months", "No rise before.",
                ask="For how many months from the start do you hold all prices?",
                whole=True,
            ),
            Field(
                "yearly_rise", "Yearly rise", "% a year",
                ask="By how much do your prices rise each year, where that is fixed?",
            ),
            Field(
                "credit_share", "Fee at risk if targets are missed", "% of the fee",
                ask="What share of a month's fee do you give back if you miss your targets?",
                bases=MONTHLY,
            ),
            Field(
                "missed_share", "Months in which you expect that", "% of months",
                bases=MONTHLY, follows="credit_share",
            ),
            Field(
                "tools_included_per_user", "Worth of tools inside the fee", "{} a user and month",
                ask="What are the licences and tools worth that the fee includes?",
            ),
            Field("own_hours", "Your own hours on this provider", "hours a month"),
            Field(
                "rise_capped", "Is that rise a limit in the contract?", entry="yes_no",
                ask="Is that yearly rise the most it can be under the contract?",
                follows="yearly_rise",
            ),
            Field(
                "evidence", "What these terms rest on", entry="grade",
                ask="What backs up the prices and terms of this form?",
            ),
        ),
    ),
)  # fmt: skip

FIELDS = {field.name: field for section in SECTIONS for field in section.fields}
PRICES = tuple(field.name for field in FIELDS.values() if field.price)

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


def is_asked(field: Field, bid: Bid) -> bool:
    """Whether a field belongs to the basis of the bid, or is filled in all the same."""
    if getattr(bid, field.name) not in (None, ()):
        return True
    if field.follows and getattr(bid, field.follows) is None:
        return False
    return bid.basis in field.bases if field.bases else bid.basis != "in_house"


def bid_fault(error: ValidationError) -> str:
    """What is wrong with a bid in one sentence, its fields called as people know them."""
    said = error.errors()[0]["msg"].removeprefix("Value error, ")
    return re.sub('"(\\w+)"', lambda one: f'"{FIELDS[one[1]].title}"' if one[1] in FIELDS else one[0], said)
