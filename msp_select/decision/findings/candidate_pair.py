"""Two candidates held against each other: what every finding starts from, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from msp_select.decision.costing.break_even_price import PriceLine, price_line
from msp_select.decision.costing.total_cost import Costs, on_common_lines
from msp_select.decision.findings.moved_default import other_figures, with_default
from msp_select.decision.robustness.weight_sensitivity import PillarView, pillar_view
from msp_select.decision.scoring.evaluation import Evaluation, Result, contenders
from msp_select.decision.scoring.verdict import OVER_LIMIT, Verdict, VerdictKind
from msp_select.engine.hierarchy import roll_up
from msp_select.model.candidate import Answer

WORDS_ALONE = ("said", "written")  # evidence that binds nobody
VISIBLE = 0.05  # points; less shows as 0.0
A_CENT = Decimal("0.005")  # half of one: what differs by less costs the same
UNDECIDED: tuple[VerdictKind, ...] = ("too_close", "narrow", "open_must_haves")
"""Verdicts by which the first two are what the choice is between."""


@dataclass(frozen=True)
class Contribution:
    """One criterion's share of the gap in points; `subject` and `against`: the values, 0..100."""

    key: str
    title: str
    points: float
    subject: float
    against: float


@dataclass(frozen=True)
class AnswerGap:
    """One answer's share of the gap: points of the one less points of the other."""

    row: str
    criterion: str
    points: float


@dataclass(frozen=True, eq=False)
class Pair:
    """The candidate explained, and the one it is held against (None where it stands alone)."""

    evaluation: Evaluation
    subject: Result
    against: Result | None

    @property
    def sealed(self) -> bool:
        """Whether prices are hidden."""
        return self.evaluation.session.settings.sealed

    @property
    def months(self) -> int:
        """The term compared."""
        return self.evaluation.session.term_months

    @property
    def price(self) -> str | None:
        """The pillar that weighs prices, where a price is scored."""
        return self.evaluation.scored_price

    @property
    def ids(self) -> tuple[str, ...]:
        """Whom the pair is about."""
        return (self.subject.id,) if self.against is None else (self.subject.id, self.against.id)

    @cached_property
    def cheapest(self) -> Result | None:
        """The cheapest offer, by cash over the term; None without prices. Equal cash: the better rank."""
        return lowest_cash(offers(self.evaluation.results))

    @cached_property
    def cheapest_of_all(self) -> bool:
        """Whether nobody costs less than the cheapest offer: neither today's provider nor own people."""
        return lowest_cash(self.evaluation.results) is self.cheapest

    @cached_property
    def cheapest_shared(self) -> bool:
        """Whether another offer costs as little as the cheapest."""
        low = self.cheapest
        made = compared(offers(self.evaluation.results))
        least = [costs.cash.middle for result, costs in made if result is low]
        return any(
            result is not low and abs(costs.cash.middle - least[0]) < A_CENT
            for result, costs in made
            if least
        )

    @cached_property
    def view(self) -> PillarView:
        """The pillars of all candidates."""
        return pillar_view(self.evaluation)

    @cached_property
    def rivals(self) -> tuple[Result, ...]:
        """The others that could be chosen: the first group that has anyone, in rank order."""
        return tuple(result for result in contenders(self.evaluation) if result.id != self.subject.id)

    @property
    def gap(self) -> float:
        """How many points the subject is ahead; negative where it is behind."""
        return self.subject.score - (self.against.score if self.against else 0.0)

    @cached_property
    def costs(self) -> tuple[Costs, Costs] | None:
        """Both candidates' costs on the lines known for both, where there is any cash among them."""
        if self.against is None:
            return None
        found = compared((self.subject, self.against))
        return (found[0][1], found[1][1]) if len(found) == 2 else None

    def price_line(self, result: Result) -> PriceLine | None:
        """How the cash of one candidate moves with its prices."""
        if result.id not in self._price_lines:
            self._price_lines[result.id] = price_line(
                result.candidate, self.evaluation.business, self.evaluation.catalog
            )
        return self._price_lines[result.id]

    @cached_property
    def _price_lines(self) -> dict[str, PriceLine | None]:
        """Those already asked for: every rival of one candidate asks for its own."""
        return {}

    def moved(self, default: str, *others: str) -> Iterator[Pair]:
        """The pair, and these others, with a default of ours moved to its other figures one by one."""
        whom = frozenset((*self.ids, *others))
        for to in other_figures(self.evaluation, default):
            if (default, to, whom) not in self._moved:
                found = with_default(self.evaluation, default, to, whom)
                other = None if self.against is None else found.result(self.against.id)
                self._moved[default, to, whom] = Pair(found, found.result(self.subject.id), other)
            yield self._moved[default, to, whom]

    @cached_property
    def _moved(self) -> dict[tuple[str, Decimal, frozenset[str]], Pair]:
        """Those already asked for: ten findings ask for the same."""
        return {}

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """The gap taken apart by criterion, largest first; the points sum to the gap."""
        return () if self.against is None else _contributions(self, self.against)

    @cached_property
    def answer_gaps(self) -> tuple[AnswerGap, ...]:
        """The gap taken apart by answer, largest first, each at its own weight for each candidate."""
        if self.against is None:
            return ()
        problem, catalog = self.evaluation.problem, self.evaluation.catalog
        of = [self._row_points(result) for result in (self.subject, self.against)]
        found = []
        for k, row in enumerate(problem.rows):
            found.append(AnswerGap(row, catalog.criterion_of(row), of[0][k] - of[1][k]))
        return tuple(sorted(found, key=lambda gap: -abs(gap.points)))

    def _row_points(self, result: Result) -> list[float]:
        problem, weights = self.evaluation.problem, result.effective
        i = problem.candidates.index(result.id)
        return [weights[row] * float(v) for row, v in zip(problem.rows, problem.point[i], strict=True)]

    def answer(self, result: Result, row: str) -> Answer | None:
        """What was answered there, if it is a question and was asked."""
        return result.candidate.answers.get(row)

    def criterion_title(self, key: str) -> str:
        """A criterion's title; one scored from the bid's cash names its pillar too: "Price: How much"."""
        catalog = self.evaluation.catalog
        title = catalog.criteria[key].title
        priced = key == catalog.priced_criterion
        return f"{catalog.pillar_of_criterion[key].title}: {title}" if priced else title


def offers(results: Sequence[Result]) -> tuple[Result, ...]:
    """Those who made an offer: not today's provider, and not people of one's own."""
    return tuple(result for result in results if result.candidate.kind == "provider")


def contest(evaluation: Evaluation, subject: Result) -> Result | None:
    """Whom the subject is held against: the one with whom the choice is, if it is close or still open.

    That is the leader's likeliest rival; or, where the verdict names another, who would lead if asked alike
    or comes first within the limits. Otherwise, and for any other subject, it is the cheapest offer that
    fails no must-have; where that is the subject itself, or nobody has a price, the best of the others.
    """
    verdict = evaluation.verdict
    if verdict is not None and verdict.leader == subject.id and (named := _named(verdict)):
        return evaluation.result(named)
    made = offers(evaluation.results)
    low = lowest_cash([result for result in made if not result.failed] or made)
    if low is not None and low is not subject:
        return low
    return next((result for result in evaluation.results if result is not subject), None)


def _named(verdict: Verdict) -> str | None:
    """Whom the verdict holds against its leader."""
    if verdict.kind in UNDECIDED:
        return verdict.rival
    if verdict.kind == "over_limit" and (over := verdict.caveat(*OVER_LIMIT)) is not None:
        return over.first_within
    return verdict.if_asked


def lowest_cash(results: Sequence[Result]) -> Result | None:
    """Whoever of these pays the lowest cash, middle figures; the first of several."""
    priced = compared(results)
    return min(priced, key=lambda one: one[1].cash.middle)[0] if priced else None


def compared(results: Sequence[Result]) -> tuple[tuple[Result, Costs], ...]:
    """Those with a price and their costs on the lines known for all of them; none without common cash."""
    priced = [(result, result.costs) for result in results if result.costs is not None]
    common = on_common_lines([costs for _, costs in priced])
    if not all(any(line.kind == "cash" for line in costs.lines) for costs in common):
        return ()
    return tuple((result, costs) for (result, _), costs in zip(priced, common, strict=True))


def _contributions(pair: Pair, against: Result) -> tuple[Contribution, ...]:
    """Criterion by criterion at common weights, which is exact.

    A criterion that does not apply to one of the two takes its pillar's mean there, as in the score; one that
    applies to neither weighs nothing.
    """
    problem = pair.evaluation.problem
    tree = problem.tree
    sides = []
    for result in (pair.subject, against):
        i = problem.candidates.index(result.id)
        sides.append(roll_up(tree, problem.point[i], problem.applies[i]))
    mine, theirs = sides
    pillar_weights = [
        float(w) if f or g else 0.0
        for w, f, g in zip(tree.pillar_weights, mine.pillar_filled, theirs.pillar_filled, strict=True)
    ]
    weights = [
        float(w) if f or g else 0.0
        for w, f, g in zip(
            tree.criterion_weights, mine.criterion_filled, theirs.criterion_filled, strict=True
        )
    ]
    within = [0.0] * len(pillar_weights)
    for weight, pillar in zip(weights, tree.pillar_of, strict=True):
        within[pillar] += weight
    whole = sum(w for w, inside in zip(pillar_weights, within, strict=True) if inside) or 1.0
    found = []
    for k, key in enumerate(problem.criteria):
        p = tree.pillar_of[k]
        share = weights[k] / within[p] * pillar_weights[p] / whole if within[p] else 0.0
        a, b = float(mine.criteria[k]), float(theirs.criteria[k])
        found.append(Contribution(key, pair.criterion_title(key), share * (a - b), a, b))
    shown = [c for c, weight in zip(found, weights, strict=True) if weight]
    return tuple(sorted(shown, key=lambda c: -abs(c.points)))
