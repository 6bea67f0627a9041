"""A questionnaire is one pillar: its criteria, its questions and how an answer earns 0 to 100."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from msp_select.model.answer_kinds import KINDS, QuestionKind
from msp_select.model.candidate import CandidateKind
from msp_select.model.cues import Cues
from msp_select.model.scalars import (
    Evidence,
    Flag,
    Frozen,
    Id,
    Name,
    Number,
    Points,
    Several,
    Size,
    Text,
    Weight,
    shown,
)

Source = Literal["papers", "owner", "bidder", "referee"]
"""Who can answer: it is in the bidder's papers; the owner judges it; the bidder knows it; a client does."""


def is_later(edition: str, than: str) -> bool:
    """Whether a version such as "2.0" came after another; what is no number comes after nothing."""
    try:
        one, other = (tuple(map(int, version.split("."))) for version in (edition, than))
    except ValueError:
        return False
    return one > other


class Level(Frozen):
    """One observable step of a choice question; `feeds` is what the cost model reads from it.

    `cues` are phrases by which a document says just this.
    """

    id: Id
    value: Points
    label: Text
    feeds: Number | None = None
    cues: Cues = ()


class NoNumber(Frozen):
    """The answer to a number question that is not a number, such as "they do not record it"."""

    label: Text
    value: Points


class MustHave(Frozen):
    """A gate: a number is held against the answer, a choice against its value, money against being there."""

    at_least: Number | None = None
    at_most: Number | None = None
    answered: Flag = False
    on: Flag = True
    cure: Text = ""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        rules = (self.at_least is not None) + (self.at_most is not None) + self.answered
        if rules != 1:
            raise ValueError("a must-have needs exactly one of at_least, at_most, answered = true")
        return self


class Condition(Frozen):
    """On which answer to an earlier question another one depends: one of these levels, or a number within."""

    question: Id
    is_: tuple[Id, ...] = Field(default=(), alias="is")
    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if not self.is_ and self.at_least is None and self.at_most is None:
            raise ValueError("a condition needs is = [...], at_least or at_most")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least is above at_most: no number is both")
        return self

    def holds(self, value: Decimal | str) -> bool:
        """Whether that value of the earlier answer is one of those it depends on."""
        if isinstance(value, str):
            return value in self.is_
        if self.at_least is None and self.at_most is None:
            return False
        enough = self.at_least is None or value >= self.at_least
        return enough and (self.at_most is None or value <= self.at_most)


class NotFor(Frozen):
    """The kinds of candidate a question makes no sense for, and why, as a reason why it does not apply."""

    kinds: Annotated[tuple[CandidateKind, ...], Field(min_length=1)]
    because: Name


class Retired(Frozen):
    """A question asked until an edition: what is said of it is kept, and counted nowhere.

    `short` is what it was called; `into` the questions that ask in its place.
    """

    id: Id
    short: Name
    version: Text
    into: Several[Id] = ()
    because: Text


class Criterion(Frozen):
    """A section of a pillar; `share` is its percent of the pillar unless profile or user says otherwise."""

    id: Id
    title: Name
    summary: Text = ""
    share: Points | None = None
    scored_from: Literal["cash"] | None = None


class Question(Frozen):
    """One question about a provider, in both wordings, with its value function.

    `short` names it in lists and tables, in two to six words. `ask` is the wording for a bidder; a question
    that only the owner is asked needs none. With `only_if` it is asked after a certain answer alone.
    `answered_by` says who can answer it, the best source first; `text_for` is the owner's wording where the
    candidate is of that kind, `not_for` the kinds it is not put to. `added` and `reworded` are the editions
    of its questionnaire since when it is asked, and asked more strictly. `cues` are phrases by which a
    passage about it is found in a document.
    """

    LISTED_AS: ClassVar[str] = "level"

    id: Id
    short: Name
    added: Text = ""
    reworded: Text = ""
    criterion: Id
    weight: Weight
    sizes: tuple[Size, ...] = ()
    asked_of: Literal["bidder", "owner"]
    answered_by: tuple[Source, ...] = ()
    only_if: Condition | None = None
    text: Text
    text_for: dict[CandidateKind, Text] = {}
    not_for: NotFor | None = None
    ask: Text = ""
    why: Text
    kind: QuestionKind
    levels: Several[Level] = ()
    unit: Text = ""
    value: Several[tuple[Number, Points]] = ()
    range: tuple[Number, Number] | None = None
    none: NoNumber | None = None
    feeds: Text = ""
    must_have: MustHave | None = None
    better: Text = ""
    promise: Text = ""
    evidence: Text = ""
    red_flag: Text = ""
    source: Text = ""
    cues: Cues = ()

    @model_validator(mode="after")
    def _kind_has_its_parts(self) -> Self:
        if self.asked_of == "bidder" and not self.ask.strip():
            raise ValueError('a question that the bidder is asked needs ask = "...", in words for the bidder')
        kind = KINDS[self.kind]
        if kind.listed:
            if not 2 <= len(self.levels) <= 9:
                raise ValueError("a choice needs 2 to 9 levels")
            if len({level.id for level in self.levels}) != len(self.levels):
                raise ValueError("two levels have the same id")
            if "none" in {level.id for level in self.levels}:
                raise ValueError('"none" cannot be the id of a level')
        elif self.levels:
            raise ValueError("only a choice has levels")
        if kind.money and self.weight > 0:
            raise ValueError("money is never scored by itself: its weight must be 0")
        if kind.figure and self.weight > 0 and len(self.value) < 2:
            raise ValueError("a scored number needs at least two points in value")
        xs = [x for x, _ in self.value]
        if any(a >= b for a, b in pairwise(xs)):
            raise ValueError("the points of value must be in strictly rising order")
        if self.range is not None and self.range[0] >= self.range[1]:
            raise ValueError("range must go from the lowest to the highest")
        if len(set(self.answered_by)) != len(self.answered_by):
            raise ValueError("answered_by names somebody twice")
        unasked = self.not_for.kinds if self.not_for is not None else ()
        if both := [kind for kind in unasked if kind in self.text_for]:
            raise ValueError(f'it is not for "{both[0]}", and has a text_for it; expected one of them')
        return self

    @property
    def bid_field(self) -> str:
        """The field of the bid this question fills in, or nothing."""
        return self.feeds.removeprefix("bid.") if self.feeds.startswith("bid.") else ""

    @property
    def is_of_bid(self) -> bool:
        """Whether its figure is a term of the bid: it is no answer, earns no points, and may be a price."""
        return bool(self.bid_field) or KINDS[self.kind].money

    @property
    def listed(self) -> dict[str, str]:
        """What each level says, by its id."""
        return {level.id: level.label for level in self.levels}

    @property
    def asked_as(self) -> str:
        """The question in words that a bidder may read."""
        return self.ask or self.text

    @property
    def default_evidence(self) -> Evidence:
        """A bidder's word is only said; what the owner marks, the owner has seen."""
        return "seen" if self.asked_of == "owner" else "said"

    def evidence_for(self, kind: CandidateKind) -> Evidence:
        """The same of a candidate of that kind: what today's provider did here, the owner has seen."""
        return "seen" if kind == "incumbent" and kind in self.text_for else self.default_evidence

    def text_to(self, kind: CandidateKind) -> str:
        """The owner's wording of it for a candidate of that kind."""
        return self.text_for.get(kind, self.text)

    @property
    def best_source(self) -> Source:
        """Who can answer it best; where the questionnaire does not say, whoever it is asked of."""
        return self.answered_by[0] if self.answered_by else self.asked_of

    def level(self, level_id: str) -> Level | None:
        """The level of that id, if there is one."""
        return next((level for level in self.levels if level.id == level_id), None)

    @property
    def more_is_better(self) -> bool:
        """Whether a larger number earns more points."""
        return bool(self.value) and self.value[-1][1] > self.value[0][1]

    @property
    def listed_values(self) -> dict[str, float]:
        """The value of each level, by its id, and of "none"."""
        values = {level.id: level.value for level in self.levels}
        return values if self.none is None else values | {"none": self.none.value}

    def in_size(self, size: Size) -> bool:
        """Whether the question is asked in a session of that size."""
        return size == "full" or size in self.sizes


class Questionnaire(Frozen):
    """One pillar, as one TOML file says it."""

    schema_: Literal[1] = Field(alias="schema")
    id: Id
    version: Text
    title: Name
    summary: Text
    criteria: Several[Criterion]
    questions: Several[Question]
    retired: Several[Retired] = ()

    @model_validator(mode="after")
    def _criteria_exist(self) -> Self:
        known = {criterion.id for criterion in self.criteria}
        if len(known) != len(self.criteria):
            raise ValueError("two criteria have the same id")
        for at, question in enumerate(self.questions):
            if question.criterion not in known:
                raise PydanticCustomError(
                    "criterion",
                    "there is no criterion {found}; there are: {known}",
                    {
                        "found": shown(question.criterion),
                        "known": ", ".join(c.id for c in self.criteria),
                        "at": ("questions", at, "criterion"),
                    },
                )
        return self

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id (KeyError if there is none)."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)
