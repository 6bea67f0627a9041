"""Forms at the server: kept, closed, and taken in by the commands that read files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from msp_select.exchange.form import form_of, with_nothing_known
from msp_select.exchange.marks_form import to_mark
from msp_select.exchange.read_form import read_answers
from msp_select.model.candidate import Answer
from msp_select.model.edits import set_answer, set_settings
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Inbox
from msp_select.ui.sheets import returned_files
from tests.cli.runs import run
from tests.web.conftest import PERSON, WHO, Served

Session = aiohttp.ClientSession


async def put(session: Session, served: Served, revision: int, answers: Any) -> tuple[int, dict[str, Any]]:
    async with session.put(
        "/answers", json={"revision": revision, "answers": answers}, headers=served.headers
    ) as answer:
        return answer.status, await answer.json() if answer.content_type == "application/json" else {}


async def hand_in(session: Session, served: Served) -> tuple[int, dict[str, Any]]:
    async with session.post("/answers/hand-in", headers=served.headers) as answer:
        return answer.status, await answer.json()


def every_answer(file: Path) -> dict[str, dict[str, str]]:
    """The first choice or the middle of the range for every question of the bidder."""
    work = OpenSession.open(str(file))
    blank = with_nothing_known(work.session, WHO)
    form = form_of(blank, work.catalog, WHO, work.session.size)
    found = {}
    for line in form.lines:
        question = line.question
        low, high = question.range or (1, 9)
        answer = question.levels[0].id if question.levels else str(int((low + high) / 2))
        found[question.id] = {"answer": answer, "note": "as agreed"}
    return found


async def test_what_was_handed_in_is_received_row_by_row(served: Served) -> None:
    session, answers = await served.come_in("bidder"), every_answer(served.file)
    assert await put(session, served, 0, answers) == (200, {"revision": 1, "faults": {}})
    assert await hand_in(session, served) == (200, {"say": "Handed in. Thank you."})
    file = Inbox.of(served.file).folder / f"answers-{WHO}.csv"
    work = OpenSession.open(str(served.file))
    told = read_answers(file.read_bytes(), file.name, work.session, work.catalog)
    rows = (*told.good, *told.unchanged, *told.refused)
    assert {item.question for item in rows} == set(answers)
    done = run("receive", str(served.file), str(file), "--accept-good")
    assert (done.status, done.err) == (0, "")
    assert "It was filled in on the page for a browser." in done.out


async def test_hand_in_closes_the_form_until_the_owner_opens_it(served: Served) -> None:
    session = await served.come_in("bidder")
    await put(session, served, 0, {})
    assert (await hand_in(session, served))[0] == 200
    assert (await hand_in(session, served))[0] == 409
    assert (await put(session, served, 1, {}))[0] == 409
    async with session.get("/answers") as answer:
        assert "Handed in. Thank you." in await answer.text()
    done = run("invite", str(served.file), "--bidder", WHO, "--reopen")
    assert (done.status, done.err) == (0, "")
    assert (await put(session, served, 1, {}))[0] == 200


async def test_a_form_handed_in_again_takes_the_place_of_the_one_before_although_names_were_hidden_meanwhile(
    served: Served,
) -> None:
    session = await served.come_in("bidder")
    await put(session, served, 0, {})
    assert (await hand_in(session, served))[0] == 200
    inbox, work = Inbox.of(served.file), OpenSession.open(str(served.file))
    work.change(set_settings(work.session, blind=True), "names hidden")
    inbox.reopen("bidder", WHO)
    assert await put(session, served, 1, {}) == (200, {"revision": 2, "faults": {}})
    assert (await hand_in(session, served))[0] == 200
    assert [path.name for path in inbox.handed_in("bidder")] == [f"answers-{work.called(WHO)}.csv"]
    assert WHO not in work.called(WHO)


async def test_marks_handed_in_are_taken_in_whole(served: Served) -> None:
    session = await served.come_in("evaluator")
    async with session.get("/answers") as answer:
        assert f"Marks of {PERSON}" in await answer.text()
    work = OpenSession.open(str(served.file))
    form = to_mark(work.session, work.catalog, evaluator_of(work.session, PERSON))
    asked = next(one.question for one in form.places if one.candidate == WHO and one.question.levels)
    key = f"{WHO}/{asked.id}"
    given = {key: {"answer": asked.levels[0].id, "note": 'said "so"'}, "pillar/security": {"answer": "40"}}
    assert (await put(session, served, 0, {key: {"answer": "best"}}))[1]["faults"].keys() == {key}
    assert (await hand_in(session, served))[0] == 422
    assert await put(session, served, 1, given) == (200, {"revision": 2, "faults": {}})
    assert (await hand_in(session, served))[0] == 200
    done = run(
        "marks", str(served.file), "--from", str(Inbox.of(served.file).folder / "marks-jo-fields.toml")
    )
    assert (done.status, done.err) == (0, "")
    person = OpenSession.open(str(served.file)).session.evaluator("jo-fields")
    assert (person.given, person.pillars) == (1, {"security": 40.0})
    assert person.marks[WHO][asked.id].note == 'said "so"'


async def test_the_slower_of_two_devices_is_told_and_nothing_of_the_first_is_lost(served: Served) -> None:
    first, second = await served.come_in("bidder"), await served.come_in("bidder")
    answers = every_answer(served.file)
    assert (await put(first, served, 0, answers))[0] == 200
    status, told = await put(second, served, 0, {})
    assert (status, told["revision"]) == (409, 1)
    assert Inbox.of(served.file).draft("bidder", WHO).answers == answers


async def test_nothing_that_is_sent_changes_a_byte_of_the_session(served: Served) -> None:
    before = served.file.read_bytes()
    bidder, evaluator = await served.come_in("bidder"), await served.come_in("evaluator")
    await put(bidder, served, 0, every_answer(served.file))
    await put(evaluator, served, 0, {})
    for session in (bidder, evaluator):
        await put(session, served, 7, {"nonsense": {}})
        await hand_in(session, served)
    assert served.file.read_bytes() == before


async def test_no_fault_tells_what_the_owner_has_found_out(served: Served) -> None:
    work = OpenSession.open(str(served.file))
    line = next(
        line for line in form_of(work.session, work.catalog, WHO, "quick").lines if line.question.levels
    )
    question = line.question
    best, worst = question.levels[0].id, question.levels[-1].id
    seen = Answer(value=best, evidence="seen", note="found when we came by")
    work.change(set_answer(work.session, WHO, question.id, seen), "seen")
    session = await served.come_in("bidder")
    async with session.get("/answers") as answer:
        text = await answer.text()
    assert len(text.split(" checked>")) > 10
    assert all(one.endswith('value=""') for one in text.split(" checked>")[:-1])  # nothing is filled in
    assert not re.search(r'<input type="text"[^>]* value="[^"]', text)
    assert await put(session, served, 0, {question.id: {"answer": worst}}) == (
        200,
        {"revision": 1, "faults": {}},
    )
    async with session.get("/answers") as answer:
        text = await answer.text()
    assert "found when we came by" not in text
    assert f'value="{worst}" checked' in text


@pytest.mark.parametrize("what", ["folder", "draft", "form", "session"])
async def test_a_link_in_the_place_of_a_file_is_refused_and_never_written_through(
    served: Served, tmp_path: Path, what: str
) -> None:
    session, elsewhere = await served.come_in("bidder"), tmp_path / "elsewhere"
    inbox = Inbox.of(served.file).folder
    if what == "folder":
        elsewhere.mkdir()
        inbox.symlink_to(elsewhere)
    elif what == "session":
        served.file.rename(elsewhere)
        served.file.symlink_to(elsewhere)
    else:
        await put(session, served, 0, {})
        name = f"bidder-{WHO}.json" if what == "draft" else f"answers-{WHO}.csv"
        elsewhere.write_text('{"revision": 1, "answers": {"pro_backup_test": {"note": "zq-theirs"}}}')
        (inbox / name).unlink(missing_ok=True)
        (inbox / name).symlink_to(elsewhere)
    kept = elsewhere.read_bytes() if elsewhere.is_file() else None
    async with session.get("/answers") as answer:
        assert (answer.status, "zq-theirs" in await answer.text()) == (200 if what == "form" else 503, False)
    revision = 1 if what == "form" else 0
    statuses = ((await put(session, served, revision, {}))[0], (await served_status(session, served)))
    assert 503 in statuses
    assert (elsewhere.read_bytes() if elsewhere.is_file() else None) == kept
    assert not elsewhere.is_dir() or not os.listdir(elsewhere)


async def served_status(session: Session, served: Served) -> int:
    async with session.post("/answers/hand-in", headers=served.headers) as answer:
        return answer.status


async def test_the_inbox_is_its_owners_alone(served: Served) -> None:
    session = await served.come_in("bidder")
    await put(session, served, 0, {})
    await hand_in(session, served)
    inbox = Inbox.of(served.file)
    assert inbox.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in inbox.folder.iterdir()} == {0o600}
    assert [path.name for path in inbox.handed_in("bidder")] == [f"answers-{WHO}.csv"]


async def test_what_was_handed_in_is_offered_first_where_the_interface_reads_answers_back(
    served: Served,
) -> None:
    session = await served.come_in("bidder")
    await put(session, served, 0, {})
    await hand_in(session, served)
    found = returned_files(OpenSession.open(str(served.file)))
    assert [path.name for path in found][:1] == [f"answers-{WHO}.csv"]


async def test_the_whole_inbox_is_received_each_form_on_its_own(served: Served) -> None:
    assert "nobody has handed in" in run("receive", str(served.file), "--inbox").out
    session = await served.come_in("bidder")
    await put(session, served, 0, every_answer(served.file))
    await hand_in(session, served)
    (Inbox.of(served.file).folder / "answers-another.csv").write_text("id,check\n#candidate,nobody\n")
    done = run("receive", str(served.file), "--inbox", "--accept-good")
    assert done.status == 1
    assert "Vexley & Pyke, from answers-vexley-pyke.csv" in done.out
    assert "taken and saved" in done.out
    assert "1 of 2 forms were not taken" in done.err
