"""A form that comes back as OpenDocument spreadsheet: read as the workbook is, within the same limits."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from msp_select.errors import FileError
from msp_select.exchange import file_safety
from msp_select.exchange.cell_grid import MAX_COLUMNS, MAX_ROWS, Cell
from msp_select.exchange.ods_grid import open_document_grid
from msp_select.exchange.returned_file import book_of
from tests.exchange.returned import AT, MONEY, NUMBER, PERCENT, answered_rows, fill, form, form_csv, one, read
from tests.libreoffice import converted, needs_libreoffice

NAME = "acme.ods"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "meta")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(rows: str, title: str = "Questions", **members: str) -> bytes:
    """A spreadsheet of one page with these rows as XML."""
    content = (
        f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
        f"<table:table table:name={quoteattr(title)}>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, text in ({"content.xml": content} | members).items():
            packed.writestr(name, text)
    return out.getvalue()


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(inside: str = "", **of: str) -> str:
    """A cell; the names of what is said of it are written with _ for the colon and the hyphen."""
    said = "".join(
        f" {key.replace('_', ':', 1).replace('_', '-')}={quoteattr(one)}" for key, one in of.items()
    )
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def text(words: str) -> str:
    return cell(f"<text:p>{escape(words)}</text:p>" if words else "", office_value_type="string")


def number(value: str, kind: str = "float") -> str:
    return cell("<text:p>?</text:p>", office_value_type=kind, office_value=value)


def cells(data: bytes) -> list[Cell]:
    return [one for page in open_document_grid(data, NAME).pages for row in page.rows for one in row.cells]


def error(data: bytes, name: str = NAME) -> str:
    with pytest.raises(FileError) as caught:
        book_of(data, name)
    return caught.value.message


def test_a_form_typed_over_into_an_ods_file_is_read_by_its_ids() -> None:
    of, rows = one(), [list(map(text, line)) for line in form_csv(one())]
    at = next(k for k, line in enumerate(form_csv(of)) if line[0] == NUMBER)
    rows[at][AT["answer"] - 1] = number("14")
    found = read(ods("".join(row(*cells) for cells in rows)), of, "acme", name=NAME)
    assert [item.said for item in found.accepted] == ["14 days"]
    assert found.accepted[0].cell == f"F{at + 1}"


def test_every_kind_of_cell_is_read_for_what_it_is() -> None:
    found = cells(
        ods(
            row(
                text("  a  b"),
                number("0.18", "percentage"),
                number("1250.5", "currency"),
                cell("<text:p>x</text:p>", office_value_type="date", office_date_value="2026-05-14"),
                cell(office_value_type="boolean", office_boolean_value="true"),
                cell(table_formula="of:=1+1", office_value_type="float", office_value="2"),
                cell("<text:p>#N/A</text:p>", office_value_type="string", calcext_value_type="error"),
                cell(
                    "<office:annotation><text:p>aside</text:p></office:annotation><text:p>one"
                    "<text:s text:c='2'/>two<text:tab/><text:span>three</text:span></text:p>"
                    "<text:p>four</text:p>"
                ),
                "<table:covered-table-cell/>",
                number("14"),
            )
        )
    )
    assert [(one.ref, one.kind, one.text, one.percent) for one in found] == [
        ("A1", "text", "  a  b", False),
        ("B1", "number", "0.18", True),
        ("C1", "number", "1250.5", False),
        ("D1", "date", "2026-05-14", False),
        ("E1", "truth", "TRUE", False),
        ("F1", "formula", "=1+1", False),
        ("G1", "error", "#N/A", False),
        ("H1", "text", "one  two\tthree\nfour", False),
        ("I1", "empty", "", False),
        ("J1", "number", "14", False),
    ]


def test_what_is_repeated_counts_and_costs_no_more_than_it_holds() -> None:
    tracemalloc.start()
    start = time.perf_counter()
    book = open_document_grid(
        ods(row(everywhere(), times=900) + row(text("here"), everywhere()) + row(everywhere(), times=10**9)),
        NAME,
    )
    assert time.perf_counter() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert [(one.number, one.cells) for one in book.pages[0].rows] == [(901, (Cell("A901", "text", "here"),))]


def everywhere(words: str = "") -> str:
    inside = f"<text:p>{words}</text:p>" if words else ""
    return cell(inside, table_number_columns_repeated="1048576", office_value_type="string")


BOMBS = {
    "repeated": ods(row(everywhere("x"), times=1_048_576)),
    "long and repeated": ods(row(everywhere("x" * 1_000_000), times=1_048_576)),
    "tags": ods("<table:table-row/>" * file_safety.MAX_TAGS),
    "text": ods(row(text("x" * (file_safety.MAX_UNPACKED + 1)))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_comes_to_more_than_a_form_is_not_read(name: str) -> None:
    assert error(BOMBS[name]).endswith("unpacks to far more than a form holds, so it was not opened")


def test_blanks_said_by_a_number_do_not_fill_the_memory() -> None:
    many = "<text:p>" + '<text:s text:c="999999999"/>' * 30_000 + "</text:p>"
    assert sum(len(one.text) for one in cells(ods(row(text("a"), cell(many), text("b"))))) < 40_000_000


@pytest.mark.parametrize("part", ["content.xml", "meta.xml", "styles.xml"])
def test_a_document_type_definition_is_refused(part: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;">]><a>&m;</a>'
    assert error(ods("", **{part: bomb})).endswith("document type definition, which can hide an attack")


def test_macros_and_passwords_are_named() -> None:
    assert error(ods("", **{"Basic/Standard/script-lb.xml": "<a/>"})).endswith("which the form never has")
    manifest = '<manifest:encryption-data xmlns:manifest="x"/>'
    assert error(ods("", **{"META-INF/manifest.xml": manifest})).endswith("is locked with a password")


@pytest.mark.parametrize(
    "rows",
    ["", "<broken", row(number("nan")), row(number("1e999")), row(number("")), row(text("x"), times=-5),
     row(cell(table_number_columns_repeated="many")), "<text:p>" * 5000],
)  # fmt: skip
@pytest.mark.parametrize("part", ["content.xml", "meta.xml"])
def test_a_spoilt_part_is_one_sentence_and_never_a_crash(rows: str, part: str) -> None:
    data = ods(rows) if part == "content.xml" else ods(row(text("a")), **{part: rows})
    try:
        said = read(data, one(), "acme", name=NAME).blocked[0]
    except FileError as caught:
        said = caught.message
    assert said.startswith((f"{NAME}: the spreadsheet is damaged", "no row has the id of a question"))


def test_only_so_many_rows_and_columns_are_looked_at_and_it_is_said() -> None:
    wide = row(*[text("")] * (MAX_COLUMNS + 3), text("wide"))
    book = open_document_grid(
        ods(row(text("a"), times=1) + wide + row(text(""), times=MAX_ROWS) + row(text("b"))), NAME
    )
    assert [one.number for one in book.pages[0].rows] == [1]
    assert book.notes == (f'page "Questions": only the first {MAX_ROWS:,} rows were read',)


@needs_libreoffice
def test_what_libreoffice_stores_as_ods_is_read_as_the_workbook_is(tmp_path: Path) -> None:
    of = one({NUMBER: 14})
    filled = fill(form(of), MONEY, answer=1200.5, note='two lines:\n  "café" & <b>')
    filled = fill(filled, PERCENT, answer=97.5)
    filled = fill(filled, "sta_endpoints_per_tech", answer="=1+1")
    source = tmp_path / "in" / "acme.xlsx"
    source.parent.mkdir()
    source.write_bytes(filled)
    (stored,) = converted([source], tmp_path, "ods")
    found, before = read(stored.read_bytes(), of, name=NAME), read(filled, of)
    assert [(i.question, i.said, i.reason, i.answer) for i in answered_rows(found)] == [
        (i.question, i.said, i.reason, i.answer) for i in answered_rows(before)
    ]
    assert (found.candidate, found.blocked, found.notes) == ("acme", (), before.notes)
