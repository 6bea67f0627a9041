"""Answers as columns: what each says and is worth, valued question by question for many candidates."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from msp_select.decision.answer_value import values_of
from msp_select.decision.scoring.reliance import said_reliance
from msp_select.engine.validation import Bools, Floats
from msp_select.model.candidate import Answer
from msp_select.model.provider import year_before
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE, Evidence, State

Bytes = npt.NDArray[np.uint8]
Days = npt.NDArray[np.int32]

NOT_ASKED = 0
CODES: Mapping[str, int] = {state: code for code, state in enumerate(get_args(State), start=1)}
ANSWERED, UNKNOWN, REFUSED, NOT_APPLICABLE = (CODES[state] for state in get_args(State))
GRADES: Mapping[str, int] = {grade: place for place, grade in enumerate(EVIDENCE)}
SAID = GRADES["said"]


@dataclass(frozen=True, eq=False)
class Claims:
    """What answers claim, every array `(candidates, questions)`, what is said to one question together.

    `states`: 0 not asked, else the code of the state the answer counts as. `claimed`: 0..100, 0 without an
    answer. `grades`: places in `EVIDENCE`.
    """

    states: Bytes
    claimed: Floats
    grades: Bytes


@dataclass(frozen=True, eq=False)
class AnswerColumns(Claims):
    """Answers whole: with the `numbers` answered, NaN for a level or none, and the `days` of the answers.

    `days` are ordinals, 0 without one. Numbers are for must-haves alone: nothing here looks at them unasked,
    so that of a library on a disk only those are read that a must-have is about.
    """

    numbers: Floats
    days: Days

    def only(self, candidates: npt.ArrayLike, questions: npt.ArrayLike) -> AnswerColumns:
        """The columns of these candidates and questions, by position."""
        at = np.ix_(np.asarray(questions, np.intp), np.asarray(candidates, np.intp))
        return self._each(lambda column: column.T[at].T)

    def of_candidates(self, candidates: slice | npt.NDArray[np.intp]) -> AnswerColumns:
        """The columns of these candidates; a slice is looked at where it lies."""
        return self._each(lambda column: column.T[:, candidates].T)

    def claims(self, questions: npt.NDArray[np.intp]) -> Claims:
        """What is claimed to these questions, by position."""
        return Claims(
            states=self.states.T[questions].T,
            claimed=self.claimed.T[questions].T,
            grades=self.grades.T[questions].T,
        )

    def _each(self, change: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> AnswerColumns:
        return AnswerColumns(**{name: change(column) for name, column in vars(self).items()})

    def not_applying(self, questions: npt.ArrayLike) -> AnswerColumns:
        """The same with questions, by position, that apply to nobody, whatever was answered.

        Their numbers are left: no must-have holds them against anything.
        """
        at = np.asarray(questions, np.intp)
        if not at.size:
            return self
        empty = {"states": NOT_APPLICABLE, "claimed": 0.0, "grades": SAID, "days": 0}
        changed = {name: getattr(self, name).copy(order="K") for name in empty}
        for name, nothing in empty.items():
            changed[name][:, at] = nothing
        return replace(self, **changed)


@dataclass(frozen=True, eq=False)
class Worth:
    """What answers are worth, `(candidates, questions)`: values 0..100; `known` counts towards coverage.

    `possible` is what was said, if it were proven, or 100 where there is no answer, `silent`: nobody asked,
    or nothing was said. Its point is the `silence (questions,)`. `asked`: somebody put the question.
    """

    proven: Floats
    possible: Floats
    point: Floats
    applies: Bools
    known: Bools
    silent: Bools
    asked: Bools
    silence: Floats


def answer_columns(answers: Sequence[Mapping[str, Answer]], questions: Sequence[Question]) -> AnswerColumns:
    """The answers of many candidates to these questions (KeyError where a level does not exist)."""
    found = no_answers(len(answers), len(questions))
    for column, question in enumerate(questions):
        given = [(row, a) for row, said in enumerate(answers) if (a := said.get(question.id)) is not None]
        fill_answers(found, column, question, [row for row, _ in given], [answer for _, answer in given])
    return found


def fill_answers(
    found: AnswerColumns, column: int, question: Question, rows: Sequence[int], given: Sequence[Answer]
) -> None:
    """Put the answers to one question into these rows of a column (KeyError where a level does not exist)."""
    if not given:
        return
    at, default = np.asarray(rows, np.intp), question.default_evidence
    found.states[at, column] = [CODES[answer.counts_as] for answer in given]
    found.grades[at, column] = [GRADES[answer.evidence or default] for answer in given]
    found.days[at, column] = [a.dated.toordinal() if a.dated is not None else 0 for a in given]
    found.numbers[at, column] = [_number(answer) for answer in given]
    found.claimed[at, column] = values_of(question, given)


def no_answers(candidates: int, questions: int) -> AnswerColumns:
    """Columns in which nobody has been asked anything, to be filled."""
    shape = questions, candidates
    return AnswerColumns(
        states=np.zeros(shape, np.uint8).T,
        claimed=np.zeros(shape).T,
        numbers=np.full(shape, np.nan).T,
        grades=np.zeros(shape, np.uint8).T,
        days=np.zeros(shape, np.int32).T,
    )


def _number(answer: Answer) -> float:
    return float(answer.value) if isinstance(answer.value, Decimal) else math.nan


def worth(
    columns: Claims, questions: Sequence[Question], reliance: Mapping[Evidence, float], silence: Floats
) -> Worth:
    """What the answers to these questions are worth: states, evidence and silence in one place.

    `silence (questions,)` is what no answer to each counts, 0..100.
    """
    states = columns.states
    answered = states == ANSWERED
    silent = (states == NOT_ASKED) | (states == UNKNOWN)
    possible = np.where(silent, 100.0, columns.claimed)  # what is no answer claims nothing
    proven = _shares(columns, questions, reliance)
    proven *= columns.claimed
    point = proven + possible
    point /= 2
    np.copyto(point, silence, where=silent)
    return Worth(
        proven=proven,
        possible=possible,
        point=point,
        applies=states != NOT_APPLICABLE,
        known=answered,
        silent=silent,
        asked=states != NOT_ASKED,
        silence=silence,
    )


def _shares(
    columns: Claims, questions: Sequence[Question], reliance: Mapping[Evidence, float]
) -> Floats:
    """The share of each claimed value that counts as proven."""
    shares: Floats = np.array([reliance[grade] for grade in EVIDENCE]).take(columns.grades.T).T
    for column, question in enumerate(questions):
        if not question.levels:  # what is said in figures counts as every bare word
            continue
        said = (columns.grades[:, column] == SAID) & (columns.states[:, column] == ANSWERED)
        if said.any():
            shares[said, column] = said_reliance(question, columns.claimed[said, column], reliance)
    return shares


def with_age(columns: AnswerColumns, as_of: dt.date) -> AnswerColumns:
    """The same answers, those older than a year one evidence grade lower."""
    old = (columns.days > 0) & (columns.days < year_before(as_of).toordinal())
    lower = old & (columns.states == ANSWERED) & (columns.grades > 0)
    return replace(columns, grades=columns.grades - lower.astype(np.uint8))
