"""The voices of the people who work there, in counts alone, and requests checked at random."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from msp_select.model.months import MonthName
from msp_select.model.scalars import Count, Day, Frozen

PulseQuestion = Literal["helped", "told", "lost_time"]
PULSE_QUESTIONS: tuple[PulseQuestion, ...] = ("helped", "told", "lost_time")
FEWEST_SHOWN = 5
"""Fewer answers are kept and shown nowhere, so that nobody is recognised."""

Marks = Annotated[tuple[Count, ...], Field(min_length=5, max_length=5)]
"""How many gave mark 1, 2, 3, 4 and 5."""


class Pulse(Frozen):
    """What the people said to three questions on one day: no names, only how many gave which mark."""

    asked: Day
    invited: Count | None = None
    helped: Marks = (0, 0, 0, 0, 0)
    told: Marks = (0, 0, 0, 0, 0)
    lost_time: Marks = (0, 0, 0, 0, 0)

    @model_validator(mode="after")
    def _no_more_than_invited(self) -> Self:
        if self.invited is not None and self.answered > self.invited:
            raise ValueError(f"{self.answered} answered, and {self.invited} were invited")
        return self

    def marks(self, question: PulseQuestion) -> tuple[int, ...]:
        """The counts of one question."""
        found: tuple[int, ...] = getattr(self, question)
        return found

    @property
    def answered(self) -> int:
        """How many answered: the most marks any of the questions got."""
        return max(sum(self.marks(question)) for question in PULSE_QUESTIONS)

    @property
    def shown(self) -> bool:
        """Whether enough answered that nobody can be recognised, in every question."""
        return all(sum(self.marks(question)) >= FEWEST_SHOWN for question in PULSE_QUESTIONS)

    @property
    def together(self) -> tuple[int, ...]:
        """The marks of all three questions added up."""
        return tuple(sum(many) for many in zip(self.helped, self.told, self.lost_time, strict=True))


class Check(Frozen):
    """Requests drawn at random and held against what the people say: so many `wrong` of those `checked`."""

    month: MonthName
    checked: Count
    wrong: Count
    seed: Count | None = None

    @model_validator(mode="after")
    def _wrong_among_checked(self) -> Self:
        if self.checked < 1 or self.wrong > self.checked:
            raise ValueError(f"{self.wrong} wrong of {self.checked} checked is not possible")
        return self
