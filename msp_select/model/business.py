"""The questions about the business itself, and what each answer moves."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from msp_select.model.answer_kinds import KINDS, BusinessKind
from msp_select.model.scalars import Flag, Frozen, Id, Name, Number, Several, Text


class Effect(Frozen):
    """One thing an answer moves: a weight, a must-have, a cost input, or a note to the reader."""

    weight: Text = ""
    must_have: Id | None = None
    input: Id | None = None
    note: Text = ""
    set: Number | None = None
    times: Number | None = None
    add: Number | None = None
    step: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    on: Flag | None = None
    because: Text = ""

    @model_validator(mode="after")
    def _one_target_one_operation(self) -> Self:
        if sum(map(bool, (self.weight, self.must_have, self.input, self.note))) != 1:
            raise ValueError("an effect needs exactly one of weight, must_have, input, note")
        operations = sum(x is not None for x in (self.set, self.times, self.add, self.step))
        if operations != (1 if self.weight or self.input else 0):
            raise ValueError("an effect on a weight or input needs exactly one of set, times, add, step")
        gates = sum(x is not None for x in (self.at_least, self.at_most, self.on))
        if bool(gates) != bool(self.must_have):
            raise ValueError("at_least, at_most and on belong to an effect on a must_have")
        if not self.because and not self.note:
            raise ValueError('an effect needs because = "..."')
        return self

    @property
    def target(self) -> str:
        """What the effect acts on: a pillar, a criterion, a question or a cost input."""
        return self.weight or self.must_have or self.input or "note"


class Option(Frozen):
    """One answer to choose; `feeds` is what the cost model reads from it."""

    id: Id
    label: Text
    feeds: Number | None = None
    effects: Several[Effect] = ()


class Range(Frozen):
    """Effects that act while the number is below, above or between."""

    below: Number | None = None
    above: Number | None = None
    effects: Several[Effect]

    @model_validator(mode="after")
    def _has_a_bound(self) -> Self:
        if self.below is None and self.above is None:
            raise ValueError("a range needs below, above or both")
        return self


class BusinessQuestion(Frozen):
    """One question about the business."""

    LISTED_AS: ClassVar[str] = "option"

    id: Id
    criterion: Id
    text: Text
    why: Text
    kind: BusinessKind
    unit: Text = ""
    range: tuple[Number, Number] | None = None
    feeds: Text = ""
    per: Id | None = None
    options: Several[Option] = ()
    ranges: Several[Range] = ()
    source: Text = ""

    @model_validator(mode="after")
    def _kind_has_its_parts(self) -> Self:
        kind = KINDS[self.kind]
        if kind.listed != bool(self.options):
            raise ValueError("options belong to choice and multiple, and they need some")
        if self.ranges and not kind.figure:
            raise ValueError("ranges belong to number and money")
        return self

    @property
    def listed(self) -> dict[str, str]:
        """What each option says, by its id."""
        return {option.id: option.label for option in self.options}

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)


class Group(Frozen):
    """A group of business questions that are asked together."""

    id: Id
    title: Name
    summary: Text = ""


class BusinessQuestionnaire(Frozen):
    """`business.toml`: asked once, before any bidder is scored."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["business"]
    version: Text
    title: Name
    summary: Text
    criteria: Several[Group]
    questions: Several[BusinessQuestion]

    @model_validator(mode="after")
    def _groups_exist(self) -> Self:
        known = {group.id for group in self.criteria}
        for question in self.questions:
            if question.criterion not in known:
                raise ValueError(f"question {question.id}: there is no group {question.criterion}")
        return self

    def without(self, feeds: Collection[str]) -> Self:
        """The same without the questions that only feed these cost inputs."""
        kept = tuple(question for question in self.questions if question.feeds not in feeds)
        return self.model_copy(update={"questions": kept})

    def question(self, question_id: str) -> BusinessQuestion | None:
        """The question of that id, if there is one."""
        return next((q for q in self.questions if q.id == question_id), None)
