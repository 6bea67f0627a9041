"""Answers as columns: what each says and is worth, valued question by question for many candidates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from msp_select.decision.answer_value import values_of
from msp_select.decision.scoring.reliance import beneath, said_reliance
from msp_select.engine.validation import Bools, Floats
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import EVIDENCE, Evidence, State

Bytes = npt.NDArray[np.uint8]

NOT_ASKED = 0
CODES: Mapping[str, int] = {state: code for code, state in enumerate(get_args(State), start=1)}
ANSWERED, UNKNOWN, REFUSED, NOT_APPLICABLE = (CODES[state] for state in get_args(State))
GRADES: Mapping[str, int] = {grade: place for place, grade in enumerate(EVIDENCE)}
SAID = GRADES["said"]


@dataclass(frozen=True, eq=False)
class AnswerColumns:
    """Answers in arrays of one shape, such as `(candidates, questions)`, what each says and claims.

    `states`: 0 not asked, else the code of the state the answer counts as. `claimed`: 0..100, 0 without an
    answer. `beneath`: which share of it the next level below is worth, NaN where there are no levels.
    `numbers`: the number answered, NaN for a level or none. `grades`: places in `EVIDENCE`.
    """

    states: Bytes
    claimed: Floats
    beneath: Floats
    numbers: Floats
    grades: Bytes

    def of_question(self, place: int) -> AnswerColumns:
        """One column of a table, `(candidates,)`, to be filled where it lies."""
        return AnswerColumns(**{name: array[:, place] for name, array in vars(self).items()})


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

    def at(self, places: npt.NDArray[np.intp], silence: Floats) -> Worth:
        """The worth of the answers at these places, `(candidates, questions)`, of a list of answers.

        `silence (questions,)` is what no answer to each counts.
        """
        found: dict[str, Any] = {
            name: array.take(places.T).T for name, array in vars(self).items() if name != "silence"
        }
        np.copyto(found["point"], silence, where=found["silent"])
        return Worth(**found, silence=silence)


def answer_columns(answers: Sequence[Mapping[str, Answer]], questions: Sequence[Question]) -> AnswerColumns:
    """The answers of many candidates to these questions (KeyError where a level does not exist)."""
    found = no_answers(len(answers), len(questions))
    for column, question in enumerate(questions):
        given = [(row, a) for row, said in enumerate(answers) if (a := said.get(question.id)) is not None]
        fill_answers(found.of_question(column), question, given)
    return found


def fill_answers(column: AnswerColumns, question: Question, given: Sequence[tuple[int, Answer]]) -> None:
    """Put answers to one question, each with its row, in there (KeyError where a level does not exist)."""
    if not given:
        return
    rows, answers = [row for row, _ in given], [answer for _, answer in given]
    claimed = values_of(question, answers)
    column.states[rows] = [CODES[answer.counts_as] for answer in answers]
    column.claimed[rows] = claimed
    column.beneath[rows] = beneath(question, claimed)
    column.numbers[rows] = [_number(answer) for answer in answers]
    column.grades[rows] = [GRADES[answer.evidence or question.default_evidence] for answer in answers]


def no_answers(*shape: int) -> AnswerColumns:
    """Arrays in which nobody has been asked anything, to be filled; of a table each column lies together."""
    shape = shape[::-1]
    return AnswerColumns(
        states=np.zeros(shape, np.uint8).T,
        claimed=np.zeros(shape).T,
        beneath=np.full(shape, np.nan).T,
        numbers=np.full(shape, np.nan).T,
        grades=np.zeros(shape, np.uint8).T,
    )


def _number(answer: Answer) -> float:
    return float(answer.value) if isinstance(answer.value, Decimal) else math.nan


def worth(columns: AnswerColumns, reliance: Mapping[Evidence, float], silence: Floats) -> Worth:
    """What answers are worth: states, evidence and silence in one place.

    `silence (questions,)` is what no answer to each counts, 0..100.
    """
    states = columns.states
    silent = (states == NOT_ASKED) | (states == UNKNOWN)
    possible = np.where(silent, 100.0, columns.claimed)  # what is no answer claims nothing
    proven = np.array([reliance[grade] for grade in EVIDENCE]).take(columns.grades.T).T
    np.copyto(proven, said_reliance(columns.beneath, reliance), where=columns.grades == SAID)
    proven *= columns.claimed
    point = proven + possible
    point /= 2
    np.copyto(point, silence, where=silent)
    return Worth(
        proven=proven,
        possible=possible,
        point=point,
        applies=states != NOT_APPLICABLE,
        known=states == ANSWERED,
        silent=silent,
        asked=states != NOT_ASKED,
        silence=silence,
    )
