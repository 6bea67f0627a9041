"""The explanation as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from typing import Any

from msp_select.decision.plain_values import as_plain
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.explanation import Explanation

EXPLANATION_SCHEMA = "msp-select/explanation/1"


def explanation_document(evaluation: Evaluation, explanation: Explanation) -> dict[str, Any]:
    """The findings in reading order, each with its figures (unrounded) and its sentence."""
    return {
        "schema": EXPLANATION_SCHEMA,
        "language": explanation.language,
        "title": evaluation.session.title,
        "currency": evaluation.session.currency,
        "subject": explanation.subject,
        "against": explanation.against,
        "findings": [as_plain(finding) for finding in explanation.findings],
    }
