"""What to do now: each step has who and by when, and nothing is signed while something is open."""

from __future__ import annotations

import pytest

from msp_select.decision.findings.next_steps import next_steps
from msp_select.phrases.en.next_steps import steps
from msp_select.phrases.explanation import in_words
from msp_select.phrases.names import Names
from tests.decision.sessions import session
from tests.report.reports import evaluated, example, scored, sealed

EXAMPLES = ("dental-practice", "design-studio", "law-firm")


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_step_says_what_who_and_by_when(name: str) -> None:
    found = next_steps(evaluated(name))
    assert found is not None
    told = steps(found, Names.of(evaluated(name)))
    assert len(told) == len(found.steps) > 0
    assert all(part.strip() for step in told for part in step)


def test_with_answers_worth_asking_the_last_step_is_to_rank_again() -> None:
    found = next_steps(evaluated())
    assert found is not None
    assert found.asks
    assert [step.kind for step in found.steps][-1] == "rank_again"


def test_a_clear_choice_with_nothing_open_is_signed_now() -> None:
    evaluation = evaluated("design-studio")
    found, names = next_steps(evaluation), Names.of(evaluation)
    assert found is not None
    assert in_words(found, names).sentence == "Choose Pennyloaf & Daughter."
    assert steps(found, names) == (("Sign with Pennyloaf & Daughter", "Ines, owner", "now"),)


def test_who_fails_must_haves_has_to_meet_them_before_anything_is_signed() -> None:
    failing = [one for one in example().candidates if one.id in ("grentwick", "quillmoor")]
    alone = example().model_copy(update={"candidates": tuple(failing), "favourite": None})
    found = next_steps(scored(alone))
    assert found is not None
    assert found.verdict == "none_acceptable"
    kinds = [step.kind for step in found.steps]
    assert "cure" in kinds
    assert "sign" not in kinds


@pytest.mark.parametrize("name", EXAMPLES)
def test_while_sealed_the_last_step_opens_the_prices(name: str) -> None:
    found = next_steps(scored(sealed(example(name))))
    assert found is not None
    assert [step.kind for step in found.steps][-1] == "open_prices"
    assert not any(one.kind == "bid_word" for step in found.steps for one in step.conditions)


def test_one_candidate_alone_calls_for_a_second_bid_and_none_for_nothing() -> None:
    lone = example().model_copy(update={"candidates": example().candidates[:1], "favourite": None})
    found = next_steps(scored(lone))
    assert found is not None
    assert found.steps[0].kind == "second_bid"
    assert next_steps(scored(session())) is None
