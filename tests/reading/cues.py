"""`python -m tests.reading.cues`: cues that match nothing in the documents here, and those written twice.

Many phrases match nothing there: they are for other documents. The list is for whoever looks for a slip.
"""

from __future__ import annotations

import sys

from msp_select.model.catalog import Catalog
from msp_select.phrases.en.proposals import cue_fault
from msp_select.reading.cue_checks import Place, cue_faults, cues_of
from msp_select.reading.phrases_in_text import PhraseIndex, Words
from tests.reading.readings import reading_of, truths
from tests.strategies import shipped_catalog


def written(catalog: Catalog) -> list[tuple[Place, str]]:
    """Every phrase there is, with what it stands for."""
    assert catalog.reading is not None
    return [cue for file in (*catalog.questionnaires, catalog.reading) for cue in cues_of(file)]


def main() -> None:
    """Print both lists."""
    phrases = written(shipped_catalog().with_cues)
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
    odd = [cue_fault(one.kind, one.phrase, one.of) for one in cue_faults(phrases)]
    sys.stdout.write(f"\nOdd: {len(odd)}\n" + "\n".join(f"  {one}" for one in odd) + "\n")


if __name__ == "__main__":
    main()
