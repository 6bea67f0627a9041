"""Weights: the profile, what the business's answers move, and the user's own figures."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.weighting.resolved_weights import resolve_weights, scaled
from msp_select.model.edits import set_business, set_pillar_weight, set_weights, toggle_effect, with_fields
from msp_select.model.session import Session
from msp_select.phrases.en.weighting import step_sentence
from tests.decision.sessions import catalog, session
from tests.strategies import sessions
from tests.veiled import example

EXAMPLES = ("dental-practice", "design-studio", "law-firm")


def sentences(given_session: Session) -> list[str]:
    return [step_sentence(step, catalog()) for step in resolve_weights(given_session, catalog()).steps]


def test_without_answers_the_balanced_profile_is_used_as_it_is_written() -> None:
    weights = resolve_weights(session(), catalog())
    assert weights.pillars == {
        "proactivity": 28,
        "transparency": 29,
        "staffing": 15,
        "price": 25,
        "security": 3,
    }
    assert weights.criteria["price.level"] == pytest.approx(50)
    assert not weights.steps


def test_an_answer_moves_a_pillar_and_says_why() -> None:
    moved = set_business(session(), "biz_risk", "standstill")
    weights = resolve_weights(moved, catalog())
    assert weights.pillars["price"] == pytest.approx(18)
    assert sum(weights.pillars.values()) == pytest.approx(100)
    # The others keep their proportions around the pillar that was set.
    assert weights.pillars["proactivity"] / weights.pillars["staffing"] == pytest.approx(28 / 15)
    assert any(sentence.startswith("price from 25 % to 18 % because ") for sentence in sentences(moved))


def test_an_effect_taken_back_moves_nothing_and_stays_listed() -> None:
    moved = toggle_effect(set_business(session(), "biz_risk", "standstill"), "biz_risk.price")
    assert resolve_weights(moved, catalog()).pillars["price"] == 25
    assert any(
        step.undone and step.key == "biz_risk.price" for step in resolve_weights(moved, catalog()).steps
    )
    assert resolve_weights(toggle_effect(moved, "biz_risk.price"), catalog()).pillars[
        "price"
    ] == pytest.approx(18)


def test_the_users_own_figure_is_kept_exactly_and_the_rest_is_scaled() -> None:
    own = set_pillar_weight(set_business(session(), "biz_risk", "standstill"), "price", 60)
    pillars = resolve_weights(own, catalog()).pillars
    assert pillars["price"] == 60
    assert sum(pillars.values()) == pytest.approx(100)
    assert pillars["transparency"] / pillars["staffing"] == pytest.approx(29 / 15)


def test_a_profile_that_means_an_answer_is_not_moved_by_it_again() -> None:
    regulated = set_weights(session(), profile="regulated")
    answered = set_business(regulated, "biz_regulated", ("health",))
    assert resolve_weights(answered, catalog()).pillars == resolve_weights(regulated, catalog()).pillars
    # Only the weights are covered: the must-haves of the answer still come on.
    assert "tra_breach_notice" in resolve_weights(answered, catalog()).must_haves
    assert "tra_breach_notice" not in resolve_weights(regulated, catalog()).must_haves


def test_two_options_that_ask_for_the_same_count_once() -> None:
    one = resolve_weights(set_business(session(), "biz_regulated", ("health",)), catalog())
    both = resolve_weights(set_business(session(), "biz_regulated", ("health", "cards")), catalog())
    assert both.pillars == one.pillars


def test_price_only_stays_price_only_whatever_is_answered() -> None:
    only = set_business(set_weights(session(), profile="price_only"), "biz_risk", "standstill")
    assert resolve_weights(only, catalog()).pillars["price"] == 100


def test_a_must_have_takes_the_stricter_threshold_and_the_users_word_is_last() -> None:
    health = set_business(session(), "biz_regulated", ("health",))
    assert resolve_weights(session(), catalog()).must_haves["pro_backup_test"].at_least == 50
    assert resolve_weights(health, catalog()).must_haves["pro_backup_test"].at_least == 80
    own = with_fields(health, must_haves={"pro_backup_test": {"on": False}})
    assert "pro_backup_test" not in resolve_weights(own, catalog()).must_haves


def test_an_hour_of_standstill_worked_out_from_its_helpers_moves_what_a_typed_one_moves() -> None:
    helpers = {"biz_users": 10, "biz_hourly_pay": 100, "biz_idle_share": 100, "biz_sales_hour": 5000}
    helpers |= {"biz_lost_share": 50, "biz_margin": 40}
    worked_out, typed = session(), set_business(session(), "biz_users", Decimal(10))
    for key, value in helpers.items():
        worked_out = set_business(worked_out, key, Decimal(value))
    typed = set_business(typed, "biz_downtime_hour", Decimal(10 * 100 + 5000 * 50 * 40 // 10_000))
    assert any(step.question == "biz_downtime_hour" for step in resolve_weights(typed, catalog()).steps)
    from_helpers = [
        s for s in resolve_weights(worked_out, catalog()).steps if s.question == "biz_downtime_hour"
    ]
    from_typed = [s for s in resolve_weights(typed, catalog()).steps if s.question == "biz_downtime_hour"]
    assert from_helpers == from_typed


@settings(max_examples=40)
@given(sessions())
def test_every_level_sums_to_100_and_no_answer_moves_price_out_of_bounds(any_session: Session) -> None:
    weights = resolve_weights(any_session, catalog())
    assert sum(weights.pillars.values()) == pytest.approx(100)
    for pillar in catalog().questionnaires:
        shares = [weights.criteria[f"{pillar.id}.{c.id}"] for c in pillar.criteria]
        assert sum(shares) == pytest.approx(100)
    profile = catalog().profile(any_session.weights.profile)
    assert profile is not None
    if not any_session.weights.pillars and profile.id != "price_only":
        assert 10 - 1e-9 <= weights.pillars["price"] <= 50 + 1e-9


@given(
    st.dictionaries(st.sampled_from("abcd"), st.floats(0, 50), min_size=4),
    st.dictionaries(st.sampled_from("abcd"), st.floats(0, 20), max_size=3),
)
def test_scaling_keeps_the_fixed_and_the_proportions_of_the_rest(
    weights: dict[str, float], fixed: dict[str, float]
) -> None:
    free = {key: weight for key, weight in weights.items() if key not in fixed}
    result = scaled(weights, fixed)
    if sum(free.values()) > 1e-6:
        assert sum(result.values()) == pytest.approx(100)
        assert all(result[key] == fixed[key] for key in fixed)
        for a in free:
            for b in free:
                assert result[a] * free[b] == pytest.approx(result[b] * free[a], abs=1e-6)


def test_what_an_answer_moves_is_said_in_words_and_no_figure_stands_without_its_unit() -> None:
    steps = [step for one in EXAMPLES for step in resolve_weights(example(one), catalog()).steps]
    told = {step_sentence(step, catalog()).split(" because ")[0] for step in steps}
    assert '"backups tested" counts 25 % more' in told
    assert '"proof for your insurer" does not count any more' in told
    assert 'must-have "number of technicians" on, limit 4 full-time technicians' in told
    assert 'must-have "backups tested" from 50 to 80 of 100' in told
    unit = re.compile(r"( %| of 100| full-time technicians| times as much)$")
    for sentence in told:
        figures = re.sub(r'"[^"]*"', "", sentence)
        if re.search(r"\d", figures):
            for part in figures.split(" -> "):
                assert re.search(r" % (more|less)$", part) or unit.search(part), sentence
