"""Hand over: documents are listed, made where the user says, and the command is shown."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from msp_select.errors import MspSelectError
from msp_select.open_session import OpenSession
from msp_select.ui import export_table as exports
from msp_select.ui.export_table import Choice, Export
from msp_select.ui.screens.export import Documents
from tests.ui.driving import ODD, Driver, a_file, driving, read_back
from tests.ui.test_result import a_copy


async def on_hand_over(driver: Driver) -> Documents:
    """Go to the documents."""
    await driver.press("f9")
    return driver.app.screen.query_one(Documents)


async def make(driver: Driver, documents: Documents, key: str, path: str) -> None:
    """Make one document at that place."""
    documents.move_to(key)
    await driver.press("enter", "ctrl+u")
    await driver.write(path)
    await driver.press("enter")


async def test_a_report_is_written_where_the_user_says() -> None:
    session = a_copy()
    async with driving(session) as driver:
        documents = await on_hand_over(driver)
        await make(driver, documents, "report.json", "out.json")
        await driver.shows("Written: out.json")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["title"] == "Dental practice"
    assert read_back(session).title == "Dental practice"


async def test_the_command_shown_names_the_same_document() -> None:
    async with driving(a_copy(), size=(240, 30)) as driver:
        documents = await on_hand_over(driver)
        documents.move_to("report.md")
        await driver.rest()
        line = next(line for line in driver.text.splitlines() if "msp-select report" in line)
        words = shlex.split(line)
        assert words[:3] == ["msp-select", "report", "a.toml"]
        assert words[3:] == ["-o", str(Path.cwd() / "dental-practice.md")]


async def test_a_file_that_is_there_is_only_replaced_when_asked_to() -> None:
    Path("out.md").write_text("mine", encoding="utf-8")
    async with driving(a_copy()) as driver:
        documents = await on_hand_over(driver)
        await make(driver, documents, "report.md", "out.md")
        await driver.shows("is there already")
        await driver.press("n")
        assert Path("out.md").read_text(encoding="utf-8") == "mine"
        await make(driver, documents, "report.md", "out.md")
        await driver.press("y")
    assert "Dental practice" in Path("out.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("out.doc", "End the name in .md."),
        ("nowhere/out.md", "nowhere: there is no such folder. Create it first"),
        ("folder.md", "folder.md: is a folder, not a file. Give the name"),
    ],
)
async def test_a_place_that_cannot_be_is_refused_in_a_sentence(typed: str, fault: str) -> None:
    Path("folder.md").mkdir()
    async with driving(a_copy()) as driver:
        documents = await on_hand_over(driver)
        await make(driver, documents, "report.md", typed)
        await driver.shows(fault)


async def test_a_document_that_fails_leaves_a_sentence_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(work: OpenSession, ending: str) -> bytes:  # noqa: ARG001
        raise MspSelectError("The printer is a teapot.", "Use a cup.")

    broken = Export("report.md", "The decision", "Text", "", "out.md", ("md",), "report", (), fail)
    monkeypatch.setattr("msp_select.ui.screens.export.exports", lambda *_: (broken,))
    async with driving(a_copy()) as driver:
        documents = await on_hand_over(driver)
        await make(driver, documents, "report.md", "out.md")
        await driver.shows("Not written: The printer is a teapot. Use a cup.")
    assert not Path("out.md").exists()


async def test_names_can_be_hidden_and_the_command_says_so() -> None:
    async with driving(a_copy(), size=(120, 30)) as driver:
        documents = await on_hand_over(driver)
        documents.move_to("report.md")
        await driver.press("n")
        await driver.shows("--anonymous")
        await driver.shows("Names: Provider A, B, C")


async def test_nothing_to_hand_over_says_which_key_helps() -> None:
    async with driving(a_file()) as driver:
        await on_hand_over(driver)
        await driver.shows("F4 adds a candidate")


def test_every_document_listed_can_be_made_and_its_ending_is_its_own() -> None:
    work = OpenSession.open("example:design-studio")
    listed = exports.exports(work, Choice(work.session.candidates[0].id))
    assert {"report.html", "report.md", "report.csv", "report.json"} <= {export.key for export in listed}
    for export in listed:
        assert export.make(work, export.endings[0])
        assert export.file_name.endswith(f".{export.endings[0]}")


def test_the_pdf_is_offered_only_where_it_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    work = OpenSession.open("example:design-studio")

    def offered() -> set[str]:
        return {
            f"{export.key} {ending}"
            for export in exports.exports(work, Choice(work.session.candidates[0].id))
            for ending in export.endings
        }

    there = offered()
    monkeypatch.setitem(sys.modules, "typst", None)
    assert {one for one in there if "pdf" in one} == {
        "report.pdf pdf",
        "bidder.feedback pdf",
        *(f"sheet.{sheet} pdf" for sheet in exports.SHEETS),
    }
    assert offered() == {one for one in there if "pdf" not in one}


def test_an_odd_name_makes_a_safe_file_name() -> None:
    work = OpenSession.open(a_file(ODD, title='../../etc/passwd "[x]"'))
    for export in exports.exports(work, Choice(work.session.candidates[0].id)):
        assert "/" not in export.file_name
        assert export.file_name == Path(export.file_name).name
