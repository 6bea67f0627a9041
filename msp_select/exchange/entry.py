"""One row of a returned form as its cells, and what it is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from msp_select.exchange.cell_grid import Cell
from msp_select.exchange.price_rows import is_hidden_price, rows_of
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session

Judged = Literal["accepted", "changed", "unchanged", "refused", "blank"]


@dataclass(frozen=True)
class Context:
    """What a row is judged by; `readings` are a person's choices between two readings, by cell.

    `session` has the figures of the rows before: two that cannot stand together are told at the second.
    """

    session: Session
    catalog: Catalog
    candidate: Candidate
    decimal: str
    readings: Mapping[str, Decimal]

    @cached_property
    def rows(self) -> Mapping[str, Question]:
        """Every row there may be, by its id."""
        return rows_of(self.catalog)

    def hides(self, question: Question) -> bool:
        """Whether it asks for a price, and prices are sealed."""
        return self.session.settings.sealed and is_hidden_price(question, self.catalog)


@dataclass(frozen=True)
class Entry:
    """The four cells that a bidder fills in for one question."""

    row: int
    question: Question
    answer: Cell
    instead: Cell
    evidence: Cell
    note: Cell
