"""The ranking of a session and why, on one page of text."""

from __future__ import annotations

from msp_select.cli.evaluate_file import evaluated
from msp_select.cli.explain import explanation_lines
from msp_select.cli.rank import ranking_lines
from msp_select.phrases.explanation import explain


def ranked_and_explained(reference: str) -> list[str]:
    """What `rank` prints, then what `explain` prints."""
    evaluation = evaluated(reference, method="additive", samples=None, seed=None)
    return [*ranking_lines(evaluation), "", *explanation_lines(explain(evaluation))]
