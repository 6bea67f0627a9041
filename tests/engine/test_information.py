"""What it is worth to find out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.engine import generator, information_from_draws, value_of_information


def test_worth_is_the_chance_times_the_gain_beyond_the_rival() -> None:
    """A follower 2 behind with a swing of 10 gets ahead with probability 0.3, by 1.5 on average."""
    found = value_of_information([70, 68], [[0], [10]])
    assert found.ravel() == pytest.approx([0, 0.45])


def test_what_cannot_change_the_choice_is_worth_nothing() -> None:
    found = value_of_information([70, 60, 50], [[20.0, 19.9], [20.0, 3.0], [39.0, 0.0]])
    assert found.tolist() == [[0, 0], [0, 0], [0, 0]]


def test_between_equals_every_doubt_is_worth_an_eighth_of_its_swing() -> None:
    assert value_of_information([60, 60], [[8], [16]]).tolist() == [[1], [2]]


def test_a_single_candidate_has_nothing_to_choose() -> None:
    assert value_of_information([60], [[50, 3]]).tolist() == [[0, 0]]


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 40).map(float), min_size=2, max_size=5),
    st.integers(1, 60).map(float),
    st.data(),
)
def test_the_closed_form_equals_the_integral(means: list[float], swing: float, data: st.DataObject) -> None:
    who = data.draw(st.integers(0, len(means) - 1))
    swings = np.zeros((len(means), 1))
    swings[who] = swing
    rival = max(mean for one, mean in enumerate(means) if one != who)
    middles = (np.arange(20_000) + 0.5) / 20_000
    better = np.maximum(means[who] + swing * (middles - 0.5), rival)
    found = value_of_information(means, swings)
    assert found[who, 0] == pytest.approx(better.mean() - max(means), abs=1e-6)


def test_draws_of_one_input_agree_with_the_closed_form() -> None:
    rng = generator(1)
    one, noise = 10 * (rng.random(40_000) - 0.5), 6 * (rng.random(40_000) - 0.5)
    scores = np.column_stack([70 + one + noise, np.full(40_000, 68.0)])
    found = information_from_draws(scores, one)
    assert found.worth == pytest.approx(0.45, abs=4 * found.standard_error + 0.01)
    assert 0 < found.standard_error < 0.02


def test_an_input_that_has_nothing_to_do_with_the_scores_is_worth_nothing() -> None:
    rng = generator(2)
    scores = 60 + 5 * rng.standard_normal((20_000, 3))
    found = information_from_draws(scores, rng.random(20_000))
    assert abs(found.worth) <= 4 * found.standard_error
