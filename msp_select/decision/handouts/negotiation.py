"""The negotiation: what is good, what must be put right, and what else is worth asking for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.advice.answer_grades import Standing, standings, strengths
from msp_select.decision.advice.improvements import Improvement, improvements
from msp_select.decision.checks.two_places import TwoPlaces, two_places
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluation import Evaluation

STRENGTHS, WEAKEST, IN_WRITING = 5, 10, 5


@dataclass(frozen=True, kw_only=True)
class Negotiation(Handout):
    """What to say, in that order: must-haves `failed`, then `open`; requests worth most, the rest counted.

    `gains`: anything at all is worth asking for; `left_out_points` is what the requests left out are worth.
    """

    name: ClassVar[str] = "negotiation"
    in_house: bool
    sealed: bool
    strengths: tuple[Standing, ...]
    failed: tuple[str, ...]
    open: tuple[str, ...]
    better: tuple[Improvement, ...]
    in_writing: tuple[Improvement, ...]
    left_out: int
    left_out_points: float
    not_asked: int
    gains: bool
    two_places: tuple[TwoPlaces, ...] = ()


def negotiation(evaluation: Evaluation, candidate_id: str) -> Negotiation:
    """Strengths first; failed must-haves; the weakest answers by weight times gap."""
    result = evaluation.result(candidate_id)
    found, asked = standings(evaluation, candidate_id), improvements(evaluation, candidate_id)
    failed = tuple(gate.question for gate in result.failed)
    still_open = tuple(gate.question for gate in result.open)
    rest = [one for one in asked if one.question not in (*failed, *still_open)]
    better = [one for one in rest if one.kind == "better"]
    written = [one for one in rest if one.kind != "better"]
    left_out = [*better[WEAKEST:], *written[IN_WRITING:]]
    return Negotiation(
        candidate=candidate_id,
        in_house=result.candidate.kind == "in_house",
        sealed=evaluation.session.settings.sealed,
        strengths=strengths(found)[:STRENGTHS],
        failed=failed,
        open=still_open,
        better=tuple(better[:WEAKEST]),
        in_writing=tuple(written[:IN_WRITING]),
        left_out=len(left_out),
        left_out_points=sum(one.points for one in left_out),
        not_asked=sum(standing.state is None for standing in found),
        gains=bool(asked),
        two_places=two_places(result.candidate),
    )
