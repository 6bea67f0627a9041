"""Where a figure of a candidate may stand: the bid's own field, an answer that feeds it, a default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.estimate import NOTHING, UNKNOWN, Estimate, Figure, known
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question

NO_NUMBER = "none"


@dataclass(frozen=True)
class Look:
    """Where a figure may stand: the bid's own field, an answer that feeds it, a default."""

    candidate: Candidate
    business: BusinessInputs
    catalog: Catalog

    def stated(self, amount: Decimal | None, unit: str) -> Figure | None:
        """The bid's own field."""
        return None if amount is None else known(amount, unit, "bid")

    def default(self, name: str) -> Figure:
        """A default that holds in every currency."""
        return self.business.defaults[name]

    def added(self, name: str) -> Estimate:
        """A default for something the bid leaves out; the user's own figure is one all the same."""
        figure = self.business.defaults.get(name)
        return UNKNOWN if figure is None else added_by_us(figure)

    @cached_property
    def said(self) -> dict[str, Figure | None]:
        """What was answered, by what it feeds: a number, or None for "no number"."""
        found: dict[str, Figure | None] = {}
        for question_id, answer in self.candidate.answers.items():
            question = self.catalog.questions.get(question_id)
            if question is None or not question.feeds or question.feeds in found or answer.value is None:
                continue
            number = _number(question, answer.value)
            if number is not None:
                found[question.feeds] = known(number, question.unit, "answer")
            elif answer.value == NO_NUMBER:
                found[question.feeds] = None
        return found

    def names_no_number(self, feed: str) -> bool:
        """Whether the answer is that there is no number."""
        return self.said.get(feed, NOTHING) is None

    def given(self, feed: str) -> Figure | None:
        """The number answered, if there is one."""
        return self.said.get(feed)

    def answer(self, feed: str, default: str) -> Figure:
        """The answer; where it is "no number", the dear half of the default; without one, all of it."""
        figure = self.default(default)
        return self.given(feed) or (dear_half(figure) if self.names_no_number(feed) else figure)


def _number(question: Question, value: Decimal | str) -> Decimal | None:
    """The number typed, or that of the level chosen."""
    if isinstance(value, Decimal):
        return value
    level = question.level(value)
    return None if level is None else level.feeds


def added_by_us(figure: Figure) -> Figure:
    """The default, marked as what we put in for something the bid leaves out."""
    return replace(figure, origin="added") if figure.is_default else figure


def dear_half(figure: Figure) -> Figure:
    """The default between its middle and its dear end, for a bidder who names no number."""
    if not figure.is_default:
        return figure
    return replace(figure, low=figure.middle, middle=figure.high, origin="dear_half")
