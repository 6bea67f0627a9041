"""Every cue of the rules in every segment, found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msp_select.model.reading_rules import FieldRule, ReadingRules, WordLists
from msp_select.reading.phrases_in_text import Match, PhraseIndex, Words
from msp_select.reading.segments import Segment

Key = tuple[str, str]  # the target of a field, or "" for the word lists, and the list's name
Found = Mapping[Key, Sequence[Match[Key]]]

LISTS = (
    "cues", "rows", "columns", "unless", "near_unless", "zero", "prefer", "cap", "no_cap", "index",
    "included", "excluded", "counts", "about",
)  # fmt: skip
NOTHING: Sequence[Match[Key]] = ()


class Cues:
    """The matches of all lists of `reading.toml`, by segment and by text."""

    def __init__(self, rules: ReadingRules) -> None:
        self._index = PhraseIndex(_phrases(rules))
        self._segments: dict[int, Found] = {}
        self._texts: dict[str, Found] = {}

    def of(self, segment: Segment) -> Found:
        """What stands in the segment itself."""
        if segment.at not in self._segments:
            self._segments[segment.at] = self._found(segment.words)
        return self._segments[segment.at]

    def of_text(self, text: str) -> Found:
        """What stands in a heading, a cell or the words over a column."""
        if text not in self._texts:
            self._texts[text] = self._found(Words.of(text))
        return self._texts[text]

    def _found(self, words: Words) -> Found:
        found: dict[Key, list[Match[Key]]] = defaultdict(list)
        for match in self._index.matches(words):
            found[match.key].append(match)
        return dict(found)


def _phrases(rules: ReadingRules) -> Iterator[tuple[Key, str]]:
    for name in WordLists.model_fields:
        yield from ((("", name), phrase) for phrase in getattr(rules.words, name))
    for rule in rules.fields:
        for name in LISTS:
            yield from (((rule.target, name), phrase) for phrase in _list(rule, name))


def _list(rule: FieldRule, name: str) -> Iterable[str]:
    return getattr(rule, name)  # type: ignore[no-any-return]
