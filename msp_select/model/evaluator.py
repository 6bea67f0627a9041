"""An evaluator: one of several people who mark the candidates, each without seeing the others' marks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from msp_select.model.candidate import Answer, AnswerValue
from msp_select.model.scalars import Day, Frozen, Id, Name, Text, Weight


class Mark(Frozen):
    """What one person answers to a question asked of the owner: a level's id, a number, or "none"."""

    value: AnswerValue
    note: Text = ""


def _without_empty(marks: dict[str, dict[str, Mark]]) -> dict[str, dict[str, Mark]]:
    return {candidate: given for candidate, given in marks.items() if given}


Marks = Annotated[dict[Id, dict[Id, Mark]], AfterValidator(_without_empty)]


class Evaluator(Frozen):
    """One person: how much their marks count, the pillar weights they would give, their marks.

    `marks` by candidate and question; `pillars` in percent, empty where they keep the session's.
    """

    id: Id
    name: Name
    weight: Weight = 1.0
    pillars: dict[Id, Weight] = {}
    marks: Marks = {}

    @property
    def given(self) -> int:
        """How many marks they have given."""
        return sum(len(marks) for marks in self.marks.values())


class MeanMark(Answer):
    """The weighted mean of several people's marks in place of an answer; it never stands in a file.

    `points` 0..100 is what it is worth; `value` the nearest level, or the mean of the numbers.
    """

    points: float
    marks: int


class FormMark(Frozen):
    """A place to fill in; `value` is left empty where there is no mark yet."""

    value: AnswerValue = ""
    note: Text = ""


class MarksForm(Frozen):
    """The small file one evaluator fills in and sends back.

    `session` and `created` say which session it belongs to. Where names are hidden, candidates go by their
    letter, and `hidden` holds the token of each, in the order of the letters.
    """

    schema_: Literal[1] = Field(alias="schema")
    kind: Literal["marks"]
    session: Name
    created: Day
    evaluator: Id
    name: Name
    hidden: Text = ""
    pillars: dict[Id, Weight] = {}
    marks: dict[Id, dict[Id, FormMark]] = {}

    @property
    def given(self) -> dict[str, dict[str, Mark]]:
        """The marks filled in, by candidate and question."""
        return _without_empty(
            {
                candidate: {
                    question: Mark(value=mark.value, note=mark.note)
                    for question, mark in marks.items()
                    if mark.value != ""
                }
                for candidate, marks in self.marks.items()
            }
        )
