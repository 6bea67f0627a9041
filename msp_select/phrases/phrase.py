"""What a fact is in words: a title, one plain sentence, and rows for a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msp_select.decision.fact import Fact
from msp_select.phrases.finding import Finding, Row
from msp_select.phrases.names import Names


@dataclass(frozen=True)
class Phrase:
    """A fact in words, before it is put beside the fact's own figures.

    `figures`: what of them machine outputs hold in words too, such as the titles of defaults or a rule.
    """

    title: str
    sentence: str
    rows: tuple[Row, ...] = ()
    figures: Mapping[str, str | list[str]] = field(default_factory=dict)

    def beside(self, fact: Fact) -> Finding:
        """The fact beside what is said of it."""
        figures = {**self.figures, **fact.figures}
        return Finding(fact.kind, self.title, self.sentence, figures, fact.candidates, self.rows)


Wording = Callable[[Any, Names], Phrase]
"""Words one kind of fact; the names are those of the session it is a fact of."""
