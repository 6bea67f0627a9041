"""The order of candidates from their figures: groups, ties, and the edge of too few answers."""

from __future__ import annotations

import numpy as np

from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE
from msp_select.decision.scoring.scores import in_order


def test_groups_follow_each_other_equal_values_share_a_rank_and_ranks_count_on() -> None:
    values = np.array([50.0, 99.0, 70.0, 70.0, 98.0, 60.0])
    failed = np.array([False, True, False, False, False, True])
    coverage = np.array([1.0, 1.0, 1.0, 1.0, 0.2, 0.2])
    found = in_order(values, failed, coverage)
    assert found.groups == (
        "acceptable", "not_acceptable", "acceptable", "acceptable", "too_few_answers", "not_acceptable",
    )  # fmt: skip
    assert found.ranks.tolist() == [3, 5, 1, 1, 4, 6]
    assert found.places.tolist() == [2, 3, 0, 4, 1, 5]


def test_exactly_enough_answers_are_enough() -> None:
    coverage = np.array([ENOUGH_COVERAGE, np.nextafter(ENOUGH_COVERAGE, 0)])
    found = in_order(np.array([10.0, 90.0]), np.zeros(2, bool), coverage)
    assert found.groups == ("acceptable", "too_few_answers")


def test_nobody_is_in_no_order() -> None:
    found = in_order(np.zeros(0), np.zeros(0, bool), np.zeros(0))
    assert (found.groups, found.ranks.tolist(), found.places.tolist()) == ((), [], [])
