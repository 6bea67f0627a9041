"""Several people at one choice: progress, views, agreement, and the sentences that say so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from msp_select.decision.robustness.panel_agreement import panel
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session
from msp_select.phrases.explanation import Finding, explain
from tests.decision.sessions import candidate, session
from tests.evaluators import panels
from tests.strategies import shipped_catalog

ASKED, READABLE = "ali_asked_goals", "tra_report_readable"
BEST = {ASKED: "offer_quotes_goals", READABLE: "one_page_plain_words"}
WORST = {ASKED: "price_list", READABLE: "no_report"}


def person(name: str, acme: dict[str, str], beta: dict[str, str], **fields: object) -> Evaluator:
    """One who marks the candidates "acme" and "beta"."""
    marks = {
        key: {question: {"value": value} for question, value in given.items()}
        for key, given in (("acme", acme), ("beta", beta))
    }
    return Evaluator.model_validate({"id": name.lower(), "name": name, "marks": marks} | fields)


def judged(*people: Evaluator, revealed: bool = True, **fields: object) -> Evaluation:
    """Two candidates that differ in nothing but their marks, scored without draws."""
    found = session(
        candidate("acme"),
        candidate("beta"),
        evaluators=people,
        settings={"marks_revealed": revealed, **fields},
    )
    return evaluate(found, shipped_catalog(), draws=0)


def said(evaluation: Evaluation) -> Finding:
    finding = explain(evaluation).finding("evaluators")
    assert finding is not None
    return finding


def test_without_evaluators_there_is_no_finding() -> None:
    assert explain(judged()).finding("evaluators") is None


def test_before_the_reveal_only_the_progress_is_told() -> None:
    found = judged(person("Jo", BEST, WORST), person("Al", {}, {}), revealed=False)
    finding = said(found)
    assert finding.sentence == (
        "None of two evaluators has marked everything. "
        "Marks are hidden until they are revealed; until then only your own answers count."
    )
    assert [(row.label, row.text) for row in finding.rows] == [
        ("Jo", "4 of 14 marks"),
        ("Al", "0 of 14 marks"),
    ]
    hidden = panel(found)
    assert hidden is not None
    assert (hidden.marked, hidden.views, hidden.agreement_rankings) == ((), (), None)
    assert "one_page" not in str(finding)


def test_a_view_that_changes_the_winner_is_named_with_the_other_choice() -> None:
    found = judged(person("Jo", WORST, BEST), person("Al", BEST, WORST, weight=2))
    finding = said(found)
    assert finding.sentence == (
        "One view changes the winner: by Jo's alone Beta comes first; by the other Acme stays first. "
        "Four answers are marked more than 40 points apart: talk about them."
    )
    assert finding.figures["winners_of_views"] == ["beta", "acme"]
    assert finding.figures["changes_winner"] is True
    assert finding.figures["agreement_rankings"] == pytest.approx(0)


def test_views_that_agree_say_that_nobody_changes_the_winner() -> None:
    found = judged(person("Jo", BEST, WORST), person("Al", {ASKED: "asked_some"}, {ASKED: "counted_heads"}))
    finding = said(found)
    assert finding.sentence == (
        "No single view changes the winner: by each one's marks and weights alone Acme comes first. "
        "No two marks lie more than 40 points apart."
    )
    assert finding.figures["agreement_rankings"] == pytest.approx(1)


def test_a_first_place_shared_with_the_panel_s_winner_does_not_change_it() -> None:
    found = panel(judged(person("Jo", {}, {}, pillars={"price": 30}), person("Al", BEST, WORST)))
    assert found is not None
    assert found.other_winners == ()


def test_weights_agree_or_do_not_by_kendall_s_w() -> None:
    first, second = {"price": 60, "staffing": 20}, {"price": 5, "staffing": 60}
    alike = panel(judged(person("Jo", BEST, WORST, pillars=first), person("Al", BEST, WORST, pillars=first)))
    apart = panel(judged(person("Jo", BEST, WORST, pillars=first), person("Al", BEST, WORST, pillars=second)))
    alone = panel(judged(person("Jo", BEST, WORST, pillars=first), person("Al", BEST, WORST)))
    assert alike is not None
    assert apart is not None
    assert alone is not None
    assert alike.agreement_weights == pytest.approx(1)
    # By hand: price 1 4, staffing 2 1, transparency 3 2, proactivity 4 3, security 5 5; S = 28 of 40.
    assert apart.agreement_weights == pytest.approx(28 / 40)
    assert alone.agreement_weights is None


def test_the_agreed_mark_stands_beside_the_originals_in_the_rows() -> None:
    found = session(
        candidate("acme", {ASKED: "asked_some"}),
        candidate("beta"),
        evaluators=(
            person("Jo", {ASKED: "price_list"}, {}),
            person("Al", {ASKED: "offer_quotes_goals"}, {}),
        ),
        settings={"marks_revealed": True},
    )
    rows = {row.label: row.text for row in said(evaluate(found, shipped_catalog(), draws=0)).rows}
    assert rows["Acme: asked about your goals"] == "Jo 0 and Al 100, 100 points apart; agreed: 65"


@settings(max_examples=15)
@given(panels())
def test_each_view_is_the_ranking_that_person_would_get_alone(found: Session) -> None:
    revealed = found.settings.model_copy(update={"marks_revealed": True})
    everybody = found.model_copy(update={"settings": revealed})
    catalog = shipped_catalog()
    views = panel(evaluate(everybody, catalog, draws=0))
    for view in views.views if views is not None else ():
        one = everybody.evaluator(view.id)
        if any(
            set(given) for other in found.evaluators if other.id != one.id for given in other.marks.values()
        ):
            continue  # what this one left open counts as all the others marked it
        alone = evaluate(_alone(everybody, one), catalog, draws=0)
        assert view.order == tuple(result.id for result in alone.results)


def _alone(found: Session, one: Evaluator) -> Session:
    candidates = [
        each.model_copy(
            update={
                "answers": {
                    key: given for key, given in each.answers.items() if key not in one.marks.get(each.id, {})
                }
            }
        )
        for each in found.candidates
    ]
    weights = found.weights.model_copy(update={"pillars": one.pillars}) if one.pillars else found.weights
    return found.model_copy(
        update={"candidates": tuple(candidates), "evaluators": (one,), "weights": weights}
    )
