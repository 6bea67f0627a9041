"""A later edition of the questions: old files open, nothing is lost, and what it means is told once."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.exchange import read_answers
from msp_select.exchange.marks import form_faults
from msp_select.exchange.provider_import import providers_in_csv
from msp_select.exchange.receipt import Received
from msp_select.model.answer_checks import session_faults
from msp_select.model.edits import with_fields
from msp_select.model.evaluator import MarksForm
from msp_select.model.log import CatalogEntry
from msp_select.model.questionnaire import is_later
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.store.scored_with import changed_outside, scored_with
from msp_select.store.session import dump_session, load_session, parse_session
from tests.cli.runs import run
from tests.decision.sessions import answer, candidate, catalog, session
from tests.exchange.returned import csv_text, filled, form_csv, one

OLD = Path(__file__).parent / "data" / "session-schema1.toml"
PILLARS = tuple(pillar.id for pillar in catalog().questionnaires)


def of_the_first_edition(of: Session) -> Session:
    """The session as the first edition saved it."""
    entries = (
        entry.model_copy(update={"version": "1.0", "digest": "0" * 64}) if entry.version == "2.0" else entry
        for entry in scored_with(of, catalog())
    )
    return with_fields(of, catalog=tuple(entries))


def told(of: Session) -> list[str]:
    return [change.sentence for change in changed_outside(of, catalog())]


@pytest.mark.parametrize(
    ("edition", "than", "later"),
    [("2.0", "1.0", True), ("2.0", "2.0", False), ("1.1", "2.0", False), ("10.0", "9.0", True),
     ("2.0", "", False), ("", "1.0", False), ("2.0", "mine", False)],
)  # fmt: skip
def test_editions_follow_one_another_by_number(edition: str, than: str, later: bool) -> None:
    assert is_later(edition, than) is later


def test_an_old_file_opens_keeps_every_word_and_says_once_what_is_no_longer_asked(tmp_path: Path) -> None:
    file = tmp_path / "old.toml"
    shutil.copy(OLD, file)
    work = OpenSession.open(str(file))
    gone = (
        "One of the questions in this file is no longer asked. Your answers to it are kept and not counted: "
        "years on the job."
    )
    assert gone in [change.sentence for change in work.changed_outside]
    kept = load_session(OLD, catalog()).session.candidates[0].answers["sta_tenure"]
    work.change(with_fields(work.session, title="Renamed"), "title")
    again = OpenSession.open(str(file))
    assert again.session.candidates[0].answers["sta_tenure"] == kept
    assert again.changed_outside == ()
    assert [entry.kind for entry in again.session.log][-1] == "changed_outside"


def test_a_file_of_the_first_edition_is_told_what_is_new_gone_and_stricter() -> None:
    someone = candidate("acme", {"acc_exit_help": "nothing", "sec_logs": 3, "sta_tenure": 4})
    first = of_the_first_edition(session(someone, size="quick"))
    edition, gone, stricter, new = told(first)
    assert edition.startswith('There is a newer edition of the questions "Proactivity",')
    assert gone.endswith("not counted: years on the job.")
    # The other one is not asked in this size; its answer is kept without a word.
    assert stricter == (
        "One of the questions has been worded more strictly since you answered it. The answers still count; "
        "look at them again: help when you leave."
    )
    assert new == (
        "One question is new since this file was made. It counts as open until you answer it, so scores may "
        "have moved."
    )
    assert told(with_fields(first, catalog=scored_with(first, catalog()))) == []


def test_the_same_version_with_another_content_is_a_change_from_outside() -> None:
    now = session(candidate("acme"))
    entries = tuple(
        CatalogEntry(id=entry.id, version=entry.version, digest="0" * 64) if entry.id == "staffing" else entry
        for entry in scored_with(now, catalog())
    )
    (sentence,) = told(with_fields(now, catalog=entries))
    assert sentence.startswith(
        'Changed since this session was last saved, not by msp-select: the questions "S'
    )


def test_what_is_no_longer_asked_is_known_wherever_a_question_may_be_named() -> None:
    everywhere = session(
        candidate("acme", {"sta_tenure": 4}),
        must_haves={"pri_minimums": {"at_least": 50}},
        weights={"questions": {"tra_checkins": 3}, "undone": ["biz_users.sta_concentration"]},
        evaluators=[{"id": "ann", "name": "Ann", "marks": {"acme": {"tra_checkins": {"value": "weekly"}}}}],
    )
    assert not list(session_faults(everywhere, catalog()))
    assert parse_session(dump_session(everywhere), "it", catalog()) == everywhere
    unknown = session(candidate("acme", {"sta_tenur": 4}))
    assert [fault.what.partition(";")[0] for fault in session_faults(unknown, catalog())] == [
        'there is no question "sta_tenur"'
    ]


def test_what_is_no_longer_asked_counts_nowhere() -> None:
    asked = {"pro_patch_days": 14, "acc_sla": "start_only"}
    plain = session(candidate("acme", asked), size="quick")
    more = session(
        candidate("acme", asked | {"sta_tenure": 4, "pri_minimums": "none", "tra_checkins": "never"}),
        size="quick",
        must_haves={"pri_minimums": {"at_least": 50, "on": True}},
        weights={"questions": {"tra_checkins": 3}},
    )
    (one_of_them,), (other,) = (evaluate(of, catalog(), draws=50).results for of in (plain, more))
    assert (other.score, other.coverage, other.gates) == (
        one_of_them.score,
        one_of_them.coverage,
        one_of_them.gates,
    )


def returned(of: Session, **answers: dict[str, str]) -> Received:
    """A form of the first edition, filled in and sent back."""
    rows = form_csv(of)
    new = {question.id for question in catalog().questions.values() if question.added}
    rows = [row for row in rows if row[0] not in new]
    for row in rows:
        if row[0].startswith("#questionnaire"):
            row[1] = row[1].replace("2.0", "1.0")
        question = catalog().questions.get(row[0])
        if question is not None and (question.reworded or question.id == "pri_rate"):
            row[1] = "q0123456789"  # another wording has another fingerprint
    width = len(rows[0])
    rows.append(["sta_tenure", "q0123456789", "99", "How long?", "", "4", "", "", ""][:width])
    for question_id, cells in answers.items():
        rows = filled(rows, question_id, **cells)
    return read_answers(csv_text(rows).encode(), "acme.csv", of, catalog())


def test_a_form_of_the_first_edition_is_taken_without_what_is_asked_otherwise_now() -> None:
    of = one(size="full")
    found = returned(
        of,
        pro_patch_days={"answer": "14"},
        sec_logs={"answer": "6"},
        pri_rate={"answer": "150"},
    )
    assert not found.refused
    assert not found.blocked
    assert [item.question for item in found.accepted] == ["pro_patch_days", "pri_rate"]
    assert "No longer asked, so not read: years on the job." in found.notes
    assert (
        "Worded more strictly since the form was made, so not read; ask again: security logs kept."
        in found.notes
    )
    blank = {item.question for item in found.left_blank}
    assert "pro_backup_test" in blank
    assert "sec_logs" not in blank
    assert not blank & {question.id for question in catalog().questions.values() if question.added}


def test_a_table_of_providers_and_marks_may_name_what_is_no_longer_asked() -> None:
    table = io.StringIO()
    csv.writer(table).writerows(
        [["name", "dated", "pro_patch_days", "sta_tenure"], ["Acme", "2026-11-01", "14", "4"]]
    )
    (provider,), notes = providers_in_csv(table.getvalue().encode(), "table.csv", catalog())
    assert provider.answers["pro_patch_days"].value == Decimal(14)
    assert notes[-1] == "No longer asked, so not read: years on the job."
    of = session(candidate("acme"), evaluators=[{"id": "ann", "name": "Ann"}])
    head = {"schema": 1, "kind": "marks", "session": of.title, "created": of.created}
    whose = {"evaluator": "ann", "name": "Ann"}
    marks = {"acme": {"tra_checkins": {"value": "weekly"}}}
    form = MarksForm.model_validate({**head, **whose, "marks": marks})
    assert not form_faults(of, catalog(), form)


def test_every_surface_of_an_old_session_runs(tmp_path: Path) -> None:
    file = tmp_path / "old.toml"
    someone = candidate("acme", {"acc_exit_help": "nothing", "sta_tenure": answer(4), "pri_minimums": "none"})
    file.write_bytes(dump_session(of_the_first_edition(session(someone, size="quick"))))
    for command in ("rank", "explain", "robustness", "check"):
        done = run(command, str(file), *(("--samples", "60") if command != "check" else ()))
        assert done.status == 0, done.err
        assert "no longer asked" in " ".join((done.out + done.err).split()), command
    for name in ("negotiation", "contract", "takeover", "duties", "scorecard", "agenda", "costs", "call"):
        assert run("explain", str(file), "--samples", "0", "--sheet", name, "acme").status in (0, 2)
    done = run("report", str(file), "--samples", "60", "-o", str(tmp_path / "report.md"))
    assert done.status == 0, done.err
