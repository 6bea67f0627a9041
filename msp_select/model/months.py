"""What happened, month by month: the report, the bill, and the figures with who measured them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from msp_select.model.scalars import (
    FIRST_YEAR,
    LAST_YEAR,
    Amount,
    Day,
    Flag,
    Frozen,
    Id,
    Number,
    Quantity,
    Several,
    Text,
    shown,
)

MeasuredBy = Literal["provider_report", "provider_record", "own_sample", "own_count", "outsider"]
"""Who measured a figure: that decides how far it counts as proven."""
BY_THE_PROVIDER: tuple[MeasuredBy, ...] = ("provider_report", "provider_record", "own_sample")
"""Figures that come with the provider's report, or from its record."""


def to_month(value: Any) -> str:
    """A month as "2027-03", or a refusal."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value) if isinstance(value, str) else None
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise PydanticCustomError(
            "month", '{found} is not a month such as "2027-03"', {"found": shown(value)}
        )
    return str(value)


MonthName = Annotated[str, BeforeValidator(to_month)]


class Actual(Frozen):
    """One figure: so many `of` so many, or a number; no `value` where it was asked for and not given.

    `named`: whether the report itself said that it was missed, None where nobody noted it; with its `cause`
    and the day it was `put_right`.
    """

    id: Id
    value: Number | None = None
    of: Number | None = None
    measured_by: MeasuredBy = "provider_report"
    named: Flag | None = None
    cause: Flag = False
    put_right: Day | None = None

    @model_validator(mode="after")
    def _is_a_figure(self) -> Self:
        if self.value is None and self.of is not None:
            raise ValueError("of = ... without a value")
        if self.value is not None and self.value < 0:
            raise ValueError(f"value: {self.value} is below zero")
        if self.of is not None and self.value is not None and self.value > self.of:
            raise ValueError(f"value: {self.value} of {self.of} is more than all")
        if any(n is not None and n != n.to_integral_value() for n in (self.of,)):
            raise ValueError(f"of: {self.of} is not a whole number")
        return self

    @property
    def of_many(self) -> Decimal:
        """Of how many, 0 where it is no share."""
        return Decimal(0) if self.of is None else self.of


class Month(Frozen):
    """One month: when its report came, what was billed, and the figures."""

    month: MonthName
    received: Day | None = None
    report: Literal["sent", "none", "not_due"] = "sent"
    why: Text = ""
    fee: Amount | None = None
    extras: Amount | None = None
    units: Quantity | None = None
    credit_claimed: Day | None = None
    credit_received: Amount | None = None
    note: Text = ""
    actuals: Several[Actual] = ()

    @model_validator(mode="after")
    def _report_fits(self) -> Self:
        if self.report == "sent" and self.received is None:
            raise ValueError('received = 2027-04-09 is missing; where no report came, report = "none"')
        if self.report != "sent" and self.received is not None:
            raise ValueError(f'report = "{self.report}" and a day it was received; expected one of them')
        if self.report == "not_due" and not self.why.strip():
            raise ValueError('report = "not_due" needs why = "..."')
        ids = [actual.id for actual in self.actuals]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f'actuals: "{one}" is there twice')
        return self

    def actual(self, measure_id: str) -> Actual | None:
        """The figure of that id, if there is a row for it."""
        return next((actual for actual in self.actuals if actual.id == measure_id), None)


def first_day(month: str) -> dt.date:
    """The first day of a month: "2027-03" is 2027-03-01."""
    return dt.date(int(month[:4]), int(month[5:]), 1)


def month_name(day: dt.date) -> str:
    """The month of a day: "2027-03"."""
    return f"{day:%Y-%m}"


def month_after(month: str, many: int = 1) -> str:
    """The month so many months on, or back."""
    year, at = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + many, 12)
    return f"{year:04}-{at + 1:02}"


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from the first to the last, both included; none where the last is before the first."""
    many = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
    return tuple(month_after(first, n) for n in range(many + 1))


def last_day(month: str) -> dt.date:
    """The last day of a month."""
    return first_day(month_after(month)) - dt.timedelta(days=1)
