"""A client against a library of providers: gated, scored and ranked as an evaluation would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from msp_select.decision.costing.cash_columns import price_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.fact import Fact
from msp_select.decision.matching.match_gates import gate_outcomes
from msp_select.decision.matching.pool import Listed, Misfit, Pool, Wanted, sifted
from msp_select.decision.scoring.answer_arrays import with_age
from msp_select.decision.scoring.evaluation import Group
from msp_select.decision.scoring.problem import build_problem, scored_questions
from msp_select.decision.scoring.redaction import in_sight
from msp_select.decision.scoring.scores import in_order, scores
from msp_select.decision.weighting.resolved_weights import ResolvedWeights
from msp_select.engine.hierarchy import sums_within
from msp_select.engine.validation import Bools, Floats
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.session import Session


@dataclass(frozen=True)
class Match:
    """One provider's outcome, every figure the one `evaluate` gives for the same candidate.

    `score`, `quality`, `proven`, `claimed`, `possible` 0..100; `coverage` a share; `failed` and `open` the
    questions of must-haves; `aged` how many answers count one grade lower for their age; `at` its place in
    the pool. `why` are the reasons of `explained`, empty before.
    """

    rank: int
    id: str
    name: str
    group: Group
    score: float
    quality: float
    proven: float
    claimed: float
    possible: float
    coverage: float
    failed: tuple[str, ...]
    open: tuple[str, ...]
    aged: int
    at: int
    why: tuple[Fact, ...] = ()


@dataclass(frozen=True, eq=False)
class Matching:
    """A library ranked for one client: `matches` in rank order, `left_out` how many did not fit and why.

    `session` and `catalog` are as their owner may see them; `of` and `whole` those they were taken from. In
    the order of `matches`: `shares (matches, criteria)` the points each criterion adds, summing to the score;
    `effective (matches, rows)` the share of the total of each of `rows` (questions, then criteria scored from
    the bid) and `known` whether it is answered; `levels (matches, 2)` the price level, proven and claimed,
    NaN without one.
    """

    of: Session
    whole: Catalog
    session: Session
    catalog: Catalog
    weights: ResolvedWeights
    business: BusinessInputs
    pool: Pool
    wanted: Wanted
    matches: tuple[Match, ...]
    left_out: Mapping[Misfit, int]
    rows: tuple[str, ...]
    shares: Floats
    effective: Floats
    known: Bools
    levels: Floats

    @property
    def measure(self) -> Literal["score", "quality"]:
        """What providers are ordered by: while prices are sealed there is quality alone."""
        return "quality" if self.session.settings.sealed else "score"

    @property
    def acceptable(self) -> tuple[Match, ...]:
        """Those that fail no must-have and have answered enough, in rank order."""
        return tuple(match for match in self.matches if match.group == "acceptable")

    def listed(self, match: Match) -> Listed:
        """What the pool knows of a match."""
        return self.pool.listed[match.at]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each provider stands in `matches`, by its id."""
        return {match.id: place for place, match in enumerate(self.matches)}


def match_library(
    session: Session,
    catalog: Catalog,
    pool: Pool,
    wanted: Wanted = Wanted(),  # noqa: B008 - a frozen value
) -> Matching:
    """The whole pool against the session's profile and weights; nobody's figures depend on the others."""
    of, whole = session, catalog.whole
    session, catalog, weights = in_sight(of, whole)
    business = business_inputs(session, catalog, weights.inputs)
    kept, left_out = sifted(pool, wanted)
    providers = [pool.listed[place] for place in kept]
    levels = np.full((len(kept), 2), np.nan)
    if catalog.knows_prices:
        levels = price_levels(pool.rates(session.currency, session.vat, catalog).only(kept), business)
    place_of = {question: place for place, question in enumerate(whole.questions)}
    off = Conditions.of(session, whole).off
    everything = pool.columns.only(kept, range(len(whole.questions)))
    everything = everything.not_applying([place_of[one] for one in off if one in place_of])
    columns = with_age(everything, session.as_of)
    asked = [place_of[question.id] for question in scored_questions(session, catalog, weights)]
    scored = columns.only(range(len(kept)), asked)
    problem = build_problem(
        [one.id for one in providers],
        scored,
        levels,
        session,
        catalog,
        weights,
        has_yardstick=business.has_yardstick,
    )
    found = scores(problem.tree, problem.pillars, problem, catalog.price_pillar)
    bids = [one.bid_for(session.currency, session.vat) for one in providers]
    outcomes = gate_outcomes(columns, bids, weights.must_haves, whole)
    failed = np.zeros(len(kept), bool)
    for outcome in outcomes.values():
        failed |= outcome == "failed"
    order = in_order(found.point.total, failed, found.coverage)
    aged = (columns.grades != everything.grades).sum(axis=1)
    tree = problem.tree
    shares = sums_within(found.effective * problem.point, tree.criterion_of, tree.criteria)

    def one_match(i: int) -> Match:
        return Match(
            rank=int(order.ranks[i]),
            id=providers[i].id,
            name=providers[i].name,
            group=order.groups[i],
            score=float(found.point.total[i]),
            quality=float(found.quality[i]),
            claimed=float(found.claimed[i]),
            possible=float(found.possible.total[i]),
            proven=float(found.proven.total[i]),
            coverage=float(found.coverage[i]),
            failed=tuple(q for q, outcome in outcomes.items() if outcome[i] == "failed"),
            open=tuple(q for q, outcome in outcomes.items() if outcome[i] == "open"),
            aged=int(aged[i]),
            at=int(kept[i]),
        )

    return Matching(
        of=of,
        whole=whole,
        session=session,
        catalog=catalog,
        weights=weights,
        business=business,
        pool=pool,
        wanted=wanted,
        matches=tuple(one_match(i) for i in order.places),
        left_out=left_out,
        rows=problem.rows,
        shares=shares[order.places],
        effective=found.effective[order.places],
        known=problem.known[order.places],
        levels=levels[order.places],
    )
