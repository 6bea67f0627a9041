"""A question asked only after a certain answer: asked, counted, sent, gated and scored for those alone."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.exchange import bidder_csv
from msp_select.exchange.marks_form import marks_form
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions, condition_in_words
from msp_select.model.evaluator import Evaluator
from msp_select.model.questionnaire import Condition
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from msp_select.ui.progress import answered_of_asked, asked_questions
from tests.cli.runs import run
from tests.ui.driving import driving

PILLAR = """schema = 1
id = "care"
version = "1.0"
title = "Care"
summary = "How they look after copies."

[[criteria]]
id = "copies"
title = "Copies"

[[questions]]
id = "car_where"
criterion = "copies"
weight = 1
sizes = ["quick", "core"]
asked_of = "bidder"
text = "Where do they keep the copies?"
ask = "Where do you keep the copies?"
why = "Fire."
kind = "choice"
short = "where copies are"
levels = [
  { id = "away", value = 100, label = "In another building" },
  { id = "here", value = 50, label = "In the same building" },
]

[[questions]]
id = "car_metres"
criterion = "copies"
weight = 1
sizes = ["quick", "core"]
asked_of = "bidder"
only_if = { question = "car_where", is = ["here"] }
text = "How many metres from the servers?"
ask = "How many metres from our servers?"
why = "Fire spreads."
kind = "number"
short = "metres apart"
unit = "metres"
value = [[0, 0], [100, 100]]
must_have = { at_least = 10 }

[[questions]]
id = "car_wall"
criterion = "copies"
weight = 2
sizes = ["core"]
asked_of = "owner"
only_if = { question = "car_metres", at_most = 20 }
text = "Is there a wall between?"
why = "So near, a wall decides."
kind = "choice"
short = "wall between"
levels = [
  { id = "yes", value = 100, label = "A wall" },
  { id = "no", value = 0, label = "No wall" },
]
"""
PROFILE = """schema = 1
id = "care_alone"
title = "Care"
summary = "Care alone."

[pillars]
care = 100
"""
ANSWERS: dict[str, dict[str, str]] = {
    "far": {"car_where": '"away"'},
    "near": {"car_where": '"here"', "car_metres": "15", "car_wall": '"yes"'},
    "apart": {"car_where": '"here"', "car_metres": "50"},
    "mistaken": {"car_where": '"away"', "car_metres": "5", "car_wall": '"no"'},
    "silent": {},
}


def session_text(size: str = "core") -> str:
    lines = [
        "schema = 1", 'title = "Care"', "created = 2026-11-28", "as_of = 2026-11-28", f'size = "{size}"',
        'favourite = ""', "[settings]", "sealed = false", "[weights]", 'profile = "care_alone"',
    ]  # fmt: skip
    for name, answers in ANSWERS.items():
        lines += ["[[candidates]]", f'id = "{name}"', f'name = "{name.title()}"', "[candidates.answers]"]
        lines += [f'{key} = {{ value = {value}, evidence = "confirmed" }}' for key, value in answers.items()]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for place, text in (("questionnaires", PILLAR), ("weights", PROFILE)):
        (tmp_path / place).mkdir()
        (tmp_path / place / "care.toml").write_text(text, "utf-8")
    (tmp_path / "s.toml").write_text(session_text(), "utf-8")
    return tmp_path


def loaded(folder: Path) -> tuple[Session, Catalog]:
    catalog = load_catalog(folder)
    session = load_session("s.toml", catalog).session
    return session, catalog.within(session.weights)


def evaluated(folder: Path) -> Evaluation:
    return evaluate(*loaded(folder), draws=0)


def test_it_is_asked_of_those_alone_whose_answer_asks_for_it(folder: Path) -> None:
    session, catalog = loaded(folder)
    asked = {c.id: [q.id for q in asked_questions(session, catalog, c)] for c in session.candidates}
    assert asked == {
        "far": ["car_where"],
        "near": ["car_where", "car_metres", "car_wall"],
        "apart": ["car_where", "car_metres"],
        "mistaken": ["car_where"],
        "silent": ["car_where"],
    }
    assert answered_of_asked(session, catalog) == (7, 8)


def test_it_is_scored_and_gated_for_those_alone(folder: Path) -> None:
    evaluation = evaluated(folder)
    scores = {result.id: result.score for result in evaluation.results}
    # by hand: weights 1, 1, 2; only the questions that apply, all confirmed; silence counts 25
    assert scores == pytest.approx(
        {
            "far": 100.0,
            "near": (50 + 15 + 2 * 100) / 4,
            "apart": (50 + 50) / 2,
            "mistaken": 100.0,
            "silent": 25.0,
        }
    )
    gates = {
        result.id: [(gate.question, gate.outcome) for gate in result.gates] for result in evaluation.results
    }
    assert gates["far"] == gates["mistaken"] == gates["silent"] == []
    assert gates["near"] == [("car_metres", "passed")]
    coverage = {result.id: result.coverage for result in evaluation.results}
    assert coverage == {"far": 1.0, "near": 1.0, "apart": 1.0, "mistaken": 1.0, "silent": 0.0}


def test_an_answer_that_no_longer_counts_stays_in_the_file(folder: Path) -> None:
    session, _ = loaded(folder)
    evaluated(folder)
    assert session.candidate("mistaken").answers["car_metres"].value == Decimal(5)


@pytest.mark.parametrize(
    ("candidate", "sent"),
    [
        ("far", ["car_where"]),
        ("near", ["car_where", "car_metres"]),
        ("silent", ["car_where", "car_metres"]),
        (None, ["car_where", "car_metres"]),
    ],
)
def test_a_bidder_is_sent_it_unless_the_answer_so_far_rules_it_out(
    candidate: str | None, sent: list[str], folder: Path
) -> None:
    session, catalog = loaded(folder)
    rows = list(csv.reader(io.StringIO(bidder_csv(session, catalog, candidate, "core").decode("utf-8-sig"))))
    asked = [row for row in rows if row[0].startswith("car_")]
    assert [row[0] for row in asked] == sent
    if "car_metres" in sent:
        assert asked[1][4].startswith('Asked only if "where copies are" is "In the same building". ')


def test_an_evaluator_marks_it_for_those_alone(folder: Path) -> None:
    session, catalog = loaded(folder)
    form = marks_form(session, catalog, Evaluator(id="ada", name="Ada")).decode()
    there = [c.id for c in session.candidates if f"[marks.{c.id}.car_wall]" in form]
    assert there == ["near", "silent"]  # of the silent one nobody knows yet


@pytest.mark.usefixtures("folder")
def test_the_commands_agree() -> None:
    ranking = json.loads(run("rank", "s.toml", "--samples", "0", "--json").out)["ranking"]
    assert {row["id"]: row["open_must_haves"] for row in ranking} == {key: [] for key in ANSWERS}
    assert run("report", "s.toml", "-o", "r.md", "--samples", "20").status == 0
    assert (
        "metres from the servers" not in run("explain", "s.toml", "--subject", "far", "--samples", "20").out
    )


@pytest.mark.usefixtures("folder")
async def test_the_interface_asks_for_more_after_the_answer() -> None:
    async with driving("s.toml") as driver:
        await driver.press("f4", "end", "enter")
        await driver.shows("Question 1 of 1")
        await driver.press("2", "enter")
        await driver.shows("How many metres")
        await driver.shows("Question 2 of 2")
        await driver.press("left", "1")  # in another building: the second is no question any more
        await driver.shows("Question 1 of 1")


def someone(**values: str | int) -> Candidate:
    given = {
        key: Answer(value=value if isinstance(value, str) else Decimal(value))
        for key, value in values.items()
    }
    return Candidate(id="acme", name="Acme", answers=given)


def test_a_condition_on_a_question_that_does_not_apply_does_not_hold(folder: Path) -> None:
    _, catalog = loaded(folder)
    wall, asked = catalog.questions["car_wall"], Conditions(catalog)
    assert asked.applies(wall, someone(car_where="here", car_metres=20))
    assert not asked.applies(wall, someone(car_where="here", car_metres=21))
    assert not asked.applies(wall, someone(car_where="away", car_metres=20))
    assert asked.may_apply(wall, someone())
    assert asked.may_apply(wall, someone(car_where="here"))
    assert not asked.may_apply(wall, someone(car_where="away"))
    refused = someone().model_copy(update={"answers": {"car_where": Answer(state="refused")}})
    assert not asked.may_apply(catalog.questions["car_metres"], refused)
    assert condition_in_words(wall, catalog) == 'asked only if "metres apart" is 20 metres or less'


def test_number_conditions_hold_within_their_bounds() -> None:
    both = Condition(question="q", at_least=Decimal(2), at_most=Decimal(4))
    assert [both.holds(Decimal(n)) for n in (1, 2, 3, 4, 5)] == [False, True, True, True, False]
    assert not both.holds("none")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            'question = "car_where"',
            'question = "car_were"',
            'only_if.question: there is no question "car_were"; did you mean "car_where"?',
        ),
        (
            'question = "car_where", is = ["here"]',
            'question = "car_wall", is = ["yes"]',
            'only_if.question: "car_wall" is not asked before "car_metres"; expected an earlier question',
        ),
        (
            '["here"]',
            '["hear"]',
            'only_if.is: there is no answer to "car_where" "hear"; did you mean "here"?',
        ),
        (
            'is = ["here"] }',
            "at_least = 3 }",
            'only_if.at_least: "car_where" is a choice; expected is = [...] with some of: away, here',
        ),
        (', is = ["here"]', "", "only_if: a condition needs is = [...], at_least or at_most"),
        (
            '"car_where", is = ["here"]',
            '"pri_monthly", at_least = 1',
            'only_if.question: "pri_monthly" is a figure of the bid; expected a choice or a number',
        ),
        (
            '"car_where", is = ["here"]',
            '"pro_strategy_meeting", is = ["none"]',
            None,
        ),
    ],
)
def test_a_condition_with_a_fault_is_named_with_its_line(
    old: str, new: str, what: str | None, folder: Path
) -> None:
    text = PILLAR.replace(old, new, 1)
    (folder / "questionnaires" / "care.toml").write_text(text, "utf-8")
    line = 1 + text[: text.index("only_if")].count("\n")
    done = run("check", "s.toml")
    if what is None:
        assert "only_if.is: there is no answer" in done.err
    else:
        assert f"care.toml:{line}: questions[2].{what}" in done.err


def test_a_size_in_which_the_earlier_question_is_not_asked(folder: Path) -> None:
    text = PILLAR.replace('sizes = ["quick", "core"]', 'sizes = ["core"]', 1)
    (folder / "questionnaires" / "care.toml").write_text(text, "utf-8")
    err = run("check", "s.toml").err
    assert 'only_if.question: "car_where" is not asked in the size quick; this question is' in err


def test_only_a_bidder_needs_words_for_the_bidder(folder: Path) -> None:
    text = PILLAR.replace('ask = "Where do you keep the copies?"\n', "")
    (folder / "questionnaires" / "care.toml").write_text(text, "utf-8")
    assert 'needs ask = "..."' in run("check", "s.toml").err


def test_what_is_not_asked_is_not_what_a_bidder_says_does_not_apply(folder: Path) -> None:
    assert {result.left_out for result in evaluated(folder).results} == {0.0}
