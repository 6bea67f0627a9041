"""Files that lie, are damaged or attack: each is refused in a sentence or read, within time and memory."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from msp_select.errors import UNSAFE
from msp_select.reading.blocks import RefusedDocument
from msp_select.reading.limits import CPU_SECONDS
from msp_select.reading.reader_process import parsed_apart
from msp_select.reading.reading import Reading
from tests.cli.runs import run
from tests.reading.pdfs import pdf
from tests.reading.readings import read_bytes

FOLDER = Path(__file__).parent / "hostile"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
FILES: dict[str, dict[str, Any]] = {one["name"]: one for one in EXPECTED["files"]}
MOST_RESIDENT = 300  # MB
SESSION = """schema = 1
title = "Reading"
created = 2027-01-01
as_of = 2027-01-01

[[candidates]]
id = "bidder"
name = "Bidder"
"""
# What the reader process takes at its peak, in MB and seconds, as the system counts it.
MEASURE = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-P", "-m", "msp_select.reading"], stdin=open(sys.argv[1], "rb"),
               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss // 1024, used.ru_utime + used.ru_stime)
"""


def data_of(name: str) -> bytes:
    if name == "pages-5000.pdf":  # 2 MB of nothing
        return pdf(*[""] * 5_000)
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_each_file_leads_to_what_it_must_and_the_session_stays_as_it_was(name: str, tmp_path: Path) -> None:
    session, document = tmp_path / "ours.toml", tmp_path / name
    session.write_text(SESSION)
    document.write_bytes(data_of(name))
    done = run("read", str(session), str(document), "--candidate", "bidder", "--list")
    allowed = {"refused": (2,), "read": (0,), "either": (0, 2)}[FILES[name]["outcome"]]
    assert done.status in allowed
    assert session.read_text() == SESSION
    assert not set(done.out + done.err) & {chr(code) for code in range(32) if chr(code) not in "\n\t"}
    if done.status == 2:
        told, remedy = done.err.splitlines()
        assert told.startswith(f"{name}: The ")
        assert told.count(". ") >= 1  # what it is, and what to do
        assert remedy == "Nothing was changed."


@pytest.mark.skipif(sys.platform == "win32", reason="there only the clock and the size limit")
@pytest.mark.parametrize("name", FILES)
def test_the_reader_process_takes_little_time_and_memory(name: str, tmp_path: Path) -> None:
    document = tmp_path / name
    document.write_bytes(data_of(name))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(document)], capture_output=True, text=True, check=True
    )
    resident, seconds = map(float, done.stdout.split())
    assert resident <= MOST_RESIDENT
    assert seconds <= CPU_SECONDS + 1


@pytest.mark.parametrize("stem", EXPECTED["never"])
def test_what_nobody_sees_is_never_proposed(stem: str) -> None:
    name = next(one for one in FILES if one.startswith(f"{stem}."))
    reading = read_bytes(data_of(name), name)
    proposed = {(find.target, find.value) for find in reading.finds}
    for target, value in EXPECTED["never"][stem]:
        assert (target, value) not in proposed
    assert ("bid.per_user", 101) in proposed
    assert any("text that can't be seen" in note for note in reading.documents[0].notes)


def test_what_is_left_out_is_named() -> None:
    assert notes("hidden-and-tracked.docx")[1].startswith("It has tracked changes")
    assert "Only the first 20 attachments were looked at; 380 more were not." in notes(
        "four-hundred-attachments.eml"
    )
    assert "Messages within messages were read 5 deep, no further." in notes("sixty-forwards.eml")
    assert notes("bad-encoding.txt") == ["It is not written in UTF-8; it was read as Windows-1252."]
    script, attached = notes("javascript-and-attachment.pdf")
    assert script == "It holds a script; it was not run."
    assert attached.startswith("“run.exe” lies inside or is attached; it was not opened.")


def test_pages_can_be_chosen_of_a_document_that_is_too_long() -> None:
    text = "Support costs $101.00 per user per month."
    long = pdf(*[text] * 70)
    with pytest.raises(RefusedDocument) as refused:
        parsed_apart(long)
    assert refused.value.figures == {"pages": 70, "most": 60}
    told = []
    parsed = parsed_apart(long, (11, 13), lambda page, of: told.append((page, of)))
    assert [block.page for block in parsed.blocks] == [11, 12, 13]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_process_that_dies_or_says_too_much_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    for says in (
        "import os; os.kill(os.getpid(), 11)",
        "print('{')",
        "print('x' * 9_000_000)",
        "print('[]')",
    ):
        with monkeypatch.context() as m:
            m.setattr("msp_select.reading.reader_process.COMMAND", (sys.executable, "-c", says))
            with pytest.raises(RefusedDocument) as refused:
                parsed_apart(b"Support costs $101.00 per user per month.")
            assert refused.value.code == "unsafe"


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msp_select.reading.reader_process.WALL_SECONDS", 0.2)
    hangs = (sys.executable, "-c", "import time; time.sleep(600)")
    monkeypatch.setattr("msp_select.reading.reader_process.COMMAND", hangs)
    with pytest.raises(RefusedDocument):
        parsed_apart(b"Support costs $101.00 per user per month.")


def test_nothing_unsafe_is_in_a_reading() -> None:
    reading = read_bytes(data_of("escape-codes.txt"), "escape-codes.txt")
    for find in reading.finds:
        assert not set(find.quote) & set(UNSAFE)


def notes(name: str) -> list[str]:
    reading: Reading = read_bytes(data_of(name), name)
    return list(reading.documents[0].notes)
