"""On which line each key of a TOML text stands; `tomli` does not say."""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress

import tomli

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line of every key, table and array item of a valid TOML text; list items count from 0.

    >>> key_lines('a = 1\\n[[b]]\\nc.d = 2\\n')
    {('a',): 1, ('b',): 2, ('b', 0): 2, ('b', 0, 'c'): 3, ('b', 0, 'c', 'd'): 3}
    """
    scanner = _Scanner(text)
    # A text the scanner cannot follow still gets the lines found so far: a near line beats none.
    with suppress(ValueError, IndexError, RecursionError):
        scanner.document()
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[KeyPath, int] = {}
        self.items: dict[KeyPath, int] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError("not where the scanner thought it was")
        self.at = match.end()
        return match.group()

    def _note(self, path: KeyPath, known: int) -> None:
        line = bisect_right(self.starts, self.at)
        for length in range(known + 1, len(path) + 1):
            self.found.setdefault(path[:length], line)

    def _header(self) -> KeyPath:
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        keys = self._keys()
        path: KeyPath = ()
        for key in keys[:-1]:
            path = self._inside((*path, key))
        path = (*path, keys[-1])
        if brackets == 2:
            index = self.items.get(path, -1) + 1
            self.items[path] = index
            path = (*path, index)
        self._note(path, 0)
        self.at += brackets
        return path

    def _inside(self, path: KeyPath) -> KeyPath:
        return (*path, self.items[path]) if path in self.items else path

    def _keys(self) -> tuple[str, ...]:
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return tuple(keys)
            self.at += 1

    def _key(self) -> str:
        if self.text[self.at] not in "\"'":
            return self._skip(_BARE_KEY)
        return str(tomli.loads(f"key = {self._string()}")["key"])

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        path = table + self._keys()
        self.at, end = start, self.at
        self._note(path, len(table))
        self.at = end + 1
        self._skip(_SPACE)
        self._value(path)

    def _string(self) -> str:
        for pattern in _STRINGS:
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                return match.group()
        raise ValueError("a text that does not end")

    def _value(self, path: KeyPath) -> None:
        opening = self.text[self.at]
        if opening in "\"'":
            self._string()
        elif opening in "[{":
            self.at += 1
            self._items(path, closing="]" if opening == "[" else "}")
        else:
            self._skip(_SCALAR)

    def _items(self, path: KeyPath, closing: str) -> None:
        index = 0
        self._skip(_BLANK)
        while not self.text.startswith(closing, self.at):
            if closing == "}":
                self._pair(path)
            else:
                self._note((*path, index), len(path))
                self._value((*path, index))
                index += 1
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
                self._skip(_BLANK)
            elif not self.text.startswith(closing, self.at):
                raise ValueError("neither a comma nor the end")
        self.at += 1
