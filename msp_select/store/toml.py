"""Reading TOML from outside: every way a file can be wrong becomes one plain sentence with its place."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import tomli

from msp_select.errors import FileError, FileFaults, shown_path
from msp_select.model.scalars import clean_text
from msp_select.store.os_errors import file_error
from msp_select.store.toml_lines import KeyPath, key_lines

MAX_BYTES = 4 * 1024 * 1024

_PLACE = re.compile(r"(?s)(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
_LONG_NUMBER = re.compile(r"[0-9_]{4000,}|[eE][+-]?[0-9]{10,}")
_NO_DATE = re.compile(r"[^\"']*=\s*\d{4}-\d")
# tomli takes minutes over a key of a hundred thousand parts.
_LONG_KEY = re.compile(r"(?:\.[ \t]*[\w-]{1,80}[ \t]*){200}")

# What tomli says, in words for someone who has never heard of TOML.
_PLAIN = (
    ("Cannot overwrite a value", "this key is already there"),
    ("Cannot declare", "this table is already there"),
    ("Cannot mutate immutable namespace", "this table is already complete"),
    ("Duplicate inline table key", "this key is already there"),
    ("Expected '=' after a key", "expected = after the key"),
    ("Invalid initial character for a key part", "expected a key (a name made of letters, digits, - and _)"),
    ("Invalid statement", "expected a line such as key = value, or a [table]"),
    ("Invalid value", "expected a value: a number, a date, true, false, or a text in quotes"),
    ("Expected newline or end of document after a statement", "expected the end of the line"),
    ("Unclosed array", "a list that begins with [ has no end ]"),
    ("Unclosed inline table", "a table that begins with { has no end }"),
    ("Unterminated string", "a text has no closing quote"),
    ("Illegal character", "expected a closing quote on the same line"),
    ("Unescaped '\\' in a string", "a \\ in a text must be written \\\\"),
    ("Invalid hex value", "a \\ in a text must be written \\\\"),
    ("Expected ']' at the end of a table declaration", "expected ] at the end of the table's name"),
    ("Expected ']]' at the end of an array declaration", "expected ]] at the end of the table's name"),
    ("Expected \"'", "a text has no closing quote"),
)


def dotted(path: KeyPath) -> str:
    """The path as people read it: `candidates[2].name` is the name of the second candidate."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + one_line(part)
    return text


def one_line(text: str, most: int = 120) -> str:
    """`text` cleaned and cut, fit to stand inside a message."""
    text = " ".join(clean_text(text).split())
    return text if len(text) <= most else text[: most - 3] + "..."


@dataclass(frozen=True)
class Document:
    """A TOML file as read: its data, its name as the user typed it, and where its keys stand."""

    name: str
    text: str
    data: dict[str, Any]
    digest: str

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        return key_lines(self.text)

    def line(self, path: KeyPath) -> int:
        """The line of that key, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1

    def fault(self, path: KeyPath, what: str) -> str:
        """`file:line: key: what is wrong`."""
        where = f"{self.name}:{self.line(path)}"
        return f"{where}: {dotted(path)}: {what}" if path else f"{where}: {what}"


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file, read only if it is an ordinary file of sensible size (FileError)."""
    name = shown_path(name)
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(f"{name}: is not an ordinary file", "Give the name of a TOML file.")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise file_error(error, name, "read") from None
    _check_size(data, name)
    return data


def _check_size(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise FileError(
            f"{name}: the file is larger than {MAX_BYTES // 1024 // 1024} MiB, the most that is read",
            "Check that this is the right file; a session is rarely larger than 0.2 MiB.",
        )


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a named pipe would otherwise wait for a writer for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_toml(path: Path, name: str | None = None, *, skipped: re.Pattern[str] | None = None) -> Document:
    """The TOML file at `path`; `name` is how messages call it (FileError, FileFaults).

    What `skipped` matches is not parsed; its lines stay, so that faults name the right ones.
    """
    shown = shown_path(name or path)
    return parse_toml(read_bytes(path, shown), shown, skipped=skipped)


def parse_toml(data: bytes, name: str, *, skipped: re.Pattern[str] | None = None) -> Document:
    """TOML bytes with numbers as exact decimals (FileError, FileFaults with `file:line:column`)."""
    name = shown_path(name)
    _check_size(data, name)
    text = _decode(data, name)
    parsed = text if skipped is None else skipped.sub(lambda found: "\n" * found[0].count("\n"), text)
    return Document(name, text, _parse(parsed, name), sha256(data).hexdigest())


def _decode(data: bytes, name: str) -> str:
    save_as = "Open it in a text editor and save it with the encoding UTF-8."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        raise FileError(f"{name}: the file is written in UTF-16, expected UTF-8", save_as)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{name}:{line}: the byte 0x{data[error.start]:02x} is not UTF-8 text", save_as
        ) from None
    return text.replace("\r\n", "\n")


def _parse(text: str, name: str) -> dict[str, Any]:
    for at, content in enumerate(text.split("\n"), start=1):
        if content.count(".") >= 200 and _LONG_KEY.search(content):
            raise _syntax(name, f"{at}: a key has too many parts")
    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise _syntax(name, _plain(str(error), text)) from None
    except RecursionError:
        raise FileFaults(
            [f"{name}: lists or tables are nested too deeply"], "Check that this is the right file."
        ) from None
    except (ValueError, ArithmeticError):
        number = _LONG_NUMBER.search(text)
        line = _line_at(text, number.start()) if number else 1
        raise _syntax(name, f"{line}: a number has too many digits, or a date does not exist") from None


def _syntax(name: str, what: str) -> FileFaults:
    return FileFaults([f"{name}:{what}"], "Mend that line; a text needs quotes, a list [ ], a table [name].")


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _plain(message: str, text: str) -> str:
    found = _PLACE.fullmatch(message)
    if not found:
        return f"1: {one_line(message)}"
    lines = text.split("\n")
    line = int(found["line"]) if found["line"] else len(lines)
    column = int(found["column"]) if found["column"] else len(lines[-1]) + 1
    what = next((plain for start, plain in _PLAIN if found["what"].startswith(start)), found["what"])
    if not found["line"]:
        what = f"the file ends too early: {what}"
    if _NO_DATE.match(lines[line - 1]):
        what = "expected a date that exists, such as 2026-11-20"
    near = one_line(lines[line - 1].strip(), most=60)
    return f"{line}:{column}: {one_line(what)}" + (f" (near: {near})" if near else "")
