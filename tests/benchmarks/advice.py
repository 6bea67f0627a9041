"""What the program says of one decision, and what is true in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from msp_select.decision.robustness.value_of_information import AskList, ask_list
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation, eligible
from msp_select.decision.scoring.verdict import Verdict
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import MeanMark
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from tests.benchmarks.truths import BY_THE_RULES, Floats, Model, Seen, Truth, seen, truths

TRUTHS = 20
"""Truths drawn of one decision; ten times as many where the choice is what counts."""


@dataclass(frozen=True, eq=False)
class Advice:
    """One decision: what the program says of it, and the session by the plain rules."""

    evaluation: Evaluation
    verdict: Verdict
    known: Seen

    def place(self, candidate: str) -> int:
        """A candidate's position in the session."""
        return self.evaluation.problem.candidates.index(candidate)


def advice(session: Session, catalog: Catalog, draws: int | None = None) -> Advice:
    """What the program says of a session with enough tries."""
    evaluation = evaluate(session, catalog, draws=draws)
    assert evaluation.verdict is not None
    return Advice(evaluation, evaluation.verdict, seen(evaluation))


# --- how often each is first ------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One candidate of one decision: the share stated, that found true; the loss of choosing it, likewise."""

    stated: float
    true: float
    stated_loss: float
    loss: float


@dataclass(frozen=True)
class Cases:
    """Those of one decision: the leader's as things stand and if its must-haves are met, and everybody's."""

    kind: str
    leader: Case
    if_met: Case
    everybody: tuple[Case, ...]


def cases_of(one: Advice, rng: np.random.Generator, model: Model = BY_THE_RULES) -> Cases | None:
    """None where nobody could be chosen: then no share is stated."""
    if one.evaluation.simulation is None or one.known.fails.all():
        return None
    truth = truths(one.known, rng, TRUTHS, model)
    utility = truth.utility
    loss = (utility.max(axis=1)[:, None] - utility).mean(axis=0)
    first = _firsts(np.where(truth.acceptable, truth.scores, -np.inf))
    first_if_met = _firsts(np.where(one.known.fails, -np.inf, truth.scores))
    verdict = one.verdict

    def case(stated: float | None, true: Floats, candidate: str) -> Case:
        assert stated is not None
        place = one.place(candidate)
        return Case(stated, float(true[place]), verdict.expected_loss[candidate], float(loss[place]))

    return Cases(
        verdict.kind,
        case(verdict.first_and_acceptable, first, verdict.leader),
        case(verdict.first_if_met, first_if_met, verdict.leader),
        tuple(case(r.first_share, first, r.id) for r in one.evaluation.results if not r.failed),
    )


def _firsts(scores: Floats) -> Floats:
    """The share of the truths in which each is first, `(candidates,)`; nobody is where all are out."""
    first = (scores == scores.max(axis=1)[:, None]) & (scores > -np.inf)
    share: Floats = first.mean(axis=0)
    return share


def stated_and_true(cases: Sequence[Case]) -> tuple[float, float, float]:
    """The share stated, the one found true, and the standard error of their difference, points of 100."""
    table = 100 * np.array([(case.stated, case.true) for case in cases])
    error = np.diff(table).std(ddof=1) / len(cases) ** 0.5 if len(cases) > 1 else np.inf
    return float(table[:, 0].mean()), float(table[:, 1].mean()), float(error)


# --- what to ask next -------------------------------------------------------------------------------

Answers = Sequence[tuple[int, int]]
"""Answers that are learned: whose, and in which row."""

LEARNED = ("nothing", "the best alone", "the list", "five largest swings", "the best group")
"""What is learned, in the order of the figures below; the swings are those of the first two."""


@dataclass(frozen=True, eq=False)
class Learning:
    """What learning each of these is said to be worth, and the regret left once it is learned.

    `stated (learned,)`: first the regret now, NaN where nothing is stated; `left (learned,)`.
    """

    stated: Floats
    left: Floats

    @property
    def brought(self) -> Floats:
        """What is true in place of each stated figure."""
        return np.array([self.left[0], *(self.left[0] - self.left[1:])])


def learning(one: Advice, rng: np.random.Generator) -> Learning | None:
    """None where there is nobody to choose between."""
    asked = ask_list(one.evaluation)
    if asked is None or one.known.fails.all():
        return None
    truth = truths(one.known, rng, 10 * TRUTHS, weights=one.known.weights[None])
    loss = truth.utility.max(axis=1)[:, None] - truth.utility
    later = [chosen_by_the_rules(one, truth, answers) for answers in answers_to_learn(one, asked)]
    left = [loss[:, one.place(asked.now)].mean(), *(loss[np.arange(len(loss)), x].mean() for x in later)]
    alone = max((answer.alone for answer in asked.answers), default=0.0)
    group = asked.groups[0].worth if asked.groups else 0.0
    return Learning(np.array([asked.regret_now, alone, asked.together, np.nan, group]), np.array(left))


def answers_to_learn(one: Advice, asked: AskList) -> tuple[Answers, ...]:
    """The list's best alone; the list; the five largest swings of the first two; the best group."""
    rows, known = one.evaluation.problem.rows, one.known
    listed = [(one.place(answer.candidate), rows.index(answer.row)) for answer in asked.answers]
    best = max(range(len(listed)), key=lambda k: asked.answers[k].alone, default=0)
    width = known.weights * np.where(known.silent, 100.0, known.high - known.low)
    two = [one.place(result.id) for result in eligible(one.evaluation)[:2]]
    widest = sorted(((c, r) for c in two for r in range(len(rows))), key=lambda at: -width[at])
    group = one.place(asked.groups[0].candidate) if asked.groups else 0
    unsure = np.flatnonzero((width[group] > 0) | (known.chance[group] < 1)).tolist()
    return listed[best : best + 1], listed, widest[:5], [(group, r) for r in unsure]


def chosen_by_the_rules(one: Advice, truth: Truth, learned: Answers) -> Floats:
    """Who has the largest score times the chance of its must-haves, once these are known `(truths,)`."""
    known, shape = one.known, truth.answers.shape
    point, chance = np.broadcast_to(known.point, shape).copy(), np.broadcast_to(known.chance, shape).copy()
    for c, r in learned:
        point[:, c, r], chance[:, c, r] = truth.answers[:, c, r], truth.met[:, c, r]
    counts = (known.weights * point).sum(axis=2) * chance.prod(axis=2) * ~known.fails
    choice: Floats = counts.argmax(axis=1)
    return choice


def brought_by_typing_in(one: Advice, rng: np.random.Generator, catalog: Catalog) -> Floats:
    """What the list brings: by the program's choice once it is typed in, by that of the plain rules."""
    asked = ask_list(one.evaluation)
    assert asked is not None
    truth = truths(one.known, rng, TRUTHS, weights=one.known.weights[None])
    price = len(one.evaluation.problem.rows) - 1
    answers = [(c, r) for c, r in answers_to_learn(one, asked)[1] if r != price]
    typed = []
    for number in range(TRUTHS):
        again = evaluate(typed_in(one, truth, number, answers), catalog, draws=0, previous=one.evaluation)
        then = ask_list(again)
        typed.append(one.place(eligible(again)[0].id if then is None else then.now))
    chosen = typed, chosen_by_the_rules(one, truth, answers)
    now = truth.utility[:, one.place(asked.now)]
    return np.array([(truth.utility[np.arange(TRUTHS), each] - now).mean() for each in chosen])


def typed_in(one: Advice, truth: Truth, number: int, learned: Answers) -> Session:
    """The session with these answers as they are in that truth, proven.

    Where a must-have is met the answer is worth what it asks for at least, else less than that.
    """
    session, known = one.evaluation.session, one.known
    answers = [dict(candidate.answers) for candidate in session.candidates]
    for c, r in learned:
        question = one.evaluation.catalog.questions[one.evaluation.problem.rows[r]]
        points, least = float(truth.answers[number, c, r]), float(known.least[r])
        if not np.isnan(least):
            points = max(points, least + 0.01) if truth.met[number, c, r] else min(points, least - 1)
        answers[c][question.id] = worth_exactly(question, points)
    candidates = [
        candidate.model_copy(update={"answers": own})
        for candidate, own in zip(session.candidates, answers, strict=True)
    ]
    return session.model_copy(update={"candidates": tuple(candidates)})


def worth_exactly(question: Question, points: float) -> Answer:
    """A confirmed answer of so many points: a number, or a mark between two levels."""
    if question.kind == "number":
        xs, ys = zip(*sorted(question.value, key=lambda point: point[1]), strict=True)
        return Answer(value=Decimal(str(np.interp(points, ys, [float(x) for x in xs]))), evidence="confirmed")
    nearest = min(question.levels, key=lambda level: abs(level.value - points))
    return MeanMark(value=nearest.id, points=points, marks=1, evidence="confirmed")
