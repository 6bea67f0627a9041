"""The explanation as plain data: the keys are a promise to whoever reads them by program."""

from __future__ import annotations

from typing import Any

from msp_select.decision.advice.where_it_stands import where_it_stands
from msp_select.decision.plain_values import as_plain
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.explanation import Explanation

EXPLANATION_SCHEMA = "msp-select/explanation/1"


def explanation_document(evaluation: Evaluation, explanation: Explanation) -> dict[str, Any]:
    """The lines of the verdict, the one page and all findings, each with figures (unrounded) and words."""
    return {
        "schema": EXPLANATION_SCHEMA,
        "language": explanation.language,
        "title": evaluation.session.title,
        "currency": evaluation.session.currency,
        "subject": explanation.subject,
        "against": explanation.against,
        "lines": [as_plain(line) for line in explanation.lines],
        "page": [as_plain(part) for part in explanation.page],
        "findings": [as_plain(finding) for finding in explanation.findings],
        "sources": [as_plain(standing) for standing in where_it_stands(evaluation)],
    }
