"""What would change the order."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.engine import (
    additive,
    contributions,
    dominates,
    fewest_changes,
    flip_weight,
    frontier,
    stability_intervals,
    tornado,
)
from tests.engine.problems import Problem, problems

# Scores 100 w + 20 (1 - w) and 50: the two cross where w is 3/8.
VALUES = [[100, 20], [50, 50]]


def test_the_lead_holds_from_the_crossing_of_two_lines() -> None:
    found = stability_intervals(VALUES, [1, 1])
    assert found == pytest.approx(np.array([[0.375, 1], [0, 0.625]]))


def test_a_tie_at_the_very_end_of_the_range_is_a_tie() -> None:
    """The others cancel out but for rounding: a and b tie where the criterion weighs nothing."""
    values = [[10, 0.1, 0.2, 0.3], [0, 0, 0, 0.6]]
    assert flip_weight(values, [0.7, 0.1, 0.1, 0.1], 0, 1, 0) == pytest.approx(0, abs=1e-12)


def test_what_differs_by_rounding_alone_neither_flips_nor_ends_a_lead() -> None:
    values = [[50, 0.3, 0.4, 0.1], [50, 0.2, 0.2, 0.4]]
    for a, b in ((0, 1), (1, 0)):
        assert flip_weight(values, [0.7, 0.1, 0.1, 0.1], a, b, 0) is None
    for weight in (0.1, 0.4, 0.7):
        assert stability_intervals(values, [weight, 0.1, 0.1, 0.1])[0].tolist() == [0, 1]


def test_a_dominating_leader_leads_at_every_weight() -> None:
    assert stability_intervals([[90, 80], [70, 60]], [1, 1]).tolist() == [[0, 1], [0, 1]]


def test_one_candidate_or_one_criterion_leads_at_every_weight() -> None:
    assert stability_intervals([[90, 80]], [1, 3]).tolist() == [[0, 1], [0, 1]]
    assert stability_intervals([[90], [80]], [1]).tolist() == [[0, 1]]
    assert stability_intervals([[90, 0], [80, 100]], [1, 0])[0].tolist() == [0, 1]


def test_leaders_who_tie_have_no_room() -> None:
    found = stability_intervals([[100, 0], [0, 100]], [1, 1])
    assert found.tolist() == [[0.5, 1], [0, 0.5]]


def test_the_flip_weight_is_where_the_lines_cross() -> None:
    assert flip_weight(VALUES, [1, 1], 0, 1, 0) == pytest.approx(0.375)
    assert flip_weight(VALUES, [1, 1], 1, 0, 1) == pytest.approx(0.625)


@pytest.mark.parametrize("values", [[[90, 80], [70, 60]], [[70, 60], [70, 60]]])
def test_there_is_no_flip_weight_without_a_crossing(values: list[list[float]]) -> None:
    assert flip_weight(values, [1, 1], 0, 1, 0) is None


@settings(max_examples=60)
@given(problems(criteria=(2, 5)), st.data())
def test_at_the_flip_weight_the_two_tie(problem: Problem, data: st.DataObject) -> None:
    criterion = data.draw(st.integers(0, len(problem.weights) - 1))
    found = flip_weight(problem.values, problem.weights, 0, 1, criterion)
    weights = problem.weights / problem.weights.sum()

    def lead(weight: float) -> float:
        changed = weights * (1 - weight) / (1 - weights[criterion])
        changed[criterion] = weight
        scores = additive(problem.values, changed)
        return float(scores[0] - scores[1])

    if found is None:
        assert lead(0) * lead(1) > 0 or abs(lead(0)) + abs(lead(1)) < 1e-9
    else:
        assert lead(found) == pytest.approx(0, abs=1e-9)


def test_the_tornado_lists_what_moves_the_margin_widest_first() -> None:
    """The middle is 80, 20 against 50, 50, so the margin is 0 at equal weights.

    The first value from 60 to 100 moves it from -10 to 10. A weight halved is 1/3: 40 against 50;
    doubled 2/3: 60 against 50.
    """
    found = tornado([[60, 20], [50, 50]], [[100, 20], [50, 50]], [1, 1], leader=0)
    assert found.margin == pytest.approx(0)
    first, *rest = found.bars
    assert (first.candidate, first.criterion) in {(0, 0), (None, 0), (None, 1)}
    ends = {(bar.candidate, bar.criterion): (bar.at_low, bar.at_high) for bar in found.bars}
    assert ends[0, 0] == pytest.approx((-10, 10))
    assert ends[None, 0] == pytest.approx((-10, 10))
    assert ends[None, 1] == pytest.approx((10, -10))
    assert [bar.width for bar in found.bars] == sorted((b.width for b in found.bars), reverse=True)
    assert len(rest) == 2


def test_a_rivals_range_moves_the_leaders_margin_the_other_way() -> None:
    found = tornado([[80], [20]], [[80], [60]], [1], leader=0)
    assert [(b.candidate, b.at_low, b.at_high) for b in found.bars] == [(1, 60, 20)]


def test_dominance_needs_to_be_never_worse_and_once_better() -> None:
    values = [[90, 80], [90, 70], [90, 80], [95, 10]]
    expected = np.zeros((4, 4), bool)
    expected[0, 1] = expected[2, 1] = True
    assert dominates(values).tolist() == expected.tolist()


def test_the_value_for_money_line_keeps_who_is_not_beaten_on_both() -> None:
    found = frontier([100, 100, 120, 150, 150], [60, 60, 60, 90, 80])
    assert found.tolist() == [True, True, False, True, False]


@settings(max_examples=60)
@given(problems(criteria=(2, 2)))
def test_the_line_rises(problem: Problem) -> None:
    cost, merit = problem.values.T
    kept = frontier(cost, merit)
    assert kept.any()
    order = np.lexsort((merit[kept], cost[kept]))
    pairs = list(zip(cost[kept][order], merit[kept][order], strict=True))
    for (c1, m1), (c2, m2) in pairwise(pairs):
        assert (c1 < c2 and m1 < m2) or (c1, m1) == (c2, m2)


def test_contributions_show_what_each_criterion_adds_to_the_lead() -> None:
    assert contributions([[90, 40], [60, 80]], [3, 1], 0, 1).tolist() == [22.5, -10]


def test_a_gap_that_all_answers_together_only_tie_is_not_closed() -> None:
    assert fewest_changes([2.0, 3.0], 5.0) is None
    assert fewest_changes([], 1.0) is None


def test_forced_answers_come_first_and_may_suffice() -> None:
    found = fewest_changes([1.0, 9.0, 4.0], 0.5, forced=[0])
    assert found is not None
    assert found.chosen == (0,)
    assert found.singles == (1, 2)
