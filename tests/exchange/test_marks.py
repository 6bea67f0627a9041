"""Forms for evaluators: they say what to do, come back in any order, and nothing is lost or half taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.errors import FileFaults
from msp_select.exchange.marks import form_faults, merge_marks
from msp_select.exchange.marks_form import marks_form, with_tokens
from msp_select.model.edits import add_candidate, with_fields
from msp_select.model.evaluator import Evaluator, MarksForm
from msp_select.model.evaluator_edits import evaluator_of, with_evaluator
from msp_select.model.session import Session
from msp_select.store.evaluator_files import MarksFile, read_marks
from msp_select.store.session import dump_session, parse_session
from msp_select.store.toml import parse_toml
from tests.decision.sessions import candidate, session
from tests.evaluators import marks, panels
from tests.strategies import names, sessions, shipped_catalog

ASKED, READABLE = "ali_asked_goals", "tra_report_readable"


def form(data: bytes) -> MarksForm:
    return MarksForm.model_validate(parse_toml(data, "form.toml").data)


def two() -> Session:
    return session(candidate("acme"), candidate("beta"))


def jo(**given: str) -> Evaluator:
    """Jo's marks of "acme"."""
    marked = {"acme": {question: {"value": value} for question, value in given.items()}}
    return Evaluator.model_validate({"id": "jo", "name": "Jo", "marks": marked if given else {}})


def sent(found: Session, person: Evaluator) -> MarksForm:
    """The form that person sends back."""
    return form(marks_form(with_tokens(found), shipped_catalog(), person))


def test_a_new_form_asks_every_owner_s_question_once_for_each_candidate() -> None:
    text = marks_form(two(), shipped_catalog(), evaluator_of(two(), "Jo")).decode()
    assert text.startswith("# Marks of Jo for: A test\n# Put your answer between the quotes")
    assert text.count('\nvalue = ""\n') == 2 * 7
    assert '#   "price_list": Sent a price list\n[marks.acme.ali_asked_goals]\nvalue = ""\n' in text
    empty = form(text.encode())
    assert (empty.given, empty.pillars) == ({}, {})


def test_a_form_holds_nobody_else_s_marks() -> None:
    found = with_evaluator(two(), jo(**{ASKED: "asked_some"}))
    text = marks_form(found, shipped_catalog(), evaluator_of(found, "Al")).decode()
    assert 'value = "asked_some"' not in text
    assert 'value = "asked_some"' in marks_form(found, shipped_catalog(), evaluator_of(found, "jo")).decode()


@settings(max_examples=15)
@given(panels(), st.data())
def test_what_is_in_a_form_comes_back_whole(found: Session, data: st.DataObject) -> None:
    catalog = shipped_catalog()
    asked = {question.id for question in catalog.questions_in("full")}
    found = with_tokens(with_fields(found, size="full"))
    person = Evaluator.model_validate(
        {
            "id": "jo",
            "name": data.draw(names()),
            "marks": data.draw(marks(found, catalog.within(found.weights))),
        }
    )
    empty = found.model_copy(update={"evaluators": ()})
    brought = sent(empty, person)
    assert form_faults(empty, catalog, brought) == ()
    merged = merge_marks(empty, brought)
    assert merged.session == with_evaluator(empty, person)
    assert merged.new == person.given
    assert all(question in asked for given in person.marks.values() for question in given)


@settings(max_examples=15)
@given(sessions(most=3), st.data())
def test_forms_of_two_people_give_the_same_session_in_either_order(
    found: Session, data: st.DataObject
) -> None:
    catalog = shipped_catalog()
    found = with_fields(found, size="full")
    forms = [
        sent(
            found,
            Evaluator.model_validate(
                {
                    "id": one,
                    "name": one,
                    "marks": data.draw(marks(found, catalog)),
                    "pillars": data.draw(st.sampled_from([{}, {"price": 30}])),
                }
            ),
        )
        for one in ("jo", "al")
    ]
    ways = [
        merge_marks(merge_marks(found, one).session, other).session for one, other in (forms, forms[::-1])
    ]
    assert ways[0] == ways[1]
    assert dump_session(ways[0]) == dump_session(ways[1])
    assert {one.id for one in ways[0].evaluators} == {"jo", "al"}
    again = merge_marks(ways[0], forms[0])
    assert (again.session, again.new, again.conflicts) == (ways[0], 0, ())


@settings(max_examples=30)
@given(panels())
def test_a_session_with_evaluators_reads_back_equal_and_to_the_same_bytes(found: Session) -> None:
    written = dump_session(found)
    read = parse_session(written, "a.toml", shipped_catalog())
    assert read == found
    assert dump_session(read) == written


def test_two_files_of_one_person_that_differ_are_a_conflict_and_nothing_is_taken() -> None:
    found = with_evaluator(two(), jo(**{ASKED: "asked_some"}))
    brought = sent(two(), jo(**{ASKED: "price_list", READABLE: "no_report"}))
    merged = merge_marks(found, brought)
    assert merged.session is found
    assert [one.sentence for one in merged.conflicts] == [
        'Acme, ali_asked_goals: the session has "asked_some", the form "price_list"'
    ]
    newer = merge_marks(found, brought, newer=True)
    assert newer.session.evaluator("jo") == jo(**{ASKED: "price_list", READABLE: "no_report"})
    assert (newer.new, newer.replaced) == (1, 1)
    assert newer.conflicts == merged.conflicts


def test_an_empty_place_takes_nothing_away_and_a_note_alone_adds_itself() -> None:
    found = with_evaluator(two(), jo(**{ASKED: "asked_some"}))
    assert merge_marks(found, sent(two(), jo())).session == found
    noted = jo(**{ASKED: "asked_some"}).model_dump() | {
        "marks": {"acme": {ASKED: {"value": "asked_some", "note": "on the telephone"}}}
    }
    merged = merge_marks(found, sent(two(), Evaluator.model_validate(noted)))
    assert merged.session.evaluator("jo").marks["acme"][ASKED].note == "on the telephone"
    assert merged.account == "0 new, 0 the same, 1 the same with a new note, 0 replaced"
    assert merge_marks(merged.session, sent(two(), jo(**{ASKED: "asked_some"}))).session == merged.session


def test_another_name_and_other_weights_are_conflicts_too() -> None:
    found = with_evaluator(two(), jo().model_copy(update={"pillars": {"price": 40.0}}))
    other = jo().model_copy(update={"name": "Joanna", "pillars": {"price": 20.0}})
    assert [one.sentence for one in merge_marks(found, sent(two(), other)).conflicts] == [
        'the name of jo: the session has "Jo", the form "Joanna"',
        "Jo's weights: the session has price 40, the form price 20",
    ]


def test_where_names_are_hidden_the_form_hides_them_and_still_finds_its_way_back() -> None:
    found = with_tokens(with_fields(two(), settings={"blind": True}))
    data = marks_form(found, shipped_catalog(), jo(**{ASKED: "asked_some"}))
    assert b"acme" not in data.lower()
    assert b"[marks.provider-a.ali_asked_goals]" in data
    shown_again = with_fields(found, settings={"blind": False})
    longer = add_candidate(shown_again, "Cedar")
    turned = found.model_copy(update={"candidates": found.candidates[::-1]})
    for back in (found, shown_again, longer, turned):
        assert form_faults(back, shipped_catalog(), form(data)) == ()
        assert (
            merge_marks(back, form(data)).session.evaluator("jo").marks == jo(**{ASKED: "asked_some"}).marks
        )


def test_letters_that_no_longer_fit_the_candidates_are_refused() -> None:
    found = with_tokens(with_fields(two(), settings={"blind": True}))
    brought = sent(found, jo(**{ASKED: "asked_some"}))
    others = two().model_copy(update={"settings": found.settings})
    for back in (with_tokens(others), found.model_copy(update={"candidates": found.candidates[1:]})):
        faults = form_faults(back, shipped_catalog(), brought)
        assert [(fault.path, fault.what) for fault in faults] == [
            (
                ("hidden",),
                "the candidates are no longer those whose letters stand in this form; write a new one",
            )
        ]


GOOD = """schema = 1
kind = "marks"
session = "A test"
created = 2026-11-21
evaluator = "jo"
name = "Jo"

[marks.acme.ali_asked_goals]
value = "asked_some"
"""


@pytest.mark.parametrize(
    ("found", "wanted", "said"),
    [
        ('"asked_some"', '"asked_much"',
         'form.toml:8: marks.acme.ali_asked_goals: "asked_much" is not one of its levels: '
         'offer_quotes_goals, asked_some, counted_heads, price_list; did you mean "asked_some"?'),
        ("marks.acme", "marks.acne",
         'form.toml:8: marks.acne: there is no candidate "acne"; did you mean "acme"?'),
        ("ali_asked_goals", "pro_patch_days",
         "form.toml:8: marks.acme.pro_patch_days: the bidder answers this question; "
         "evaluators mark only those asked of the owner"),
        ("2026-11-21", "2026-11-22",
         'form.toml:3: session: the form belongs to "A test" begun on 2026-11-22, '
         'not to "A test" begun on 2026-11-21'),
        ("[marks", "[pillars]\nprise = 3\n[marks",
         'form.toml:9: pillars.prise: there is no pillar "prise"; did you mean "price"?'),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_with_line_and_reason(
    found: str, wanted: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    brought = written(GOOD.replace(found, wanted))
    faults = form_faults(two(), shipped_catalog(), brought.form)
    assert brought.refused(faults).message == said


@pytest.mark.parametrize(
    ("found", "wanted", "said"),
    [
        ("value =", "vallue =",
         'form.toml:9: marks.acme.ali_asked_goals.vallue: unknown key; did you mean "value"?'),
        ('kind = "marks"', 'kind = "mark"',
         'form.toml:1: is not a form for marks: it does not say kind = "marks"'),
        ("created = 2026-11-21\n", "", "form.toml:1: created: is missing"),
        ('"asked_some"', "true",
         "form.toml:9: marks.acme.ali_asked_goals.value: true is not a number or the id of a level"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused_before_it_is_held_against_the_session(
    found: str, wanted: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileFaults) as caught:
        written(GOOD.replace(found, wanted))
    assert caught.value.message == said


def written(text: str) -> MarksFile:
    Path("form.toml").write_text(text, "utf-8")
    return read_marks(Path("form.toml"))
