"""Cost rows and figures in words: every amount with its unit and period, every figure with its origin."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.bid_inputs import ALL_CALLS, ALL_HOURS
from msp_select.decision.costing.estimate import Estimate, Figure, known
from msp_select.decision.findings.changed_costs import ChangedCosts, Standing
from msp_select.decision.handouts.cost_sheet import cost_sheet
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.bid import Band, Bid, Group
from msp_select.model.edits import edit_candidate, set_assumption
from msp_select.phrases.en import cost_figures
from msp_select.phrases.en.amounts import figure_called, range_words, unit_of
from msp_select.phrases.en.money_terms import totals_in_words
from msp_select.phrases.explanation import in_words
from msp_select.phrases.handout import handout
from msp_select.phrases.names import Names
from msp_select.report.ranking_json import ranking_document
from msp_select.store.session import load_session
from tests.strategies import bids, shipped_catalog

EXAMPLES = ("dental-practice", "design-studio", "law-firm")


def evaluated(name: str = "dental-practice") -> Evaluation:
    catalog = shipped_catalog()
    return evaluate(load_session(f"example:{name}", catalog).session, catalog, draws=0)


def test_an_amount_is_said_for_every_period() -> None:
    fact = cost_sheet(evaluated(), "vexley-pyke")
    said = cost_figures.in_all_periods(Decimal(8064), fact, "USD")
    assert said == "USD 8,064 over three years = 2,688 a year = 224 a month = 5.60 a user and month"
    assert cost_figures.in_all_periods(Decimal(0), fact, "USD") == "nothing"
    ends = list(cost_figures.ends_in_words(Estimate(Decimal(36), Decimal(72), Decimal(108)), fact, "USD"))
    assert [one.partition(":")[0] for one in ends] == ["Likely", "At least", "At most"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_every_line_has_a_name_a_unit_and_an_origin(name: str) -> None:
    found = evaluated(name)
    names = Names.of(found)
    for result in found.results:
        fact = cost_sheet(found, result.id)
        for row in fact.rows:
            for told in cost_figures.made_of(row, fact, names):
                assert re.fullmatch(r".+: .*\d.* \D+\. From: .+\.", told), (row.line, told)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    bid=bids().map(Bid.model_validate),
    kind=st.sampled_from(["provider", "incumbent", "in_house", "shared"]),
    currency=st.sampled_from(["USD", "GBP", "CHF"]),
)
def test_whatever_a_bid_says_every_figure_has_a_name_and_a_unit(bid: Bid, kind: str, currency: str) -> None:
    session = load_session("example:law-firm", shipped_catalog()).session
    session = edit_candidate(session, "quincebury", bid=bid, kind=kind)
    session = session.model_copy(update={"currency": currency})
    found = evaluate(session, shipped_catalog(), draws=0)
    names = Names.of(found)
    for row in cost_sheet(found, "quincebury").rows:
        for figure in row.figures:
            if not figure.id:
                all_of_it = replace(figure, origin="bid") in (ALL_HOURS, ALL_CALLS)
                assert all_of_it or figure.origin == "incumbent", (row.line, figure)
                continue
            assert figure_called(figure.id, names)
            assert unit_of(figure, names), (row.line, figure.id, figure.origin)


def test_how_many_users_is_told_apart_from_what_each_of_them_costs() -> None:
    session = load_session("example:dental-practice", shipped_catalog()).session
    bid = Bid(
        basis="per_user",
        groups=(Group(id="reception", users=3, per_user=Decimal(40)),),
        bands=(Band(up_to=25, per_user=Decimal(110)), Band(per_user=Decimal(95))),
        minimum_users=20,
    )
    found = evaluate(edit_candidate(session, "vexley-pyke", bid=bid), shipped_catalog(), draws=0)
    fact, names = cost_sheet(found, "vexley-pyke"), Names.of(found)
    fees = next(row for row in fact.rows if row.line == "fees")
    told = [one.removesuffix(". From: the bid.") for one in cost_figures.made_of(fees, fact, names)]
    assert {
        "Users with their own price: 3 users",
        "Users with their own price: USD 40 a month",
        "By the number of users: 25 users",
        "By the number of users: USD 95 a month",
        "Least users billed: 20 users",
    } <= set(told)


def test_a_figure_is_in_the_unit_of_the_field_the_question_or_the_assumption_it_is() -> None:
    names = Names.of(evaluated())
    for figure, words in (
        (known(Decimal(165), "bid", "hourly_rate"), "USD 165 an hour"),
        (known(Decimal(3), "bid", "yearly_rise"), "3 % a year"),
        (known(Decimal(70_000), "bid", "salary"), "USD 70,000 a year"),
        (known(Decimal(36), "yours", "hourly_pay"), "USD 36 an hour"),
        (known(Decimal(5), "yours", "growth_percent"), "5 percent a year"),  # a choice, which has no unit
        (known(Decimal(2), "yours", "outages_a_year"), "2 times a year"),  # half of what is asked for
        (known(Decimal(4), "answer", "p1_restore_hours"), "4 hours"),
        (known(Decimal(80), "own", "outage_share"), "80 percent of the firm"),
    ):
        assert cost_figures.value(figure, names) == words


def test_a_figure_of_ones_own_is_in_the_currency_of_the_session() -> None:
    session = load_session("example:dental-practice", shipped_catalog()).session
    session = set_assumption(session.model_copy(update={"currency": "CHF"}), "salary", Decimal(90_000))
    names = Names.of(evaluate(session, shipped_catalog(), draws=0))
    assert cost_figures.value(known(Decimal(90_000), "own", "salary"), names) == "CHF 90'000 a year"


def test_figures_of_the_owner_of_the_bid_and_of_ours_are_told_apart() -> None:
    session = load_session("example:dental-practice", shipped_catalog()).session
    bid = Bid(basis="per_user", per_user=Decimal(100), hourly_rate=Decimal(165))
    session = edit_candidate(session, "vexley-pyke", bid=bid)
    found = evaluate(set_assumption(session, "outage_share", Decimal(80)), shipped_catalog(), draws=0)
    names, fact = Names.of(found), cost_sheet(found, "vexley-pyke")
    told = {
        cost_figures.assumed_called(one, names): (
            cost_figures.assumed_value(one, names),
            cost_figures.held_by(one, names, fact.candidate),
        )
        for one in fact.assumed
    }
    assert told["Part of the firm that a serious stop hits"] == (
        "80 percent of the firm",
        "your own figure, for everybody",
    )
    assert told["An hour of other work"] == ("USD 165 an hour", "in the money terms of Vexley & Pyke")
    assert told["Licences and security tools not in the fee"] == (
        "USD 0 / 10 / 25 per user and month",
        "our figure",
    )


def test_the_page_names_currency_period_and_tax_and_how_much_of_it_is_ours() -> None:
    page = handout(evaluated(), "costs", "vexley-pyke")
    assert [table.title for table in page.tables] == [
        "USD over three years, without tax",
        "The sums for other periods, in USD",
        "The figures that are ours, or that you have put in the place of one",
    ]
    assert page.tables[0].rows[0] == (
        "Their fee, as quoted: Fees over the term",
        *["221,040"] * 3,
        "they say",
    )
    assert re.fullmatch(
        r"Of the likely USD 317,000 over three years, USD 69,840 \(22 %\) rests on figures of ours: .+",
        page.notes[0],
    )


def moved(before: Standing, now: Standing) -> str:
    fact = ChangedCosts(candidates=("vexley-pyke",), before=before, now=now)
    return in_words(fact, Names.of(evaluated())).sentence


def test_what_another_figure_moved_is_said_and_that_it_moved_nothing_too() -> None:
    known = Estimate(Decimal(300_000), Decimal(316_000), Decimal(350_000))
    order = ("ninefold", "vexley-pyke", "ostrabrook", "tarnhollow")
    then = Standing(known, order, 9378.0)
    assert moved(then, then) == (
        "The costs of Vexley & Pyke stay as they are. The order stays. "
        "Ninefold Harrow stays first up to a monthly fee of USD 9,378, as before."
    )
    dearer = Standing(Estimate.exact(340_000), order, 9500.0)
    assert moved(then, dearer) == (
        "Vexley & Pyke in all: USD 340,000 (before: USD 316,000). The order stays. "
        "Ninefold Harrow stays first up to a monthly fee of USD 9,500 (before: USD 9,378)."
    )
    other = ("vexley-pyke", "ninefold", "ostrabrook", "tarnhollow")
    assert moved(then, Standing(Estimate.exact(316_000), other, None)) == (
        "Vexley & Pyke in all stays at USD 316,000, without a range "
        "(before: from USD 300,000 to USD 350,000). "
        "The order moves: now Vexley & Pyke is first, no longer Ninefold Harrow; "
        "then Ninefold Harrow, Ostrabrook National and one other."
    )


def test_a_figure_that_was_worked_out_is_rounded_and_one_is_said_in_the_singular() -> None:
    names = Names.of(evaluated())
    long = Decimal("0.7606752328185784")
    worked_out = Figure(long, long, long, origin="proactivity", unit="times_average")
    assert cost_figures.value(worked_out, names) == "0.76 times the average"
    assert cost_figures.value(known(Decimal(1), "bid", "hours_known"), names) == "1 hour a year"


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_figure_has_more_decimals_than_anybody_reads(name: str) -> None:
    found = evaluated(name)
    for result in found.results:
        fact, names = cost_sheet(found, result.id), Names.of(found)
        told = [words for row in fact.rows for words in cost_figures.made_of(row, fact, names)]
        told += [cost_figures.assumed_value(one, names) for one in fact.assumed]
        assert told
        assert not [words for words in told if re.search(r"\d\.\d{3}", words)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_sums_are_those_of_the_ranking_and_of_the_money_terms(name: str) -> None:
    found = evaluated(name)
    names = Names.of(found)
    for row in ranking_document(found)["ranking"]:
        fact, costs = cost_sheet(found, row["id"]), found.result(row["id"]).costs
        assert costs is not None
        assert [float(end) for end in (fact.paid.low, fact.paid.high)] == pytest.approx(row["cash_range"])
        assert float(fact.paid.middle) == pytest.approx(row["cash_total"])
        assert float(fact.total.middle) == pytest.approx(row["total_cost"])
        paid, whole = totals_in_words(costs, names)
        assert range_words(fact.paid, names) in paid
        assert range_words(fact.total, names) in whole
