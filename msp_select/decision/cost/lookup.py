"""Where a figure of a candidate may stand: the bid's own field, an answer that feeds it, a default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from msp_select.decision.cost.cost_inputs import BusinessInputs
from msp_select.decision.cost.span import Figure, known
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog

NO_NUMBER = "none"
THE_BID = "the bid"
THEIR_ANSWER = "their answer"


@dataclass(frozen=True)
class Look:
    """Where a figure may stand: the bid's own field, an answer that feeds it, a default."""

    candidate: Candidate
    business: BusinessInputs
    catalog: Catalog

    def stated(self, amount: Decimal | None, unit: str) -> Figure | None:
        """The bid's own field."""
        return None if amount is None else known(amount, unit, THE_BID)

    def default(self, name: str) -> Figure:
        """A default that holds in every currency."""
        return self.business.defaults[name]

    def added(self, name: str) -> Figure | None:
        """A default for something the bid leaves out; the user's own figure is one all the same."""
        figure = self.business.defaults.get(name)
        return None if figure is None else added_by_us(figure)

    def added_sure(self, name: str) -> Figure:
        """The same for a default that holds in every currency."""
        return added_by_us(self.business.defaults[name])

    def value(self, feed: str) -> tuple[Decimal | str, str] | None:
        """What was answered to the question that feeds this, and the question's unit."""
        for question_id, answer in self.candidate.answers.items():
            question = self.catalog.questions.get(question_id)
            if question is None or question.feeds != feed or answer.value is None:
                continue
            if isinstance(answer.value, Decimal):
                return answer.value, question.unit
            if answer.value == NO_NUMBER:
                return NO_NUMBER, question.unit
            level = question.level(answer.value)
            if level is not None and level.feeds is not None:
                return level.feeds, question.unit
        return None

    def given(self, feed: str) -> Figure | None:
        """The number answered, if there is one."""
        found = self.value(feed)
        if found is None or isinstance(found[0], str):
            return None
        return known(found[0], found[1], THEIR_ANSWER)

    def answer(self, feed: str, default: str) -> Figure:
        """The answer; where it is "no number", the dear half of the default; without one, all of it."""
        found = self.value(feed)
        figure = self.default(default)
        if found is None:
            return figure
        value, unit = found
        if isinstance(value, str):
            return dear_half(figure)
        return known(value, unit, THEIR_ANSWER)


def added_by_us(figure: Figure) -> Figure:
    """The default, marked as what we put in for something the bid leaves out."""
    if not figure.is_default:
        return figure
    origin = f"added by us: {figure.origin.removeprefix('default: ')}"
    return replace(figure, origin=origin)


def dear_half(figure: Figure) -> Figure:
    """The default between its middle and its dear end, for a bidder who names no number."""
    if not figure.is_default:
        return figure
    origin = (
        f"they name no number, so the dear half of our default: {figure.origin.removeprefix('default: ')}"
    )
    return replace(figure, low=figure.middle, middle=figure.high, origin=origin)
