"""Asking what matters: a moved weight, an order, swings, pairs; the ends of a scale in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_select.decision.weighting.elicitation import (
    ends,
    moved,
    rounded,
    shares_of_order,
    shares_of_pairs,
    shares_of_swing,
    swings,
)
from msp_select.decision.weighting.resolved_weights import scaled
from msp_select.phrases.en.weighting import end_in_words
from msp_select.store.catalog import load_catalog

PILLARS = ("a", "b", "c", "d", "e")
percents = st.integers(0, 100).map(float)


def after(own: dict[str, float], start: dict[str, float], key: str, percent: float) -> dict[str, float]:
    """The shares once the user's own figures are put in place."""
    return scaled(start, moved(own, scaled(start, own), key, percent))


@given(
    start=st.lists(st.integers(1, 50), min_size=5, max_size=5),
    steps=st.lists(st.tuples(st.sampled_from(PILLARS), percents), min_size=1, max_size=12),
)
def test_a_moved_weight_is_exactly_what_was_asked_for(
    start: list[int], steps: list[tuple[str, float]]
) -> None:
    base = scaled({name: float(w) for name, w in zip(PILLARS, start, strict=True)}, {})
    base = {name: 100 * w / sum(base.values()) for name, w in base.items()}
    own: dict[str, float] = {}
    for key, percent in steps:
        own = moved(own, scaled(base, own), key, percent)
        shares = scaled(base, own)
        assert shares[key] == pytest.approx(percent, abs=1e-6)
        assert sum(shares.values()) == pytest.approx(100)
        assert all(share >= 0 for share in shares.values())


def test_a_figure_set_before_stays_while_there_is_room() -> None:
    base = dict.fromkeys(PILLARS, 20.0)
    own = moved({}, base, "a", 40.0)
    own = moved(own, scaled(base, own), "b", 30.0)
    assert scaled(base, own) == pytest.approx({"a": 40, "b": 30, "c": 10, "d": 10, "e": 10})


def test_figures_make_room_in_proportion_where_there_is_none_left() -> None:
    base = dict.fromkeys(PILLARS, 20.0)
    own = {"a": 60.0, "b": 30.0}
    assert after(own, base, "c", 40.0) == pytest.approx({"a": 40, "b": 20, "c": 40, "d": 0, "e": 0})


def test_a_figure_given_up_goes_back_among_the_others() -> None:
    assert moved({"a": 60.0, "b": 30.0}, dict.fromkeys(PILLARS, 20.0), "a", None) == {"b": 30.0}


def test_swings_are_shares_of_their_sum() -> None:
    assert shares_of_swing({"a": 100, "b": 60, "c": 40}) == pytest.approx({"a": 50, "b": 30, "c": 20})


def test_an_order_alone_gives_the_centroid() -> None:
    assert shares_of_order(["b", "a"]) == pytest.approx({"b": 75, "a": 25})


def test_pairs_that_agree_give_their_ratios_and_pairs_that_do_not_are_told() -> None:
    agreeing = shares_of_pairs(["a", "b", "c"], {("a", "b"): 2.0, ("a", "c"): 6.0, ("b", "c"): 3.0})
    assert agreeing.consistent
    assert agreeing.shares == pytest.approx({"a": 60, "b": 30, "c": 10})
    circular = shares_of_pairs(["a", "b", "c"], {("a", "b"): 7.0, ("b", "c"): 7.0, ("a", "c"): 1 / 7})
    assert not circular.consistent


@given(st.dictionaries(st.sampled_from(PILLARS), st.floats(0.1, 100), min_size=1))
def test_rounded_shares_still_sum_to_a_hundred(weights: dict[str, float]) -> None:
    whole = sum(weights.values())
    shares = rounded({name: 100 * weight / whole for name, weight in weights.items()})
    assert sum(shares.values()) == pytest.approx(100)
    assert all(round(share, 1) == share for share in shares.values())


def test_both_ends_of_every_pillar_are_said_in_the_words_of_its_questions() -> None:
    catalog = load_catalog()
    found = swings(catalog, {question.id: question.weight for question in catalog.questions.values()})
    assert [swing.pillar for swing in found] == [pillar.id for pillar in catalog.questionnaires]
    for swing in found:
        assert len(swing.worst) == len(swing.best) == 3
        worst, best = (
            {end_in_words(end, catalog, "USD") for end in those} for those in (swing.worst, swing.best)
        )
        assert worst.isdisjoint(best)


def test_the_ends_of_a_number_have_their_unit_and_its_name() -> None:
    catalog = load_catalog()
    worst, best = (end_in_words(end, catalog, "USD") for end in ends(catalog.questions["pro_patch_days"]))
    assert best == "2 days (days to install fixes)"
    assert worst.endswith("(days to install fixes)")


def test_no_weight_no_question() -> None:
    catalog = load_catalog()
    unheard = {question.id: 0.0 for question in catalog.questions.values()}
    assert all(swing.worst == () for swing in swings(catalog, unheard))
