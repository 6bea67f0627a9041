"""Hand over: documents are listed, made where the user says, and the command is shown."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from msp_select.errors import MspSelectError
from msp_select.open_session import OpenSession
from msp_select.phrases.handout import handout
from msp_select.ui import export_table as exports
from msp_select.ui.export_table import Choice, Export
from msp_select.ui.screens.export import Documents
from msp_select.ui.widgets.selectable_lines import Page
from msp_select.ui.widgets.sheet_dialog import SheetDialog
from tests.cli.runs import run
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


async def read_here(driver: Driver, sheet: str) -> Page:
    """Read that sheet on the screen, by keys, once the first in the ranking is found."""
    documents = await on_hand_over(driver)
    while documents.key != f"sheet.{sheet}":
        await driver.press("down")
    await driver.press("v")
    await driver.until(lambda: isinstance(driver.app.screen, SheetDialog))
    await driver.rest()
    return driver.app.screen.query_one(Page)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_the_takeover_plan_is_read_on_the_screen_from_its_first_line_on(size: tuple[int, int]) -> None:
    async with driving(a_copy("example:law-firm"), size=size) as driver:
        page = await read_here(driver, "takeover")
        await driver.shows("Takeover plan: from Halverstock Computing to")
        await driver.shows("Do not give notice to Halverstock Computing")
        assert max(len(line) for line in page.text.splitlines()) <= page.room
        flat = " ".join(page.text.split())
        order = ["Not secured yet", "On their word alone", "The plan, step by step", "Days count from"]
        assert [flat.index(part) for part in order] == sorted(flat.index(part) for part in order)
        await driver.press("end")
        await driver.shows("the notice.")
        await driver.press("escape")
        await driver.shows("Hand over")


@pytest.mark.parametrize("sheet", exports.SHEETS)
async def test_every_sheet_says_on_the_screen_all_that_it_says_on_paper(sheet: str) -> None:
    session = a_copy("example:law-firm")
    async with driving(session) as driver:
        page = await read_here(driver, sheet)
        shown = " ".join(page.text.split())
        work = driver.app.work
        assert work is not None
        leader = work.evaluation(draws=0).leader
        assert leader is not None
        found = handout(work.evaluation(draws=0), sheet, leader.id)
        for table in found.tables:
            for text in (table.title, *(cell for row in table.rows for cell in row)):
                assert " ".join(text.split()) in shown
        assert all(note in shown for note in (found.intro, *found.notes))


async def test_a_sheet_read_while_names_are_hidden_hides_them() -> None:
    async with driving(a_copy("example:law-firm")) as driver:
        await on_hand_over(driver)
        await driver.press("n")
        page = await read_here(driver, "takeover")
        await driver.shows("Takeover plan: from Provider")
        assert "Halverstock" not in page.text


async def test_a_sheet_can_be_copied_and_other_documents_are_not_read_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm-kitty")
    for name in ("TERM_PROGRAM", "TMUX", "STY", "VTE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    async with driving(a_copy("example:law-firm")) as driver:
        await on_hand_over(driver)
        await driver.press("v")
        await driver.says("Sheets for the talks are read here; Enter makes any other document.")
        await read_here(driver, "takeover")
        await driver.press("y")
        assert driver.app.clipboard.startswith("Takeover plan: from Halverstock Computing to Merrowdown IT\n")
        assert max(len(line) for line in driver.app.clipboard.splitlines()) <= 80


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


def test_the_questionnaire_is_what_its_command_makes_as_a_page_too() -> None:
    reference = a_file("Vexley")
    work = OpenSession.open(reference)
    [sheet] = [one for one in exports.exports(work, Choice("vexley")) if one.key == "bidder.sheet"]
    assert sheet.endings == ("html", "xlsx", "csv")
    for ending in ("html", "csv"):
        out = f"by-command.{ending}"
        words = shlex.split(sheet.command_line(reference, out))
        assert run(*words[1:]).status == 0
        assert sheet.make(work, ending) == Path(out).read_bytes()
