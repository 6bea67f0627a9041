"""Sessions ranked again: what changes when a question, a level or the weights change."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_select.batch.rerank_rows import Sides, session_rows
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.redaction import Viewer
from msp_select.errors import FileFaults
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.files import examples_folder, shipped_folder
from msp_select.store.session import load_session
from tests.batch.runs import Place, rows

CATALOG = load_catalog()
SECURITY = (shipped_folder("questionnaires") / "security.toml").read_text("utf-8")


def changed(folder: Path, text: str) -> Path:
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "questionnaires" / "security.toml").write_text(text, "utf-8")
    return folder


def session(name: str = "dental-practice") -> Session:
    return load_session(examples_folder() / f"{name}.toml", CATALOG).session


def test_nothing_changes_where_nothing_was_changed() -> None:
    found = session_rows("one", session(), Sides(CATALOG, load_catalog()))
    ((_, first, same, other, tau, listed, *_, move, _, by),) = found["changes"]
    assert first == same is not None
    assert (other, tau, listed, move, by) == (False, 1.0, False, 0.0, None)


def test_both_rankings_are_those_of_an_evaluation_and_the_move_is_told_by_question(tmp_path: Path) -> None:
    after = load_catalog(over=changed(tmp_path, SECURITY.replace("value = 100", "value = 60")))
    one = session()
    found = session_rows("one", one, Sides(CATALOG, after))
    rankings = [row[2:4] for row in found["rankings"] if row[1] == "after"]
    results = evaluate(one, after.within(one.weights), viewer=Viewer(ids=True), draws=0).results
    assert rankings == [[result.id, result.rank] for result in results]
    ((*_, move, _, by),) = found["changes"]
    assert move < 0
    assert CATALOG.pillar_of[by].id == "security"


def test_a_question_that_one_side_alone_knows_is_read_and_not_counted_there(tmp_path: Path) -> None:
    text = SECURITY.replace('id = "sec_mfa"', 'id = "sec_other_mfa"')
    after = load_catalog(over=changed(tmp_path, text))
    assert "sec_mfa" not in after.questions
    one = session()
    assert any("sec_mfa" in candidate.answers for candidate in one.candidates)
    found = session_rows("one", one, Sides(CATALOG, after))
    assert len(found["rankings"]) == 2 * len(one.candidates)


def test_a_level_that_is_gone_is_a_fault_of_that_session_that_names_the_answer(tmp_path: Path) -> None:
    one = session()
    level = next(
        answer.value
        for c in one.candidates
        for key, answer in c.answers.items()
        if key == "sec_mfa" and answer.value
    )
    after = load_catalog(over=changed(tmp_path, SECURITY.replace(f'id = "{level}"', f'id = "new_{level}"')))
    with pytest.raises(FileFaults) as caught:
        session_rows("one", one, Sides(CATALOG, after))
    assert any("sec_mfa" in fault and fault.endswith("(after)") for fault in caught.value.faults)


def test_sealed_sessions_show_no_score_and_hidden_names_stay_hidden() -> None:
    one = set_settings(session(), sealed=True, blind=True)
    found = session_rows("one", one, Sides(CATALOG, CATALOG, profile="lean"))
    assert {row[5] for row in found["rankings"]} == {None}
    true = {candidate.id for candidate in one.candidates}
    assert not true & {row[2] for row in found["rankings"]}
    assert found["changes"][0][1] not in true


def test_the_command_ranks_a_folder_again_and_says_what_moved(tmp_path: Path, place: Place) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    for path in examples_folder().glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "broken.toml").write_text("title = 3", "utf-8")
    out = tmp_path / "out"
    place.run("rerank", str(folder), "--weights", "lean", "-o", str(out), "--workers", "0", "--csv", status=1)
    assert [row["session"] for row in rows(out, "changes")] == [
        "dental-practice",
        "design-studio",
        "law-firm",
    ]
    assert [row["file"] for row in rows(out, "failures")] == ["broken"]
    assert "Nothing is changed." in place.run("rerank", str(folder), "-o", str(out), status=2)


def test_must_haves_of_foreign_questions_are_left_out(tmp_path: Path) -> None:
    one = with_fields(session(), must_haves={"sec_mfa": {"on": True}})
    after = load_catalog(over=changed(tmp_path, SECURITY.replace('id = "sec_mfa"', 'id = "sec_other_mfa"')))
    assert session_rows("one", one, Sides(CATALOG, after))["changes"]
