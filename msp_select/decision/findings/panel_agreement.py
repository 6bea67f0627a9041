"""Where several people disagreed, and whether either view changes the winner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.robustness.panel_agreement import Panel, panel


@dataclass(frozen=True, kw_only=True)
class MarksHidden(Fact):
    """How far each evaluator has got while marks are hidden: how many there are, how many have finished."""

    kind: ClassVar[str] = "evaluators"
    revealed: bool = False
    evaluators: int
    finished: int
    panel: Panel = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class EvaluatorsDiffer(Fact):
    """Once revealed: each one's own winner, how many marks lie far apart, and their agreement.

    Spreads in points of 100; agreement is Kendall's W, 0..1, None with fewer than two of them.
    """

    kind: ClassVar[str] = "evaluators"
    revealed: bool = True
    evaluators: int
    winner: str | None
    views: tuple[str, ...]
    winners_of_views: tuple[str, ...]
    changes_winner: bool
    marks_far_apart: int
    flagged_from_points: float
    widest_spread_points: float | None
    agreement_rankings: float | None
    agreement_weights: float | None
    panel: Panel = field(metadata=FOR_WORDS_ONLY)


def evaluators(pair: Pair) -> MarksHidden | EvaluatorsDiffer | None:
    """How far each has got while marks are hidden; afterwards their views, their spread, their agreement."""
    found = panel(pair.evaluation)
    if found is None:
        return None
    if not found.revealed:
        done = sum(one.given >= one.asked for one in found.progress)
        return MarksHidden(evaluators=len(found.progress), finished=done, panel=found)
    return EvaluatorsDiffer(
        candidates=tuple(dict.fromkeys(view.winner for view in found.views)),
        evaluators=len(found.progress),
        winner=found.winner,
        views=tuple(view.id for view in found.views),
        winners_of_views=tuple(view.winner for view in found.views),
        changes_winner=bool(found.other_winners),
        marks_far_apart=len(found.flagged),
        flagged_from_points=pair.evaluation.session.settings.spread,
        widest_spread_points=max((marked.spread for marked in found.marked), default=None),
        agreement_rankings=found.agreement_rankings,
        agreement_weights=found.agreement_weights,
        panel=found,
    )
