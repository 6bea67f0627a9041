"""How far each evaluator has got; after the reveal, where they differ."""

from __future__ import annotations

from msp_select.cli.evaluate_file import evaluated
from msp_select.cli.explain import finding_lines
from msp_select.cli.tables import wrapped
from msp_select.errors import shown_path
from msp_select.phrases.explanation import evaluators_in_words


def marks_so_far(file: str) -> list[str]:
    """How far each evaluator has got; after the reveal, where they differ."""
    evaluation = evaluated(file, method="additive", samples=0, seed=None)
    if evaluation.leader is None:
        return ["There is no candidate to mark yet."]
    finding = evaluators_in_words(evaluation)
    if finding is None:
        return wrapped(
            f"There is no evaluator yet. msp-select marks {shown_path(file)} --evaluator NAME -o NAME.toml "
            "writes a form."
        )
    return finding_lines((finding,))
