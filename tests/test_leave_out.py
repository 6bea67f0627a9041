"""What is left out is not there: no question, must-have, row, count or sentence of it, on any surface."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from msp_select.cli.rank import ranking_lines
from msp_select.decision.handouts import HANDOUTS
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.answer_checks import session_faults
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_weights, toggle_pillar
from msp_select.model.questionnaire import Question
from msp_select.model.session import MustHaveChange, Session
from msp_select.open_session import OpenSession
from msp_select.report import tables
from msp_select.store.session import load_session
from msp_select.store.session_text import dump_session
from tests.cli.runs import run
from tests.strategies import shipped_catalog

CASE = Path(__file__).parent / "data" / "three_own_pillars"
EXAMPLES = ("dental-practice", "design-studio", "law-firm")
PILLARS = ("proactivity", "transparency", "staffing", "price", "security")
SURFACES = {
    "rank": ("rank", "FILE", "--samples", "60"),
    "rank.json": ("rank", "FILE", "--samples", "60", "--json"),
    "explain": ("explain", "FILE", "--samples", "60", "--more"),
    "explain.json": ("explain", "FILE", "--samples", "60", "--json"),
    "robustness": ("robustness", "FILE", "--samples", "60"),
    **{name: ("explain", "FILE", "--samples", "0", "--sheet", name) for name in HANDOUTS},
    "report.md": ("report", "FILE", "--samples", "60", "-o", "report.md"),
    "report.json": ("report", "FILE", "--samples", "60", "-o", "report.json"),
    "bidder.md": ("report", "FILE", "--samples", "0", "--for", "bidder", "LAST", "-o", "bidder.md"),
    "sheet.csv": ("sheet", "FILE", "-o", "sheet.csv", "--size", "full"),
}  # fmt: skip


@cache
def example(name: str) -> Session:
    return load_session(f"example:{name}", shipped_catalog()).session


def printed(session: Session, name: str) -> str:
    """What a command prints of the session and writes to its file."""
    file = Path("session.toml")
    file.write_bytes(dump_session(session))
    words = {"FILE": file.name, "LAST": session.candidates[-1].id}
    command = [words.get(word, word) for word in SURFACES[name]]
    done = run(*command)
    assert done.status == 0, done.err
    out = Path(command[command.index("-o") + 1]) if "-o" in command else None
    text = done.out if out is None else out.read_text("utf-8")
    return " ".join(text.replace("\\", "").split())


def traces(question: Question) -> tuple[str, ...]:
    """By what a reader would know that a question is there."""
    cure = question.must_have.cure if question.must_have else ""
    texts = (question.text, question.ask, question.better, question.promise, question.red_flag, cure)
    return (question.id, *(" ".join(text.split()) for text in texts if len(text) > 20))


@pytest.mark.parametrize("pillar", PILLARS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_of_a_pillar_left_out_is_on_any_surface(
    name: str, pillar: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = set_weights(example(name), leave_out=(pillar,))
    whole = shipped_catalog()
    gone = [q for key, q in whole.questions.items() if whole.pillar_of[key].id == pillar]
    kept = {
        trace
        for key, q in whole.questions.items()
        if whole.pillar_of[key].id != pillar
        for trace in traces(q)
    }
    shown = whole.pillar(pillar)
    assert shown is not None
    for surface in SURFACES:
        text = printed(session, surface)
        found = [trace for q in gone for trace in traces(q) if trace in text and trace not in kept]
        assert not found, (surface, found[:3])
        assert shown.summary not in text, surface
        if pillar == "price" and not surface.endswith("json"):
            assert f"{session.currency} " not in text, surface
            assert "rices are sealed" not in text, surface


def test_the_test_above_sees_a_question_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for surface in ("explain.json", "report.md", "sheet.csv", "bidder.md", "negotiation", "contract"):
        text = printed(example("dental-practice"), surface)
        assert any(trace in text for q in shipped_catalog().questions.values() for trace in traces(q)), (
            surface
        )


@pytest.fixture
def own_pillars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published score sheet as three questionnaires of one's own, beside its session."""
    shutil.copytree(CASE, tmp_path / "case")
    monkeypatch.chdir(tmp_path / "case")
    return tmp_path / "case"


def test_a_published_sheet_of_three_pillars_gives_its_totals_in_its_order(own_pillars: Path) -> None:
    ranking = json.loads(run("rank", "session.toml", "--samples", "0", "--json").out)["ranking"]
    catalog = loaded(own_pillars)
    session = load_session("session.toml", catalog.whole).session
    totals = {
        candidate.id: sum(float(answer.value or 0) for answer in candidate.answers.values())
        for candidate in session.candidates
    }
    assert [row["id"] for row in ranking] == [candidate.id for candidate in session.candidates]
    for row in ranking:
        assert row["score"] == pytest.approx(totals[row["id"]] / 75, abs=1e-9)
        assert row["open_must_haves"] == row["failed_must_haves"] == []
    assert ranking[0]["score"] == pytest.approx(82.671, abs=0.001)
    assert set(ranking[0]["pillars"]) == {"cost", "experience", "technology"}


def loaded(folder: Path) -> Catalog:
    from msp_select.cli.load_file import load

    return load(str(folder / "session.toml"))[1]


def test_only_the_three_questions_are_asked_and_nothing_is_said_of_the_rest(own_pillars: Path) -> None:
    assert "3 questions each (quick)" in run("check", "session.toml").out
    assert ": 0 questions for any bidder" in run("sheet", "session.toml", "-o", "bidder.csv").out
    run("report", "session.toml", "-o", "report.md", "--samples", "50")
    explained = run("explain", "session.toml", "--samples", "50").out
    for text in (explained, run("rank", "session.toml").out, (own_pillars / "report.md").read_text("utf-8")):
        for word in (
            "price is",
            "must-haves are",
            "USD",
            "a month",
            "Proactivity",
            "Staffing",
            "sealed",
            "verdicts like this",
            "driving",
        ):
            assert word not in text, word


def test_leaving_out_and_taking_in_again_is_the_same_session() -> None:
    catalog = shipped_catalog()
    for pillar in PILLARS:
        out = toggle_pillar(example("law-firm"), catalog, pillar)
        assert catalog.left_out(out.weights) == (pillar,)
        assert toggle_pillar(out, catalog, pillar) == example("law-firm")


def test_a_pillar_the_profile_does_not_name_is_taken_in_by_a_weight_of_ones_own(own_pillars: Path) -> None:
    whole = loaded(own_pillars).whole
    session = load_session("session.toml", whole).session
    taken = toggle_pillar(session, whole, "staffing")
    assert taken.weights.pillars == {"staffing": 25.0}
    assert [pillar.id for pillar in whole.within(taken.weights).questionnaires] == [
        "staffing", "cost", "experience", "technology",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "fault"),
    [
        (
            'leave_out = ["stafing"]',
            '7: weights.leave_out[1]: there is no pillar "stafing"; did you mean "staffing"?',
        ),
        (
            'leave_out = ["proactivity", "transparency", "staffing", "price", "security"]',
            "7: weights.leave_out: every pillar is left out; at least one must count",
        ),
        (
            'profile = "price_only"\nleave_out = ["price"]',
            "8: weights.leave_out: proactivity, transparency, staffing, security: of what is left nothing "
            "weighs; at least one must count",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_left_out_is_named_with_its_line(
    weights: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = 'schema = 1\ntitle = "T"\ncreated = 2026-11-28\nas_of = 2026-11-28\n\n[weights]\n'
    Path("t.toml").write_text(head + weights + "\n", "utf-8")
    done = run("check", "t.toml")
    assert done.status == 1
    assert f"t.toml:{fault}" in done.err


def test_leaving_out_is_no_change_outside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "s.toml", "--from", "example:law-firm").status == 0
    work = OpenSession.open("s.toml")
    work.change(
        toggle_pillar(work.session, work.catalog, "staffing"), "staffing left out", why="not ours to judge"
    )
    assert work.problem is None
    again = OpenSession.open("s.toml")
    assert again.changed_outside == ()
    assert again.session.candidates == work.session.candidates  # its answers are kept
    assert any("sta_turnover" in candidate.answers for candidate in again.session.candidates)
    assert run("check", "s.toml").status == 0


def test_with_the_price_left_out_nobody_is_asked_what_a_price_may_be_and_no_limit_is_held() -> None:
    """The prices and the budget stay in the file, as answers to a pillar's questions do."""
    session = set_weights(example("dental-practice"), leave_out=("price",))
    part = shipped_catalog().within(session.weights)
    asked = {question.feeds for question in part.business.questions}
    assert not asked & {"price_low", "price_high", "budget_month"}
    assert {q.feeds for q in shipped_catalog().business.questions} >= {"price_low", "price_high"}
    assert list(session_faults(session, part)) == []
    found = evaluate(session, shipped_catalog(), draws=100)
    assert found.business.budget_month is None


def test_a_session_without_must_haves_has_no_column_for_them() -> None:
    session = example("design-studio")
    off = {key: MustHaveChange(on=False) for key, q in shipped_catalog().questions.items() if q.must_have}
    without = evaluate(session.model_copy(update={"must_haves": off}), shipped_catalog(), draws=0)
    with_them = evaluate(session, shipped_catalog(), draws=0)
    for found, there in ((without, False), (with_them, True)):
        heads = [column.title for column in tables.ranking(found, found.results).columns]
        assert any("Must-have" in head for head in heads) is there
        assert ("must-haves not met" in "\n".join(ranking_lines(found, bars=False))) is there
