"""`python -m tests.reading.cues`: cues that match nothing in the documents here, and those written twice.

Many phrases match nothing there: they are for other documents. The list is for whoever looks for a slip.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from msp_select.model.catalog import Catalog
from msp_select.model.reading_rules import ReadingRules
from msp_select.reading.evidence_index import LISTS
from msp_select.reading.phrases_in_text import PhraseIndex, Words
from tests.reading.readings import reading_of, truths
from tests.strategies import shipped_catalog

Place = tuple[str, str]  # a target, and which of its lists


def written(catalog: Catalog) -> Iterator[tuple[Place, str]]:
    """Every phrase there is, with what it stands for."""
    for question in catalog.questions.values():
        yield from (((question.id, "cues"), cue) for cue in question.cues)
        for level in question.levels:
            yield from (((question.id, level.id), cue) for cue in level.cues)
    rules = catalog.reading
    assert isinstance(rules, ReadingRules)
    for rule in rules.fields:
        yield from (((rule.target, name), cue) for name in LISTS for cue in getattr(rule, name))


def main() -> None:
    """Print both lists."""
    phrases = list(written(shipped_catalog().with_cues))
    index = PhraseIndex(phrases)
    matched = {
        (match.key, match.phrase)
        for folder in ("open", "held_out")
        for truth in truths(folder)
        for document in reading_of(truth.path).documents
        for text in document.texts
        for line in text.lines
        for match in index.matches(Words.of(line))
    }
    out = [f"{'.'.join(place)}: {cue}" for place, cue in phrases if (place, cue) not in matched]
    sys.stdout.write(f"Match nothing: {len(out)} of {len(phrases)}\n" + "\n".join(f"  {one}" for one in out))
    targets: dict[str, list[str]] = defaultdict(list)
    for (target, kind), cue in phrases:
        if kind == "cues":
            targets[cue].append(target)
    twice = {cue: of for cue, of in targets.items() if len(of) > 1}
    sys.stdout.write(f"\nWritten for several targets: {len(twice)}\n")
    sys.stdout.write("\n".join(f"  {cue}: {', '.join(of)}" for cue, of in sorted(twice.items())) + "\n")


if __name__ == "__main__":
    main()
