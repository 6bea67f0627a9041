"""A limit is a range, and no silence is cheaper than an honest answer: the cost inputs that answers feed."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.estimate import Estimate
from msp_select.decision.costing.total_cost import Costs, costs
from msp_select.model.candidate import Answer, Candidate
from tests.decision.worked_example import bid, candidate, catalog, inputs, number

NOTHING_ELSE: dict[str, Any] = {
    "onboarding": 0,
    "outside_hours_share": 0,
    "after_hours": 0,
    "project_hours": 0,
    "licences_per_user": 0,
    "hourly_rate": 100,
}
FORTY = inputs({"biz_users": number(40)})


def costed(one: Candidate) -> Costs:
    found = costs(one, FORTY, catalog(), proactivity=50, transparency=50, security=50)
    assert found is not None
    return found


def rising(answer: Answer | None = None, **terms: Any) -> Estimate:
    """The cash of a fee of 4,000 a month over 36 months, from the cheap end to the dear one."""
    firm = candidate("Some Firm", bid("flat", monthly=4000, **NOTHING_ELSE, **terms))
    answers = {} if answer is None else {"pri_escalator": answer}
    return costed(firm.model_copy(update={"answers": answers})).cash


def fees(*percents: float) -> tuple[Decimal, ...]:
    """The same at these yearly rises, worked out by hand."""
    return tuple(48_000 * (1 + (f := 1 + number(e) / 100) + f * f) for e in percents)


def limit(percent: float) -> Answer:
    return Answer(value=number(percent))


NO_LIMIT, UNKNOWN, REFUSED = Answer(value="none"), Answer(state="unknown"), Answer(state="refused")
NOT_FOR_US = Answer(state="not_applicable", reason="we never raise")


@pytest.mark.parametrize(
    ("found", "percents"),
    [
        (rising(limit(2)), (0, 2, 2)),
        (rising(limit(10)), (0, 4, 10)),
        (rising(limit(20)), (0, 4, 12)),
        (rising(yearly_rise=10, rise_capped=True), (0, 4, 10)),
        (rising(yearly_rise=6), (6, 6, 6)),
        (rising(yearly_rise=6, rise_capped=False), (6, 6, 12)),
        (rising(yearly_rise=15, rise_capped=False), (15, 15, 15)),
        (rising(), (5, 8, 12)),
        (rising(rise_capped=False), (5, 8, 12)),
        (rising(NO_LIMIT), (5, 8, 12)),
        (rising(UNKNOWN), (5, 8, 12)),
        (rising(NOT_FOR_US), (5, 8, 12)),
        (rising(REFUSED), (8, 10, 12)),
    ],
)
def test_the_rise_as_it_is_said(found: Estimate, percents: tuple[float, ...]) -> None:
    assert (found.low, found.middle, found.high) == fees(*percents)


def test_a_fee_of_4000_over_36_months() -> None:
    """The published figures of the rule."""
    middles = [rising(limit(2)), rising(limit(10)), rising(yearly_rise=6), rising(NO_LIMIT), rising(REFUSED)]
    assert [round(one.middle) for one in middles] == [146_899, 149_837, 152_813, 155_827, 158_880]


def no_dearer(one: Estimate, other: Estimate) -> bool:
    """Whether the one is at each end at most as dear as the other."""
    return one.low <= other.low and one.middle <= other.middle and one.high <= other.high


@settings(max_examples=60, deadline=None)
@given(percent=st.decimals(0, 100, places=1), evidence=st.sampled_from([None, "said", "contract"]))
def test_every_limit_costs_at_most_no_limit_and_that_at_most_a_refusal(
    percent: Decimal, evidence: Any
) -> None:
    terms = {"evidence": evidence} if evidence else {}
    for capped in (
        rising(limit(float(percent)), **terms),
        rising(yearly_rise=percent, rise_capped=True, **terms),
    ):
        assert no_dearer(capped, rising(NO_LIMIT, **terms))
    assert no_dearer(rising(NO_LIMIT), rising(REFUSED))


# Best to worst, up to the middle of our default: each silence costs at least as much.
FED: dict[str, tuple[list[float], str]] = {
    "pri_exit_months": ([0, 1, 3], "leaving"),
    "acc_p1_response": ([5, 15, 60], "outages"),
    "acc_p1_restore": ([1, 4, 8], "outages"),
    "acc_avg_response": ([0.25, 1, 4], "waiting"),
    "pri_extra_share": ([0, 3, 10], "extras"),
}


def line_of(question: str, name: str, answer: Answer) -> Estimate:
    terms = {key: value for key, value in NOTHING_ELSE.items() if key != "outside_hours_share"}
    firm = candidate("Some Firm", bid("flat", monthly=4000, yearly_rise=0, **terms))
    found = costed(firm.model_copy(update={"answers": {question: answer}})).line(name)
    assert found is not None, name
    return found.amount


@pytest.mark.parametrize("question", FED)
def test_a_figure_costs_no_less_the_worse_it_is_and_silence_costs_most(question: str) -> None:
    numbers, name = FED[question]
    honest = [line_of(question, name, limit(x)) for x in numbers]
    silent = [line_of(question, name, one) for one in (UNKNOWN, NOT_FOR_US, REFUSED)]
    assert all(no_dearer(better, worse) for better, worse in pairwise([*honest, silent[0]]))
    assert silent == [silent[0]] * 3


@pytest.mark.parametrize("level", ["automatic_and_upside", "credits_and_leave", "goodwill", "nothing"])
def test_no_silence_about_what_is_given_back_beats_a_level(level: str) -> None:
    promised = line_of("acc_consequences", "credits", Answer(value=level))
    assert all(
        no_dearer(promised, line_of("acc_consequences", "credits", one))
        for one in (UNKNOWN, NOT_FOR_US, REFUSED)
    )


def test_of_ones_own_people_what_does_not_apply_leaves_the_default() -> None:
    own = candidate("Own Person", bid("in_house", own_person={}), kind="in_house")
    unasked = own.model_copy(update={"answers": {}})
    waived = own.model_copy(update={"answers": {"acc_p1_restore": NOT_FOR_US}})
    assert costed(waived).line("outages") == costed(unasked).line("outages")


# ------------------------------------------------------------------ amounts that are only said


def said(evidence: str | None, **terms: Any) -> Costs:
    given = {**NOTHING_ELSE, **terms} | ({} if evidence is None else {"evidence": evidence})
    return costed(candidate("Some Firm", bid("flat", monthly=4000, **given)))


def ends(found: Costs, name: str) -> list[Decimal]:
    line = found.line(name)
    assert line is not None
    return [line.low, line.middle, line.high]


def test_an_amount_that_is_only_said_leans_to_the_dear_end_of_what_is_usual() -> None:
    found = said("said", yearly_rise=0, after_hours_multiple=1)
    # 40 users at half an hour, by our default a quarter to one: 0, 10, 20 percent are billed.
    assert ends(found, "licences") == [40 * 36 * number(x) for x in (0, 6.25, 12.5)]
    hours = found.line("extra_hours")
    assert hours is not None
    shares = [one for one in hours.figures if one.id == "outside_hours_share"]
    assert [[one.low, one.middle, one.high] for one in shares] == [[0, 10, 20]]
    rise = 1 + number("0.04")
    dear_rise = 1 + rise + rise * rise  # a rise of nothing that is only said is 0 to 4 percent
    assert ends(found, "after_hours")[2] == 10 * 100 * dear_rise
    assert ends(found, "projects")[2] == 30 * 100 * dear_rise  # half of 1.5 hours for each of 40 users
    assert ends(found, "fees")[2] == 48_000 * dear_rise


@pytest.mark.parametrize("evidence", [None, "written", "contract", "seen", "confirmed"])
def test_anything_better_than_a_word_is_taken_as_it_is(evidence: str | None) -> None:
    found = said(evidence, yearly_rise=0)
    assert ends(found, "licences") == ends(found, "extra_hours") == [0, 0, 0]
    assert ends(found, "fees") == [144_000] * 3


def test_an_amount_dearer_than_usual_stays_as_it_is_said() -> None:
    assert ends(said("said", yearly_rise=0, licences_per_user=30), "licences") == [30 * 40 * 36] * 3
