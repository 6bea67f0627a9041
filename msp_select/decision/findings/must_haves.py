"""Must-haves: which fail, and which nobody can judge yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.fact import Fact
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.scoring.evaluation import Result


@dataclass(frozen=True, kw_only=True)
class MustHaves(Fact):
    """How many must-haves the candidate compared with has, and which of them do not pass."""

    kind: ClassVar[str] = "must_haves"
    failed: int
    open: int
    must_haves: int
    failed_questions: tuple[str, ...]
    open_questions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OwnMustHaves(MustHaves):
    """The same of the candidate explained."""

    kind: ClassVar[str] = "own_must_haves"


def against_must_haves(pair: Pair) -> MustHaves | None:
    """Whether the other candidate fails a must-have, and which."""
    return None if pair.against is None else _of(pair.against, MustHaves)


def subject_must_haves(pair: Pair) -> MustHaves | None:
    """The same for the candidate explained."""
    return _of(pair.subject, OwnMustHaves)


def _of(result: Result, fact: type[MustHaves]) -> MustHaves | None:
    if not result.gates:
        return None
    return fact(
        candidates=(result.id,),
        failed=len(result.failed),
        open=len(result.open),
        must_haves=len(result.gates),
        failed_questions=tuple(gate.question for gate in result.failed),
        open_questions=tuple(gate.question for gate in result.open),
    )
