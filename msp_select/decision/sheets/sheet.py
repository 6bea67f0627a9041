"""What a handout is: what an owner takes along about one candidate, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.evaluation import Evaluation
from msp_select.model.agreement import Agreement


@dataclass(frozen=True, kw_only=True)
class Handout:
    """Ids, codes and unrounded figures about `candidate`; `name` is what the command line calls it."""

    name: ClassVar[str]
    candidate: str


def agreement_of(evaluation: Evaluation) -> Agreement:
    """The catalog's agreement, or an empty one where a catalog has none."""
    return evaluation.catalog.agreed
