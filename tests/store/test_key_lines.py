"""Every key of a TOML text is found on its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from msp_select.model.session import Session
from msp_select.store.files import data_files
from msp_select.store.session import dump_session
from msp_select.store.toml_lines import KeyPath, key_lines
from tests.strategies import sessions

TEXT = '''# a comment = "[no.table]"
title = "x"   # line 2
"quoted \\"key\\"" = 1
dotted . key = 2
multi = """
[not.a.table]
key = "value"
"""
literal = \'\'\'
a = 1\'\'\'\'
list = [
  1, # one
  { id = "a", "b.c" = [ 1,
      2 ] },
]

[table]
inline = { x = 1, y.z = 2 }

[[items]]
name = "first"
[items.deep.er]
leaf = 1
[[items.parts]]
a = 1
[[items.parts]]
a = 2
[[items]]
name = "second"
'''

LINES: dict[KeyPath, int] = {
    ("title",): 2,
    ('quoted "key"',): 3,
    ("dotted",): 4,
    ("dotted", "key"): 4,
    ("multi",): 5,
    ("literal",): 9,
    ("list",): 11,
    ("list", 0): 12,
    ("list", 1): 13,
    ("list", 1, "id"): 13,
    ("list", 1, "b.c"): 13,
    ("list", 1, "b.c", 0): 13,
    ("list", 1, "b.c", 1): 14,
    ("table",): 17,
    ("table", "inline"): 18,
    ("table", "inline", "x"): 18,
    ("table", "inline", "y"): 18,
    ("table", "inline", "y", "z"): 18,
    ("items",): 20,
    ("items", 0): 20,
    ("items", 0, "name"): 21,
    ("items", 0, "deep"): 22,
    ("items", 0, "deep", "er"): 22,
    ("items", 0, "deep", "er", "leaf"): 23,
    ("items", 0, "parts"): 24,
    ("items", 0, "parts", 0): 24,
    ("items", 0, "parts", 0, "a"): 25,
    ("items", 0, "parts", 1): 26,
    ("items", 0, "parts", 1, "a"): 27,
    ("items", 1): 28,
    ("items", 1, "name"): 29,
}


def test_every_kind_of_key_is_on_its_line() -> None:
    assert key_lines(TEXT) == LINES


def paths(data: Any, start: KeyPath = ()) -> Iterator[KeyPath]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*start, key)
        yield from paths(value, (*start, key))


@pytest.mark.parametrize("kind", ["questionnaires", "weights"])
def test_the_shipped_files_have_no_key_without_a_line(kind: str) -> None:
    for path in data_files(kind):
        text = path.read_text(encoding="utf-8")
        assert set(key_lines(text)) == set(paths(tomllib.loads(text)))


@settings(max_examples=30)
@given(sessions(most=2))
def test_a_session_has_no_key_without_a_line(session: Session) -> None:
    text = dump_session(session).decode()
    assert set(key_lines(text)) == set(paths(tomllib.loads(text)))
