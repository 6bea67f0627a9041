"""The questions about the business itself, and what each answer moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from msp_select.model.answer_kinds import KINDS, BusinessKind
from msp_select.model.scalars import Flag, Frozen, Id, Name, Number, Several, Text

Said = Decimal | str | tuple[str, ...]
"""An answer about the business: a number, an option or a text, several options."""


class Effect(Frozen):
    """One thing an answer moves: a weight, a must-have, a cost input, or a note to the reader.

    `not_asked` is a question about providers that makes no sense after it, and applies to none.
    """

    weight: Text = ""
    must_have: Id | None = None
    input: Id | None = None
    not_asked: Id | None = None
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
        if sum(map(bool, (self.weight, self.must_have, self.input, self.not_asked, self.note))) != 1:
            raise ValueError("an effect needs exactly one of weight, must_have, input, not_asked, note")
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
        return self.weight or self.must_have or self.input or self.not_asked or "note"


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
        if any(effect.not_asked for effect in self.effects):
            raise ValueError("not_asked belongs to an option")
        return self


class When(Frozen):
    """Which answer to another question about the business is meant: exactly one of the five."""

    question: Id
    given: Literal[True] | None = None
    empty: Literal[True] | None = None
    any_of: Several[Id] = ()
    none_of: Several[Id] = ()
    at_least: Number | None = None

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        said = (self.given, self.empty, self.any_of, self.none_of, self.at_least is not None)
        if sum(map(bool, said)) != 1:
            raise ValueError("expected exactly one of given, empty, any_of, none_of, at_least")
        return self

    def holds(self, value: Said | None) -> bool:
        """Whether that answer is meant; None and what holds nothing is no answer."""
        there = value not in (None, "", ())
        if self.given or self.empty:
            return there if self.given else not there
        if self.at_least is not None:
            return isinstance(value, Decimal) and value >= self.at_least
        chosen = {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()
        return bool(chosen & set(self.any_of)) if self.any_of else there and not chosen & set(self.none_of)


class BusinessQuestion(Frozen):
    """One question about the business.

    `round` 1 is the quick start, 2 comes once there are bids, 3 before signing; with `when` it is asked only
    after such an answer. `added` is the edition since when it is asked. `whole`: its number is a count.
    """

    LISTED_AS: ClassVar[str] = "option"

    id: Id
    added: Text = ""
    criterion: Id
    round: Literal[1, 2, 3] = 2
    when: When | None = None
    text: Text
    why: Text
    kind: BusinessKind
    unit: Text = ""
    range: tuple[Number, Number] | None = None
    whole: Flag = False
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

    def chosen(self, value: Said | None) -> tuple[Effect, ...]:
        """The effects of the options chosen; none of a number or a text."""
        ids = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        return tuple(
            effect for key in ids if (option := self.option(key)) is not None for effect in option.effects
        )

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

    def counted(self, answers: Mapping[str, Said]) -> dict[str, Said]:
        """The answers to what is asked after the others; one that is not asked counts as empty."""
        found = dict(answers)
        for question in self.questions:
            if question.when is not None and not question.when.holds(found.get(question.when.question)):
                found.pop(question.id, None)
        return found

    def asked(self, answers: Mapping[str, Said]) -> tuple[BusinessQuestion, ...]:
        """The questions that are asked after these answers, in order."""
        counted = self.counted(answers)
        return tuple(
            q for q in self.questions if q.when is None or q.when.holds(counted.get(q.when.question))
        )

    def not_asked_of_providers(
        self, answers: Mapping[str, Said], undone: Collection[str] = ()
    ) -> dict[str, str]:
        """The questions about providers that make no sense after these answers, each with the reason.

        `undone` names effects taken back, such as "biz_mail_files.sec_partner_rights".
        """
        found, counted = dict[str, str](), self.counted(answers)
        for question in self.questions:
            for effect in question.chosen(counted.get(question.id)):
                if effect.not_asked and f"{question.id}.{effect.target}" not in undone:
                    found.setdefault(effect.not_asked, effect.because)
        return found

    def question(self, question_id: str) -> BusinessQuestion | None:
        """The question of that id, if there is one."""
        return next((q for q in self.questions if q.id == question_id), None)
