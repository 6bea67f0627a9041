"""Cues: the phrases by which a place in somebody's document is found; data beside what they stand for.

A phrase is words in order: `a/b` is either, `word~` any ending, `*` up to six words between. Numbers are
words too. An alternative may have several words, joined by hyphens: `set-up/setup`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from msp_select.model.scalars import MAX_ITEMS, shown

GAP = "*"
MAX_GAP = 6  # words
MAX_PHRASE = 120
_WORD = r"(?:[^\W_]+(?:\.\d+)?|[%£$€&+])~?"
_PART = rf"{_WORD}(?:-{_WORD})*"
_PHRASE = re.compile(rf"{_PART}(?:/{_PART})*(?: (?:\*(?= )|{_PART}(?:/{_PART})*))*")


def _cues(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("cues", "{found} is not a list of phrases", {"found": shown(value)})
    if len(value) > MAX_ITEMS:
        raise PydanticCustomError(
            "cues", "has {count} items, at most {most}", {"count": len(value), "most": MAX_ITEMS}
        )
    for phrase in value:
        sound = isinstance(phrase, str) and len(phrase) <= MAX_PHRASE and _PHRASE.fullmatch(phrase)
        if not sound or phrase != phrase.lower():
            raise PydanticCustomError(
                "cues",
                "{found} is not a phrase; expected words in small letters, a/b for either, word~ for any "
                "ending, * for up to six words between",
                {"found": shown(phrase)},
            )
    return tuple(value)


Cues = Annotated[tuple[str, ...], BeforeValidator(_cues)]


@lru_cache(maxsize=20_000)
def parsed_phrase(phrase: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The phrase as places, each with its alternatives, each of one or more words.

    >>> parsed_phrase("set-up/setup fee~")
    ((('set', 'up'), ('setup',)), (('fee~',),))
    """
    return tuple(
        tuple(tuple(alternative.split("-")) for alternative in place.split("/"))
        for place in phrase.split(" ")
    )
