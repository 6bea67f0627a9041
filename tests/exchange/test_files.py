"""What comes back instead of the form: each kind named in one sentence, nothing harmful unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from msp_select.errors import FileError
from msp_select.exchange import file_safety
from msp_select.exchange.cell_grid import MAX_COLUMNS, MAX_FILE, MAX_ROWS
from tests.exchange.returned import NUMBER, edited, fill, form, lying, one, read, repacked, row_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
SAVE_AS = "Open it in a spreadsheet program, save it as Excel workbook (.xlsx), and try again."
AGAIN = "Ask the bidder to send the file again."
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
DTD = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m SYSTEM "file:///etc/passwd">]><a>&m;</a>'


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def error(data: bytes, name: str = "acme.xlsx") -> tuple[str, str]:
    with pytest.raises(FileError) as caught:
        read(data, one(), "acme", name=name)
    return caught.value.message, caught.value.remedy


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"", "the file is empty", AGAIN),
        (
            OLE + "Workbook".encode("utf-16-le"),
            "is an old Excel workbook (.xls), not an .xlsx workbook",
            SAVE_AS,
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "the workbook is locked with a password",
            "Ask the bidder for it without a password, or open it and save it without one.",
        ),
        (OLE, "is an old Office document, not an .xlsx workbook", SAVE_AS),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<a/>"),
            "is an OpenDocument file, but no spreadsheet (.ods)",
            SAVE_AS,
        ),
        (archive(word__document_xml=b"<a/>"), "is a Word document, not an .xlsx workbook", SAVE_AS),
        (
            archive(xl__workbook_bin=b"x"),
            "is a binary Excel workbook (.xlsb), not an .xlsx workbook",
            SAVE_AS,
        ),
        (archive(readme_txt=b"hello"), "is a ZIP archive, not an .xlsx workbook", AGAIN),
        (
            b"id,answer\r\npro_patch_days,14\r\n",
            "is a text such as CSV, not an Excel workbook, though its name ends in .xlsx",
            "Give it a name that ends in .csv, or save it as Excel workbook (.xlsx).",
        ),
        (b"%PDF-1.7 ...", "is a PDF document, not the workbook that was sent", SAVE_AS),
        (b"\n<!doctype HTML><p>Log in", "is a web page, not the workbook that was sent", SAVE_AS),
        (bytes(range(256)), "is not an Excel workbook (.xlsx)", AGAIN),
        (
            b"PK\x03\x04 and no more",
            "the workbook is damaged: its parts are not what they say they are",
            AGAIN,
        ),
    ],
    ids=["empty", "xls", "locked", "ole", "odt", "docx", "xlsb", "zip", "csv", "pdf", "html", "noise", "cut"],
)
def test_another_kind_of_file_is_named_in_one_sentence(data: bytes, what: str, remedy: str) -> None:
    assert error(data) == (f"acme.xlsx: {what}", remedy)


def test_a_workbook_with_macros_is_refused() -> None:
    assert error(repacked(form(one()), **{"vbaProject.bin": b"x"})) == (
        "acme.xlsx: the workbook holds macros (programs), which the form never has",
        "Ask the bidder for it without macros: save it as Excel workbook (.xlsx).",
    )


def test_a_workbook_that_is_called_csv_is_named() -> None:
    assert error(form(one()), "acme.csv") == (
        "acme.csv: is a workbook, though its name ends in .csv",
        "Give it a name that ends in .xlsx.",
    )


def test_a_bomb_is_not_unpacked_whatever_its_headers_say() -> None:
    bomb = repacked(form(one()), sharedStrings_xml=b"<sst>" + b"a" * 60_000_000)
    assert len(bomb) < 200_000
    assert error(bomb)[0] == (
        "acme.xlsx: the workbook unpacks to far more than a form holds, so it was not opened"
    )
    assert error(lying(bomb, "xl/sharedStrings.xml", 1000))[0] == (
        "acme.xlsx: the workbook is damaged: its parts are not what they say they are"
    )


@pytest.mark.parametrize(
    "part",
    [
        b"<c/>" * (file_safety.MAX_TAGS + 1),
        b"<c " + b"a='' " * (file_safety.MAX_ATTRIBUTES + 1) + b"/>",
        b"x" * (file_safety.MAX_UNPACKED + 1),
    ],
    ids=["tags", "attributes", "text"],
)
def test_what_would_cost_too_much_to_read_is_refused_before_it_is_read(part: bytes) -> None:
    assert "unpacks to far more than a form holds" in error(repacked(form(one()), sheet2_xml=SHEET % part))[0]


def test_too_many_parts_and_too_large_a_file_are_refused() -> None:
    many = {f"part{number}": b"" for number in range(file_safety.MAX_MEMBERS + 1)}
    assert "unpacks to far more than a form holds" in error(repacked(form(one()), **many))[0]
    assert error(b"PK" + b"\0" * MAX_FILE)[0] == (
        "acme.xlsx: larger than 8 MB, the most that is read; a form has 0.1 MB"
    )


@pytest.mark.parametrize("code", ["ascii", "utf-16"])
def test_a_document_type_definition_is_refused_in_any_encoding(code: str) -> None:
    for part in ("sheet2_xml", "sharedStrings_xml", "workbook_xml"):
        said, remedy = error(repacked(form(one()), **{part: DTD.decode().encode(code)}))
        assert said == "acme.xlsx: the workbook holds a document type definition, which can hide an attack"
        assert remedy == "Do not open it; ask the bidder to fill in the form that was sent."


def test_a_cell_in_the_last_corner_of_the_sheet_does_no_harm() -> None:
    of = one()
    data = fill(form(of), NUMBER, answer=14)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml")
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    found = read(repacked(data, sheet2_xml=sheet.replace(b"</sheetData>", corner)), of)
    assert [row.said for row in found.accepted] == ["14 days"]


def test_only_so_many_rows_and_columns_are_looked_at_and_it_is_said() -> None:
    of = one()

    def far(_: object, page: object) -> None:
        page.cell(MAX_ROWS + 1, 1).value = "more"  # type: ignore[attr-defined]
        page.cell(row_of(page, NUMBER), MAX_COLUMNS + 5).value = "wide"  # type: ignore[arg-type, attr-defined]

    found = read(edited(form(of), far), of)
    assert found.whole
    assert f'page "Questions": only the first {MAX_ROWS:,} rows were read' in found.notes


@pytest.mark.parametrize("part", ["workbook_xml", "sheet2_xml", "sharedStrings_xml", "styles_xml"])
@pytest.mark.parametrize(
    "content", [b"", b"<broken", b"<a/>", b"\xff\xfe\x00", b'<a xmlns="x"><b c="99999"/></a>']
)
def test_a_spoilt_part_is_one_sentence_and_never_a_crash(part: str, content: bytes) -> None:
    of = one({NUMBER: 14})
    data = repacked(form(of), **{part: content})
    try:
        said = read(data, of, "acme").blocked[0]
    except FileError as caught:
        said = caught.message
    assert said.startswith(("acme.xlsx: the workbook is damaged", "no row has the id of a question"))


def test_no_file_is_half_a_form() -> None:
    data = form(one())
    for cut in (10, 1000, len(data) // 2, len(data) - 5):
        assert error(data[:cut])[0].startswith("acme.xlsx: ")
