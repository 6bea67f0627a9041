"""Sessions ranked again: what changes when a question, a level or the weights change."""

from __future__ import annotations

from pathlib import Path

import pytest

from msp_select.batch.rerank_rows import Sides, session_rows
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.redaction import Viewer
from msp_select.errors import FileFaults
from msp_select.model.candidate import Answer
from msp_select.model.edits import set_settings
from msp_select.model.session import MustHaveChange, Session
from msp_select.store.catalog import load_catalog
from msp_select.store.files import examples_folder, shipped_folder
from msp_select.store.session import load_session
from tests.batch.runs import Place, rows

CATALOG = load_catalog()
NEW = "sec_new_factor"
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
    better = SECURITY.replace('value =   0, label = "Not required"', 'value =  20, label = "Not required"')
    assert better != SECURITY
    after = load_catalog(over=changed(tmp_path, better))
    one = session()
    found = session_rows("one", one, Sides(CATALOG, after))
    rankings = [row[2:4] for row in found["rankings"] if row[1] == "after"]
    results = evaluate(one, after.within(one.weights), viewer=Viewer(ids=True), draws=0).results
    assert rankings == [[result.id, result.rank] for result in results]
    ((*_, move, moved, by),) = found["changes"]
    scores = {(row[1], row[2]): row[5] for row in found["rankings"]}
    assert move == scores["after", moved] - scores["before", moved] > 0
    assert by == "sec_mfa"


def with_another_question() -> str:
    """The questionnaire with one more: a second factor, asked again."""
    start = SECURITY.index('[[questions]]\nid        = "sec_mfa"')
    block = SECURITY[start : SECURITY.index("[[questions]]", start + 1)]
    return SECURITY + "\n" + block.replace("sec_mfa", NEW)


def answered(question: str) -> Session:
    one = session()
    said = Answer.model_validate({"value": "all_accounts", "evidence": "written"})
    first, *others = one.candidates
    first = first.model_copy(update={"answers": {**first.answers, question: said}})
    return one.model_copy(update={"candidates": (first, *others)})


def test_a_question_that_one_side_alone_knows_is_read_and_not_counted_there(tmp_path: Path) -> None:
    after = load_catalog(over=changed(tmp_path, with_another_question()))
    one = answered(NEW).model_copy(update={"must_haves": {NEW: MustHaveChange(on=True)}})
    found = session_rows("one", one, Sides(CATALOG, after))
    plain = session_rows("one", session(), Sides(CATALOG, CATALOG))
    assert [r for r in found["rankings"] if r[1] == "before"] == [
        r for r in plain["rankings"] if r[1] == "before"
    ]
    assert found["rankings"] != plain["rankings"]
    back = session_rows("one", one, Sides(after, CATALOG))
    assert [row[2:] for row in back["rankings"]] == [
        row[2:] for side in ("after", "before") for row in found["rankings"] if row[1] == side
    ]


def test_a_question_that_neither_side_knows_is_a_fault_of_that_session() -> None:
    with pytest.raises(FileFaults) as caught:
        session_rows("one", answered("sec_nobody"), Sides(CATALOG, CATALOG))
    assert any("sec_nobody" in fault for fault in caught.value.faults)


def test_a_level_that_is_gone_is_a_fault_of_that_session_that_names_the_answer(tmp_path: Path) -> None:
    gone = SECURITY.replace('{ id = "all_accounts", ', '{ id = "new_accounts", ')
    assert gone != SECURITY
    after = load_catalog(over=changed(tmp_path, gone))
    with pytest.raises(FileFaults) as caught:
        session_rows("one", session(), Sides(CATALOG, after))
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
