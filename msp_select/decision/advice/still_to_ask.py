"""What a bidder is still to be asked once its documents are read: what differs in them, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from msp_select.decision.checks.two_places import TwoPlaces, two_places
from msp_select.decision.robustness.second_round import by_worth
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.documents import BID


@dataclass(frozen=True)
class StillToAsk:
    """In the order of asking: places that differ and are undecided, questions the most worth first, prices.

    `prices` are questions too, of what the bid does not say; none while prices are `sealed`: they wait.
    """

    candidate: str
    contradictions: tuple[TwoPlaces, ...]
    questions: tuple[str, ...]
    prices: tuple[str, ...]
    sealed: bool

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.contradictions or self.questions or self.prices)

    def all_questions(self, catalog: Catalog) -> tuple[str, ...]:
        """Every question of it by id, each once, for a form: what differs is asked as its question."""
        of_bid = {question.bid_field: question.id for question in catalog.questions.values()}
        asked = [one.target for one in self.contradictions]
        first = [of_bid.get(key.removeprefix(BID), "") if key.startswith(BID) else key for key in asked]
        known = (key for key in (*first, *self.questions, *self.prices) if key in catalog.questions)
        return tuple(dict.fromkeys(known))


def still_to_ask(evaluation: Evaluation, candidate_id: str) -> StillToAsk:
    """What is still to be asked of that candidate (KeyError if there is none)."""
    result = evaluation.result(candidate_id)
    contradictions = tuple(one for one in two_places(result.candidate) if one.undecided)
    differs = {one.target for one in contradictions}
    answered = {key for key, one in result.candidate.answers.items() if one.state == "answered"}
    of_bid = {key for key, one in evaluation.catalog.questions.items() if one.bid_field}
    known = differs | answered | of_bid
    questions = tuple(question for question in by_worth(result, evaluation) if question not in known)
    sealed = evaluation.session.settings.sealed
    return StillToAsk(
        candidate=candidate_id,
        contradictions=contradictions,
        questions=questions,
        prices=() if sealed else _prices(result, evaluation, differs),
        sealed=sealed,
    )


def _prices(result: Result, evaluation: Evaluation, differs: set[str]) -> tuple[str, ...]:
    """The questions of the session's size about figures that the bid does not say and nobody answered."""
    session, catalog, bid = evaluation.session, evaluation.catalog, result.candidate.bid
    conditions = Conditions.of(session, catalog)
    return tuple(
        question.id
        for question in catalog.questions_in(session.size, evaluation.weights.must_haves)
        if question.bid_field
        and question.asked_of == "bidder"
        and f"{BID}{question.bid_field}" not in differs
        and getattr(bid, question.bid_field, None) in (None, ())
        and conditions.may_apply(question, result.candidate)
    )
