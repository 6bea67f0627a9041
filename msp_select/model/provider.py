"""A provider on file: profile, standing answers with their dates, rate card; one TOML file each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.scalars import Count, Day, Frozen, Id, Name, Several, Text, shown
from msp_select.model.session import currency_code

MOST_DIGITS = 15  # what a stored number keeps exactly in the index
YEARS = (1800, 2200)


class ProviderProfile(Frozen):
    """Where a provider works and for whom; client sizes in users. What is left out is not known."""

    regions: Several[Name] = ()
    sectors: Several[Name] = ()
    smallest_client: Count | None = None
    largest_client: Count | None = None
    founded: Count | None = None
    people: Count | None = None
    website: Text = ""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        small, large = self.smallest_client, self.largest_client
        if small is not None and large is not None and small > large:
            raise _fault("smallest_client", f"{small} is above largest_client = {large}")
        if self.founded is not None and not YEARS[0] <= self.founded <= YEARS[1]:
            raise _fault("founded", f"{self.founded} is not a year such as 2009")
        return self


class Provider(Frozen):
    """What a library knows of one provider; `dated` is the day of every answer without a date of its own.

    `bid` is the rate card, its amounts in `currency` and with or without VAT as `vat` says.
    """

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: Id
    name: Name
    note: Text = ""
    dated: Day | None = None
    currency: Annotated[str, BeforeValidator(currency_code)] = "USD"
    vat: Literal["excluded", "included"] = "excluded"
    profile: ProviderProfile = ProviderProfile()
    remarks: dict[Id, Text] = {}
    bid: Bid | None = None
    answers: dict[Id, Answer] = {}

    @model_validator(mode="after")
    def _answers_can_be_kept(self) -> Self:
        for question, answer in self.answers.items():
            if answer.confirmed:
                raise _fault(
                    ("answers", question, "confirmed"),
                    "only a client can agree that a question does not apply; expected it in a session",
                )
            if answer.filed is not None:
                raise _fault(
                    ("answers", question, "filed"),
                    "only the copy in a session counts the age; expected evidence as it is on file",
                )
            if answer.dated is None and self.dated is None:
                raise _fault(
                    ("answers", question),
                    "the answer has no date; expected dated = 2026-11-20 here, or once at the top for all",
                )
            value = answer.value
            if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > MOST_DIGITS:
                raise _fault(
                    ("answers", question, "value"),
                    f"{shown(value)} has more than {MOST_DIGITS} digits",
                )
        return self

    def day_of(self, answer: Answer) -> dt.date | None:
        """The day on which an answer was given; None only where nothing was answered."""
        return answer.dated or self.dated

    def fits_money(self, currency: str, vat: str) -> bool:
        """Whether the rate card's amounts mean the same as those of a session."""
        return (self.currency, self.vat) == (currency, vat)

    def as_candidate(self) -> Candidate:
        """The provider as a candidate with its answers as filed, each with its date."""
        return Candidate(
            id=self.id,
            name=self.name,
            note=self.note,
            remarks=self.remarks,
            bid=self.bid,
            answers={
                key: answer.model_copy(update={"dated": self.day_of(answer)})
                for key, answer in self.answers.items()
            },
        )


def year_before(day: dt.date) -> dt.date:
    """The same day a year earlier; an answer given before it is older than a year."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day) if day.year > 1 else day


def is_old(dated: dt.date | None, as_of: dt.date) -> bool:
    """Whether an answer of that day is older than a year."""
    return dated is not None and dated < year_before(as_of)


def _fault(place: str | Iterable[str], what: str) -> PydanticCustomError:
    at = (place,) if isinstance(place, str) else tuple(place)
    return PydanticCustomError("provider", "{what}", {"what": what, "at": at})
