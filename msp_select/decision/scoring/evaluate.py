"""Session and catalog in, ranking out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from msp_select.decision.costing.cash_columns import Level, scored_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.moving import moving_costs
from msp_select.decision.costing.total_cost import COSTED_PILLARS, Costs, costs
from msp_select.decision.scoring.answer_arrays import answer_columns, worth
from msp_select.decision.scoring.chances import chances
from msp_select.decision.scoring.display_names import as_judged
from msp_select.decision.scoring.evaluation import ADDITIVE, Evaluation, Result, Values
from msp_select.decision.scoring.must_haves import Gate, gates
from msp_select.decision.scoring.plug_in import plug_in_scores
from msp_select.decision.scoring.problem import (
    Problem,
    build_problem,
    criterion_weights,
    reweighed,
    scheme_of,
)
from msp_select.decision.scoring.redaction import OWNER, Viewer, in_sight
from msp_select.decision.scoring.scores import Scores, in_order, scores
from msp_select.decision.scoring.verdict_rules import judge
from msp_select.decision.weighting.resolved_weights import ResolvedWeights
from msp_select.engine.hierarchy import effective_weights
from msp_select.engine.methods import BUILT_IN
from msp_select.engine.methods import method as method_named
from msp_select.engine.sampling import generator
from msp_select.engine.simulation import Simulation, simulate
from msp_select.engine.validation import Bools, Floats
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import OutsideCondition
from msp_select.model.session import Session


def evaluate(
    session: Session,
    catalog: Catalog,
    *,
    viewer: Viewer = OWNER,
    method: str = ADDITIVE,
    draws: int | None = None,
    seed: int | None = None,
    previous: Evaluation | None = None,
) -> Evaluation:
    """Score, gate and rank every candidate as the viewer may see it, and draw how sure that is.

    What may not be seen is taken away before anything is worked out: while prices are sealed the score is
    the quality, and there is no money and no verdict.

    `draws` and `seed` come from the session's settings where not given; with 0 draws the shares and the
    verdict that rests on them are None. `method` orders within the groups; `score` is always additive.
    From `previous`, an evaluation of an earlier state of the session, what has not changed is taken over:
    money, must-haves, the worth of answers; the outcome is the same without it.
    """
    of, whole = session, catalog.within(session.weights)
    session, catalog, weights = in_sight(of, whole, viewer)
    business = business_inputs(session, catalog, weights.inputs)
    draws = session.settings.draws if draws is None else draws
    seed = session.settings.seed if seed is None else seed
    earlier = _Earlier(previous, business, catalog)
    judged = as_judged(session, catalog)
    moving = moving_costs(judged.candidates, business, catalog)
    priced = catalog.knows_prices
    levels = (
        _levels(judged.candidates, business, catalog, earlier) if priced else [None] * len(judged.candidates)
    )
    problem = earlier.problem(judged, weights) or _problem(judged, catalog, weights, levels, business)
    found = scores(problem.tree, problem.pillars, problem, catalog.price_pillar)
    held = [earlier.gates(c, weights) or gates(c, weights.must_haves, catalog) for c in judged.candidates]
    failed = np.array([any(gate.outcome == "failed" for gate in each) for each in held], bool)
    weighed = any(weights.pillars.values())  # nothing is, where only price weighs and prices are sealed
    chance = chances(held, problem.rows)
    simulation = (
        _simulation(session, problem, failed, chance, draws, seed) if draws and held and weighed else None
    )
    firsts = _shares(simulation)
    left_out = _left_out(problem, judged, catalog)
    values = _order_values(found, problem, method)
    order = in_order(values, failed, found.coverage)
    groups = order.groups
    results = tuple(
        Result(
            rank=int(order.ranks[i]),
            candidate=judged.candidates[i],
            group=groups[i],
            score=float(found.point.total[i]),
            claimed=float(found.claimed[i]),
            possible=float(found.possible.total[i]),
            proven=float(found.proven.total[i]),
            quality=float(found.quality[i]),
            coverage=float(found.coverage[i]),
            pillars=_values(problem.pillars, found, "pillars", i),
            criteria=_values(problem.criteria, found, "criteria", i),
            effective=dict(zip(problem.rows, found.effective[i].tolist(), strict=True)),
            gates=held[i],
            price_level=levels[i],
            costs=None
            if not priced
            else _costs(
                judged.candidates[i], found.point.pillars[i], problem, business, catalog, moving, earlier
            ),
            left_out=float(left_out[i]),
            first_share=firsts[i].first if i in firsts else None,
            first_if_met=firsts[i].if_met if i in firsts else None,
            rank_shares=firsts[i].ranks if i in firsts else None,
            order_value=float(values[i]),
        )
        for i in order.places.tolist()
    )
    found_so_far = Evaluation(
        of=of,
        whole=whole,
        viewer=viewer,
        session=session,
        catalog=catalog,
        weights=weights,
        business=business,
        moving=moving,
        problem=problem,
        results=results,
        method=method,
        draws=draws,
        seed=seed,
        simulation=simulation,
        verdict=None,
    )
    return found_so_far if session.settings.sealed else replace(found_so_far, verdict=judge(found_so_far))


class _Earlier:
    """What an earlier evaluation already worked out for the same business and catalog."""

    def __init__(self, previous: Evaluation | None, business: BusinessInputs, catalog: Catalog) -> None:
        same = previous is not None and previous.catalog is catalog and previous.business == business
        self._previous = previous if same else None
        self._results = {r.id: r for r in self._previous.results} if self._previous is not None else {}

    @property
    def moving(self) -> Mapping[str, Estimate] | None:
        """What leaving today's provider cost each."""
        return None if self._previous is None else self._previous.moving

    def result(self, candidate: Candidate) -> Result | None:
        """The earlier result of this very candidate, unchanged in every answer and price."""
        found = self._results.get(candidate.id)
        return found if found is not None and found.candidate == candidate else None

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
        """The arrays of the same answers, asked and relied on in the same way, under these weights."""
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
        return reweighed(earlier.problem, session, earlier.catalog, weights) if same else None


def _levels(
    candidates: Sequence[Candidate], business: BusinessInputs, catalog: Catalog, earlier: _Earlier
) -> list[Level | None]:
    """Each one's price level, worked out for those alone that are not as they were."""
    levels = {candidate.id: earlier.level(candidate) for candidate in candidates}
    new = [candidate for candidate in candidates if levels[candidate.id] is None]
    if new:
        found = scored_levels(new, business, catalog)
        levels |= {candidate.id: level for candidate, level in zip(new, found, strict=True)}
    return list(levels.values())


def _problem(
    session: Session,
    catalog: Catalog,
    weights: ResolvedWeights,
    levels: Sequence[Level | None],
    business: BusinessInputs,
) -> Problem:
    scheme = scheme_of(session, catalog, weights)
    columns = answer_columns([c.answers for c in session.candidates], scheme.questions)
    return build_problem(
        scheme,
        [c.id for c in session.candidates],
        worth(columns, scheme.reliance, scheme.silence),
        np.array([level or (np.nan, np.nan) for level in levels], float).reshape(len(levels), 2),
        has_yardstick=business.has_yardstick,
    )


def _values(names: Sequence[str], found: Scores, level: str, i: int) -> dict[str, Values | None]:
    """One candidate's values at one level; None where nothing applies."""
    columns = [getattr(each, level)[i].tolist() for each in (found.proven, found.point, found.possible)]
    filled = found.point.pillar_filled[i] if level == "pillars" else found.point.criterion_filled[i]
    rows = zip(names, filled, *columns, strict=True)
    return {name: Values(*three) if any_applies else None for name, any_applies, *three in rows}


def _costs(
    candidate: Candidate,
    pillars: Floats,
    problem: Problem,
    business: BusinessInputs,
    catalog: Catalog,
    moving: Mapping[str, Estimate],
    earlier: _Earlier,
) -> Costs | None:
    """The three sums; they depend on these pillars' values, not on what the pillars weigh."""
    by_pillar = dict(zip(problem.pillars, pillars, strict=True))
    wanted = {name: float(by_pillar.get(name, 50.0)) for name in COSTED_PILLARS}
    known = earlier.result(candidate)
    if (
        known is not None
        and earlier.moving == moving
        and all(
            (values := known.pillars.get(name)) is not None and values.point == wanted[name]
            for name in COSTED_PILLARS
        )
    ):
        return known.costs
    return costs(candidate, business, catalog, moving=moving.get(candidate.id), **wanted)


def _order_values(found: Scores, problem: Problem, method: str) -> Floats:
    """What each is ordered by: its score, or another method's figure."""
    if method == ADDITIVE or not problem.candidates:
        return found.point.total
    known, weights = method_named(method), criterion_weights(problem)
    kept = weights > 0
    if not kept.any():
        return found.point.total
    values = found.point.criteria[:, kept]
    if known in BUILT_IN:
        return known.load()(values, weights[kept])
    return plug_in_scores(known, values, weights[kept])


def _simulation(
    session: Session, problem: Problem, failed: Bools, chance: Floats, draws: int, seed: int
) -> Simulation:
    return simulate(
        problem.tree,
        problem.proven,
        problem.possible,
        problem.applies,
        problem.silent,
        silence=problem.silence,
        chance=chance,
        concentration=session.settings.concentration,
        draws=draws,
        rng=generator(seed),
        eligible=~failed,
    )


@dataclass(frozen=True)
class _Shares:
    """One candidate's shares of the draws: first and acceptable, first if all is met, every rank."""

    first: float
    if_met: float
    ranks: tuple[float, ...]


def _shares(simulation: Simulation | None) -> dict[int, _Shares]:
    """Each eligible candidate's shares by its position; the others have none."""
    if simulation is None:
        return {}
    columns = (
        simulation.first_and_acceptable.tolist(),
        simulation.first_if_met.tolist(),
        map(tuple, simulation.ranks.rank_acceptability.tolist()),
    )
    rows = zip(simulation.eligible.tolist(), *columns, strict=True)
    return {i: _Shares(first, if_met, ranks) for i, first, if_met, ranks in rows}


def _left_out(problem: Problem, judged: Session, catalog: Catalog) -> Floats:
    """The share of the full weight of each candidate's questions that does not apply, `(candidates,)`.

    A price is left out for all alike, or for none; a question whose condition does not hold is none of its.
    """
    asked = np.array(
        [
            [
                row in catalog.questions and not isinstance(c.answers.get(row), OutsideCondition)
                for row in problem.rows
            ]
            for c in judged.candidates
        ],
        bool,
    ).reshape(problem.applies.shape)
    full = effective_weights(problem.tree, problem.applies | asked)
    shares: Floats = np.where(problem.applies, 0.0, full).sum(axis=1)
    return shares
