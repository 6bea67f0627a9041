"""What an evaluation is: every figure a screen, a report or the command line may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from msp_select.decision.costing.cost_inputs import BusinessInputs
from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.total_cost import Costs
from msp_select.decision.scoring.must_haves import Gate
from msp_select.decision.scoring.redaction import Viewer
from msp_select.decision.scoring.verdict import Verdict
from msp_select.decision.weighting.resolved_weights import ResolvedWeights
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

if TYPE_CHECKING:
    from msp_select.decision.scoring.problem import Problem
    from msp_select.engine.simulation import Simulation

Group = Literal["acceptable", "too_few_answers", "not_acceptable"]
GROUPS: tuple[Group, ...] = ("acceptable", "too_few_answers", "not_acceptable")
ENOUGH_COVERAGE = 0.60  # below this share of answered weight a candidate is listed apart
MUCH_LEFT_OUT = 0.30  # above this share of the full weight agreed not to apply a score rests on too little
ADDITIVE = "additive"  # the method of the score


@dataclass(frozen=True)
class Values:
    """One figure three ways, 0..100: what is proven, what is possible, and the point between them."""

    proven: float
    point: float
    possible: float


@dataclass(frozen=True)
class Result:
    """One candidate's outcome.

    `score`, `quality` (the score without the price pillar) 0..100, and what the score would be: `proven` if
    only what evidence supports counted, `claimed` if everything said were proven and what is not known
    counted nothing, `possible` if that turned out at its best as well. `coverage` a share; `pillars` and
    `criteria` ("pillar.criterion") None where nothing applies; `effective` the share of the total each
    scored row has for this candidate; `price_level` (proven, claimed); `left_out` the share of the full
    weight that was agreed not to apply. Shares of the draws are None without draws and for a candidate that
    fails a must-have while another passes: `first_share` those in which it meets all its must-haves and is
    first, `first_if_met` those in which it is first if all open must-haves are met, `rank_shares` each rank.
    """

    rank: int
    candidate: Candidate
    group: Group
    score: float
    proven: float
    claimed: float
    possible: float
    quality: float
    coverage: float
    pillars: Mapping[str, Values | None]
    criteria: Mapping[str, Values | None]
    effective: Mapping[str, float]
    gates: tuple[Gate, ...]
    price_level: tuple[float, float] | None
    costs: Costs | None
    left_out: float
    first_share: float | None
    first_if_met: float | None
    rank_shares: tuple[float, ...] | None
    order_value: float

    @property
    def id(self) -> str:
        """The candidate's id."""
        return self.candidate.id

    @property
    def name(self) -> str:
        """The candidate's name, literally."""
        return self.candidate.name

    @property
    def rests_on_little(self) -> bool:
        """Whether so much was agreed not to apply that the score has to say so; not of one's own people."""
        return self.candidate.kind != "in_house" and self.left_out > MUCH_LEFT_OUT

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The must-haves this candidate fails."""
        return tuple(gate for gate in self.gates if gate.outcome == "failed")

    @property
    def open(self) -> tuple[Gate, ...]:
        """The must-haves nobody can judge yet."""
        return tuple(gate for gate in self.gates if gate.outcome == "open")


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A session scored: `results` in rank order; `problem` and `simulation` for whoever asks further.

    `session` and `catalog` are as the `viewer` may see them, and all else is worked out from them; `of` and
    `whole` are those they were taken from. `changed_outside` says in sentences what of it was changed since
    the session was last saved. `moving`: what leaving today's provider costs, by the id of who would leave
    it; unknown where it states nothing.
    """

    of: Session
    whole: Catalog
    viewer: Viewer
    session: Session
    catalog: Catalog
    weights: ResolvedWeights
    business: BusinessInputs
    moving: Mapping[str, Estimate]
    problem: Problem
    results: tuple[Result, ...]
    method: str
    draws: int
    seed: int
    simulation: Simulation | None
    verdict: Verdict | None
    changed_outside: tuple[str, ...] = ()

    @property
    def measure(self) -> Literal["score", "quality"]:
        """What candidates are ordered by: while prices are sealed there is quality alone."""
        return "quality" if self.session.settings.sealed else "score"

    def shown_id(self, candidate_id: str | None) -> str | None:
        """What the viewer calls the candidate of that id of the session `of`."""
        pairs = zip(self.of.candidates, self.session.candidates, strict=True)
        return next((shown.id for given, shown in pairs if given.id == candidate_id), candidate_id)

    @property
    def scored_price(self) -> str | None:
        """The pillar that weighs prices, where there is one, they are open, and there is a yardstick."""
        scored = not self.session.settings.sealed and self.business.has_yardstick
        return self.catalog.price_pillar if scored else None

    @property
    def leader(self) -> Result | None:
        """The first in the ranking, if there is anyone."""
        return self.results[0] if self.results else None

    @property
    def acceptable(self) -> tuple[Result, ...]:
        """The results in the first group, in rank order."""
        return tuple(result for result in self.results if result.group == "acceptable")

    def result(self, candidate_id: str) -> Result:
        """The result of that candidate (KeyError if there is none)."""
        for result in self.results:
            if result.id == candidate_id:
                return result
        raise KeyError(candidate_id)


def contenders(evaluation: Evaluation) -> tuple[Result, ...]:
    """Whoever could be chosen today: the acceptable, else those with too few answers, else all."""
    for group in GROUPS:
        members = tuple(result for result in evaluation.results if result.group == group)
        if members:
            return members
    return ()


def eligible(evaluation: Evaluation) -> tuple[Result, ...]:
    """Whoever might still be chosen: those that fail no must-have, else all; in rank order."""
    passing = tuple(result for result in evaluation.results if not result.failed)
    return passing or evaluation.results
