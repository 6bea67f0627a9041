"""The fields of a bid: which there are, what is entered in them, and to whom they belong; no words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msp_select.model.bid import Basis

Entry = Literal["number", "money", "lines", "yes_no", "grade", "basis"]
SectionId = Literal["fee", "block", "start", "outside", "years"]


class Field(NamedTuple):
    """One field by its name in the bid, and what is entered: a number, an amount of money, and so on.

    `price`: whether it is a part of the price that is bargained over, and moves with it. `asked`: whether a
    bidder is asked for it; otherwise only the owner can say it. Lines: a line for each part of a list (see
    `bid_lists`); a grade is one of evidence.
    """

    name: str
    entry: Entry = "number"
    price: bool = False
    asked: bool = True


class Section(NamedTuple):
    """Fields that belong together; shown for these bases only, or for all where none is named."""

    id: SectionId
    fields: tuple[Field, ...]
    bases: tuple[Basis, ...] = ()


BASIS = Field("basis", "basis")
SECTIONS: tuple[Section, ...] = (
    Section(
        "fee",
        (
            Field("monthly", "money", price=True),
            Field("per_user", "money", price=True),
            Field("bands", "lines"),
            Field("groups", "lines"),
            Field("per_device", "money", price=True),
            Field("per_server", "money", price=True),
            Field("per_site", "money", price=True),
            Field("modules", "lines"),
            Field("discount_percent"),
            Field("discount_months"),
            Field("minimum_monthly", "money", price=True),
            Field("minimum_users"),
            Field("ceiling_monthly", "money", price=True),
            Field("free_months"),
            Field("first_months"),
            Field("first_monthly", "money", price=True),
        ),
        ("per_user", "per_device", "flat", "tiered", "shared", "block", "hourly"),
    ),
    Section(
        "block",
        (
            Field("block_hours"),
            Field("block_rate", "money", price=True),
        ),
        ("per_user", "per_device", "flat", "tiered", "shared", "block"),
    ),
    Section(
        "start",
        (
            Field("onboarding", "money"),
            Field("exit_fee", "money"),
            Field("exit_months"),
        ),
    ),
    Section(
        "outside",
        (
            Field("hourly_rate", "money"),
            Field("after_hours_multiple"),
            Field("shortest_minutes"),
            Field("hours_known"),
            Field("visit_fee", "money"),
            Field("visits"),
            Field("after_hours"),
            Field("outside_hours_share"),
            Field("outside_bill_share"),
            Field("project_hours"),
            Field("projects_fixed", "money"),
            Field("licences_per_user", "money"),
        ),
    ),
    Section(
        "years",
        (
            Field("term_months"),
            Field("price_held_months"),
            Field("yearly_rise"),
            Field("credit_share"),
            Field("missed_share", asked=False),
            Field("tools_included_per_user", "money"),
            Field("own_hours", asked=False),
            Field("rise_capped", "yes_no"),
            Field("evidence", "grade"),
        ),
    ),
)

FIELDS = {field.name: field for section in SECTIONS for field in section.fields}
PRICES = tuple(field.name for field in FIELDS.values() if field.price)

OWN_PERSON: tuple[Field, ...] = (
    Field("people"),
    Field("salary", "money"),
    Field("on_costs"),
    Field("recruiting"),
    Field("tenure_years"),
    Field("tools_per_user", "money"),
    Field("training", "money"),
    Field("cover_days"),
    Field("cover_day", "money"),
    Field("oncall_hours"),
    Field("oncall_rate", "money"),
    Field("security_service", "money"),
)

MODULE: tuple[Field, ...] = (
    Field("monthly", "money", price=True),
    Field("per_user", "money", price=True),
    Field("per_device", "money", price=True),
    Field("per_server", "money", price=True),
    Field("per_site", "money", price=True),
)
