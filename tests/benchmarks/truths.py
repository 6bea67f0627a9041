"""The rules a second time, in plain form, and truths drawn by them to hold against what the program states.

Read from the session as it is typed in; only the weights, the range of each price and what a question's
condition means are taken over, which have tests of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.engine.hierarchy import Tree
from msp_select.model.candidate import Answer
from msp_select.model.conditions import Conditions
from msp_select.model.questionnaire import MustHave, Question

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]

RELIANCE = {"said": 0.3, "written": 0.6, "contract": 0.9, "seen": 0.95, "confirmed": 1.0}
"""How much of an answer counts as proven."""
NEIGHBOURS = 0.6
MOST_SILENCE = 25.0
NUMBER_SILENCE = 25 * (1 + RELIANCE["said"]) / 2
COMMON = 0.5
OUTSIDE = Answer(state="not_applicable", reason="its condition does not hold", confirmed=True)


def value_of(question: Question, value: Decimal | str | None) -> float:
    """What an answer is worth if it is true, 0..100."""
    if isinstance(value, Decimal):
        xs, ys = zip(*question.value, strict=True)
        return float(np.interp(float(value), [float(x) for x in xs], ys))
    if value == "none" and question.none is not None:
        return question.none.value
    return next(level.value for level in question.levels if level.id == value)


def _reliance(question: Question, value: float, grade: str) -> float:
    """A bare word is worth at most the next level below it in writing, where the two are neighbours."""
    below = max((level.value for level in question.levels if level.value < value), default=0.0)
    if grade != "said" or not value or below / value < NEIGHBOURS:
        return RELIANCE[grade]
    return max(0.0, min(RELIANCE["said"], (1 + RELIANCE["written"]) * below / value - 1))


def _silence(question: Question) -> float:
    """No answer counts at most the least honest one above nothing."""
    if question.kind != "choice":
        return NUMBER_SILENCE
    values = [level.value for level in question.levels if level.value > 0]
    return min(MOST_SILENCE, *((1 + _reliance(question, value, "said")) * value / 2 for value in values))


def _meets(question: Question, rule: MustHave, answer: Answer) -> bool:
    """Whether an answer meets a must-have that does not only want one."""
    if answer.value == "none":
        return value_of(question, "none") >= 100
    figure = answer.value if isinstance(answer.value, Decimal) else value_of(question, answer.value)
    enough = rule.at_least is None or figure >= rule.at_least
    return bool(enough and (rule.at_most is None or figure <= rule.at_most))


def _state(answer: Answer | None) -> str:
    """What an answer counts as; "not_applicable" only where the owner agreed."""
    if answer is None:
        return "unasked"
    return "unknown" if answer.state == "not_applicable" and not answer.confirmed else answer.state


def _least(question: Question, rule: MustHave | None) -> float:
    """The value from which a must-have is met; NaN where it only wants an answer or there is none."""
    bound = None if rule is None else rule.at_least if rule.at_least is not None else rule.at_most
    if bound is None:
        return np.nan
    return value_of(question, bound) if question.kind == "number" else float(bound)


@dataclass(frozen=True, eq=False)
class Seen:
    """What the rules make of a session, every array `(candidates, rows)`, candidates and rows in its order.

    `low`, `high`: proven and claimed; `point`; `applies`; `known`; `silent`: no answer, `asked`: nor that;
    `chance`: that an open must-have passes, 1 where none is open. `fails (candidates,)`: any must-have.
    `silence (rows,)`; `least (rows,)`: the value from which a must-have is met, NaN without one.
    """

    tree: Tree
    concentration: float
    low: Floats
    high: Floats
    applies: Bools
    known: Bools
    silent: Bools
    asked: Bools
    chance: Floats
    fails: Bools
    silence: Floats
    least: Floats

    @property
    def point(self) -> Floats:
        """What each answer counts."""
        point: Floats = np.where(self.silent, self.silence, (self.low + self.high) / 2)
        return point

    @property
    def weights(self) -> Floats:
        """Each row's share of the whole at the stated weights."""
        own = (self.tree.question_weights, self.tree.criterion_weights, self.tree.pillar_weights)
        weights: Floats = _shared(self.tree, self.applies, *(level[None] for level in own))[0]
        return weights

    @property
    def score(self) -> Floats:
        """The score `(candidates,)`."""
        score: Floats = (self.weights * self.point).sum(axis=1)
        return score

    @property
    def coverage(self) -> Floats:
        """The share of the weight that is answered `(candidates,)`."""
        coverage: Floats = (self.weights * self.known).sum(axis=1)
        return coverage


def seen(evaluation: Evaluation) -> Seen:
    """The session of an evaluation by the plain rules."""
    session, rules, rows = evaluation.session, evaluation.weights.must_haves, evaluation.problem.rows
    questions = [evaluation.catalog.questions[row] for row in rows[:-1]]
    shape = len(session.candidates), len(rows)
    low, high, chance = np.zeros(shape), np.zeros(shape), np.ones(shape)
    applies, known, asked = (np.ones(shape, bool) for _ in range(3))
    silent, fails = np.zeros(shape, bool), np.zeros(shape[0], bool)
    conditions = Conditions.of(session, evaluation.catalog)
    for c, candidate in enumerate(session.candidates):
        judged = met = 0
        for r, question in enumerate(questions):
            answer, rule = candidate.answers.get(question.id), rules.get(question.id)
            if not conditions.applies(question, candidate):
                answer = OUTSIDE
            state = _state(answer)
            asked[c, r], known[c, r] = state != "unasked", state == "answered"
            silent[c, r], applies[c, r] = state in ("unasked", "unknown"), state != "not_applicable"
            if answer is not None and state == "answered":
                high[c, r] = value_of(question, answer.value)
                grade = answer.evidence or question.evidence_for(candidate.kind)
                low[c, r] = high[c, r] * _reliance(question, high[c, r], grade)
            if rule is not None and state == "refused":
                fails[c] = True
            if rule is not None and not rule.answered and state in ("answered", "refused"):
                passes = answer is not None and state == "answered" and _meets(question, rule, answer)
                judged, met, fails[c] = judged + 1, met + passes, fails[c] or not passes
            if rule is not None and not rule.answered and silent[c, r]:
                chance[c, r] = 1.0 if state == "unasked" else 0.5
        open_ones = silent[c, :-1] & [
            (rule := rules.get(q.id)) is not None and not rule.answered for q in questions
        ]
        chance[c, :-1][open_ones] *= (met + 1) / (judged + 2)
        level = evaluation.result(candidate.id).price_level
        low[c, -1], high[c, -1] = level or (0.0, 0.0)
        known[c, -1] = asked[c, -1] = level is not None
        silent[c, -1], applies[c, -1] = level is None, evaluation.business.has_yardstick
    return Seen(
        tree=evaluation.problem.tree,
        concentration=session.settings.concentration,
        low=low,
        high=high,
        applies=applies,
        known=known,
        silent=silent,
        asked=asked,
        chance=chance,
        fails=fails,
        silence=np.array([*map(_silence, questions), NUMBER_SILENCE]),
        least=np.array([*(_least(q, rules.get(q.id)) for q in questions), np.nan]),
    )


def _shared(tree: Tree, applies: Bools, rows: Floats, criteria: Floats, pillars: Floats) -> Floats:
    """Weights `(many, candidates, rows)` from those of each level `(many, ...)`, shared over what applies."""

    def within(own: Floats, there: Bools, parent: Ints, parents: int) -> tuple[Floats, Bools]:
        left = np.where(there, own[:, None], 0.0)
        totals = left @ np.eye(parents)[parent]
        whole = totals[..., parent]
        return np.divide(left, whole, out=np.zeros(left.shape), where=whole > 0), totals > 0

    row, filled = within(rows, applies[None], tree.criterion_of, tree.criteria)
    criterion, filled = within(criteria, filled, tree.pillar_of, tree.pillars)
    pillar, _ = within(pillars, filled, np.zeros(tree.pillars, np.intp), 1)
    whole: Floats = row * (criterion * pillar[..., tree.pillar_of])[..., tree.criterion_of]
    return whole


def drawn_weights(known: Seen, rng: np.random.Generator, count: int) -> Floats:
    """Weights `(count, candidates, rows)` drawn at every level around the stated ones."""
    tree = known.tree

    def level(weights: Floats, parent: Ints) -> Floats:
        within = np.bincount(parent, weights)[parent]
        around = known.concentration * weights / np.where(within > 0, within, 1.0)
        gammas: Floats = np.where(
            weights > 0, rng.gamma(np.maximum(around, 1e-9), size=(count, len(weights))), 0
        )
        return gammas

    return _shared(
        tree,
        known.applies,
        level(tree.question_weights, tree.criterion_of),
        level(tree.criterion_weights, tree.pillar_of),
        level(tree.pillar_weights, np.zeros(tree.pillars, np.intp)),
    )


@dataclass(frozen=True)
class Model:
    """How the truth behind a session is drawn; as it stands, by the rules themselves.

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
    """What is true of each: `scores` and `acceptable (truths, candidates)`; answers, must-haves by row.

    `answers`, `met (truths, candidates, rows)`. Whoever fails a must-have today fails it in all.
    """

    scores: Floats
    acceptable: Bools
    answers: Floats
    met: Bools

    @property
    def utility(self) -> Floats:
        """Each candidate's score where it meets its must-haves, else 0."""
        utility: Floats = np.where(self.acceptable, self.scores, 0.0)
        return utility


def truths(
    known: Seen,
    rng: np.random.Generator,
    count: int,
    model: Model = BY_THE_RULES,
    *,
    weights: Floats | None = None,
) -> Truth:
    """So many truths that the session leaves possible, at weights drawn unless they are given."""
    shape = (count, *known.low.shape)
    follows = rng.random(shape) < model.common
    number = np.where(follows, rng.random(shape[:2])[..., None], rng.random(shape))
    ranged = known.low + number * (known.high - known.low)
    claims_too_much = rng.random(shape[:2])[..., None] < model.overclaim
    ranged = np.where(claims_too_much, known.low, ranged)
    silence = known.silence if model.silence is None else np.full(shape[2], model.silence)
    answers = np.where(known.silent, _beta(number, silence), ranged)
    met = number >= 1 - known.chance
    if model.strict:
        reached = np.where(known.asked, _beta(number, np.full(shape[2], 25.0)), 100 * number) >= known.least
        met = np.where(known.chance < 1, reached, met)
    drawn = drawn_weights(known, rng, count) if weights is None else weights
    acceptable = met.all(axis=2) & ~known.fails
    return Truth((answers * drawn).sum(axis=2), acceptable, answers, met)


def _beta(number: Floats, mean: Floats) -> Floats:
    """100 Beta(1, 100/mean - 1) at a uniform number."""
    drawn: Floats = 100 * (1 - (1 - number) ** (mean / (100 - mean)))
    return drawn
