"""Letters that the fonts of a PDF do not have: replaced, and named plainly in the document itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from msp_select.report.document import Document

REPLACEMENT = "□"
NOT_READ = ("id", "kind", "group")  # fields that the program reads, not a person
NAMED = 12  # missing letters named one by one
Frozen = TypeVar("Frozen")
# Latin with its accents, Greek, Cyrillic and the signs the program writes itself are in every font used.
_SAFE = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x0A)} | set("–—‘’“”…•□×−")


def with_known_letters(document: Document, missing: Callable[[str], str]) -> Document:
    """The document with every letter replaced that `missing` finds, and a fact that says which they are."""
    letters = "".join(sorted(set("".join(texts(document))) - _SAFE))
    lost = missing(letters)
    if not lost:
        return document
    shown = mapped(document, lambda text: text.translate(dict.fromkeys(map(ord, lost), REPLACEMENT)))
    return replace(shown, facts=(*shown.facts, ("Letters this PDF cannot show", _named(lost))))


def _named(lost: str) -> str:
    names = [
        f"{unicodedata.name(letter, 'unnamed').lower()} (U+{ord(letter):04X})" for letter in lost[:NAMED]
    ]
    more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
    return f"{', '.join(names)}{more}. Each stands as {REPLACEMENT}; the HTML report shows them."


def texts(value: Any) -> Iterable[str]:
    """Every text in a document, wherever it stands, and the words for its charts."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)


def mapped(value: Frozen, change: Callable[[str], str]) -> Frozen:
    """The same value with every text in it changed."""
    return _mapped(value, change)  # type: ignore[no-any-return]  # of the type it was


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        given: Mapping[str, Any] = {
            field.name: _mapped(getattr(value, field.name), change)
            for field in fields(value)
            if field.name not in NOT_READ
        }
        return replace(value, **given)
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    return value
