"""Reviews held with the provider: what was asked there, and what was decided."""

from __future__ import annotations

from typing import Literal

from msp_select.model.months import MonthName
from msp_select.model.scalars import Count, Day, Frozen, Name, Several, Text

Said = Literal["yes", "partly", "no"]
ReviewQuestion = Literal["goals", "results", "nothing_broken", "choices", "you_decided"]
REVIEW_QUESTIONS: tuple[ReviewQuestion, ...] = (
    "goals",
    "results",
    "nothing_broken",
    "choices",
    "you_decided",
)


class Decision(Frozen):
    """What was decided: who of which side does it, by when, and when it was done."""

    what: Name
    side: Literal["us", "them"]
    who: Text = ""
    by: Day | None = None
    done: Day | None = None


class Review(Frozen):
    """One review: who was there and the five questions, left out where not asked.

    `yardstick_from` is a decision to hold figures against months from that one on, with `why`;
    `clock_stood_still` the days on which the provider waited for the client since the last review.
    """

    held: Day
    kind: Literal["first", "quarterly", "yearly", "extra"] = "quarterly"
    there: Several[Name] = ()
    decider_there: Literal["yes", "no"] | None = None
    goals: Said | None = None
    results: Said | None = None
    nothing_broken: Said | None = None
    choices: Said | None = None
    you_decided: Said | None = None
    clock_stood_still: Count | None = None
    yardstick_from: MonthName | None = None
    why: Text = ""
    note: Text = ""
    decisions: Several[Decision] = ()

    def said(self, question: ReviewQuestion) -> Said | None:
        """What was said to one of the five."""
        found: Said | None = getattr(self, question)
        return found
