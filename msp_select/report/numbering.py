"""What candidates are called by where their names have no room: a number that no other one has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msp_select.decision.scoring.evaluation import Evaluation

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numbers(evaluation: Evaluation) -> Mapping[str, str]:
    """Each candidate's number: its rank, with a letter after it where several share the rank: 1, 2a, 2b."""
    sharing, met = Counter(result.rank for result in evaluation.results), Counter[int]()
    found = {}
    for result in evaluation.results:
        alone = sharing[result.rank] == 1
        found[result.id] = f"{result.rank}{'' if alone else _letters(met[result.rank])}"
        met[result.rank] += 1
    return found


def _letters(at: int) -> str:
    """a to z, then aa, ab and so on."""
    before = _letters(at // len(LETTERS) - 1) if at >= len(LETTERS) else ""
    return before + LETTERS[at % len(LETTERS)]
