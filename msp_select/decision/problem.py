"""A session as arrays: what each answer is worth, proven and claimed, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from msp_select.decision.profile import ResolvedWeights
from msp_select.engine.checked import Bools, Floats
from msp_select.engine.hierarchy import Tree
from msp_select.engine.values import piecewise_linear
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
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
    cash_rows = [key for key, criterion in catalog.criteria.items() if criterion.scored_from == CASH]
    rows = (*(q.id for q in questions), *cash_rows)
    scored = [
        [
            *(
                score_answer(q, c.answers.get(q.id), weights.evidence, session.settings.silence)
                for q in questions
            ),
            *(_price(level) for _ in cash_rows),
        ]
        for c, level in zip(session.candidates, levels, strict=True)
    ]

    def column(name: str, dtype: type) -> np.ndarray[tuple[int, ...], np.dtype[np.generic]]:
        cells = [[getattr(cell, name) for cell in line] for line in scored]
        return np.array(cells, dtype=dtype).reshape(len(scored), len(rows))

    return Problem(
        candidates=tuple(c.id for c in session.candidates),
        rows=rows,
        criteria=tuple(catalog.criteria),
        pillars=tuple(p.id for p in catalog.questionnaires),
        tree=_tree(catalog, weights, questions, cash_rows),
        proven=column("proven", float),  # type: ignore[arg-type]
        claimed=column("claimed", float),  # type: ignore[arg-type]
        point=column("point", float),  # type: ignore[arg-type]
        applies=column("applies", bool),  # type: ignore[arg-type]
        known=column("known", bool),  # type: ignore[arg-type]
        silent=column("silent", bool),  # type: ignore[arg-type]
    )


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
    if answer is None:
        return Scored(0.0, 100.0, 50.0)
    if answer.state == "not_applicable":
        return Scored(0.0, 0.0, 0.0, applies=False)
    if answer.state == "refused":
        return Scored(0.0, 0.0, 0.0, known=True)
    if answer.state == "unknown":
        return Scored(0.0, 100.0, silence, silent=True)
    claimed = value_of(question, answer.value)
    proven = reliance[answer.evidence or question.default_evidence] * claimed
    return Scored(proven, claimed, (proven + claimed) / 2, known=True)


def value_of(question: Question, value: Decimal | str | None) -> float:
    """The value function: a level's value, a number on its straight lines, or the value of "none"."""
    if isinstance(value, Decimal):
        if not question.value:
            return 0.0  # an input that is not scored
        return float(piecewise_linear(float(value), [(float(x), y) for x, y in question.value]))
    if value == "none" and question.none is not None:
        return question.none.value
    level = question.level(value or "")
    if level is None:
        raise KeyError(f"{question.id} has no level {value}")
    return level.value


def _price(level: tuple[float, float] | None) -> Scored:
    if level is None:
        return Scored(0.0, 100.0, 50.0)
    proven, claimed = level
    return Scored(proven, claimed, (proven + claimed) / 2, known=True)


def _tree(
    catalog: Catalog, weights: ResolvedWeights, questions: Sequence[Question], cash_rows: Sequence[str]
) -> Tree:
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
