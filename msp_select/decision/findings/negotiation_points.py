"""What to take to the table: what to ask for, what would make the cheapest a choice, risks that stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from msp_select.decision.advice.improvements import Improvement, improvements
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.candidate_pair import WORDS_ALONE, Pair
from msp_select.decision.scoring.evaluation import Result
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question

ASKED = 5

RiskKind = Literal["refused", "unanswered", "unproven"]


@dataclass(frozen=True, kw_only=True)
class NegotiationPoints(Fact):
    """What to ask the candidate explained for: its failed must-haves, then what is worth most points."""

    kind: ClassVar[str] = "negotiation"
    must_haves: tuple[str, ...]
    questions: tuple[str, ...]
    worth_points: tuple[float, ...]
    requests: tuple[Improvement, ...] = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class MakeAcceptable(NegotiationPoints):
    """The same of the other candidate: what would make it acceptable, or better."""

    kind: ClassVar[str] = "make_acceptable"


@dataclass(frozen=True)
class Risk:
    """A question whose answer is a risk, and its share of the total in percent."""

    question: str
    weight_percent: float


@dataclass(frozen=True, kw_only=True)
class Risks(Fact):
    """What can still go wrong: how many of each kind, and which, those that weigh most first."""

    kind: ClassVar[str] = "risks"
    open_must_haves: int
    refused_answers: int
    unanswered_answers: int
    unproven_answers: int
    open_questions: tuple[str, ...]
    refused: tuple[Risk, ...]
    unanswered: tuple[Risk, ...]
    unproven: tuple[Risk, ...]


def negotiation(pair: Pair) -> NegotiationPoints | None:
    """What to ask the candidate explained for."""
    return _points(pair, pair.subject, NegotiationPoints)


def make_acceptable(pair: Pair) -> NegotiationPoints | None:
    """What to ask the other one for."""
    return None if pair.against is None else _points(pair, pair.against, MakeAcceptable)


def _points(pair: Pair, result: Result, fact: type[NegotiationPoints]) -> NegotiationPoints | None:
    failed = tuple(gate.question for gate in result.failed)
    best = [one for one in improvements(pair.evaluation, result.id) if one.question not in failed][:ASKED]
    if not failed and not best:
        return None
    return fact(
        candidates=(result.id,),
        must_haves=failed,
        questions=tuple(one.question for one in best),
        worth_points=tuple(one.points for one in best),
        requests=tuple(best),
    )


def risks(pair: Pair) -> Risks:
    """What can still go wrong with the candidate explained."""
    result, catalog = pair.subject, pair.evaluation.catalog
    still_open = tuple(gate.question for gate in result.open)
    found: dict[RiskKind, list[Risk]] = {"refused": [], "unanswered": [], "unproven": []}
    weights = result.effective
    asked = [row for row in pair.evaluation.problem.rows if row in catalog.questions]
    for row in sorted(asked, key=lambda row: -weights[row]):
        kind = _risk(catalog.questions[row], result.candidate.answers.get(row))
        if kind and row not in still_open:
            found[kind].append(Risk(row, 100 * weights[row]))
    return Risks(
        candidates=(result.id,),
        open_must_haves=len(still_open),
        refused_answers=len(found["refused"]),
        unanswered_answers=len(found["unanswered"]),
        unproven_answers=len(found["unproven"]),
        open_questions=still_open,
        refused=tuple(found["refused"]),
        unanswered=tuple(found["unanswered"]),
        unproven=tuple(found["unproven"]),
    )


def _risk(question: Question, answer: Answer | None) -> RiskKind | None:
    if answer is None or answer.counts_as == "unknown":
        return "unanswered"
    if answer.state == "refused":
        return "refused"
    if answer.state == "answered" and (answer.evidence or question.default_evidence) in WORDS_ALONE:
        return "unproven"
    return None
