"""A weight profile: what matters how much, and how far each grade of evidence is relied on."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from msp_select.model.scalars import (
    EVIDENCE,
    STATED,
    Evidence,
    Frozen,
    Id,
    Name,
    Several,
    Share,
    Text,
    Weight,
)

RELIANCE: dict[Evidence, float] = {
    "said": 0.6,
    "written": 0.75,
    "contract": 0.9,
    "seen": 0.95,
    "confirmed": 1.0,
    "measured": 1.0,
}


class WeightProfile(Frozen):
    """One TOML file in `weights/`; pillars and criteria in percent, questions in steps of 0 to 3.

    A pillar that it does not name is left out; one that it names with 0 is asked and weighs nothing.
    """

    schema_: Literal[1] = Field(alias="schema")
    id: Id
    version: Text = "1.0"
    title: Name
    summary: Text
    covers: Several[Id] = ()
    pillars: dict[Id, Weight]
    criteria: dict[Id, dict[Id, Weight]] = {}
    questions: dict[Id, Weight] = {}
    evidence: dict[Evidence, Share] = RELIANCE

    @field_validator("evidence", mode="after")
    @classmethod
    def _measured_counts_whole(cls, given: dict[Evidence, float]) -> dict[Evidence, float]:
        """A profile from before there were measured answers relies on them wholly."""
        return {**given, "measured": given.get("measured", 1.0)}

    @model_validator(mode="after")
    def _sums_and_grades(self) -> Self:
        if sum(self.pillars.values()) <= 0:
            raise ValueError("at least one pillar must have a weight above 0")
        if any(sum(shares.values()) > 100 + 1e-9 for shares in self.criteria.values()):
            raise ValueError("the criteria named for a pillar may not take more than 100 percent of it")
        missing = [grade for grade in STATED if grade not in self.evidence]
        if missing:
            raise ValueError(f"evidence needs a share for {', '.join(missing)}")
        shares = [self.evidence[grade] for grade in EVIDENCE]
        if shares != sorted(shares):
            raise ValueError("better evidence may not count for less than weaker evidence")
        return self


class OwnWeights(Frozen):
    """The session's weights: a profile, the effects taken back, pillars left out, the user's own figures."""

    profile: Id = "balanced"
    undone: Several[Text] = ()
    leave_out: Several[Id] = ()
    pillars: dict[Id, Weight] = {}
    criteria: dict[Id, dict[Id, Weight]] = {}
    questions: dict[Id, Weight] = {}
