"""Each check's whole sentence, where it speaks and where it keeps quiet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest

from msp_select.decision.checks.checks import checks
from msp_select.decision.costing.cost_inputs import business_inputs
from msp_select.decision.costing.same_fee import is_the_sum
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.scalars import Evidence
from msp_select.model.session import BusinessValue
from msp_select.phrases.en.plausibility import LOW_PRICE_QUESTIONS
from msp_select.phrases.explanation import in_words
from msp_select.phrases.finding import Finding
from msp_select.phrases.names import Names
from tests.decision.worked_example import (
    GRENTWICK,
    NINEFOLD,
    TARNHOLLOW,
    VEXLEY,
    bid,
    catalog,
    number,
    session,
)

FLAT = bid("flat", monthly=6000, onboarding=500, outside_hours_share=0, licences_per_user=0)


def firm(
    terms: Bid | None = FLAT,
    said: Mapping[str, float | str] | None = None,
    *,
    name: str = '[Acme] "IT" {0}',
    evidence: Evidence | None = None,
    **more: object,
) -> Candidate:
    answers = {
        question: Answer(value=value if isinstance(value, str) else number(value), evidence=evidence)
        for question, value in (said or {}).items()
    }
    return Candidate.model_validate({"id": _id(name), "name": name, "bid": terms, "answers": answers, **more})


def _id(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha())


def found(
    *everyone: Candidate, business: Mapping[str, BusinessValue] | None = None, **fields: object
) -> list[Finding]:
    one = session(business, candidates=everyone, assumptions=None, **fields)
    names = Names(one, catalog())
    return [in_words(fact, names) for fact in checks(one, catalog(), business_inputs(one, catalog()))]


def sentence(
    kind: str, *everyone: Candidate, business: Mapping[str, BusinessValue] | None = None, **fields: object
) -> str | None:
    """The one sentence of that kind, or None where nothing of the kind is found."""
    of_kind = [f.sentence for f in found(*everyone, business=business, **fields) if f.kind == kind]
    assert len(of_kind) < 2
    return of_kind[0] if of_kind else None


# ------------------------------------------------------------------ the floor


def test_a_fee_that_cannot_pay_for_the_promised_hours() -> None:
    cheap = firm(bid("flat", monthly=1600), {"pri_hours_budget": 1}, name="Cheap & Co")
    assert sentence("floor", cheap) == (
        "This fee cannot pay for the work promised. USD 40 per user and month buys Cheap "
        "& Co's clients about "
        "0.31 hours of a technician, where 1 hour is promised. We assume a margin of 35 %, USD 52 for a "
        "technician's hour and USD 15 of tools per user and month."
    )


def test_a_fee_that_can_hardly_pay_for_the_promised_hours() -> None:
    dear = firm(bid("flat", monthly=6000, tools_included_per_user=0), {"pri_hours_budget": 2}, name="Dear")
    assert sentence("floor", dear) == (
        "This fee can hardly pay for the work promised. USD 150 per user and month buys Dear's clients about "
        "1.88 hours of a technician, where 2 hours are promised. We assume a margin of 35 % and USD 52 for a "
        "technician's hour."
    )


def test_a_fee_under_the_floor_without_any_promise() -> None:
    assert sentence("floor", firm(bid("flat", monthly=800), name="Thin")) == (
        "This fee cannot pay for more than answering calls. USD 20 per user and month buys Thin's clients "
        "about 0.06 hours of a technician, where 0.25 hours are the fewest that do. We "
        "assume a margin of 35 %, "
        "USD 52 for a technician's hour and USD 15 of tools per user and month."
    )


@pytest.mark.parametrize(
    "terms",
    [None, FLAT, bid("flat", monthly=0), bid("hourly", hourly_rate=1), bid("in_house"), GRENTWICK.bid],
)
def test_no_floor_to_speak_of(terms: Bid | None) -> None:
    assert sentence("floor", firm(terms)) is None


def test_no_floor_in_a_currency_without_the_cost_of_an_hour() -> None:
    assert sentence("floor", firm(bid("flat", monthly=80)), currency="EUR") is None


# ------------------------------------------------------------------ low prices


def test_low_price_against_the_middle_of_the_others_with_five_questions() -> None:
    low = [f for f in found(GRENTWICK, TARNHOLLOW, VEXLEY, NINEFOLD) if f.kind == "low_price"]
    assert [f.candidates for f in low] == [("grentwick",)]
    assert low[0].sentence == (
        "Grentwick Callout costs about USD 85 in cash per user and month, as scored, "
        "without the effect of foresight: 54 % less than "
        "the middle of the other "
        "bids (about USD 183). There may be a good reason: ask for it, and keep the answer."
    )
    assert tuple(row.text for row in low[0].rows) == LOW_PRICE_QUESTIONS
    assert len(LOW_PRICE_QUESTIONS) == 5


def test_low_price_against_the_budget() -> None:
    terms = bid(
        "flat",
        monthly=2000,
        onboarding=0,
        yearly_rise=0,
        outside_hours_share=0,
        after_hours=0,
        project_hours=0,
        licences_per_user=0,
    )
    assert sentence("low_price", firm(terms, name="Lone Bid"), business={"biz_budget": number(5000)}) == (
        "Lone Bid costs USD 50 in cash per user and month, as scored, "
        "without the effect of foresight: less than half of your budget "
        "of USD 5,000 a month. "
        "There may be a good reason: ask for it, and keep the answer."
    )


def test_one_other_bid_is_no_middle_and_in_house_is_no_bid() -> None:
    in_house = firm(bid("in_house"), name="Own person", kind="in_house")
    assert [f for f in found(GRENTWICK, NINEFOLD, in_house) if f.kind == "low_price"] == []


# ------------------------------------------------------------------ quotes and yardstick


def test_a_fee_and_unit_prices_that_come_to_the_same_may_be_one_fee_counted_twice() -> None:
    assert sentence("fee_counted_twice", firm(bid("per_user", per_user=100, monthly=4000))) == (
        '[Acme] "IT" {0} names USD 4,000 a month, and its unit prices times your counts come to the same. '
        "Everything a bid names is added up: if it is the same money, take one of the two out."
    )


@pytest.mark.parametrize(
    ("terms", "told", "counted_once"),
    [
        ({"monthly": 4000}, True, True),
        ({"monthly": 3970}, True, False),  # within a percent: asked about, not taken for the same
        ({"monthly": 500}, False, False),
        ({"monthly": 3600, "discount_percent": 10}, True, True),  # quoted after the discount
        ({"monthly": 4000, "discount_percent": 10}, True, True),  # quoted before it
        ({"monthly": 4800, "block_hours": 8, "block_rate": 100}, True, True),
        ({"monthly": 4000, "block_hours": 8, "block_rate": 100}, True, True),
        ({"monthly": 5000, "minimum_monthly": 5000}, False, False),  # the least billed is no price
        ({"monthly": 3000, "ceiling_monthly": 3000}, False, False),
    ],
)
def test_when_a_fee_is_the_sum_of_the_other_prices(
    terms: Mapping[str, float], told: bool, counted_once: bool
) -> None:
    of = bid("per_user", per_user=100, **terms)
    assert (sentence("fee_counted_twice", firm(of)) is not None) == told
    assert is_the_sum(of, session(candidates=(firm(of),), assumptions=None), catalog()) == counted_once


def test_a_price_range_the_wrong_way_round() -> None:
    assert sentence(
        "yardstick_upside_down", business={"biz_price_low": number(300), "biz_price_high": ""}
    ) == (
        "The very good price, USD 300 per user and month, is not below the price at "
        "which you would walk away, "
        "USD 270 per user and month (our assumption). Until it is, no price is scored."
    )
    assert sentence("yardstick_upside_down") is None


# ------------------------------------------------------------------ the twelve contradictions

ACME = '[Acme] "IT" {0}'
CONTRADICTIONS: tuple[tuple[str, Mapping[str, float | str], str], ...] = (
    (
        "quick_without_people",
        {"acc_p1_response": 15, "sta_tech_count": 1},
        f"{ACME} promises to start within 15 minutes when everything is down, but has only one technician. "
        "Ask who would answer at two in the morning.",
    ),
    (
        "quick_without_people",
        {"acc_p1_response": 1, "sta_tech_count": 4.5},
        f"{ACME} promises to start within 1 minute when everything is down, but has only 4.5 technicians. "
        "Ask who would answer at two in the morning.",
    ),
    (
        "quick_without_people",
        {"acc_p1_response": 10, "sta_tech_count": 9, "sta_after_hours": "best_effort_billed"},
        f"{ACME} promises to start within 10 minutes when everything is down, but has nobody on duty outside "
        "office hours. Ask who would answer at two in the morning.",
    ),
    (
        "too_good_at_that_load",
        {"sta_endpoints_per_tech": 350, "acc_sla_met": 99.5},
        f"{ACME} claims that 99.5 % of requests met their time, with 350 devices for each technician. "
        "Ask for the raw list of requests.",
    ),
    (
        "names_will_change",
        {"sta_turnover": 45, "sta_named_team": "small_named_team"},
        f"{ACME} offers you a named team, but 45 % of its technicians left within a year. "
        "Expect the names to change.",
    ),
    (
        "backup_test_not_seen",
        {"pro_backup_test": "quarterly_sample"},
        f"{ACME} says that it restores data from backups every quarter, but you have seen no dated report. "
        "It does not count as proven.",
    ),
    (
        "updates_without_result",
        {"pro_patch_days": 14, "pro_patch_coverage": 80},
        f"{ACME} says that security updates are in within 14 days, but they reach only 80 % of machines. "
        "A rule counts only on the machines it reaches.",
    ),
    (
        "updates_without_result",
        {"pro_patch_days": 1, "pro_patch_coverage": "none"},
        f"{ACME} says that security updates are in within 1 day, but nobody shows how "
        "many machines they reach. "
        "A rule counts only on the machines it reaches.",
    ),
    (
        "hours_above_fee",
        {"pri_hours_budget": 3.5},
        f"{ACME} budgets 3.5 hours of work per user and month; at USD 52 an hour (by our "
        "assumption) that costs "
        "it USD 182. Its fee is USD 150: the price will rise or the hours will shrink.",
    ),
    (
        "promise_on_anything",
        {"fit_standards": "support_anything", "acc_p1_restore": 4, "fit_sla_scope": "told_verbally"},
        f"{ACME} supports anything and promises to have you working again within 4 hours, whatever you own. "
        "Ask for which equipment that holds.",
    ),
    (
        "attention",
        {"sta_our_rank": "over_a_fifth", "sta_named_team": "pool_with_manager"},
        f"With {ACME} you would be more than a fifth of its income, and nobody senior is "
        "named as responsible. "
        "Ask for a name before you sign.",
    ),
    (
        "attention",
        {"sta_our_rank": "smallest_nobody_named"},
        f"With {ACME} you would be among the smallest quarter of its clients, and nobody senior is named as "
        "responsible. Ask for a name before you sign.",
    ),
)


@pytest.mark.parametrize(("kind", "said", "expected"), CONTRADICTIONS)
def test_two_answers_that_do_not_go_together(
    kind: str, said: Mapping[str, float | str], expected: str
) -> None:
    assert sentence(kind, firm(said=said)) == expected


@pytest.mark.parametrize(
    "said",
    [
        {"acc_p1_response": 16, "sta_tech_count": 1},
        {"acc_p1_response": 15, "sta_tech_count": 6},
        {"acc_p1_response": "none", "sta_tech_count": 1},
        {"sta_endpoints_per_tech": 320, "acc_sla_met": 99},
        {"sta_endpoints_per_tech": 400, "acc_sla_met": 97.9},
        {"sta_turnover": 40, "sta_named_team": "small_named_team"},
        {"sta_turnover": 90, "sta_named_team": "pool_with_manager"},
        {"pro_backup_test": "once_or_twice_a_year"},
        {"pro_patch_days": 14, "pro_patch_coverage": 85},
        {"pro_patch_days": 14},
        {"pro_patch_days": 15, "pro_patch_coverage": 10},
        {"pri_hours_budget": 0.5},
        {"fit_standards": "support_anything", "acc_p1_restore": 4, "fit_sla_scope": "general_rule"},
        {"fit_standards": "support_anything", "acc_p1_restore": "none"},
        {"sta_our_rank": "over_a_fifth", "sta_named_team": "small_named_team"},
        {"sta_our_rank": "smallest_named_senior"},
        {"sec_assurance": "full_audit_this_service"},
    ],
)
def test_answers_that_go_together_are_left_alone(said: Mapping[str, float | str]) -> None:
    assert found(firm(said=said)) == []


@pytest.mark.parametrize(
    ("grade", "says"), [("written", "writes"), ("contract", "promises in the contract"), ("seen", None)]
)
def test_a_restore_test_counts_once_it_is_seen(grade: Evidence, says: str | None) -> None:
    shown = sentence(
        "backup_test_not_seen", firm(said={"pro_backup_test": "quarterly_with_drill"}, evidence=grade)
    )
    assert shown == (
        says
        and f"{ACME} {says} that it restores data from backups every quarter, but you have "
        "seen no dated report. "
        "It does not count as proven."
    )


def test_cheap_and_silent_about_what_is_left_out() -> None:
    vague = firm(bid("flat", monthly=1000), {"tra_scope_list": "full_support_small_print"}, name="Vague")
    assert sentence("cheap_and_vague", vague, VEXLEY, TARNHOLLOW) == (
        "Vague asks USD 25 per user and month, far less than the others, and does not list what is left out. "
        "Ask for the price of each missing thing."
    )
    assert sentence("cheap_and_vague", vague) is None


@pytest.mark.parametrize(
    ("terms", "said", "ends"),
    [
        ({"exit_months": 6}, {}, "leaving early costs 6 months of fees."),
        ({"exit_months": 1, "exit_fee": 900}, {}, "leaving early costs 1 month of fees and USD 900."),
        ({"exit_fee": 1500}, {}, "leaving early costs USD 1,500."),
        ({}, {"pri_exit_months": 9}, "leaving early costs 9 months of fees."),
    ],
)
def test_a_free_start_with_a_long_lock(terms: dict[str, object], said: dict[str, float], ends: str) -> None:
    free = firm(bid("flat", monthly=6000, onboarding=0, **terms), said)
    assert sentence("free_start_long_lock", free) == (
        f"{ACME} charges nothing to start, but {ends} "
        "The price of starting may be hidden in the price of leaving."
    )


def test_a_free_start_that_is_free_to_leave() -> None:
    free = bid("flat", monthly=6000, onboarding=0, exit_months=0, exit_fee=0)
    assert sentence("free_start_long_lock", firm(free)) is None
    short = bid("flat", monthly=6000, onboarding=0, exit_months=3)
    assert sentence("free_start_long_lock", firm(short), term_months=12) is None
    incumbent = firm(bid("flat", monthly=6000, onboarding=0, exit_months=9), kind="incumbent")
    assert sentence("free_start_long_lock", incumbent) is None


@pytest.mark.parametrize(
    ("dated", "months"), [(dt.date(2025, 11, 21), "twelve months"), (dt.date(2024, 1, 1), "34 months")]
)
def test_an_old_certificate(dated: dt.date, months: str) -> None:
    answer = Answer(value="full_audit_this_service", dated=dated)
    one = firm().model_copy(update={"answers": {"sec_assurance": answer}})
    assert sentence("old_certificate", one) == (
        f"{ACME} shows a certificate that is {months} old. Ask for this year's, and check that it covers the "
        "service you would buy."
    )


def test_a_certificate_of_this_year() -> None:
    answer = Answer(value="full_audit_this_service", dated=dt.date(2025, 11, 22))
    assert found(firm().model_copy(update={"answers": {"sec_assurance": answer}})) == []


def test_own_duties_are_said_once_for_all_who_promise_times() -> None:
    one, two = (
        firm(said={"acc_p1_response": 30}, name="First"),
        firm(said={"acc_avg_response": 2}, name="Second"),
    )
    quiet = firm(name="Third")
    refused: dict[str, BusinessValue] = {"biz_own_duties": ("access",)}
    assert sentence("own_duties", one, quiet, business=refused) == (
        "First promises times, but you cannot promise one duty of your own. "
        "The clock will stop while they wait for you."
    )
    assert sentence("own_duties", one, two, business={"biz_own_duties": ("access", "tickets")}) == (
        "First and Second promise times, but you cannot promise two duties of your own. "
        "The clock will stop while they wait for you."
    )
    assert sentence("own_duties", one, business={"biz_own_duties": ("all_promised",)}) is None
    in_no_contract = firm(said={"acc_p1_response": 30, "acc_sla": "nothing"})
    assert sentence("own_duties", in_no_contract, business=refused) is None


def test_figures_of_a_finding_are_plain_numbers() -> None:
    for finding in found(GRENTWICK, TARNHOLLOW, VEXLEY, NINEFOLD):
        assert not any(isinstance(figure, Decimal) for figure in finding.figures.values())
