"""Questions rolled up into criteria, pillars and the total."""

from __future__ import annotations

from types import EllipsisType
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.engine import TreeValues, effective_weights, roll_up
from msp_select.engine.hierarchy import roll_ups
from tests.engine import slow_twins
from tests.engine.trees import TREE, random_tree

ALL = np.ones(6, dtype=bool)


def without(*questions: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = ALL.copy()
    mask[list(questions)] = False
    return mask


def bits(found: TreeValues, at: int | EllipsisType = ...) -> list[bytes]:
    return [np.asarray(array)[at].tobytes() for array in vars(found).values()]


def test_every_level_is_the_weighted_mean_of_the_one_below() -> None:
    found = roll_up(TREE, [100, 20, 40, 80, 60, 10], ALL)
    assert found.criteria == pytest.approx([40, 40, 80, 35])
    assert found.pillars == pytest.approx([40, 50])
    assert found.total == pytest.approx(46)


def test_what_does_not_apply_is_re_shared_within_its_criterion() -> None:
    found = roll_up(TREE, [100, 20, 40, 80, 60, 10], without(1))
    assert found.criteria == pytest.approx([100, 40, 80, 35])
    assert found.criterion_filled.all()


def test_an_empty_criterion_takes_the_mean_of_its_pillar() -> None:
    found = roll_up(TREE, [100, 20, 40, 80, 60, 10], without(3))
    assert found.criterion_filled.tolist() == [True, True, False, True]
    assert found.criteria[2] == found.pillars[1] == pytest.approx(35)


def test_an_empty_pillar_is_re_shared_and_takes_the_total() -> None:
    found = roll_up(TREE, [100, 20, 40, 80, 60, 10], without(3, 4, 5))
    assert found.pillar_filled.tolist() == [True, False]
    assert found.total == pytest.approx(40)
    assert found.pillars[1] == found.criteria[2] == found.total


def test_where_nothing_applies_all_is_zero_and_marked_unfilled() -> None:
    found = roll_up(TREE, [100] * 6, ~ALL)
    assert found.total == 0
    assert not found.pillar_filled.any()
    assert not found.criterion_filled.any()
    assert effective_weights(TREE, ~ALL).tolist() == [0] * 6


def test_an_answer_that_does_not_apply_may_be_anything() -> None:
    assert roll_up(TREE, [100, np.nan, 40, 80, 60, 10], without(1)).total == pytest.approx(64)


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.integers(0, 6))
def test_a_table_gives_each_candidate_the_figures_it_has_alone_to_the_last_bit(seed: int, many: int) -> None:
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    shape = many, tree.questions
    values, applies = rng.random(shape) * 100, rng.random(shape) < 0.7
    found, shares = roll_up(tree, values, applies), effective_weights(tree, applies)
    assert found.total.shape == (many,)
    for i in range(many):
        criteria, pillars, total = slow_twins.roll_up(tree, values[i], applies[i])
        assert (found.criteria[i].tolist(), found.pillars[i].tolist(), found.total[i]) == (
            criteria,
            pillars,
            total,
        )
        assert shares[i].tolist() == effective_weights(tree, applies[i]).tolist()
        assert shares[i].tolist() == pytest.approx(slow_twins.effective_weights(tree, applies[i]))
        assert roll_up(tree, values[i], applies[i]).total == total


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 60))
def test_what_lies_together_question_by_question_has_the_same_bits(seed: int, many: int) -> None:
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    shape = many, tree.questions
    values, applies = rng.random(shape) * 100, rng.random(shape) < 0.7
    by_rows = roll_up(tree, values, applies), effective_weights(tree, applies)
    values, applies = np.asfortranarray(values), np.asfortranarray(applies)
    by_questions = roll_up(tree, values, applies), effective_weights(tree, applies)
    for name in ("criteria", "pillars", "total", "criterion_filled", "pillar_filled"):
        assert getattr(by_rows[0], name).tolist() == getattr(by_questions[0], name).tolist()
    assert by_rows[1].tolist() == by_questions[1].tolist()


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 60), st.sampled_from("CF"), st.booleans())
def test_values_rolled_up_together_have_the_bits_each_has_alone(
    seed: int, many: int, layout: Literal["C", "F"], unread: bool
) -> None:
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    shape = many, tree.questions
    applies = np.asarray(rng.random(shape) < 0.7, order=layout)
    tables = [np.asarray(rng.random(shape) * 100, order=layout) for _ in range(3)]
    if unread:
        tables[1][~applies] = np.nan
    for values, found in zip(tables, roll_ups(tree, tables, applies), strict=True):
        assert bits(found) == bits(roll_up(tree, values, applies))
        for i in range(many):
            assert bits(found, i) == bits(roll_up(tree, values[i], applies[i]))


def test_leading_axes_are_kept() -> None:
    values = np.arange(36.0).reshape(2, 3, 6)
    applies = values % 5 > 0
    found = roll_up(TREE, values, applies)
    assert found.criteria.shape == (2, 3, 4)
    assert found.total.shape == (2, 3)
    assert found.total[1, 2] == roll_up(TREE, values[1, 2], applies[1, 2]).total
    shares = effective_weights(TREE, applies)
    assert shares[1, 2].tolist() == effective_weights(TREE, applies[1, 2]).tolist()


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_the_total_is_the_sum_of_effective_weights_times_values(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    values, applies = rng.random(tree.questions) * 100, rng.random(tree.questions) < 0.7
    shares = effective_weights(tree, applies)
    found = roll_up(tree, values, applies)
    assert found.total == pytest.approx(float(shares @ values))
    assert not shares[~applies].any()
    if found.pillar_filled.any():
        assert shares.sum() == pytest.approx(1)
    assert np.isfinite(found.criteria).all()
    assert np.isfinite(found.pillars).all()


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_splitting_a_question_in_halves_changes_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tree = random_tree(rng)
    values, applies = rng.random(tree.questions) * 100, rng.random(tree.questions) < 0.8
    split = int(rng.integers(tree.questions))
    halves = tree.question_weights.copy()
    halves[split] /= 2
    doubled = type(tree)(
        np.append(tree.criterion_of, tree.criterion_of[split]),
        tree.pillar_of,
        np.append(halves, halves[split]),
        tree.criterion_weights,
        tree.pillar_weights,
    )
    again = roll_up(doubled, np.append(values, values[split]), np.append(applies, applies[split]))
    once = roll_up(tree, values, applies)
    assert again.total == pytest.approx(once.total)
    assert again.criteria == pytest.approx(once.criteria)
