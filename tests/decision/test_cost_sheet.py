"""The costs of one candidate on a page: sums, what is said and what is added, and figures replaced."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.bid_defaults import LEFT_OUT, fields_instead
from msp_select.decision.costing.estimate import total_of
from msp_select.decision.findings.changed_costs import changed_costs
from msp_select.decision.handouts.cost_sheet import ABOVE, PAID, PARTS, Assumed, CostSheet, cost_sheet
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.bid import Bid
from msp_select.model.bid_keys import fields_with
from msp_select.model.candidate import Candidate
from msp_select.model.edits import (
    edit_candidate,
    set_assumption,
    set_bid,
    set_business,
    set_settings,
    with_fields,
)
from msp_select.model.session import Session
from msp_select.store.session import load_session
from tests.strategies import bids, shipped_catalog

EXAMPLES = ("dental-practice", "design-studio", "law-firm")
A_MILLIONTH = Decimal("1e-6")


def example(name: str = "dental-practice") -> Session:
    return load_session(f"example:{name}", shipped_catalog()).session


def evaluated(session: Session) -> Evaluation:
    return evaluate(session, shipped_catalog(), draws=0)


@cache
def as_shipped(name: str) -> Evaluation:
    return evaluated(example(name))


def sheet(session: Session, candidate: str) -> CostSheet:
    return cost_sheet(evaluated(session), candidate)


def bare(session: Session, candidate: str) -> Session:
    """The session with nothing in that bid but a price for each user."""
    bid = Bid(basis="per_user", per_user=Decimal(100))
    return edit_candidate(session, candidate, bid=bid, answers={})


def of(fact: CostSheet, name: str) -> Assumed:
    return next(one for one in fact.assumed if one.id == name)


def with_another(found: Evaluation, default: str) -> Evaluation:
    """The same with another figure of ours in the catalog, which nobody has said either."""
    table = shipped_catalog().assumptions
    ours = [
        one.model_copy(update={"high": one.high * 2 + 1, "middle": one.high * 2})
        if one.id == default
        else one
        for one in table.assumptions
    ]
    assumptions = table.model_copy(update={"assumptions": tuple(ours)})
    catalog = shipped_catalog().model_copy(update={"assumptions": assumptions})
    return evaluate(found.of, catalog, draws=0)


def adds_up(found: Evaluation, candidate: str) -> None:
    costs, fact = found.result(candidate).costs, cost_sheet(found, candidate)
    if costs is None:
        assert fact.unpriced
        assert not fact.rows
        return
    assert fact.missing == tuple(line.id for line in costs.missing)
    parts = total_of(fact.sum_of(part) for part in PARTS)
    for one, other in ((fact.total, costs.known), (fact.paid, costs.cash), (parts, fact.total)):
        assert close(one.low, other.low)
        assert close(one.middle, other.middle)
        assert close(one.high, other.high)


def close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= A_MILLIONTH * max(Decimal(1), abs(other))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_lines_sum_to_the_totals_of_the_cost_table(name: str) -> None:
    for result in as_shipped(name).results:
        adds_up(as_shipped(name), result.id)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    bid=bids().map(Bid.model_validate),
    kind=st.sampled_from(["provider", "incumbent", "in_house", "shared"]),
)
def test_whatever_a_bid_says_the_lines_sum_to_the_totals(bid: Bid, kind: str) -> None:
    session = edit_candidate(example("law-firm"), "quincebury", bid=bid, kind=kind)
    adds_up(evaluated(session), "quincebury")


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_said_does_not_move_with_a_figure_of_ours_for_what_a_bid_leaves_out(name: str) -> None:
    found = as_shipped(name)
    for result in found.results:
        fact = cost_sheet(found, result.id)
        for one in fact.assumed:
            if one.held != "ours" or one.id not in LEFT_OUT or one.figure is None:
                continue
            moved = cost_sheet(with_another(found, one.id), result.id)
            for part in ("fee", "extras"):
                assert moved.sum_of(part).middle == pytest.approx(fact.sum_of(part).middle), (one.id, part)


def test_of_a_bare_price_the_fee_alone_is_said_and_the_rest_is_added_with_its_range() -> None:
    fact = sheet(bare(example(), "vexley-pyke"), "vexley-pyke")
    users = example().business["biz_users"]
    assert fact.sum_of("fee").middle == 36 * 100 * Decimal(str(users))
    assert not fact.sum_of("fee").is_range
    assert not [row for row in fact.rows if row.part == "extras"]
    assert {row.line for row in fact.rows if row.part == "added"} == {
        ABOVE, "onboarding", "extra_hours", "after_hours", "projects", "licences",
    }  # fmt: skip
    added = fact.sum_of("added")
    assert added.low < added.middle < added.high
    assert all(row.rests_on_ours for row in fact.rows if row.part == "added")


def test_every_line_added_rests_on_a_figure_that_can_be_said_for_this_candidate_alone() -> None:
    for name in EXAMPLES:
        for candidate in example(name).candidates:
            if candidate.kind == "in_house":
                continue
            fact = sheet(bare(example(name), candidate.id), candidate.id)
            fields = {one.id for one in fact.assumed if one.field}
            for row in fact.rows:
                if row.part == "added":
                    assert fields & {figure.id for figure in row.figures}, row.line


def with_term(session: Session, key: str, number: Decimal | None) -> Session:
    bid = session.candidate("vexley-pyke").bid
    return set_bid(session, "vexley-pyke", fields_with(key, number, bid))


def every_field(candidate: Candidate) -> list[tuple[str, str]]:
    return sorted(fields_instead(candidate).items())


@pytest.mark.parametrize("kind", ["provider", "in_house", "shared"])
def test_what_is_put_into_the_money_terms_takes_the_place_of_the_figure_and_can_be_taken_back(
    kind: str,
) -> None:
    before = edit_candidate(bare(example(), "vexley-pyke"), "vexley-pyke", kind=kind)
    if kind == "in_house":
        before = edit_candidate(before, "vexley-pyke", bid=Bid(basis="in_house"))
    shown = sheet(before, "vexley-pyke")
    used = {one.id: one for one in shown.assumed}
    for name, field in every_field(before.candidate("vexley-pyke")):
        if name not in used:
            continue
        assert used[name].field == field
        after = with_term(before, field, Decimal(3))
        now = sheet(after, "vexley-pyke").assumed
        held = [one for one in now if one.held == "candidate"]
        assert [one.field for one in held] == [field]
        assert held[0].usual is not None
        assert name not in {one.id for one in now if one.held == "ours"}, name
        back = with_term(after, field, None)
        assert back == before or sheet(back, "vexley-pyke").rows == shown.rows


def test_a_figure_of_ones_own_for_everybody_moves_every_total_and_stays_on_the_list() -> None:
    before = example()
    after = set_assumption(before, "tickets_per_user", Decimal(2))
    found, then = evaluated(after), evaluated(before)
    for result in found.results:
        one = of(cost_sheet(found, result.id), "tickets_per_user")
        assert one.held == "everybody"
        assert one.usual is not None
        assert (one.usual.low, one.usual.high) == (Decimal("0.5"), Decimal(2))
        assert changed_costs(then, found, result.id).now.known != then.result(result.id).costs.known  # type: ignore[union-attr]
    assert set_assumption(after, "tickets_per_user", None) == before
    nothing = cost_sheet(evaluated(set_assumption(before, "outage_share", Decimal(0))), "vexley-pyke")
    assert of(nothing, "outage_share").held == "everybody", "though it makes its line nothing"


def test_figures_that_move_the_total_most_come_first_among_ours() -> None:
    fact = cost_sheet(as_shipped("dental-practice"), "tarnhollow")
    swings = [one.swing for one in fact.assumed if one.held == "ours"]
    assert swings == sorted(swings, reverse=True)
    assert swings[0] > 0
    one = of(fact, "tickets_per_user")
    assert one.figure is not None
    low, high = (
        evaluated(set_assumption(example(), one.id, end)).result("tarnhollow").costs
        for end in (one.figure.low, one.figure.high)
    )
    assert low is not None
    assert high is not None
    assert one.swing == high.known.middle - low.known.middle


def test_an_own_figure_under_the_name_with_the_currency_is_replaced_and_not_doubled() -> None:
    session = with_fields(example(), currency="GBP", assumptions={"hourly_rate_gbp": Decimal(65)})
    assert set_assumption(session, "hourly_rate", Decimal(70)).assumptions == {"hourly_rate": Decimal(70)}
    assert set_assumption(session, "hourly_rate", None).assumptions == {}


def test_in_a_currency_without_usual_figures_what_is_not_known_can_be_given_and_cures_the_line() -> None:
    session = bare(with_fields(example(), currency="EUR"), "vexley-pyke")
    fact = sheet(session, "vexley-pyke")
    assert "licences" in fact.missing
    assert of(fact, "licences_per_user").held == "not_known"
    assert of(fact, "licences_per_user").figure is None
    own = set_assumption(session, "licences_per_user", Decimal(9))
    assert "licences" not in sheet(own, "vexley-pyke").missing


def test_without_lines_it_says_why() -> None:
    session = example()
    whole = {"vexley-pyke": "no_price"}
    unpriced = edit_candidate(session, "vexley-pyke", bid=None)
    assert {key: sheet(unpriced, key).unpriced for key in whole} == whole
    assert sheet(set_settings(session, sealed=True), "vexley-pyke").unpriced == "sealed"
    assert sheet(set_settings(session, sealed=True), "own-person").unpriced == "sealed"
    assert sheet(set_business(session, "biz_users", None), "vexley-pyke").unpriced == "no_users"


def test_ours_is_what_is_added_and_time_and_risk_that_rest_on_a_default() -> None:
    fact = cost_sheet(as_shipped("law-firm"), "merrowdown")
    rows = [row for row in fact.rows if row.part == "added" or (row.part not in PAID and row.rests_on_ours)]
    assert fact.ours.middle == sum(row.amount.middle for row in rows)
    assert 0 < fact.ours.middle < fact.total.middle


def test_what_another_figure_moves_is_found_and_what_it_leaves_alone_too() -> None:
    before = example()
    order = [result.id for result in as_shipped("dental-practice").results]
    dearer = set_bid(before, order[0], {"monthly": Decimal(60_000)})
    moved = changed_costs(as_shipped("dental-practice"), evaluated(dearer), order[0])
    assert moved.order_moved
    assert moved.before.order == tuple(order)
    still = changed_costs(as_shipped("dental-practice"), as_shipped("dental-practice"), order[1])
    assert not still.order_moved
    assert still.before == still.now
    assert still.now.fee_at_tie is not None
