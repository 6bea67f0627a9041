"""Session and catalog in, ranking out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from msp_select.decision.cost.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.cost.costs import Costs, costs, scored_level
from msp_select.decision.evaluation import (
    ADDITIVE,
    ENOUGH_COVERAGE,
    GROUPS,
    Evaluation,
    Group,
    Result,
    Values,
)
from msp_select.decision.gates import Gate, gates
from msp_select.decision.namesakes import as_judged
from msp_select.decision.problem import Problem, build_problem, criterion_weights, reweighed
from msp_select.decision.profile import PRICE, ResolvedWeights, resolve_weights
from msp_select.decision.verdict import judge
from msp_select.engine.checked import Bools, Floats
from msp_select.engine.hierarchy import TreeValues, effective_weights, roll_up
from msp_select.engine.methods import method as method_named
from msp_select.engine.ranking import rank
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

if TYPE_CHECKING:
    from msp_select.engine.simulation import Simulation

COSTED_PILLARS = ("proactivity", "transparency", "security")  # what the cost model reads of the answers


@dataclass(frozen=True, eq=False)
class _Rolled:
    """One candidate's proven, claimed and point values at every level."""

    proven: TreeValues
    claimed: TreeValues
    point: TreeValues
    effective: Floats
    coverage: float


def evaluate(
    session: Session,
    catalog: Catalog,
    *,
    method: str = ADDITIVE,
    draws: int | None = None,
    seed: int | None = None,
    previous: Evaluation | None = None,
) -> Evaluation:
    """Score, gate and rank every candidate, and draw how sure that is.

    `draws` and `seed` come from the session's settings where not given; with 0 draws the shares and the
    verdict that rests on them are None. `method` orders within the groups; `score` is always additive.
    From `previous`, an evaluation of an earlier state of the session, what has not changed is taken over:
    money, must-haves, the worth of answers; the outcome is the same without it.
    """
    weights = resolve_weights(session, catalog)
    business = business_inputs(session, catalog, weights.inputs)
    draws = session.settings.draws if draws is None else draws
    seed = session.settings.seed if seed is None else seed
    earlier = _Earlier(previous, business, catalog)
    judged = as_judged(session, catalog)
    levels = [earlier.level(c) or scored_level(c, business, catalog) for c in judged.candidates]
    known = earlier.problem(judged, weights)
    if known is None:
        problem = build_problem(judged, catalog, weights, levels)
    else:
        problem = reweighed(known, judged, catalog, weights)
    rolled = [_roll(problem, i) for i in range(len(session.candidates))]
    results = [
        _result(candidate, one, problem, weights, business, catalog, earlier, level)
        for candidate, one, level in zip(judged.candidates, rolled, levels, strict=True)
    ]
    results = _with_order_values(results, rolled, problem, method, sealed=session.settings.sealed)
    simulation = _simulation(session, problem, results, draws, seed) if draws and results else None
    ordered = _in_order(_with_shares(results, simulation))
    evaluation = Evaluation(
        session=session,
        catalog=catalog,
        weights=weights,
        business=business,
        problem=problem,
        results=tuple(ordered),
        method=method,
        draws=draws,
        seed=seed,
        simulation=simulation,
        verdict=None,
    )
    return replace(evaluation, verdict=judge(evaluation.results, tries=draws))


class _Earlier:
    """What an earlier evaluation already worked out for the same business and catalog."""

    def __init__(self, previous: Evaluation | None, business: BusinessInputs, catalog: Catalog) -> None:
        same = previous is not None and previous.catalog is catalog and previous.business == business
        self._previous = previous if same else None
        self._results = {r.id: r for r in self._previous.results} if self._previous is not None else {}

    def result(self, candidate: Candidate) -> Result | None:
        """The earlier result of this very candidate, unchanged in every answer and price."""
        found = self._results.get(candidate.id)
        return found if found is not None and found.candidate is candidate else None

    def level(self, candidate: Candidate) -> tuple[float, float] | None:
        """The price level of an unchanged candidate, where it has one."""
        found = self.result(candidate)
        return None if found is None else found.price_level

    def gates(self, candidate: Candidate, weights: ResolvedWeights) -> tuple[Gate, ...] | None:
        """The must-haves of an unchanged candidate, held against unchanged rules."""
        found = self.result(candidate)
        same = self._previous is not None and self._previous.weights.must_haves == weights.must_haves
        return found.gates if found is not None and same else None

    def problem(self, session: Session, weights: ResolvedWeights) -> Problem | None:
        """The arrays of the same answers, asked and relied on in the same way."""
        earlier = self._previous
        if earlier is None or earlier.problem.candidates != tuple(c.id for c in session.candidates):
            return None
        same = (
            earlier.session.size == session.size
            and earlier.session.settings.silence == session.settings.silence
            and earlier.weights.evidence == weights.evidence
            and earlier.weights.must_haves.keys() == weights.must_haves.keys()
            and all(self.result(candidate) is not None for candidate in session.candidates)
        )
        return earlier.problem if same else None


def _roll(problem: Problem, i: int) -> _Rolled:
    """One candidate at a time, so that nobody's last digit depends on the company."""
    applies = problem.applies[i]
    effective = effective_weights(problem.tree, applies)
    return _Rolled(
        proven=roll_up(problem.tree, problem.proven[i], applies),
        claimed=roll_up(problem.tree, problem.claimed[i], applies),
        point=roll_up(problem.tree, problem.point[i], applies),
        effective=effective,
        coverage=min(
            1.0, float(sum(w for w, known in zip(effective, problem.known[i], strict=True) if known))
        ),
    )


def _result(
    candidate: Candidate,
    rolled: _Rolled,
    problem: Problem,
    weights: ResolvedWeights,
    business: BusinessInputs,
    catalog: Catalog,
    earlier: _Earlier,
    level: tuple[float, float] | None,
) -> Result:
    pillars = _values(problem.pillars, rolled, "pillars", rolled.point.pillar_filled)
    criteria = _values(problem.criteria, rolled, "criteria", rolled.point.criterion_filled)
    held = earlier.gates(candidate, weights)
    if held is None:
        held = gates(candidate, weights.must_haves, catalog)
    group: Group = "acceptable"
    if any(gate.outcome == "failed" for gate in held):
        group = "not_acceptable"
    elif rolled.coverage < ENOUGH_COVERAGE:
        group = "too_few_answers"
    return Result(
        rank=0,
        candidate=candidate,
        group=group,
        score=rolled.point.total,
        claimed=rolled.claimed.total,
        proven=rolled.proven.total,
        quality=_quality(rolled.point, problem, weights),
        coverage=rolled.coverage,
        pillars=pillars,
        criteria=criteria,
        effective=dict(zip(problem.rows, map(float, rolled.effective), strict=True)),
        gates=held,
        price_level=level,
        costs=_costs(candidate, rolled.point, problem, business, catalog, earlier),
        first_share=None,
        rank_shares=None,
        order_value=0.0,
    )


def _values(names: Sequence[str], rolled: _Rolled, level: str, filled: Bools) -> dict[str, Values | None]:
    columns = [getattr(tree_values, level) for tree_values in (rolled.proven, rolled.point, rolled.claimed)]
    return {
        name: Values(*(float(column[k]) for column in columns)) if filled[k] else None
        for k, name in enumerate(names)
    }


def _quality(point: TreeValues, problem: Problem, weights: ResolvedWeights) -> float:
    """The pillars other than price, scaled to 100; what a sealed session is ranked by."""
    total = scale = 0.0
    for k, pillar in enumerate(problem.pillars):
        if pillar != PRICE and point.pillar_filled[k]:
            total += weights.pillars[pillar] * float(point.pillars[k])
            scale += weights.pillars[pillar]
    return total / scale if scale else 0.0


def _costs(
    candidate: Candidate,
    point: TreeValues,
    problem: Problem,
    business: BusinessInputs,
    catalog: Catalog,
    earlier: _Earlier,
) -> Costs | None:
    """The three sums; they depend on these pillars' values, not on what the pillars weigh."""
    by_pillar = dict(zip(problem.pillars, point.pillars, strict=True))
    wanted = {name: float(by_pillar.get(name, 50.0)) for name in COSTED_PILLARS}
    known = earlier.result(candidate)
    if known is not None and all(
        (values := known.pillars.get(name)) is not None and values.point == wanted[name]
        for name in COSTED_PILLARS
    ):
        return known.costs
    return costs(candidate, business, catalog, **wanted)


def _with_order_values(
    results: Sequence[Result], rolled: Sequence[_Rolled], problem: Problem, method: str, *, sealed: bool
) -> list[Result]:
    """What each is ordered by: its score, its quality while prices are sealed, or another method's figure."""
    if sealed:
        return [replace(result, order_value=result.quality) for result in results]
    if method == ADDITIVE or not results:
        return [replace(result, order_value=result.score) for result in results]
    values = np.array([one.point.criteria for one in rolled])
    figures = method_named(method).load()(values, criterion_weights(problem))
    return [replace(result, order_value=float(x)) for result, x in zip(results, figures, strict=True)]


def _simulation(
    session: Session, problem: Problem, results: Sequence[Result], draws: int, seed: int
) -> Simulation:
    from msp_select.engine.sampling import generator
    from msp_select.engine.simulation import simulate

    return simulate(
        problem.tree,
        problem.proven,
        problem.claimed,
        problem.applies,
        problem.silent,
        silence=session.settings.silence,
        concentration=session.settings.concentration,
        draws=draws,
        rng=generator(seed),
        eligible=np.array([not result.failed for result in results]),
    )


def _with_shares(results: Sequence[Result], simulation: Simulation | None) -> list[Result]:
    """Each eligible candidate's share of every rank; the others have none."""
    shared = list(results)
    if simulation is not None:
        for i, row in zip(simulation.eligible, simulation.ranks.rank_acceptability, strict=True):
            shares = tuple(float(share) for share in row)
            shared[int(i)] = replace(shared[int(i)], first_share=shares[0], rank_shares=shares)
    return shared


def _in_order(results: Sequence[Result]) -> list[Result]:
    """Group by group, each by its order value; equal values share a rank, and ranks count on."""
    ordered: list[Result] = []
    for group in GROUPS:
        members = [result for result in results if result.group == group]
        if not members:
            continue
        ranks = rank(np.array([result.order_value for result in members]))
        before = len(ordered)
        placed = [replace(m, rank=before + int(r)) for m, r in zip(members, ranks, strict=True)]
        ordered.extend(sorted(placed, key=lambda result: result.rank))
    return ordered
