"""What the explanation promises comes true when it is put back into the session."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.break_even_price import at_prices
from msp_select.decision.findings.break_even_prices import break_even
from msp_select.decision.findings.candidate_pair import Pair
from msp_select.decision.findings.fewest_changes import fewest
from msp_select.decision.robustness.weight_sensitivity import lead_range, pillar_view
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.session import Session
from msp_select.phrases.explanation import explain
from tests.decision.sessions import session
from tests.decision.three_bids import QUALITY, USERS, bidder, of, scored, tiny_catalog
from tests.strategies import sessions, shipped_catalog

SLOW = settings(max_examples=15)
MARKS = st.integers(0, 100)
NOT_APPLICABLE = Answer(state="not_applicable", reason="we have none", confirmed=True)


def without_staffing(name: str, marks: tuple[int, int, int], price: int) -> Candidate:
    one = bidder(name, marks, price)
    return one.model_copy(update={"answers": dict(one.answers) | {"q_staffing": NOT_APPLICABLE}})


@st.composite
def rivals(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """Two to four bids with marks, prices on any basis, and here and there a question that does not apply."""
    found = []
    for k in range(draw(st.integers(2, 4))):
        marks = draw(st.tuples(MARKS, MARKS, MARKS))
        price = draw(st.integers(20, 180))
        one = bidder(f"Bidder {k}", marks, price)
        if draw(st.integers(0, 3)) == 0:
            one = without_staffing(f"Bidder {k}", marks, price)
        assert one.bid is not None
        found.append(one.model_copy(update={"bid": one.bid.model_copy(update=draw(terms()))}))
    return tuple(found)


def terms() -> st.SearchStrategy[dict[str, Any]]:
    """Other bases, and lines left to our defaults so that the price level is a range."""
    flat: st.SearchStrategy[dict[str, Any]] = st.just({})
    hourly = st.fixed_dictionaries({"basis": st.just("hourly"), "hourly_rate": st.just(Decimal(140))})
    per_user = st.fixed_dictionaries(
        {
            "basis": st.just("per_user"),
            "per_user": st.integers(20, 150).map(Decimal),
            "minimum_monthly": st.integers(0, 900).map(Decimal),
        }
    )
    vague = st.just({"licences_per_user": None, "project_hours": None, "onboarding": None})
    extras = st.fixed_dictionaries(
        {"outside_hours_share": st.none(), "outside_bill_share": st.integers(0, 60).map(Decimal)}
    )
    return flat | hourly | per_user | vague | extras


def put_back(evaluation: Evaluation, changed: Candidate) -> Evaluation:
    """The session scored again with one candidate changed."""
    old = evaluation.session
    candidates = tuple(changed if one.id == changed.id else one for one in old.candidates)
    return evaluate(old.model_copy(update={"candidates": candidates}), evaluation.catalog, draws=0)


def with_pillars(old: Session, pillars: dict[str, float]) -> Session:
    return old.model_copy(update={"weights": old.weights.model_copy(update={"pillars": pillars})})


@SLOW
@given(rivals())
def test_contributions_sum_to_the_gap(bids: tuple[Candidate, ...]) -> None:
    found = explain(scored(*bids)).finding("differences")

    assert found is not None
    parts, gap = found.figures["contribution_points"], found.figures["gap_points"]
    assert isinstance(parts, list)
    assert isinstance(gap, float)
    assert abs(sum(float(part) for part in parts) - gap) < 1e-9


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(sessions())
def test_any_session_can_be_explained_and_its_contributions_sum_to_the_gap(any_session: Session) -> None:
    assume(any_session.candidates)
    evaluation = evaluate(any_session, shipped_catalog(), draws=0)
    explanation = explain(evaluation)
    found = explanation.finding("differences")
    shown = [
        result for result in evaluation.results if result.id in (explanation.subject, explanation.against)
    ]
    sealed = any_session.settings.sealed

    assert all(finding.sentence.strip() for finding in explanation.findings)
    if found is not None:
        merits = {one.id: one.quality if sealed else one.score for one in shown}
        parts = found.figures["contribution_points"]
        assert isinstance(parts, list)
        assert explanation.against is not None
        gap = merits[explanation.subject] - merits[explanation.against]
        assert abs(sum(float(part) for part in parts) - gap) < 1e-9


@SLOW
@given(rivals())
def test_a_break_even_price_put_back_ties(bids: tuple[Candidate, ...]) -> None:
    evaluation = scored(*bids)
    for result in evaluation.results:
        for rival in evaluation.results:
            found = break_even(Pair(evaluation, result, rival), result, rival)
            if result is rival or found is None or found.factor is None:
                continue
            changed = at_prices(result.candidate, Decimal(repr(found.factor)))
            again = put_back(evaluation, changed)
            assert abs(again.result(result.id).score - again.result(rival.id).score) < 1e-6


@SLOW
@given(rivals())
def test_where_no_price_reaches_a_rival_a_free_bid_stays_behind_it_and_a_dear_one_ahead(
    bids: tuple[Candidate, ...],
) -> None:
    evaluation = scored(*bids)
    first, second = evaluation.results[:2]
    for result, rival in ((first, second), (second, first)):
        found = break_even(Pair(evaluation, result, rival), result, rival)
        if found is None or found.factor is not None:
            continue
        for factor in ("0.000001", "1", "1000"):
            again = put_back(evaluation, at_prices(result.candidate, Decimal(factor)))
            gap = again.result(result.id).score - again.result(rival.id).score
            assert gap * (result.score - rival.score) >= -1e-3


@SLOW
@given(rivals(), st.sampled_from((*QUALITY, "price")))
@example(
    (without_staffing("Bidder 0", (0, 0, 0), 20), without_staffing("Bidder 1", (0, 33, 0), 150)), "staffing"
)
def test_a_flip_weight_put_back_ties(bids: tuple[Candidate, ...], pillar: str) -> None:
    evaluation = scored(*bids)
    view = pillar_view(evaluation)
    first, second = evaluation.results[0].id, evaluation.results[1].id
    for share in view.crossings(first, second, pillar):
        weights = dict(zip(view.pillars, view.with_weight(pillar, share), strict=True))
        again = evaluate(
            with_pillars(evaluation.session, {key: 100 * w for key, w in weights.items()}),
            evaluation.catalog,
            draws=0,
        )
        assert abs(again.result(first).score - again.result(second).score) < 1e-6


@SLOW
@given(rivals(), st.sampled_from((*QUALITY, "price")))
def test_inside_its_range_the_leader_leads_on_a_grid_and_outside_it_does_not(
    bids: tuple[Candidate, ...], pillar: str
) -> None:
    evaluation = scored(*bids)
    view, ids = pillar_view(evaluation), [result.id for result in evaluation.results]
    found = lead_range(view, ids[0], ids[1:], pillar)
    assert all(one.coverage == 1.0 for one in evaluation.results)  # so that only scores make the order
    for step in range(101):
        share = step / 100
        weights = view.with_weight(pillar, share)
        margin = view.score(ids[0], weights) - max(view.score(other, weights) for other in ids[1:])
        if found.low + 1e-4 < share < found.high - 1e-4:
            assert margin > -1e-9
    for end, who in ((found.low, found.to_low), (found.high, found.to_high)):
        if who is not None:
            weights = view.with_weight(pillar, end)
            assert abs(view.score(ids[0], weights) - view.score(who, weights)) < 1e-6


@SLOW
@given(rivals())
def test_fewest_changes_equal_brute_force(bids: tuple[Candidate, ...]) -> None:
    evaluation = scored(*bids, catalog=tiny_catalog(at_least=50))
    ahead, behind = evaluation.results[0], evaluation.results[-1]
    pair = Pair(evaluation, ahead, behind)
    found = fewest(pair, behind, ahead)
    forced = {gate.question for gate in behind.failed}
    rows = [f"q_{name}" for name in QUALITY]
    sufficient = [
        len(chosen)
        for size in range(len(rows) + 1)
        for chosen in combinations(rows, size)
        if forced <= set(chosen) and _raised(evaluation, behind.id, chosen) > ahead.score + 1e-9
    ]

    assert found.enough == bool(sufficient)
    if sufficient:
        assert len(found.rows) == min(sufficient)


def _raised(evaluation: Evaluation, candidate_id: str, rows: tuple[str, ...]) -> float:
    """The score with these answers raised to a proven 100, where they apply."""
    one = evaluation.session.candidate(candidate_id)
    best = Answer(value=Decimal(100), evidence="confirmed")
    answers = {
        key: best if key in rows and value.state != "not_applicable" else value
        for key, value in one.answers.items()
    }
    return put_back(evaluation, one.model_copy(update={"answers": answers})).result(candidate_id).score


def test_the_example_of_the_page_on_prices() -> None:
    """Alpine overtakes Northwind above 108.80 long before Budgetix would at 147.60 per user and month."""
    evaluation = scored(
        bidder("Northwind", (78, 80, 74), 98),
        bidder("Budgetix", (45, 50, 52), 62),
        bidder("Alpine", (88, 84, 85), 135),
    )
    north = evaluation.result("northwind")
    prices = {}
    for rival in ("budgetix", "alpine"):
        other = evaluation.result(rival)
        found = break_even(Pair(evaluation, north, other), north, other)
        assert found is not None
        assert found.factor is not None
        prices[rival] = round(98 * found.factor, 6)

    assert prices == {"budgetix": 147.6, "alpine": 108.8}


def test_users_and_term_scale_money_but_not_the_price_level() -> None:
    """The worth of a point per user and month depends on scale and weights alone."""
    small = of(bidder("A", (50, 50, 50), 60), bidder("B", (60, 60, 60), 90))
    large = small.model_copy(update={"business": dict(small.business) | {"biz_users": Decimal(USERS * 7)}})
    worths = []
    for one in (small, large):
        found = explain(evaluate(one, tiny_catalog(), draws=0)).finding("premium")
        worths.append(found.figures["money_per_point_user_month"] if found else None)

    assert worths[0] == worths[1] == 4.0


def test_an_incumbent_without_answers_is_explained_too() -> None:
    quiet = Candidate.model_validate({"id": "today", "name": "Today", "kind": "incumbent"})
    found = explain(evaluate(session(quiet), tiny_catalog(), draws=0))

    assert found.subject == "today"
