"""One of the sheets an owner takes along, as a document of its own."""

from __future__ import annotations

from collections.abc import Iterable

from msp_select.decision.evaluation import Evaluation
from msp_select.decision.sheets import SHEETS
from msp_select.errors import UsageError
from msp_select.report import cells
from msp_select.report.document import Bullets, Column, Document, Paragraph, Section, Table, filled


def sheet_document(evaluation: Evaluation, name: str, candidate: str | None) -> Document:
    """The sheet of that name for the candidate, or for the first in the ranking."""
    if name not in SHEETS:
        raise UsageError(f'There is no sheet "{name}".', f"Use one of: {', '.join(SHEETS)}.")
    leader = evaluation.leader
    if leader is None:
        raise UsageError("There is no candidate yet.", "Add one first, then ask again.")
    result = leader if candidate is None else evaluation.result(candidate)
    made = SHEETS[name](evaluation, result.id)
    session = evaluation.session
    tables = (
        Section(f"table-{k}", table.title, (_table(table.title, table.columns, table.rows),))
        for k, table in enumerate(made.tables, start=1)
    )
    return Document(
        kind="sheet",
        title=made.title,
        subtitle=session.title,
        as_of=session.as_of,
        facts=(("As of", f"{session.as_of:%d %B %Y}"), ("With", result.name)),
        sections=filled(
            (
                Section("about", "About this sheet", (Paragraph(made.intro),) if made.intro else ()),
                *tables,
                Section("notes", "Notes", (Bullets(made.notes),) if made.notes else ()),
            )
        ),
    )


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(
        title,
        title,
        tuple(Column(column) for column in columns),
        tuple(tuple(cells.text(text) for text in row) for row in rows),
    )
