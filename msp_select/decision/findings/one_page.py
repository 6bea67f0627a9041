"""What stands on the one page an owner reads: the contest that matters, its reasons, money, what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from msp_select.decision.costing.cost_line import CASH
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.break_even_prices import (
    BreakEvenPrice,
    PriceNeeded,
    price_needed,
    room_upwards,
)
from msp_select.decision.findings.candidate_pair import A_CENT, VISIBLE, Pair
from msp_select.decision.findings.differences import Differences, differences
from msp_select.decision.findings.negotiation_points import NegotiationPoints, negotiation
from msp_select.decision.robustness.value_of_information import AskList, ask_list
from msp_select.decision.scoring.conditions import conditions
from msp_select.decision.scoring.verdict import Condition

REASONS = 5
FOR_THE_OTHER = 2


@dataclass(frozen=True, kw_only=True)
class Contest(Fact):
    """The two the choice is between, the subject first; gaps are the subject's less the other's.

    `criteria`: those that speak for whoever is ahead, the subject where both are level, largest first, of
    `speaking` in all; `by_proof` those whose answer is no better, but better proven. `cash_gap_term` None
    where it is not known of both.
    """

    kind: ClassVar[str] = "contest"
    subject: str
    against: str
    gap_points: float
    cash_gap_term: Decimal | None
    term_months: int
    criteria: tuple[str, ...]
    speaking: int
    speaking_points: float
    by_proof: tuple[str, ...]
    found: Differences = field(metadata=FOR_WORDS_ONLY)

    @property
    def standing(self) -> Literal["level", "ahead", "behind"]:
        """How the subject stands to the other."""
        return self.found.standing

    @property
    def favoured(self) -> str:
        """For whom the reasons speak."""
        return self.against if self.standing == "behind" else self.subject

    @property
    def costs_the_same(self) -> bool:
        """Whether both are known to take the same cash."""
        return self.cash_gap_term is not None and abs(self.cash_gap_term) < A_CENT


@dataclass(frozen=True, kw_only=True)
class SpeaksForTheOther(Fact):
    """The criteria in which `whom`, who is behind, is better: the largest few; figures as in `Contest`."""

    kind: ClassVar[str] = "speaks_for_the_other"
    whom: str
    criteria: tuple[str, ...]
    speaking: int
    speaking_points: float
    by_proof: tuple[str, ...]
    found: Differences = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class MoneyInShort(Fact):
    """Quoted a month, cash and all in all over the term, for each of `candidates`; None where not known.

    Amounts are the least they can be for a candidate `with_missing` lines. The break-even is the price up to
    which the subject stays first, else the one below which the other would be.
    """

    kind: ClassVar[str] = "money_in_short"
    quoted_per_month: tuple[Decimal | None, ...]
    hourly_rates: tuple[Decimal | None, ...]
    cash_term: tuple[Decimal | None, ...]
    with_time_and_risk_term: tuple[Decimal | None, ...]
    cash_missing: tuple[bool, ...]
    any_missing: tuple[bool, ...]
    term_months: int
    break_even: BreakEvenPrice | PriceNeeded | None = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class ToAsk(Fact):
    """What to ask next, the worthiest first."""

    kind: ClassVar[str] = "to_ask"
    asked_of: tuple[str, ...]
    questions: tuple[str, ...]
    found: AskList = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class IntoTheContract(Fact):
    """What to have written into the contract of `whom`: what rests on words, and which better terms."""

    kind: ClassVar[str] = "into_the_contract"
    whom: str
    on_words: int
    failed: tuple[str, ...]
    conditions: tuple[Condition, ...] = field(metadata=FOR_WORDS_ONLY)
    terms: NegotiationPoints | None = field(metadata=FOR_WORDS_ONLY)


def contest(pair: Pair) -> Contest | None:
    """The contest that matters, with the largest reasons; nothing where nobody else is there."""
    found = differences(pair)
    if found is None or pair.against is None:
        return None
    speaking = _speaking(found, for_who_leads=True)
    return Contest(
        candidates=pair.ids,
        subject=pair.subject.id,
        against=pair.against.id,
        gap_points=pair.gap,
        cash_gap_term=_cash_gap(pair),
        term_months=pair.months,
        criteria=tuple(speaking)[:REASONS],
        speaking=len(speaking),
        speaking_points=sum(speaking.values()),
        by_proof=_by_proof(pair, found, tuple(speaking)[:REASONS]),
        found=found,
    )


def speaks_for_the_other(pair: Pair) -> SpeaksForTheOther | None:
    """What speaks for whoever is behind of the two."""
    found = differences(pair)
    if found is None or pair.against is None:
        return None
    speaking = _speaking(found, for_who_leads=False)
    other = pair.subject if found.standing == "behind" else pair.against
    return SpeaksForTheOther(
        candidates=(other.id,),
        whom=other.id,
        criteria=tuple(speaking)[:FOR_THE_OTHER],
        speaking=len(speaking),
        speaking_points=sum(speaking.values()),
        by_proof=_by_proof(pair, found, tuple(speaking)[:FOR_THE_OTHER]),
        found=found,
    )


def _speaking(found: Differences, *, for_who_leads: bool) -> dict[str, float]:
    """The criteria that speak for the one who leads, or for the other, with their points, largest first."""
    sign = (-1 if found.standing == "behind" else 1) * (1 if for_who_leads else -1)
    return {one.key: sign * one.points for one in found.contributions if sign * one.points >= VISIBLE}


def _by_proof(pair: Pair, found: Differences, criteria: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the criteria whose answer is worth no more than the other's if both were proven."""
    problem, reasons = pair.evaluation.problem, dict(zip(found.criteria, found.reasons, strict=True))
    points = {one.key: one.points for one in found.contributions}
    rows = [problem.candidates.index(one) for one in pair.ids]
    told = []
    for key in criteria:
        if reasons[key] and reasons[key] != key:
            mine, theirs = (float(problem.possible[i][problem.row(reasons[key])]) for i in rows)
            if (mine - theirs) * points[key] <= 0:
                told.append(key)
    return tuple(told)


def _cash_gap(pair: Pair) -> Decimal | None:
    both = [result.costs for result in (pair.subject, pair.against) if result is not None]
    known = [costs.cash.middle for costs in both if costs is not None and not costs.lacks(*CASH)]
    return known[0] - known[1] if len(known) == 2 else None


def money_in_short(pair: Pair) -> MoneyInShort | None:
    """The money of the two in four lines; nothing while prices are sealed or left out."""
    two = [result for result in (pair.subject, pair.against) if result is not None]
    if pair.sealed or not pair.evaluation.catalog.knows_prices or all(one.costs is None for one in two):
        return None
    costs = [result.costs for result in two]
    bids = [result.candidate.bid for result in two]
    return MoneyInShort(
        candidates=pair.ids,
        quoted_per_month=tuple(None if one is None else one.sticker_per_month for one in costs),
        hourly_rates=tuple(bid.hourly_rate if bid and bid.basis == "hourly" else None for bid in bids),
        cash_term=tuple(None if one is None else one.cash.middle for one in costs),
        with_time_and_risk_term=tuple(None if one is None else one.known.middle for one in costs),
        cash_missing=tuple(one is not None and one.lacks(*CASH) for one in costs),
        any_missing=tuple(one is not None and bool(one.missing) for one in costs),
        term_months=pair.months,
        break_even=_break_even(pair),
    )


def _break_even(pair: Pair) -> BreakEvenPrice | PriceNeeded | None:
    """How dear the first could become; else below which price the other would be first."""
    found = room_upwards(pair) if pair.subject is pair.evaluation.leader else None
    return found or price_needed(pair)


def to_ask(pair: Pair) -> ToAsk | None:
    """What to ask next of those who might be chosen."""
    found = ask_list(pair.evaluation) if len(pair.evaluation.results) > 1 else None
    if found is None:
        return None
    return ToAsk(
        candidates=tuple(dict.fromkeys(one.candidate for one in found.worth_asking)),
        asked_of=tuple(one.candidate for one in found.worth_asking),
        questions=tuple(one.row for one in found.worth_asking),
        found=found,
    )


def into_the_contract(pair: Pair) -> IntoTheContract | None:
    """What to have written down by the candidate explained; nothing where there is nothing."""
    held = conditions(pair.evaluation, pair.subject)
    if pair.sealed:
        held = tuple(one for one in held if one.kind != "bid_word")
    terms, failed = negotiation(pair), tuple(gate.question for gate in pair.subject.failed)
    if not held and terms is None:
        return None
    return IntoTheContract(
        candidates=(pair.subject.id,),
        whom=pair.subject.id,
        on_words=sum(one.kind != "open" for one in held),
        failed=failed,
        conditions=held,
        terms=terms,
    )
