"""Which cue phrases stand in a text: one pass over its words for any number of phrases.

The grammar is the catalog's (`model/cues.py`): words in order, `a/b` either, `word~` any ending, `*` up to
six words between. Hyphens part words; case, kinds of quotes and apostrophes do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from msp_select.model.cues import GAP, MAX_GAP, parsed_phrase

_FOR_EACH = (
    "user|seat|person|employee|head|device|endpoint|server|site|workstation|pc|mailbox|licen[cs]e|visit|"
    "ticket|incident"
)
_PERIODS = "hours?|hrs?|h|days?|months?|mo|mth|quarter|years?|yr|annum"
_WORD = re.compile(
    r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?|[%£$€&+]"
    # "$95/user/month" is "$95 per user per month"; in "desktop/laptop" the stroke is no word
    rf"|(?<=\d)\s?/(?=\s?(?:{_FOR_EACH}|{_PERIODS})\b)|(?<=[a-z])\s?/(?=\s?(?:{_PERIODS})\b)",
    re.I,
)

Key = TypeVar("Key")


@dataclass(frozen=True)
class Words:
    """A text as words, each with its place in it."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text, in small letters, numbers without their thousands marks."""
        found = list(_WORD.finditer(text))
        return cls(tuple(_plain(one.group()) for one in found), tuple(one.span() for one in found))

    def at(self, position: int) -> int:
        """The index of the first word that ends after that place in the text."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle][1] <= position:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def known(self) -> frozenset[str]:
        """Each word once."""
        return frozenset(self.words)


def _plain(word: str) -> str:
    word = word.lower()
    if word.endswith("/"):
        return "per"
    if word[0].isdigit():
        return word.replace(",", "")
    return word.replace("'", "").replace("’", "")


@dataclass(frozen=True)
class Match(Generic[Key]):
    """A phrase found: whose it is, and the first and last of the words it covers (the last not included)."""

    key: Key
    phrase: str
    first: int
    last: int

    @property
    def weight(self) -> int:
        """How many words the phrase names itself."""
        return sum(word != GAP for word in self.phrase.split())


Pattern = tuple[tuple[tuple[str, ...], ...], ...]
NONE: tuple[()] = ()


class PhraseIndex(Generic[Key]):
    """Phrases by their first words, so that a text is gone through once.

    With each phrase stand the words that it cannot be without: most are ruled out by them.
    """

    def __init__(self, phrases: Iterable[tuple[Key, str]]) -> None:
        self._exact: dict[str, list[tuple[frozenset[str], Pattern, Key, str]]] = {}
        self._begun: dict[str, list[tuple[frozenset[str], Pattern, Key, str]]] = {}
        for key, phrase in phrases:
            pattern = parsed_phrase(phrase)
            needed = _needed(pattern[1:])
            for first in pattern[0]:
                table = self._begun if first[0].endswith("~") else self._exact
                entry = (needed, ((first,), *pattern[1:]), key, phrase)
                table.setdefault(first[0].rstrip("~"), []).append(entry)
        self._lengths = tuple(sorted({len(begin) for begin in self._begun}))

    def matches(self, text: Words) -> Iterator[Match[Key]]:
        """Every phrase in the text at every place."""
        words, known = text.words, text.known
        for at, word in enumerate(words):
            tables = [self._exact.get(word, NONE)]
            tables += (
                self._begun.get(word[:length], NONE) for length in self._lengths if length <= len(word)
            )
            for table in tables:
                for needed, pattern, key, phrase in table:
                    if needed <= known and (end := _matched(pattern, words, at)) is not None:
                        yield Match(key, phrase, at, end)

    def holds(self, text: Words) -> bool:
        """Whether any of the phrases is in it."""
        return next(self.matches(text), None) is not None


def _needed(pattern: Pattern) -> frozenset[str]:
    """The words that have to stand there as they are, whatever else does."""
    return frozenset(
        word
        for alternatives in pattern
        if len(alternatives) == 1 and alternatives[0] != (GAP,)
        for word in alternatives[0]
        if not word.endswith("~")
    )


def _matched(pattern: Pattern, words: Sequence[str], at: int) -> int | None:
    """Where the words of a phrase that begin at `at` end, None where they do not follow."""
    for place, alternatives in enumerate(pattern):
        if alternatives == ((GAP,),):
            rest = pattern[place + 1 :]
            for skipped in range(MAX_GAP + 1):
                end = _matched(rest, words, at + skipped)
                if end is not None:
                    return end
            return None
        for alternative in alternatives:
            if _follows(alternative, words, at):
                break
        else:
            return None
        at += len(alternative)
    return at


def _follows(alternative: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    if at + len(alternative) > len(words):
        return False
    for number, word in enumerate(alternative, at):
        if word[-1] == "~":
            if not words[number].startswith(word[:-1]):
                return False
        elif words[number] != word:
            return False
    return True
