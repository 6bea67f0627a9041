"""The cost model's defaults: each with low, middle, high, a unit and where it comes from."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from msp_select.model.scalars import Frozen, Id, Name, Number, Several, Text


class Assumption(Frozen):
    """One figure used where neither the business nor the bid says anything."""

    id: Id
    title: Name
    unit: Text
    low: Number
    middle: Number
    high: Number
    origin: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.middle <= self.high:
            raise ValueError("low, middle and high must be in rising order")
        return self


class Assumptions(Frozen):
    """`assumptions.toml`: the table of all defaults, dated, because prices age."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["assumptions"]
    version: Text
    title: Name
    summary: Text
    currency: Text
    assumptions: Several[Assumption]

    def __getitem__(self, assumption_id: str) -> Assumption:
        for assumption in self.assumptions:
            if assumption.id == assumption_id:
                return assumption
        raise KeyError(assumption_id)
