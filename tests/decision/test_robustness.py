"""How sure a ranking is: ranges in words, second opinions, and what an open answer is worth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.sureness.ask_next import (
    ask_next,
    ask_together,
    worth_of_normal,
    worth_of_silence,
    worth_of_uniform,
)
from msp_select.decision.sureness.robustness import robustness
from msp_select.model.candidate import Candidate
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored, tiny_catalog

POINTS = st.floats(0, 100)
SWINGS = st.floats(0.1, 60)


def textbook(draws: int = 0, **fields: Any) -> Evaluation:
    return scored(NORTHWIND, BUDGETIX, ALPINE, draws=draws, **fields)


def test_the_ranges_of_the_pillars_in_words() -> None:
    sentences = [one.sentence for one in robustness(textbook()).ranges if one.level == "pillar"]

    assert sentences == [
        "Proactivity (now 30 %) can weigh up to 44.9 % before Alpine overtakes.",
        "Transparency (now 20 %) can weigh up to 52.2 % before Alpine overtakes.",
        "Staffing (now 25 %) can weigh up to 39.8 % before Alpine overtakes.",
        "Price (now 25 %) can weigh from 19.1 % to 44.2 %; "
        "beyond that Alpine overtakes below, Budgetix above.",
    ]


def test_a_range_names_who_leads_beyond_it() -> None:
    price = next(one for one in robustness(textbook()).ranges if one.key == "price")

    assert (price.overtaken_below, price.overtaken_above) == ("alpine", "budgetix")
    # Quality 77.2, 85.93 and 48.67 of 100 without price; price levels 52, 15 and 88.
    quality = {"northwind": 77.2, "alpine": 6445 / 75, "budgetix": 3650 / 75}
    low = (quality["northwind"] - quality["alpine"]) / (quality["northwind"] - quality["alpine"] - (52 - 15))
    high = (quality["northwind"] - quality["budgetix"]) / (
        quality["northwind"] - quality["budgetix"] - (52 - 88)
    )
    assert price.low_percent == pytest.approx(100 * low)
    assert price.high_percent == pytest.approx(100 * high)


def test_every_criterion_has_its_range_within_which_it_stands() -> None:
    ranges = [one for one in robustness(textbook()).ranges if one.level == "criterion"]

    assert {one.key for one in ranges} == {
        "proactivity.care",
        "transparency.care",
        "staffing.care",
        "price.level",
    }
    assert all(one.low_percent <= one.weight_percent <= one.high_percent for one in ranges)


def test_all_methods_give_their_order_and_their_agreement() -> None:
    found = robustness(textbook())
    own = found.opinions[0]

    assert [one.method for one in found.opinions] == [
        "additive",
        "weighted_product",
        "topsis",
        "vikor",
        "promethee",
        "electre",
    ]
    assert own.order == ("northwind", "alpine", "budgetix")
    assert own.kendall_tau == 1.0
    assert all(-1.0 <= one.kendall_tau <= 1.0 for one in found.opinions)
    assert all(set(one.order) == set(own.order) for one in found.opinions)


def test_the_methods_that_disagree_are_named_together() -> None:
    assert (
        "  5 of 6 methods put Northwind first; PROMETHEE II puts Alpine first."
        in robustness(textbook()).lines()
    )


def test_the_margin_is_the_lead_over_the_best_rival() -> None:
    evaluation = textbook()
    first, second = (result.score for result in evaluation.results[:2])

    assert robustness(evaluation).margin_points == pytest.approx(first - second)


def test_without_draws_there_are_no_shares_and_the_page_says_so() -> None:
    found = robustness(textbook())

    assert found.shares == ()
    assert found.other_weights == ()
    assert "No random tries were made, so there are no shares of first places." in found.lines()


def test_shares_of_ranks_sum_to_one_and_agree_with_the_ranking() -> None:
    evaluation = textbook(draws=500)
    found = robustness(evaluation)

    assert [share.id for share in found.shares] == [result.id for result in evaluation.results]
    for share, result in zip(found.shares, evaluation.results, strict=True):
        assert sum(share.rank_shares) == pytest.approx(1.0)
        assert share.first_share == result.first_share
    for one in found.other_weights:
        assert sum(one.first_shares.values()) == pytest.approx(1.0, abs=0.01)


def test_the_same_session_gives_the_same_page() -> None:
    assert robustness(textbook(draws=300)).lines() == robustness(textbook(draws=300)).lines()


def test_whoever_fails_a_must_have_is_no_rival() -> None:
    evaluation = scored(NORTHWIND, BUDGETIX, ALPINE, catalog=tiny_catalog(at_least=60), draws=200)
    found = robustness(evaluation)

    assert {share.id for share in found.shares} == {"northwind", "alpine"}
    assert all("budgetix" not in one.order for one in found.opinions)


def test_while_sealed_nothing_depends_on_a_price() -> None:
    cheaper = bidder("Northwind", (78, 80, 74), 20)
    one = robustness(textbook(draws=100, settings={"sealed": True}))
    other = robustness(scored(cheaper, BUDGETIX, ALPINE, draws=100, settings={"sealed": True}))

    assert one.lines() == other.lines()
    assert one.lines()[0] == "Prices are sealed: everything below is about quality alone."
    assert all(not found.key.startswith("price") for found in one.ranges)


@pytest.mark.parametrize("bids", [(), (NORTHWIND,)])
def test_nobody_to_compare_with_leaves_the_lists_empty(bids: tuple[Candidate, ...]) -> None:
    found = robustness(scored(*bids, draws=20))

    assert (found.ranges, found.opinions, found.ask_next) == ((), (), ())
    assert found.margin_points is None


# ---- what to ask next


def test_an_open_answer_of_a_tied_candidate_is_worth_an_eighth_of_its_swing() -> None:
    """E[max(m + w(U - 1/2), m)] - m = w/8."""
    evaluation = scored(bidder("Open", (80, 80, None), 98), bidder("Known", (70, 70, 70), 98))
    asked = ask_next(evaluation)

    assert [(one.candidate, one.row, one.why) for one in asked] == [("open", "q_staffing", "not asked yet")]
    assert asked[0].swing == pytest.approx(25.0)
    assert asked[0].worth == pytest.approx(25 / 8)
    assert asked[0].sentence == "Ask Open: How good is your staffing?"


def test_an_unproven_answer_asks_for_proof() -> None:
    talker = bidder("Talker", (80, 80, 80), 98, evidence="said")
    asked = ask_next(scored(talker, bidder("Doer", (64, 64, 64), 98)))

    assert {one.why for one in asked} == {"unproven"}
    assert {one.grade for one in asked} == {"said"}
    assert asked[0].row == "q_proactivity"
    assert asked[0].sentence == "Get proof from Talker: How good is your proactivity?"


def test_many_open_answers_can_matter_together_where_none_does_alone() -> None:
    evaluation = scored(bidder("Open", (None, None, None), 98), bidder("Known", (73, 73, 73), 98))
    alone, together = ask_next(evaluation), ask_together(evaluation)

    assert all(one.worth < 1e-6 for one in alone)
    assert [(group.candidate, group.answers) for group in together] == [("open", 3)]
    assert together[0].worth > 1.0


def test_what_is_proven_is_not_asked_again() -> None:
    assert ask_next(textbook()) == ()


@settings(max_examples=30)
@given(POINTS, POINTS, SWINGS)
def test_the_worth_of_a_uniform_answer_equals_numerical_integration(
    mean: float, rival: float, swing: float
) -> None:
    u = (np.arange(20_000) + 0.5) / 20_000
    slow = float(np.maximum(mean + swing * (u - 0.5), rival).mean()) - max(mean, rival)

    assert worth_of_uniform(mean, rival, swing) == pytest.approx(slow, abs=1e-4)


@settings(max_examples=30)
@given(POINTS, POINTS, SWINGS, st.floats(0.05, 0.95))
def test_the_worth_of_a_silent_answer_equals_numerical_integration(
    mean: float, rival: float, swing: float, silence: float
) -> None:
    u = (np.arange(40_000) + 0.5) / 40_000
    b = 1 - (1 - u) ** (1 / (1 / silence - 1))
    slow = float(np.maximum(mean + swing * (b - silence), rival).mean()) - max(mean, rival)

    assert worth_of_silence(mean, rival, swing, silence) == pytest.approx(slow, abs=5e-3)


@settings(max_examples=30)
@given(POINTS, POINTS, st.floats(0.1, 20))
def test_the_worth_of_a_normal_sum_equals_numerical_integration(
    mean: float, rival: float, deviation: float
) -> None:
    z = np.linspace(-9, 9, 40_001)
    density = np.exp(-z * z / 2)
    slow = float((np.maximum(mean + deviation * z, rival) * density).sum() / density.sum()) - max(mean, rival)

    assert worth_of_normal(mean, rival, deviation) == pytest.approx(slow, abs=1e-3)
