"""Each method against a worked example that others have published."""

from __future__ import annotations

import numpy as np
import pytest

from msp_select.engine import (
    additive,
    electre,
    promethee,
    rank,
    topsis,
    vikor,
    weighted_product,
)


def test_additive_is_the_example_of_the_saw_chapter() -> None:
    """Tzeng and Huang, "Multiple Attribute Decision Making" (2011): the four machines.

    The ratings and weights are the book's; the weighted means are simple enough to do by hand.
    """
    values = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    assert additive(values, [0.3, 0.4, 0.3]) == pytest.approx([5.9, 6.9, 7.4, 5.5])


def test_weighted_product_is_a_weighted_geometric_mean() -> None:
    """By hand: 2^(1/2) 8^(1/2) = 4; 1^(1/4) 16^(3/4) = 8 (Bridgman's product of powers)."""
    assert weighted_product([[2, 8], [4, 4]], [1, 1]) == pytest.approx([4, 4])
    assert weighted_product([[1, 16]], [1, 3]) == pytest.approx([8])


def test_topsis_is_the_example_of_tzeng_and_huang() -> None:
    """Tzeng and Huang, "Multiple Attribute Decision Making" (2011), as in scikit-criteria's tests."""
    found = topsis([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3])
    assert found == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)
    assert rank(found).tolist() == [3, 2, 1, 4]


def test_vikor_is_the_mountain_example_of_opricovic_and_tzeng() -> None:
    """Opricovic and Tzeng, European Journal of Operational Research 156 (2004) 445-455.

    Risk (less is better, so negated) and altitude of three ways up a mountain.
    """
    found = vikor([[-1, 3000], [-2, 3750], [-5, 4500]], [1, 1])
    assert found.s == pytest.approx([0.5, 0.375, 0.5])
    assert found.r == pytest.approx([0.5, 0.25, 0.5])
    assert found.q == pytest.approx([1.0, 0.0, 1.0])
    assert found.compromise.tolist() == [False, True, False]


DAMS = np.array(
    [
        [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
        [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
        [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
        [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
        [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
        [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
    ]
) * np.array([1, -1, 1, 1, -1, -1, -1, 1])


@pytest.mark.parametrize(
    ("weights", "q", "compromise"),
    [
        ([1, 1, 1, 1, 1, 1, 1, 1], [0.991, 1.0, 0.473, 0.670, 0.0, 0.578], [4]),
        ([2, 2, 2, 2, 1, 1, 1, 1], [1.0, 0.533, 0.552, 0.563, 0.0, 0.686], [4]),
        ([1, 1, 1, 1, 2, 2, 2, 2], [0.684, 1.0, 0.147, 0.554, 0.041, 0.191], [2, 4, 5]),
        ([1, 1, 1, 1, 3.2, 3.2, 3.2, 3.2], [0.668, 1.0, 0.051, 0.588, 0.058, 0.078], [2, 4, 5]),
    ],
)
def test_vikor_is_the_hydropower_example(weights: list[float], q: list[float], compromise: list[int]) -> None:
    """Opricovic and Tzeng, European Journal of Operational Research 178 (2007) 514-529."""
    found = vikor(DAMS, weights)
    assert found.q == pytest.approx(q, abs=2e-3)
    assert np.flatnonzero(found.compromise).tolist() == compromise


COMPANIES = [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]]
"""Papathanasiou and Ploskas, "Multiple Criteria Decision Aid" (2018): six sites, four criteria."""


def test_vikor_is_the_site_example_of_papathanasiou_and_ploskas() -> None:
    """The book's chapter on VIKOR, with v = 0.625; figures as in the tests of pyrepo-mcda."""
    found = vikor(COMPANIES, [0.4, 0.3, 0.1, 0.2], v=0.625)
    assert found.q == pytest.approx([0.640, 1.000, 0.693, 0.271, 0.000, 0.694], abs=6e-4)
    assert rank(-found.q).tolist() == [3, 6, 4, 2, 1, 5]


def test_promethee_is_the_site_example_of_papathanasiou_and_ploskas() -> None:
    """The book's chapter on PROMETHEE, linear from 1 to 2; figures as in the tests of pyrepo-mcda."""
    weights = [0.4, 0.3, 0.1, 0.2]
    found = promethee(COMPANIES, weights, preference="linear", indifference=1, threshold=2)
    assert found.net == pytest.approx([-0.26, -0.52, -0.22, 0.36, 0.7, -0.06])


def test_vikor_names_all_within_reach_of_a_tied_lead() -> None:
    """A case of scikit-criteria's tests: two candidates share the lead, a third is close."""
    found = vikor([[4, 4, 4], [7, 6, 8], [8, 8, 6], [6, 8, 8]], [0.3, 0.4, 0.3])
    assert found.q == pytest.approx([1.0, 0.17352941, 0.0, 0.0])
    assert found.compromise.tolist() == [False, True, True, True]


def test_vikor_names_two_when_the_leader_is_not_stable() -> None:
    """A case of scikit-criteria's tests: a clear lead by Q, but first neither by S nor by R."""
    values = -np.array(
        [
            [1.0, 101.0, 1.0, 101.0, 1.00],
            [101.0, 1.0, 101.0, 1.0, 101.0],
            [1.0, 1.0, 1.0, 1.0, 101.0],
            [11.0, 11.0, 11.0, 16.0, 61.0],
            [56.0, 56.0, 56.0, 56.0, 56.0],
        ]
    )
    found = vikor(values, np.ones(5))
    assert found.q == pytest.approx([0.75, 1, 0.5, 0.068, 0.4375], abs=1e-3)
    assert found.compromise.tolist() == [False, False, False, True, True]


def test_promethee_is_the_example_of_the_pymcdm_documentation() -> None:
    """pymcdm, `PROMETHEE_II`, class documentation: usual preference."""
    found = promethee([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2])
    assert found.net == pytest.approx([0.1, -0.3, 0.2])


def test_promethee_with_a_linear_preference_is_as_worked_out_by_hand() -> None:
    """Brans and Vincke's fifth preference function, indifferent to 5, full from 15.

    One criterion, values 0, 10, 30: a lead of 10 counts (10 - 5) / (15 - 5) = 0.5, 20 and 30 count 1.
    """
    found = promethee([[0], [10], [30]], [1], preference="linear", indifference=5, threshold=15)
    assert found.leaving == pytest.approx([0, 0.25, 1])
    assert found.entering == pytest.approx([0.75, 0.5, 0])


def test_electre_is_the_school_example_of_the_mcda_package() -> None:
    """R package MCDA, `ELECTRE3`, example and test: four schools by location and quality."""
    found = electre(
        [[-0.2, 3.0], [-2.3, 9.0], [-2.4, 10.0], [-1.0, 7.0]],
        [0.25, 0.75],
        indifference=[0.2, 1],
        preference=[1, 2],
        veto=[3.5, 4],
    )
    assert found.concordance.ravel() == pytest.approx(
        [1, 0.25, 0.25, 0.25, 0.75, 1, 1, 0.75, 0.75, 1, 1, 0.75, 0.8125, 0.25, 0.25, 1]
    )
    assert found.discordance.sum() == pytest.approx(4.7)
    assert found.credibility.sum() == pytest.approx(10.2291667)
    # Schools B and C outrank each other and all others: a circle, in which both stay.
    assert found.kernel.tolist() == [False, True, True, False]


def test_electre_reads_a_lag_at_a_threshold_without_its_rounding() -> None:
    """0.8 - 0.7 is a hair more than 0.1 in binary: it still is indifference, and no objection."""
    found = electre([[0.7], [0.8]], [1], indifference=0.1, preference=0.1, veto=0.1)
    assert found.concordance.tolist() == [[1, 1], [1, 1]]
    assert found.discordance.max() == 0
