"""Letters that the fonts of a PDF do not have: replaced, and named plainly in the document itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from msp_select.report.document import Document
from msp_select.report.letters import JOINERS, leaves_a_trace, letters

REPLACEMENT = "□"
NOT_READ = ("id", "kind", "group")  # fields that the program reads, not a person
NAMED = 12  # missing letters named one by one
Frozen = TypeVar("Frozen")
# Latin with its accents and the signs the program writes itself are in every font used; the rest is tried.
_UNSURE = re.compile("[^ -~\xa0-\xac\xae-\u017f\n–—‘’“”…•□×−]")


def with_known_letters(document: Document, missing: Callable[[list[str]], list[str]]) -> Document:
    """The document with every letter replaced that `missing` finds, and a fact that says which they are.

    A letter is judged with its marks: a font that has both alone need not have them together. What a text
    holds may still not go together; then only the letters that are in every font are kept in it.
    """
    unsure = {text: _traces(text) for text in {*texts(document)} if _UNSURE.search(text)}
    if not unsure:
        return document
    every = {one for text in unsure.values() for one in letters(text) if _UNSURE.search(one)}
    lost = missing(sorted(every))
    gone = {*missing(sorted({one[0] for one in lost if len(one) > 1}))}
    instead = {one: REPLACEMENT if len(one) == 1 or one[0] in gone else one[0] for one in lost}
    known = {text: _replaced(kept, instead) for text, kept in unsure.items()}
    apart = {*missing(sorted({text for text in known.values() if _UNSURE.search(text)}))}
    signs = {sign for one in lost for sign in (one if instead[one] == REPLACEMENT else one[1:])}
    for text, kept in known.items():
        if kept in apart:
            signs |= {*_UNSURE.findall(kept)}
            known[text] = _UNSURE.sub(REPLACEMENT, kept)
    shown = mapped(document, lambda text: known.get(text, text))
    named = sorted(signs - {*JOINERS})
    return (
        replace(shown, facts=(*shown.facts, ("Letters this PDF cannot show", _named(named))))
        if named
        else shown
    )


def _traces(text: str) -> str:
    return "".join(filter(leaves_a_trace, text))


def _replaced(text: str, instead: Mapping[str, str]) -> str:
    return "".join(instead.get(one, one) for one in letters(text))


def _named(lost: list[str]) -> str:
    names = [f"{unicodedata.name(sign, 'unnamed').lower()} (U+{ord(sign):04X})" for sign in lost[:NAMED]]
    more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
    marks = any(unicodedata.category(sign) in ("Mn", "Me") for sign in lost)
    rule = f"Each stands as {REPLACEMENT}{', or is left out of its letter' if marks else ''}"
    return f"{', '.join(names)}{more}. {rule}; the HTML report shows them."


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
