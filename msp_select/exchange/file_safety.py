"""What a returned file really is, and whether a workbook is safe to unpack, before anything is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Literal, NoReturn

from msp_select.errors import FileError
from msp_select.exchange.cell_grid import MAX_FILE

MAX_UNPACKED = 8 * 1024 * 1024  # bytes of XML; a filled-in form has 0.3 MB
MAX_TAGS = 36_000  # the full form has 12,000; each costs time and memory
MAX_ATTRIBUTES = 60_000  # the full form has 12,000
MAX_MEMBERS = 500
_CHUNK = 1 << 16
_SAVE_AS = "Open it in a spreadsheet program, save it as Excel workbook (.xlsx), and try again."
_SEND_AGAIN = "Ask the bidder to send the file again."
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"  # the first part, not packed
_MANIFEST = "META-INF/manifest.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# In the encodings that an XML reader takes without being told.
_DTD = re.compile(
    b"|".join(
        re.escape(word.encode(code))
        for word in ("<!DOCTYPE", "<!ENTITY")
        for code in ("ascii", "utf-16-le", "utf-16-be")
    )
)
_FIRST_BYTES = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML text"),
)
_INSIDE = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("Index/Document.iwa", "an Apple Numbers document"),
)


FileKind = Literal["xlsx", "ods", "csv"]


def kind_of(data: bytes, name: str) -> FileKind:
    """What the file is to be read as; FileError where it is nothing that is read."""
    if not data:
        raise FileError(f"{name}: the file is empty", _SEND_AGAIN)
    if len(data) > MAX_FILE:
        raise FileError(
            f"{name}: larger than {MAX_FILE // 1024 // 1024} MB, the most that is read; a form has 0.1 MB",
            "Check that it is the right file; remove pictures that were pasted into it.",
        )
    ending = name.lower().rpartition(".")[2]
    if data.startswith(b"PK"):
        if ending == "csv":
            raise FileError(
                f"{name}: is a workbook, though its name ends in .csv", "Give it a name that ends in .xlsx."
            )
        return "ods" if _OPEN_DOCUMENT in data[:200] else "xlsx"
    if data.startswith(_OLE):
        _refuse_ole(data, name)
    for start, what in _FIRST_BYTES:
        if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(start.lower()):
            raise FileError(f"{name}: is {what}, not the workbook that was sent", _SAVE_AS)
    if ending == "csv":
        return "csv"
    if b"\0" not in data[:4096] and (b"," in data or b";" in data or b"\t" in data):
        raise FileError(
            f"{name}: is a text such as CSV, not an Excel workbook, though its name ends in .{ending}",
            "Give it a name that ends in .csv, or save it as Excel workbook (.xlsx).",
        )
    raise FileError(f"{name}: is not an Excel workbook (.xlsx)", _SEND_AGAIN)


def check_workbook(data: bytes, name: str) -> None:
    """Refuse a workbook that is of another kind, unpacks to too much, or could do harm (FileError)."""
    _check(data, name, _check_kind)


def check_open_document(data: bytes, name: str) -> None:
    """The same for an OpenDocument spreadsheet (.ods)."""
    _check(data, name, _check_open_kind)


def _check(data: bytes, name: str, check_kind: Callable[[zipfile.ZipFile, str], None]) -> None:
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        too_much(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_kind(archive, name)
            _check_content(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        _damaged(name)


def _damaged(name: str) -> NoReturn:
    raise FileError(f"{name}: the workbook is damaged: its parts are not what they say they are", _SEND_AGAIN)


def too_much(name: str) -> NoReturn:
    """Refuse a workbook that comes to more than a form holds."""
    raise FileError(
        f"{name}: the workbook unpacks to far more than a form holds, so it was not opened",
        "Check where it comes from; ask the bidder to fill in the form that was sent.",
    )


def _refuse_ole(data: bytes, name: str) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        _locked(name)
    if any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
        raise FileError(f"{name}: is an old Excel workbook (.xls), not an .xlsx workbook", _SAVE_AS)
    raise FileError(f"{name}: is an old Office document, not an .xlsx workbook", _SAVE_AS)


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    members = set(archive.namelist())
    if "mimetype" in members and "content.xml" in members:
        raise FileError(f"{name}: is an OpenDocument file, but no spreadsheet (.ods)", _SAVE_AS)
    for inside, what in _INSIDE:
        if inside in members:
            raise FileError(f"{name}: is {what}, not an .xlsx workbook", _SAVE_AS)
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        _macros(name)
    if "[Content_Types].xml" not in members or not any(m.startswith("xl/") for m in members):
        raise FileError(f"{name}: is a ZIP archive, not an .xlsx workbook", _SEND_AGAIN)


def _check_open_kind(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.namelist()
    if _MANIFEST in members:
        with archive.open(_MANIFEST) as part:
            if b"encryption-data" in part.read(MAX_UNPACKED):
                _locked(name)
    if "content.xml" not in members:
        _damaged(name)
    if any(member.startswith(("Basic/", "Scripts/")) for member in members):
        _macros(name)


def _macros(name: str) -> NoReturn:
    raise FileError(
        f"{name}: the workbook holds macros (programs), which the form never has",
        "Ask the bidder for it without macros: save it as Excel workbook (.xlsx).",
    )


def _locked(name: str) -> NoReturn:
    raise FileError(
        f"{name}: the workbook is locked with a password",
        "Ask the bidder for it without a password, or open it and save it without one.",
    )


def _check_content(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack the XML parts bit by bit, keeping nothing: what they say of their size may be a lie."""
    parts = [info for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))]
    if sum(info.file_size for info in parts) > MAX_UNPACKED:
        too_much(name)
    unpacked = tags = attributes = 0
    for info in parts:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _damaged(name)
        end = b""
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                unpacked, tags = unpacked + len(chunk), tags + chunk.count(b"<")
                attributes += chunk.count(b"=")
                if unpacked > MAX_UNPACKED or tags > MAX_TAGS or attributes > MAX_ATTRIBUTES:
                    too_much(name)
                if _DTD.search(end + chunk):
                    raise FileError(
                        f"{name}: the workbook holds a document type definition, which can hide an attack",
                        "Do not open it; ask the bidder to fill in the form that was sent.",
                    )
                end = chunk[-20:]
