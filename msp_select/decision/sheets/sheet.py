"""What a handout is: what an owner takes along about one candidate, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.evaluation import Evaluation
from msp_select.model.agreement import Agreement


@dataclass(frozen=True, kw_only=True)
class Handout:
    """Ids, codes and unrounded figures about `candidate`; `name` is what the command line calls it."""

    name: ClassVar[str]
    candidate: str


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


def agreement_of(evaluation: Evaluation) -> Agreement:
    """The catalog's agreement, or an empty one where a catalog has none."""
    return evaluation.catalog.agreed


def filled(*tables: Table) -> tuple[Table, ...]:
    """The tables that have something to say."""
    return tuple(table for table in tables if table.rows)


def said(*notes: str) -> tuple[str, ...]:
    """The notes that are not empty."""
    return tuple(note for note in notes if note)
