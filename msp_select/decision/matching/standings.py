"""How providers stand with one client, block by block: every figure an evaluation would give, in columns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from msp_select.decision.costing.cash_columns import price_levels
from msp_select.decision.costing.cost_inputs import BusinessInputs, business_inputs
from msp_select.decision.matching.match_gates import must_have_columns, outcomes_of_answers
from msp_select.decision.matching.pool import Pool
from msp_select.decision.scoring.answer_arrays import ANSWERED, AnswerColumns, worth
from msp_select.decision.scoring.problem import Problem, Scheme, build_problem, scheme_of
from msp_select.decision.scoring.redaction import in_sight
from msp_select.decision.scoring.scores import Scores, scores
from msp_select.decision.weighting.resolved_weights import ResolvedWeights
from msp_select.engine.hierarchy import sums_within
from msp_select.engine.validation import Bools, Floats, Ints
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.edits import with_fields
from msp_select.model.provider import year_before
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.session import Session

BLOCK = 2048  # most providers worked out together: what a pass touches stays near the processor
WEIGHTS_AND_BOOKS = ("weights", "catalog", "log", "log_chain")
"""The fields of a session that a moved weight may change; by none is an answer or a price worth any less."""


@dataclass(frozen=True, eq=False)
class Client:
    """What is the same for every provider: the session as its owner may see it, weights, business, rules.

    `of` and `whole` are the session and catalog that `session` and `catalog` were taken from. `asked` and
    `off`: positions, among all questions, of those scored and of those that apply to nobody; `rules`: the
    must-haves that are on, in the order of the questionnaires, each with the position of its question.
    """

    of: Session
    whole: Catalog
    session: Session
    catalog: Catalog
    weights: ResolvedWeights
    business: BusinessInputs
    scheme: Scheme
    asked: Ints
    off: tuple[int, ...]
    rules: tuple[tuple[int, Question, MustHave], ...]

    @property
    def must_haves(self) -> tuple[str, ...]:
        """The questions of the must-haves that are on."""
        return tuple(question.id for _, question, _ in self.rules)

    def values_as(self, other: Client) -> bool:
        """Whether they differ in weights alone: answers and prices are worth the same to both."""
        return (
            with_fields(self.of, **{name: getattr(other.of, name) for name in WEIGHTS_AND_BOOKS}) == other.of
            and self.whole is other.whole
            and self.scheme.questions == other.scheme.questions
            and self.scheme.reliance == other.scheme.reliance
            and (self.rules, self.business) == (other.rules, other.business)
        )


@dataclass(frozen=True, eq=False)
class Valued:
    """Some providers, by their `places` in the pool: what their answers are worth, and must-haves.

    `failed` and `open (providers, rules)`; `levels (providers, 2)` the price level, proven and claimed, NaN
    without one; `aged (providers,)` how many answers count one grade lower for their age.
    """

    places: Ints
    problem: Problem
    levels: Floats
    aged: Ints
    failed: Bools
    open: Bools


@dataclass(frozen=True, eq=False)
class Standing(Valued):
    """The same with their scores."""

    scores: Scores

    @property
    def shares(self) -> Floats:
        """The points each criterion adds to the score, `(providers, criteria)`."""
        tree = self.problem.tree
        return sums_within(self.scores.effective * self.problem.point, tree.criterion_of, tree.criteria)


def client_of(session: Session, catalog: Catalog) -> Client:
    """A session as the client that providers are held against."""
    of, whole = session, catalog.whole
    session, catalog, weights = in_sight(of, whole)
    place_of = {question: place for place, question in enumerate(whole.questions)}
    scheme = scheme_of(session, catalog, weights)
    return Client(
        of=of,
        whole=whole,
        session=session,
        catalog=catalog,
        weights=weights,
        business=business_inputs(session, catalog, weights.inputs),
        scheme=scheme,
        asked=np.array([place_of[question.id] for question in scheme.questions], np.intp),
        off=tuple(place_of[one] for one in Conditions.of(session, whole).off if one in place_of),
        rules=tuple(
            (place, question, weights.must_haves[question.id])
            for place, question in enumerate(whole.questions.values())
            if question.id in weights.must_haves
        ),
    )


def standings(client: Client, pool: Pool, places: Ints, levels: Floats | None = None) -> Iterator[Standing]:
    """These providers of the pool, block by block, as `valued` says."""
    return (weighed(client, block) for block in valued(client, pool, places, levels))


def weighed(client: Client, block: Valued) -> Standing:
    """The scores of providers under this client's weights, of whom only what they are worth is known."""
    problem = replace(block.problem, tree=client.scheme.tree)
    found = scores(problem.tree, problem.pillars, problem, client.catalog.price_pillar)
    return Standing(**vars(block) | {"problem": problem}, scores=found)


def valued(
    client: Client, pool: Pool, places: Ints, levels: Floats | None = None, block: int = BLOCK
) -> Iterator[Valued]:
    """These providers of the pool, at most `block` at a time; nobody's figures depend on the others.

    `levels (providers of the pool, 2)` are their price levels, where they were worked out before.
    """
    answers = _Answers(client, pool)
    together = np.array_equal(places, np.arange(len(pool)))
    size = math.ceil(len(places) / max(1, math.ceil(len(places) / block))) or 1  # all of about one size
    for start in range(0, len(places), size):
        part = places[start : start + size]
        at = slice(start, start + size) if together else part
        known = _levels(client, pool, part, at) if levels is None else levels[part]
        yield answers.valued(part, at, known)


class _Answers:
    """What each different answer is worth to a client, so that what a provider said is looked up.

    Each is there twice: as it stands, and once more for whoever gave it more than a year ago.
    """

    def __init__(self, client: Client, pool: Pool) -> None:
        self._client, self._pool, each = client, pool, pool.answers.each
        self._size = len(each.states)
        lower = (each.states == ANSWERED) & (each.grades > 0)
        aged = replace(each, grades=each.grades - lower)
        both = AnswerColumns(
            **{name: np.concatenate([array, vars(aged)[name]]) for name, array in vars(each).items()}
        )
        self._lowered = np.append(np.zeros(self._size, bool), lower)
        self._outcomes = outcomes_of_answers(client.rules, both)
        self._worth = worth(both, client.scheme.reliance, np.zeros(()))

    def valued(self, places: Ints, at: slice | Ints, levels: Floats) -> Valued:
        """Providers of the pool."""
        client, pool = self._client, self._pool
        said = self._said(at)
        failed, open_ = must_have_columns(client.rules, self._outcomes, said, pool, client.session, at)
        problem = build_problem(
            client.scheme,
            (),
            self._worth.at(said[client.asked].T, client.scheme.silence),
            levels,
            has_yardstick=client.business.has_yardstick,
        )
        aged = self._lowered.take(said).sum(axis=0)
        return Valued(places=places, problem=problem, levels=levels, aged=aged, failed=failed, open=open_)

    def _said(self, at: slice | Ints) -> Ints:
        """Which answer each gave, `(questions, providers)`."""
        answers = self._pool.answers
        said: Ints = answers.codes[:, at].astype(np.intp)
        said[list(self._client.off)] = self._size - 1  # what applies to nobody, whatever was answered
        days = answers.days[:, at]
        said += self._size * ((days > 0) & (days < year_before(self._client.session.as_of).toordinal()))
        return said


def _levels(client: Client, pool: Pool, places: Ints, at: slice | Ints) -> Floats:
    """The price levels of these providers: NaN for whoever has no rate card in the client's money."""
    found = np.full((len(places), 2), np.nan)
    if client.catalog.knows_prices:
        whose, rates = pool.rates(client.session.currency, client.session.vat)
        rows: slice | Ints
        if isinstance(at, slice):  # theirs lie together too, and need not be copied
            rows = slice(*np.searchsorted(whose, (at.start, at.stop)))
            known = whose[rows] - at.start
        else:
            _, rows, known = np.intersect1d(whose, places, assume_unique=True, return_indices=True)
        found[known] = price_levels(rates.only(rows), client.business)
    return found
