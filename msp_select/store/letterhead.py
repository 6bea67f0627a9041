"""Reading a letterhead and its logo, from the user's own folder or a file that is named."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from msp_select.errors import FileError, shown_path
from msp_select.model.letterhead import LetterheadFile, Own
from msp_select.store.file_faults import faults_of
from msp_select.store.files import config_folder
from msp_select.store.svg_logo import UnfitSvg, svg_as_png
from msp_select.store.toml import read_bytes, read_toml

FILE = "letterhead.toml"
MOST_BYTES = 500_000
MOST_PIXELS = 4_000_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # what the picture is made of; remarks are left out
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def load_letterhead(path: Path | None = None) -> Own | None:
    """The letterhead at `path`, else the user's own if there is one, and its logo as PNG (b"": none).

    Raises FileError and FileFaults that say what is wrong.
    """
    place = path or config_folder() / FILE
    if path is None and not place.is_file():
        return None
    document = read_toml(place, str(place))
    try:
        found = LetterheadFile.model_validate(document.data).consultant
    except ValidationError as error:
        raise faults_of(error, document, LetterheadFile) from None
    return found, _logo(place, found.logo) if found.logo else b""


def _logo(place: Path, name: str) -> bytes:
    if Path(name).name != name or not name.lower().endswith((".png", ".svg")):
        raise FileError(
            f"{shown_path(place)}: the logo {shown_path(name)} is not the name of a .png or .svg file",
            "Save the logo as PNG or SVG, put it beside this file, and write its name alone.",
        )
    path = place.parent / name
    data = read_bytes(path, str(path))
    if len(data) > MOST_BYTES:
        raise _refused(
            path, f"has {len(data):,} bytes", f"At most {MOST_BYTES:,} are taken: make it smaller."
        )
    if name.lower().endswith(".svg"):
        try:
            data = svg_as_png(data)
        except UnfitSvg as error:
            raise _refused(path, str(error), error.remedy) from None
    if not data.startswith(SIGNATURE):
        raise _refused(path, "is no PNG picture, whatever its name says", "Save the logo as PNG.")
    try:
        return _again(data)
    except (ValueError, struct.error, zlib.error) as error:
        raise _refused(path, f"is damaged or too large ({error})", "Save it as PNG again.") from None


def _refused(path: Path, what: str, remedy: str) -> FileError:
    return FileError(f"{shown_path(path)}: {what}", remedy)


def _again(data: bytes) -> bytes:
    """The same picture from nothing but the parts a picture needs, after unpacking it within bounds."""
    parts = [(kind, body) for kind, body in _chunks(data) if kind in KEPT]
    kinds = [kind for kind, _ in parts]
    if not kinds or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or kinds.count(b"IHDR") != 1:
        raise ValueError("its parts are not in order")
    width, height, bits, colour, _, _, laced = struct.unpack(">IIBBBBB", dict(parts)[b"IHDR"])
    if not width or not height or width * height > MOST_PIXELS:
        raise ValueError(f"{width} x {height} pixels; at most {MOST_PIXELS:,} in all")
    if colour not in CHANNELS or bits not in (1, 2, 4, 8, 16) or laced not in (0, 1):
        raise ValueError("no kind of picture that is known")
    most = height * (width * CHANNELS[colour] * bits // 8 + 2) + 64 * height
    unpacking = zlib.decompressobj()
    pixels = unpacking.decompress(b"".join(body for kind, body in parts if kind == b"IDAT"), most + 1)
    if len(pixels) > most or not unpacking.eof:
        raise ValueError("its pixels do not fit its size")
    return SIGNATURE + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body, sum_ = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(body) != length or struct.pack(">I", zlib.crc32(kind + body)) != sum_:
            raise ValueError("a part of it is cut or its checksum is wrong")
        yield kind, body
        at += 12 + length
        if kind == b"IEND":
            return


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
