"""The ranking of a session and why, on one page of text."""

from __future__ import annotations

from msp_select.cli.evaluate_file import evaluated
from msp_select.cli.explain import finding_lines, page_lines
from msp_select.cli.rank import ranking_lines
from msp_select.phrases.explanation import explain


def ranked_and_explained(reference: str) -> list[str]:
    """What `rank` prints, then what `explain --more` adds to it."""
    evaluation = evaluated(reference, method="additive", samples=None, seed=None)
    explanation = explain(evaluation)
    under = page_lines(explanation.page)
    return [*ranking_lines(evaluation), *under, "", *finding_lines(explanation.findings)]
