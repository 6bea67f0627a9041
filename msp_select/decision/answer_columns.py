"""Answers as columns: what each says and is worth, valued question by question for many candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

import numpy as np
import numpy.typing as npt

from msp_select.engine.checked import Bools, Floats
from msp_select.engine.values import piecewise_linear
from msp_select.model.candidate import Answer
from msp_select.model.evaluator import MeanMark
from msp_select.model.fields import EVIDENCE, Evidence, State
from msp_select.model.provider import year_before
from msp_select.model.questionnaire import Question

Bytes = npt.NDArray[np.uint8]
Days = npt.NDArray[np.int32]

NOT_ASKED = 0
CODES: Mapping[str, int] = {state: code for code, state in enumerate(get_args(State), start=1)}
ANSWERED, UNKNOWN, REFUSED, NOT_APPLICABLE = (CODES[state] for state in get_args(State))
GRADES: Mapping[str, int] = {grade: place for place, grade in enumerate(EVIDENCE)}


@dataclass(frozen=True, eq=False)
class AnswerColumns:
    """Candidates x questions, every array `(candidates, questions)`.

    `states`: 0 not asked, else a code of `CODES`. `claimed`: 0..100, 0 without an answer. `numbers`: the
    number answered, NaN for a level or none. `grades`: places in `EVIDENCE`. `days`: ordinals of the dates
    of the answers, 0 without one.
    """

    states: Bytes
    claimed: Floats
    numbers: Floats
    grades: Bytes
    days: Days

    def only(self, candidates: npt.ArrayLike, questions: npt.ArrayLike) -> AnswerColumns:
        """The columns of these candidates and questions, by position."""
        at = np.ix_(np.asarray(candidates, np.intp), np.asarray(questions, np.intp))
        return AnswerColumns(
            self.states[at], self.claimed[at], self.numbers[at], self.grades[at], self.days[at]
        )


@dataclass(frozen=True, eq=False)
class Worth:
    """What answers are worth, `(candidates, questions)`: values 0..100; `known` counts towards coverage."""

    proven: Floats
    claimed: Floats
    point: Floats
    applies: Bools
    known: Bools
    silent: Bools


def answer_columns(answers: Sequence[Mapping[str, Answer]], questions: Sequence[Question]) -> AnswerColumns:
    """The answers of many candidates to these questions (KeyError where a level does not exist)."""
    shape = len(answers), len(questions)
    found = AnswerColumns(
        states=np.zeros(shape, np.uint8),
        claimed=np.zeros(shape),
        numbers=np.full(shape, np.nan),
        grades=np.zeros(shape, np.uint8),
        days=np.zeros(shape, np.int32),
    )
    for column, question in enumerate(questions):
        given = [(row, a) for row, said in enumerate(answers) if (a := said.get(question.id)) is not None]
        if not given:
            continue
        rows = [row for row, _ in given]
        found.states[rows, column] = [CODES[answer.state] for _, answer in given]
        found.grades[rows, column] = [GRADES[a.evidence or question.default_evidence] for _, a in given]
        found.days[rows, column] = [a.dated.toordinal() if a.dated is not None else 0 for _, a in given]
        _value(question, given, found.claimed[:, column], found.numbers[:, column])
    return found


def _value(question: Question, given: Sequence[tuple[int, Answer]], claimed: Floats, numbers: Floats) -> None:
    """The value function, for all who answered this question."""
    counted = [(row, float(a.value)) for row, a in given if isinstance(a.value, Decimal)]
    if counted:
        rows = [row for row, _ in counted]
        numbers[rows] = figures = np.array([figure for _, figure in counted])
        if question.value:  # else an input that is not scored
            claimed[rows] = piecewise_linear(figures, [(float(x), y) for x, y in question.value])
    for row, answer in given:
        if isinstance(answer, MeanMark):  # of several people's marks the mean counts
            claimed[row] = answer.points
        elif isinstance(answer.value, str):
            claimed[row] = level_value(question, answer.value)


def level_value(question: Question, value: str) -> float:
    """The value of a level, or of "none" (KeyError where there is no such level)."""
    if value == "none" and question.none is not None:
        return question.none.value
    level = question.level(value)
    if level is None:
        raise KeyError(f"{question.id} has no level {value}")
    return level.value


def worth(columns: AnswerColumns, reliance: Mapping[Evidence, float], silence: float) -> Worth:
    """What the answers are worth: states, evidence and silence in one place."""
    states = columns.states
    answered, unknown = states == ANSWERED, states == UNKNOWN
    shares = np.array([reliance[grade] for grade in EVIDENCE])[columns.grades]
    claimed = np.where(answered, columns.claimed, np.where((states == NOT_ASKED) | unknown, 100.0, 0.0))
    proven = np.where(answered, shares * columns.claimed, 0.0)
    return Worth(
        proven=proven,
        claimed=claimed,
        point=np.where(unknown, silence, (proven + claimed) / 2),
        applies=states != NOT_APPLICABLE,
        known=answered | (states == REFUSED),
        silent=unknown,
    )


def with_age(columns: AnswerColumns, as_of: dt.date) -> AnswerColumns:
    """The same answers, those older than a year one evidence grade lower."""
    old = (columns.days > 0) & (columns.days < year_before(as_of).toordinal())
    lower = old & (columns.states == ANSWERED) & (columns.grades > 0)
    return AnswerColumns(
        columns.states,
        columns.claimed,
        columns.numbers,
        columns.grades - lower.astype(np.uint8),
        columns.days,
    )
