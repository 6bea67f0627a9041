"""A weight profile: what matters how much, and how far each grade of evidence is relied on."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from msp_select.model.fields import EVIDENCE, Evidence, Frozen, Id, Name, Several, Share, Text, Weight


class WeightProfile(Frozen):
    """One TOML file in `weights/`; pillars and criteria in percent, questions in steps of 0 to 3."""

    schema_: Literal[1] = Field(alias="schema")
    id: Id
    version: Text = "1.0"
    title: Name
    summary: Text
    covers: Several[Id] = ()
    pillars: dict[Id, Weight]
    criteria: dict[Id, dict[Id, Weight]] = {}
    questions: dict[Id, Weight] = {}
    evidence: dict[Evidence, Share]

    @model_validator(mode="after")
    def _sums_and_grades(self) -> Self:
        if sum(self.pillars.values()) <= 0:
            raise ValueError("at least one pillar must have a weight above 0")
        if any(sum(shares.values()) > 100 + 1e-9 for shares in self.criteria.values()):
            raise ValueError("the criteria named for a pillar may not take more than 100 percent of it")
        missing = [grade for grade in EVIDENCE if grade not in self.evidence]
        if missing:
            raise ValueError(f"evidence needs a share for {', '.join(missing)}")
        shares = [self.evidence[grade] for grade in EVIDENCE]
        if shares != sorted(shares):
            raise ValueError("better evidence may not count for less than weaker evidence")
        return self


class OwnWeights(Frozen):
    """The session's weights: a profile, the effects taken back, and the user's own figures."""

    profile: Id = "balanced"
    undone: Several[Text] = ()
    pillars: dict[Id, Weight] = {}
    criteria: dict[Id, dict[Id, Weight]] = {}
    questions: dict[Id, Weight] = {}
