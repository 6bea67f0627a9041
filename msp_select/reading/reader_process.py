"""The parent's side of the reader process: a file in, its blocks out, within limits whatever it holds."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO

from msp_select.reading.blocks import Parsed, RefusedDocument
from msp_select.reading.limits import MAX_ANSWER, MAX_FILE, WALL_SECONDS

COMMAND = (sys.executable, "-P", "-m", "msp_select.reading")  # nothing of the folder it is started in
Progress = Callable[[int, int], None]


def parsed_apart(
    data: bytes, pages: tuple[int, int] | None = None, progress: Progress | None = None
) -> Parsed:
    """The document in these bytes, parsed in a process of its own (RefusedDocument)."""
    if len(data) > MAX_FILE:
        raise RefusedDocument("too_large", most=MAX_FILE // 1024 // 1024)
    asked = [str(page) for page in pages or ()]
    process = subprocess.Popen(
        [*COMMAND, *asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    clock = threading.Timer(WALL_SECONDS, process.kill)
    clock.start()
    sender = threading.Thread(target=_send, args=(process.stdin, data), daemon=True)
    teller = threading.Thread(target=_tell, args=(process.stderr, progress), daemon=True)
    sender.start()
    teller.start()
    try:
        answer = process.stdout.read(MAX_ANSWER + 1)
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        teller.join(timeout=5)
        sender.join(timeout=5)
        for stream in (process.stdout, process.stderr):
            stream.close()
    return _answered(answer)


def _answered(answer: bytes) -> Parsed:
    """What the process said; one that died, or said too much, refuses the document."""
    if len(answer) > MAX_ANSWER:
        raise RefusedDocument("unsafe")
    try:
        plain = json.loads(answer)
        if "refused" in plain:
            raise RefusedDocument(str(plain["refused"]), **plain["figures"])
        return Parsed.of_plain(plain)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise RefusedDocument("unsafe") from None


def _send(stream: IO[bytes], data: bytes) -> None:
    try:
        stream.write(data)
        stream.close()
    except OSError:  # it has ended: what it said counts
        return


def _tell(stream: IO[bytes], progress: Progress | None) -> None:
    for line in stream:
        page, _, of = line.partition(b" ")
        if progress is not None and page.strip().isdigit() and of.strip().isdigit():
            progress(int(page), int(of))
