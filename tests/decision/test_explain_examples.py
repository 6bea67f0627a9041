"""The pages of the shipped examples, read as an owner who knows no IT."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from msp_select.decision.answer_value import value_of
from msp_select.decision.findings.all_findings import facts
from msp_select.decision.findings.differences import Differences
from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.robustness import robustness_lines
from msp_select.phrases.explanation import Explanation, explain
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session

EXAMPLES = ("dental-practice", "design-studio", "law-firm")
SECTION_7 = {  # the parts of the best explanation, and the findings that carry them
    1: "first_sentence",
    2: "headline_and_total",
    3: "must_haves",
    5: "differences",
    6: "pros_and_cons",
    7: "even_swaps",
    8: "value_for_money",
    9: "premium",
    10: "flip_weights",
    11: "fewest_changes",
    12: "other_weights",
    13: "first_places",
    14: "verdict",
    15: "ask_next",
    16: "words_alone",
    18: "risks",
    19: "negotiation",
    20: "when_right",
    21: "record",
}


@cache
def evaluated(example: str) -> Evaluation:
    catalog = load_catalog()
    return evaluate(load_session(f"example:{example}", catalog).session, catalog, draws=500)


def page(example: str, **whom: Any) -> Explanation:
    return explain(evaluated(example), **whom)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_part_of_the_explanation_is_there(example: str) -> None:
    kinds = {finding.kind for finding in page(example).findings}

    assert not set(SECTION_7.values()) - kinds
    assert {"break_even_price", "price_weights", "price_weight_flip", "coverage", "does_badly"} <= kinds


@pytest.mark.parametrize("example", EXAMPLES)
def test_sentences_are_short_and_end_like_sentences(example: str) -> None:
    sentences = [
        part
        for finding in page(example).findings
        for part in re.split(r"(?<=[.?!])\s+(?=[A-Z])", finding.sentence)
    ]

    assert sum(len(one.split()) for one in sentences) / len(sentences) <= 25
    assert all(one[-1] in '.?!"' for one in sentences)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_amount_of_money_says_for_what_time(example: str) -> None:
    """A price a month or an hour, a sum over the term or on leaving: never a bare amount."""
    period = re.compile(r"month|year|hour|total|standstill|in all|over |leaving")
    for finding in page(example).findings:
        if "USD" in finding.sentence:
            assert period.search(finding.sentence), finding.sentence


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_figure_is_left_as_the_computer_writes_it(example: str) -> None:
    for finding in page(example).findings:
        for text in (finding.sentence, *(row.text for row in finding.rows)):
            assert not re.search(r'\d\.\d{4,}|\de-\d|\bnan\b|(?<!")None|\binf\b', text), text


def test_a_close_verdict_compares_the_two_at_the_top_and_then_says_why_not_the_cheapest() -> None:
    found = page("dental-practice")
    first = found.finding("why_not_cheapest")

    assert first is not None
    assert found.findings[0].title == "Why Ninefold Harrow and not Vexley & Pyke?"
    assert (found.subject, found.against) == ("ninefold", "vexley-pyke")
    assert first.title == "Why not Grentwick Callout, the cheapest?"
    assert first.sentence.startswith(
        "Ninefold Harrow costs about USD 214,700 more cash over three years than Grentwick"
    )
    assert "Grentwick Callout fails" in first.sentence


def test_the_design_studio_argues_for_its_cheapest() -> None:
    found = page("design-studio")
    right = found.finding("when_right")
    verdict = found.finding("verdict")

    assert found.findings[0].sentence.startswith("Pennyloaf & Daughter is the cheapest. It costs about USD")
    assert right is not None
    assert right.title == "When Pennyloaf & Daughter would stop being first"
    assert verdict is not None
    assert verdict.sentence.startswith("Clear: Pennyloaf & Daughter is first")


def test_the_law_firm_is_told_whose_open_answers_could_decide() -> None:
    asked = page("law-firm").finding("ask_next")

    assert asked is not None
    assert asked.sentence.startswith("No five answers are likely to change the choice; all ")
    assert "with Quincebury Partners could. Together they are worth 0.5 points of 100. By so much" in (
        asked.sentence
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_reason_that_does_not_speak_for_itself_is_told_with_what_backs_it(example: str) -> None:
    """14 days are no advantage over 10, unless the 14 stand in the contract and the 10 were only said."""
    evaluation = evaluated(example)
    fact = next(one for one in facts(evaluation).found if isinstance(one, Differences))
    said = page(example).finding("differences")
    assert said is not None
    told = 0
    for row, reason, part in zip(said.rows, fact.reasons, fact.contributions, strict=False):
        question = evaluation.catalog.questions.get(reason)
        if question is None:
            continue
        ahead, behind = fact.candidates if part.points > 0 else reversed(fact.candidates)
        given = [evaluation.result(one).candidate.answers.get(question.id) for one in (ahead, behind)]
        if None in given or any(one.state != "answered" for one in given if one):
            continue
        worth = [value_of(question, one) for one in given if one]
        backed = any(f'", {name.words}' in row.text for name in GRADES.values())
        assert backed == (worth[0] <= worth[1]), row.text
        told += backed
    assert told


def test_the_law_firm_reads_why_slower_updates_count_for_more() -> None:
    said = page("law-firm").finding("differences")
    assert said is not None
    (row,) = (row for row in said.rows if "days to install fixes" in row.text)
    assert 'Merrowdown IT: "14 days", in the contract' in row.text
    assert 'Quincebury Partners: "10 days", only said' in row.text


def test_two_who_are_beaten_by_the_same_are_named_in_one_sentence() -> None:
    said = page("design-studio").finding("value_for_money")
    assert said is not None
    assert (
        "Pennyloaf & Daughter matches or beats Tarnhollow Basic and Brightmere Studio Care on cash "
        "and on every other pillar."
    ) in said.sentence


def test_a_difference_that_reads_the_same_in_the_score_and_in_cash_is_told_once() -> None:
    alike, apart = page("design-studio").finding("premium"), page("law-firm").finding("premium")
    assert alike is not None
    assert apart is not None
    assert "the score counts" not in alike.sentence
    assert "costs about USD 22 less per user and month than" in apart.sentence
    assert (
        "; the score counts about USD 21 less, because it leaves out the effect of foresight."
        in apart.sentence
    )


def test_of_more_risks_than_are_listed_it_is_said_that_some_are() -> None:
    said = page("law-firm").finding("risks")
    assert said is not None
    assert said.sentence.endswith("Those that weigh most are below.")
    assert len([row for row in said.rows if row.label.startswith("Not proven")]) == 5


def test_any_two_can_be_compared() -> None:
    found = page("dental-practice", subject="ninefold", against="vexley-pyke")

    assert found.findings[0].title == "Why Ninefold Harrow and not Vexley & Pyke?"


@pytest.mark.parametrize("example", EXAMPLES)
def test_robustness_says_how_sure_and_what_to_ask(example: str) -> None:
    evaluation = evaluated(example)
    lines = robustness_lines(robustness(evaluation), evaluation)

    assert re.match("(Clear|Narrow|Too close to call|Not yet): ", lines[0])
    assert "Second opinions: the same values by other methods" in lines
