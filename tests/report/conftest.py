"""Documents of one evaluation share its explanation here: it takes most of their time, and never differs."""

from __future__ import annotations

from collections import deque

import pytest

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.explanation import Explanation, explain
from msp_select.report import rendering

_KEPT: deque[tuple[Evaluation, str | None, Explanation]] = deque(maxlen=4)


@pytest.fixture(autouse=True)
def explained_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "explain", _explained)


def _explained(evaluation: Evaluation, *, against: str | None = None) -> Explanation:
    for one, rival, kept in _KEPT:
        if one is evaluation and rival == against:
            return kept
    found = explain(evaluation, against=against)
    _KEPT.append((evaluation, against, found))
    return found
