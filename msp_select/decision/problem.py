"""A session as arrays: what each answer is worth, proven and claimed, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

import numpy as np

from msp_select.decision.answer_columns import AnswerColumns, Worth, answer_columns, level_value, worth
from msp_select.decision.profile import ResolvedWeights
from msp_select.engine.checked import Bools, Floats
from msp_select.engine.hierarchy import Tree
from msp_select.engine.values import piecewise_linear
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import MeanMark
from msp_select.model.fields import Evidence
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session

CASH = "cash"  # the one row that is not a question: a criterion scored from the bid's cash


@dataclass(frozen=True)
class Scored:
    """One answer's worth: values 0..100; `known` where it counts towards coverage."""

    proven: float
    claimed: float
    point: float
    applies: bool = True
    known: bool = False
    silent: bool = False


@dataclass(frozen=True, eq=False)
class Problem:
    """Candidates x questions as arrays, in the order of `candidates` and `rows`.

    `rows` are question ids, or "pillar.criterion" for a criterion scored from the bid. `proven`, `claimed`,
    `point`: (candidates, rows), 0..100. `applies`, `known`, `silent` (unknown to the bidder): boolean masks.
    """

    candidates: tuple[str, ...]
    rows: tuple[str, ...]
    criteria: tuple[str, ...]
    pillars: tuple[str, ...]
    tree: Tree
    proven: Floats
    claimed: Floats
    point: Floats
    applies: Bools
    known: Bools
    silent: Bools

    def row(self, name: str) -> int:
        """The position of a question or of a criterion scored from the bid."""
        return self.rows.index(name)


def build_problem(
    session: Session,
    catalog: Catalog,
    weights: ResolvedWeights,
    levels: Sequence[tuple[float, float] | None],
) -> Problem:
    """The arrays of a session; `levels`: each candidate's (proven, claimed) price level, None without one."""
    questions = scored_questions(session, catalog, weights)
    cash_rows = scored_from_cash(catalog)
    rows = (*(q.id for q in questions), *cash_rows)
    columns = answer_columns([c.answers for c in session.candidates], questions)
    worths = row_worths(columns, levels, len(cash_rows), weights, session.settings.silence)
    return Problem(
        candidates=tuple(c.id for c in session.candidates),
        rows=rows,
        criteria=tuple(catalog.criteria),
        pillars=tuple(p.id for p in catalog.questionnaires),
        tree=problem_tree(catalog, weights, questions, cash_rows),
        proven=worths.proven,
        claimed=worths.claimed,
        point=worths.point,
        applies=worths.applies,
        known=worths.known,
        silent=worths.silent,
    )


def reweighed(problem: Problem, session: Session, catalog: Catalog, weights: ResolvedWeights) -> Problem:
    """The same answers under other weights: only the tree is new. The rows must be the same."""
    questions = scored_questions(session, catalog, weights)
    return replace(problem, tree=problem_tree(catalog, weights, questions, scored_from_cash(catalog)))


def scored_from_cash(catalog: Catalog) -> list[str]:
    """The criteria that no question scores, but the bid's cash."""
    return [key for key, criterion in catalog.criteria.items() if criterion.scored_from == CASH]


def row_worths(
    columns: AnswerColumns,
    levels: Sequence[tuple[float, float] | None],
    cash_rows: int,
    weights: ResolvedWeights,
    silence: float,
) -> Worth:
    """What every row is worth: the answers' columns, then one price level for each criterion of cash."""
    answers = worth(columns, weights.evidence, silence)
    if not cash_rows:
        return answers
    known = np.array([level is not None for level in levels], bool)
    pairs = [(0.0, 100.0) if level is None else level for level in levels]
    proven, claimed = np.array(pairs, float).reshape(len(levels), 2).T
    no = np.zeros(len(levels), bool)
    price = Worth(proven, claimed, (proven + claimed) / 2, ~no, known, no)

    def joined(name: str) -> Any:
        beside = np.repeat(getattr(price, name)[:, None], cash_rows, axis=1)
        return np.hstack([getattr(answers, name), beside])

    return Worth(**{field.name: joined(field.name) for field in fields(Worth)})


def scored_questions(session: Session, catalog: Catalog, weights: ResolvedWeights) -> tuple[Question, ...]:
    """The questions of the session's size that are scored, and every must-have that is on."""
    return tuple(
        q
        for q in catalog.questions.values()
        if not q.bid_field and q.kind != "money" and (q.in_size(session.size) or q.id in weights.must_haves)
    )


def score_answer(
    question: Question, answer: Answer | None, reliance: Mapping[Evidence, float], silence: float
) -> Scored:
    """What one answer is worth: states, evidence and value function in one place (0..100)."""
    said = {} if answer is None else {question.id: answer}
    found = worth(answer_columns([said], [question]), reliance, silence)
    return Scored(**{field.name: getattr(found, field.name)[0, 0].item() for field in fields(Scored)})


def value_of_answer(question: Question, answer: Answer) -> float:
    """The value of what was answered, 0..100; of several people's marks the mean."""
    return answer.points if isinstance(answer, MeanMark) else value_of(question, answer.value)


def value_of(question: Question, value: Decimal | str | None) -> float:
    """The value function: a level's value, a number on its straight lines, or the value of "none"."""
    if isinstance(value, Decimal):
        if not question.value:
            return 0.0  # an input that is not scored
        return float(piecewise_linear(float(value), [(float(x), y) for x, y in question.value]))
    return level_value(question, value or "")


def problem_tree(
    catalog: Catalog, weights: ResolvedWeights, questions: Sequence[Question], cash_rows: Sequence[str]
) -> Tree:
    """The rows under their criteria and pillars, with the weights of this session."""
    criteria = list(catalog.criteria)
    pillars = [p.id for p in catalog.questionnaires]
    keys = [catalog.criterion_key(q) for q in questions] + list(cash_rows)
    return Tree(
        criterion_of=np.array([criteria.index(key) for key in keys]),
        pillar_of=np.array([pillars.index(key.split(".")[0]) for key in criteria]),
        question_weights=np.array([*(weights.questions[q.id] for q in questions), *(1.0 for _ in cash_rows)]),
        criterion_weights=np.array([weights.criteria[key] for key in criteria]),
        pillar_weights=np.array([weights.pillars[pillar] for pillar in pillars]),
    )


def criterion_weights(problem: Problem) -> Floats:
    """Each criterion's share of the whole, (criteria,), summing to 1."""
    tree = problem.tree
    within = np.bincount(tree.pillar_of, tree.criterion_weights, tree.pillars)[tree.pillar_of]
    share = np.divide(tree.criterion_weights, within, out=np.zeros(tree.criteria), where=within > 0)
    whole = share * tree.pillar_weights[tree.pillar_of]
    shares: Floats = whole / whole.sum()
    return shares
