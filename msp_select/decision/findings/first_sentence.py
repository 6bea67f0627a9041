"""The candidate explained against another: who is ahead, what the difference costs and what it buys."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal, TypeVar

from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.amounts import RestsOn, missing_lines, moving_defaults
from msp_select.decision.findings.candidate_pair import A_CENT, Contribution, Pair

CLOSE = 0.05  # points: what differs by less is level

Standing = Literal["level", "ahead", "behind"]
Prices = Literal["known", "missing", "sealed", "left_out"]


@dataclass(frozen=True, kw_only=True)
class FirstSentence(RestsOn, Fact):
    """What `subject` scores and costs beside `against`, None where nobody else is; money None without prices.

    Gaps are the subject's less the other's. `prices`: whether money can be compared, and why not;
    `without_price` who has none, `bid_without_price` whether any of them made a bid all the same.
    `cheapest_of_offers_only`: whether the cheapest offer is not the cheapest of all, `cheapest_shared`
    whether another costs as little. `subject_score` None while sealed.
    """

    kind: ClassVar[str] = "first_sentence"
    subject: str
    against: str | None
    gap_points: float | None
    against_is_cheapest: bool
    subject_is_cheapest: bool
    cash_gap_term: Decimal | None = None
    cash_gap_year: Decimal | None = None
    cash_gap_user_month: Decimal | None = None
    term_months: int
    prices: Prices
    without_price: tuple[str, ...]
    bid_without_price: bool
    cheapest_of_offers_only: bool
    cheapest_shared: bool
    subject_score: float | None
    subject_failed_must_haves: int
    against_failed_must_haves: int | None
    contributions: tuple[Contribution, ...] = field(metadata=FOR_WORDS_ONLY)

    @property
    def standing(self) -> Standing:
        """How the subject's score stands to the other's."""
        gap = self.gap_points or 0.0
        return "level" if abs(gap) < CLOSE else "ahead" if gap > 0 else "behind"

    @property
    def costs_the_same(self) -> bool:
        """Whether both pay the same cash."""
        return self.cash_gap_term is not None and abs(self.cash_gap_term) < A_CENT

    @property
    def is_dearer(self) -> bool:
        """Whether the subject takes more cash."""
        return self.cash_gap_term is not None and self.cash_gap_term > 0


@dataclass(frozen=True, kw_only=True)
class WhyNotCheapest(FirstSentence):
    """The same against the cheapest offer, where neither of the two compared is."""

    kind: ClassVar[str] = "why_not_cheapest"


_First = TypeVar("_First", bound=FirstSentence)


def first_sentence(pair: Pair) -> FirstSentence:
    """The winner, the cheapest, what the difference costs and what it buys."""
    return _of(pair, FirstSentence)


def why_not_cheapest(pair: Pair) -> WhyNotCheapest | None:
    """The cheapest offer of all, where neither of the two compared is."""
    low = pair.cheapest
    if pair.against is None or low is None or low in (pair.subject, pair.against):
        return None
    return _of(Pair(pair.evaluation, pair.subject, low), WhyNotCheapest)


def _of(pair: Pair, fact: type[_First]) -> _First:
    both = [result for result in (pair.subject, pair.against) if result]
    prices = _prices(pair)
    without = [result for result in both if result.costs is None] if prices == "missing" else []
    told = pair.costs if pair.costs is not None and prices == "known" else ()
    per_user = None
    if pair.costs is not None:
        mine, theirs = pair.costs
        per_user = mine.per_user_month(mine.cash).middle - theirs.per_user_month(theirs.cash).middle
    gap = cash_gap(pair)
    return fact(
        candidates=pair.ids,
        subject=pair.subject.id,
        against=pair.against.id if pair.against else None,
        gap_points=pair.gap if pair.against else None,
        against_is_cheapest=pair.cheapest is not None and pair.cheapest is pair.against,
        subject_is_cheapest=pair.cheapest is not None and pair.cheapest is pair.subject,
        cash_gap_term=gap,
        cash_gap_year=None if gap is None else gap * 12 / pair.months,
        cash_gap_user_month=per_user,
        term_months=pair.months,
        prices=prices,
        without_price=tuple(result.id for result in without),
        bid_without_price=any(result.candidate.bid is not None for result in without),
        cheapest_of_offers_only=pair.cheapest is not None and not pair.cheapest_of_all,
        cheapest_shared=pair.cheapest is not None and pair.cheapest_shared,
        subject_score=None if pair.sealed else pair.subject.score,
        subject_failed_must_haves=len(pair.subject.failed),
        against_failed_must_haves=len(pair.against.failed) if pair.against else None,
        default_ids=moving_defaults(pair, told, CASH, lambda moved: [cash_gap(moved)]),
        missing_line_ids=missing_lines(told, CASH),
        contributions=pair.contributions,
    )


def _prices(pair: Pair) -> Prices:
    if pair.sealed:
        return "sealed"
    if not pair.evaluation.catalog.knows_prices:
        return "left_out"
    return "missing" if pair.costs is None else "known"


def cash_gap(pair: Pair) -> Decimal | None:
    """What the subject takes more in cash over the term, middle figures; None where that is not known."""
    return None if pair.costs is None else pair.costs[0].cash.middle - pair.costs[1].cash.middle
