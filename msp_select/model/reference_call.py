"""The call to a client of a bidder: what to ask, and what each answer says of the bidder's own."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from msp_select.model.scalars import Frozen, Id, Name, Several, Text

Heard = Literal["agrees", "better", "worse", "silent"]
"""What a client's word says of the claim: it stands, is modest, is too much, or nothing is said of it."""


class CallAnswer(Frozen):
    """One thing that may be heard."""

    id: Id
    verdict: Heard
    label: Text


class CallQuestion(Frozen):
    """One question to a client; `lifts` are the questions about the provider its answer bears on."""

    id: Id
    ask: Text
    also: Text = ""
    lifts: Annotated[tuple[Id, ...], Field(min_length=1)]
    answers: Annotated[tuple[CallAnswer, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _answers_differ(self) -> Self:
        if len({answer.id for answer in self.answers}) != len(self.answers):
            raise ValueError("two answers have the same id")
        return self


class ReferenceCall(Frozen):
    """`reference_call.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["reference_call"]
    version: Text
    title: Name
    say_first: Text
    calls: Several[CallQuestion]

    @model_validator(mode="after")
    def _calls_differ(self) -> Self:
        if len({call.id for call in self.calls}) != len(self.calls):
            raise ValueError("two questions of the call have the same id")
        return self
