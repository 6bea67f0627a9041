"""Must-haves: gates, not points. Failing one makes a candidate not acceptable yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import OutsideCondition
from msp_select.model.evaluator import MeanMark
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.scalars import Evidence, State

Outcome = Literal["passed", "failed", "open", "not_applicable"]


@dataclass(frozen=True)
class Gate:
    """One must-have held against one candidate: the rule, with what would cure it, and the outcome.

    `asked`: somebody put the question. `evidence`: what backs the answer, None without one.
    """

    question: str
    rule: MustHave
    outcome: Outcome
    asked: bool
    evidence: Evidence | None


def gates(candidate: Candidate, rules: Mapping[str, MustHave], catalog: Catalog) -> tuple[Gate, ...]:
    """Every must-have that is on, in the order of the questionnaires; the claimed answer decides.

    Its answers are those of `Conditions`, as of one `as_judged`: what is not asked of it is no gate.
    """
    return tuple(
        _gate(candidate, question, rules[question.id])
        for question in catalog.questions.values()
        if question.id in rules and not isinstance(candidate.answers.get(question.id), OutsideCondition)
    )


def _gate(candidate: Candidate, question: Question, rule: MustHave) -> Gate:
    answer = candidate.answers.get(question.id)
    evidence = None
    if question.bid_field:
        result = bid_outcome(candidate, question)
    else:
        figure = None if answer is None else _figure(question, answer)
        result = outcome(question, rule, None if answer is None else answer.counts_as, figure)
        if answer is not None and answer.state == "answered":
            evidence = answer.evidence or question.default_evidence
    return Gate(
        question=question.id,
        rule=rule,
        outcome=result,
        asked=answer is not None,
        evidence=evidence,
    )


def outcome(question: Question, rule: MustHave, state: State | None, figure: Decimal | None) -> Outcome:
    """One must-have held against what was said; `state` is what that counts as, None where nothing was.

    `figure` is the number answered, for a choice the value of its level; None without one.
    """
    if state == "refused":
        return "failed"
    if state == "not_applicable":
        return "not_applicable"
    if state != "answered":
        return "open"
    if rule.answered:
        return "passed"
    if figure is None:  # "none": no number to hold against the threshold; it passes only as the best answer
        return "passed" if question.none is not None and question.none.value >= 100 else "failed"
    enough = rule.at_least is None or figure >= rule.at_least
    return "passed" if enough and (rule.at_most is None or figure <= rule.at_most) else "failed"


def outcome_of_bid(bid: Bid | None, field: str) -> Outcome:
    """A must-have that asks for a figure in the bid."""
    return "passed" if bid is not None and bid_states(bid, field) else "open"


def _figure(question: Question, answer: Answer) -> Decimal | None:
    if not question.levels:
        return answer.value if isinstance(answer.value, Decimal) else None
    if isinstance(answer, MeanMark):
        return Decimal(repr(answer.points))
    return Decimal(repr(question.listed_values[answer.value])) if isinstance(answer.value, str) else None


def bid_outcome(candidate: Candidate, question: Question) -> Outcome:
    """A must-have that asks for a figure in the bid, of whoever can make one."""
    if candidate.kind == "in_house":
        return "not_applicable"
    return outcome_of_bid(candidate.bid, question.bid_field)


def bid_states(bid: Bid, field: str) -> bool:
    """Whether the bid says what it asks for there; any kind of fee counts as the monthly fee."""
    if field == "monthly":
        unit_prices = (
            bid.monthly,
            bid.per_user,
            bid.per_device,
            bid.per_server,
            bid.per_site,
            bid.block_hours,
        )
        listed = bid.basis == "hourly" or bid.modules or bid.bands or bid.groups
        return bool(listed) or any(price is not None for price in unit_prices)
    return getattr(bid, field, None) is not None
