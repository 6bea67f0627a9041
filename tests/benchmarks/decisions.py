"""Random decisions of the shape real ones have, the rules in plain form, and truths to hold against them.

The questions, levels, weights and must-haves are those of the shipped catalog. What is drawn: how good
each candidate is, as a whole and pillar by pillar; which level each answer reaches; what evidence it comes
with; what nobody asked, and what was asked and not answered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from msp_select import engine
from msp_select.decision.problem import problem_tree, scored_questions
from msp_select.decision.profile import resolve_weights
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]

SAID, WRITTEN = 0, 1
RELIANCE = np.array([0.3, 0.6, 0.9, 0.95, 1.0])
"""How much of an answer counts as proven: said, written, contract, seen, confirmed."""
NEIGHBOURS = 0.6
MOST_SILENCE = 25.0
COMMON = 0.5
CONCENTRATION = 50.0

ANSWERED, SILENT, UNASKED = range(3)


@dataclass(frozen=True, eq=False)
class Form:
    """What is asked: one row a question, and last the price level.

    `levels`: the values an answer can have, rising; of a number those of its points. `said (rows, levels)`:
    the reliance on a bare word for each. `silence (rows,)`: what no answer counts. `least (rows,)`: the
    value from which a must-have is met, NaN where there is none.
    """

    tree: engine.Tree
    levels: tuple[Floats, ...]
    numbers: Bools
    said: Floats
    silence: Floats
    least: Floats

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.levels)

    @property
    def weights(self) -> Floats:
        """Each row's share of the whole, `(rows,)`."""
        return engine.effective_weights(self.tree, np.ones(self.rows, bool))


def shipped_form() -> Form:
    """All questions of the shipped catalog with the weights it starts from."""
    catalog = load_catalog()
    day = dt.date(2026, 11, 1)
    session = Session.model_validate(
        {"schema": 1, "title": "Decisions", "created": day, "as_of": day, "size": "full"}
    )
    weights = resolve_weights(session, catalog)
    questions = scored_questions(session, catalog, weights)
    levels = [*map(_levels, questions), np.array([0.0, 100.0])]  # the last row is the price of the bid
    numbers = np.array([*(question.kind == "number" for question in questions), True])
    said = [_said(row, number=bool(number)) for row, number in zip(levels, numbers, strict=True)]
    most = max(map(len, levels))
    least = [_least(q, weights.must_haves[q.id]) if q.id in weights.must_haves else np.nan for q in questions]
    return Form(
        tree=problem_tree(catalog, weights, questions),
        levels=tuple(levels),
        numbers=numbers,
        said=np.array([np.pad(row, (0, most - len(row))) for row in said]),
        silence=np.array(
            [_silence(row, own, number=bool(n)) for row, own, n in zip(levels, said, numbers, strict=True)]
        ),
        least=np.array([*least, np.nan]),
    )


def _levels(question: Question) -> Floats:
    values = (
        [y for _, y in question.value] if question.kind == "number" else [x.value for x in question.levels]
    )
    return np.unique(np.array(values, float))


def _least(question: Question, rule: object) -> float:
    """A must-have's threshold as a value."""
    at_least, at_most = getattr(rule, "at_least", None), getattr(rule, "at_most", None)
    bound = at_least if at_least is not None else at_most
    if bound is None:
        return np.nan  # it only wants an answer: open, but not drawn
    if question.kind == "number":
        return float(engine.piecewise_linear(float(bound), [(float(x), y) for x, y in question.value]))
    return float(bound)


def _said(levels: Floats, *, number: bool) -> Floats:
    """A bare word is worth at most the next level below it in writing, where the two are neighbours."""
    reliance = np.full(len(levels), RELIANCE[SAID])
    for k in range(1, len(levels)):
        ratio = levels[k - 1] / levels[k]
        if not number and ratio >= NEIGHBOURS:
            reliance[k] = max(0.0, min(RELIANCE[SAID], (1 + RELIANCE[WRITTEN]) * ratio - 1))
    return reliance


def _silence(levels: Floats, said: Floats, *, number: bool) -> float:
    """No answer counts at most the least honest one above nothing."""
    above = levels > 0
    least = 25 * (1 + RELIANCE[SAID]) / 2 if number else ((1 + said) * levels / 2)[above].min()
    return float(min(MOST_SILENCE, least))


@dataclass(frozen=True, eq=False)
class Sheets:
    """What the candidates of one decision could say and what they said, every array `(candidates, rows)`.

    `values`, `proven`: 0..100; `states`: answered, asked and silent, or not asked.
    """

    values: Floats
    proven: Floats
    states: Ints


def sheets(form: Form, rng: np.random.Generator, *, candidates: int | None = None) -> Sheets:
    """Everything answered: bidders, two to six, that differ more by question than as a whole."""
    count = int(rng.integers(2, 7)) if candidates is None else candidates
    pillar = form.tree.pillar_of[form.tree.criterion_of]
    good = rng.normal(0.1, 0.1, (count, 1)) + rng.normal(0, 0.2, (count, form.tree.pillars))[:, pillar]
    good = good + np.where(np.isnan(form.least), 0.0, 1.5) + rng.normal(0, 0.8, (count, form.rows))
    place = np.vectorize(NormalDist().cdf)(good)
    values, reliance = np.empty((count, form.rows)), np.empty((count, form.rows))
    # A firm that documents its work does so in most answers.
    habit = rng.dirichlet([3.5, 3.5, 1, 1.2, 0.8], count)
    grades = np.array([rng.choice(5, form.rows, p=own) for own in habit])
    for row, levels in enumerate(form.levels):
        level = np.minimum((place[:, row] * len(levels)).astype(int), len(levels) - 1)
        values[:, row] = 100 * place[:, row] if form.numbers[row] else levels[level]
        said = np.full(count, RELIANCE[SAID]) if form.numbers[row] else form.said[row, level]
        reliance[:, row] = np.where(grades[:, row] == SAID, said, RELIANCE[grades[:, row]])
    # The price level is a range by what the bid leaves open.
    values[:, -1] = rng.uniform(30, 90, count)
    reliance[:, -1] = rng.uniform(0.7, 1, count)
    return Sheets(values, reliance * values, np.full(values.shape, ANSWERED, np.intp))


def with_gaps(form: Form, full: Sheets, rng: np.random.Generator) -> Sheets:
    """The same sheets as they come back: some not asked of everything, some silent, some where weak.

    Must-haves are asked first, and pressed for: half as often missing.
    """
    shape = full.values.shape
    unasked = rng.random(shape) < rng.choice([0.0, 0.0, 0.05, 0.25], (shape[0], 1))
    silent = rng.random(shape) < rng.choice([0.0, 0.02, 0.05, 0.15], (shape[0], 1))
    hides = (full.values < 45) & (rng.random(shape) < rng.choice([0.0, 0.0, 0.6], (shape[0], 1)))
    states = np.where(unasked, UNASKED, np.where(silent | hides, SILENT, ANSWERED))
    pressed = ~np.isnan(form.least) & (rng.random(shape) < 0.5)
    states[pressed] = ANSWERED
    states[:, -1] = ANSWERED  # everybody names a price
    return replace(full, states=states)


@dataclass(frozen=True, eq=False)
class View:
    """What the rules make of the sheets.

    `low`, `high`, `point (candidates, rows)`; `silent`: no answer, asked or not; `chance`: that an open
    must-have passes, 1 where none is open; `fails (candidates,)`: any must-have; `score`, `coverage`.
    """

    low: Floats
    high: Floats
    point: Floats
    silent: Bools
    chance: Floats
    fails: Bools
    score: Floats
    coverage: Floats

    def ranking(self) -> list[int]:
        """The best first: those who fail nothing and answer enough, those who fail nothing, the rest."""
        group = np.where(self.fails, 2, np.where(self.coverage < 0.6, 1, 0))
        return sorted(range(len(self.score)), key=lambda c: (group[c], -self.score[c]))


def view(form: Form, given: Sheets) -> View:
    """Scores, coverage and must-haves by the rules."""
    silent = given.states != ANSWERED
    low, high = np.where(silent, 0.0, given.proven), np.where(silent, 100.0, given.values)
    point = np.where(silent, form.silence, (low + high) / 2)
    gate = ~np.isnan(form.least)
    judged = gate & ~silent
    met = judged & (given.values >= form.least)
    chance_of = (met.sum(axis=1) + 1) / (judged.sum(axis=1) + 2)
    asked_or_not = np.where(given.states == UNASKED, chance_of[:, None], chance_of[:, None] / 2)
    return View(
        low=low,
        high=high,
        point=point,
        silent=silent,
        chance=np.where(gate & silent, asked_or_not, 1.0),
        fails=(judged & ~met).any(axis=1),
        score=point @ form.weights,
        coverage=~silent @ form.weights,
    )


@dataclass(frozen=True)
class Model:
    """How the truth behind the sheets is drawn; as it stands, by the rules themselves.

    `common`: the chance that an answer follows its candidate's common draw; `silence`: what the unanswered
    are worth on average, None by the rules; `overclaim`: the share of bidders of whose answers only the
    proven part is true; `strict`: an open must-have passes only where a value drawn for it reaches its
    threshold.
    """

    common: float = COMMON
    silence: float | None = None
    overclaim: float = 0.0
    strict: bool = False


BY_THE_RULES = Model()


@dataclass(frozen=True, eq=False)
class Truth:
    """What is true: `answers`, `met` must-haves `(truths, candidates, rows)` and `weights (truths, rows)`."""

    answers: Floats
    met: Bools
    weights: Floats

    def utility(self, weights: Floats | None = None) -> Floats:
        """Each candidate's score where it meets its must-haves, else 0, `(truths, candidates)`."""
        w = self.weights if weights is None else np.broadcast_to(weights, self.weights.shape)
        scores = np.einsum("tcr,tr->tc", self.answers, w)
        return np.where(self.met.all(axis=2), scores, 0.0)


def truths(
    form: Form, seen: View, given: Sheets, rng: np.random.Generator, count: int, model: Model = BY_THE_RULES
) -> Truth:
    """So many truths that the sheets leave possible; who fails a must-have today fails it in all."""
    shape = (count, *seen.low.shape)
    follows = rng.random(shape) < model.common
    number = np.where(follows, rng.random(shape[:2])[..., None], rng.random(shape))
    silence = form.silence if model.silence is None else np.full(form.rows, model.silence)
    ranged = seen.low + number * (seen.high - seen.low)
    claims_too_much = rng.random(shape[:2])[..., None] < model.overclaim
    ranged = np.where(claims_too_much, seen.low, ranged)
    answers = np.where(seen.silent, _beta(number, silence), ranged)
    met = number >= 1 - seen.chance
    if model.strict:
        asked = given.states == SILENT
        reached = np.where(asked, _beta(number, np.full(form.rows, 25.0)), 100 * number) >= form.least
        met = np.where(seen.chance < 1, reached, met)
    met = met & ~seen.fails[:, None]
    return Truth(answers, met, drawn_weights(form, rng, count))


def _beta(number: Floats, mean: Floats) -> Floats:
    """100 Beta(1, 100/mean - 1) at a uniform number."""
    drawn: Floats = 100 * (1 - (1 - number) ** (mean / (100 - mean)))
    return drawn


def drawn_weights(
    form: Form, rng: np.random.Generator, count: int, concentration: float | None = CONCENTRATION
) -> Floats:
    """Weights of the rows `(count, rows)` drawn at every level around the stated ones; None: any at all."""
    tree = form.tree

    def level(weights: Floats, parent: Ints) -> Floats:
        within = np.bincount(parent, weights)[parent]
        around = concentration * weights / np.where(within > 0, within, 1.0) if concentration else weights > 0
        gammas = rng.gamma(np.maximum(around, 1e-12), size=(count, len(weights)))
        totals = np.zeros((count, int(parent.max()) + 1))
        for k, one in enumerate(parent.tolist()):
            totals[:, one] += gammas[:, k]
        return gammas / np.maximum(totals[:, parent], 1e-300)

    rows = level(tree.question_weights, tree.criterion_of)
    criteria = level(tree.criterion_weights, tree.pillar_of)
    pillars = level(tree.pillar_weights, np.zeros(tree.pillars, np.intp))
    drawn = rows * (criteria * pillars[:, tree.pillar_of])[:, tree.criterion_of]
    whole: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return whole
