"""Leaving today's provider is paid by whoever leaves, and by no score; money nobody knows is never 0."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.total_cost import Costs
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.candidate import Candidate
from msp_select.phrases.explanation import explain
from msp_select.report import render
from msp_select.report.ranking_json import ranking_document
from tests.decision.sessions import candidate, catalog, session

NOTHING_ELSE = {
    "onboarding": 0,
    "yearly_rise": 0,
    "outside_hours_share": 0,
    "after_hours": 0,
    "project_hours": 0,
    "licences_per_user": 0,
    "hourly_rate": 100,
}
FORTY = {"biz_users": 40, "biz_price_low": 90, "biz_price_high": 270, "biz_hourly_pay": 30}
IN_FULL = FORTY | {"biz_event_cost": 90_000, "biz_downtime_hour": 800}


def firm(name: str, monthly: float = 3200, kind: str = "provider", **terms: Any) -> Candidate:
    return candidate(name, kind=kind, bid={"basis": "flat", "monthly": monthly} | NOTHING_ELSE | terms)


OLD = firm("old", 1875, "incumbent", exit_fee=5000, exit_months=6)
NEW, OWN = (
    firm("new", exit_fee=0, exit_months=0),
    candidate("own", kind="in_house", bid={"basis": "in_house", "own_person": {}}),
)


def scored(*candidates: Candidate, business: dict[str, Any] = FORTY, **fields: Any) -> Evaluation:
    return evaluate(session(*candidates, business=business, **fields), catalog(), draws=0)


def costs_of(evaluation: Evaluation, name: str) -> Costs:
    found = evaluation.result(name).costs
    assert found is not None
    return found


def test_whoever_leaves_todays_provider_pays_for_it_and_whoever_stays_does_not() -> None:
    beside, alone = scored(OLD, NEW, OWN), scored(NEW, OWN)
    for name in ("new", "own"):
        moving = costs_of(beside, name).line("moving")
        assert moving is not None
        assert moving.middle == 16_250
        assert moving.kind == "cash"
        assert costs_of(beside, name).cash.middle - costs_of(alone, name).cash.middle == 16_250
        assert costs_of(beside, name).known.middle - costs_of(alone, name).known.middle == 16_250
        assert beside.result(name).price_level == alone.result(name).price_level
    stays = costs_of(beside, "old")
    assert stays.cash.middle == 67_500
    assert stays.line("moving") is None
    assert (
        stays.leaving.middle == Decimal("0.2") * Decimal("0.5") * 1875
    )  # the overlap alone, times its chance
    assert stays.line("change_over") is None
    assert costs_of(beside, "own").line("change_over") is not None


@settings(max_examples=25, deadline=None)
@given(
    monthly=st.integers(0, 9000),
    exit_fee=st.integers(0, 90_000),
    exit_months=st.integers(0, 24),
    fees=st.lists(st.integers(0, 9000), min_size=1, max_size=3),
)
def test_every_candidate_but_todays_provider_rises_by_what_leaving_it_costs(
    monthly: int, exit_fee: int, exit_months: int, fees: list[int]
) -> None:
    old = firm("old", monthly, "incumbent", exit_fee=exit_fee, exit_months=exit_months)
    free = firm("old", monthly, "incumbent", exit_fee=0, exit_months=0)
    others = [*(firm(f"firm-{at}", fee) for at, fee in enumerate(fees)), OWN]
    bound, unbound = scored(old, *others), scored(free, *others)
    moving = exit_fee + exit_months * monthly
    for result in bound.results:
        before, after = costs_of(unbound, result.id), costs_of(bound, result.id)
        rise = 0 if result.id == "old" else moving
        assert after.cash.middle - before.cash.middle == rise
        assert after.known.middle - before.known.middle == rise
        assert result.score == unbound.result(result.id).score


def test_the_months_owed_may_be_an_answer_of_todays_provider() -> None:
    answered = candidate(
        "old",
        {"pri_exit_months": 6},
        kind="incumbent",
        bid={"basis": "flat", "monthly": 1875, "exit_fee": 5000} | NOTHING_ELSE,
    )
    assert costs_of(scored(answered, NEW), "new").moving == costs_of(scored(OLD, NEW), "new").moving


@pytest.mark.parametrize("monthly", [0, 1875, 90_000])
@pytest.mark.parametrize("terms", [{}, {"exit_fee": 70_000, "exit_months": 24}, {"exit_months": 0}])
def test_no_score_moves_when_todays_provider_is_edited_added_or_removed(
    monthly: float, terms: dict[str, float]
) -> None:
    without = scored(NEW, OWN)
    beside = scored(firm("old", monthly, "incumbent", **terms), NEW, OWN)
    for name in ("new", "own"):
        assert beside.result(name).score == without.result(name).score
        assert beside.result(name).coverage == without.result(name).coverage


def test_what_leaving_costs_is_missing_where_todays_provider_states_nothing_and_the_clause_is_asked_for() -> (
    None
):
    evaluation = scored(firm("old", 1875, "incumbent"), NEW)
    row = ranking_document(evaluation)["ranking"]
    new = next(one for one in row if one["id"] == "new")
    assert (new["moving_cost"], new["total_cost"], new["missing_money"]) == (
        None,
        None,
        ["Leaving today's provider"],
    )
    assert new["total_known"] == new["total_known"] > 0
    old = next(one for one in row if one["id"] == "old")
    assert (old["moving_cost"], old["missing_money"]) == (0, [])
    asked = explain(evaluation, subject="new").finding("leaving_not_known")
    assert asked is not None
    assert "look for the clause on notice" in asked.sentence
    assert explain(scored(OLD, NEW), subject="new").finding("leaving_not_known") is None


def test_a_comparison_is_made_on_the_lines_known_for_both_and_says_what_it_leaves_out() -> None:
    # In euros there is no default for licences: the one that names them is not dearer for naming them.
    names = firm("names", 3200, licences_per_user=30)
    silent = firm("silent", 3300, licences_per_user=None)
    evaluation = scored(names, silent, currency="EUR")
    assert costs_of(evaluation, "names").cash.middle > costs_of(evaluation, "silent").cash.middle
    found = explain(evaluation, subject="names", against="silent")
    first = found.finding("first_sentence")
    assert first is not None
    assert "It costs EUR 3.600 less cash over three years than Silent" in first.sentence
    assert "Not known, and so left out for all: Licences and tools not in the fee." in first.sentence
    assert first.figures["cash_gap_term"] == -3600
    # Nobody knows how dear the silent one's bill can become, so that keeping silent gains it nothing.
    level = evaluation.result("silent").price_level
    assert level is not None
    assert level[0] == 0 < level[1]
    assert evaluation.result("names").score > evaluation.result("silent").score


def test_who_counts_less_for_how_dear_it_could_become_alone_is_named_with_the_figure() -> None:
    """80 and 90 are the best there is on a scale from 90 to 270: only that one could reach 105 counts."""
    evaluation = scored(firm("names"), firm("silent", licences_per_user=None))
    for subject, against in (("names", "silent"), ("silent", "names")):
        found = explain(evaluation, subject=subject, against=against).finding("differences")
        assert found is not None
        assert "Silent counts less because its bills could reach USD 105 a user and month" in str(found.rows)
    both = scored(firm("names"), firm("other")), scored(firm("names", 10_000), firm("silent", 3200))
    for evaluation in both:
        assert "could reach" not in str(explain(evaluation).finding("differences"))


@pytest.mark.parametrize("ending", ["md", "csv", "json"])
def test_every_document_says_at_least_where_a_line_is_missing(ending: str) -> None:
    """In euros there is no default for licences; so many thousands are what is known of the cash."""
    firms = firm("names", 3200, licences_per_user=None), firm("silent", 3300, licences_per_user=None)
    evaluation = scored(*firms, currency="EUR", business=IN_FULL)
    text = render(evaluation, ending).decode("utf-8-sig")
    if ending != "md":
        assert text.count("Licences and tools not in the fee") >= 2
        return
    sums = [
        f"{costs_of(evaluation, name).cash.middle:,.0f}".replace(",", r"\.") for name in ("names", "silent")
    ]
    shown = re.findall(rf"(.{{0,24}})(?:{'|'.join(sums)})", text)
    assert len(shown) >= 6
    bare = [
        before
        for before in shown
        if not before.endswith(("at least ", "at least EUR ", "at least about EUR "))
    ]
    assert all(before.endswith(("Names: ", "Silent: ")) for before in bare), bare  # of the chart
    assert "EUR, what is known of it" in text


@settings(max_examples=12, deadline=None)
@given(
    fees=st.lists(st.integers(0, 9000), min_size=2, max_size=4),
    known=st.sets(st.sampled_from(["biz_hourly_pay", "biz_event_cost", "biz_downtime_hour"])),
    licences=st.booleans(),
)
def test_no_sentence_needs_a_line_that_is_missing(fees: list[int], known: set[str], licences: bool) -> None:
    business = {
        name: IN_FULL[name] for name in ("biz_users", "biz_price_low", "biz_price_high", *sorted(known))
    }
    firms = [
        firm(f"firm-{at}", fee, licences_per_user=None if at and not licences else 0)
        for at, fee in enumerate(fees)
    ]
    evaluation = scored(*firms, business=business, currency="EUR")
    pay_known = "biz_hourly_pay" in known  # without it nobody knows what waiting or supervising costs
    complete = pay_known and licences
    for row in ranking_document(evaluation)["ranking"]:
        assert (row["total_cost"] is None) == bool(row["missing_money"])
    page = explain(evaluation)
    made = {finding.kind for finding in page.findings}
    assert ("lowest_total" in made) == complete
    assert ("carried_risk" in made) == pay_known
    if not complete:
        assert not made & {"lowest_total", "standstill"}
        words = " ".join(finding.sentence for finding in page.findings)
        assert " in all over" not in words
        assert "costs least" not in words


# ------------------------------------------------------------------ no yardstick

NO_YARDSTICK = {"biz_users": 40}
ABOUT_PRICES = {
    "heavy_price", "price_weight_flip", "price_weights", "break_even_price", "price_needed", "premium",
    "even_swaps",
}  # fmt: skip


@pytest.mark.parametrize("profile", ["balanced", "price_only", "lean"])
def test_without_a_yardstick_the_price_level_counts_for_nobody(profile: str) -> None:
    cheap, dear = firm("cheap", 1000), firm("dear", 9000, licences_per_user=3)
    fields: dict[str, Any] = {"currency": "EUR", "weights": {"profile": profile}}
    evaluation = scored(cheap, dear, business=NO_YARDSTICK, **fields)
    measured = scored(cheap, dear, **fields)
    for result in evaluation.results:
        assert result.price_level is None
        assert result.criteria["price.level"] is None
        assert result.effective["price.level"] == 0
    assert evaluation.result("cheap").score == evaluation.result("dear").score
    assert measured.result("cheap").score > measured.result("dear").score
    page = explain(evaluation, subject="dear", against="cheap")
    assert not {finding.kind for finding in page.findings} & ABOUT_PRICES
    flips = page.finding("flip_weights")
    assert flips is None or "price" not in flips.figures["pillars"]  # type: ignore[operator]
    first = page.finding("first_sentence")
    assert first is not None
    assert "more cash over three years than Cheap, the cheapest" in first.sentence
