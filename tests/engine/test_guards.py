"""The properties that every result must have, whatever the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.engine import (
    acceptability,
    additive,
    contributions,
    dominates,
    electre,
    fewest_changes,
    kendall_tau,
    known_methods,
    promethee,
    rank,
    smaa,
    stability_intervals,
    topsis,
    uniform_weights,
    vikor,
    weighted_product,
)
from msp_select.engine.methods import BUILT_IN
from msp_select.engine.methods.kernel import kernel
from tests.engine import slow_twins
from tests.engine.problems import Problem, problems, seeded

NAMES = [method.name for method in BUILT_IN]
quick = settings(max_examples=40)


@quick
@given(problems(), problems(candidates=(1, 3)), st.data())
def test_company_never_changes_a_score(mine: Problem, more: Problem, data: st.DataObject) -> None:
    columns = min(mine.values.shape[1], more.values.shape[1])
    values, weights = mine.values[:, :columns], mine.weights[:columns]
    alone = additive(values, weights)
    company = np.vstack([values, more.values[:, :columns], values[:1]])
    kept = data.draw(st.permutations(range(len(company))))
    together = additive(company[kept], weights)
    for candidate in range(len(values)):
        assert together[kept.index(candidate)] == alone[candidate]
    one = data.draw(st.integers(0, len(values) - 1))
    assert additive(values[[one]], weights)[0] == alone[one]


@pytest.mark.parametrize("name", NAMES)
@quick
@given(problems(), st.data())
def test_no_method_ranks_the_dominated_above(name: str, problem: Problem, data: st.DataObject) -> None:
    losses = data.draw(st.lists(st.integers(0, 30), min_size=5, max_size=5))
    worse = np.maximum(problem.values[0] - losses[: problem.values.shape[1]], 0)
    values = np.vstack([problem.values, worse])
    scores = known_methods()[name].load()(values, problem.weights)
    for a, b in np.argwhere(dominates(values)):
        assert scores[b] <= scores[a] + 1e-9


@quick
@given(problems(), st.data())
def test_splitting_a_question_changes_no_additive_score(problem: Problem, data: st.DataObject) -> None:
    j = data.draw(st.integers(0, len(problem.weights) - 1))
    values = np.column_stack([problem.values, problem.values[:, j]])
    weights = np.append(problem.weights, problem.weights[j] / 2)
    weights[j] /= 2
    for method in (additive, weighted_product):
        assert method(values, weights) == pytest.approx(method(problem.values, problem.weights), abs=1e-9)


def test_weights_1_and_3_on_0_and_100_give_75() -> None:
    assert additive([[0, 100]], [1, 3]).tolist() == [75.0]


@pytest.mark.parametrize("name", NAMES)
@quick
@given(problems(), st.data())
def test_a_criterion_without_weight_changes_nothing(name: str, problem: Problem, data: st.DataObject) -> None:
    extra = data.draw(problems(candidates=(6, 6), criteria=(1, 1))).values[: len(problem.values)]
    scores = known_methods()[name].load()
    with_it = scores(np.hstack([problem.values, extra]), np.append(problem.weights, 0.0))
    assert with_it == pytest.approx(scores(problem.values, problem.weights), abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
@quick
@given(problems(), st.integers(0, 2**32))
def test_permuting_permutes_the_result(name: str, problem: Problem, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(problem.values))
    columns = rng.permutation(len(problem.weights))
    scores = known_methods()[name].load()
    plain = scores(problem.values, problem.weights)
    permuted = scores(problem.values[rows][:, columns], problem.weights[columns])
    assert permuted == pytest.approx(plain[rows], abs=1e-9)
    # A gap of less than a rounding error may fall on either side of a tie.
    clear = np.abs(plain[:, None] - plain[None, :])
    if not ((clear > 1e-10) & (clear < 1e-8)).any():
        assert rank(permuted).tolist() == rank(plain)[rows].tolist()


@quick
@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(1, 4))
def test_rank_acceptabilities_add_up(seed: int, candidates: int, criteria: int) -> None:
    values = seeded(seed, candidates, criteria).values
    weights = uniform_weights(np.random.default_rng(seed), criteria, 300)
    found = acceptability(additive(values, weights), weights)
    shares = found.rank_acceptability
    assert shares.sum(axis=1) == pytest.approx(np.ones(candidates))
    assert shares.sum(axis=0) == pytest.approx(np.ones(candidates))
    assert found.expected_rank == pytest.approx(1 + found.pairwise_wins.sum(axis=0))
    assert found.expected_rank == pytest.approx(shares @ np.arange(1, candidates + 1))
    assert found.central_weights is not None
    weighted = np.nan_to_num(found.central_weights) * shares[:, :1]
    assert weighted.sum(axis=0) == pytest.approx(weights.mean(axis=0))


@quick
@given(problems(), st.data())
def test_contributions_sum_to_the_gap(problem: Problem, data: st.DataObject) -> None:
    a, b = (data.draw(st.integers(0, len(problem.values) - 1)) for _ in "ab")
    scores = additive(problem.values, problem.weights)
    parts = contributions(problem.values, problem.weights, a, b)
    assert parts.sum() == pytest.approx(scores[a] - scores[b], abs=1e-9)


@quick
@given(problems(criteria=(2, 5)))
def test_a_stability_interval_ends_in_ties_and_the_leader_leads_inside(problem: Problem) -> None:
    weights = problem.weights / problem.weights.sum()
    leader = int(np.argmax(additive(problem.values, weights)))
    for criterion, (low, high) in enumerate(stability_intervals(problem.values, weights)):
        assert 0 <= low <= weights[criterion] <= high <= 1

        def lead(weight: float, criterion: int = criterion) -> float:
            changed = weights * (1 - weight) / (1 - weights[criterion])
            changed[criterion] = weight
            scores = additive(problem.values, changed)
            return float(scores[leader] - np.delete(scores, leader).max())

        for end in (low, high):
            if 0 < end < 1:
                assert lead(end) == pytest.approx(0, abs=1e-9)
        assert all(lead(weight) >= -1e-9 for weight in np.linspace(low, high, 9))
        if high < 1 - 1e-6:
            assert lead(high + 1e-6) < 0
        if low > 1e-6:
            assert lead(low - 1e-6) < 0


@quick
@given(problems(candidates=(1, 6)))
def test_fast_methods_equal_their_slow_twins(problem: Problem) -> None:
    values, weights = problem.values, problem.weights
    assert additive(values, weights) == pytest.approx(
        slow_twins.additive(values, weights), rel=1e-12, abs=1e-12
    )
    assert weighted_product(values, weights) == pytest.approx(
        slow_twins.weighted_product(values, weights), rel=1e-12, abs=1e-12
    )
    assert topsis(values, weights) == pytest.approx(slow_twins.topsis(values, weights), rel=1e-12, abs=1e-12)
    s, r, q = slow_twins.vikor(values, weights)
    found = vikor(values, weights)
    assert found.s == pytest.approx(s, rel=1e-12, abs=1e-12)
    assert found.r == pytest.approx(r, rel=1e-12, abs=1e-12)
    assert found.q == pytest.approx(q, rel=1e-9, abs=1e-9)


@quick
@given(problems(candidates=(1, 30)), st.integers(0, 20), st.integers(1, 60))
def test_sorting_gives_the_flows_of_comparing_all_pairs(problem: Problem, start: int, more: int) -> None:
    usual = promethee(problem.values, problem.weights)
    leaving, entering = slow_twins.promethee(problem.values, problem.weights)
    assert usual.leaving == pytest.approx(leaving, abs=1e-12)
    assert usual.entering == pytest.approx(entering, abs=1e-12)
    linear = promethee(
        problem.values,
        problem.weights,
        preference="linear",
        indifference=start,
        threshold=start + more,
    )
    leaving, entering = slow_twins.promethee(problem.values, problem.weights, start, start + more)
    assert linear.leaving == pytest.approx(leaving, abs=1e-12)
    assert linear.entering == pytest.approx(entering, abs=1e-12)


@quick
@given(problems(), st.integers(0, 10), st.integers(0, 20), st.integers(0, 40), st.booleans())
def test_electre_equals_its_slow_twin(problem: Problem, q: int, to_p: int, to_v: int, vetoes: bool) -> None:
    p, v = q + to_p, q + to_p + to_v
    veto = v if vetoes else None
    found = electre(problem.values, problem.weights, indifference=q, preference=p, veto=veto)
    concordance, credibility = slow_twins.electre(problem.values, problem.weights, q, p, veto)
    assert found.concordance == pytest.approx(np.array(concordance), abs=1e-12)
    assert found.credibility == pytest.approx(np.array(credibility), abs=1e-9)
    outward = found.credibility.sum(axis=1) - found.credibility.sum(axis=0)
    assert found.net == pytest.approx(outward, abs=1e-12)


@pytest.mark.parametrize(
    ("behind", "as_good"), [(5.0, 1.0), (12.5, 0.95), (20.0, 0.9), (56.0, 0.9), (58.0, 0.45), (60.0, 0.0)]
)
def test_by_electre_5_points_behind_are_forgiven_20_are_not_and_60_are_a_veto(
    behind: float, as_good: float
) -> None:
    """Two who are alike but for a criterion of a tenth of the weight: the net credibility of the better one.

    From 56 points the objection, (behind - 20) / 40, is larger than the agreement of 0.9 and takes from it.
    """
    better = known_methods()["electre"].load()([[80.0, 50.0], [80.0 - behind, 50.0]], [1, 9])[0]
    assert better == pytest.approx(1 - as_good)


@quick
@given(st.integers(1, 6), st.data())
def test_the_kernel_is_the_only_one_where_nobody_goes_in_circles(
    candidates: int, data: st.DataObject
) -> None:
    cells = st.lists(st.booleans(), min_size=candidates**2, max_size=candidates**2)
    square = np.array(data.draw(cells)).reshape(candidates, candidates)
    relation = np.triu(square, k=1)
    order = data.draw(st.permutations(range(candidates)))
    relation = relation[np.ix_(order, order)]
    found = set(np.flatnonzero(kernel(relation)).tolist())
    assert slow_twins.kernels(relation) == [found]


NEAR_TIES = st.floats(0, 100) | st.sampled_from([50.0, 50.0 + 1e-12, 50.0 + 1e-8])


@quick
@given(
    st.integers(1, 30).flatmap(lambda n: st.lists(st.lists(NEAR_TIES, min_size=n, max_size=n), min_size=1))
)
def test_every_row_is_ranked_as_if_it_were_alone_near_ties_and_all(rows: list[tuple[float, ...]]) -> None:
    assert rank(rows).tolist() == [slow_twins.rank(list(row)) for row in rows]


@quick
@given(st.lists(st.integers(0, 5).map(float), min_size=2, max_size=8), st.data())
def test_ranks_and_their_agreement_equal_the_slow_twins(a: list[float], data: st.DataObject) -> None:
    assert rank(a).tolist() == slow_twins.rank(a)
    b = data.draw(st.lists(st.integers(0, 5).map(float), min_size=len(a), max_size=len(a)))
    if len(set(a)) > 1 and len(set(b)) > 1:
        assert float(kendall_tau(a, b)) == pytest.approx(slow_twins.kendall_tau(a, b))


@quick
@given(
    st.lists(st.integers(-4, 12).map(float), min_size=1, max_size=12),
    st.integers(-5, 60).map(float),
    st.sets(st.integers(0, 11), max_size=3),
)
def test_fewest_changes_equals_brute_force(gains: list[float], gap: float, among: set[int]) -> None:
    forced = {one for one in among if one < len(gains)}
    found = fewest_changes(gains, gap, forced=sorted(forced))
    fewest = slow_twins.fewest(gains, gap, forced)
    if found is None:
        assert fewest is None
        return
    assert len(found.chosen) == fewest
    assert sum(gains[i] for i in found.chosen) == pytest.approx(found.gain)
    assert found.gain > gap
    start = sum(gains[i] for i in forced)
    alone = [i for i in range(len(gains)) if i not in forced and start + gains[i] > gap]
    assert list(found.singles) == alone


@quick
@given(problems(candidates=(1, 5)), st.integers(0, 2**32))
def test_many_draws_at_once_equal_one_at_a_time(problem: Problem, seed: int) -> None:
    weights = np.random.default_rng(seed).random((3, 2, len(problem.weights))) + 0.1
    values = np.stack([problem.values, problem.values[::-1]])
    for name in NAMES:
        scores = known_methods()[name].load()
        together = scores(values, weights)
        assert together.shape == (3, 2, len(problem.values))
        for draw in range(3):
            for side in range(2):
                one = scores(values[side], weights[draw, side])
                assert together[draw, side] == pytest.approx(one, abs=1e-12)


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.integers(2, 5), st.integers(1, 4))
def test_the_fused_simulation_equals_drawing_scoring_and_counting(
    seed: int, candidates: int, criteria: int
) -> None:
    values = seeded(seed, candidates, criteria).values
    weights = uniform_weights(np.random.default_rng(7), criteria, 3000)
    apart = acceptability(additive(values, weights), weights)
    fused = smaa(values, draws=3000, rng=np.random.default_rng(7))
    assert fused.rank_acceptability == pytest.approx(apart.rank_acceptability, abs=1e-12)
    assert fused.pairwise_wins == pytest.approx(apart.pairwise_wins, abs=1e-12)
    assert apart.central_weights is not None
    assert fused.central_weights == pytest.approx(apart.central_weights, abs=1e-9, nan_ok=True)
