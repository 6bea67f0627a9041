"""The part "After signing" of the report: promises beside what happened, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.phrases.en.after import review as words
from msp_select.phrases.en.after.deadlines import NOT_A_LAWYER
from msp_select.report import table_cells
from msp_select.report.document import Block, Bullets, Column, Paragraph, Section, Table

SIGNS = {
    "kept": "●",
    "missed": "○",
    "not_reported": "?",
    "nothing_to_judge": "·",
    "not_due": "",
    "awaited": "",
}
LEGEND = "● kept  ○ missed  ? not reported  · nothing to judge"
MONTHS = 12


def after_pages(evaluation: Evaluation) -> Iterator[Section]:
    """One section where something was signed and the reader may see it."""
    session = evaluation.session
    if session.agreement is None or evaluation.catalog.agreed.drift is None:
        return
    after = after_signing(session, session.agreement, evaluation.catalog, last_recorded(session))
    name = session.candidate(session.agreement.candidate).name
    yield Section("after", "After signing", tuple(_blocks(after, name)), new_page=True)


def _blocks(after: AfterSigning, name: str) -> Iterator[Block]:
    yield Paragraph(words.head(after, name), lead=True)
    yield Bullets((*words.sentences(after), NOT_A_LAWYER))
    yield Table(
        "Promises and change",
        "Promises beside what happened",
        tuple(Column(title) for title in ("Measure", "Promised", "Last six months", "Kept", "Change")),
        tuple(tuple(map(table_cells.text, row)) for row in words.table_rows(after)),
    )
    months = after.record.months[-MONTHS:]
    rows = [(words.title(after.record, one.id), *_marks(after, one.id, months)) for one in after.promises]
    if months and rows:
        yield Table(
            "The year",
            f"The year on one page: {LEGEND}",
            (Column("Measure"), *(Column(month) for month in months)),
            tuple(tuple(map(table_cells.text, row)) for row in rows),
        )


def _marks(after: AfterSigning, measure: str, months: tuple[str, ...]) -> Iterator[str]:
    """A sign for every month; a longer period stands in its last month."""
    found = after.promise(measure)
    for month in months:
        period = found.in_period(month) if found is not None else None
        yield "" if period is None else SIGNS[period.state]
