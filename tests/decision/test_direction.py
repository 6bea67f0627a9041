"""Who is driving: the word, the three tests, the sentence, the cautions, what would keep an incumbent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings

from msp_select.decision.advice.direction import keep_today, who_is_driving
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.session import Session
from msp_select.phrases.explanation import in_words
from msp_select.phrases.names import Names
from tests.decision.sessions import answer, candidate, catalog, session
from tests.strategies import sessions

OWN_SIDE = {"biz_sponsor": "owner", "biz_own_duties": ["all_promised"]}
BEST = {
    "ali_asked_goals": "offer_quotes_goals",
    "ali_outcome_scorecard": "agreed_with_targets",
    "ali_explains_why": "options_with_costs",
    "ali_decision_rights": "written_table",
    "ali_tailored": "standard_with_exceptions",
    "pro_strategy_meeting": "quarterly_on_goals",
}
WORST = {
    "ali_asked_goals": "price_list",
    "ali_outcome_scorecard": "tickets_closed",
    "ali_explains_why": "told_not_asked",
    "ali_decision_rights": "provider_decides",
    "ali_tailored": "replace_what_works",
    "pro_strategy_meeting": "only_when_broken",
}
MIDDLING = {
    "ali_asked_goals": "asked_some",
    "ali_outcome_scorecard": "agreed_no_baseline",
    "ali_explains_why": "one_option_reasoned",
    "ali_decision_rights": "duties_both_ways",
    "ali_tailored": "open_to_exceptions",
    "pro_strategy_meeting": "quarterly_on_tickets",
}


@dataclass(frozen=True)
class Said:
    """A test or a warning beside what is said of it."""

    kind: str
    sentence: str
    outcome: str = ""

    @property
    def found(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Driving:
    """Who is driving, beside what is said of it."""

    word: str | None
    value: float | None
    sentence: str
    tests: tuple[Said, ...]
    warnings: tuple[Said, ...]
    to_keep: tuple[str, ...]


def in_english(evaluation: Evaluation, candidate_id: str) -> Driving:
    fact, kept, names = who_is_driving(evaluation, candidate_id), keep_today(evaluation), Names.of(evaluation)
    return Driving(
        word=fact.word,
        value=fact.direction_points,
        sentence=in_words(fact, names).sentence,
        tests=tuple(Said(one.kind, in_words(one, names).sentence, one.outcome) for one in fact.tests),
        warnings=tuple(Said(one.kind, in_words(one, names).sentence) for one in fact.cautions),
        to_keep=tuple(row.text for row in in_words(kept, names).rows) if kept else (),
    )


def driving(
    answers: dict[str, Any], *, business: dict[str, Any] = OWN_SIDE, sealed: bool = False, **fields: Any
) -> Driving:
    someone = candidate("alpine", answers, **({"name": "Alpine"} | fields))
    one: Session = session(someone, business=business, settings={"sealed": sealed})
    return in_english(evaluate(one, catalog(), draws=0), "alpine")


def test_you_would_drive_where_all_three_tests_are_passed() -> None:
    found = driving(BEST)
    assert found.word == "you"
    assert [test.outcome for test in found.tests] == ["yes", "yes", "yes"]
    assert found.sentence == (
        "With Alpine, you would be driving (70 of 100 points for direction). They know where you are headed, "
        "measure themselves on your results and show up when nothing is broken."
    )
    assert found.warnings == ()


def test_the_provider_would_drive() -> None:
    found = driving(WORST)
    assert found.word == "the provider"
    assert found.sentence == (
        "With Alpine, the provider would be driving (0 of 100 points for direction). They do not know where "
        "you are headed, measure themselves on your results or show up when nothing is broken."
    )
    assert found.tests[2].found == (
        "They are heard from when something breaks or when there is something to sell"
    )


def test_shared_says_what_is_only_partly_so() -> None:
    found = driving(MIDDLING)
    assert found.word == "shared"
    assert found.sentence == (
        "With Alpine, you would share the driving (50 of 100 points for direction). They partly know where "
        "you are headed, measure themselves on your results and show up when nothing is broken."
    )


def test_one_test_failed_is_shared_at_best() -> None:
    found = driving(BEST | {"pro_strategy_meeting": "only_when_broken"})
    assert found.value is not None
    assert found.value > 65
    assert found.word == "shared"
    assert found.sentence.endswith(
        "They know where you are headed and measure themselves on your results. "
        "They do not show up when nothing is broken."
    )


def test_too_few_answers_are_not_a_verdict() -> None:
    found = driving({"ali_asked_goals": "offer_quotes_goals"})
    assert (found.word, found.value) == ("not known yet", None)
    assert found.sentence == (
        "With Alpine, it is not known yet who would be driving: too little is answered about direction. "
        "They know where you are headed. Ask whether they measure themselves on your results and show up "
        "when nothing is broken."
    )
    assert found.tests[1].found == "not asked yet"


def test_a_refusal_counts_as_no_and_an_unknown_as_not_known() -> None:
    found = driving(
        WORST | {"ali_asked_goals": answer(state="refused"), "ali_outcome_scorecard": answer(state="unknown")}
    )
    assert [(test.outcome, test.found) for test in found.tests[:2]] == [
        ("no", "they preferred not to say"),
        ("not known yet", "they were asked and couldn't say"),
    ]


def test_looking_ahead_counts_towards_showing_up() -> None:
    found = driving(MIDDLING | {"ali_looks_ahead": "two_or_more_specific"})
    assert found.tests[2].outcome == "partly"
    found = driving(
        MIDDLING
        | {"pro_strategy_meeting": "twice_a_year_on_goals"}
        | {"ali_looks_ahead": "two_or_more_specific"}
    )
    assert found.tests[2].outcome == "yes"


@pytest.mark.parametrize(
    ("kind", "answers", "beginning"),
    [
        ("incumbent", BEST, "With Alpine, you are driving (70 of 100 points for direction)."),
        ("incumbent", WORST, "With Alpine, the provider is driving (0 of 100 points for direction)."),
        ("incumbent", {}, "With Alpine, it is not known yet who is driving: too little is answered"),
        ("in_house", WORST, "With Alpine, your own IT person is driving (0 of 100 points for direction)."),
        # Of one's own people it is not asked whether they fit the work to the firm.
        ("in_house", MIDDLING, "With Alpine, you share the driving (51 of 100 points for direction)."),
    ],
)
def test_whoever_is_there_already_is_spoken_of_in_the_present(
    kind: str, answers: dict[str, Any], beginning: str
) -> None:
    assert driving(answers, kind=kind).sentence.startswith(beginning)


def test_brackets_and_quotes_in_a_name_stay_as_they_are() -> None:
    name = '[b]"Alp" & {ine}[/b] 100%'
    assert driving(BEST, name=name).sentence.startswith(f"With {name}, you would be driving")


KEYS = {"tra_admin_access": "provider_only", "acc_exit_help": "reasonable_help"}


def sentences(found: Driving, kind: str) -> list[str]:
    return [warning.sentence for warning in found.warnings if warning.kind == kind]


def test_dependency_never_asked_holds_the_keys_no_help_to_leave() -> None:
    assert sentences(driving(WORST | KEYS), "dependency") == [
        "Alpine may make you dependent: they never asked about your goals, hold the master logins and "
        "promise little help when you leave. Settle these three before you sign."
    ]


def test_two_signs_of_dependency_and_one_unknown_call_for_a_question() -> None:
    two = {"ali_asked_goals": "price_list", "tra_admin_access": "provider_only"}
    assert sentences(driving(two), "dependency") == [
        "Alpine may make you dependent: they never asked about your goals and hold the master logins. "
        "Ask whether they help you leave before you sign."
    ]


def test_a_master_login_of_your_own_is_no_dependency() -> None:
    answers = WORST | KEYS | {"tra_admin_access": "joint_master"}
    assert sentences(driving(answers), "dependency") == []


UTILITY = {"pro_strategy_meeting": "only_when_broken", "pro_found_first": 5, "pri_basis": "hourly"}
UTILITY_SENTENCE = (
    "Alpine works like a utility: they are paid by the hour, find few faults before you do and do not meet "
    "you about your goals."
)


@pytest.mark.parametrize(
    ("business", "ending"),
    [
        ({}, "That can be good enough where no rule protects your data and a standstill would hurt little."),
        (
            {"biz_regulated": ["none"], "biz_risk": "paying_too_much"},
            "By your own answers little is at stake, so that may be good enough for you.",
        ),
        (
            {"biz_regulated": ["health"], "biz_risk": "standstill"},
            "That is not enough here: you hold data that a rule protects or must prove your security and two "
            "days of standstill would hurt you more than paying too much.",
        ),
    ],
)
def test_a_utility_and_when_that_is_good_enough(business: dict[str, Any], ending: str) -> None:
    found = driving(UTILITY, business=OWN_SIDE | business)
    assert sentences(found, "utility") == [f"{UTILITY_SENTENCE} {ending}"]


def test_the_basis_of_the_bid_will_do_and_an_unasked_share_is_not_claimed() -> None:
    found = driving(
        {"pro_strategy_meeting": "yearly"}, bid={"basis": "block", "block_hours": 10, "block_rate": 100}
    )
    (sentence,) = sentences(found, "utility")
    assert sentence.startswith(
        "Alpine works like a utility: they are paid by the hour and do not meet you about your goals."
    )


@pytest.mark.parametrize(
    "change",
    [{"pri_basis": "per_device"}, {"pro_strategy_meeting": "twice_a_year_on_goals"}, {"pro_found_first": 40}],
)
def test_one_sign_less_is_no_utility(change: dict[str, Any]) -> None:
    assert sentences(driving(UTILITY | change), "utility") == []


def test_sealed_prices_keep_the_basis_of_the_fee_out() -> None:
    assert sentences(driving(UTILITY, sealed=True), "utility") == []


@pytest.mark.parametrize(
    ("business", "sentence"),
    [
        (
            {},
            "You have not said who is to deal with the provider. "
            "Name a person before you sign, or the provider will set the course.",
        ),
        (
            {"biz_sponsor": "nobody_yet"},
            "Nobody is named yet to deal with the provider. "
            "Name a person before you sign, or the provider will set the course.",
        ),
    ],
)
def test_nobody_on_your_own_side(business: dict[str, Any], sentence: str) -> None:
    assert sentences(driving(BEST, business=business), "no_sponsor") == [sentence]


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        (
            ["access"],
            "You cannot promise one duty of your own: Access on time: to rooms, devices and accounts. "
            "While it is not done, the clock of their promised times stops.",
        ),
        (
            ["access", "headcount"],
            "You cannot promise two duties of your own: Access on time: to rooms, devices and accounts; "
            "Telling them when people join or leave. "
            "While one of them is not done, the clock of their promised times stops.",
        ),
    ],
)
def test_duties_you_cannot_promise_stop_the_clock(lacking: list[str], sentence: str) -> None:
    found = driving(BEST, business={"biz_sponsor": "owner", "biz_own_duties": lacking})
    assert sentences(found, "own_duties") == [sentence]


def test_what_would_have_to_change_to_keep_todays_provider() -> None:
    questions = catalog().questions
    found = driving(
        BEST | {"tra_admin_access": "provider_only", "pro_root_cause": "billed_again"}, kind="incumbent"
    )
    rule = questions["tra_admin_access"].must_have
    assert rule is not None
    assert found.to_keep[:2] == (rule.cure, questions["pro_root_cause"].better)
    assert driving(BEST | {"tra_admin_access": "provider_only"}).to_keep == ()


@given(sessions(most=2))
@settings(max_examples=25)
def test_every_session_has_somebody_or_nobody_at_the_wheel(one: Session) -> None:
    evaluation = evaluate(one, catalog(), draws=0)
    for result in evaluation.results:
        found = in_english(evaluation, result.id)
        assert found.sentence.startswith(f"With {result.name}, ")
        assert (found.word == "not known yet") == (found.value is None)
