"""What one bid comes to: what you get, what you do not, what you must do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.advice.answer_grades import standings, strengths, weaknesses
from msp_select.decision.advice.own_obligations import sponsor
from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.fact import Fact
from msp_select.decision.scoring.evaluation import Evaluation, Result

MOST_ITEMS = 4
WORDS = ("said", "written")  # evidence that is words alone


@dataclass(frozen=True, kw_only=True)
class BidSummary(Fact):
    """The questions answered best and worst, all cash over the term, and the client's part.

    `by_word`: whether each of the strengths rests on words alone; `cash_is_least`: a line of it is missing;
    `own_hours` a month; `unanswered` counts the questions nobody has answered yet.
    """

    kind: ClassVar[str] = "bid_summary"
    strengths: tuple[str, ...]
    by_word: tuple[bool, ...]
    gaps: tuple[str, ...]
    price: Literal["known", "not_known", "sealed", "not_asked"]
    cash: Decimal | None
    cash_is_least: bool
    cash_is_range: bool
    in_house: bool
    sponsored: bool
    own_hours: Decimal | None
    failed: int
    unanswered: int


def bid_summary(evaluation: Evaluation, candidate_id: str) -> BidSummary:
    """At most four strengths and gaps, those that weigh most first; no money while prices are sealed."""
    result = evaluation.result(candidate_id)
    found, costs = standings(evaluation, candidate_id), result.costs
    good, bid = strengths(found)[:MOST_ITEMS], result.candidate.bid
    return BidSummary(
        candidates=(candidate_id,),
        strengths=tuple(standing.question for standing in good),
        by_word=tuple(standing.evidence in WORDS for standing in good),
        gaps=tuple(standing.question for standing in weaknesses(found)[:MOST_ITEMS]),
        price=_price(evaluation, result),
        cash=costs.cash.middle if costs else None,
        cash_is_least=bool(costs and costs.lacks(*CASH)),
        cash_is_range=bool(costs and costs.cash.is_range),
        in_house=result.candidate.kind == "in_house",
        sponsored=sponsor(evaluation.session) is not None,
        own_hours=(bid.own_hours or None) if bid else None,
        failed=len(result.failed),
        unanswered=sum(not standing.known for standing in found),
    )


def _price(evaluation: Evaluation, result: Result) -> Literal["known", "not_known", "sealed", "not_asked"]:
    if evaluation.session.settings.sealed:
        return "sealed"
    if not evaluation.catalog.knows_prices:
        return "not_asked"
    return "not_known" if result.costs is None else "known"
