"""What stands above every ranking: how sure it is, or why that cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.fact import Fact
from msp_select.decision.findings.leader import Sealed, Sureness, how_sure
from msp_select.decision.scoring.evaluation import Evaluation


@dataclass(frozen=True, kw_only=True)
class NoCandidate(Fact):
    """There is nobody to choose from."""

    kind: ClassVar[str] = "no_candidate"


@dataclass(frozen=True, kw_only=True)
class NotJudged(Fact):
    """Who leads, with what score, where there were too few `draws` to say how surely, or none."""

    kind: ClassVar[str] = "not_judged"
    leader: str
    score: float
    draws: int


def headline(evaluation: Evaluation) -> NoCandidate | Sealed | Sureness | NotJudged:
    """The verdict; while prices are sealed that, and without enough tries who leads."""
    leader = evaluation.leader
    if leader is None:
        return NoCandidate()
    if evaluation.measure == "quality":
        return Sealed()
    return how_sure(evaluation) or NotJudged(
        candidates=(leader.id,), leader=leader.id, score=leader.score, draws=evaluation.draws
    )
