"""How likely it is that an open must-have is met: a judgement from those that are judged already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from msp_select.decision.scoring.must_haves import Gate
from msp_select.engine.validation import Floats

SILENT = 0.5
"""What is left of the chance of a must-have that was asked about and not answered."""


def chances(held: Sequence[Sequence[Gate]], rows: Sequence[str]) -> Floats:
    """The chance that each open must-have is met, `(candidates, rows)`; 1 where none is open.

    Of J must-haves judged with this candidate, M met, (M + 1) / (J + 2), and half of that where it was asked
    and not answered. Must-haves that only want an answer are open without being drawn.
    """
    found = np.ones((len(held), len(rows)))
    place = {row: column for column, row in enumerate(rows)}
    for candidate, gates in enumerate(held):
        likely = chance_of_open(gates)
        for gate in gates:
            if gate.outcome == "open" and not gate.rule.answered:
                found[candidate, place[gate.question]] = likely * (SILENT if gate.asked else 1.0)
    return found


def chance_of_open(gates: Sequence[Gate]) -> float:
    """The chance that a must-have nobody asked about is met, from those that were judged."""
    judged = [gate for gate in gates if not gate.rule.answered and gate.outcome in ("passed", "failed")]
    met = sum(gate.outcome == "passed" for gate in judged)
    return (met + 1) / (len(judged) + 2)
