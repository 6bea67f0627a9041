"""What others pay or have: shown beside a field for a number, never filled in by itself."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from msp_select.model.scalars import Count, Flag, Frozen, Id, Name, Number, Several, Text
from msp_select.model.session import currency_code

PRICE_MONTH = "price_month"
"""The field of the fee a user and month, whatever it is quoted by."""


class UsualRange(Frozen):
    """One source's figures for one field: from `low` to `high` in `unit`, in `currency` where it is money.

    `users` is the size of firm they were given for, `year` that of the source, None where it bears no date;
    a `seller` sells the service itself.
    """

    field: Id
    unit: Text
    currency: Annotated[str, BeforeValidator(currency_code)] | None = None
    users: tuple[Count, Count] | None = None
    low: Number
    high: Number
    year: Count | None = None
    source: Text
    seller: Flag = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high or (self.users is not None and self.users[0] > self.users[1]):
            raise ValueError("low and high, and the two numbers of users, must be in rising order")
        return self

    def fits(self, currency: str, users: int | None) -> bool:
        """Whether it is about that currency, and a firm of that size where it is known."""
        sized = self.users is None or users is None or self.users[0] <= users <= self.users[1]
        return sized and self.currency in (None, currency)


class ShownAt(Frozen):
    """A question about the business that is shown the figures of another field, for all users or one."""

    question: Id
    field: Id
    times_users: Flag = False


class UsualRanges(Frozen):
    """`usual_ranges.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["usual_ranges"]
    version: Text
    title: Name
    shown_at: Several[ShownAt] = ()
    ranges: Several[UsualRange] = ()

    def beside(self, field: str, currency: str, users: int | None = None) -> tuple[UsualRange, ...]:
        """What to show beside a field, a question's id or `PRICE_MONTH`; nothing where no source fits."""
        at = next((one for one in self.shown_at if one.question == field), None)
        rows = (one for one in self.ranges if one.field == (field if at is None else at.field))
        found = tuple(one for one in rows if one.fits(currency, users))
        if at is None or not at.times_users:
            return found
        if users is None:
            return ()
        times = {"unit": "a month"}
        return tuple(
            one.model_copy(update={**times, "low": one.low * users, "high": one.high * users})
            for one in found
        )
