"""How sure a ranking is: shares of the draws, ranges of the weights, second opinions, what to ask next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msp_select.decision.robustness.other_methods import (
    ForgottenWeights,
    MarginBar,
    Opinion,
    WeightRange,
    criterion_ranges,
    criterion_table,
    margins,
    opinions,
    other_weights,
)
from msp_select.decision.robustness.value_of_information import AskList, OpenAnswer, OpenGroup, ask_list
from msp_select.decision.robustness.weight_sensitivity import PillarView, lead_ranges, pillar_view
from msp_select.decision.scoring.evaluation import Evaluation, Result, contenders
from msp_select.decision.scoring.verdict import VerdictKind

__all__ = [
    "AskList",
    "ForgottenWeights",
    "MarginBar",
    "OpenAnswer",
    "OpenGroup",
    "Opinion",
    "Robustness",
    "Share",
    "WeightRange",
    "robustness",
]

BARS = 10


@dataclass(frozen=True)
class Share:
    """One candidate's shares of the draws, 0..1: each rank, the best first; how often it beats another."""

    id: str
    first_share: float
    rank_shares: tuple[float, ...]
    expected_rank: float
    pairwise_wins: Mapping[str, float]


@dataclass(frozen=True)
class Robustness:
    """How sure the ranking is. Lists are empty where there is nobody to compare with or nothing was drawn.

    `shares` in the order of the ranking;
    `ranges`: the pillars', then the criteria's; `opinions`: the methods, the score's own order first;
    `other_weights`: any weights, then only their order; `margin_points`: the leader's over the best rival,
    `margin_rival`.
    """

    verdict: VerdictKind | None
    leader: str | None
    sealed: bool
    draws: int
    seed: int
    shares: tuple[Share, ...]
    ranges: tuple[WeightRange, ...]
    opinions: tuple[Opinion, ...]
    ask_list: AskList | None
    other_weights: tuple[ForgottenWeights, ...]
    margin_points: float | None
    margin_rival: str | None
    margin_bars: tuple[MarginBar, ...]


def robustness(evaluation: Evaluation) -> Robustness:
    """Examine a ranking, among those who could be chosen."""
    group, leader = contenders(evaluation), evaluation.leader
    verdict = evaluation.verdict
    ranges: tuple[WeightRange, ...] = ()
    heard: tuple[Opinion, ...] = ()
    others: tuple[ForgottenWeights, ...] = ()
    margin: float | None = None
    rival: str | None = None
    bars: tuple[MarginBar, ...] = ()
    if leader is not None and len(group) > 1:
        view = pillar_view(evaluation)
        table = criterion_table(evaluation, group)
        ranges = _pillar_ranges(evaluation, view, leader)
        if table.criteria:
            ranges += criterion_ranges(table)
            heard = opinions(table)
            margin, rival, bars = margins(table, BARS)
        if evaluation.simulation is not None and any(view.weights):
            others = other_weights(view, group, evaluation.seed)
    return Robustness(
        verdict=verdict.kind if verdict else None,
        leader=leader.id if leader else None,
        sealed=evaluation.session.settings.sealed,
        draws=evaluation.draws,
        seed=evaluation.seed,
        shares=_shares(evaluation),
        ranges=ranges,
        opinions=heard,
        ask_list=ask_list(evaluation),
        other_weights=others,
        margin_points=margin,
        margin_rival=rival,
        margin_bars=bars,
    )


def _shares(evaluation: Evaluation) -> tuple[Share, ...]:
    """In rank order, those among whom the ranks were drawn."""
    simulation = evaluation.simulation
    if simulation is None:
        return ()
    ids = [evaluation.problem.candidates[int(i)] for i in simulation.eligible]
    found = {}
    for k, candidate in enumerate(ids):
        wins = simulation.ranks.pairwise_wins[k].tolist()
        found[candidate] = Share(
            candidate,
            float(simulation.ranks.rank_acceptability[k, 0]),
            tuple(simulation.ranks.rank_acceptability[k].tolist()),
            float(simulation.ranks.expected_rank[k]),
            {other: win for other, win in zip(ids, wins, strict=True) if other != candidate},
        )
    return tuple(found[result.id] for result in evaluation.results if result.id in found)


def _pillar_ranges(evaluation: Evaluation, view: PillarView, leader: Result) -> tuple[WeightRange, ...]:
    return tuple(
        WeightRange(
            "pillar",
            found.pillar,
            leader.id,
            100 * found.weight,
            100 * found.low,
            100 * found.high,
            found.to_low,
            found.to_high,
        )
        for found in lead_ranges(evaluation, view, leader)
    )
