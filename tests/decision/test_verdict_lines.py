"""The verdict in three lines: who fits best and how close, what to settle first, why not the cheapest bid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.decision.findings.verdict_lines import CheapestBid, ToSettle, WhoFits, verdict_lines
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.session import Session
from msp_select.phrases.en.headline import verdict_in_lines
from msp_select.phrases.en.verdict_lines import SHARES, checks
from msp_select.phrases.explanation import in_words
from msp_select.phrases.names import Names
from msp_select.store.session import load_session
from tests.decision.sessions_at_random import session_at_random
from tests.decision.test_examples import EXAMPLES, evaluated
from tests.strategies import shipped_catalog

CASES = Path(__file__).parents[1] / "cases"


def case(name: str) -> Evaluation:
    session = load_session(CASES / f"{name}.toml", shipped_catalog()).session
    return evaluate(session, shipped_catalog())


def said(evaluation: Evaluation) -> list[str]:
    return [line.sentence for line in verdict_in_lines(evaluation)]


def example(name: str, **settings: bool) -> Session:
    session = load_session(f"example:{name}", shipped_catalog()).session
    return session.model_copy(update={"settings": session.settings.model_copy(update=settings)})


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (100.0, "practically every check"),
        (98.5, "practically every check"),
        (98.49, "about nineteen of twenty checks"),
        (92.5, "about nineteen of twenty checks"),
        (92.49, "about nine of ten checks"),
        (85.0, "about nine of ten checks"),
        (84.99, "about four of five checks"),
        (77.5, "about four of five checks"),
        (77.49, "about three of four checks"),
        (71.0, "about three of four checks"),
        (70.99, "about two of three checks"),
        (63.0, "about two of three checks"),
        (62.99, "about three of five checks"),
        (56.0, "about three of five checks"),
        (55.99, "about half of the checks"),
        (45.0, "about half of the checks"),
        (44.99, "about two of five checks"),
        (36.0, "about two of five checks"),
        (35.99, "about one of three checks"),
        (29.0, "about one of three checks"),
        (28.99, "fewer than three of ten checks"),
        (0.0, "fewer than three of ten checks"),
    ],
)
def test_a_share_is_said_in_everyday_words_by_its_borders(percent: float, words: str) -> None:
    assert checks(percent) == words


def test_the_border_of_two_shares_lies_between_them() -> None:
    fractions = [1.0, 19 / 20, 9 / 10, 4 / 5, 3 / 4, 2 / 3, 3 / 5, 1 / 2, 2 / 5, 1 / 3, 0.29]
    borders = [least / 100 for least, _ in SHARES[:-1]]
    for above, border, below in zip(fractions[:-1], borders, fractions[1:], strict=True):
        assert below <= border <= above


def test_the_lines_of_the_examples() -> None:
    assert said(evaluated("dental-practice")) == [
        "Ninefold Harrow fits you best, but not by much: it comes first in about three of five checks, "
        "Vexley & Pyke in most of the others.",
        "Before you sign, settle six things with Ninefold Harrow: wait for ordinary requests, number of "
        "technicians, proof for your insurer and three more.",
        "Why not Grentwick Callout, the cheapest? It saves about USD 214,700 over three years, but it does "
        "not yet meet 19 of your must-haves.",
    ]
    assert said(evaluated("design-studio")) == [
        "Pennyloaf & Daughter fits you best: it comes first in about nineteen of twenty checks.",
        "Nothing stands in the way of signing with Pennyloaf & Daughter: all your must-haves are met.",
        "Pennyloaf & Daughter is also the cheapest.",
    ]
    assert said(evaluated("law-firm"))[2] == "Merrowdown IT is also the cheapest offer."


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("fees_add_up", "It is too early to say who fits best: Flat and servers, "),
        ("ways_to_say_nothing", "Incomplete: Agreed Ltd leads, but Blank Ltd would lead if "),
        (
            "more_than_you_said",
            "Dear Ltd leads, but costs USD 268 where the price at which you walk away is ",
        ),
        ("open_must_have", "Pennyloaf leads, but two must-haves are still open. If they are met, it comes "),
        (
            "no_price_to_measure_by",
            "Dear Ltd fits you best, but not by much: it comes first in about two of ",
        ),
        ("two_of_a_kind", "Alderbrook and Birchfield fit you about equally well: Alderbrook comes first "),
    ],
)
def test_the_first_line_follows_the_verdict(name: str, begins: str) -> None:
    assert said(case(name))[0].startswith(begins)


def test_the_cheapest_that_fits_nearly_as_well_is_worth_a_second_look() -> None:
    assert said(case("no_price_to_measure_by"))[2] == (
        "Cheap Ltd is the cheapest and fits nearly as well: about EUR 96.280 less over three years "
        "for 1 fewer point of 100. It is worth a second look."
    )


def test_whoever_is_no_offer_may_cost_less_than_the_cheapest_offer() -> None:
    assert said(case("leaving_todays_provider"))[2] == (
        "Oldhold, today's provider, costs less than the cheapest offer, Newcomer."
    )


def test_while_prices_are_sealed_the_order_and_what_is_open_stand_alone() -> None:
    sealed = evaluate(example("dental-practice", sealed=True), shipped_catalog(), draws=200)
    assert said(sealed) == ["Prices are sealed: this is the order of everything else."]
    session = load_session(CASES / "open_must_have.toml", shipped_catalog()).session
    settings = session.settings.model_copy(update={"sealed": True})
    found = evaluate(session.model_copy(update={"settings": settings}), shipped_catalog(), draws=200)
    assert said(found) == [
        "Prices are sealed: this is the order of everything else.",
        "Still open with Pennyloaf: second factor and backup out of reach.",
    ]


def test_nobody_and_one_alone() -> None:
    session = example("design-studio")
    nobody = session.model_copy(update={"candidates": ()})
    assert said(evaluate(nobody, shipped_catalog())) == ["There is no candidate yet."]
    alone = session.model_copy(update={"candidates": session.candidates[:1]})
    lines = said(evaluate(alone, shipped_catalog(), draws=200))
    assert lines[0].endswith(
        " is the only candidate, so there is nobody to compare it with. Get a second bid."
    )
    assert not any("cheapest" in line or "Nothing stands in the way" in line for line in lines)


def test_nobody_acceptable_names_the_nearest_and_what_it_has_to_settle() -> None:
    session = load_session("example:dental-practice", shipped_catalog()).session
    failing = [r.id for r in evaluated("dental-practice").results if r.failed]
    few = session.model_copy(update={"candidates": tuple(c for c in session.candidates if c.id in failing)})
    found = evaluate(few, shipped_catalog(), draws=200)
    assert found.verdict is not None
    assert found.verdict.kind == "none_acceptable"
    fact, settle = verdict_lines(found)[:2]
    assert isinstance(fact, WhoFits)
    assert isinstance(settle, ToSettle)
    nearest = min(found.results, key=lambda result: len(result.failed))
    assert (fact.nearest, settle.whom) == (nearest.id, nearest.id)
    assert fact.nearest_unsettled == len(nearest.failed) + len(nearest.open)
    assert set(settle.failed) == {gate.question for gate in nearest.failed}
    assert said(found)[0].startswith(("No bid meets all", "Nobody meets all"))


def test_no_saving_is_named_where_money_is_not_known() -> None:
    line = next(one for one in verdict_lines(evaluated("dental-practice")) if isinstance(one, CheapestBid))
    names = Names.of(evaluated("dental-practice"))
    assert "saves" in in_words(line, names).sentence
    assert in_words(replace(line, saves=None), names).sentence == (
        "Why not Grentwick Callout, the cheapest? Because it does not yet meet 19 of your must-haves."
    )


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        (
            {"because": "costs_more", "costs_more": Decimal(12000)},
            "but over three years it costs more in all, with lost time and risk: USD 12,000.",
        ),
        ({"because": "behind"}, "the largest part in Prevention (10.8 of 53.6)."),
        ({"because": "not_judged"}, "but it has not answered enough to be judged."),
    ],
)
def test_the_reason_against_the_cheapest(changes: dict[str, object], ends: str) -> None:
    line = next(one for one in verdict_lines(evaluated("dental-practice")) if isinstance(one, CheapestBid))
    sentence = in_words(replace(line, **changes), Names.of(evaluated("dental-practice"))).sentence  # type: ignore[arg-type]
    assert sentence.endswith(ends)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_lines_name_only_what_is_there(name: str) -> None:
    found = evaluated(name)
    for fact in verdict_lines(found):
        assert set(fact.candidates) <= {result.id for result in found.results}


def test_over_random_sessions_the_first_line_says_whom_or_why_not() -> None:
    for seed in range(12):
        found = evaluate(session_at_random(seed, shipped_catalog()), shipped_catalog(), draws=200)
        first = said(found)[0]
        assert any(result.name in first for result in found.results), first
