"""Where the answer to a question stands: up to three passages each, found by cues, then by its own words."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from msp_select.model.questionnaire import Question
from msp_select.reading.phrases_in_text import Match, PhraseIndex
from msp_select.reading.segments import Segment

MOST = 3
ZONE_WEIGHT = {"terms": 1.5, "price": 1.2, "body": 0.6, "summary": -0.6}
ALONE = 4  # words of a level's phrase that need no cue of the question beside them
LONG = 3  # words of it that suffice under the question's heading, or within its cue
CLEARLY = 2  # words more than for any other level
LEAST_WORDS = 3  # of a passage
COMMON_WORDS = frozenset({
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "but", "by", "can", "could", "do", "does", "for", "from", "get", "give", "given", "had", "has",
    "have", "how", "if", "in", "into", "is", "it", "its", "like", "made", "make", "may", "more", "most",
    "much", "must", "no", "not", "of", "off", "on", "one", "only", "or", "other", "our", "out", "over",
    "own", "per", "same", "say", "says", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "too", "two", "under", "up", "use",
    "used", "was", "we", "well", "were", "what", "when", "where", "which", "who", "will", "with",
    "within", "without", "would", "you", "your", "client", "clients", "provider", "bidder", "price",
    "month", "year",
})  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A segment for a question, and the level its words point at; `cued`: whether a cue stands there."""

    segment: Segment
    rank: int
    level: str | None
    cued: bool


class PassageFinder:
    """Finds passages for many questions in one set of segments."""

    def __init__(self, questions: Sequence[Question], segments: Sequence[Segment]) -> None:
        self._questions = questions
        self._segments = [one for one in segments if _is_passage(one)]
        self._cues = PhraseIndex((q.id, cue) for q in questions for cue in q.cues)
        self._levels = PhraseIndex(
            ((q.id, level.id), cue) for q in questions for level in q.levels for cue in level.cues
        )

    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """Up to three passages of each question, the best first."""
        cued: dict[str, dict[int, list[Match[str]]]] = defaultdict(lambda: defaultdict(list))
        pointed: dict[tuple[str, int], list[Match[tuple[str, str]]]] = defaultdict(list)
        above: dict[str, dict[int, float]] = defaultdict(dict)  # what heading and columns say of the question
        for at, segment in enumerate(self._segments):
            for match in self._cues.matches(segment.words):
                cued[match.key][at].append(match)
            headed = set()
            for words in (segment.heading_words, segment.lead_words, *segment.column_words):
                if segment.kind == "head" or segment.is_header:
                    break
                for match in self._cues.matches(words):
                    headed.add(match.key)
                    weight = max(above[match.key].get(at, 0.0), 0.3 + 0.35 * match.weight)
                    above[match.key][at] = weight
            for level in self._levels.matches(segment.words):
                said = cued[level.key[0]].get(at, ())
                beside = any(one.last <= level.first or level.last <= one.first for one in said)
                under = level.weight >= LONG and bool(said or level.key[0] in headed)
                if beside or under or level.weight >= ALONE:
                    pointed[level.key[0], at].append(level)
        common = {
            (key, cue): sum(any(match.phrase == cue for match in matches) for matches in places.values())
            for key, places in cued.items()
            for cue in {match.phrase for matches in places.values() for match in matches}
        }
        found: dict[str, tuple[Passage, ...]] = {}
        with _FullText(self._segments) as index:
            for question in self._questions:
                places = cued.get(question.id, {})
                own = frozenset(places)
                near = index.ranked(question)
                # A level's own phrase is a cue of its question too, where it is long enough to mean it alone.
                for (key, at), matches in pointed.items():
                    if key == question.id and at not in places:
                        places[at] = [Match(key, one.phrase, one.first, one.last) for one in matches]
                headed_places = above.get(question.id, {})
                weights = {
                    at: self._weight(
                        question.id, at, places.get(at, ()), common, (question.id, at) in pointed, near
                    )
                    + headed_places.get(at, 0.0)
                    for at in {*places, *headed_places}
                }
                ranked = sorted(weights, key=lambda at: (-weights[at], at))[:MOST]
                bound = any(self._segments[at].binding for at in own)
                filled = [at for at in near if at not in weights][: MOST - len(ranked)]
                passages = [
                    Passage(
                        self._segments[at],
                        rank,
                        # What a summary promises settles nothing that a binding part speaks of.
                        None
                        if bound and self._segments[at].zone == "summary"
                        else self._level(question.id, at, pointed),
                        at in own,
                    )
                    for rank, at in enumerate([*ranked, *filled], 1)
                ]
                if passages:
                    found[question.id] = tuple(passages)
        return found

    def _weight(
        self,
        question: str,
        at: int,
        matches: Sequence[Match[str]],
        common: Mapping[tuple[str, str], int],
        pointed: bool,
        near: Sequence[int],
    ) -> float:
        """Longer and rarer cues weigh more; so does a place that binds, and one that settles a level."""
        segment = self._segments[at]
        phrases = {match.phrase: match for match in matches}
        weight = sum(
            (0.6 + 0.7 * match.weight) / (1 + log(max(common.get((question, phrase), 1), 1)))
            for phrase, match in phrases.items()
        )
        weight = min(weight, 6.0) + ZONE_WEIGHT.get(segment.zone, 0.0) + (1.5 if pointed else 0.0)
        weight += 1.5 if segment.role == "contract" else 0.0
        weight += 0.8 / (1 + near.index(at)) if at in near else 0.0
        if segment.kind == "head":
            weight -= 2.5
        if segment.is_header:
            weight -= 2.0
        return weight

    def _level(
        self, question: str, at: int, pointed: Mapping[tuple[str, int], Sequence[Match[tuple[str, str]]]]
    ) -> str | None:
        """The one level whose words stand here; of several the one said at most length, else none."""
        longest: dict[str, int] = {}
        for match in pointed.get((question, at), ()):
            level = match.key[1]
            longest[level] = max(longest.get(level, 0), match.weight)
        ranked = sorted(longest.items(), key=lambda pair: -pair[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] + CLEARLY):
            return None
        return ranked[0][0]


def _is_passage(segment: Segment) -> bool:
    return segment.zone != "quoted" and len(segment.words.words) >= LEAST_WORDS - (segment.kind == "bullet")


class _FullText:
    """The segments in a full-text index, for the length of a `with`."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._store = sqlite3.connect(":memory:")
        self._store.execute("CREATE VIRTUAL TABLE passages USING fts5(words, tokenize='porter unicode61')")
        self._store.executemany(
            "INSERT INTO passages (rowid, words) VALUES (?, ?)",
            ((at, f"{one.text} {one.heading}") for at, one in enumerate(segments) if one.kind != "head"),
        )
        self._ranks = Counter[str]()

    def __enter__(self) -> _FullText:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def ranked(self, question: Question) -> list[int]:
        """The segments nearest to all words of the question, the nearest first."""
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(_words(question)))
        if not query:
            return []
        rows = self._store.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages), rowid LIMIT 8",
            (query,),
        )
        return [int(at) for (at,) in rows]


def _words(question: Question) -> Iterator[str]:
    texts = (
        question.short, question.text, question.ask, question.promise, question.evidence, question.red_flag,
        *(level.label for level in question.levels), *(cue.replace("/", " ") for cue in question.cues),
    )  # fmt: skip
    for text in texts:
        for word in re.findall(r"[^\W_]{3,}", text.lower()):
            if word not in COMMON_WORDS:
                yield word
