"""A review as JSON: every figure unrounded, and the sentences that are said of them."""

from __future__ import annotations

from typing import Any

from msp_select.decision.after.review import AfterSigning, figures
from msp_select.phrases.en.after.review import sentences

REVIEW_SCHEMA = "msp-select/review/1"


def review_json(after: AfterSigning) -> dict[str, Any]:
    """The review as it is printed for other programs."""
    return {"schema": REVIEW_SCHEMA, **figures(after), "sentences": list(sentences(after))}
