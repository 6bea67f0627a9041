"""Nothing that cannot be true together stands on one page, over random sessions and the shipped examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from msp_select.decision.evaluate import evaluate
from msp_select.decision.evaluation import Evaluation
from msp_select.decision.sureness.robustness import robustness
from msp_select.phrases.explanation import explain
from tests.decision.contradictions_on_a_page import Page, contradictions
from tests.decision.sessions_at_random import session_at_random
from tests.decision.test_examples import EXAMPLES, evaluated
from tests.strategies import shipped_catalog

SESSIONS = 60


def pages(evaluation: Evaluation) -> Iterator[Page]:
    """What is said of the first against whom the choice is with, and against the last in the ranking."""
    sure = robustness(evaluation)
    yield Page(evaluation, explain(evaluation), sure)
    if len(evaluation.results) > 2:
        yield Page(evaluation, explain(evaluation, against=evaluation.results[-1].id), sure)


@pytest.mark.parametrize("seed", range(SESSIONS))
def test_nothing_stands_together_that_may_not(seed: int) -> None:
    evaluation = evaluate(session_at_random(seed, shipped_catalog()), shipped_catalog())
    assert [one for page in pages(evaluation) for one in contradictions(page)] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_nor_in_the_examples(example: str) -> None:
    assert [one for page in pages(evaluated(example)) for one in contradictions(page)] == []
