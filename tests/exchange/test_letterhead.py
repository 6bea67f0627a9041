"""A form for a bidder under a letterhead: whose it is and its look, nothing else; read back the same."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from msp_select.exchange import read_answers
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from tests.cli.runs import run
from tests.report.test_letterhead import OWN, png, written

FIRM = "Sent by Ada Hollis, Hollis <b>& Sons, 12 Mill Lane"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MSP_SELECT_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    written(tmp_path, png(40, 56), **OWN, logo="logo.png", accent="#7a1f3d", paper="letter")
    assert run("new", "ours.toml", "--from", "example:design-studio").status == 0
    return tmp_path


def form(name: str, *more: str) -> bytes:
    done = run("sheet", "ours.toml", "--candidate", "vexley-pyke", "-o", name, *more)
    assert done.status == 0, done.err
    return Path(name).read_bytes()


def test_a_page_says_whose_it_is_in_its_colour_and_nothing_meant_for_the_client() -> None:
    page = form("own.html", "--letterhead", "letterhead.toml").decode()
    assert "Sent by Ada Hollis, Hollis &lt;b&gt;&amp; Sons, 12 Mill Lane" in page
    assert page.count("data:image/png;base64,") == 1
    assert "img-src data:; style-src" in page
    assert "--ink:#7a1f3d" in page
    assert "#1d4f76" not in page
    for kept in ("Dr Lind", OWN["introduction"], OWN["disclaimer"]):
        assert kept not in page


def test_a_workbook_has_paper_colour_firm_and_logo() -> None:
    data = form("own.xlsx", "--letterhead", "letterhead.toml")
    start, questions = load_workbook(io.BytesIO(data)).worksheets[:2]
    assert (start.page_setup.paperSize, questions.page_setup.paperSize) == (1, 1)
    assert start["A1"].font.color.rgb == "FF7A1F3D"
    assert FIRM in [cell.value for row in start.iter_rows() for cell in row]
    with ZipFile(io.BytesIO(data)) as parts:
        assert parts.read("xl/media/image1.png") == png(40, 56)


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv"])
def test_without_a_letterhead_a_form_is_as_it_was_and_with_one_the_same_is_read(ending: str) -> None:
    plain = form(f"plain.{ending}")
    assert b"Sent by" not in plain
    if ending == "html":
        return  # what comes back of a page is made by its script
    own = form(f"own.{ending}", "--letterhead", "letterhead.toml")
    session, catalog = load_session("ours.toml", load_catalog()).session, load_catalog()
    found = [read_answers(data, f"back.{ending}", session, catalog, "vexley-pyke") for data in (plain, own)]
    assert replace(found[0], digest="") == replace(found[1], digest="")


def test_ones_own_letterhead_stands_on_every_form_unasked(place: Path) -> None:
    (place / "config").mkdir(exist_ok=True)
    for name in ("letterhead.toml", "logo.png"):
        (place / name).rename(place / "config" / name)
    assert b"Sent by Ada Hollis" in form("own.html")
    asked = run("ask", "ours.toml", "--candidate", "vexley-pyke", "-o", "asked.xlsx")
    assert asked.status == 0, asked.err
    cells = load_workbook("asked.xlsx").worksheets[0].iter_rows()
    assert FIRM in [cell.value for row in cells for cell in row]
