"""What others pay or have: shown beside a field for a number, never filled in by itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from msp_select.model.bid import Basis
from msp_select.model.scalars import Count, Flag, Frozen, Id, Name, Number, Several, Text
from msp_select.model.session import currency_code

PRICE_MONTH = "price_month"
"""The field of the fee a user and month, whatever it is quoted by."""


class UsualRange(Frozen):
    """One source's figures for one field: from `low` to `high` in `unit`, in `currency` where it is money.

    `users` is the size of firm they were given for, `year` that of the source, None where it bears no date;
    a `seller` sells the service itself, None where that is not known.
    """

    field: Id
    unit: Text
    currency: Annotated[str, BeforeValidator(currency_code)] | None = None
    users: tuple[Count, Count] | None = None
    low: Number
    high: Number
    year: Count | None = None
    source: Text
    seller: Flag | None = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= self.low <= self.high or (self.users is not None and self.users[0] > self.users[1]):
            raise ValueError("low and high, and the two numbers of users, must be in rising order from 0")
        return self


class ShownAt(Frozen):
    """Beside which `field` a range stands that is not that field's own: a question, or a term "bid.<field>".

    `times` turns the range into the field's own figure, in the unit `becomes`; `bases`: only where the fee of
    the bid has one of these. `shown_only`: it is no measure of what is typed there.
    """

    field: Text
    range: Id
    times: Literal["", "users", "fee"] = ""
    becomes: Text = ""
    bases: Several[Basis] = ()
    shown_only: Flag = False


class UsualRanges(Frozen):
    """`usual_ranges.toml`; `far`: how many times beyond the usual a figure is asked about."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["usual_ranges"]
    version: Text
    title: Name
    far: Number
    shown_at: Several[ShownAt] = ()
    ranges: Several[UsualRange] = ()

    def shown(self, field: str) -> ShownAt | None:
        """What stands beside that field, if anything does."""
        own = ShownAt(field=field, range=field) if any(one.field == field for one in self.ranges) else None
        return next((one for one in self.shown_at if one.field == field), own)


@dataclass(frozen=True)
class Usual:
    """What is usual for one field: `low` to `high` in `unit`, by what `found` says, for so many `users`.

    `currency` is empty where it is no amount of money. An amount of money under `least` and any figure over
    `most` is beyond what is known from anywhere; None where the range is no measure of what is typed.
    """

    found: UsualRange
    low: Decimal
    high: Decimal
    currency: str
    unit: str
    users: Decimal | None
    least: Decimal | None
    most: Decimal | None

    def is_far(self, number: Decimal) -> bool:
        """Whether a figure is to be asked about before it is taken; 0 is never: it costs nothing."""
        if number == 0:
            return False
        too_low = self.least is not None and number < self.least
        return too_low or (self.most is not None and number > self.most)


def usual_for(
    ranges: UsualRanges,
    field: str,
    currency: str,
    *,
    basis: str = "",
    users: Decimal | None = None,
    fee: Decimal | None = None,
) -> Usual | None:
    """What is usual for a field: a question's id, or "bid.<field>" with the `basis` of the bid.

    `fee` is what the bid asks a month. Of several ranges the one whose source does not sell comes first, then
    the one given for the sizes nearest to this one; how far a figure may be off is measured against all.
    """
    beside = ranges.shown(field)
    if beside is None or (beside.bases and basis not in beside.bases):
        return None
    found = [one for one in ranges.ranges if one.field == beside.range and one.currency in (None, currency)]
    if users is not None:
        found = [one for one in found if one.users is None or one.users[0] <= users <= one.users[1]]
    if not found:
        return None
    best = min(found, key=lambda one: (bool(one.seller), _span(one, users), -(one.year or 0)))
    factor = {"": Decimal(1), "users": users, "fee": fee}[beside.times]
    measured = factor is not None and not beside.shown_only
    factor = Decimal(1) if factor is None else factor
    scaled = beside.times and measured
    money = best.currency or (currency if beside.times == "fee" and scaled else "")
    return Usual(
        found=best,
        low=best.low * factor,
        high=best.high * factor,
        currency=money,
        unit=beside.becomes if scaled else best.unit,
        users=users if best.users is not None or beside.times == "users" else None,
        least=min(one.low for one in found) * factor / ranges.far if money and measured else None,
        most=max(one.high for one in found) * factor * ranges.far if measured else None,
    )


def usual_of_default(found: UsualRange, far: Decimal) -> Usual:
    """What is usual by a default of ours: measured against that range alone."""
    return Usual(
        found=found,
        low=found.low,
        high=found.high,
        currency=found.currency or "",
        unit=found.unit,
        users=None,
        least=found.low / far if found.currency else None,
        most=found.high * far if found.high else None,
    )


def _span(one: UsualRange, users: Decimal | None) -> int:
    """How many sizes the range is given for: few are nearest to a known size, many where it is not known."""
    if one.users is None:
        return 0
    width = one.users[1] - one.users[0]
    return width if users is not None else -width
