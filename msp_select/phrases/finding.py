"""What a finding is: a heading, one plain sentence, the figures it rests on, and rows for a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msp_select.decision.fact import FOR_WORDS_ONLY

Figures = Mapping[str, float | int | str | bool | list[str] | list[float] | None]


@dataclass(frozen=True)
class Row:
    """One line of a table or bar chart: `text` is the figure or the words as a person reads them.

    `reason` says in a few words what most of it rests on, where a bar has no room for more.
    """

    label: str
    value: float | None
    text: str
    reason: str = field(default="", metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True)
class Finding:
    """One thing worth knowing; `figures` unrounded, named with their unit; `candidates` whom it is about."""

    kind: str
    title: str
    sentence: str
    figures: Figures
    candidates: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
