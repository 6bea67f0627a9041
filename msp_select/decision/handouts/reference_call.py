"""The call to a client of a bidder, on one page: what to ask, and which answers each question bears on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluation import Evaluation


@dataclass(frozen=True, kw_only=True)
class CallSheet(Handout):
    """For each question of the call, in order, the bidder's answers it bears on, by their questions."""

    name: ClassVar[str] = "call"
    bears_on: tuple[tuple[str, ...], ...]


def call_sheet(evaluation: Evaluation, candidate_id: str) -> CallSheet:
    """What the bidder has answered of what each question of the call speaks of."""
    candidate, call = evaluation.result(candidate_id).candidate, evaluation.catalog.reference_call
    answered = {key for key, one in candidate.answers.items() if one.state == "answered"}
    asked = evaluation.catalog.questions
    return CallSheet(
        candidate=candidate_id,
        bears_on=tuple(
            tuple(key for key in one.lifts if key in answered and key in asked)
            for one in (call.calls if call is not None else ())
        ),
    )
