"""The fields of a bid: which there are, what is entered in them, and to whom they belong; no words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msp_select.model.bid import Basis, Bid

Entry = Literal["number", "money", "lines", "yes_no", "grade", "basis", "tax", "day"]
SectionId = Literal["fee", "block", "start", "outside", "years"]


class Field(NamedTuple):
    """One field by its name in the bid, and what is entered: a number, an amount of money, and so on.

    `price`: whether it is a part of the price that is bargained over, and moves with it. `asked`: whether a
    bidder is asked for it; otherwise only the owner can say it. Lines: a line for each part of a list; they
    and a day are typed as text (see `bid_lists`); a grade is one of evidence, a tax whether prices hold it.
    `bases`: the bases of a fee it belongs to, all of them where none is named. `follows`: the field without
    which it says nothing. `whole`: a count. `seldom`: typed so seldom that it is shown where it is filled in,
    or where everything is.
    """

    name: str
    entry: Entry = "number"
    price: bool = False
    asked: bool = True
    bases: tuple[Basis, ...] = ()
    follows: str = ""
    whole: bool = False
    seldom: bool = False


class Section(NamedTuple):
    """Fields that belong together."""

    id: SectionId
    fields: tuple[Field, ...]


BY_UNIT: tuple[Basis, ...] = ("per_user", "per_device")
IN_PARTS: tuple[Basis, ...] = ("tiered", "shared")
MONTHLY: tuple[Basis, ...] = (*BY_UNIT, *IN_PARTS, "flat", "block")  # all that ask a fee every month
BASIS = Field("basis", "basis")
SECTIONS: tuple[Section, ...] = (
    Section(
        "fee",
        (
            Field("monthly", "money", price=True, bases=MONTHLY),
            Field("per_user", "money", price=True, bases=("per_user",)),
            Field("bands", "lines", bases=("per_user",)),
            Field("groups", "lines", bases=("per_user",)),
            Field("per_device", "money", price=True, bases=("per_device",)),
            Field("per_server", "money", price=True, bases=BY_UNIT),
            Field("per_site", "money", price=True, bases=BY_UNIT),
            Field("modules", "lines", bases=IN_PARTS),
            Field("discount_percent"),
            Field("discount_months", follows="discount_percent", whole=True),
            Field("minimum_monthly", "money", price=True, bases=(*BY_UNIT, *IN_PARTS, "hourly")),
            Field("minimum_users", bases=("per_user", *IN_PARTS), whole=True),
            Field("ceiling_monthly", "money", price=True),
            Field("free_months", bases=MONTHLY, whole=True),
            Field("first_months", bases=MONTHLY, whole=True),
            Field("first_monthly", "money", price=True, bases=MONTHLY, follows="first_months"),
        ),
    ),
    Section(
        "block",
        (
            Field("block_hours", bases=("block",)),
            Field("block_rate", "money", price=True, bases=("block",)),
        ),
    ),
    Section(
        "start",
        (
            Field("onboarding", "money"),
            Field("exit_fee", "money"),
            Field("exit_months", bases=MONTHLY),
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
            Field("visits", follows="visit_fee"),
            Field("after_hours"),
            Field("outside_hours_share", bases=MONTHLY),
            Field("outside_bill_share", bases=MONTHLY),
            Field("project_hours"),
            Field("projects_fixed", "money"),
            Field("licences_per_user", "money"),
        ),
    ),
    Section(
        "years",
        (
            Field("term_months", whole=True),
            Field("notice_days", asked=False, whole=True, seldom=True),
            Field("valid_until", "day", asked=False, seldom=True),
            Field("vat", "tax", asked=False, seldom=True),
            Field("price_held_months", whole=True),
            Field("yearly_rise"),
            Field("credit_share", bases=MONTHLY),
            Field("missed_share", asked=False, bases=MONTHLY, follows="credit_share"),
            Field("tools_included_per_user", "money"),
            Field("own_hours", asked=False),
            Field("rise_capped", "yes_no", follows="yearly_rise"),
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


def is_asked(field: Field, bid: Bid) -> bool:
    """Whether a field belongs to the basis of the bid, or is filled in all the same."""
    if getattr(bid, field.name) not in (None, ()):
        return True
    if field.seldom or (field.follows and getattr(bid, field.follows) is None):
        return False
    return bid.basis in field.bases if field.bases else bid.basis != "in_house"
