"""The duties of both sides, area by area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.advice.own_obligations import Sponsor, cannot_promise, sponsor
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluation import Evaluation


@dataclass(frozen=True)
class Duty:
    """One duty: `question` is what the candidate is asked about it; `lacking`: the business cannot yet."""

    question: str | None
    lacking: bool


@dataclass(frozen=True, kw_only=True)
class Responsibilities(Handout):
    """Who does what: `duties` one for each of the agreement's, in its order.

    `lacking` are those of its own duties that the business cannot promise, None where it has not said.
    """

    name: ClassVar[str] = "duties"
    in_house: bool
    sponsor: Sponsor | None
    duties: tuple[Duty, ...]
    lacking: tuple[str, ...] | None


def responsibilities(evaluation: Evaluation, candidate_id: str) -> Responsibilities:
    """What is asked of the candidate in each area, and whether the business can do its own part."""
    catalog, lacking = evaluation.catalog, cannot_promise(evaluation.session)
    return Responsibilities(
        candidate=candidate_id,
        in_house=evaluation.result(candidate_id).candidate.kind == "in_house",
        sponsor=sponsor(evaluation.session),
        duties=tuple(
            Duty(duty.question if duty.question in catalog.questions else None, duty.own in (lacking or ()))
            for duty in catalog.agreed.duties
        ),
        lacking=lacking,
    )
