"""Texts that could drive a terminal, and how to find out whether one reached it."""

from __future__ import annotations

import os
import re

CONTROLS = [chr(code) for code in (*range(0x01, 0x20), *range(0x7F, 0xA0))]
DIRECTIONS = [
    chr(c) for c in (0x61C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]
SEQUENCES = [
    "\x1b[2J", "\x1b[31m", "\x1b]0;PWNED\x07", "\x1b]8;;http://evil\x1b\\", "\x1b]52;c;cHduZWQ=\x07", "\x1bc",
    "\x1b[6n", "\x1bP+q\x1b\\", "\x1b_x\x1b\\", "\x1b^x\x1b\\", "\x1b[?1049h", "\x1b(0", "\x1b#8", "\x9b31m",
    "\x9d0;PWNED\x9c", "\x90q\x9c", "\r\x1b[K", "\x08\x08\x08",
]  # fmt: skip
NO_TEXT = [os.fsdecode(data) for data in (b"\xff", b"\x9b31m", b"\xc3", b"\xed\xa0\x80")]
TEXTS = [*CONTROLS, *DIRECTIONS, *SEQUENCES, *NO_TEXT]  # 101

# Written down by itself on purpose: what the program keeps out is held against this list, not its own.
REACHES_A_TERMINAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def file_names(ending: str, room: int = 200) -> list[str]:
    """File names that hold all of the texts between them, each name as long as file systems take."""
    names, parts = [], [""]
    for text in TEXTS:
        part = f"-{text}".replace("/", "∕")
        if sum(len(os.fsencode(one)) for one in (*parts, part)) > room:
            names.append("".join(parts))
            parts = [""]
        parts.append(part)
    names.append("".join(parts))
    return [f"n{number}{name}{ending}" for number, name in enumerate(names)]
