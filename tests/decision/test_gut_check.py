"""The favourite held against the ranking: it changes no figure, and what would make it first does."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from msp_select.decision.costing.break_even_price import at_prices
from msp_select.decision.findings.gut_check import GutCheck, gut_check
from msp_select.decision.robustness.robustness import robustness
from msp_select.decision.robustness.weight_sensitivity import pillar_view
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.model.candidate import Answer
from msp_select.model.edits import remove_candidate, set_answer, set_weights
from msp_select.model.favourite import set_favourite
from msp_select.model.session import Session
from msp_select.phrases.explanation import explain, in_words
from msp_select.phrases.names import Names
from msp_select.report.explanation_json import explanation_document
from msp_select.report.ranking_json import ranking_document
from msp_select.report.robustness_json import robustness_document
from tests.decision.sessions_at_random import session_at_random
from tests.decision.three_bids import ALPINE, BUDGETIX, NORTHWIND, bidder, of, scored, tiny_catalog
from tests.strategies import shipped_catalog

SESSIONS = 120
JUST = 1e-4  # past the figure at which two are level


def best_answer(question_id: str) -> Answer:
    """The best there is to that question, and proven."""
    question = shipped_catalog().questions[question_id]
    if question.kind == "choice":
        level = max(question.levels, key=lambda level: level.value).id
        return Answer(value=level, evidence="confirmed")
    return Answer(value=max(question.value, key=lambda point: point[1])[0], evidence="confirmed")


def with_answers(session: Session, candidate: str, answers: tuple[str, ...]) -> Session:
    for one in answers:
        session = set_answer(session, candidate, one, best_answer(one))
    return session


def with_weight(evaluation: Evaluation, fact: GutCheck) -> Session:
    """The session with that pillar just beyond the weight, the others in proportion."""
    assert fact.pillar is not None
    assert fact.pillar_percent is not None
    view = pillar_view(evaluation)
    share = fact.pillar_percent / 100 + (-JUST if fact.leads_below else JUST)
    shares = zip(view.pillars, view.with_weight(fact.pillar, share), strict=True)
    return set_weights(evaluation.session, pillars={pillar: 100 * weight for pillar, weight in shares})


def at_price(session: Session, fact: GutCheck) -> Session:
    """The session with the favourite's prices just below the one needed."""
    assert fact.price is not None
    assert fact.price.factor is not None
    factor = Decimal(repr(fact.price.factor * (1 - JUST)))
    candidates = tuple(
        at_prices(one, factor) if one.id == fact.favourite else one for one in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


def refusing(session: Session, candidate: str, questions: tuple[str, ...]) -> Session:
    """The session in which that candidate will not say what is open."""
    for one in questions:
        session = set_answer(session, candidate, one, Answer(state="refused"))
    return session


def wished(seed: int) -> Session:
    """A session of that number, with one of its candidates as the favourite."""
    session = session_at_random(seed, shipped_catalog())
    ids = [one.id for one in session.candidates]
    return set_favourite(session, ids[seed % len(ids)])


def gut_of(evaluation: Evaluation) -> GutCheck:
    found = gut_check(evaluation)
    assert found is not None
    return found


def said(evaluation: Evaluation) -> str:
    return in_words(gut_of(evaluation), Names.of(evaluation)).sentence


def applied(evaluation: Evaluation, change: str) -> Session | None:
    """The session as it would have to be, by that change alone; None where nothing is to be changed."""
    session, fact = evaluation.session, gut_of(evaluation)
    if change == "answers":
        return with_answers(session, fact.favourite, fact.answers)
    if change == "price":
        return at_price(session, fact)
    if change == "weight":
        return with_weight(evaluation, fact)
    if change == "open must-haves":
        return refusing(session, fact.leader, fact.open_must_haves)
    return None


def test_each_change_told_puts_the_favourite_first() -> None:
    seen: Counter[str] = Counter()
    for seed in range(SESSIONS):
        evaluation = evaluate(wished(seed), shipped_catalog())
        fact = gut_check(evaluation)
        for change in fact.changes if fact else ():
            seen[change] += 1
            after = applied(evaluation, change)
            if fact is not None and after is not None:
                first = evaluate(after, shipped_catalog(), draws=0).results[0].id
                assert first == fact.favourite, (seed, change)
    assert {"answers", "price", "weight", "open must-haves", "asked alike"} <= set(seen)


def test_no_weight_nearer_to_todays_does_it() -> None:
    looked = 0
    for seed in range(SESSIONS):
        evaluation = evaluate(wished(seed), shipped_catalog(), draws=0)
        fact = gut_check(evaluation)
        if fact is None or fact.pillar is None:
            continue
        looked += 1
        view = pillar_view(evaluation)
        those = [result.id for result in evaluation.results if not result.failed]
        now, turn = (fact.pillar_percent_now or 0.0) / 100, (fact.pillar_percent or 0.0) / 100
        for pillar in (one for one in view.pillars if view.weight(one) or one == fact.pillar):
            for part in range(20):
                away = abs(turn - now) * part / 20
                for share in (view.weight(pillar) - away, view.weight(pillar) + away):
                    if 0 < share < 0.5:
                        first = view.first(those, view.with_weight(pillar, share), 0.6)
                        assert first != fact.favourite, (seed, pillar, share)
    assert looked


def test_how_many_better_answers_it_would_take_is_what_the_fewest_changes_say() -> None:
    told: Counter[bool] = Counter()
    for seed in range(SESSIONS // 2):
        evaluation = evaluate(wished(seed), shipped_catalog(), draws=0)
        fact = gut_check(evaluation)
        if fact is None or "answers" not in fact.tried:
            continue
        told[fact.answers_needed is None] += 1
        found = explain(evaluation, against=fact.favourite).findings
        fewest = [one for one in found if one.kind.startswith("fewest_changes")]
        (changes,) = [one for one in fewest if one.candidates[0] == fact.favourite]
        rows, forced = changes.figures["answers"], changes.figures["must_haves"]
        assert isinstance(rows, list)
        assert isinstance(forced, list)
        assert changes.figures["enough"] == (fact.answers_needed is not None), seed
        if fact.answers_needed is not None:
            assert fact.answers_needed == len(rows) - len(forced) > 3, seed
    assert told[False]


def test_no_weight_of_one_pillar_puts_first_whom_it_was_looked_for_in_vain() -> None:
    looked = 0
    for seed in range(SESSIONS):
        evaluation = evaluate(wished(seed), shipped_catalog(), draws=0)
        fact = gut_check(evaluation)
        if fact is None or "weight" not in fact.tried:
            continue
        looked += 1
        view = pillar_view(evaluation)
        those = [result.id for result in evaluation.results if not result.failed]
        for pillar in view.pillars:
            for share in range(1, 51):
                if pillar == evaluation.catalog.price_pillar and evaluation.scored_price is None:
                    continue
                weights = view.with_weight(pillar, share / 100)
                assert view.first(those, weights, 0.6) != fact.favourite, (seed, pillar, share)
    assert looked


def documents(session: Session) -> tuple[object, ...]:
    """All that is worked out of a session but what is said of the favourite."""
    evaluation = evaluate(session, shipped_catalog())
    ranking = ranking_document(evaluation) | {"gut_check": None}
    explained = explanation_document(evaluation, explain(evaluation))
    findings = [one for one in explained["findings"] if one["kind"] != "gut_check"]
    sure = robustness_document(evaluation, robustness(evaluation))
    return ranking, explained | {"findings": findings}, sure


@settings(max_examples=12, phases=[Phase.generate])
@given(seed=st.integers(0, 10_000), data=st.data())
def test_the_favourite_changes_no_figure(seed: int, data: st.DataObject) -> None:
    session = session_at_random(seed, shipped_catalog())
    ids = [one.id for one in session.candidates]
    one, other = (data.draw(st.sampled_from([*ids, "", None])) for _ in range(2))
    documents_of = (documents(session.model_copy(update={"favourite": who})) for who in (one, other))
    first, second = (json.dumps(each) for each in documents_of)
    assert first == second


def test_gut_and_ranking_agree_in_one_line() -> None:
    evaluation = scored(NORTHWIND, BUDGETIX, ALPINE, draws=400, favourite="northwind")
    assert evaluation.verdict is not None
    found = in_words(gut_of(evaluation), Names.of(evaluation))
    close = ", though it is too close to call" if evaluation.verdict.kind == "too_close" else ""
    assert found.sentence == f"Your gut and the ranking agree: Northwind comes first{close}."
    assert found.rows == ()


def test_where_they_differ_is_said_in_three_criteria_and_what_would_make_the_gut_right() -> None:
    evaluation = scored(NORTHWIND, BUDGETIX, ALPINE, favourite="budgetix")
    fact = gut_of(evaluation)
    assert fact.leader == "northwind"
    gaps = {
        "proactivity.care": 0.30 * (78 - 45),
        "transparency.care": 0.20 * (80 - 50),
        "staffing.care": 0.25 * (74 - 52),
        "price.level": 0.25 * ((150 - 98) - (150 - 62)),
    }
    largest = sorted(gaps, key=lambda key: -abs(gaps[key]))[:3]
    assert fact.criteria == tuple(largest)
    assert fact.contribution_points == pytest.approx([gaps[key] for key in largest])
    assert fact.gap_points == pytest.approx(sum(gaps.values()))


def test_of_two_too_close_to_call_the_gut_may_decide() -> None:
    one, other = bidder("One", (80, 60, 70), 100), bidder("Other", (60, 80, 77), 100)
    evaluation = scored(one, other, draws=400, favourite="other")
    assert evaluation.verdict is not None
    assert evaluation.verdict.kind == "too_close"
    assert "It is too close to call, so your gut may well be right." in said(evaluation)


def test_a_favourite_that_fails_a_must_have_meets_it_before_all_else() -> None:
    catalog = tiny_catalog(at_least=60, cure="More people.")
    evaluation = scored(NORTHWIND, BUDGETIX, catalog=catalog, favourite="budgetix")
    fact = gut_of(evaluation)
    assert fact.failed_must_haves == ("q_staffing",)
    assert set(fact.changes) <= {"answers"}
    assert "fails one must-have: staffing mark." in said(evaluation)


def test_too_early_is_said_and_nothing_compared() -> None:
    silent = bidder("Silent", (None, None, None), 80)
    evaluation = scored(NORTHWIND, silent, favourite="silent")
    fact = gut_of(evaluation)
    assert (fact.standing, fact.criteria, fact.gap_points, fact.changes) == ("too_early", (), None, ())
    assert said(evaluation) == (
        "Your favourite is Silent: too little is answered yet to hold it against the ranking."
    )
    assert "leads so far" in said(scored(bidder("A", (None,) * 3, 80), silent, favourite="a"))


def test_while_prices_are_sealed_nothing_is_told_of_what_would_turn_it() -> None:
    evaluation = scored(NORTHWIND, ALPINE, favourite="northwind", settings={"sealed": True})
    fact = gut_of(evaluation)
    assert (fact.leader, fact.changes, fact.tried) == ("alpine", (), ())
    assert "price.level" not in fact.criteria
    assert "by everything but the price" in said(evaluation)
    assert said(evaluation).endswith("What would make your gut right is told once the prices are open.")


@pytest.mark.parametrize(
    ("viewer", "blind"),
    [
        (Viewer(), True),
        (Viewer(names=False), False),
        (Viewer("room"), False),
        (Viewer("bidder", one="alpine"), False),
        (Viewer("evaluator", one="jo"), False),
    ],
)
def test_nobody_else_sees_it_and_nobody_while_names_are_hidden(viewer: Viewer, blind: bool) -> None:
    session = of(NORTHWIND, ALPINE, favourite="alpine", settings={"blind": blind})
    assert seen(session, tiny_catalog(), viewer).favourite is None
    assert seen(of(NORTHWIND, ALPINE, favourite="alpine"), tiny_catalog()).favourite == "alpine"


def test_a_favourite_that_is_removed_is_none_any_more_and_is_not_asked_for_again() -> None:
    session = of(NORTHWIND, ALPINE, favourite="alpine")
    assert remove_candidate(session, "alpine").favourite == ""
    assert remove_candidate(session, "northwind").favourite == "alpine"
    with pytest.raises(KeyError):
        set_favourite(session, "nobody")
