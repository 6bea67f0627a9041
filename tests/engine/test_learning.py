"""What learning answers is worth, and which few to ask for next."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.engine import (
    InputError,
    OpenAnswers,
    generator,
    open_answers,
    suggestions,
)
from tests.engine import slow_twins

Floats = npt.NDArray[np.float64]

NAN = float("nan")
SEEDS = st.integers(0, 2**32)


def comparison(
    seed: int, *, candidates: int | None = None, questions: int = 10, must_haves: bool = True
) -> dict[str, Any]:
    """A few candidates close together, with ranges, silence, certain answers and open must-haves."""
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(2, 5)) if candidates is None else candidates, questions)
    weights = rng.integers(0, 4, shape[1]) * (rng.random(shape) < 0.95) + 1e-3
    weights[rng.random(shape) < 0.05] = 0.0
    high = rng.choice([25.0, 50, 75, 100], shape)
    chance = np.full((shape[0], shape[1] + 1), NAN)
    silent = rng.random(shape) < 0.2
    if must_haves:
        chance[:, :-1][silent & (rng.random(shape) < 0.5)] = rng.choice([0.3, 0.44, 0.89])
        chance[rng.random(shape[0]) < 0.2, -1] = 0.7
    return {
        "weights": weights / weights.sum(axis=1, keepdims=True),
        "low": high * rng.choice([0.0, 0.3, 0.6, 0.9, 1.0], shape),
        "high": high,
        "silence_mask": silent,
        "silence": rng.choice([0.0, 6.5, 16.25, 20], questions),
        "chance": chance,
    }


def drawn(seed: int, *, draws: int = 400, fresh: int = 0, **shape: Any) -> OpenAnswers:
    """The open answers of that comparison; another number in `fresh` draws them anew."""
    return open_answers(**comparison(seed, **shape), draws=draws, rng=generator(seed % 2**31 + fresh))


def by_hand(seed: int, draws: int) -> tuple[list[float], list[slow_twins.Learnable]]:
    """The same answers drawn one by one."""
    arrays = comparison(seed)
    return slow_twins.learnable(
        generator(seed % 2**31),
        arrays["weights"],
        arrays["low"],
        arrays["high"],
        np.where(arrays["silence_mask"], arrays["silence"], NAN),
        np.nan_to_num(arrays["chance"], nan=1.0),
        common=0.5,
        draws=draws,
    )


@settings(max_examples=25, derandomize=True)
@given(SEEDS, st.data())
def test_answers_and_their_worth_are_those_worked_out_one_by_one(seed: int, data: st.DataObject) -> None:
    found, (scores, answers) = drawn(seed, draws=60), by_hand(seed, 60)
    assert found.scores == pytest.approx(scores)
    assert found.candidate.tolist() == [one.candidate for one in answers]
    assert found.column.tolist() == [one.column for one in answers]
    assert found.chance.tolist() == [one.chance for one in answers]
    assert found.shifts == pytest.approx(np.array([one.shifts for one in answers]), abs=1e-3)
    assert (found.passes != np.array([one.passes for one in answers])).mean() < 1e-3
    some = data.draw(st.sets(st.integers(0, len(answers) - 1), max_size=6))
    for learned in (some, set(range(len(answers)))):
        assert found.worth(sorted(learned)) == pytest.approx(
            slow_twins.worth(scores, answers, learned), abs=2e-3
        )


@settings(max_examples=40, derandomize=True)
@given(SEEDS, st.data())
def test_all_single_worths_at_once_are_those_of_each(seed: int, data: st.DataObject) -> None:
    found = drawn(seed)
    everything = range(len(found.candidate))
    beside = data.draw(st.lists(st.sampled_from(everything), unique=True, max_size=4))
    each = [found.worth([*beside, one] if one not in beside else beside) for one in everything]
    assert found.worths(beside) == pytest.approx(each, abs=1e-9)


@settings(max_examples=40, derandomize=True)
@given(SEEDS)
def test_everything_of_everybody_is_worth_the_expected_regret_now(seed: int) -> None:
    found = drawn(seed)
    regret = (found.utility.max(axis=0) - found.utility[found.today]).mean()
    assert found.worth(range(len(found.candidate))) == pytest.approx(regret)
    assert found.losses()[found.today] == pytest.approx(regret)
    assert (found.losses() >= 0).all()
    assert found.worth([]) == 0


@settings(max_examples=25, derandomize=True)
@given(SEEDS)
def test_the_list_is_worth_at_least_each_of_three_made_by_hand(seed: int) -> None:
    found = drawn(seed)
    shown = suggestions(found, most=3)
    leaders = sorted(range(len(found.scores)), key=lambda c: -found.scores[c])[:2]
    theirs = [k for k, c in enumerate(found.candidate.tolist()) if c in leaders]
    swings = [k for k in sorted(theirs, key=lambda k: -found.swing[k]) if found.swing[k] > 0]
    alone = found.worths()
    gates = [k for one in leaders for k in _by(-alone, _gates(found, one))]
    forward: list[int] = []
    while len(forward) < min(3, len(found.candidate)):
        left = [k for k in range(len(found.candidate)) if k not in forward]
        forward.append(max(left, key=lambda k: found.worth([*forward, k]) + 0.001 * _deviation(found, k)))
    by_hand = [forward, swings[:3], (gates + [k for k in swings if k not in gates])[:3]]
    worths = [found.worth(one) for one in by_hand]
    assert shown.worth == pytest.approx(max(worths))
    assert set(shown.answers) in [set(one) for one in by_hand]
    must_haves = [bool(found.chance[k] < 1) for k in shown.answers]
    assert all(earlier >= later for earlier, later in pairwise(must_haves))


def _gates(found: OpenAnswers, candidate: int) -> list[int]:
    return [k for k, c in enumerate(found.candidate.tolist()) if c == candidate and found.chance[k] < 1]


def _by(key: Floats, answers: list[int]) -> list[int]:
    return sorted(answers, key=lambda k: key[k])


def _deviation(found: OpenAnswers, answer: int) -> float:
    best = np.argsort(-found.scores, kind="stable")[:3]
    return float(found.shifts[answer].std(dtype=float)) if found.candidate[answer] in best else 0.0


@pytest.mark.parametrize("must_haves", [True, False])
def test_stated_worth_is_what_learning_brings_on_fresh_draws(must_haves: bool) -> None:
    """100 comparisons: the best single answer, the list of five, the best group, each pooled."""
    stated, brought, swings = np.zeros(3), np.zeros(3), 0.0
    for seed in range(100):
        found, fresh = (
            drawn(seed, draws=2000, fresh=number, questions=16, must_haves=must_haves) for number in (0, 9999)
        )
        shown = suggestions(found)
        leaders = np.argsort(-found.scores)[:2]
        theirs = [k for k in np.argsort(-found.swing).tolist() if found.candidate[k] in leaders]
        assert shown.worth >= found.worth(theirs[:5]) - 0.02
        groups = [np.flatnonzero(found.candidate == c).tolist() for c in range(len(found.scores))]
        best_group = max(groups, key=found.worth)
        for place, learned in enumerate(([int(found.worths().argmax())], list(shown.answers), best_group)):
            stated[place] += found.worth(learned) / 100
            brought[place] += fresh.worth(learned) / 100
        swings += fresh.worth(theirs[:5]) / 100
    assert stated == pytest.approx(brought, rel=0.2, abs=0.05)
    assert brought[0] > 0.1
    assert brought[1] >= swings


def certain(points: list[list[float]]) -> dict[str, Any]:
    """Candidates whose answers, of equal weight, are certain."""
    values = np.array(points)
    return {
        "weights": np.full(values.shape, 1 / values.shape[1]),
        "low": values,
        "high": values.copy(),
        "silence_mask": np.zeros(values.shape, bool),
        "silence": 20,
        "draws": 20_000,
        "rng": generator(1),
    }


def test_one_uncertain_answer_is_worth_what_the_closed_form_says() -> None:
    arrays = certain([[70, 70], [60, 76]])
    arrays["low"][1, 0], arrays["high"][1, 0] = 50, 70
    found = open_answers(**arrays)
    assert found.swing == pytest.approx([10])
    assert found.worths() == pytest.approx([(10 / 2 - 2) ** 2 / (2 * 10)], abs=0.02)
    assert found.worth([0, 0]) == found.worth([0])


def test_a_must_have_is_worth_the_chance_of_the_better_choice_it_opens() -> None:
    """80 with a chance of one half is chosen after 66: learning that it passes brings 14, half the time."""
    found = open_answers(**certain([[80, 80], [66, 66]]), chance=[[0.5, NAN], [NAN, NAN]])
    assert found.today == 1
    assert found.worths() == pytest.approx([7], abs=0.2)
    assert found.losses() == pytest.approx([33, 7], abs=0.5)
    assert suggestions(found).answers == (0,)


def test_what_could_not_make_a_choice_alone_is_found_together() -> None:
    """Two must-haves of the better one: either alone leaves it behind, both together decide."""
    found = open_answers(**certain([[80, 80], [66, 66]]), chance=[[0.5, 0.5], [NAN, NAN]], common=0.0)
    assert found.worths() == pytest.approx([0, 0])
    shown = suggestions(found)
    assert set(shown.answers) == {0, 1}
    assert shown.worth == pytest.approx(14 / 4, abs=0.2)


def test_who_cannot_pass_is_never_worth_asking() -> None:
    arrays = certain([[90, 90], [66, 66]])
    arrays["low"][0] = 0
    found = open_answers(**arrays, chance=[[0.0, NAN], [NAN, NAN]])
    assert found.today == 1
    assert found.worths().tolist() == [0, 0]
    assert found.losses()[0] == pytest.approx(66)


def test_leaders_are_those_of_the_ranking_where_it_is_given() -> None:
    """One by one nothing is worth anything; only the list of the leaders' must-haves finds the two."""
    arrays = certain([[80, 80], [66, 66], [63, 63]])
    arrays["high"][2] = 65
    chance = np.full((3, 2), NAN)
    chance[0] = 0.5
    found = open_answers(**arrays, chance=chance, common=0.0)
    assert suggestions(found, most=2).answers == (0, 1)
    assert suggestions(found, most=2, order=[0, 2, 1]).answers == (0, 1)
    assert suggestions(found, most=2, order=[1, 2, 0]).worth == 0
    with pytest.raises(InputError) as caught:
        suggestions(found, order=[0, 0, 1])
    assert str(caught.value) == "order is [0, 0, 1]; each position from 0 to 2 once was expected"


def test_where_nothing_is_open_there_is_nothing_to_ask() -> None:
    found = open_answers(**certain([[70, 70], [60, 60]]))
    assert found.worths().tolist() == []
    assert suggestions(found).answers == ()
    assert suggestions(found).worth == 0
    assert found.losses().tolist() == [0, 10]


def test_a_single_candidate_leaves_nothing_to_choose() -> None:
    found = drawn(3, candidates=1)
    assert found.worths().tolist() == [0] * len(found.candidate)
    assert found.worth(range(len(found.candidate))) == 0


def test_an_answer_that_is_not_there_is_refused() -> None:
    found = drawn(3)
    with pytest.raises(InputError) as caught:
        found.worth([len(found.candidate)])
    assert str(caught.value).startswith(f"answer is {len(found.candidate)}")
