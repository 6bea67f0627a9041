"""`report`: a file is written whole or not at all, and never over a session."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from msp_select.decision.handouts import HANDOUTS
from msp_select.store.session_text import dump_session
from tests.cli.runs import run
from tests.report.reports import example
from tests.test_imports import modules_after

EXAMPLE = "example:design-studio"
QUICK = ("--samples", "50")


@pytest.mark.parametrize("ending", ["html", "pdf", "docx", "xlsx", "md", "csv", "json"])
def test_a_report_is_written_by_the_ending_of_its_name(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"decision.{ending}"
    done = run("report", EXAMPLE, "-o", str(out), *QUICK)
    assert done.status == 0, done.err
    assert done.out.startswith(f"Written: {out} (")
    starts = {
        "html": b"<!doctype",
        "pdf": b"%PDF",
        "docx": b"PK",
        "xlsx": b"PK",
        "md": b"# ",
        "csv": b"\xef\xbb\xbfrank",
    }
    assert out.read_bytes().startswith(starts.get(ending, b"{"))
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(("prepared", "pdf"), [("", True), ("sys.modules['typst'] = None; ", False)])
@pytest.mark.parametrize(
    "arguments", [["--help"], ["report", "--help"], ["report", EXAMPLE, "-o", "decision"]]
)
def test_the_pdf_is_named_only_where_it_can_be_made(arguments: list[str], prepared: str, pdf: bool) -> None:
    program = f"import sys; {prepared}from msp_select.cli import main; sys.exit(main({arguments!r}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert "xlsx" in said
    assert ("pdf" in said) == pdf


@pytest.mark.parametrize("sheet", HANDOUTS)
def test_each_sheet_is_a_document(tmp_path: Path, sheet: str) -> None:
    out = tmp_path / "sheet.md"
    done = run("report", EXAMPLE, "-o", str(out), "--sheet", sheet, *QUICK)
    assert done.status == 0, done.err
    assert len(out.read_text().splitlines()) > 8


def test_a_candidate_without_a_sheet_is_answered_with_what_it_is_for(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    done = run("report", "example:dental-practice", "-o", str(out), "--candidate", "vexley-pyke")
    assert (done.status, done.err, out.exists()) == (
        2,
        "--candidate says whose sheet is wanted, and there is no --sheet.\n"
        "Add --sheet negotiation, or use --for bidder vexley-pyke for feedback.\n",
        False,
    )


def test_feedback_of_a_blind_session_is_titled_with_the_bidders_own_name(tmp_path: Path) -> None:
    session = example()
    blind = session.model_copy(update={"settings": session.settings.model_copy(update={"blind": True})})
    (tmp_path / "blind.toml").write_bytes(dump_session(blind))
    out = tmp_path / "out.md"
    assert (
        run("report", str(tmp_path / "blind.toml"), "-o", str(out), "--for", "bidder", "provider-d").status
        == 0
    )
    name = session.candidates[3].name
    assert out.read_text("utf-8").startswith(f"# Feedback for {name}\n")


def test_feedback_is_for_one_bidder_by_name_or_id(tmp_path: Path) -> None:
    out = tmp_path / "feedback.md"
    done = run(
        "report", "example:dental-practice", "-o", str(out), "--for", "bidder", "Ninefold Harrow", *QUICK
    )
    assert done.status == 0, done.err
    assert out.read_text().startswith("# Feedback for Ninefold Harrow\n")


def test_a_candidate_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run("report", EXAMPLE, "-o", str(tmp_path / "x.md"), "--for", "bidder", "nobody", *QUICK)
    assert done.status == 2
    assert done.err.startswith('There is no candidate "nobody".')


def test_a_session_is_never_replaced_by_a_report(tmp_path: Path) -> None:
    session = tmp_path / "mine.toml"
    assert run("new", str(session), "--from", EXAMPLE).status == 0
    disguised = tmp_path / "mine.html"
    disguised.write_bytes(session.read_bytes())
    before = session.read_bytes()
    for out in (session, disguised):
        done = run("report", str(out), "-o", str(out), *QUICK)
        assert done.status == 2
        assert done.err == (
            f"{out}: a document never replaces a session or a file of the program\n"
            "Give the document a name of its own.\n"
        )
        assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("report", "The report's name has no ending.\nEnd the name in one of: html, pdf"),
        ("report.doc", 'There is no report format for ".doc".\nEnd the name in one of: html, pdf'),
        ("", "is a folder, not a file\nGive the name of a file inside it."),
        ("missing/report.html", "there is no such folder\nCreate it first, or name another one."),
    ],
)
def test_a_name_that_cannot_be_written_is_refused_with_what_to_do(
    tmp_path: Path, out: str, said: str
) -> None:
    done = run("report", EXAMPLE, "-o", str(tmp_path / out), *QUICK)
    assert done.status == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_trouble_while_writing_leaves_the_old_report_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "decision.html"
    out.write_text("the old report")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    done = run("report", EXAMPLE, "-o", str(out), "--replace", *QUICK)
    assert done.status == 2
    assert done.err == f"{out}: not saved: the disk is full\nFree some space, then try again.\n"
    assert out.read_text() == "the old report"
    assert [path.name for path in tmp_path.iterdir()] == ["decision.html"]


@pytest.mark.parametrize(
    ("ending", "loaded"), [("md", set()), ("html", {"jinja2"}), ("xlsx", {"xlsxwriter"}), ("csv", set())]
)
def test_a_format_loads_only_what_it_needs(tmp_path: Path, ending: str, loaded: set[str]) -> None:
    modules = modules_after("report", EXAMPLE, "-o", str(tmp_path / f"x.{ending}"), "--samples", "0")
    assert {"jinja2", "xlsxwriter", "typst", "textual", "openpyxl"} & modules == loaded
