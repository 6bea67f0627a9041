"""The form that goes to a bidder and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msp_select.exchange.apply_receipt import with_answers
from msp_select.exchange.form import form_of
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.read_form import read_answers
from msp_select.exchange.workbook import workbook_bytes
from msp_select.model.catalog import Catalog
from msp_select.model.letterhead import Own
from msp_select.model.scalars import Size
from msp_select.model.session import Session

__all__ = ["bidder_csv", "bidder_sheet", "form_of", "read_answers", "with_answers"]


def bidder_sheet(
    session: Session,
    catalog: Catalog,
    candidate_id: str | None,
    size: Size,
    questions: Sequence[str] = (),
    own: Own | None = None,
) -> bytes:
    """The form for a bidder as an .xlsx file, filled in with what is known; blank without a candidate.

    It asks the questions of that size, or `questions` alone, under the letterhead `own`.
    """
    return workbook_bytes(replace(form_of(session, catalog, candidate_id, size, questions), own=own))


def bidder_csv(session: Session, catalog: Catalog, candidate_id: str | None, size: Size) -> bytes:
    """The same form as a CSV file."""
    return csv_bytes(form_of(session, catalog, candidate_id, size))
