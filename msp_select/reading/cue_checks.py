"""What is odd about the cue phrases of a file: written twice, for two targets, or matched by no text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from msp_select.model.questionnaire import Questionnaire
from msp_select.model.reading_rules import ReadingRules, WordLists
from msp_select.model.scalars import Frozen
from msp_select.reading.evidence_index import LISTS
from msp_select.reading.phrases_in_text import PhraseIndex, Words

Place = tuple[str, str]  # a question or target, and which of its lists: "cues", "unless", or a level's id


@dataclass(frozen=True)
class CueFault:
    """A phrase that is twice in one list, the cue of several targets, or matched by nothing."""

    kind: Literal["twice", "several", "matchless"]
    phrase: str
    of: tuple[str, ...]


def cues_of(file: Frozen) -> Iterator[tuple[Place, str]]:
    """Every phrase of a file, with what it stands for."""
    if isinstance(file, Questionnaire):
        for question in file.questions:
            yield from (((question.id, "cues"), cue) for cue in question.cues)
            for level in question.levels:
                yield from (((question.id, level.id), cue) for cue in level.cues)
        return
    assert isinstance(file, ReadingRules), "only questions and the rules to read by have phrases"
    for zone in file.zones:
        yield from (((zone.zone, "headings"), cue) for cue in zone.headings)
        yield from (((zone.zone, "openings"), cue) for cue in zone.openings)
    for name in WordLists.model_fields:
        yield from ((("words", name), cue) for cue in getattr(file.words, name))
    for rule in file.fields:
        yield from (((rule.target, name), cue) for name in LISTS for cue in getattr(rule, name))


def cue_faults(phrases: Sequence[tuple[Place, str]]) -> Iterator[CueFault]:
    """What whoever writes phrases would want to know of them; none of it keeps a file from being read."""
    for (place, cue), number in Counter(phrases).items():
        if number > 1:
            yield CueFault("twice", cue, (".".join(place),))
    targets: dict[str, list[str]] = defaultdict(list)
    for (target, kind), cue in dict.fromkeys(phrases):
        if kind == "cues":
            targets[cue].append(target)
    for cue, of in targets.items():
        if len(of) > 1:
            yield CueFault("several", cue, tuple(of))
    for place, cue in dict.fromkeys(phrases):
        if not _can_match(cue):
            yield CueFault("matchless", cue, (".".join(place),))


def _can_match(cue: str) -> bool:
    """Whether a text of the phrase's own first words is matched by it."""
    words = (word.split("/")[0].replace("~", "").replace("-", " ") for word in cue.split() if word != "*")
    return PhraseIndex([("", cue)]).holds(Words.of(" ".join(words)))
