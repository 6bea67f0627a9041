"""What the fields of a bid are called, their units, and the words in which a bidder is asked for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from msp_select.model.bid import Basis, Bid, Tax
from msp_select.model.bid_fields import Field, SectionId
from msp_select.model.bid_keys import fields_with
from msp_select.model.bid_lists import BANDS_EXAMPLE, GROUPS_EXAMPLE, MODULES_EXAMPLE
from msp_select.model.refused_value import first_said

BASES: Mapping[Basis, str] = {
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
TAXES: Mapping[Tax, str] = {"excluded": "without tax", "included": "with tax"}


class FieldWords(NamedTuple):
    """What a field is called, its unit ({} is the currency), help for the owner, and a bidder's question."""

    title: str
    unit: str = ""
    help: str = ""
    ask: str = ""


SECTION_TITLES: Mapping[SectionId, str] = {
    "fee": "The fee",
    "block": "Hours bought in advance",
    "start": "Starting and leaving",
    "outside": "Outside the fee",
    "years": "Over the years",
}
FIELD_WORDS: Mapping[str, FieldWords] = {
    "basis": FieldWords(
        "What the fee is based on", ask="How are your prices put together? Choose the nearest."
    ),
    "monthly": FieldWords(
        "Fee a month",
        "{} a month",
        help="Prices for each unit are added to it.",
        ask="What is your monthly fee, without what you name for each user, device, server or site?",
    ),
    "per_user": FieldWords(
        "For each user",
        "{} a month",
        ask="What do you charge for each user, where the monthly fee does not hold it already?",
    ),
    "bands": FieldWords(
        "By the number of users",
        "{} a month",
        help=f"Such as: {BANDS_EXAMPLE}",
        ask="Does the price for each user depend on how many there are? Then name the prices, in "
        "place of one price for each user.",
    ),
    "groups": FieldWords(
        "Users with their own price",
        "{} a month",
        help=f"Such as: {GROUPS_EXAMPLE}",
        ask="Do some users have a price of their own (part-time, mail only)? Then name how many, "
        "and the price for each of them.",
    ),
    "per_device": FieldWords(
        "For each device",
        "{} a month",
        ask="What do you charge for each device, where the monthly fee does not hold it already?",
    ),
    "per_server": FieldWords(
        "For each server",
        "{} a month",
        ask="What do you charge for each server, where the monthly fee does not hold it already?",
    ),
    "per_site": FieldWords(
        "For each site",
        "{} a month",
        ask="What do you charge for each site, where the monthly fee does not hold it already?",
    ),
    "modules": FieldWords(
        "Parts of the offer",
        "{} a month",
        help=f"Such as: {MODULES_EXAMPLE}",
        ask="Is your offer put together from parts? Then name each with its prices: flat, or for "
        "each user, device, server or site.",
    ),
    "discount_percent": FieldWords(
        "Discount",
        "%",
        help="Off all above, and off hours bought in advance.",
        ask="What discount, in percent, do you give on all prices of the fee?",
    ),
    "discount_months": FieldWords(
        "For the first",
        "months",
        help="Empty: for the whole term.",
        ask="For how many months does that discount hold? Leave it empty for the whole term.",
    ),
    "minimum_monthly": FieldWords(
        "Least billed", "{} a month", ask="What is the least you bill for a month?"
    ),
    "minimum_users": FieldWords(
        "Least users billed", "users", ask="What is the least number of users you bill for?"
    ),
    "ceiling_monthly": FieldWords(
        "Most billed, extras included",
        "{} a month",
        ask="What is the most that a month can cost, everything you bill included?",
    ),
    "free_months": FieldWords(
        "Free at first", "months", ask="How many months at the start are free of the monthly fee?"
    ),
    "first_months": FieldWords(
        "Another fee at first, for",
        "months",
        help="Free months count among them.",
        ask="For how many months at the start do you charge another fee? Count free months too.",
    ),
    "first_monthly": FieldWords(
        "That fee", "{} a month", ask="What is the monthly fee in those first months?"
    ),
    "block_hours": FieldWords(
        "Hours in the block", "hours a month", ask="How many hours a month does the client buy in advance?"
    ),
    "block_rate": FieldWords(
        "Price of one of them", "{} an hour", ask="What does one hour bought in advance cost?"
    ),
    "onboarding": FieldWords(
        "To get started",
        "{} once",
        help="0 if it is free; leave open if nobody said.",
        ask="What does the client pay once to get started?",
    ),
    "exit_fee": FieldWords(
        "To leave", "{} once", ask="What does the client pay once for leaving, for handing everything over?"
    ),
    "exit_months": FieldWords(
        "Fees owed on leaving halfway",
        "months of fees",
        ask="How many monthly fees are still owed by a client who leaves halfway through?",
    ),
    "hourly_rate": FieldWords(
        "An hour of other work",
        "{} an hour",
        ask="What is your hourly rate, in office hours, for work outside the fee?",
    ),
    "after_hours_multiple": FieldWords(
        "Outside office hours",
        "times that rate",
        ask="How many times that rate do you charge outside office hours? 1 means the same rate.",
    ),
    "shortest_minutes": FieldWords(
        "Shortest time billed", "minutes", ask="What is the shortest time you bill for work outside the fee?"
    ),
    "hours_known": FieldWords(
        "Support hours, where known",
        "hours a year",
        help="Such as those of last year.",
        ask="How many support hours a year did a client like this one need from you last year?",
    ),
    "visit_fee": FieldWords("Each visit", "{}", ask="What do you charge for each visit, travel included?"),
    "visits": FieldWords("Visits", "times a year", ask="How many such visits a year do you expect?"),
    "after_hours": FieldWords(
        "Hours outside office hours",
        "hours a year",
        ask="How many hours a year outside office hours do you expect to bill?",
    ),
    "outside_hours_share": FieldWords(
        "Support hours not in the fee",
        "% of support hours",
        help="Either this or the next one, not both.",
        ask="What share of this client's support hours do you bill on top of the fee?",
    ),
    "outside_bill_share": FieldWords(
        "Extras on top of the fee",
        "% of all bills",
        ask="Or, if you know that instead: what share of all your bills to this client will be "
        "outside the fee?",
    ),
    "project_hours": FieldWords(
        "Project work billed",
        "hours a year",
        ask="How many hours of project work a year do you expect to bill?",
    ),
    "projects_fixed": FieldWords(
        "Projects at a fixed price",
        "{} over the term",
        ask="What do the projects cost that you offer at a fixed price, over the whole term?",
    ),
    "licences_per_user": FieldWords(
        "Licences and tools not in the fee",
        "{} a user and month",
        ask="What do licences and tools cost that the fee does not hold?",
    ),
    "term_months": FieldWords(
        "Term of this bid",
        "months",
        help="Where it is not the term you compare.",
        ask="For how many months does your contract bind the client?",
    ),
    "notice_days": FieldWords("Notice before the term ends", "days"),
    "valid_until": FieldWords("The offer holds until", "a day such as 2026-12-31"),
    "vat": FieldWords(
        "The offer names its prices",
        help="What is typed here as a price is as the session compares: without tax, or with it.",
    ),
    "price_held_months": FieldWords(
        "Prices held for",
        "months",
        help="No rise before.",
        ask="For how many months from the start do you hold all prices?",
    ),
    "yearly_rise": FieldWords(
        "Yearly rise", "% a year", ask="By how much do your prices rise each year, where that is fixed?"
    ),
    "credit_share": FieldWords(
        "Fee at risk if targets are missed",
        "% of the fee",
        ask="What share of a month's fee do you give back if you miss your targets?",
    ),
    "missed_share": FieldWords("Months in which you expect that", "% of months"),
    "tools_included_per_user": FieldWords(
        "Worth of tools inside the fee",
        "{} a user and month",
        ask="What are the licences and tools worth that the fee includes?",
    ),
    "own_hours": FieldWords("Your own hours on this provider", "hours a month"),
    "rise_capped": FieldWords(
        "Is that rise a limit in the contract?",
        ask="Is that yearly rise the most it can be under the contract?",
    ),
    "evidence": FieldWords(
        "What these terms rest on", ask="What backs up the prices and terms of this form?"
    ),
}
OWN_PERSON_WORDS: Mapping[str, FieldWords] = {
    "people": FieldWords("People", "full-time people"),
    "salary": FieldWords("Salary of one", "{} a year", help="Before social charges and other extras."),
    "on_costs": FieldWords("Extras on the salary", "% of salary"),
    "recruiting": FieldWords("Finding a new one", "% of a year's salary"),
    "tenure_years": FieldWords("How long one stays", "years"),
    "tools_per_user": FieldWords("Tools", "{} a user and month"),
    "training": FieldWords("Training", "{} a year"),
    "cover_days": FieldWords("Days away to be covered", "days a year"),
    "cover_day": FieldWords("Cover", "{} a day"),
    "oncall_hours": FieldWords("On call", "hours a year"),
    "oncall_rate": FieldWords("On call", "{} an hour"),
    "security_service": FieldWords("Security watched from outside", "{} a year"),
}
MODULE_WORDS: Mapping[str, FieldWords] = {
    "monthly": FieldWords("flat", "{} a month"),
    "per_user": FieldWords("for each user", "{} a month"),
    "per_device": FieldWords("for each device", "{} a month"),
    "per_server": FieldWords("for each server", "{} a month"),
    "per_site": FieldWords("for each site", "{} a month"),
}


def to_choose(field: Field) -> Mapping[str, bool | str] | None:
    """What a field may say, by the words to choose from; None where something is typed."""
    if field.entry == "yes_no":
        return YES_NO
    return {words: tax for tax, words in TAXES.items()} if field.entry == "tax" else None


def field_words(name: str) -> FieldWords | None:
    """The words of the field of a bid of that name, or of its person; None where there is no such field."""
    return FIELD_WORDS.get(name, OWN_PERSON_WORDS.get(name))


def words_of(key: str) -> FieldWords:
    """What a field is called by its key: "bid.<field>", "own.<field>", or "part.<number>.<field>"."""
    group, _, name = key.rpartition(".")
    return {"bid": FIELD_WORDS, "own": OWN_PERSON_WORDS}.get(group, MODULE_WORDS)[name]


def refusal(key: str, value: object, bid: Bid | None) -> str:
    """What is wrong with that value in this bid, if anything is."""
    try:
        Bid.model_validate(dict(bid or {"basis": "flat"}) | fields_with(key, value, bid))
    except ValidationError as error:
        return bid_fault(error)
    return ""


def bid_fault(error: ValidationError) -> str:
    """What is wrong with a bid in one sentence, its fields called as people know them."""
    said = first_said(error)
    return re.sub(
        '"(\\w+)"', lambda one: f'"{FIELD_WORDS[one[1]].title}"' if one[1] in FIELD_WORDS else one[0], said
    )
