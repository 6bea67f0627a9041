"""How sure a ranking is: ranges in words, second opinions, and what an open answer is worth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.robustness.value_of_information import AskList, OpenGroup, ask_list, open_answers_of
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation, eligible
from msp_select.decision.scoring.verdict import VerdictKind
from msp_select.model.candidate import Candidate
from msp_select.model.session import Session
from msp_select.phrases.en.ask_next import answer_open, answer_to_do
from msp_select.phrases.en.robustness import robustness_lines, weight_range
from msp_select.phrases.names import Names
from tests.decision.sessions_at_random import session_at_random
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, scored, tiny_catalog
from tests.strategies import sessions, shipped_catalog


def textbook(draws: int = 0, **fields: Any) -> Evaluation:
    return scored(NORTHWIND, BUDGETIX, ALPINE, draws=draws, **fields)


def page(evaluation: Evaluation) -> list[str]:
    return robustness_lines(robustness(evaluation), evaluation)


def test_the_ranges_of_the_pillars_in_words() -> None:
    evaluation = textbook()
    ranges, names = robustness(evaluation).ranges, Names.of(evaluation)
    sentences = [weight_range(one, names) for one in ranges if one.level == "pillar"]

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
    assert "  5 of 6 methods put Northwind first; PROMETHEE II puts Alpine first." in page(textbook())


def test_the_margin_is_the_lead_over_the_best_rival() -> None:
    evaluation = textbook()
    first, second = (result.score for result in evaluation.results[:2])

    assert robustness(evaluation).margin_points == pytest.approx(first - second)


def test_without_draws_there_are_no_shares_and_the_page_says_so() -> None:
    evaluation = textbook()
    found = robustness(evaluation)

    assert found.shares == ()
    assert found.other_weights == ()
    assert "No random tries were made, so there are no shares of first places." in page(evaluation)


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
    assert page(textbook(draws=300)) == page(textbook(draws=300))


def test_whoever_fails_a_must_have_is_no_rival() -> None:
    evaluation = scored(NORTHWIND, BUDGETIX, ALPINE, catalog=tiny_catalog(at_least=60), draws=200)
    found = robustness(evaluation)

    assert {share.id for share in found.shares} == {"northwind", "alpine"}
    assert all("budgetix" not in one.order for one in found.opinions)


def test_while_sealed_nothing_depends_on_a_price() -> None:
    cheaper = bidder("Northwind", (78, 80, 74), 20)
    one = textbook(draws=100, settings={"sealed": True})
    other = scored(cheaper, BUDGETIX, ALPINE, draws=100, settings={"sealed": True})

    assert page(one) == page(other)
    assert page(one)[0] == "Prices are sealed: everything below is about quality alone."
    assert all(not found.key.startswith("price") for found in robustness(one).ranges)


@pytest.mark.parametrize("bids", [(), (NORTHWIND,)])
def test_nobody_to_compare_with_leaves_the_lists_empty(bids: tuple[Candidate, ...]) -> None:
    found = robustness(scored(*bids, draws=20))

    assert (found.ranges, found.opinions, found.ask_list) == ((), (), None)
    assert found.margin_points is None


# ---- what to ask next


def test_the_answer_that_could_turn_the_choice_is_asked_for() -> None:
    evaluation = scored(bidder("Open", (95, 95, None), 98), bidder("Known", (70, 70, 70), 98))
    found = ask_list(evaluation)

    assert found is not None
    assert found.now == "known"
    assert [(one.candidate, one.row, one.kind) for one in found.answers] == [
        ("open", "q_staffing", "not_asked")
    ]
    (only,), names = found.answers, Names.of(evaluation)
    assert answer_open(only) == "not asked yet"
    assert answer_to_do(only, names) == "Ask Open: How good is your staffing?"
    assert found.answers[0].alone == found.together == found.groups[0].worth > 0.05
    assert found.regret_now == pytest.approx(found.together), "there is nothing else to learn"


def test_an_unproven_answer_asks_for_proof() -> None:
    talker = bidder("Talker", (95, 95, 95), 98, evidence="said")
    evaluation = scored(talker, bidder("Doer", (64, 64, 64), 98))
    found = ask_list(evaluation)

    assert found is not None
    assert {one.kind for one in found.answers} == {"unproven"}
    assert {answer_open(one) for one in found.answers} == {"unproven"}
    assert {one.grade for one in found.answers} == {"said"}
    assert found.answers[0].row == "q_proactivity"
    said = answer_to_do(found.answers[0], Names.of(evaluation))
    assert said == "Get proof from Talker: How good is your proactivity?"


@pytest.mark.parametrize(
    ("together", "of_one", "verdict", "is_open", "outcome"),
    [
        (0.05, 0.0, "clear", False, "these"),
        (0.04, 0.05, "clear", False, "all_of_one"),
        (0.04, 0.04, "clear", False, "none"),
        (0.04, 0.04, "clear", True, "little"),
        (0.04, 0.04, "narrow", False, "little"),
        (0.04, 0.04, None, False, "little"),
    ],
)
def test_no_answer_matters_only_where_the_choice_is_clear_and_nothing_is_open(
    together: float, of_one: float, verdict: VerdictKind | None, is_open: bool, outcome: str
) -> None:
    group = OpenGroup("open", 3, of_one)
    found = AskList("known", 0.02, together, (), (group,), verdict, is_open)

    assert found.outcome == outcome
    assert found.regret_after == 0.0, "never less than nothing"
    assert AskList("known", 0.02, 0.04, (), (), "clear", open_must_haves=False).outcome == "none"


def test_what_is_proven_is_not_asked_again() -> None:
    found = ask_list(textbook())
    assert found is not None
    assert (found.answers, found.groups, found.together) == ((), (), 0.0)


def test_open_must_haves_of_the_list_come_first_and_say_so() -> None:
    one, other = bidder("Open", (95, 95, None), 98), bidder("Known", (60, 60, 60), 98, evidence="written")
    found = ask_list(scored(one, other, catalog=tiny_catalog(at_least=55)))
    assert found is not None
    assert [answer.must_have for answer in found.answers] == sorted(
        (answer.must_have for answer in found.answers), reverse=True
    )
    assert (found.answers[0].row, found.answers[0].must_have) == ("q_staffing", True)


@settings(max_examples=15)
@given(sessions(most=4))
def test_knowing_everything_is_worth_what_not_knowing_costs(any_session: Session) -> None:
    evaluation = evaluate(any_session, shipped_catalog(), draws=0)
    group = eligible(evaluation)
    if len(group) < 2:
        return
    found = open_answers_of(evaluation, group)
    everything = found.worth(range(len(found.candidate)))
    assert everything == pytest.approx(found.losses()[found.today], abs=1e-3)


def test_ordering_by_a_method_and_its_second_opinion_weigh_the_same_criteria() -> None:
    """In the small set of questions nobody is asked about some criteria; the score leaves them out too."""
    alike = []
    for seed in range(30):
        session = session_at_random(seed, shipped_catalog())
        plain = evaluate(session, shipped_catalog(), draws=0)
        if len(plain.results) > 2 and len({result.group for result in plain.results}) == 1:
            alike.append((session, plain))
    assert alike
    for session, plain in alike[:3]:
        for opinion in robustness(plain).opinions:
            ordered = evaluate(session, shipped_catalog(), draws=0, method=opinion.method)
            values = {result.id: result.order_value for result in ordered.results}
            found = [values[candidate] for candidate in opinion.order]
            assert found == sorted(found, reverse=True), opinion.method


def test_places_and_the_tries_in_which_a_must_have_is_not_met_make_up_a_hundred() -> None:
    catalog = tiny_catalog(at_least=60)
    evaluation = scored(NORTHWIND, bidder("Open", (78, 80, None), 98), draws=400, catalog=catalog)
    unmet = 100 * (1 - sum(evaluation.result("open").rank_shares or ()))
    (line,) = (one for one in page(evaluation) if one.startswith("  Open: place"))

    assert unmet > 1
    assert f"; a must-have not met in {unmet:.0f} of 100 tries; of 100 tries it beats" in line
    assert "not met" not in next(one for one in page(evaluation) if one.startswith("  Northwind: place"))


def test_who_is_level_with_the_leader_at_every_weight_never_overtakes() -> None:
    twin = bidder("Twin", (78, 80, 74), 98)
    evaluation = scored(NORTHWIND, twin, BUDGETIX, ALPINE, draws=100)
    ranges = [one for one in robustness(evaluation).ranges if not one.holds_throughout]

    assert evaluation.result("twin").score == evaluation.result("northwind").score
    assert ranges
    assert {one.overtaken_below for one in ranges} | {one.overtaken_above for one in ranges} == {
        None, "alpine", "budgetix",
    }  # fmt: skip
