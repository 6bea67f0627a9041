"""What a sheet is: a page of tables and notes that an owner takes along."""

from __future__ import annotations

from dataclasses import dataclass

from msp_select.decision.evaluation import Evaluation
from msp_select.model.agreement import Agreement, Reviews


@dataclass(frozen=True)
class Table:
    """Rows of plain text under a title; every row has one cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """One page: `name` as the command line knows it, an introduction, tables without rows left out, notes."""

    name: str
    title: str
    intro: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


NO_AGREEMENT = Agreement(
    schema=1,
    id="agreement",
    version="0",
    title="No agreement",
    summary="",
    liability="",
    reviews=Reviews(first_days=90, every_months=12, meeting_every_months=3),
)


def agreement_of(evaluation: Evaluation) -> Agreement:
    """The catalog's agreement, or an empty one where a catalog has none."""
    return evaluation.catalog.agreement or NO_AGREEMENT


def filled(*tables: Table) -> tuple[Table, ...]:
    """The tables that have something to say."""
    return tuple(table for table in tables if table.rows)


def said(*notes: str) -> tuple[str, ...]:
    """The notes that are not empty."""
    return tuple(note for note in notes if note)
