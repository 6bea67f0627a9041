"""The pillars of all candidates side by side: what their order becomes under other weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isclose, sqrt

from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE, Evaluation, Result, eligible
from msp_select.engine.hierarchy import roll_up
from msp_select.engine.ranking import TIE

Line = tuple[float, float]  # value at weight 0, and what it gains up to weight 1
NEARLY_NOTHING = 1e-6  # a share of the weight so small that nobody is scored by it
JUST_BEYOND = 1e-6  # of the weight, past the end of a range


@dataclass(frozen=True)
class PillarView:
    """Each candidate's pillars: `values` 0..100, None where nothing applies; `known` the answered share.

    `weights` are the pillars' shares, summing to 1.
    """

    candidates: tuple[str, ...]
    pillars: tuple[str, ...]
    values: Mapping[str, tuple[float | None, ...]]
    known: Mapping[str, tuple[float, ...]]
    weights: tuple[float, ...]

    def score(self, candidate: str, weights: Sequence[float] | None = None) -> float:
        """One candidate's score under these weights of the pillars, on any scale."""
        return self._mean(candidate, self.values[candidate], self.weights if weights is None else weights)

    def coverage(self, candidate: str, weights: Sequence[float]) -> float:
        """The share of the weight that is answered, 0..1, under these weights."""
        return self._mean(candidate, self.known[candidate], weights)

    def _mean(self, candidate: str, figures: Sequence[float | None], weights: Sequence[float]) -> float:
        total = scale = 0.0
        for figure, weight, filled in zip(figures, weights, self.values[candidate], strict=True):
            if filled is not None and figure is not None:
                total += weight * figure
                scale += weight
        return total / scale if scale else 0.0

    def weight(self, pillar: str) -> float:
        """The share of one pillar."""
        return self.weights[self.pillars.index(pillar)]

    def with_weight(self, pillar: str, share: float) -> tuple[float, ...]:
        """The weights with one pillar at that share of 1 and the others in their proportions."""
        j = self.pillars.index(pillar)
        rest = sum(weight for k, weight in enumerate(self.weights) if k != j)
        return tuple(
            share if k == j else (1 - share) * (weight / rest if rest else 0.0)
            for k, weight in enumerate(self.weights)
        )

    def crossings(self, a: str, b: str, pillar: str) -> tuple[float, ...]:
        """The shares of 1 of that pillar at which the two candidates tie, rising; the others in proportion.

        Scores are ratios of straight lines, because a pillar that does not apply to a candidate is re-shared:
        the ties are the roots of a quadratic, which is a straight line wherever all pillars apply.
        """
        top_a, bottom_a = self._lines(a, pillar)
        top_b, bottom_b = self._lines(b, pillar)
        constant = top_a[0] * bottom_b[0] - top_b[0] * bottom_a[0]
        linear = (
            top_a[0] * bottom_b[1] + top_a[1] * bottom_b[0] - top_b[0] * bottom_a[1] - top_b[1] * bottom_a[0]
        )
        square = top_a[1] * bottom_b[1] - top_b[1] * bottom_a[1]
        # Where all of a candidate's weight would be gone it has no score, so there is nothing to tie.
        # Gone for both at once, that is a double root, known to the square root of the rounding only.
        weighed = [bottom for bottom in (bottom_a, bottom_b) if bottom != (0.0, 0.0)]
        return tuple(
            sorted(
                t
                for t in _roots(square, linear, constant)
                if 0.0 <= t <= 1.0 and all(at_0 + slope * t > NEARLY_NOTHING for at_0, slope in weighed)
            )
        )

    def first(self, those: Sequence[str], weights: Sequence[float], enough: float) -> str:
        """Who is first of those under these weights; the earlier of two that score the same."""
        return max(those, key=lambda one: (self.coverage(one, weights) >= enough, self.score(one, weights)))

    def coverage_turns(self, candidate: str, enough: float, pillar: str) -> tuple[float, ...]:
        """The shares of 1 of that pillar at which a candidate's coverage passes what is enough."""
        top, bottom = self._lines(candidate, pillar, self.known[candidate])
        at_0, slope = (whole - enough * part for whole, part in zip(top, bottom, strict=True))
        return tuple(t for t in _roots(0.0, slope, at_0) if 0.0 <= t <= 1.0)

    def _lines(
        self, candidate: str, pillar: str, figures: Sequence[float | None] | None = None
    ) -> tuple[Line, Line]:
        """Numerator and denominator of a score as straight lines in the pillar's share.

        Of other `figures` than its values, one a pillar, where given.
        """
        at_0, at_1 = self.with_weight(pillar, 0.0), self.with_weight(pillar, 1.0)
        sums = []
        for weights in (at_0, at_1):
            rows = zip(weights, self.values[candidate], figures or self.values[candidate], strict=True)
            filled = [(w, f) for w, v, f in rows if v is not None and f is not None]
            sums.append((sum(w * v for w, v in filled), sum(w for w, _ in filled)))
        (top_0, bottom_0), (top_1, bottom_1) = sums
        return (top_0, top_1 - top_0), (bottom_0, bottom_1 - bottom_0)


@dataclass(frozen=True)
class LeadRange:
    """How far one pillar's weight can move, shares of 1, and who leads beyond: `to_low`, `to_high`."""

    pillar: str
    weight: float
    low: float
    high: float
    to_low: str | None
    to_high: str | None


def lead_range(
    view: PillarView, leader: str, rivals: Iterable[str], pillar: str, *, enough: float = ENOUGH_COVERAGE
) -> LeadRange:
    """The range of one pillar's weight in which the leader stays first, the others in proportion.

    First is who scores highest of those with `enough` of the weight answered, of all where nobody has that,
    as in the ranking: between two ties in score or turns in coverage nothing changes.
    """
    weight = view.weight(pillar) / (sum(view.weights) or 1.0)
    those = (leader, *rivals)
    turns = {t for rival in those[1:] for t in view.crossings(leader, rival, pillar)}
    turns |= {t for one in those for t in view.coverage_turns(one, enough, pillar)}

    def first(share: float) -> str:
        return view.first(those, view.with_weight(pillar, share), enough)

    low, to_low = _end(first, leader, weight, sorted((t for t in turns if t < weight), reverse=True), 0.0)
    high, to_high = _end(first, leader, weight, sorted(t for t in turns if t > weight), 1.0)
    return LeadRange(pillar, weight, low, high, to_low, to_high)


def _end(
    first: Callable[[float], str], leader: str, weight: float, turns: Iterable[float], end: float
) -> tuple[float, str | None]:
    """How far from its weight towards an end the leader is first, and who is beyond it, if anybody."""
    reached = weight
    for turn in (*turns, end):
        if abs(turn - reached) > TIE and first((reached + turn) / 2) != leader:
            near = reached + max(-JUST_BEYOND, min(JUST_BEYOND, (turn - reached) / 2))
            return reached, first(near)
        reached = turn
    return end, None


@dataclass(frozen=True)
class NearestLead:
    """The `share` of 1 of one pillar's weight, nearest to `now`, from which on a candidate comes first."""

    pillar: str
    share: float
    now: float


def nearest_leads(evaluation: Evaluation, view: PillarView, candidate: str) -> tuple[NearestLead, ...]:
    """Of each pillar by whose weight alone the candidate could come first, the nearest such weight.

    Of those that fail nothing; of the pillar of prices only where a price is scored.
    """
    those = [result.id for result in eligible(evaluation)]
    if candidate not in those:
        return ()
    enough = enough_coverage(evaluation)
    found = []
    for pillar in _spoken_of(evaluation, view):
        now = view.weight(pillar) / (sum(view.weights) or 1.0)
        turns = {0.0, 1.0}
        turns |= {t for one in those if one != candidate for t in view.crossings(candidate, one, pillar)}
        turns |= {t for one in those for t in view.coverage_turns(one, enough, pillar)}
        ends = [
            min(left, right, key=lambda end: abs(end - now))
            for left, right in pairwise(sorted(turns))
            if right - left > TIE
            and view.first(those, view.with_weight(pillar, (left + right) / 2), enough) == candidate
        ]
        if ends:
            found.append(NearestLead(pillar, min(ends, key=lambda end: abs(end - now)), now))
    return tuple(found)


def _roots(square: float, linear: float, constant: float) -> tuple[float, ...]:
    scale = max(abs(square), abs(linear), abs(constant))
    if scale < TIE:
        return ()
    if isclose(square, 0.0, abs_tol=1e-12 * scale):
        return () if isclose(linear, 0.0, abs_tol=1e-12 * scale) else (-constant / linear,)
    inside = linear * linear - 4 * square * constant
    if inside < 0:
        return ()
    q = -(linear + (sqrt(inside) if linear >= 0 else -sqrt(inside))) / 2
    return tuple({q / square, constant / q} if q else {0.0})


def pillar_view(evaluation: Evaluation) -> PillarView:
    """The pillars of an evaluation, candidates in the session's order."""
    problem = evaluation.problem
    values: dict[str, tuple[float | None, ...]] = {}
    known: dict[str, tuple[float, ...]] = {}
    point = roll_up(problem.tree, problem.point, problem.applies)
    asked = roll_up(problem.tree, problem.known, problem.applies)
    for i, candidate in enumerate(problem.candidates):
        pillars = zip(point.pillars[i].tolist(), point.pillar_filled[i], strict=True)
        values[candidate] = tuple(value if filled else None for value, filled in pillars)
        known[candidate] = tuple(asked.pillars[i].tolist())
    weights = [float(weight) for weight in problem.tree.pillar_weights]
    total = sum(weights) or 1.0
    return PillarView(problem.candidates, problem.pillars, values, known, tuple(w / total for w in weights))


def enough_coverage(evaluation: Evaluation) -> float:
    """The coverage that sets candidates apart; none where all of them fail a must-have."""
    return 0.0 if all(result.failed for result in evaluation.results) else ENOUGH_COVERAGE


def lead_ranges(evaluation: Evaluation, view: PillarView, subject: Result) -> tuple[LeadRange, ...]:
    """For each pillar, the range in which the subject stays first of those that fail nothing.

    Of the pillar of prices only where a price is scored.
    """
    rivals = [result.id for result in eligible(evaluation) if result.id != subject.id]
    return tuple(
        lead_range(view, subject.id, rivals, pillar, enough=enough_coverage(evaluation))
        for pillar in _spoken_of(evaluation, view)
    )


def _spoken_of(evaluation: Evaluation, view: PillarView) -> tuple[str, ...]:
    """The pillars whose weight can be spoken of: that of prices only where a price is scored."""
    unspoken = None if evaluation.scored_price else evaluation.catalog.price_pillar
    return tuple(pillar for pillar in view.pillars if pillar != unspoken)
