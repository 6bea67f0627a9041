"""Marks of several people: what counts of them, who may know, and where they lie apart."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings

from msp_select.decision.answer_value import value_of
from msp_select.decision.panel.mean_marks import as_seen_by, marked_questions, with_marks
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.must_haves import gates
from msp_select.model.candidate import Answer
from msp_select.model.evaluator import Evaluator, MeanMark
from msp_select.model.questionnaire import MustHave, Question
from msp_select.model.session import Session
from msp_select.phrases.en.answers import answer_in_words
from tests.decision.sessions import candidate, catalog_of, session
from tests.evaluators import panels
from tests.strategies import shipped_catalog

ASKED = "ali_asked_goals"  # 100, 65, 25, 0
READABLE = "tra_report_readable"  # 100, 70, 35, 10, 0; a must-have from 35 where it is switched on


def evaluator(name: str, marks: dict[str, str], weight: float = 1, **fields: object) -> Evaluator:
    """One person who marks the candidate "acme"."""
    given = {"acme": {question: {"value": value} for question, value in marks.items()}}
    return Evaluator.model_validate(
        {"id": name.lower(), "name": name, "weight": weight, "marks": given} | fields
    )


def marked(*people: Evaluator, revealed: bool = True, own: Mapping[str, str] | None = None) -> Session:
    """A session of two candidates; `own` are the owner's answers about "acme"."""
    return session(
        candidate("acme", own),
        candidate("beta"),
        evaluators=people,
        settings={"marks_revealed": revealed},
    )


def counted(found: Session, question: str = ASKED) -> Answer | None:
    return with_marks(found, shipped_catalog()).candidate("acme").answers.get(question)


def points(found: Session, question: str = ASKED) -> float:
    given = counted(found, question)
    assert given is not None
    return value_of(shipped_catalog().questions[question], given)


def test_the_weighted_mean_of_the_marks_counts_once_they_are_revealed() -> None:
    two = marked(
        evaluator("Jo", {ASKED: "offer_quotes_goals"}, 3), evaluator("Marta", {ASKED: "counted_heads"})
    )
    assert points(two) == pytest.approx((3 * 100 + 25) / 4)
    found = counted(two)
    assert isinstance(found, MeanMark)
    assert (found.value, found.marks, found.note) == ("asked_some", 2, "Jo 100; Marta 25")


def test_people_who_all_count_for_nothing_count_alike() -> None:
    two = marked(evaluator("Jo", {ASKED: "asked_some"}, 0), evaluator("Marta", {ASKED: "counted_heads"}, 0))
    assert points(two) == pytest.approx(45)


def test_before_the_reveal_only_the_owner_s_own_answer_counts() -> None:
    jo = evaluator("Jo", {ASKED: "offer_quotes_goals"})
    hidden = marked(jo, revealed=False)
    assert counted(hidden) is None
    own = marked(jo, revealed=False, own={ASKED: "counted_heads"})
    assert points(own) == 25


def test_the_agreed_mark_stands_and_the_originals_stay_beside_it() -> None:
    two = marked(
        evaluator("Jo", {ASKED: "offer_quotes_goals"}),
        evaluator("Marta", {ASKED: "price_list"}),
        own={ASKED: "asked_some"},
    )
    assert points(two) == 65
    (one,) = marked_questions(two, shipped_catalog())
    assert (one.agreed_value, one.mean, one.spread, one.flagged) == (65, 50, 100, True)
    assert [(given.name, given.value) for given in one.marks] == [("Jo", 100), ("Marta", 0)]


@pytest.mark.parametrize(("limit", "flagged"), [(39, True), (40, False)])
def test_marks_are_flagged_when_they_lie_further_apart_than_the_setting(limit: int, flagged: bool) -> None:
    two = marked(evaluator("Jo", {ASKED: "asked_some"}), evaluator("Marta", {ASKED: "counted_heads"}))
    limited = two.model_copy(update={"settings": two.settings.model_copy(update={"spread": limit})})
    assert marked_questions(limited, shipped_catalog())[0].flagged is flagged


def test_a_must_have_is_held_against_the_mean() -> None:
    rule = {READABLE: MustHave(at_least=Decimal(50))}
    for other, outcome in (("only_on_request", "passed"), ("no_report", "failed")):
        marks = [
            evaluator("Jo", {READABLE: "one_page_plain_words"}),
            evaluator("Marta", {READABLE: other}),
            evaluator("Al", {READABLE: "charts_without_targets"}),
            evaluator("Bo", {READABLE: "figures_with_jargon" if outcome == "passed" else "only_on_request"}),
        ]
        acme = with_marks(marked(*marks), shipped_catalog()).candidate("acme")
        assert gates(acme, rule, shipped_catalog())[0].outcome == outcome


def test_the_mean_in_words_names_the_nearest_level_and_the_number_of_marks() -> None:
    two = marked(evaluator("Jo", {ASKED: "asked_some"}), evaluator("Marta", {ASKED: "counted_heads"}))
    found = counted(two)
    assert found is not None
    assert answer_in_words(shipped_catalog().questions[ASKED], found) == (
        "Asked some of it; the offer mentions the answers (mean of 2 marks, 45 of 100 points)"
    )


def test_one_person_s_view_takes_their_marks_and_weights_and_leaves_the_rest() -> None:
    jo = evaluator("Jo", {ASKED: "price_list"}, pillars={"price": 60})
    marta = evaluator("Marta", {READABLE: "no_report"})
    both = marked(jo, marta, own={ASKED: "asked_some"})
    seen = as_seen_by(both, jo, shipped_catalog())
    answers = seen.candidate("acme").answers
    assert answers[ASKED].value == "price_list"
    assert answers[READABLE].value == "no_report"
    assert seen.weights.pillars == {"price": 60}
    assert as_seen_by(both, marta, shipped_catalog()).weights == both.weights


def test_numbers_are_averaged_as_numbers_and_as_points() -> None:
    question = Question.model_validate(
        {"id": "q", "short": "q", "criterion": "c", "weight": 1, "asked_of": "owner", "text": "How many?",
         "ask": "How many?", "why": "So.", "kind": "number", "unit": "days", "value": [[0, 100], [10, 0]],
         "none": {"label": "None", "value": 0}}
    )  # fmt: skip
    pillar = shipped_catalog().questionnaires[0]
    asked = question.model_copy(update={"criterion": pillar.criteria[0].id})
    one = pillar.model_copy(update={"questions": (asked,)})
    small = catalog_of([one])
    people = [
        Evaluator.model_validate({"id": key, "name": key, "marks": {"acme": {"q": {"value": value}}}})
        for key, value in (("a", Decimal(2)), ("b", Decimal(20)), ("c", "none"))
    ]
    found = with_marks(marked(*people), small).candidate("acme").answers["q"]
    assert isinstance(found, MeanMark)
    assert found.value == Decimal(11)
    assert found.points == pytest.approx((80 + 0 + 0) / 3)


@settings(max_examples=25)
@given(panels())
def test_hidden_marks_change_no_figure(found: Session) -> None:
    hidden = found.model_copy(
        update={"settings": found.settings.model_copy(update={"marks_revealed": False})}
    )
    alone = hidden.model_copy(update={"evaluators": ()})
    catalog = shipped_catalog()
    assert evaluate(hidden, catalog, draws=20).results == evaluate(alone, catalog, draws=20).results


@settings(max_examples=25)
@given(panels())
def test_what_everybody_marks_alike_counts_as_if_the_owner_had_said_it(found: Session) -> None:
    people = found.evaluators
    if not people:
        return
    same = [person.model_copy(update={"marks": people[0].marks, "pillars": {}}) for person in people]
    revealed = found.settings.model_copy(update={"marks_revealed": True})
    panel = found.model_copy(update={"evaluators": tuple(same), "settings": revealed})
    catalog = shipped_catalog()
    agreed = as_seen_by(panel.model_copy(update={"evaluators": ()}), same[0], catalog)
    for one in panel.candidates:
        if set(same[0].marks.get(one.id, {})) & set(one.answers):
            return  # there the agreed mark stands, whatever the people said
    scores = [{r.id: r.score for r in evaluate(one, catalog, draws=0).results} for one in (panel, agreed)]
    assert scores[0] == pytest.approx(scores[1])
