"""The same candidates by other methods, other weights, and with each weight and value moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from msp_select.decision.robustness.weight_sensitivity import PillarView
from msp_select.decision.scoring.evaluation import ADDITIVE, Evaluation, Result
from msp_select.decision.scoring.problem import criterion_weights
from msp_select.engine.hierarchy import roll_up
from msp_select.engine.methods import BUILT_IN
from msp_select.engine.rank_acceptability import smaa
from msp_select.engine.ranking import kendall_tau, rank
from msp_select.engine.sampling import generator
from msp_select.engine.sensitivity import stability_intervals, tornado
from msp_select.engine.validation import Floats

WEIGHT_DRAWS = 2_000

LEVEL = 1e-9  # points: what differs by less is level


@dataclass(frozen=True)
class WeightRange:
    """How far one weight can move, percent of the whole, and whose id leads beyond (None: nobody's).

    `level` is "pillar" or "criterion"; `key` the pillar, or "pillar.criterion"; `leader`: who leads within.
    """

    level: Literal["pillar", "criterion"]
    key: str
    leader: str
    weight_percent: float
    low_percent: float
    high_percent: float
    overtaken_below: str | None
    overtaken_above: str | None

    @property
    def holds_throughout(self) -> bool:
        """Whether nobody overtakes, whatever the weight."""
        return self.overtaken_below is None and self.overtaken_above is None


@dataclass(frozen=True)
class Opinion:
    """One method's order of those who could be chosen, and Kendall's tau with the order of the score.

    `places`: of each in that order its place; who is level shares one.
    """

    method: str
    order: tuple[str, ...]
    places: tuple[int, ...]
    kendall_tau: float
    same_first: bool

    @property
    def first(self) -> tuple[str, ...]:
        """Whoever nobody is ahead of by this method."""
        return self.order[: self.places.count(1)]

    @property
    def has_level(self) -> bool:
        """Whether the method sees no difference between two of them."""
        return len(set(self.places)) < len(self.places)


Forgetting = Literal["any", "order"]
"""The weights tried where the stated ones are forgotten: any of the pillars, or any that keep their order."""


@dataclass(frozen=True)
class ForgottenWeights:
    """First places under weights that forget the stated figures: shares of the draws by id; who has most."""

    weights: Forgetting
    first_shares: Mapping[str, float]
    winner: str

    @property
    def places_shared(self) -> bool:
        """Whether in some draws two were level at the top: such a draw counts for both."""
        return sum(self.first_shares.values()) > 1 + LEVEL


@dataclass(frozen=True)
class MarginBar:
    """The leader's margin in points when one weight is halved and doubled, or one value runs its range.

    `criterion`: whose weight, or whose value of that `candidate`.
    """

    criterion: str
    candidate: str | None
    at_low: float
    at_high: float


@dataclass(frozen=True, eq=False)
class CriterionTable:
    """Those who could be chosen, by criterion: `low`, `point`, `high (candidates, criteria)`, 0..100.

    `weights (criteria,)` sum to 1; criteria that weigh nothing are left out.
    """

    candidates: tuple[Result, ...]
    criteria: tuple[str, ...]
    low: Floats
    point: Floats
    high: Floats
    weights: Floats


def criterion_table(evaluation: Evaluation, group: Sequence[Result]) -> CriterionTable:
    """The criteria as every method sees them: one that does not apply takes its pillar's mean."""
    problem, tree = evaluation.problem, evaluation.problem.tree
    rows = [problem.candidates.index(result.id) for result in group]
    low, point, high = (
        roll_up(tree, level[rows], problem.applies[rows]).criteria
        for level in (problem.proven, problem.point, problem.possible)
    )
    weights = criterion_weights(problem)
    kept = weights > 0
    criteria = tuple(key for key, keep in zip(problem.criteria, kept, strict=True) if keep)
    return CriterionTable(tuple(group), criteria, low[:, kept], point[:, kept], high[:, kept], weights[kept])


def criterion_ranges(table: CriterionTable) -> tuple[WeightRange, ...]:
    """For each criterion the range of its share of the whole that keeps the leader, others in proportion."""
    leader = int(np.argmax(table.point @ table.weights))
    ids = [result.id for result in table.candidates]
    found = []
    for k, (low, high) in enumerate(stability_intervals(table.point, table.weights).tolist()):
        key, now = table.criteria[k], 100 * float(table.weights[k])
        below = _overtaker(table, k, low, leader, upwards=False) if low > 0 else None
        above = _overtaker(table, k, high, leader, upwards=True) if high < 1 else None
        found.append(WeightRange("criterion", key, ids[leader], now, 100 * low, 100 * high, below, above))
    return tuple(found)


def _overtaker(table: CriterionTable, criterion: int, weight: float, leader: int, *, upwards: bool) -> str:
    """Who ties with the leader at that weight of one criterion, and scores most just beyond it."""
    weights = table.weights.copy()
    rest = weights.sum() - weights[criterion]
    weights *= (1 - weight) / rest if rest else 0.0
    weights[criterion] = weight
    scores = table.point @ weights
    scores[leader] = -np.inf
    gains = table.point[:, criterion] if upwards else -table.point[:, criterion]
    beyond = np.where(scores >= scores.max() - LEVEL, gains, -np.inf)
    return table.candidates[int(np.argmax(beyond))].id


def opinions(table: CriterionTable) -> tuple[Opinion, ...]:
    """Every method's order beside the score's; the score's own comes first."""
    reference = table.point @ table.weights
    ids = [result.id for result in table.candidates]
    found = []
    for method in BUILT_IN:  # what else is installed would change the page from machine to machine
        own = method.name == ADDITIVE
        scores = reference if own else method.load()(table.point, table.weights)
        order = sorted(range(len(ids)), key=lambda i: (-scores[i], i))
        found.append(
            Opinion(
                method.name,
                tuple(ids[i] for i in order),
                tuple(1 + int(np.sum(scores > scores[i] + LEVEL)) for i in order),
                float(kendall_tau(scores, reference)),
                bool(scores[int(np.argmax(reference))] >= scores.max() - LEVEL),
            )
        )
    return tuple(found)


def other_weights(view: PillarView, group: Sequence[Result], seed: int) -> tuple[ForgottenWeights, ...]:
    """Who comes first when the pillars' weights are anything at all, and when only their order is kept."""
    kept = [k for k, weight in enumerate(view.weights) if weight > 0]
    weights = np.array([view.weights[k] for k in kept])
    values = np.array(
        [[view.score(r.id) if (v := view.values[r.id][k]) is None else v for k in kept] for r in group]
    )
    found = []
    forgetting: tuple[Forgetting, ...] = ("any", "order")
    for what in forgetting:
        order = rank(weights) if what == "order" else None
        drawn = smaa(values, draws=WEIGHT_DRAWS, rng=generator(seed), order=order)
        firsts = [float(share) for share in drawn.rank_acceptability[:, 0]]
        shares = {result.id: share for result, share in zip(group, firsts, strict=True)}
        found.append(ForgottenWeights(what, shares, max(shares, key=shares.__getitem__)))
    return tuple(found)


def margins(table: CriterionTable, most: int) -> tuple[float, str, tuple[MarginBar, ...]]:
    """The leader's margin over the best rival, the rival's id, and what moves it most, widest first."""
    scores = table.point @ table.weights
    leader = int(np.argmax(scores))
    rival = max((i for i in range(len(scores)) if i != leader), key=lambda i: float(scores[i]))
    # The engine takes the middle of each range as its point; a silent answer's point lies elsewhere.
    half = np.minimum(table.point - table.low, table.high - table.point)
    found = tornado(table.point - half, table.point + half, table.weights, leader=leader)
    bars = []
    for bar in found.bars[:most]:
        who = None if bar.candidate is None else table.candidates[bar.candidate].id
        bars.append(MarginBar(table.criteria[bar.criterion], who, bar.at_low, bar.at_high))
    return found.margin, table.candidates[rival].id, tuple(bars)
