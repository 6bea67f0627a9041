"""What can go wrong, said so that a person can act on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What could drive a terminal, turn the reading direction, end a line unseen, or cannot be written at all.
UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[{UNSAFE}]")


def visible(text: str) -> str:
    """`text` with every unsafe character written out, as `\\x1b`; line breaks and tabs stay.

    >>> visible("a\\x1b[2Jb\\u202e.toml")
    'a\\\\x1b[2Jb\\\\u202e.toml'
    """
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_written_out, text)


def shown_path(path: object, most: int = 400) -> str:
    """A path, file name or argument fit for a message: on one line, cut, nothing in it unseen."""
    text = visible(str(path)).replace("\n", "\\n").replace("\t", "\\t")
    return text if len(text) <= most else text[: most - 3] + "..."


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no text
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class MspSelectError(Exception):
    """What is wrong and where (`message`), and what to do about it (`remedy`)."""

    exit_status = 2

    def __init__(self, message: str, remedy: str) -> None:
        self.message = visible(message)
        self.remedy = visible(remedy)
        super().__init__(self.message)


class FileError(MspSelectError):
    """A file that cannot be read, written or understood at all."""


class UsageError(MspSelectError):
    """A command or a name that cannot be followed."""


class ReasonNeeded(UsageError):
    """A change that is allowed, but only with a reason for the log."""


class CheckFailed(MspSelectError):
    """A check that ran to its end and found something: exit status 1."""

    exit_status = 1


class FileFaults(FileError):
    """All faults found in one file, each as `file:line: key: what is wrong`."""

    def __init__(self, faults: Iterable[str], remedy: str) -> None:
        self.faults = tuple(visible(fault) for fault in faults)
        super().__init__("\n".join(self.faults), remedy)


class ChangedOutside(FileError):
    """The file on disk is no longer the one that was loaded."""


class FileInUse(FileError):
    """Another program holds the file's lock."""
