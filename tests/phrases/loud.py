"""A made-up language, English in capitals: whatever is not loud was worded elsewhere."""

from __future__ import annotations

from msp_select.decision.findings.finding import Row
from msp_select.phrases.en.language import ENGLISH
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Language, Phrase, Wording


def loud(wording: Wording) -> Wording:
    """The same wording in capitals."""

    def shouted(fact: object, names: Names) -> Phrase:
        said = wording(fact, names)
        rows = tuple(Row(row.label.upper(), row.value, row.text.upper()) for row in said.rows)
        return Phrase(said.title.upper(), said.sentence.upper(), rows)

    return shouted


LOUD = Language("zz", {fact: loud(wording) for fact, wording in ENGLISH.wordings.items()})
