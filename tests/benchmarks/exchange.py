"""What a bidder's form costs to write and to read back, and what spoilt files cost to refuse.

Run: python tests/benchmarks/exchange.py. Each file is read in a process of its own: seconds from the bytes
to the answer, and by how much the process grew. The bar for a refusal is 1 s and 100 MB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msp_select.errors import MspSelectError
from msp_select.exchange import file_safety
from tests.exchange.returned import form, lying, one, read, repacked

TEXT = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>'
    b"%s</worksheet>"
)
ROOM = file_safety.MAX_TAGS - 12_000  # what the other parts of a form leave of the tags


def bomb() -> bytes:
    """0.6 MB that unpack to 600 MB."""
    return repacked(form(one()), sharedStrings_xml=TEXT % (b"a" * 600_000_000))


def sheet(rows: bytes, after: bytes = b"") -> bytes:
    """A form whose page of questions is replaced."""
    return repacked(form(one()), sheet2_xml=SHEET % (rows, after))


FILES: dict[str, Callable[[], bytes]] = {
    "a good form": lambda: form(one()),
    "bomb of 600 MB": bomb,
    "the same, lying": lambda: lying(bomb(), "xl/sharedStrings.xml", 1_000),
    "cell at XFD1048576": lambda: sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "DTD": lambda: repacked(form(one()), sheet2_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
    "most text allowed": lambda: repacked(form(one()), sharedStrings_xml=TEXT % (b"a" * 7_900_000)),
    "most cells allowed": lambda: sheet(b'<row r="1">' + b"<c><v>1</v></c>" * (ROOM // 4) + b"</row>"),
    "most rows allowed": lambda: sheet(b"<row/>" * ROOM),
    "most merged cells": lambda: sheet(
        b"", b"<mergeCells>" + b'<mergeCell ref="A1"/>' * ROOM + b"</mergeCells>"
    ),
    "most attributes": lambda: sheet(b"<row %s/>" % b" ".join(b'a%d="1"' % n for n in range(50_000))),
    "noise of 8 MB": lambda: b"PK\x03\x04" + b"\0" * 8_000_000,
}


def peak() -> float:
    """The most memory this process has held so far, in MB (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def measure(path: Path) -> None:
    """Read one file in this process and print what it took."""
    data, of = path.read_bytes(), one()
    read(form(of), of)  # the libraries loaded
    before, start = peak(), time.perf_counter()
    try:
        found = read(data, of, "acme")
        said = found.blocked[0] if found.blocked else "read"
    except MspSelectError as error:
        said = error.message
    took = time.perf_counter() - start
    print(f"{took:6.2f} s {peak() - before:6.0f} MB  {said[:60]}")


def main() -> None:
    """Print what writing takes, then each file of the table."""
    of = one()
    form(of)
    start = time.perf_counter()
    data = form(of)
    print(f"writing the full form: {time.perf_counter() - start:.2f} s, {len(data) / 1000:.0f} kB\n")
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, make) in enumerate(FILES.items()):
            path = Path(folder) / f"{number}.xlsx"
            path.write_bytes(make())
            print(f"{name:<20} {path.stat().st_size / 1e6:5.2f} MB ", end="", flush=True)
            subprocess.run([sys.executable, "-m", "tests.benchmarks.exchange", str(path)], check=True)


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
