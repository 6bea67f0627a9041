"""Evaluation in, sheet out: what an owner takes along, in words."""

from __future__ import annotations

from msp_select.decision.handouts import HANDOUTS
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.errors import UsageError
from msp_select.phrases.en.language import ENGLISH
from msp_select.phrases.language import Language
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table

__all__ = ["HANDOUTS", "Sheet", "Table", "handout"]


def handout(evaluation: Evaluation, name: str, candidate_id: str, language: Language = ENGLISH) -> Sheet:
    """The handout of that name for that candidate (KeyError if there is none); UsageError for other names."""
    if name not in HANDOUTS:
        raise UsageError(f'There is no sheet "{name}".', f"Use one of: {', '.join(HANDOUTS)}.")
    made = HANDOUTS[name](evaluation, candidate_id)
    return language.sheets[type(made)](made, Names.of(evaluation))
