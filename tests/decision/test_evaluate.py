"""Scores, groups and order; nobody's figures depend on who else is there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import GROUPS, Evaluation, Result
from msp_select.engine.validation import Floats
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_pillar_weight, with_fields
from msp_select.model.session import Session
from msp_select.store.session import load_session
from tests.decision.sessions import answer, candidate, catalog, catalog_of, session
from tests.engine import slow_twins
from tests.strategies import sessions


def scored(given_session: Session, with_catalog: Catalog | None = None) -> Evaluation:
    return evaluate(given_session, with_catalog or catalog(), draws=0)


def figures(result: Result) -> tuple[object, ...]:
    return (
        result.score,
        result.claimed,
        result.possible,
        result.proven,
        result.quality,
        result.coverage,
        result.group,
    )


def only(*ids: str) -> Catalog:
    """The shipped catalog with these questions alone, each of weight 1."""
    pillars = tuple(
        p.model_copy(
            update={
                "questions": tuple(q.model_copy(update={"weight": 1.0}) for q in p.questions if q.id in ids)
            }
        )
        for p in catalog().questionnaires
    )
    return catalog_of(pillars)


@settings(max_examples=25)
@given(sessions(), st.data())
def test_adding_removing_or_editing_one_candidate_changes_nobody_else(
    any_session: Session, data: st.DataObject
) -> None:
    before = {result.id: figures(result) for result in scored(any_session).results}
    if not any_session.candidates:
        return
    gone = data.draw(st.sampled_from(any_session.candidates))
    rest = tuple(c for c in any_session.candidates if c.id != gone.id)
    edited = gone.model_copy(update={"answers": {}, "bid": None})
    newcomer = Candidate(id="someone-new", name="Someone new", bid=gone.bid, answers=gone.answers)
    for candidates in (rest, (*rest, edited), (newcomer, *any_session.candidates)):
        after = scored(any_session.model_copy(update={"candidates": candidates}))
        for candidate_id in before.keys() - {gone.id}:
            assert figures(after.result(candidate_id)) == before[candidate_id]
        order = [r.id for r in scored(any_session).results if r.id != gone.id]
        assert [r.id for r in after.results if r.id in order] == order or _tied(after, order)


def _tied(evaluation: Evaluation, order: list[str]) -> bool:
    """Whether the order differs only among candidates that share a rank."""
    ranks = [evaluation.result(candidate_id).rank for candidate_id in order]
    return ranks == sorted(ranks)


@settings(max_examples=25)
@given(sessions())
def test_a_clone_has_the_same_figures_and_rank(any_session: Session) -> None:
    if not any_session.candidates:
        return
    original = any_session.candidates[0]
    clone = original.model_copy(update={"id": "the-clone"})
    both = scored(any_session.model_copy(update={"candidates": (*any_session.candidates, clone)}))
    assert figures(both.result(original.id)) == figures(both.result("the-clone"))
    assert both.result(original.id).rank == both.result("the-clone").rank


@settings(max_examples=25)
@given(sessions(), st.randoms(use_true_random=False))
def test_reordering_the_questions_moves_no_score(any_session: Session, random: object) -> None:
    shuffled = []
    for pillar in catalog().questionnaires:
        questions = list(pillar.questions)
        random.shuffle(questions)  # type: ignore[attr-defined]
        shuffled.append(pillar.model_copy(update={"questions": tuple(questions)}))
    other = catalog_of(shuffled)
    for result in scored(any_session).results:
        assert scored(any_session, other).result(result.id).score == pytest.approx(result.score, abs=1e-9)


@settings(max_examples=25)
@given(sessions(), st.data())
def test_a_question_split_into_two_halves_of_half_its_weight_moves_no_score(
    any_session: Session, data: st.DataObject
) -> None:
    split = data.draw(
        st.sampled_from([q for q in catalog().questions.values() if q.weight > 0 and not q.feeds])
    )
    any_session = any_session.model_copy(update={"must_haves": {}})
    halves = tuple(
        split.model_copy(update={"id": name, "weight": split.weight / 2})
        for name in (split.id, "the_other_half")
    )
    pillars = tuple(
        p.model_copy(
            update={
                "questions": tuple(x for q in p.questions for x in (halves if q.id == split.id else (q,)))
            }
        )
        for p in catalog().questionnaires
    )
    # Effects that name the question would move one half only: they are left out on both sides.
    plain = any_session.model_copy(update={"business": {}, "weights": type(any_session.weights)()})
    twice = tuple(
        c.model_copy(update={"answers": c.answers | {"the_other_half": c.answers[split.id]}})
        if split.id in c.answers
        else c
        for c in plain.candidates
    )
    other = catalog_of(pillars)
    after = scored(plain.model_copy(update={"candidates": twice}), other)
    for result in scored(plain).results:
        assert after.result(result.id).score == pytest.approx(result.score, abs=1e-9)


def test_states_are_worth_what_the_rules_say() -> None:
    one = only("pro_patch_days")
    worth = {}
    for name, given_answer in {
        "answered": answer(14, evidence="contract"),
        "refused": answer(state="refused"),
        "unknown": answer(state="unknown"),
        "not asked": None,
    }.items():
        someone = candidate("a", {"pro_patch_days": given_answer} if given_answer else {})
        (result,) = scored(session(someone, weights={"pillars": {"proactivity": 100}}), one).results
        worth[name] = (result.proven, result.score, result.possible, result.coverage)
    assert worth["answered"] == pytest.approx((0.9 * 85, (0.9 * 85 + 85) / 2, 85, 1))
    assert worth["refused"] == pytest.approx((0, 0, 0, 0)), "a refusal is no answer"
    least = 25 * (1 + 0.3) / 2  # no answer counts what a weak figure counts that is only said
    assert worth["unknown"] == pytest.approx((0, least, 100, 0))
    assert worth["not asked"] == worth["unknown"]


def test_what_does_not_apply_hands_its_weight_to_its_neighbours() -> None:
    two = only("pro_patch_days", "pro_backup_test")
    away = answer(state="not_applicable", reason="no computers of their own", confirmed=True)
    someone = candidate("a", {"pro_patch_days": answer(2, evidence="confirmed"), "pro_backup_test": away})
    (result,) = scored(session(someone, weights={"pillars": {"proactivity": 100}}), two).results
    assert (result.score, result.coverage) == pytest.approx((100, 1))
    assert [gate.outcome for gate in result.gates if gate.question == "pro_backup_test"] == ["not_applicable"]


def test_questions_outside_the_size_are_not_scored_but_a_must_have_joins() -> None:
    outside = catalog().questions["pro_vuln_scan"]
    assert not outside.in_size("quick")
    someone = candidate("a", {outside.id: outside.levels[0].id})
    quick = session(someone, size="quick")
    assert outside.id not in scored(quick).problem.rows
    switched_on = with_fields(quick, must_haves={"pro_recovery_drill": {"on": True}})
    assert "pro_recovery_drill" in scored(switched_on).problem.rows


def test_groups_stand_one_after_the_other_and_ranks_count_on() -> None:
    best = {q.id: q.levels[0].id for q in catalog().questions.values() if q.kind == "choice"}
    numbers = {
        q.id: max(q.value, key=lambda point: point[1])[0] for q in catalog().questions.values() if q.value
    }
    everything = best | numbers
    failing = everything | {"sec_mfa": catalog().questions["sec_mfa"].levels[-1].id}
    few = {"sta_turnover": Decimal(5)}
    evaluation = scored(
        session(candidate("failing", failing), candidate("few", few), candidate("good", everything))
    )
    assert [(r.rank, r.id, r.group) for r in evaluation.results] == [
        (1, "good", "acceptable"),
        (2, "few", "too_few_answers"),
        (3, "failing", "not_acceptable"),
    ]


def test_sealed_prices_order_by_quality() -> None:
    cheap = candidate("cheap", {"pro_patch_days": 25}, bid={"basis": "flat", "monthly": 100})
    dear = candidate("dear", {"pro_patch_days": 2}, bid={"basis": "flat", "monthly": 90_000})
    business = {"biz_users": 10, "biz_price_low": 90, "biz_price_high": 270}
    heavy = {"pillars": {"price": 90}}
    opened = scored(session(cheap, dear, business=business, weights=heavy))
    sealed = scored(session(cheap, dear, business=business, weights=heavy, settings={"sealed": True}))
    assert [r.id for r in opened.results] == ["cheap", "dear"]
    assert [r.id for r in sealed.results] == ["dear", "cheap"]


def test_the_same_seed_gives_the_same_shares_and_they_sum_to_one() -> None:
    two = session(candidate("a", {"pro_patch_days": 14}), candidate("b", {"pro_patch_days": 20}))
    first, second = (evaluate(two, catalog(), draws=500, seed=7) for _ in range(2))
    shares = [r.first_share for r in first.results]
    assert shares == [r.first_share for r in second.results]
    assert 0 < sum(share or 0 for share in shares) < 1, "in some tries nobody meets what is still open"


@settings(max_examples=25)
@given(sessions(), st.sampled_from(["proactivity", "price"]), st.integers(1, 90))
def test_an_earlier_evaluation_saves_time_and_changes_nothing(
    any_session: Session, pillar: str, percent: int
) -> None:
    moved = set_pillar_weight(any_session, pillar, percent)
    afresh = scored(moved)
    reused = evaluate(moved, catalog(), draws=0, previous=scored(any_session))
    assert reused.results == afresh.results


BY_HAND: dict[str, Callable[[Floats, Floats], list[float]]] = {
    "additive": slow_twins.additive,
    "weighted_product": slow_twins.weighted_product,
    "topsis": slow_twins.topsis,
    "vikor": lambda values, weights: [1 - q for q in slow_twins.vikor(values, weights)[2]],
    "promethee": lambda values, weights: _less(*slow_twins.promethee(values, weights)),
    "electre": lambda values, weights: _net(slow_twins.electre(values, weights, 5, 20, 60)[1]),
}


def _less(leaving: list[float], entering: list[float]) -> list[float]:
    return [out - into for out, into in zip(leaving, entering, strict=True)]


def _net(credibility: list[list[float]]) -> list[float]:
    columns = zip(*credibility, strict=True)
    return [sum(row) - sum(column) for row, column in zip(credibility, columns, strict=True)]


def as_methods_see(evaluation: Evaluation) -> tuple[Floats, Floats]:
    """Criteria by candidate, one that does not apply at its pillar's value, and the weight of each.

    A criterion about which nobody is asked weighs nothing, as in the score.
    """
    weights, rows, catalog = evaluation.weights, [], evaluation.catalog
    for result in evaluation.results:
        pillars = {key: result.score if v is None else v.point for key, v in result.pillars.items()}
        rows.append([pillars[k.split(".")[0]] if v is None else v.point for k, v in result.criteria.items()])
    asked = {
        catalog.criterion_of(row) for row in evaluation.problem.rows if weights.questions.get(row, 1.0) > 0
    }
    own = {key: share if key in asked else 0.0 for key, share in weights.criteria.items()}
    whole = {
        pillar: sum(share for key, share in own.items() if key.startswith(f"{pillar}."))
        for pillar in weights.pillars
    }
    shares = [
        own[key] / whole[key.split(".")[0]] * weights.pillars[key.split(".")[0]]
        for key in evaluation.problem.criteria
    ]
    return np.array(rows), np.array(shares) / sum(shares)


@pytest.mark.parametrize("method", BY_HAND)
def test_another_method_orders_within_the_groups_and_the_score_stays(method: str) -> None:
    dental = load_session("example:dental-practice", catalog()).session
    additive = evaluate(dental, catalog(), draws=0)
    found = evaluate(dental, catalog(), method=method, draws=0)
    assert {r.id: figures(r) for r in found.results} == {r.id: figures(r) for r in additive.results}
    by_hand = BY_HAND[method](*as_methods_see(found))
    assert [r.order_value for r in found.results] == pytest.approx(by_hand)
    groups = [GROUPS.index(result.group) for result in found.results]
    assert list(zip(groups, [-x for x in by_hand], strict=True)) == sorted(
        zip(groups, [-x for x in by_hand], strict=True)
    )


def test_on_the_example_another_method_puts_another_candidate_first() -> None:
    dental = load_session("example:dental-practice", catalog()).session
    firsts = {evaluate(dental, catalog(), method=m, draws=0).results[0].id for m in BY_HAND}
    assert len(firsts) > 1
