"""Where a figure of a candidate may stand: the bid's own field, an answer that feeds it, a default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from msp_select.decision import cost_formulas
from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import UNKNOWN, Estimate, Figure, Unit, known, worked_out
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question

NO_NUMBER = "none"
DOUBTED = Estimate(Decimal(0), Decimal("0.5"), Decimal(1))  # not at the cheap end, wholly at the dear one

Silence = Literal["no number", "no answer", "refused"]


@dataclass(frozen=True)
class Look:
    """Where a figure may stand: the bid's own field, an answer that feeds it, a default."""

    candidate: Candidate
    bid: Bid
    business: BusinessInputs
    catalog: Catalog

    def stated(self, field: str) -> Figure | None:
        """The bid's own field, taken at its word."""
        amount: Decimal | None = getattr(self.bid, field)
        return None if amount is None else known(amount, "bid", field)

    def leaned_on(self, field: str, usual: Figure | None, unit: Unit = "") -> Figure | None:
        """The bid's own field as it stands; where it is only said, moved to the dear end of what is usual."""
        said = self.stated(field)
        if said is None or usual is None or self.candidate.bid_grade(field) != "said":
            return said
        dear = Figure(usual.high, usual.high, usual.high, (usual,), origin="usual", id=usual.id)
        doubt = doubted(self.default("said_amounts_relied_on"))
        moved: Estimate = cost_formulas.widened(Estimate, said, dear, doubt)
        return worked_out(moved, "said", usual.id, unit or usual.unit)

    def default(self, name: str) -> Figure:
        """A default that holds in every currency."""
        return self.business.defaults[name]

    def added(self, name: str) -> Estimate:
        """A default for something the bid leaves out; the user's own figure is one all the same."""
        figure = self.business.defaults.get(name)
        return UNKNOWN if figure is None else added_by_us(figure)

    @cached_property
    def _heard(self) -> dict[str, Figure | Silence]:
        return heard(self.candidate, self.catalog)

    def silence(self, feed: str) -> Silence | None:
        """In which way no number was named, where somebody was asked and named none."""
        heard = self._heard.get(feed)
        return None if isinstance(heard, Figure) else heard

    def given(self, feed: str) -> Figure | None:
        """The number answered, if there is one."""
        heard = self._heard.get(feed)
        return heard if isinstance(heard, Figure) else None

    def answer(self, feed: str, default: str, *, more_is_dearer: bool = True) -> Figure:
        """The answer; where asked and no number came, the dear half of the default; unasked, all of it."""
        figure = self.default(default)
        if (number := self.given(feed)) is not None:
            return number
        return dear_half(figure, more_is_dearer=more_is_dearer) if self.silence(feed) else figure


def heard(candidate: Candidate, catalog: Catalog) -> dict[str, Figure | Silence]:
    """What was answered, by what it feeds in the cost model: a number, or in which way none was named."""
    found: dict[str, Figure | Silence] = {}
    for question_id, answer in candidate.answers.items():
        question = catalog.questions.get(question_id)
        if question is None or not question.feeds or isinstance(found.get(question.feeds), Figure):
            continue
        said = _said(question, answer, candidate)
        if said is not None:
            found[question.feeds] = said
    return found


def _said(question: Question, answer: Answer, candidate: Candidate) -> Figure | Silence | None:
    if answer.value is not None:
        number = _number(question, answer.value)
        if number is not None:
            return known(number, "answer", question.feeds)
        return "no number" if answer.value == NO_NUMBER else None
    if answer.state == "not_applicable":
        agreed = answer.confirmed or candidate.kind == "in_house"
        return None if agreed else "no answer"
    return "refused" if answer.state == "refused" else "no answer"


def _number(question: Question, value: Decimal | str) -> Decimal | None:
    """The number typed, or that of the level chosen."""
    if isinstance(value, Decimal):
        return value
    level = question.level(value)
    return None if level is None else level.feeds


def doubted(relied_on: Figure) -> Estimate:
    """How far towards the dear end of what is usual a figure is moved that somebody only said."""
    return cost_formulas.doubt(DOUBTED, relied_on)


def added_by_us(figure: Figure) -> Figure:
    """The default, marked as what we put in for something the bid leaves out."""
    return replace(figure, origin="added") if figure.is_default else figure


def dear_half(figure: Figure, *, more_is_dearer: bool = True) -> Figure:
    """The default between its middle and its dear end, for a bidder who names no number."""
    if not figure.is_default:
        return figure
    dear = figure.high if more_is_dearer else figure.low
    ends = cost_formulas.half_way(figure.middle, dear)
    low, high = sorted((figure.middle, dear))
    return replace(figure, low=low, middle=ends, high=high, origin="dear_half")
