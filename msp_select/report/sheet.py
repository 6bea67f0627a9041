"""One of the sheets an owner takes along, as a document of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.errors import UsageError
from msp_select.phrases.en.dates import day_words
from msp_select.phrases.handout import handout
from msp_select.report.document import Bullets, Cell, Column, Document, Section, Table, filled


def sheet_document(evaluation: Evaluation, name: str, candidate: str | None) -> Document:
    """The sheet of that name for the candidate, or for the first in the ranking."""
    leader = evaluation.leader
    if leader is None:
        raise UsageError("There is no candidate yet.", "Add one first, then ask again.")
    result = leader if candidate is None else evaluation.result(candidate)
    made = handout(evaluation, name, result.id)
    session = evaluation.session
    tables = (
        Section(f"table-{k}", table.title, (_table(table.title, table.columns, table.rows),))
        for k, table in enumerate(made.tables, start=1)
    )
    return Document(
        kind="sheet",
        title=made.title,
        subtitle=made.intro or session.title,
        as_of=session.as_of,
        facts=(
            ("Selection", session.title),
            ("As of", day_words(session.as_of)),
            ("With", result.name),
        ),
        sections=filled(
            (
                *tables,
                Section("notes", "Notes", (Bullets(made.notes),) if made.notes else ()),
            )
        ),
    )


def _table(title: str, columns: Sequence[str], rows: tuple[tuple[str, ...], ...]) -> Table:
    """Empty cells stay empty, to be filled in by hand; a column of figures is one of numbers."""
    kinds = [_is_figures([row[k] for row in rows]) for k, _ in enumerate(columns)]
    return Table(
        title,
        title,
        tuple(Column(c, "points" if figures else "text") for c, figures in zip(columns, kinds, strict=True)),
        tuple(
            tuple(
                Cell(text, float(text)) if figures and text else Cell(text)
                for text, figures in zip(row, kinds, strict=True)
            )
            for row in rows
        ),
    )


def _is_figures(texts: list[str]) -> bool:
    return any(texts) and all(re.fullmatch(r"-?\d+\.\d+", text) for text in texts if text)
