"""Nothing that cannot be true together stands on one page, over random sessions and the shipped examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.explanation import explain
from msp_select.store.session import load_session
from tests.decision.contradictions_on_a_page import NEVER_TOGETHER, Page, contradictions
from tests.decision.sessions_at_random import session_at_random
from tests.decision.test_examples import EXAMPLES, evaluated
from tests.strategies import shipped_catalog

SESSIONS = 30  # two thousand by `python -m tests.benchmarks.contradictions`
RARE = (45, 49, 50, 58, 87)  # in which what is seldom said is said
FOUND_LATER = (955, 1575)  # sessions beyond those in which two sentences once contradicted each other
CASES = Path(__file__).parents[1] / "cases"


def pages(evaluation: Evaluation) -> Iterator[Page]:
    """What is said of the first against whom the choice is with, and against the last in the ranking."""
    sure = robustness(evaluation)
    yield Page(evaluation, explain(evaluation), sure)
    if len(evaluation.results) > 2:
        yield Page(evaluation, explain(evaluation, against=evaluation.results[-1].id), sure)


def test_nothing_stands_together_that_may_not() -> None:
    said: Counter[str] = Counter()
    found = []
    for seed in (*range(SESSIONS), *RARE, *FOUND_LATER):
        evaluation = evaluate(session_at_random(seed, shipped_catalog()), shipped_catalog())
        found += [
            f"session {seed}: {one}" for page in pages(evaluation) for one in contradictions(page, said)
        ]
    assert found == []
    assert [rule.__name__ for rule in NEVER_TOGETHER if not said[rule.__name__]] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_nor_in_the_examples(example: str) -> None:
    assert [one for page in pages(evaluated(example)) for one in contradictions(page)] == []


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.toml")))
def test_nor_in_what_was_once_answered_wrongly(case: str) -> None:
    session = load_session(CASES / f"{case}.toml", shipped_catalog()).session
    evaluation = evaluate(session, shipped_catalog())
    assert [one for page in pages(evaluation) for one in contradictions(page)] == []
